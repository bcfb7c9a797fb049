"""Dates and spans of time in French and English text, as EDTF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from graph.ids import fold
from loaders.minutes.numerals import IN_WORDS
from loaders.minutes.numerals import day as day_of
from loaders.minutes.numerals import year as year_of

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
_DAY_NAME = (
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
)
_SHAPES = (
    # du 16 au 19 novembre 2016; les 4 et 5 juillet 2016; 16-19 November 2016
    re.compile(
        rf"\b(?P<first>\d{{1,2}})(?:er)?\s*(?:au|et|-|–|to|and)\s*(?:(?i:{_DAY_NAME})\s+)?{_DAY}\s+{_MONTH},?\s+{_YEAR}"
    ),
    re.compile(rf"\b{_DAY}\s+{_MONTH},?\s+{_YEAR}"),
    # October 3 to 6, 2023
    re.compile(rf"\b{_MONTH}\s+(?P<first>\d{{1,2}})\s*(?:-|–|to|and)\s*{_DAY},?\s+{_YEAR}"),
    re.compile(rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}"),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    re.compile(r"\b(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>(?:19|20)\d\d)\b"),
    re.compile(rf"\b{_MONTH}\s+{_YEAR}"),
)
_IN_WORDS = re.compile(r"\bmill?e?\b|\bthousand\b|\bnineteen\b|\btwenty\b", re.IGNORECASE)
_BARE_YEAR = re.compile(
    rf"(?:(?<=\ben )|(?<=\bin )|(?<=\bde )|(?<=\bfin )|(?<=\bdébut )|(?<=\bcourant )|(?<=\bpour )|(?<=\bfor )"
    rf"|(?<=[(/])|(?<=[a-zéèà] )|(?<=, )|^){_YEAR}\b"
    r"(?!\s*(?:€|euros?|dollars?|participants?|habitants?|élèves|personnes|people|students|%|km|[:h]\d))"
)
_MONTH_ALONE = re.compile(
    rf"\b(?:(?:(?:{_DAY_NAME}|du|le|les|the|from|on)\s+){{0,3}}(?:(?P<first>\d{{1,2}})(?:er)?\s*(?:au|et|-|–|to|and)\s*)?{_DAY}\s+"
    r"|(?:en|in|d['’]|de|pour|for|dès|fin|début|courant|late|early|mois d['’e]|mid-|mi-|prévue?s? |(?<=:)\s|(?<=: ))\s*)"
    rf"{_MONTH}(?![\w-])(?!,?\s*(?:19|20)\d\d)(?P<when>\s+(?:derni\w+|prochain\w*|last|next))?",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(rf"\b(?P<month>[A-Z][a-z]{{2,8}})\.?\s+{_DAY}\b(?!,?\s*(?:19|20)\d\d)(?P<first>)(?P<when>)")
_SEASON = re.compile(
    r"\b(?:(?:à l['’]|en |l['’]|cet |d['’])(?:été|automne|hiver)|(?:au|du|le|ce) printemps|(?:in|this|next|last) (?:the )?"
    r"(?:spring|summer|autumn|fall|winter)|(?:spring|summer|autumn|winter)(?= of| (?:19|20)\d\d))"
    r"(?P<when>\s+(?:derni\w+|prochain\w*))?(?:,?\s+(?:de\s+|of\s+)?(?P<year>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?:(?P<month>(?:le |du |au )?mois (?P<m>dernier|prochain)|(?P<m2>last|next) month['’]?s?)"
    r"|(?P<year>l['’](?:an|année) (?P<y>derni\w+|prochain\w*|passée?|précédente)|(?P<y2>last|next) year['’]?s?"
    r"|(?P<y3>cette année|(?:à la |en )?fin d(?:e l)?['’]année|this year))"
    r"|(?P<week>(?:la )?semaine (?P<w>derni\w+|prochaine)|(?P<w2>last|next) week['’]?s?))",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:a eu lieu|ont eu lieu|y a eu lieu|s['’]est|se sont|est venue?s?|étai(?:t|ent)|avai(?:t|ent)|a été|ont été"
    r"|took place|was|were|had"
    r"|visited|drew)\b",
    re.IGNORECASE,
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
    found += _worded(text)
    for shape in (*_SHAPES, _BARE_YEAR):
        for match in shape.finditer(text):
            made = _dated(match)
            if made and not any(made.start < other.end and other.start < made.end for other in found):
                found.append(made)
    yield from sorted(found, key=lambda one: one.start)


def _worded(text: str) -> list[Dated]:
    """Return the dates that are written in words: `le quatorze mars deux mille vingt-cinq`."""
    made = []
    for match in IN_WORDS.finditer(text) if _IN_WORDS.search(text) else ():
        month = _MONTHS.get(fold(match["month1"] or match["month2"]))
        said_day, said_year = day_of(match["first"] or match["day"]), year_of(match["before"] or match["year"])
        if month and said_day and said_year:
            made.append(Dated(f"{said_year}-{month:02}-{said_day:02}", None, *match.span()))
    return made


def vague(text: str, today: str | None) -> Iterator[Dated]:
    """Yield the dates of a text that lack their year, or are said by season or from today, in their order.

    The year is the one nearest to a day: `en septembre dernier`, `le 7 mars`, `au printemps`, `le mois prochain`. A season is
    given as its year.
    """
    found: list[Dated] = []
    made = (*_seasons(text, today), *_relative(text, today), *_months(text, today)) if today and len(today) >= 7 else ()
    for one in made:
        if not any(one.start < other.end and other.start < one.end for other in found):
            found.append(one)
    yield from sorted(found, key=lambda one: one.start)


def _months(text: str, today: str | None) -> Iterator[Dated]:
    for match in (*_MONTH_ALONE.finditer(text), *_MONTH_DAY.finditer(text)):
        month = _MONTHS.get(fold(match["month"]))
        day = match["day"]
        if not month or len(match["month"]) < 3 or (day and not 1 <= int(day) <= 31):
            continue
        now = int((today or "")[5:7])
        year = int((today or "")[:4]) + _shift(text, fold(match["when"] or ""), month, now)
        value = f"{year}-{month:02}" + (f"-{int(day):02}" if day else "")
        if match["first"]:
            yield Dated(f"{year}-{month:02}-{int(match['first']):02}", value, *match.span())
        else:
            yield Dated(value, None, *match.span())


def _shift(text: str, said: str, month: int, now: int) -> int:
    """Return how many years the year of a bare month lies from that of the document."""
    past = said.startswith(("dernier", "last")) or (not said and bool(_PAST.search(text)))
    return -1 if past and month > now else 1 if not past and month < now else 0


def _seasons(text: str, today: str | None) -> Iterator[Dated]:
    for match in _SEASON.finditer(text):
        said = fold(match[0])
        middle = next(
            month
            for names, month in (
                (("print", "spring"), 5),
                (("ete", "summer"), 8),
                (("automne", "autumn", "fall"), 11),
                (("hiver", "winter"), 1),
            )
            if any(name in said for name in names)
        )
        now = int((today or "")[5:7])
        when = "dernier" if "dernier" in said or "last" in said.split() else said if "prochain" in said else ""
        year = match["year"] or str(int((today or "")[:4]) + _shift(text, when, middle, now))
        yield Dated(year, None, *match.span())


def _relative(text: str, today: str | None) -> Iterator[Dated]:
    year, month, day = int((today or "")[:4]), int((today or "")[5:7]), int((today or "")[8:10] or 15)
    for match in _RELATIVE.finditer(text):
        said = fold(match["m"] or match["m2"] or match["y"] or match["y2"] or match["w"] or match["w2"] or "")
        step = 0 if not said else 1 if said.startswith(("prochain", "next")) else -1
        if match["year"]:
            yield Dated(str(year + step), None, *match.span())
        elif match["month"]:
            months = year * 12 + month - 1 + step
            yield Dated(f"{months // 12}-{months % 12 + 1:02}", None, *match.span())
        elif day:
            then = date(year, month, min(day, 28)) + timedelta(days=7 * step)
            yield Dated(f"{then:%Y-%m}", None, *match.span())


def _dated(match: re.Match[str]) -> Dated | None:
    parts = match.groupdict()
    said_year, said_day = parts["year"], parts.get("day")
    if parts.get("month") is None:
        return Dated(said_year, None, *match.span())
    month = int(parts["month"]) if parts["month"].isdigit() else _MONTHS.get(fold(parts["month"]))
    if not month or month > 12 or (said_day and not 1 <= int(said_day) <= 31):
        return None
    value = f"{said_year}-{month:02}" + (f"-{int(said_day):02}" if said_day else "")
    if first := parts.get("first"):
        return Dated(f"{said_year}-{month:02}-{int(first):02}", value, *match.span())
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
