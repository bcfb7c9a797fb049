"""A partnership as it stood on a day: the rule of `graph.settle.as_of`, on the view.

Pure functions. What counts is what a source had stated by then, or stated later with a beginning before then. Of the later
ones only form and beginning are taken: a status seen in 2025 says nothing of 2016.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Sequence
from typing import TypeVar

from graph.views import HistoryItem, Partnership

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
    day = last_day(day)
    stated = tuple(item for item in p.history if _by(item.stated_on, day))
    later = tuple(item for item in p.history if item not in stated and _by(item.since, day))
    if not stated and not later:
        return None
    kept = tuple(item for item in p.history if item in stated or item in later)
    began = next((item for item in (*stated, *later) if _by(item.since, day)), None)
    since = began.since if began else None
    until = _first(stated, lambda item: item.until)
    return p.model_copy(
        update={
            "form": _first((*stated, *later), lambda item: item.form),
            "status": _first(stated, lambda item: item.status) or "unknown",
            "since": since,
            "since_mode": _mode(p, since),
            "since_words": began.since_words if began else None,
            "until": until if until and last_day(until) <= day else None,
            "stated_on": max((item.stated_on for item in kept if item.stated_on), default=None),
            "sources": tuple(item.source for item in kept),
            "history": kept,
        }
    )


def _by(date: str | None, day: str) -> bool:
    # "2016" and "2016-06" begin on their first day, so plain text order is the order of beginnings.
    return date is not None and date <= day


def _first(items: Sequence[HistoryItem], value: Callable[[HistoryItem], T | None]) -> T | None:
    return next((found for item in items if (found := value(item)) is not None), None)


def _mode(p: Partnership, since: str | None) -> str | None:
    # A statement's own mode is not in the view; where it gave the current beginning, the mode is known.
    if since is None:
        return None
    return p.since_mode if since == p.since else "exact"
