"""The service's one open graph: opened when first needed, opened anew after it went away."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from threading import Lock
from typing import Any, TypeVar

from ask.complete import Completer, Suggestion
from ask.engine import Asker, examples
from ask.gazetteer import Gazetteer
from graph.db import Graph, open_graph
from graph.errors import EngineError, GraphUnavailableError, JumellesError
from graph.read import revision
from graph.settings import Settings
from graph.views import Answer
from graph.vocabulary import Language

T = TypeVar("T")

PAUSE = 1.0
"""How long a failed attempt to open the graph stands for the requests that follow, seconds."""


class Connection:
    """Holds the graph and what is worked out from it; safe to share between threads."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._lock = Lock()
        self._stack = ExitStack()
        self._graph: Graph | None = None
        self._failed: tuple[float, JumellesError] | None = None
        self._asker: tuple[int, Asker] | None = None
        self._once: tuple[int, dict[str, Any]] = (-1, {})
        self._completers: tuple[Asker, dict[bool, Completer]] | None = None

    def graph(self) -> Graph:
        """Return the open graph.

        Raises:
            EngineError, GraphUnavailableError, GraphRefusedError: it cannot be opened now.
        """
        with self._lock:
            if self._graph is None:
                self._graph = self._open()
            return self._graph

    def _open(self) -> Graph:
        if self._failed and time.monotonic() - self._failed[0] < PAUSE:
            raise self._failed[1]
        try:
            graph = self._stack.enter_context(open_graph(self.settings))
        except JumellesError as error:
            self._failed = (time.monotonic(), error)
            raise
        self._failed = None
        return graph

    def use(self, work: Callable[[Graph], T]) -> T:
        """Run `work` on the graph; after the engine went away the graph is opened anew and `work` tried once more."""
        graph = self.graph()
        try:
            return work(graph)
        except (GraphUnavailableError, EngineError):
            self._drop(graph)
            return work(self.graph())

    def _drop(self, graph: Graph) -> None:
        with self._lock:
            if self._graph is graph:
                self._graph = None
                self._asker = None
                self._stack.close()

    def revision(self) -> int:
        """Return the revision of the graph as it is now."""
        return self.use(revision)

    def seen(self) -> int | None:
        """Return the newest revision that an answer has met, None before the first; the graph may have moved on since."""
        graph = self._graph
        return graph.seen if graph else None

    def ask(self, question: str, language: Language | None = None, as_of: str | None = None) -> Answer:
        """Answer a question on the graph as it is now.

        Raises:
            NotUnderstoodError: no named query answers it.
        """
        return self.use(lambda graph: self._current_asker(graph).ask(question, language=language, as_of=as_of))

    def once(self, name: str, work: Callable[[Graph], T]) -> T:
        """Return what `work` makes of the graph, made once for each state of the graph; `name` says what it is."""

        def remembered(graph: Graph) -> T:
            now = revision(graph)
            if self._once[0] != now:
                self._once = (now, {})
            kept = self._once[1]
            if name not in kept:
                kept[name] = work(graph)
            found: T = kept[name]
            return found

        return self.use(remembered)

    def gazetteer(self) -> Gazetteer:
        """Return the names of the graph as it is now."""
        return self.use(lambda graph: self._current_asker(graph).gazetteer)

    def complete(self, typed: str, language: Language, *, people: bool) -> tuple[Suggestion, ...]:
        """Return how a question that is being typed may go on, with names of people where `people` may be shown."""
        return self.asking(lambda asker: self._current_completer(asker, people=people).complete(typed, language))

    def _current_completer(self, asker: Asker, *, people: bool) -> Completer:
        held = self._completers
        if held is None or held[0] is not asker:
            held = self._completers = (asker, {})
        made = held[1]
        if people not in made:
            made[people] = Completer.of(asker.gazetteer, people=people)
        return made[people]

    def asking(self, work: Callable[[Asker], T]) -> T:
        """Run `work` on the questions of the graph as it is now."""
        return self.use(lambda graph: work(self._current_asker(graph)))

    def examples(self, language: Language) -> tuple[str, ...]:
        """Return questions that work on what is loaded."""
        return self.use(lambda graph: examples(self._current_asker(graph), language))

    def _current_asker(self, graph: Graph) -> Asker:
        now = revision(graph)
        if self._asker is None or self._asker[0] != now:
            self._asker = (now, Asker.of(graph))
        return self._asker[1]

    def close(self) -> None:
        """Close the graph; a local engine that nobody else uses stops."""
        with self._lock:
            self._graph = None
            self._stack.close()
