"""Spans of ids, each with so many things: what is too much for one query is read span by span.

A query bounded on both sides is read off the index on both engines. Bounded below and cut by a limit, the local engine
looks at all that is left and sorts it, at every page (docs/adr/0029-spans-of-ids.md): at a million things seconds a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NamedTuple

Read = Callable[..., Iterable[Any]]
"""Runs a query by its name: `Graph.read` or `Transaction.run`."""

LAST: Final = "~"
"""Above every id: those are of small letters, digits and hyphens."""


class Span(NamedTuple):
    """Ids above `after`, up to `upto`."""

    after: str
    upto: str


def spans(read: Read, label: str, size: int) -> Iterator[Span]:
    """Yield spans that hold all things of one label in the order of their ids, so many each.

    The first begins below every id and the last ends above every, so what is added meanwhile is in one of them.

    Args:
        read: runs a query.
        label: of what.
        size: how many in one span.
    """
    total = next(iter(read(f"read/total/{label}")))["total"]
    if total <= size:
        yield Span("", LAST)
        return
    ids = sorted(row["id"] for row in read(f"read/ids_any_order/{label}"))
    bounds = ["", *ids[size - 1 : -1 : size], LAST]
    del ids
    yield from map(Span, bounds, bounds[1:])
