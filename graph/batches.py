"""Cutting rows into batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batched(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield lists of at most `size` rows (`itertools.batched` comes with Python 3.12 only)."""
    iterator = iter(rows)
    while batch := list(islice(iterator, size)):
        yield batch
