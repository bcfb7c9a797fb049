"""One statement of Wikidata that two places are twinned (property P190), as either kind of file says it."""

from __future__ import annotations

from dataclasses import dataclass

from graph.dates import PartialDate
from loaders.stated import StatedPlace


@dataclass(frozen=True, slots=True)
class End:
    """One of the two places and its inhabitants."""

    place: StatedPlace
    population: int | None


@dataclass(frozen=True, slots=True)
class Twin:
    """A row: its number in the file, both places, since and until when, and the address of a reference."""

    row: int
    a: End
    b: End
    since: PartialDate | None = None
    until: PartialDate | None = None
    reference: str | None = None
