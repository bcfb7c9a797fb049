"""Dates and spans of time in French and English text, as EDTF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from graph.ids import fold

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv january jan",
            "fevrier fevr february feb",
            "mars march mar",
            "avril avr april apr",
            "mai may",
            "juin june jun",
            "juillet juil july jul",
            "aout august aug",
            "septembre sept september sep",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = r"(?P<month>[A-Za-zéûÉÛ]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:er|st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SHAPES = (
    # du 16 au 19 novembre 2016; les 4 et 5 juillet 2016; 16-19 November 2016
    re.compile(rf"\b(?P<first>\d{{1,2}})(?:er)?\s*(?:au|et|-|–|to|and)\s*{_DAY}\s+{_MONTH},?\s+{_YEAR}"),
    re.compile(rf"\b{_DAY}\s+{_MONTH},?\s+{_YEAR}"),
    re.compile(rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}"),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    re.compile(r"\b(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>(?:19|20)\d\d)\b"),
    re.compile(rf"\b{_MONTH}\s+{_YEAR}"),
)
_BARE_YEAR = re.compile(
    rf"(?:(?<=\ben )|(?<=\bin )|(?<=\bde )|(?<=\bfin )|(?<=\bdébut )|(?<=[(/])|(?<=[a-zéè] )|(?<=, )|^){_YEAR}\b"
    r"(?!\s*(?:€|euros?|dollars?|participants?|habitants?|élèves|personnes|people|students|%|km|[:h]\d))"
)
_MONTH_ALONE = re.compile(
    rf"(?:\b(?:du|le|les|the|from)\s+(?:(?P<first>\d{{1,2}})(?:er)?\s*(?:au|et|-|–|to|and)\s*)?{_DAY}\s+|\b(?:en|in|d['’]|fin|début|mi-)\s*)"
    rf"{_MONTH}\b(?!\s*(?:19|20)\d\d)(?P<when>\s+(?:derni\w+|prochain\w*|last|next))?",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:a eu lieu|ont eu lieu|s'est|s’est|est venue?|était|took place|was held|visited)\b", re.IGNORECASE
)
_AGO = re.compile(
    r"(?P<words>(?:(?P<nearly>bientôt|presque|près de|environ|plus de|nearly|almost|about|over|more than)\s+)?"
    r"(?P<count>\d{1,3})\s+(?P<unit>ans?|années?|mois|years?|months?))",
    re.IGNORECASE,
)


class Dated(NamedTuple):
    """A date in a text: its EDTF value, the last day of a span or None, and where it stands."""

    value: str
    until: str | None
    start: int
    end: int


def dates(text: str) -> Iterator[Dated]:
    """Yield the dates of a text in their order: days and months first, years where nothing finer stands."""
    found: list[Dated] = []
    for shape in (*_SHAPES, _BARE_YEAR):
        for match in shape.finditer(text):
            made = _dated(match)
            if made and not any(made.start < other.end and other.start < made.end for other in found):
                found.append(made)
    yield from sorted(found, key=lambda one: one.start)


def months(text: str, today: str | None) -> Iterator[Dated]:
    """Yield the dates of a text that lack their year, with the year that is nearest to a day: `en septembre dernier`."""
    for match in _MONTH_ALONE.finditer(text) if today and len(today) >= 7 else ():
        month = _MONTHS.get(fold(match["month"]))
        if not month or len(match["month"]) < 3 or (month == 5 and not match["month"].isalpha()):
            continue
        year, now = int((today or "")[:4]), int((today or "")[5:7])
        said = fold(match["when"] or "")
        past = said.startswith(("dernier", "last")) or bool(_PAST.search(text))
        year += -1 if past and month > now else 1 if not past and month < now else 0
        value = f"{year}-{month:02}" + (f"-{int(match['day']):02}" if match["day"] else "")
        if match["first"]:
            yield Dated(f"{year}-{month:02}-{int(match['first']):02}", value, *match.span())
        else:
            yield Dated(value, None, *match.span())


def _dated(match: re.Match[str]) -> Dated | None:
    parts = match.groupdict()
    year, day = parts["year"], parts.get("day")
    if parts.get("month") is None:
        return Dated(year, None, *match.span())
    month = int(parts["month"]) if parts["month"].isdigit() else _MONTHS.get(fold(parts["month"]))
    if not month or month > 12 or (day and not 1 <= int(day) <= 31):
        return None
    value = f"{year}-{month:02}" + (f"-{int(day):02}" if day else "")
    if first := parts.get("first"):
        return Dated(f"{year}-{month:02}-{int(first):02}", value, *match.span())
    return Dated(value, None, *match.span())


class Ago(NamedTuple):
    """A span of time counted back from a day: about when it began (EDTF), the words, and where they stand."""

    value: str
    words: str
    start: int
    end: int


def spans(text: str, today: str | None) -> Iterator[Ago]:
    """Yield the spans of a text (`bientôt 20 ans`, `18 mois`), counted back from a day of known year."""
    for match in _AGO.finditer(text) if today else ():
        count, unit = int(match["count"]), fold(match["unit"])
        year, month = int((today or "")[:4]), int((today or "")[5:7] or 0)
        if unit.startswith(("mois", "month")):
            if not month:
                continue
            past = year * 12 + month - 1 - count
            yield Ago(f"{past // 12}-{past % 12 + 1:02}~", match["words"], *match.span())
        elif 0 < count < 200:
            yield Ago(f"{year - count}~", match["words"], *match.span())
