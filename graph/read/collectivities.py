"""Reading local authorities."""

from __future__ import annotations

from collections.abc import Sequence

from graph.db import Graph
from graph.read.bounds import MAX_ROWS
from graph.read.by_id import one
from graph.read.sources import searched
from graph.views import Collectivity, Page
from graph.views.collectivities import collectivity as view


def collectivities(
    graph: Graph, within: str | None = None, *, skip: int = 0, limit: int = MAX_ROWS
) -> Page[Collectivity]:
    """Return local authorities in order of their id; `within` is the code of a territory, with all in it."""
    rows = graph.read("read/collectivities", within=within, skip=skip, limit=limit)
    total = graph.read("read/collectivities_total", within=within)[0]["total"]
    return Page(value=tuple(view(row) for row in rows), total=total, coverage=searched(graph))


def collectivity(graph: Graph, id_: str) -> Collectivity:
    """Return one local authority with its sources.

    Raises:
        NotFoundError: no authority has this id.
    """
    return one(collectivities_by_id(graph, [id_]), "local authority", id_)


def collectivities_by_id(graph: Graph, ids: Sequence[str]) -> tuple[Collectivity, ...]:
    """Return the local authorities of these ids, with their sources."""
    rows = graph.read("read/collectivities_by_id", ids=list(ids))
    return tuple(view(row, row["statements"]) for row in rows)
