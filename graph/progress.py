"""How far a load is: told from where the work is done to whoever watches, without passing through every call.

with watched(lambda stage, rows: ...):
    replace_source(graph, source, records)      # tells: write 1000, write 2000, …
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Watcher = Callable[[str, int], None]
"""Takes the stage at work and how many rows more it has done; 0 when it begins."""

STAGES = ("fetch", "read", "transform", "write", "clean up")
"""What a load goes through, in order."""


def _nobody(_stage: str, _rows: int) -> None:
    """Watch nothing."""


_watcher: ContextVar[Watcher] = ContextVar("watcher", default=_nobody)


@contextmanager
def watched(watcher: Watcher) -> Iterator[None]:
    """Tell `watcher` what happens in the block."""
    token = _watcher.set(watcher)
    try:
        yield
    finally:
        _watcher.reset(token)


def tell(stage: str, rows: int = 0) -> None:
    """Say that a stage has done so many rows more."""
    _watcher.get()(stage, rows)
