"""One round lens: a territory at its own scale in a circle, with the land around it and ticks on its ring.

The projection is azimuthal equal-area (Lambert), centred on the territory; positions are in px of the picture.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from viz.geometry import Outline, Point, Ring, box_of, countries, states

_FILL = 0.9
"""How much of the lens's radius its territory takes."""
_FINE = 0.8
"""Points nearer to each other than this are one, px."""
_Halfplane = tuple[int, float, int]


class Lens(NamedTuple):
    """A circle on the picture (`x`, `y`, `radius` in px) and what it shows: its centre, and px per radian."""

    outline: Outline
    x: float
    y: float
    radius: float
    lon: float
    lat: float
    scale: float

    def at(self, lon: float, lat: float) -> Point:
        """Return where a place of the earth lies on the picture, in or out of the lens."""
        x, y = _azimuthal(lon, lat, self.lon, self.lat)
        return self.x + x * self.scale, self.y - y * self.scale

    def holds(self, point: Point, margin: float = 7) -> bool:
        """Return whether a point of the picture lies in the lens, that far from its ring."""
        return math.dist(point, (self.x, self.y)) <= self.radius - margin

    def land(self) -> tuple[str, str, str]:
        """Return path data of the land around, of the territory, and of the lines within it (of states), if any."""
        # Only what shares a border with the picture is drawn: polygons whose box comes near the lens.
        reach = math.degrees(self.radius / self.scale) * 1.3
        code = self.outline.code
        hidden = {code, code[:2]} if code.startswith("US") else {code}
        around = [one for one in countries().values() if one.code not in hidden]
        if code.startswith("US-"):
            around += [one for one in states().values() if one.code != code]
        inside = states().values() if code == "US" else ()
        return (
            "".join(self._path(ring) for one in around for ring in _near(one, self.lon, self.lat, reach)),
            "".join(self._path(ring) for polygon in self.outline.polygons for ring in polygon),
            "".join(self._path(ring, 2 * _FINE) for one in inside for ring in _near(one, self.lon, self.lat, reach)),
        )

    def _path(self, ring: Ring, fine: float = _FINE) -> str:
        points = clipped([self.at(*point) for point in ring], self._square())
        return _path_data(list(thinned(points, fine)))

    def _square(self) -> Sequence[_Halfplane]:
        """Return the four sides of a square that holds the lens, as (axis, limit, direction)."""
        reach = self.radius + 4
        return (
            (0, self.x - reach, 1),
            (0, self.x + reach, -1),
            (1, self.y - reach, 1),
            (1, self.y + reach, -1),
        )


@lru_cache(maxsize=64)
def lens(outline: Outline, x: float, y: float, radius: float) -> Lens:
    """Return the lens that holds a territory: centred on it, as large as fits."""
    rings = [polygon[0] for polygon in outline.polygons]
    lon, lat = _middle([point for ring in rings for point in ring])
    for _ in range(3):
        points = [_azimuthal(*point, lon, lat) for ring in rings for point in ring]
        left, low, right, high = box_of(points)
        lon += math.degrees((left + right) / 2) / math.cos(math.radians(lat))
        lat += math.degrees((low + high) / 2)
    span = max(math.hypot(*_azimuthal(*point, lon, lat)) for ring in rings for point in ring)
    return Lens(outline, x, y, radius, lon, lat, radius * _FILL / span)


def ticks(one: Lens) -> str:
    """Return path data of the ticks round a lens: every 6 degrees, longer every 30."""
    parts = []
    for step in range(60):
        angle, long = math.radians(step * 6), step % 5 == 0
        inner, outer = one.radius + 5, one.radius + (13 if long else 9)
        sin, cos = math.sin(angle), math.cos(angle)
        start, end = (one.x + inner * sin, one.y - inner * cos), (one.x + outer * sin, one.y - outer * cos)
        parts.append(f"M{start[0]:.1f} {start[1]:.1f}L{end[0]:.1f} {end[1]:.1f}")
    return "".join(parts)


def _azimuthal(lon: float, lat: float, lon0: float, lat0: float) -> Point:
    """Project on a plane that touches the earth at (lon0, lat0); unit: radians. Snyder 1987, eq. 24-2 to 24-4."""
    phi, phi0, across = math.radians(lat), math.radians(lat0), math.radians(lon - lon0)
    cosine = math.sin(phi0) * math.sin(phi) + math.cos(phi0) * math.cos(phi) * math.cos(across)
    k = math.sqrt(2 / max(1e-9, 1 + cosine))
    y = math.cos(phi0) * math.sin(phi) - math.sin(phi0) * math.cos(phi) * math.cos(across)
    return k * math.cos(phi) * math.sin(across), k * y


def _near(one: Outline, lon: float, lat: float, reach: float) -> Iterator[Ring]:
    """Give the rings that come near a place, lakes and holes too; `reach` in degrees of latitude."""
    across = reach / max(0.15, math.cos(math.radians(min(85.0, abs(lat) + reach))))
    for polygon in one.polygons:
        west, south, east, north = box_of(polygon[0])
        if west <= lon + across and east >= lon - across and south <= lat + reach and north >= lat - reach:
            yield from polygon


def _middle(points: Sequence[Point]) -> Point:
    """Return the mean of places on the globe, which knows no edge at 180 degrees."""
    angles = [(math.radians(lon), math.radians(lat)) for lon, lat in points]
    x = sum(math.cos(lat) * math.cos(lon) for lon, lat in angles)
    y = sum(math.cos(lat) * math.sin(lon) for lon, lat in angles)
    z = sum(math.sin(lat) for _, lat in angles)
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


def clipped(points: list[Point], sides: Sequence[_Halfplane]) -> list[Point]:
    """Cut a ring along the sides of a square (Sutherland and Hodgman 1974)."""
    for axis, limit, direction in sides:
        before, points = points, []
        for start, end in zip([*before[-1:], *before], before, strict=False):
            inside, was = (end[axis] - limit) * direction >= 0, (start[axis] - limit) * direction >= 0
            if inside != was:
                points.append(_crossing(start, end, axis, limit))
            if inside:
                points.append(end)
    return points


def _crossing(a: Point, b: Point, axis: int, limit: float) -> Point:
    share = (limit - a[axis]) / (b[axis] - a[axis])
    return a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])


def thinned(points: Sequence[Point], fine: float) -> Iterator[Point]:
    """Give the points of a ring without those nearer than `fine` to the one before."""
    last: Point | None = None
    for point in points:
        if last is None or math.dist(point, last) >= fine:
            yield point
            last = point


def _path_data(points: Sequence[Point]) -> str:
    """Return a closed path in relative steps of a tenth of a px, or nothing for a speck."""
    if len(points) < 4:
        return ""
    tenths = [(round(x * 10), round(y * 10)) for x, y in points]
    steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(tenths)]
    moves = "".join(f"l{x / 10:g},{y / 10:g}" for x, y in steps)
    return f"M{tenths[0][0] / 10:g},{tenths[0][1] / 10:g}{moves}z"
