"""A kind of source, declared: the three of the five stages that are its own; the runner, `loaders/run.py`, does the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from graph.progress import tell
from loaders.batch import Batch

R = TypeVar("R")

Progress = Callable[[str], None]
"""Told which file, or which part of a fetch, is at work."""


def as_it_is(path: Path, _: Progress) -> Path:
    """Fetch nothing: the file is there."""
    return path


@dataclass(frozen=True, slots=True)
class Kind(Generic[R]):
    """How sources of one kind come in.

    Args:
        read: reads a file strictly: what cannot be taken is rejected, or raises InputError where it is the file as a whole.
        transform: makes records of what was read from the file.
        fetch: brings the file, from a place that is the file itself if not said; its InputError ends the load.
    """

    read: Callable[[Path], R]
    transform: Callable[[Path, R], Batch]
    fetch: Callable[[Path, Progress], Path] = as_it_is

    def batch(self, path: Path) -> Batch:
        """Return what a file states.

        Raises:
            InputError: the file as a whole cannot be read.
        """
        tell("read")
        rows = self.read(path)
        tell("transform")
        return self.transform(path, rows)


def ready(batch: Batch) -> Kind[Batch]:
    """Return the kind of what was read and made into records elsewhere, by a person at a desk for example."""
    return Kind(read=lambda _: batch, transform=lambda _, same: same)
