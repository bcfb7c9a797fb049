"""Reading people: who holds which public office, and who was where."""

from __future__ import annotations

from collections.abc import Sequence

from graph.db import Graph
from graph.read.by_id import ids_of, one
from graph.views.people import Attendance, Mandate, Person
from graph.views.people import attendance as attendance_view
from graph.views.people import mandate as mandate_view
from graph.views.people import person as person_view


def people(graph: Graph, ids: Sequence[str] | None = None) -> tuple[Person, ...]:
    """Return the people of these ids, or all, with their offices and meetings, in order of their ids."""
    wanted = list(ids_of(graph, "Person") if ids is None else ids)
    rows = graph.read("read/things_by_id/Person", ids=wanted)
    offices: dict[str, list[Mandate]] = {id_: [] for id_ in wanted}
    for row in graph.read("read/mandates_of/mandate_rows", people=wanted):
        offices[row["person"]].append(mandate_view(row))
    meetings: dict[str, list[Attendance]] = {id_: [] for id_ in wanted}
    for row in graph.read("read/attendances_of/attendance_rows", people=wanted):
        meetings[row["person"]].append(attendance_view(row))
    return tuple(person_view(row, offices[row["props"]["id"]], meetings[row["props"]["id"]]) for row in rows)


def person(graph: Graph, id_: str) -> Person:
    """Return one person with offices and meetings.

    Raises:
        NotFoundError: no person has this id.
    """
    return one(people(graph, [id_]), "person", id_)


def attendances(
    graph: Graph, *, event: str | None = None, person: str | None = None, body: str | None = None
) -> tuple[Attendance, ...]:
    """Return who was at an event, where a person was, or who stood for a body and where; by date. One of them is given."""
    if event is not None:
        rows = graph.read("read/attendances_at/attendance_rows", event=event)
    elif body is not None:
        rows = graph.read("read/attendances_for/attendance_rows", bodies=[body])
    else:
        rows = graph.read("read/attendances_of/attendance_rows", people=[person])
    return tuple(attendance_view(row) for row in rows)


def mandates(graph: Graph, person: str | None = None, *, body: str | None = None) -> tuple[Mandate, ...]:
    """Return the public offices of a person, or in a body, the oldest first; one of the two is given."""
    if body is not None:
        rows = graph.read("read/mandates_in/mandate_rows", bodies=[body])
    else:
        rows = graph.read("read/mandates_of/mandate_rows", people=[person])
    return tuple(mandate_view(row) for row in rows)


def attendances_by_id(graph: Graph, ids: Sequence[str]) -> tuple[Attendance, ...]:
    """Return the attendances of these ids."""
    return tuple(attendance_view(row) for row in graph.read("read/attendances_by_id/attendance_rows", ids=list(ids)))


def mandates_by_id(graph: Graph, ids: Sequence[str]) -> tuple[Mandate, ...]:
    """Return the public offices of these ids."""
    return tuple(mandate_view(row) for row in graph.read("read/mandates_by_id/mandate_rows", ids=list(ids)))
