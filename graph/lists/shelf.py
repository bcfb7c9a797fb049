"""What is worked out once for each revision of the graph, and kept until a writer moves it.

A shelf belongs to one revision. It is filled when something is first asked for; what was read while a writer came between
is thrown away and read again, so that nothing on a shelf mixes two states. Every answer checks the revision after it has
read its rows: several processes and writers need nothing else to agree.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from threading import Lock, RLock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from graph.db import Graph
from graph.read.meta import revision
from graph.read.spans import spans
from graph.steady import attempts

T = TypeVar("T")
Values = tuple[Any, ...]

SLICE = 25_000
"""Rows of one query of a filling: enough for all at national size, few enough for a query's timeout at ten times it."""

MOST_BYTES = 32 * 2**20
"""How much of finished answers is kept; one that takes a hundredth of it is not."""


class MovedError(Exception):
    """A writer came between; read again. Never leaves this package."""


class Shelf:
    """Everything kept for one revision."""

    def __init__(self, graph: Graph, number: int) -> None:
        self.graph = graph
        self.revision = number
        self._kept: dict[str, Any] = {}
        self._answers: dict[Hashable, bytes] = {}
        self._bytes = 0
        self._lock = RLock()

    def kept(self, name: str, make: Callable[[], T]) -> T:
        """Return what `make` gives, made once.

        Raises:
            MovedError: the graph moved on while it was made.
        """
        try:
            found: T = self._kept[name]
        except KeyError:
            with self._lock:
                if name not in self._kept:
                    made = make()
                    if revision(self.graph) != self.revision:
                        raise MovedError from None
                    self._kept[name] = made
                found = self._kept[name]
        return found

    def recent(self, name: str, key: str, make: Callable[[], T], most: int) -> T:
        """Return what `make` gives for a key, keeping the last few keys; `make` reads nothing but what is kept."""
        with self._lock:
            several: dict[str, T] = self._kept.setdefault(name, {})
            if key not in several:
                if len(several) >= most:
                    del several[next(iter(several))]
                several[key] = make()
            return several[key]

    def answer(self, key: Hashable) -> bytes | None:
        """Return the finished answer that was kept under a key, None where there is none."""
        return self._answers.get(key)

    def keep(self, key: Hashable, answer: bytes) -> None:
        """Keep a finished answer; the oldest go when there is no room."""
        if len(answer) > MOST_BYTES // 100:
            return
        with self._lock:
            self._bytes += len(answer) - len(self._answers.pop(key, b""))
            self._answers[key] = answer
            while self._bytes > MOST_BYTES:
                self._bytes -= len(self._answers.pop(next(iter(self._answers))))

    def rows(self, query: str) -> Sequence[Values]:
        """Return all rows of a query that reads one span of ids at a time, each a tuple of its columns."""
        label = query.rpartition("/")[2] if "bodies" in query else _LABEL[query.removeprefix("read/list_")]
        return self.kept(query, lambda: self._slices(label, query))

    def stated(self, label: str) -> Sequence[Values]:
        """Return what each source says of the claims of one label: rows of `read/list_stated`."""
        return self.kept(f"stated {label}", lambda: self._slices(label, f"read/list_stated/{label}"))

    def sourced(self, label: str) -> dict[str, list[str]]:
        """Return id → the sources that state it, for all things of one label."""
        return self.kept(f"sourced {label}", lambda: self._sourced(label))

    def _sourced(self, label: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for source, ids in self._slices(label, f"read/list_sourced/{label}"):
            for id_ in ids:
                found.setdefault(id_, []).append(source)
        return found

    def _slices(self, label: str, query: str) -> list[Values]:
        """Read a query span by span."""
        several = self.kept(f"spans {label}", lambda: tuple(spans(self.graph.read, label, SLICE)))
        return [
            tuple(row.values()) for after, upto in several for row in self.graph.read(query, after=after, upto=upto)
        ]


_LABEL = {
    "partnerships": "Partnership",
    "memberships": "Membership",
    "mandates": "Mandate",
    "attendances": "Attendance",
    "people": "Person",
    "events": "Event",
    "relations": "Relation",
    "figures": "Figure",
    "sources": "Source",
    "themes": "Theme",
}
"""What a list's query is named after → the label of its things."""

_shelves: WeakKeyDictionary[Graph, Shelf] = WeakKeyDictionary()
_lock = Lock()


def shelf_of(graph: Graph) -> Shelf:
    """Return the shelf in use: of the newest revision that an answer has met."""
    with _lock:
        found = _shelves.get(graph)
    return found or renewed(graph, None)


def renewed(graph: Graph, old: Shelf | None) -> Shelf:
    """Return a shelf of the revision of now, in place of the old one; threads that come together get the same."""
    now = revision(graph)
    with _lock:
        found = _shelves.get(graph)
        if found is None or found is old or found.revision != now:
            found = _shelves[graph] = Shelf(graph, now)
        return found


def settled(graph: Graph, work: Callable[[Shelf], T]) -> T:
    """Run `work` on a shelf until no writer came between; returns what it gave.

    Args:
        graph: an open graph.
        work: reads from the shelf, and from the graph what the shelf does not hold.

    Raises:
        GraphBusyError: writers came between each time.
    """
    shelf = shelf_of(graph)
    for attempt in attempts():
        if attempt:
            shelf = renewed(graph, shelf)
        try:
            found = work(shelf)
            if revision(graph) == shelf.revision:
                return found
        except MovedError:
            continue
    raise AssertionError("unreachable")


def finished(graph: Graph, key: Hashable, work: Callable[[Shelf], bytes]) -> tuple[bytes, int]:
    """Return the bytes that `work` makes of a shelf, made once for a key and a revision, and that revision.

    The revision is asked for each time, so whoever wrote, in whatever process, nobody is given an old answer.
    """
    shelf = shelf_of(graph)
    kept = shelf.answer(key)
    if kept is not None and revision(graph) == shelf.revision:
        return kept, shelf.revision
    used, made = settled(graph, lambda shelf: (shelf, work(shelf)))
    used.keep(key, made)
    return made, used.revision
