"""Reading how actors act on each other."""

from __future__ import annotations

from collections.abc import Sequence

from graph.db import Graph
from graph.views.relations import Relation
from graph.views.relations import relation as view


def relations(
    graph: Graph, *, kind: str | None = None, start: str | None = None, end: str | None = None
) -> tuple[Relation, ...]:
    """Return how actors act on each other: of one kind, from `start`, on `end`, or all."""
    rows = graph.read("read/relations/relation_rows", kind=kind, **{"from": start, "to": end})
    return tuple(view(row) for row in rows)


def relations_by_id(graph: Graph, ids: Sequence[str]) -> tuple[Relation, ...]:
    """Return the relations of these ids."""
    return tuple(view(row) for row in graph.read("read/relations_by_id/relation_rows", ids=list(ids)))
