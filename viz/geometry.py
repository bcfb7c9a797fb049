"""Outlines of countries (Natural Earth, 1:50m) and of states of the USA (Census Bureau), from the vendored TopoJSON.

Coordinates are degrees WGS 84, (longitude, latitude). The outline of a country is its main part: what lies near its
largest polygon (metropolitan France, the 48 states that hang together), since a lens that held French Guiana and Alsace
would show neither.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from types import MappingProxyType
from typing import Any, NamedTuple

import orjson
from babel.core import get_global

from graph import places
from viz.assets_io import asset

Point = tuple[float, float]
Ring = Sequence[Point]
Box = tuple[float, float, float, float]

_NEAR = 0.06
"""How far, as a share of the largest polygon's diagonal, a part may lie from the rest to belong to the main part."""


class Outline(NamedTuple):
    """A territory: its ISO 3166 code and its polygons, each a list of rings, the outer one first."""

    code: str
    polygons: tuple[tuple[Ring, ...], ...]


# Centres of French regions, to a tenth of a degree: common geography, since no outline of them is shipped.
_REGION_CENTRES: Mapping[str, Point] = MappingProxyType(
    {
        "FR-ARA": (4.5, 45.5),
        "FR-BFC": (4.8, 47.2),
        "FR-BRE": (-2.9, 48.2),
        "FR-CVL": (1.7, 47.5),
        "FR-20R": (9.1, 42.2),
        "FR-GES": (5.6, 48.7),
        "FR-HDF": (2.8, 49.9),
        "FR-IDF": (2.5, 48.7),
        "FR-NOR": (0.1, 49.1),
        "FR-NAQ": (0.2, 45.2),
        "FR-OCC": (2.1, 43.7),
        "FR-PDL": (-0.8, 47.5),
        "FR-PAC": (6.1, 43.9),
    }
)


@cache
def outline_of(code: str) -> Outline | None:
    """Return the main part of a country or a US state; for another subdivision that of its country; else None."""
    found = states().get(code) or countries().get(code)
    if found is None and "-" in code:
        return outline_of(code.partition("-")[0])
    return Outline(found.code, main_part(found.polygons)) if found else None


def centre_of(code: str | None) -> Point | None:
    """Return a point that stands for a region or state as a whole, or None where its shape is unknown."""
    if code is None or code in _REGION_CENTRES:
        return _REGION_CENTRES.get(code or "")
    found = states().get(code)
    return centroid(max(found.polygons, key=_area)[0]) if found else None


@cache
def countries() -> Mapping[str, Outline]:
    """Every country by its ISO 3166 code."""
    aliases: Mapping[str, Sequence[str]] = get_global("territory_aliases")
    topology = orjson.loads(asset("countries-50m.json"))
    known = (
        (aliases[shape["id"]][0], polygons)
        for shape, polygons in _decoded(topology, "countries")
        if shape.get("id") in aliases
    )
    return MappingProxyType({code: Outline(code, polygons) for code, polygons in known})


@cache
def states() -> Mapping[str, Outline]:
    """Every state of the USA by its ISO 3166-2 code."""
    names = {here.en: here.code for here in places.territories().values() if here.parent == "US"}
    topology = orjson.loads(asset("us-states-10m.json"))
    known = ((names.get(shape["properties"]["name"]), polygons) for shape, polygons in _decoded(topology, "states"))
    return MappingProxyType({code: Outline(code, polygons) for code, polygons in known if code})


def main_part(polygons: Iterable[tuple[Ring, ...]]) -> tuple[tuple[Ring, ...], ...]:
    """Return the largest polygon and all that hang together with it by short steps."""
    waiting = sorted(polygons, key=_area, reverse=True)
    kept = [waiting.pop(0)]
    boxes = [box_of(kept[0][0])]
    reach = _NEAR * math.dist(boxes[0][:2], boxes[0][2:])
    while near := next((one for one in waiting if any(_gap(box_of(one[0]), box) <= reach for box in boxes)), None):
        waiting.remove(near)
        kept.append(near)
        boxes.append(box_of(near[0]))
    return tuple(kept)


def box_of(ring: Ring) -> Box:
    """Return the least and greatest longitude and latitude, as (west, south, east, north)."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return min(xs), min(ys), max(xs), max(ys)


def centroid(ring: Ring) -> Point:
    """Return the centre of gravity of a ring, in degrees as on a flat map."""
    parts = [(a[0] * b[1] - b[0] * a[1], a, b) for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)]
    area = sum(cross for cross, _, _ in parts) or 1e-12
    x = sum(cross * (a[0] + b[0]) for cross, a, b in parts) / (3 * area)
    y = sum(cross * (a[1] + b[1]) for cross, a, b in parts) / (3 * area)
    return x, y


def _area(polygon: Sequence[Ring]) -> float:
    """Return the area of the outer ring, about in square degrees at the equator."""
    ring = polygon[0]
    doubled = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))
    return abs(doubled) / 2 * math.cos(math.radians(ring[0][1]))


def _gap(a: Box, b: Box) -> float:
    return math.hypot(max(0.0, a[0] - b[2], b[0] - a[2]), max(0.0, a[1] - b[3], b[1] - a[3]))


@cache
def coarse_coasts() -> tuple[Ring, ...]:
    """Return the outer rings of all countries (Natural Earth, 1:110m), for pictures in which a continent is a thumb wide."""
    atlas = orjson.loads(asset("countries-110m.json"))
    return tuple(polygon[0] for _, polygons in _decoded(atlas, "countries") for polygon in polygons)


# --- TopoJSON ---------------------------------------------------------------------------------------------------------


def _decoded(
    topology: Mapping[str, Any], name: str
) -> Iterator[tuple[Mapping[str, Any], tuple[tuple[Ring, ...], ...]]]:
    """Give every geometry of an object with its polygons (TopoJSON 1.0: quantised, delta-encoded, shared arcs)."""
    arcs = [_arc(arc, topology["transform"]) for arc in topology["arcs"]]
    for shape in topology["objects"][name]["geometries"]:
        polygons = {"Polygon": [shape.get("arcs")], "MultiPolygon": shape.get("arcs")}.get(shape["type"])
        if polygons:
            yield shape, tuple(tuple(_ring(ring, arcs) for ring in polygon) for polygon in polygons)


def _arc(deltas: Sequence[Sequence[float]], transform: Mapping[str, Sequence[float]]) -> list[Point]:
    (kx, ky), (tx, ty) = transform["scale"], transform["translate"]
    xs, ys = accumulate(x for x, _ in deltas), accumulate(y for _, y in deltas)
    return [(x * kx + tx, y * ky + ty) for x, y in zip(xs, ys, strict=True)]


def _ring(indices: Sequence[int], arcs: Sequence[list[Point]]) -> Ring:
    """Join arcs; one of index ~i is arc i backwards, and each begins where the last ended."""
    ring: list[Point] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring.extend(arc[1:] if ring else arc)
    return tuple(ring)
