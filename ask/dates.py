"""Days and periods in a question: "as of June 2016", "au 20 novembre 2025", "depuis 2010", "in the nineties", "en 2016"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from rapidfuzz import fuzz, process

from ask.kinds import Words, parts
from ask.text import Token
from graph.dates import PartialDate
from graph.errors import InputError

WHEN: Final = ("since", "after", "before", "between", "decade", "in")
"""What a period may be: from a day, after it, before it, between two, in ten years, or in one year, month or day."""

_FILLERS: Final = ("le", "l", "an", "annee", "the", "of", "year")
_MONTH_LETTERS: Final = 6
_MONTH_LIKENESS: Final = 85
"""How like a month a mistyped word of so many letters must be, percent: novemvre."""

_ENDINGS: Final = ("st", "nd", "rd", "th", "er")


class Period(NamedTuple):
    """A period that a question names: from `low` to `high`, ISO dates of known precision, None where it is open.

    `when` is how it was named, one of `WHEN`; its tokens stand from `start` to before `end`.
    """

    when: str
    low: str | None
    high: str | None
    start: int
    end: int

    def holds(self, date: str | None) -> bool:
        """Whether a date lies in the period; one that is not known does not."""
        if not date:
            return False
        if self.when == "after":
            return date[: len(self.low or "")] > (self.low or "")
        if self.low and date[: len(self.low)] < self.low:
            return False
        if self.when == "before":
            return date < (self.high or "")
        return not self.high or date[: len(self.high)] <= self.high


class AsOf(NamedTuple):
    """A day that a question names, as ISO text of known precision, and its tokens, from `start` to before `end`."""

    value: str
    start: int
    end: int


def as_of(found: Sequence[Token], words: Words) -> AsOf | None:
    """Return the first day that the question names with "as of", "au" and the like; None where there is none."""
    folded = [token.folded for token in found]
    for start in range(len(folded)):
        for opening in words.as_of:
            end = start + len(opening)
            if tuple(folded[start:end]) == opening:
                date = _date(folded, end, words)
                if date:
                    return AsOf(date[0], start, date[1])
    return None


def period(found: Sequence[Token], words: Words) -> Period | None:
    """Return the first period that the question names, None where there is none."""
    folded = [token.folded for token in found]
    for start in range(len(folded)):
        for opening, when in words.periods:
            end = start + len(opening)
            if tuple(folded[start:end]) == opening:
                named = _period(folded, start, end, when, words)
                if named:
                    # "Excused from the December 2020 meeting" is about that meeting, not about all since.
                    of_event = opening == ("from",) and not parts().event_kinds.keys().isdisjoint(
                        folded[named.end : named.end + 1]
                    )
                    return named._replace(when="in", high=named.low) if of_event else named
    return _bare(folded, words)


def _period(folded: Sequence[str], start: int, at: int, when: str, words: Words) -> Period | None:
    decade = _decade(folded, at, words)
    if decade:
        return _ten_years(decade[0], when, start, decade[1])
    first = _date(folded, at, words)
    if first is None:
        return None
    low, end = first
    if when == "between":
        second = _date(folded, end + 1, words) if folded[end : end + 1] and folded[end] in words.until else None
        return Period(when, low, second[0], start, second[1]) if second else None
    before, open_ended = when == "before", when in ("since", "after")
    return Period(when, None if before else low, None if open_ended else low, start, end)


def _ten_years(low: str, when: str, start: int, end: int) -> Period:
    high = f"{int(low) + 9}"
    if when == "before":
        return Period(when, None, low, start, end)
    if when in ("since", "after"):
        return Period(when, low if when == "since" else high, None, start, end)
    return Period("decade", low, high, start, end)


def _bare(folded: Sequence[str], words: Words) -> Period | None:
    """Return a date that stands without a word before it: "la réunion du 20 novembre 2025", "the 2015 congress"."""
    for start in range(len(folded)):
        decade = _decade(folded, start, words)
        if decade:
            return Period("decade", decade[0], f"{int(decade[0]) + 9}", start, decade[1])
        if folded[start] in _FILLERS or folded[start] == "of":
            continue
        found = _date(folded, start, words)
        if found:
            return Period("in", found[0], found[0], start, found[1])
    return None


def _decade(folded: Sequence[str], at: int, words: Words) -> tuple[str, int] | None:
    """Read "the nineties", "the 1990s", "les années 1990", "les années 90"."""
    while at < len(folded) and folded[at] in (*_FILLERS, "les", "des"):
        at += 1
    years = at < len(folded) and folded[at] in ("annees", "decennie")
    at += years
    if at >= len(folded):
        return None
    word = folded[at]
    if word in words.decades:
        return words.decades[word], at + 1
    digits = word.removesuffix("s")
    if digits.isascii() and digits.isdigit() and (years or word.endswith("s")) and digits.endswith("0"):
        if len(digits) == 4 and _is_year(int(digits)):
            return digits, at + 1
        if len(digits) == 2:
            return f"{'20' if digits < '30' else '19'}{digits}", at + 1
    return None


def checked_day(text: str) -> str:
    """Return an ISO date of known precision as it was given.

    Raises:
        InputError: not a year, a month or a day.
    """
    try:
        date = PartialDate.parse(text)
    except ValueError as error:
        raise InputError(f"as_of: expected a day such as 2019, 2016-06 or 2016-06-30, got {text[:40]!r}") from error
    if date.mode != "exact":
        raise InputError(f"as_of: expected a day such as 2019, 2016-06 or 2016-06-30, got {text[:40]!r}")
    return date.value


def _date(folded: Sequence[str], start: int, words: Words) -> tuple[str, int] | None:
    while start < len(folded) and folded[start] in _FILLERS:
        start += 1
    parts = [word for word in folded[start : start + 4] if word != "of"][:3]
    for count in (3, 2, 1):
        value = _value(parts[:count], words) if len(parts) >= count else None
        if value:
            return value, _end(folded, start, count)
    return None


def _end(folded: Sequence[str], start: int, count: int) -> int:
    while count:
        count -= folded[start] != "of"
        start += 1
    return start


def _value(parts: Sequence[str], words: Words) -> str | None:
    """Read year; month year; year month; day month year, in the orders of both languages and of ISO."""
    months = words.months
    match [_number(part, months) for part in parts]:
        case [year]:
            fields = [year]
        case [first, second] if _is_year(first):
            fields = [first, second]
        case [first, second]:
            fields = [second, first]
        case [first, second, third] if _is_year(first):
            fields = [first, second, third]
        case [first, second, third] if parts[0] in months:
            fields = [third, first, second]
        case [first, second, third]:
            fields = [third, second, first]
        case _:
            return None
    if None in fields or not _is_year(fields[0]):
        return None
    text = "-".join(f"{field:02}" for field in fields)
    try:
        return PartialDate.parse(text).value
    except ValueError:
        return None


def _is_year(number: int | None) -> bool:
    return number is not None and 1000 <= number <= 2999


def _number(part: str, months: Mapping[str, int]) -> int | None:
    if part in months:
        return months[part]
    if len(part) >= _MONTH_LETTERS and part.isalpha():
        near = process.extractOne(part, months.keys(), scorer=fuzz.ratio, score_cutoff=_MONTH_LIKENESS)
        return months[near[0]] if near else None
    for ending in _ENDINGS:
        part = part.removesuffix(ending)
    return int(part) if part.isascii() and part.isdigit() and len(part) <= 4 else None
