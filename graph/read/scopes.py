"""A scope: a territory with all in it, or one authority or organisation."""

from __future__ import annotations

from graph.db import Graph
from graph.errors import NotFoundError
from graph.places import territories


def check_scope(graph: Graph, scope: str) -> None:
    """Check that a scope is there: the code of a territory, or the id of an authority or organisation.

    Raises:
        NotFoundError: it is neither.
    """
    if scope not in territories() and not graph.read("read/body_exists", id=scope)[0]["found"]:
        raise NotFoundError(
            f"{scope!r} is neither the ISO 3166 code of a territory nor the id of an authority or organisation"
        )
