"""The flat ground of a network shown where its actors are: places in px, and the outlines of countries beneath.

The projection is Equal Earth (Šavrič, Patterson, Jenny 2018), centred on 11 degrees east, where the Pacific is the edge.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from viz.geometry import Box, Ring, box_of, countries
from viz.lens import clipped, thinned

Point = tuple[float, float]
Side = tuple[int, float, int]

WIDTH = 4000.0
"""The width of the world, px."""
_CENTRE = 11.0
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_M = math.sqrt(3) / 2
_SCALE = WIDTH / (2 * math.pi * (2 * math.sqrt(3) / (3 * _A[0])))
_REACH, _LEAST = 0.8, 160.0
_STEPS = 1000
"""Points nearer to each other than a share of the picture of one by this are one."""


def flat(lon: float, lat: float) -> Point:
    """Return where a place lies, in px from the centre, y downwards."""
    theta = math.asin(_M * math.sin(math.radians(lat)))
    square, sixth = theta**2, theta**6
    east = math.radians((lon - _CENTRE + 540) % 360 - 180)
    x = east * math.cos(theta) / (_M * (_A[0] + 3 * _A[1] * square + sixth * (7 * _A[2] + 9 * _A[3] * square)))
    y = theta * (_A[0] + _A[1] * square + sixth * (_A[2] + _A[3] * square))
    return round(x * _SCALE, 1), round(-y * _SCALE, 1)


def outlines(points: Sequence[Point]) -> dict[str, Any]:
    """Return the outlines around some points: `unit` px, and `rings`, each a start and then steps, x and y, in units.

    Args:
        points: as `flat` gives them; what lies far from all of them is left out.
    """
    if not points:
        return {"unit": 1, "rings": []}
    xs, ys = [x for x, _ in points], [y for _, y in points]
    # A square around them, so that a picture of any shape is full.
    reach = max(_LEAST, _REACH * max(max(xs) - min(xs), max(ys) - min(ys)))
    x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    sides = ((0, x - reach, 1), (0, x + reach, -1), (1, y - reach, 1), (1, y + reach, -1))
    fine = 2 * reach / _STEPS
    unit = round(fine / 3, 3)
    return {"unit": unit, "rings": list(_steps(sides, fine, unit))}


def _steps(sides: Sequence[Side], fine: float, unit: float) -> Iterator[list[int]]:
    (_, left, _), (_, right, _), (_, top, _), (_, bottom, _) = sides
    for (west, north, east, south), ring in _shapes():
        if west > right or east < left or north > bottom or south < top:
            continue
        whole = west >= left and east <= right and north >= top and south <= bottom
        shape = list(thinned(ring if whole else clipped(list(ring), sides), fine))
        if len(shape) < 4:
            continue
        spots = [(round(x / unit), round(y / unit)) for x, y in shape]
        steps = ((b[0] - a[0], b[1] - a[1]) for a, b in pairwise(spots))
        yield [*spots[0], *(value for step in steps for value in step)]


@cache
def _shapes() -> tuple[tuple[Box, Sequence[Point]], ...]:
    """Return every ring on the flat map with its box (left, top, right, bottom); a second's work, done once."""
    flat_rings = (tuple(flat(lon, lat) for lon, lat in ring) for ring in _rings())
    return tuple((box_of(ring), ring) for ring in flat_rings)


def _rings() -> Iterator[Ring]:
    """Give every ring, cut where the map ends: at 169 degrees west."""
    edge = _CENTRE - 180
    for country in countries().values():
        for polygon in country.polygons:
            for ring in polygon:
                lons = [(lon - edge) % 360 for lon, _ in ring]
                if max(lons) - min(lons) < 300:
                    yield ring
                    continue
                # A ring on both sides of the edge is two: each half stays on its own side.
                yield tuple((lon if (lon - edge) % 360 > 180 else edge + 359.99, lat) for lon, lat in ring)
                yield tuple((lon if (lon - edge) % 360 <= 180 else edge + 0.01, lat) for lon, lat in ring)
