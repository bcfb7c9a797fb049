"""The steps in the life of a claim, worked out from what its sources say and when. Pure functions.

Nothing is guessed: that a partnership was renewed is told only by a later source that states it to be active (`confirmed`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from graph.asof import Dated, Timed
from graph.vocabulary import EventStatus, Status, StepKind


class Sourced(Timed, Protocol):
    """A statement about a membership or an office, with the source that makes it."""

    @property
    def source(self) -> object:
        """The source: an id, or a reference that has one."""


class SourcedPartnership(Dated, Protocol):
    """A statement about a partnership, with the source that makes it."""

    @property
    def source(self) -> object:
        """The source: an id, or a reference that has one."""


class Moment(NamedTuple):
    """One step: what, when (ISO date of any precision), when that was stated, what it was before, and by which sources."""

    kind: StepKind
    date: str | None
    stated_on: str | None
    before: str | None
    after: str | None
    sources: tuple[str, ...]


_TURNS = {
    Status.DORMANT: StepKind.FELL_ASLEEP,
    Status.SUSPENDED: StepKind.SUSPENDED,
    Status.ENDED: StepKind.ENDED,
}


def partnership_steps(history: Sequence[SourcedPartnership]) -> tuple[Moment, ...]:
    """Return the steps of a partnership, in the order in which they were stated; `history` has the newest first."""
    return (*_beginning(history, StepKind.BEGAN), *_turns(history), *_end(history, StepKind.ENDED))


def tenure_steps(history: Sequence[Sourced], began: StepKind, lasts: StepKind, ended: StepKind) -> tuple[Moment, ...]:
    """Return the steps of a membership or an office: its beginning, else that it was stated; its end."""
    found = [*_beginning(history, began), *_end(history, ended)]
    if not any(item.since for item in history) and history:
        newest = history[0]
        found.insert(0, Moment(lasts, newest.stated_on, newest.stated_on, None, None, (_id(newest.source),)))
    return tuple(found)


def event_steps(status: str, date: str | None, stated_on: str | None, sources: Sequence[str]) -> tuple[Moment, ...]:
    """Return the one step of an event."""
    kinds = {EventStatus.HELD: StepKind.MET, EventStatus.ANNOUNCED: StepKind.ANNOUNCED}
    kind = kinds.get(EventStatus(status), StepKind.PROPOSED)
    return (Moment(kind, date, stated_on, None, None, tuple(sources)),)


def _beginning(history: Sequence[Sourced], kind: StepKind) -> Iterator[Moment]:
    since = next((item.since for item in history if item.since), None)
    if since:
        by = [item for item in history if item.since == since]
        yield Moment(kind, since, _first_stated(by), None, None, tuple(_id(item.source) for item in by))


def _end(history: Sequence[Sourced], kind: StepKind) -> Iterator[Moment]:
    until = next((item.until for item in history if item.until), None)
    if until:
        by = [item for item in history if item.until == until]
        yield Moment(kind, until, _first_stated(by), None, None, tuple(_id(item.source) for item in by))


def _turns(history: Sequence[SourcedPartnership]) -> Iterator[Moment]:
    form: str | None = None
    status: str | None = None
    ends = any(item.until for item in history)
    for place, item in enumerate(reversed(history)):
        said = (item.stated_on, item.stated_on)
        by = (_id(item.source),)
        if place == 0 and not any(other.since for other in history):
            yield Moment(StepKind.FIRST_STATED, *said, None, item.form, by)
        if form and item.form and item.form != form:
            yield Moment(StepKind.CHANGED_FORM, *said, form, item.form, by)
        turn = _turn(status, item.status, first=place == 0)
        if turn is not None and not (turn is StepKind.ENDED and ends):
            yield Moment(turn, *said, status, item.status, by)
        form, status = item.form or form, item.status or status


def _turn(before: str | None, now: str | None, *, first: bool) -> StepKind | None:
    """Return the step that a statement of a status makes, None where it makes none."""
    if now is None:
        return None
    if now != before and now in _TURNS:
        return _TURNS[Status(now)]
    if now == Status.ACTIVE and not first:
        return StepKind.RESUMED if before in _TURNS else StepKind.CONFIRMED
    return None


def _first_stated(items: Sequence[Sourced]) -> str | None:
    return min((item.stated_on for item in items if item.stated_on), default=None)


def _id(source: object) -> str:
    return source if isinstance(source, str) else str(getattr(source, "id"))  # noqa: B009 - a reference, of any kind
