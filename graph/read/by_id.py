"""Reading things by their ids, in the order asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from graph.db import Graph
from graph.errors import NotFoundError

T = TypeVar("T")
Reader = Callable[[Graph, Sequence[str]], Iterable[T]]


def ids_of(graph: Graph, label: str) -> tuple[str, ...]:
    """Return the ids of all things of one label, in alphabetical order."""
    return tuple(row["id"] for row in graph.read(f"read/ids/{label}"))


def one(found: Iterable[T], what: str, id_: str) -> T:
    """Return the one thing found.

    Raises:
        NotFoundError: there is none; the line says what was looked for.
    """
    for thing in found:
        return thing
    raise NotFoundError(f"no {what} has the id {id_!r}")
