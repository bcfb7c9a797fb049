"""Reading who was where, who belongs to what, and who acts on whom: each row with its sources."""

from __future__ import annotations

from graph.db import Graph
from graph.views import Names, Partnership, Row, SourceRef, View, names_of, partnership, source_ref


class Attendance(View):
    """A person at an event, present or excused; `body` is whom the person stood for."""

    person: str
    name: str
    event: str
    event_names: Names
    date: str | None
    presence: str
    role: str | None
    title: str | None
    body: str | None
    sources: tuple[SourceRef, ...]


class Membership(View):
    """A body in a network."""

    member: str
    member_name: str
    network: str
    network_name: str
    role: str
    since: str | None
    until: str | None
    sources: tuple[SourceRef, ...]


class Relation(View):
    """How one actor acts on another, read from `from_id` to `to_id`; `to_id` may be the code of a territory."""

    from_id: str
    from_name: str | None
    kind: str
    to_id: str
    to_name: str | None
    since: str | None
    until: str | None
    note: Names | None
    sources: tuple[SourceRef, ...]


class Mandate(View):
    """A public office that a person holds or held; `as_of` is when it was last stated."""

    person: str
    person_name: str
    body: str
    body_name: str
    title: str | None
    since: str | None
    until: str | None
    as_of: str | None
    sources: tuple[SourceRef, ...]


def attendances(graph: Graph, *, event: str | None = None, person: str | None = None) -> tuple[Attendance, ...]:
    """Return who was at an event, or where a person was, by date; one of the two is given."""
    if event is not None:
        rows = graph.read("read/attendances_at/attendance_rows", event=event)
    else:
        rows = graph.read("read/attendances_of/attendance_rows", person=person)
    return tuple(_attendance(row) for row in rows)


def memberships(graph: Graph, *, network: str | None = None, member: str | None = None) -> tuple[Membership, ...]:
    """Return who is in a network, or which networks a body is in; one of the two is given."""
    if network is not None:
        rows = graph.read("read/members_of/membership_rows", network=network)
    else:
        rows = graph.read("read/memberships_of/membership_rows", member=member)
    return tuple(Membership(**_plain(row)) for row in rows)


def relations(
    graph: Graph, *, kind: str | None = None, start: str | None = None, end: str | None = None
) -> tuple[Relation, ...]:
    """Return how actors act on each other: of one kind, from `start`, on `end`, or all."""
    rows = graph.read("read/relations", kind=kind, **{"from": start, "to": end})
    return tuple(_relation(row) for row in rows)


def mandates(graph: Graph, person: str) -> tuple[Mandate, ...]:
    """Return the public offices of a person, the oldest first."""
    return tuple(Mandate(**_plain(row)) for row in graph.read("read/mandates_of", person=person))


def partnerships_about(graph: Graph, theme: str, *, skip: int = 0, limit: int = 1000) -> tuple[Partnership, ...]:
    """Return the partnerships that treat a theme."""
    rows = graph.read("read/partnerships_about/partnership_rows", theme=theme, skip=skip, limit=limit)
    return tuple(partnership(row) for row in rows)


def _sources(row: Row) -> tuple[SourceRef, ...]:
    return tuple(source_ref(statement, statement["said"]["locator"]) for statement in row["statements"])


def _plain(row: Row) -> dict[str, object]:
    return {**{name: value for name, value in row.items() if name != "statements"}, "sources": _sources(row)}


def _attendance(row: Row) -> Attendance:
    kept = {name: row[name] for name in ("person", "name", "event", "date", "presence", "role", "title", "body")}
    return Attendance(**kept, event_names=names_of(row, "event"), sources=_sources(row))


def _relation(row: Row) -> Relation:
    kept = {name: row[name] for name in ("from_id", "from_name", "kind", "to_id", "to_name", "since", "until")}
    note = names_of(row, "note") if row["note_fr"] else None
    return Relation(**kept, note=note, sources=_sources(row))
