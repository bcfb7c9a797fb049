"""Reading what sources leave open."""

from __future__ import annotations

from collections.abc import Sequence

from graph.db import Graph
from graph.views import names_of
from graph.views.review import LeftOpen, Question, row_source


def review(graph: Graph) -> tuple[Question, ...]:
    """Return everything that sources leave open, of the newest source first."""
    return tuple(
        Question(row["id"], row["kind"], names_of(row, "question"), tuple(row["about"]), row_source(row))
        for row in graph.read("read/review")
    )


def review_settled(graph: Graph) -> dict[str, LeftOpen]:
    """Return what was left open and is settled now, by its id."""
    return {
        row["id"]: LeftOpen(row["kind"], names_of(row, "question"), frozenset(row["about"]))
        for row in graph.read("read/review_settled")
    }


def review_about(graph: Graph, ids: Sequence[str]) -> tuple[LeftOpen, ...]:
    """Return what sources leave open about any of these ids."""
    rows = graph.read("read/review_about", ids=list(ids))
    return tuple(LeftOpen(row["kind"], names_of(row, "question"), frozenset(row["about"])) for row in rows)
