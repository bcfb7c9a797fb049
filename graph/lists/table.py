"""A compact copy of one list, for one revision of the graph: what is filtered, sorted and counted without a query.

It holds ids, the values of each property and the words of the names; never the things themselves, which are read by id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from graph.ids import fold
from graph.lists.column import Column, Mask, Numbers

Key = str | int | float | None


@dataclass(frozen=True)
class Table:
    """The rows of a list in the order of their ids.

    `columns` are what filters and facets read, `keys` what a list is sorted by and ranges are cut from (None where nothing
    is stated), `words` the folded names of each row. `more` is what only the list's own filters know.
    """

    ids: Sequence[str]
    columns: Mapping[str, Column]
    keys: Mapping[str, Sequence[Key]]
    words: Sequence[str]
    present: Mask | None = None
    more: Any = None
    _orders: dict[str, Numbers] = field(default_factory=dict)

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Id → its row."""
        return {id_: row for row, id_ in enumerate(self.ids)}

    def all(self) -> Mask:
        """Return the mask of every row: those that were there on the day, where the table is of a day."""
        return np.ones(len(self.ids), dtype=np.bool_) if self.present is None else self.present.copy()

    def named(self, text: str) -> Mask:
        """Return which rows have a name with a word that begins with each word of the text; accents and case aside."""
        wanted = [f" {word}" for word in fold(text).split()]
        return np.fromiter(
            (all(word in f" {words}" for word in wanted) for words in self.words), dtype=np.bool_, count=len(self.ids)
        )

    def between(self, key: str, first: str | None, last: str | None) -> Mask:
        """Return which rows have a key from `first` to `last`, both included; ISO text of any precision."""
        end = None if last is None else f"{last}\uffff"
        return np.fromiter(
            (
                isinstance(value, str) and (first is None or value >= first) and (end is None or value <= end)
                for value in self.keys[key]
            ),
            dtype=np.bool_,
            count=len(self.ids),
        )

    def ordered(self, mask: Mask, sort: str) -> Numbers:
        """Return the rows meant, sorted by a key (`-key`: the other way round); what has none comes last, ties by id."""
        if sort in ("", "id"):
            return np.flatnonzero(mask).astype(np.int32)
        if sort not in self._orders:
            self._orders[sort] = self._order(sort)
        order = self._orders[sort]
        return order[mask[order]]

    def _order(self, sort: str) -> Numbers:
        down = sort.startswith("-")
        values: Sequence[Key] = self.ids if sort == "-id" else self.keys[sort.removeprefix("-")]
        known = [row for row, value in enumerate(values) if value is not None]
        known.sort(key=lambda row: values[row], reverse=down)  # type: ignore[arg-type,return-value]
        return np.array([*known, *(row for row, value in enumerate(values) if value is None)], dtype=np.int32)

    def as_of(self, columns: Mapping[str, Column], keys: Mapping[str, Sequence[Key]], present: Mask) -> Table:
        """Return the table of a day: these columns and keys in place of its own, these rows there."""
        return replace(
            self, columns={**self.columns, **columns}, keys={**self.keys, **keys}, present=present, _orders={}
        )


def words(*names: Iterable[str | None]) -> str:
    """Return names as they are looked up: folded, each once."""
    return " ".join(dict.fromkeys(fold(name) for group in names for name in group if name))
