"""A partnership as it stood on a day: the rule of `graph.settle.as_of`, on the view.

Pure functions. What counts is what a source had stated by then, or stated later with a beginning before then. Of the later
ones only form and beginning are taken: a status seen in 2025 says nothing of 2016.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from graph.views import Partnership

T = TypeVar("T")


def last_day(date: str) -> str:
    """Return the last day of a year, a month or a day: "as of 2019" takes in all of 2019 (2016-06 → 2016-06-30)."""
    if len(date) == 4:
        return f"{date}-12-31"
    if len(date) == 7:
        return f"{date}-{calendar.monthrange(int(date[:4]), int(date[5:]))[1]:02}"
    return date


def partnership_as_of(p: Partnership, day: str) -> Partnership | None:
    """Return the partnership as it stood on a day, None where no source shows that it was there.

    Themes and parties are those known today: sources do not date them.

    Args:
        p: the partnership with its whole history, newest first.
        day: an ISO date; a year or a month means its last day.
    """
    stood = standing(p.history, last_day(day))
    if stood is None:
        return None
    return p.model_copy(
        update={
            "form": stood.form,
            "status": stood.status or "unknown",
            "since": stood.since,
            "since_mode": _mode(p, stood.since),
            "since_words": stood.began.since_words if stood.began else None,
            "until": stood.until,
            "stated_on": max((item.stated_on for item in stood.kept if item.stated_on), default=None),
            "sources": tuple(item.source for item in stood.kept),
            "history": tuple(stood.kept),
        }
    )


class Dated(Protocol):
    """A statement with what it dates; ISO text."""

    @property
    def stated_on(self) -> str | None:
        """When it was stated."""

    @property
    def form(self) -> str | None:
        """The form it states."""

    @property
    def status(self) -> str | None:
        """The status it states."""

    @property
    def since(self) -> str | None:
        """The beginning it states."""

    @property
    def until(self) -> str | None:
        """The end it states."""


D = TypeVar("D", bound=Dated)


@dataclass(frozen=True, slots=True)
class Standing(Generic[D]):
    """What held on a day: the statements that tell it, the one that tells the beginning, and the values."""

    kept: Sequence[D]
    began: D | None
    form: str | None
    status: str | None
    until: str | None

    @property
    def since(self) -> str | None:
        """When it began."""
        return self.began.since if self.began else None


def standing(history: Sequence[D], day: str) -> Standing[D] | None:
    """Return what these statements, newest first, tell of a day (YYYY-MM-DD); None where nothing shows it was there."""
    stated = [item for item in history if _by(item.stated_on, day)]
    later = [item for item in history if not _by(item.stated_on, day) and _by(item.since, day)]
    if not stated and not later:
        return None
    known = (*stated, *later)
    until = _first(stated, lambda item: item.until)
    return Standing(
        kept=[item for item in history if _by(item.stated_on, day) or _by(item.since, day)],
        began=next((item for item in known if _by(item.since, day)), None),
        form=_first(known, lambda item: item.form),
        status=_first(stated, lambda item: item.status),
        until=until if until and last_day(until) <= day else None,
    )


def _by(date: str | None, day: str) -> bool:
    # "2016" and "2016-06" begin on their first day, so plain text order is the order of beginnings.
    return date is not None and date <= day


def _first(items: Sequence[D], value: Callable[[D], T | None]) -> T | None:
    return next((found for item in items if (found := value(item)) is not None), None)


def _mode(p: Partnership, since: str | None) -> str | None:
    # A statement's own mode is not in the view; where it gave the current beginning, the mode is known.
    if since is None:
        return None
    return p.since_mode if since == p.since else "exact"
