"""White spots and overlaps of a territory, a network or a theme."""

from __future__ import annotations

from collections.abc import Mapping

from graph.views.base import Coverage, Names, View
from graph.views.evidence import BodyRef, Evidence


class AtWork(View):
    """An authority that works somewhere, with the references of the first partnerships that show it."""

    authority: BodyRef
    claims: tuple[str, ...]


class Overlap(View):
    """Where several authorities work: with one partner, in one region or in one country (`kind`, in this order).

    `total` counts them, `pairs` the pairs among them, `strangers` the pairs that no source shows to know of each other;
    `unaware` are the first of those pairs.
    """

    kind: str
    id: str
    names: Names
    total: int
    pairs: int
    strangers: int
    unaware: tuple[tuple[str, str], ...]
    authorities: tuple[AtWork, ...]
    left_out: int


class SharedPartner(View):
    """A partner that two neighbours share: of one territory or intercommunality, or at most so many kilometres apart."""

    partner: BodyRef
    a: BodyRef
    b: BodyRef
    kilometres: float | None
    know: bool
    claims: tuple[str, ...]


class WhiteSpot(View):
    """A country, theme or network (`kind`) that nobody of the scope has, and how many comparable authorities do."""

    kind: str
    id: str
    names: Names
    elsewhere: int
    authorities: tuple[AtWork, ...]


class Place(View):
    """A territory of the scope for which no partnership is stated, and how many of its authorities are known."""

    code: str
    names: Names
    authorities: int


class LeftOut(View):
    """How many entries of each list the limit cut off."""

    overlaps: int
    shared: int
    white_spots: int
    idle: int
    places: int


class Gaps(View):
    """White spots and overlaps: where many work, where neighbours share, where nobody does.

    `idle` are the authorities of the scope without a stated partnership (about the theme, if one is given), `places` the
    territories without one. `elsewhere` says with whom the scope was compared.
    """

    territory: str | None
    network: str | None
    theme: str | None
    authorities: int
    compared: int
    text: Names
    elsewhere: Names
    overlaps: tuple[Overlap, ...]
    shared: tuple[SharedPartner, ...]
    white_spots: tuple[WhiteSpot, ...]
    idle: tuple[BodyRef, ...]
    places: tuple[Place, ...]
    left_out: LeftOut
    claims: Mapping[str, Evidence]
    coverage: Coverage
