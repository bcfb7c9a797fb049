"""What two lenses show: who stands where, and how the links bend from one lens to the other. Positions in px."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from graph import places
from graph.errors import JumellesError
from graph.views import Partnership, Party
from viz.geometry import centre_of
from viz.lens import Lens

Point = tuple[float, float]

FEW = 24
"""Up to so many links all are labelled and show their status; above, points and lines only."""
_BEND = 0.19
"""How far the outermost link bows, as a share of its length."""
_CENTRED = frozenset({"region", "state"})


class Bow(NamedTuple):
    """A link drawn from a point in one lens to a point in the other, as a quadratic curve with one control point."""

    link: Partnership
    start: Point
    control: Point
    end: Point

    def at(self, share: float) -> Point:
        """Return the point at a share of the way."""
        a, b, c = (1 - share) ** 2, 2 * share * (1 - share), share**2
        return (
            a * self.start[0] + b * self.control[0] + c * self.end[0],
            a * self.start[1] + b * self.control[1] + c * self.end[1],
        )


class Scene(NamedTuple):
    """What is drawn: the lenses, the points of parties by id, the bows, and who has no place."""

    lenses: tuple[Lens, Lens]
    parties: Mapping[str, Party]
    points: Mapping[str, Point]
    bows: Sequence[Bow]
    outside: Sequence[Party]

    @property
    def few(self) -> bool:
        """Return whether there is room for labels."""
        return len(self.bows) <= FEW


def _in(scope: str, party: Party) -> bool:
    if party.id == scope or scope in {party.country, party.territory}:
        return True
    try:
        return bool(party.territory) and places.contains(scope, party.territory or "")
    except JumellesError:
        return False


def scene(partnerships: Sequence[Partnership], scopes: tuple[str, str], pair: tuple[Lens, Lens]) -> Scene:
    """Return what two lenses show of the partnerships that have a party in either scope."""
    pairs = [
        (one, x, y)
        for one in partnerships
        for x in one.partners
        if _in(scopes[0], x)
        for y in one.partners
        if y.id != x.id and _in(scopes[1], y)
    ]
    involved = {one.id: one for one, _, _ in pairs}.values()
    parties = {party.id: party for one in involved for party in one.partners}
    left = {x.id: _position(x, pair[0]) for _, x, _ in pairs}
    right = {y.id: _position(y, pair[1]) for _, _, y in pairs}
    points = {key: point for key, point in {**left, **right}.items() if point}
    if len(pairs) <= FEW:
        points = _apart(points, parties)
    drawn = [(one, points[x.id], points[y.id]) for one, x, y in pairs if x.id in points and y.id in points]
    outside = [party for key, party in parties.items() if key not in points]
    return Scene(pair, parties, points, _bows(drawn, pair), outside)


def _position(party: Party, one: Lens) -> Point | None:
    """Return where a party lies in a lens; a region or state without coordinates stands at its centre."""
    if party.lon is not None and party.lat is not None:
        place: Point | None = (party.lon, party.lat)
    else:
        place = centre_of(party.territory) if party.kind in _CENTRED else None
    point = one.at(*place) if place else None
    return point if point and one.holds(point) else None


def _apart(points: dict[str, Point], parties: Mapping[str, Party]) -> dict[str, Point]:
    """Move regions and states, whose point stands for an area, off the towns that they would cover."""
    steps = [(17 * math.cos(turn), 17 * math.sin(turn)) for turn in (-1.57, 3.1, 1.57, 0)]
    for key, (x, y) in points.items():
        if parties[key].kind in _CENTRED:
            others = [other for name, other in points.items() if name != key]
            places = ((x + dx, y + dy) for dx, dy in [(0.0, 0.0), *steps])
            free = (place for place in places if all(math.dist(place, other) > 15 for other in others))
            points[key] = next(free, (x, y))
    return points


def _bows(drawn: Sequence[tuple[Partnership, Point, Point]], pair: tuple[Lens, Lens]) -> list[Bow]:
    """Bend the links apart: from one side of the line between the lenses to the other, the outer ones most."""
    (ax, ay), (bx, by) = ((one.x, one.y) for one in pair)

    def side(link: tuple[Partnership, Point, Point]) -> float:
        _, start, end = link
        return (bx - ax) * ((start[1] + end[1]) / 2 - ay) - (by - ay) * ((start[0] + end[0]) / 2 - ax)

    ordered, last = sorted(drawn, key=side), max(1, len(drawn) - 1)
    bends = [(2 * rank / last - 1) * _BEND if len(drawn) > 1 else _BEND / 2 for rank in range(len(ordered))]
    return [Bow(one, a, _control(a, b, bend), b) for (one, a, b), bend in zip(ordered, bends, strict=True)]


def _control(start: Point, end: Point, bend: float) -> Point:
    dx, dy = end[0] - start[0], end[1] - start[1]
    return (start[0] + end[0]) / 2 - dy * bend, (start[1] + end[1]) / 2 + dx * bend
