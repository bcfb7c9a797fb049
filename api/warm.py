"""Reads anew in the background what answers are worked out from, at the start and whenever the graph has changed.

Lists, search, analyses and questions each keep what they read for one revision. Whoever asks first after a load would wait
for all of it; so the service reads it by itself, once writers have rested for a moment.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from threading import Event, Thread

from api.connection import Connection
from graph.analysis.snapshot import snapshot
from graph.db import Graph
from graph.errors import JumellesError
from graph.lists.answer import Asked, listed
from graph.lists.catalogue import LISTS
from graph.search.search import search

PAUSE = 2.0
"""Seconds between two looks at the revision; writers have rested when it stood still for one pause."""

WARMED = ("partnerships", "collectivities")
"""The lists that nearly every page and question needs."""


class Warmer:
    """Keeps a service warm, in a thread of its own."""

    def __init__(self, connection: Connection, pause: float = PAUSE) -> None:
        self._connection = connection
        self._pause = pause
        self._over = Event()
        self._thread = Thread(target=self._run, name="warmer", daemon=True)
        self.warm: int | None = None
        """The revision for which all is read."""

    def start(self) -> None:
        """Begin; the first reading starts at once."""
        self._thread.start()

    def stop(self) -> None:
        """End, after the reading at work."""
        self._over.set()
        self._thread.join(self._pause)

    def _run(self) -> None:
        seen: int | None = None
        rested = True
        while True:
            now = self._look()
            if now is not None and now != self.warm and (rested or now == seen):
                self._read(now)
            seen, rested = now, False
            if self._over.wait(self._pause):
                return

    def _look(self) -> int | None:
        try:
            return self._connection.revision()
        except JumellesError:
            return None  # whoever asks is told what is wrong

    def _read(self, now: int) -> None:
        try:
            for work in self._works():
                if self._over.is_set():
                    return
                self._connection.use(work)
        except JumellesError:
            return
        _settle()
        self.warm = now

    def _works(self) -> Sequence[Callable[[Graph], object]]:
        return (
            *(lambda graph, name=name: listed(graph, LISTS[name], Asked({}, 1)) for name in WARMED),
            lambda graph: search(graph, "a", limit=1),
            lambda _: self._connection.gazetteer(),
            snapshot,
        )


def _settle() -> None:
    """Leave what is kept out of the rounds of Python's collector, which would walk all of it while somebody waits."""
    gc.unfreeze()  # what was kept for the revision before may go
    gc.collect()
    gc.freeze()
