"""The authorities that a table names: found once each, with every spelling of the table kept.

Finding is the resolver's business (`Finder`); this module keeps what was found as records of the source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from graph.records import CollectivityRecord, Record
from graph.scratch import Recent, Roomy
from loaders.stated import StatedPlace
from loaders.values import CellError


@dataclass(frozen=True, slots=True)
class Found:
    """The authority that a source means, and what is open about it (Review records)."""

    body: CollectivityRecord
    open: tuple[Record, ...] = ()


class Finder(Protocol):
    """Who tells which authority the words of a source mean."""

    def find(self, place: StatedPlace, at: str) -> Found:
        """Return the authority, with `at` as its place in the source.

        Raises:
            CellError: no authority can be told; names the field and what was expected.
        """


MakeFinder = Callable[[Iterable[StatedPlace]], Finder]
"""Makes who finds, from all places of a source: only together do they tell namesakes apart."""


@dataclass
class Bodies:
    """The authorities of one table: found once for the same words, kept once a row that names them was taken."""

    finder: Finder
    _found: Recent[StatedPlace, Found | CellError] = field(default_factory=Recent)
    _kept: Roomy[str, CollectivityRecord] = field(default_factory=Roomy)
    _spelt: Roomy[str, tuple[str, ...]] = field(default_factory=Roomy)
    _open: Roomy[str, Record] = field(default_factory=Roomy)

    def find(self, place: StatedPlace, at: str) -> Found:
        """Return the authority that the words mean.

        Raises:
            CellError: as `Finder.find`.
        """
        known = self._found.get(place)
        if known is None:
            try:
                known = self.finder.find(place, at)
            except CellError as error:
                known = error
            self._found.put(place, known)
        if isinstance(known, CellError):
            raise CellError(known.field, known.reason)
        return known

    def keep(self, place: StatedPlace, at: str) -> None:
        """Keep what `find` found for these words, with the place in the source of the row that was taken first."""
        found = self.find(place, at)
        body = found.body
        spelt = self._spelt.get(body.id)
        if spelt is None:
            self._kept[body.id] = body if body.at == at else body.model_copy(update={"at": at})
            spelt = self._spelt[body.id] = (body.name,)
        if place.name and place.name not in spelt:
            self._spelt[body.id] = (*spelt, place.name)
        for review in found.open:
            if review.claim() not in self._open:
                self._open[review.claim()] = review

    def records(self) -> Iterator[Record]:
        """Yield all that were kept, each with every spelling, and what is open about them."""
        # Both were added to at the same moments, so they lie in the same order.
        for (_, record), (_, spelt) in zip(self._kept.pairs(), self._spelt.pairs(), strict=True):
            every = tuple(dict.fromkeys((*record.as_stated, *spelt[1:])))
            yield record if every == record.as_stated else record.model_copy(update={"as_stated": every})
        yield from (record for _, record in self._open.pairs())
