"""Reading page by page what has to show one state of the graph."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from graph.db import Graph
from graph.errors import GraphBusyError
from graph.read import revision

T = TypeVar("T")
Changed = Callable[[], None]

TRIES = 3
"""How often is begun anew when the graph changed in between."""


class _ChangedError(Exception):
    """The graph changed while it was read."""


def steady(graph: Graph, work: Callable[[Changed], T]) -> T:
    """Run `work`, which calls what it is given before it makes its result good; begin anew where the graph has changed.

    Pages are separate transactions: neither engine keeps an old state for a reader that takes minutes.

    Raises:
        GraphBusyError: the graph changed each time.
    """
    for _ in range(TRIES):
        at = revision(graph)

        def changed(at: int = at) -> None:
            if revision(graph) != at:
                raise _ChangedError

        try:
            return work(changed)
        except _ChangedError:
            continue
        except LookupError:  # one page names what is gone from the next
            if revision(graph) == at:
                raise
    raise GraphBusyError
