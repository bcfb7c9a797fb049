"""People as pages show them: in public office only, with the day on which a source last named the office."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from api.pages.present import Note, Notes
from graph.views import Names
from graph.views.people import Attendance, Mandate

STALE_AFTER = 3
"""Years after which an office wants checking."""


class Contact(NamedTuple):
    """Someone in an office; `stale` says that nobody has named it for years."""

    person: str
    name: str
    title: str | None
    body: str
    body_names: Names
    body_label: str
    seen: str | None
    stale: bool
    until: str | None
    notes: tuple[Note, ...]


def contacts(mandates: Iterable[Mandate], notes: Notes, today: str) -> tuple[Contact, ...]:
    """Return who holds which office, one line for each person in a body: as it was named last, with all its sources."""
    groups: dict[tuple[str, str], list[Mandate]] = {}
    for one in mandates:
        groups.setdefault((one.person, one.body), []).append(one)
    made = (
        _contact(sorted(group, key=lambda one: one.as_of or "", reverse=True), notes, today)
        for group in groups.values()
    )
    return tuple(sorted(made, key=lambda one: (one.seen or "", one.name), reverse=True))


def offices(mandates: Iterable[Mandate], notes: Notes, today: str) -> tuple[Contact, ...]:
    """Return every office by itself, those that were named last first."""
    made = (_contact([one], notes, today) for one in mandates)
    return tuple(sorted(made, key=lambda one: (one.seen or "", one.name), reverse=True))


def _contact(group: Sequence[Mandate], notes: Notes, today: str) -> Contact:
    newest = group[0]
    titled = next((one for one in group if one.title), newest)
    return Contact(
        newest.person,
        newest.person_name,
        titled.title,
        newest.body,
        newest.body_names,
        newest.body_label,
        newest.as_of,
        is_stale(newest.as_of, today),
        newest.until,
        notes.of(ref.id for one in group for ref in one.sources),
    )


def is_stale(seen: str | None, today: str) -> bool:
    """Whether an office was named too long ago, or nobody knows when."""
    if not seen:
        return True
    year, *rest = seen.split("-")
    limit = "-".join([str(int(year) + STALE_AFTER), *rest])
    return limit < today[: len(limit)]


class Meeting(NamedTuple):
    """An event at which people stood for a body; `excused` where all of them were."""

    event: str
    names: Names
    date: str | None
    excused: bool
    people: tuple[str, ...]
    sources: tuple[str, ...]


def meetings(attendances: Sequence[Attendance]) -> tuple[Meeting, ...]:
    """Return the events that people of one body were at or were excused from, the newest first."""
    by_event: dict[str, list[Attendance]] = {}
    for one in attendances:
        by_event.setdefault(one.event, []).append(one)
    made = (
        Meeting(
            event,
            those[0].event_names,
            those[0].date,
            all(one.presence == "excused" for one in those),
            tuple(one.name for one in those),
            tuple(dict.fromkeys(ref.id for one in those for ref in one.sources)),
        )
        for event, those in by_event.items()
    )
    return tuple(sorted(made, key=lambda one: (one.date or "", one.event), reverse=True))
