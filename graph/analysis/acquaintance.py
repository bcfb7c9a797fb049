"""Which authorities are known to know of each other, and which are neighbours."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from graph.analysis.bodies import Body
from graph.analysis.claims import ClaimKind
from graph.analysis.snapshot import Snapshot, is_tie

EARTH = 6371.0
"""Radius, km."""

NEAR = 30.0
"""Neighbours are at most so far apart, km."""


class Acquaintance:
    """Who of a group is tied to whom in a way that lets them know of each other's work.

    A partnership, a meeting, a membership of the same network or intercommunality, or a relation between the two shows it.
    Held as bits of a number for each authority: ten thousand of them are compared in milliseconds.
    """

    def __init__(self, held: Snapshot, group: Iterable[str], *, besides: str | None = None) -> None:
        """Work it out for a group; `besides` is a network that does not count."""
        self.ids: Sequence[str] = sorted(group)
        self.at = {id_: position for position, id_ in enumerate(self.ids)}
        self._known = [0] * len(self.ids)
        for together in _together(held, besides):
            here = [self.at[id_] for id_ in together if id_ in self.at]
            mask = self.mask(here)
            for position in here:
                self._known[position] |= mask

    @staticmethod
    def mask(positions: Iterable[int]) -> int:
        """Return a number with these bits set."""
        mask = 0
        for position in positions:
            mask |= 1 << position
        return mask

    def know(self, one: str, other: str) -> bool:
        """Whether two of the group are shown to know of each other."""
        return bool(self._known[self.at[one]] >> self.at[other] & 1)

    def strangers(self, ids: Iterable[str]) -> int:
        """Return how many pairs of these are not shown to know of each other."""
        positions = [self.at[id_] for id_ in ids]
        mask = self.mask(positions)
        return sum((mask & ~self._known[p] & ~(1 << p)).bit_count() for p in positions) // 2

    def unaware(self, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield the pairs of these that are not shown to know of each other, in the order of their ids."""
        return ((one, other) for one, other in combinations(sorted(ids), 2) if not self.know(one, other))


def _together(held: Snapshot, besides: str | None) -> Iterator[Sequence[str]]:
    yield from (members for network, members in held.members.items() if network != besides)
    whole: dict[str, list[str]] = {}
    for claim in held.claims.values():
        if claim.kind is ClaimKind.PART_OF:
            whole.setdefault(claim.ends[1], [claim.ends[1]]).append(claim.ends[0])
        elif claim.kind is not ClaimKind.MEMBERSHIP and is_tie(claim):
            yield claim.ends
    yield from whole.values()


def kilometres(one: Body, other: Body) -> float | None:
    """Return the distance of two bodies over the ground, None where a place is unknown."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    north, south = math.radians(one.lat), math.radians(other.lat)
    east = math.radians(other.lon - one.lon)
    chord = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(east / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(chord)))


def are_neighbours(one: Body, other: Body) -> bool:
    """Whether two authorities lie in one département or other subdivision, in one intercommunality, or near each other."""
    if one.part_of is not None and one.part_of in (other.part_of, other.id):
        return True
    if one.territory == other.territory and len(one.within) > 1:
        return True
    apart = kilometres(one, other)
    return apart is not None and apart <= NEAR
