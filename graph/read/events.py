"""Reading events."""

from __future__ import annotations

from collections.abc import Sequence

from graph.db import Graph
from graph.read.by_id import ids_of, one
from graph.views.events import Event
from graph.views.events import event as view


def events(graph: Graph, ids: Sequence[str] | None = None) -> tuple[Event, ...]:
    """Return the events of these ids, or all, in order of their ids."""
    wanted = ids_of(graph, "Event") if ids is None else ids
    return tuple(view(row) for row in graph.read("read/events_by_id", ids=list(wanted)))


def event(graph: Graph, id_: str) -> Event:
    """Return one event.

    Raises:
        NotFoundError: no event has this id.
    """
    return one(events(graph, [id_]), "event", id_)
