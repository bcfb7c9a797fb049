"""Reading in several queries what has to show one state of the graph: again, while writers come between."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from graph.db import Graph
from graph.errors import GraphBusyError
from graph.read import revision

T = TypeVar("T")
Changed = Callable[[], None]

TRIES = 4
"""How often a reading is begun at least, however long that takes."""

PATIENCE = 5.0
"""How long it is begun anew while writers keep coming between, seconds; then it is refused, never given mixed."""


def attempts() -> Iterator[int]:
    """Yield the number of each attempt, from 0.

    Raises:
        GraphBusyError: there were enough.
    """
    begun, tried = time.monotonic(), 0
    while tried < TRIES or time.monotonic() < begun + PATIENCE:
        yield tried
        tried += 1
    raise GraphBusyError


class _ChangedError(Exception):
    """The graph changed while it was read."""


def steady(graph: Graph, work: Callable[[Changed], T]) -> T:
    """Run `work`, which calls what it is given before it makes its result good; begin anew where the graph has changed.

    Pages are separate transactions: neither engine keeps an old state for a reader that takes minutes.

    Raises:
        GraphBusyError: the graph changed each time.
    """
    for _ in attempts():
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
    raise AssertionError("unreachable")
