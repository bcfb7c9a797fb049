"""A partnership, membership or office as it stood on a day: the rule of `graph.settle.as_of`, on what sources say.

Pure functions. What counts is what a source had stated by then, or stated later with a beginning before then. Of the later
ones only form and beginning are taken: a status seen in 2025 says nothing of 2016.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from graph.views import Mandate, Membership, Partnership

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
            "until_mode": None if stood.until is None else p.until_mode if stood.until == p.until else "exact",
            "stated_on": stood.stated_on,
            "sources": tuple(item.source for item in stood.kept),
            "history": tuple(stood.kept),
        }
    )


class Timed(Protocol):
    """A statement with its own date and the time it states; ISO text."""

    @property
    def stated_on(self) -> str | None:
        """When it was stated."""

    @property
    def since(self) -> str | None:
        """The beginning it states."""

    @property
    def until(self) -> str | None:
        """The end it states."""


class Dated(Timed, Protocol):
    """A statement about a partnership with what it dates."""

    @property
    def form(self) -> str | None:
        """The form it states."""

    @property
    def status(self) -> str | None:
        """The status it states."""


D = TypeVar("D", bound=Dated)
S = TypeVar("S", bound=Timed)
C = TypeVar("C", Membership, Mandate)


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

    @property
    def stated_on(self) -> str | None:
        """When it was last stated."""
        return max((item.stated_on for item in self.kept if item.stated_on), default=None)


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


def held(history: Sequence[S], day: str) -> tuple[S, ...]:
    """Return the statements that show a membership or office on a day (YYYY-MM-DD); none where it was not, or was over.

    What was stated once, without an end, goes on: the date it was stated on says how fresh that is.
    """
    stated = [item for item in history if _by(item.stated_on, day)]
    until = _first(stated, lambda item: item.until)
    if until and last_day(until) < day:
        return ()
    return tuple(item for item in history if _by(item.stated_on, day) or _by(item.since, day))


def membership_as_of(membership: Membership, day: str) -> Membership | None:
    """Return a membership as it stood on a day, None where no source shows that it was there then."""
    return _claim_as_of(membership, day)


def mandate_as_of(mandate: Mandate, day: str) -> Mandate | None:
    """Return a public office as it stood on a day, None where no source shows that it was held then."""
    found = _claim_as_of(mandate, day)
    if found is None:
        return None
    return found.model_copy(update={"as_of": max((s.stated_on for s in found.history if s.stated_on), default=None)})


def _claim_as_of(claim: C, day: str) -> C | None:
    day = last_day(day)
    kept = held(claim.history, day)
    # An end that no source states follows from a later list (graph/left.py).
    ended = not any(item.until for item in claim.history) and _by(claim.until, day)
    if not kept or ended:
        return None
    since = _first(kept, lambda item: item.since if _by(item.since, day) else None)
    sources = tuple(item.source for item in kept)
    return claim.model_copy(update={"since": since, "until": None, "sources": sources, "history": kept})


def _by(date: str | None, day: str) -> bool:
    # "2016" and "2016-06" begin on their first day, so plain text order is the order of beginnings.
    return date is not None and date <= day


def _first(items: Sequence[S], value: Callable[[S], T | None]) -> T | None:
    return next((found for item in items if (found := value(item)) is not None), None)


def _mode(p: Partnership, since: str | None) -> str | None:
    # A statement's own mode is not in the view; where it gave the current beginning, the mode is known.
    if since is None:
        return None
    return p.since_mode if since == p.since else "exact"
