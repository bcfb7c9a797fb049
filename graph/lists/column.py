"""One property of all rows of a table, made to be filtered and counted at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
"""One truth for each row of a table: whether it is meant."""

Numbers = npt.NDArray[np.int32]


class Column:
    """For each row none, one or several values; kept as pairs of row and code, so that a count is one pass over numbers."""

    def __init__(self, cells: Iterable[Iterable[str]]) -> None:
        codes: dict[str, int] = {}
        rows: list[int] = []
        found: list[int] = []
        size = 0
        for row, values in enumerate(cells):
            size = row + 1
            for value in dict.fromkeys(values):
                rows.append(row)
                found.append(codes.setdefault(value, len(codes)))
        self.size = size
        self._codes: Mapping[str, int] = codes
        self._rows: Numbers = np.array(rows, dtype=np.int32)
        self._found: Numbers = np.array(found, dtype=np.int32)

    @property
    def values(self) -> Iterable[str]:
        """Every value that a row has."""
        return self._codes.keys()

    def any_of(self, values: Iterable[str]) -> Mask:
        """Return which rows have one of these values."""
        mask = np.zeros(self.size, dtype=np.bool_)
        for value in values:
            if (code := self._codes.get(value)) is not None:
                mask[self._rows[self._found == code]] = True
        return mask

    def some(self) -> Mask:
        """Return which rows have a value at all."""
        mask = np.zeros(self.size, dtype=np.bool_)
        mask[self._rows] = True
        return mask

    def fewer(self, least: int) -> Mask:
        """Return which rows have fewer values than that."""
        few: Mask = np.bincount(self._rows, minlength=self.size) < least
        return few

    def counts(self, mask: Mask) -> dict[str, int]:
        """Return value → how many of the rows meant have it, for every value that one of them has."""
        meant = self._found[mask[self._rows]]
        totals = np.bincount(meant, minlength=len(self._codes)) if len(self._codes) else ()
        return {value: int(total) for value, total in zip(self._codes, totals, strict=True) if total}
