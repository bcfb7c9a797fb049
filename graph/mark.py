"""Whether anybody has written to the local engine since: a number in a file that all processes of its folder share.

Answers hold as long as the graph's revision stays. To ask the engine for it costs a round trip on every request; to look at
this number costs nothing. It works as a sequence lock does:

- A writer (there is one at a time) makes the number odd before it begins, and even again when the engine has answered.
- A reader that finds the same even number before and after knows that nothing was written in between.
- A writer that was killed, or does not know whether its commit arrived, leaves the number odd: readers ask the engine each
  time until the next write has ended well.

A Neo4j has writers on other machines: there is no such number, readers ask each time.
"""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from struct import Struct

from graph.errors import JumellesError

_NUMBER = Struct("=Q")


class Mark:
    """The number of one folder, mapped into memory.

    Raises:
        OSError: the file cannot be made or mapped.
    """

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        if os.fstat(self._file).st_size < _NUMBER.size:
            os.truncate(self._file, _NUMBER.size)
        self._map = mmap.mmap(self._file, _NUMBER.size)

    def close(self) -> None:
        """Let go of the file."""
        self._map.close()
        os.close(self._file)

    def settled(self) -> int | None:
        """Return the number; None while somebody writes, where the file was taken away (nobody else sees it), once closed."""
        try:
            number, there = self._number(), os.fstat(self._file).st_nlink
        except (OSError, ValueError):
            return None
        return number if there and not number % 2 else None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Say that something is written until the block ends; only for who holds the lock of writers."""
        begun = self._number() // 2 * 2 + 3  # odd, and none that was seen before, whatever the last writer left
        self._set(begun)
        try:
            yield
        except JumellesError:  # ours, so from before the commit: nothing was written
            self._set(begun + 1)
            raise
        self._set(begun + 1)

    def _number(self) -> int:
        (number,) = _NUMBER.unpack_from(self._map)
        return int(number)

    def _set(self, number: int) -> None:
        _NUMBER.pack_into(self._map, 0, number)
