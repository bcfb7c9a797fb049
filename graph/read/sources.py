"""Reading sources."""

from __future__ import annotations

from collections.abc import Sequence

from graph.db import Graph
from graph.errors import NotFoundError
from graph.views import Coverage, Row, Source
from graph.views.sources import source as view


def sources(graph: Graph) -> tuple[Source, ...]:
    """Return all sources, newest first."""
    return tuple(view(row) for row in graph.read("read/sources", id=None))


def source(graph: Graph, id_: str) -> Source:
    """Return one source.

    Raises:
        NotFoundError: no source has this id.
    """
    rows = graph.read("read/sources", id=id_)
    if not rows:
        raise NotFoundError(f"no source has the id {id_!r}")
    return view(rows[0])


def source_of_document(graph: Graph, sha256: str) -> str | None:
    """Return the id of the source that states what a document says, by the checksum of its bytes (hex); None for none."""
    rows = graph.read("read/source_of_document", sha256=sha256)
    return str(rows[0]["id"]) if rows else None


def sources_by_id(graph: Graph, ids: Sequence[str]) -> tuple[Source, ...]:
    """Return the sources of these ids, in order of their ids."""
    return tuple(view(row) for row in graph.read("read/sources_by_id", ids=list(ids)))


def sources_searched(graph: Graph) -> tuple[Row, ...]:
    """Return id and date of every source: what an answer was searched in."""
    return tuple(graph.read("read/source_dates"))


def searched(graph: Graph) -> Coverage:
    """Return how many sources were searched, and how old they are."""
    rows = sources_searched(graph)
    dates = sorted(row["date"] for row in rows if row["date"])
    return Coverage(
        sources=len(rows),
        oldest=dates[0] if dates else None,
        newest=dates[-1] if dates else None,
        undated=len(rows) - len(dates),
        searched=len(rows),
        searched_newest=dates[-1] if dates else None,
    )
