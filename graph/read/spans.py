"""Spans of ids, each with so many things: what is too much for one query is read span by span.

A query bounded on both sides is read off the index on both engines. Bounded below and cut by a limit, the local engine
looks at all that is left and sorts it, at every page (docs/adr/0029-spans-of-ids.md): at a million things seconds a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, Final, NamedTuple

Read = Callable[..., Iterable[Any]]
"""Runs a query by its name: `Graph.read` or `Transaction.run`."""

LAST: Final = "~"
"""Above every id: those are of small letters, digits and hyphens."""

LOOK: Final = 40_000
"""How many ids are looked at to part a span, or four spans' worth where that is more; none of these reads is long."""

PARTS: Final = 8


class Span(NamedTuple):
    """Ids above `after`, up to `upto`."""

    after: str
    upto: str

    def parted(self, bounds: Sequence[str]) -> Iterator[Span]:
        """Yield the spans between bounds that lie in it, in order."""
        yield from (Span(*both) for both in pairwise((self.after, *bounds, self.upto)))


def spans(read: Read, label: str, size: int) -> Iterator[Span]:
    """Yield spans that hold all things of one label in the order of their ids, so many each at most.

    The first begins below every id and the last ends above every, so what is added meanwhile is in one of them.

    Args:
        read: runs a query.
        label: of what.
        size: how many in one span.
    """
    yield from _within(read, label, size, max(LOOK, 4 * size), Span("", LAST))


def span_by_span(read: Read, query: str, label: str, size: int, **params: Any) -> Iterator[Iterable[Any]]:
    """Yield the rows of a query over all things of one label, one span after the other.

    Args:
        read: runs a query.
        query: one that takes `after` and `upto`.
        label: of what.
        size: how many things in one span at most.
        params: what else the query takes.
    """
    for after, upto in spans(read, label, size):
        yield read(query, after=after, upto=upto, **params)


def _within(read: Read, label: str, size: int, most: int, span: Span) -> Iterator[Span]:
    row = next(iter(read(f"read/ids_some/{label}", after=span.after, upto=span.upto, limit=most)))
    ids = sorted(row["ids"])
    if len(ids) < most:
        yield from span.parted(ids[size - 1 : -1 : size])
        return
    # There are more: those that were seen tell about where the others lie, and each part is looked at by itself.
    step = most // PARTS
    for part in list(span.parted(ids[step - 1 : -1 : step])):
        yield from _within(read, label, size, most, part)
