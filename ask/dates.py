"""A day in a question: "as of June 2016", "au 20 novembre 2025", "état au 31/12/2019"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from ask.kinds import Words
from ask.text import Token
from graph.dates import PartialDate
from graph.errors import InputError

_FILLERS: Final = ("le", "l", "an", "annee", "the", "of", "year")
_ENDINGS: Final = ("st", "nd", "rd", "th", "er")


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
    for ending in _ENDINGS:
        part = part.removesuffix(ending)
    return int(part) if part.isascii() and part.isdigit() and len(part) <= 4 else None
