"""Reading partnerships."""

from __future__ import annotations

from collections.abc import Sequence

from graph.db import Graph
from graph.read.bounds import EVERYTHING
from graph.read.by_id import one
from graph.read.sources import sources_searched
from graph.views import Coverage, Partnership, coverage, partnership


def partnerships(
    graph: Graph, a: str | None = None, b: str | None = None, *, skip: int = 0, limit: int = EVERYTHING
) -> tuple[Partnership, ...]:
    """Return partnerships in order of their id.

    Args:
        graph: an open graph.
        a: a scope: the id of an authority or organisation, or the code of a territory with all in it; None for any.
        b: the scope of another party; None for any.
        skip: rows to pass over.
        limit: rows to return at most.
    """
    name, scopes = _scoped(a, b)
    rows = graph.read(f"{name}/partnership_rows", **scopes, skip=skip, limit=limit)
    return tuple(partnership(row) for row in rows)


def partnerships_total(graph: Graph, a: str | None = None, b: str | None = None) -> int:
    """Return how many partnerships `partnerships` would give without bounds."""
    name, scopes = _scoped(a, b)
    return int(graph.read(f"{name}/partnership_total", **scopes)[0]["total"])


def _scoped(a: str | None, b: str | None) -> tuple[str, dict[str, str]]:
    if a and b:
        return "read/partnerships_between", {"a": a, "b": b}
    if one := a or b:
        return "read/partnerships_of", {"a": one}
    return "read/partnerships", {}


def partnerships_about(graph: Graph, theme: str, *, skip: int = 0, limit: int = 1000) -> tuple[Partnership, ...]:
    """Return the partnerships that treat a theme."""
    rows = graph.read("read/partnerships_about/partnership_rows", theme=theme, skip=skip, limit=limit)
    return tuple(partnership(row) for row in rows)


def partnerships_by_id(graph: Graph, ids: Sequence[str]) -> tuple[Partnership, ...]:
    """Return the partnerships of these ids."""
    rows = graph.read("read/partnerships_by_id/partnership_rows", ids=list(ids), skip=0, limit=len(ids))
    return tuple(partnership(row) for row in rows)


def partnerships_with(graph: Graph, organisation: str, *, limit: int = 1000) -> tuple[Partnership, ...]:
    """Return the partnerships of an organisation, in whatever role."""
    rows = graph.read("read/partnerships_with/partnership_rows", organisation=organisation, skip=0, limit=limit)
    return tuple(partnership(row) for row in rows)


def partnership_of(graph: Graph, id_: str) -> Partnership:
    """Return one partnership.

    Raises:
        NotFoundError: no partnership has this id.
    """
    return one(partnerships_by_id(graph, [id_]), "partnership", id_)


def coverage_of(graph: Graph, found: tuple[Partnership, ...]) -> Coverage:
    """Return what these partnerships rest on, and what was searched for them."""
    return coverage((ref for item in found for ref in item.sources), sources_searched(graph))
