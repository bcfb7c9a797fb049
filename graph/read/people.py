"""Reading who was where, and who holds which public office."""

from __future__ import annotations

from graph.db import Graph
from graph.views.claims import plain
from graph.views.people import Attendance, Mandate
from graph.views.people import attendance as view


def attendances(graph: Graph, *, event: str | None = None, person: str | None = None) -> tuple[Attendance, ...]:
    """Return who was at an event, or where a person was, by date; one of the two is given."""
    if event is not None:
        rows = graph.read("read/attendances_at/attendance_rows", event=event)
    else:
        rows = graph.read("read/attendances_of/attendance_rows", person=person)
    return tuple(view(row) for row in rows)


def mandates(graph: Graph, person: str) -> tuple[Mandate, ...]:
    """Return the public offices of a person, the oldest first."""
    return tuple(Mandate(**plain(row)) for row in graph.read("read/mandates_of", person=person))
