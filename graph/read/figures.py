"""Reading stated numbers."""

from __future__ import annotations

from collections.abc import Sequence

from graph.db import Graph
from graph.read.by_id import ids_of, one
from graph.views.figures import Figure
from graph.views.figures import figure as view


def figures(graph: Graph, ids: Sequence[str] | None = None) -> tuple[Figure, ...]:
    """Return the figures of these ids, or all, in order of their ids."""
    wanted = ids_of(graph, "Figure") if ids is None else ids
    return tuple(view(row) for row in graph.read("read/figures_by_id", ids=list(wanted)))


def figure(graph: Graph, id_: str) -> Figure:
    """Return one figure.

    Raises:
        NotFoundError: no figure has this id.
    """
    return one(figures(graph, [id_]), "figure", id_)
