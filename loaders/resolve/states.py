"""Which state of the USA a point lies in, by the outlines of graph/data/us-states.json.gz (Census Bureau, 1:10m)."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import accumulate, pairwise
from typing import Any, Final

import orjson

from graph.places import territories
from loaders.resolve.earth import Point

Ring = list[Point]
Box = tuple[float, float, float, float]

_CALLED: Final = {"Commonwealth of the Northern Mariana Islands": "US-MP", "United States Virgin Islands": "US-VI"}
"""The two that the outlines call otherwise than our table of territories."""


def state_of(point: Point) -> str | None:
    """Return the ISO 3166-2 code of the state that a point lies in; None outside, or on water beyond the outlines."""
    lat, lon = point
    for code, (south, west, north, east), rings in _states():
        if south <= lat <= north and west <= lon <= east and _inside(point, rings):
            return code
    return None


def _inside(point: Point, rings: Sequence[Ring]) -> bool:
    """Count crossings of a ray to the east over all rings: holes and islands need no care."""
    lat, lon = point
    inside = False
    for ring in rings:
        for (lat_a, lon_a), (lat_b, lon_b) in pairwise(ring):
            if (lat_a > lat) != (lat_b > lat) and lon < lon_a + (lat - lat_a) * (lon_b - lon_a) / (lat_b - lat_a):
                inside = not inside
    return inside


@cache
def _states() -> tuple[tuple[str, Box, tuple[Ring, ...]], ...]:
    """Every state: code, box (south, west, north, east), rings as (latitude, longitude)."""
    packed = (resources.files("graph") / "data" / "us-states.json.gz").read_bytes()
    topology: dict[str, Any] = orjson.loads(gzip.decompress(packed))
    arcs = [_arc(arc, topology["transform"]) for arc in topology["arcs"]]
    codes = {here.en: here.code for here in territories().values() if here.parent == "US"} | _CALLED
    found = []
    for shape in topology["objects"]["states"]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        rings = tuple(_ring(ring, arcs) for polygon in polygons for ring in polygon)
        lats, lons = zip(*(point for ring in rings for point in ring), strict=True)
        if code := codes.get(shape["properties"]["name"]):
            found.append((code, (min(lats), min(lons), max(lats), max(lons)), rings))
    return tuple(sorted(found, key=lambda state: state[0]))


def _arc(deltas: Sequence[Sequence[int]], transform: dict[str, Sequence[float]]) -> Ring:
    """Decode a TopoJSON arc: quantised steps from point to point."""
    (kx, ky), (tx, ty) = transform["scale"], transform["translate"]
    xs, ys = accumulate(x for x, _ in deltas), accumulate(y for _, y in deltas)
    return [(y * ky + ty, x * kx + tx) for x, y in zip(xs, ys, strict=True)]


def _ring(indices: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    """Join arcs; one of index ~i is arc i backwards."""
    return [point for index in indices for point in (arcs[index] if index >= 0 else arcs[~index][::-1])]
