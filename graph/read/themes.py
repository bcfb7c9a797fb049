"""Reading themes."""

from __future__ import annotations

from collections.abc import Sequence

from graph.db import Graph
from graph.read.by_id import ids_of, one
from graph.views.themes import Theme
from graph.views.themes import theme as view


def themes(graph: Graph, ids: Sequence[str] | None = None) -> tuple[Theme, ...]:
    """Return the themes of these ids, or all, in order of their ids."""
    wanted = ids_of(graph, "Theme") if ids is None else ids
    return tuple(view(row) for row in graph.read("read/themes_by_id", ids=list(wanted)))


def theme(graph: Graph, id_: str) -> Theme:
    """Return one theme.

    Raises:
        NotFoundError: no theme has this id.
    """
    return one(themes(graph, [id_]), "theme", id_)
