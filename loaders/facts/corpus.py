"""The shipped corpus: the facts files that come with the program."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def corpus() -> tuple[Path, ...]:
    """Return the shipped facts files, in the order of their names."""
    return tuple(sorted(Path(str(files("loaders.facts"))).glob("*.yml")))
