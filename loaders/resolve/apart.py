"""Keeping namesakes apart: two places of one country and one name become two ids, whatever the order of the rows.

A place is told by its Wikidata id where the source gives one, else by its coordinates to a hundredth of a degree (about a
kilometre), else by its territory. Only where several places want the same id do they get a suffix: the territory where all
differ in it, else the coordinates. Places so near that they may be one and the same are kept apart too, for review: the
first by latitude keeps the plain id.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import combinations
from typing import NamedTuple

from loaders.resolve.earth import Point, km, written

NEAR = 10.0
"""Namesakes nearer than this may be one place, kilometres."""

SPREAD = 50.0
"""Points farther apart than this are never one commune, kilometres."""


class Spot(NamedTuple):
    """What tells a place from its namesakes, as far as the source says it."""

    wikidata: str | None
    point: Point | None
    territory: str | None

    @property
    def identity(self) -> Spot:
        """The surest of the three alone."""
        if self.wikidata:
            return Spot(self.wikidata, None, None)
        return Spot(None, self.point, None) if self.point else Spot(None, None, self.territory)


class Parted(NamedTuple):
    """The id of each place of one name, and those that may be the same as another (id → ids)."""

    ids: Mapping[Spot, str]
    near: Mapping[str, tuple[str, ...]]


def spot(wikidata: str | None, lat: float | None, lon: float | None, territory: str | None) -> Spot:
    """Return what tells a place; the coordinates to a hundredth of a degree."""
    # + 0.0 turns -0.0, which would be another text, into 0.0.
    point = None if lat is None or lon is None else (round(lat, 2) + 0.0, round(lon, 2) + 0.0)
    return Spot(wikidata, point, territory)


def part(stem: str, spots: Collection[Spot], *, listed: bool) -> Parted:
    """Give each of these places its id.

    Args:
        stem: the id that they all want.
        spots: the places.
        listed: whether a table says that there is only one such place: then coordinates within `NEAR` are one.
    """
    if len(spots) == 1:
        return Parted(dict.fromkeys(spots, stem), {})
    groups: dict[Spot, list[Spot]] = {}
    for one in sorted(set(spots), key=_order):
        groups.setdefault(one.identity, []).append(one)
    # Whoever has no coordinates and no id can only be told as the one place there is, or as none in particular.
    vague = [identity for identity in groups if _is_vague(identity)]
    if len(groups) - len(vague) <= 1 or (listed and _within(spots, NEAR)):
        return Parted(dict.fromkeys(spots, stem), {})
    firm = {identity: group[0] for identity, group in groups.items() if not _is_vague(identity)}
    near = _within(firm.values(), SPREAD if listed else NEAR)
    suffixed = _suffixed(stem, firm, first_plain=near)
    by_identity = {**dict.fromkeys(vague, stem), **suffixed}
    ids = {one: by_identity[identity] for identity, group in groups.items() for one in group}
    return Parted(ids, _neighbours(firm, suffixed, SPREAD if listed else NEAR))


def _order(one: Spot) -> tuple[bool, Point, str, str]:
    return (one.point is None, one.point or (0.0, 0.0), one.wikidata or "", one.territory or "")


def _is_vague(identity: Spot) -> bool:
    return identity.wikidata is None and identity.point is None and "-" not in (identity.territory or "")


def _within(spots: Iterable[Spot], reach: float) -> bool:
    """Whether all of them have coordinates, none farther from another than the reach."""
    points = [one.point for one in spots]
    known = [point for point in points if point is not None]
    return len(known) == len(points) and all(km(a, b) <= reach for a, b in combinations(sorted(set(known)), 2))


def _suffixed(stem: str, firm: Mapping[Spot, Spot], *, first_plain: bool) -> dict[Spot, str]:
    identities = list(firm)
    plain = identities[:1] if first_plain else []
    rest = identities[len(plain) :]
    ways = [[_suffix(firm[identity], way) for identity in rest] for way in range(4)]
    chosen = next((way for way in ways if all(way) and len(set(way)) == len(way)), ways[-1])
    return dict.fromkeys(plain, stem) | {
        identity: f"{stem}-{suffix}" for identity, suffix in zip(rest, chosen, strict=True)
    }


def _suffix(one: Spot, way: int) -> str:
    if way == 0:
        # A state that stands in the id already tells nothing more.
        return one.territory.partition("-")[2].lower() if one.territory and "-" in one.territory else ""
    if way < 3:
        return written(one.point, way) if one.point else ""
    if one.wikidata:
        return one.wikidata.lower()
    return written(one.point, 2) if one.point else (one.territory or "").lower()


def _neighbours(firm: Mapping[Spot, Spot], ids: Mapping[Spot, str], reach: float) -> dict[str, tuple[str, ...]]:
    near: dict[str, list[str]] = {}
    for (one, a), (other, b) in combinations(firm.items(), 2):
        told = one.wikidata and other.wikidata
        if a.point and b.point and not told and km(a.point, b.point) <= reach:
            near.setdefault(ids[other], []).append(ids[one])
    return {id_: tuple(others) for id_, others in near.items()}
