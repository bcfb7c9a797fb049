"""Reading organisations."""

from __future__ import annotations

from collections.abc import Sequence

from graph.db import Graph
from graph.read.by_id import ids_of, one
from graph.views.organisations import Organisation
from graph.views.organisations import organisation as view


def organisations(graph: Graph, ids: Sequence[str] | None = None) -> tuple[Organisation, ...]:
    """Return the organisations of these ids, or all, in order of their ids."""
    wanted = ids_of(graph, "Organisation") if ids is None else ids
    return tuple(view(row) for row in graph.read("read/things_by_id/Organisation", ids=list(wanted)))


def organisation(graph: Graph, id_: str) -> Organisation:
    """Return one organisation.

    Raises:
        NotFoundError: no organisation has this id.
    """
    return one(organisations(graph, [id_]), "organisation", id_)
