"""Reading how actors act on each other."""

from __future__ import annotations

from graph.db import Graph
from graph.views.relations import Relation
from graph.views.relations import relation as view


def relations(
    graph: Graph, *, kind: str | None = None, start: str | None = None, end: str | None = None
) -> tuple[Relation, ...]:
    """Return how actors act on each other: of one kind, from `start`, on `end`, or all."""
    rows = graph.read("read/relations", kind=kind, **{"from": start, "to": end})
    return tuple(view(row) for row in rows)
