"""Graphs that every process of one test run reads: filled by the process that asks first, gone when the last is done.

Starting an engine, filling it and having it plan each query costs more than most tests that then read it.
"""

from __future__ import annotations

import fcntl
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

from filelock import FileLock

from graph.db import Graph, open_graph
from graph.settings import Settings, read_settings

START_TIMEOUT = 120.0  # s; several processes start engines at once, the first of them without a start-up cache


class Together:
    """The graphs of a run, by name and engine, below one folder."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder = folder
        self._stack = stack

    def settings(
        self,
        engine: str,
        home: str,
        start: Callable[[Path], AbstractContextManager[Settings]],
        fill: Callable[[Graph], None],
    ) -> Settings:
        """Return the settings of a graph on an engine that somebody has filled, else start and fill it."""
        folder = self._folder / f"{home}-{engine}"
        told = folder.with_suffix(".json")
        with FileLock(folder.with_suffix(".lock")):
            if not told.exists():
                settings = self._stack.enter_context(start(folder))
                fill(self._stack.enter_context(open_graph(settings)))
                told.write_text(json.dumps(_where(settings)), encoding="utf-8")
        where = json.loads(told.read_text(encoding="utf-8"))
        return read_settings(home=folder, engine_start_timeout=START_TIMEOUT, **where)


def _where(settings: Settings) -> dict[str, str]:
    password = settings.neo4j_password.get_secret_value()
    return {
        **settings.model_dump(include={"neo4j_uri", "neo4j_username", "neo4j_database"}),
        "neo4j_password": password,
    }


@contextmanager
def together(folder: Path) -> Iterator[Together]:
    """Yield what the processes of a run share below a folder; wait at the end until none of them reads any more."""
    with (folder / "readers").open("w") as readers, ExitStack() as stack:
        fcntl.flock(readers, fcntl.LOCK_SH)
        yield Together(folder, stack)
        # Whoever gets it whole knows that all others have come here too.
        fcntl.flock(readers, fcntl.LOCK_UN)
        fcntl.flock(readers, fcntl.LOCK_EX)
        fcntl.flock(readers, fcntl.LOCK_UN)
