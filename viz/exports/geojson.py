"""GeoJSON (RFC 7946): a point for each actor with coordinates, a great circle for each partnership between two of them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import orjson

from graph.db import Graph
from graph.files import written
from graph.read.whole import Actor, actors, all_partnerships
from graph.steady import Changed
from graph.views import Partnership, Party
from viz.exports.csvs import Progress

Point = tuple[float, float]
"""Longitude and latitude, degrees WGS 84."""

STEP = 2.0
"""Degrees of arc between two points of a great circle."""


def write(path: Path, graph: Graph, changed: Changed, progress: Progress) -> None:
    """Write the collection, whole or not at all."""
    with written(path) as file:
        file.write(b'{"type":"FeatureCollection","features":[')
        for count, feature in enumerate(_features(graph)):
            file.write(b",\n" if count else b"\n")
            file.write(orjson.dumps(feature))
            if not count % 1000:
                progress("features", count)
        file.write(b"\n]}\n")
        changed()


def _features(graph: Graph) -> Iterator[dict[str, Any]]:
    for actor in actors(graph):
        if actor.known.lat is not None and actor.known.lon is not None:
            yield _point(actor, (actor.known.lon, actor.known.lat))
    for found in all_partnerships(graph):
        for a, b in combinations(found.partners, 2):
            start, end = _place(a), _place(b)
            if start and end and start != end:
                yield _line(found, a, b, great_circle(start, end))


def _place(party: Party) -> Point | None:
    return (party.lon, party.lat) if party.lat is not None and party.lon is not None else None


def _point(actor: Actor, place: Point) -> dict[str, Any]:
    one = actor.known
    names = {"name": one.name, "name_fr": one.name_fr, "name_en": one.name_en, "type": one.label, "kind": one.kind}
    more = {"country": one.country, "territory": one.territory, "partnerships": actor.partnerships}
    geometry = {"type": "Point", "coordinates": place}
    return {"type": "Feature", "id": one.id, "geometry": geometry, "properties": {"id": one.id, **names, **more}}


def _line(found: Partnership, a: Party, b: Party, parts: list[list[Point]]) -> dict[str, Any]:
    geometry: dict[str, Any] = {"type": "LineString", "coordinates": parts[0]}
    if len(parts) > 1:
        geometry = {"type": "MultiLineString", "coordinates": parts}
    said = {"form": found.form, "status": found.status, "since": found.since, "until": found.until}
    ends = {"a": a.id, "a_name": a.name, "b": b.id, "b_name": b.name}
    sources = sorted({source.id for source in found.sources})
    properties = {"partnership": found.id, **ends, **said, "stated_on": found.stated_on, "sources": sources}
    return {"type": "Feature", "id": f"{found.id}/{a.id}/{b.id}", "geometry": geometry, "properties": properties}


def great_circle(start: Point, end: Point) -> list[list[Point]]:
    """Return the shortest way on the globe between two points, cut in two where it crosses the antimeridian.

    RFC 7946, 3.1.9: no part crosses ±180° of longitude. Between antipodes any way is shortest: it goes over a pole.
    """
    angle = _angle(start, end)
    steps = max(1, math.ceil(math.degrees(angle) / STEP))
    way = [start, *(_between(start, end, angle, step / steps) for step in range(1, steps)), end]
    return _cut(way)


def _vector(point: Point) -> tuple[float, float, float]:
    lon, lat = math.radians(point[0]), math.radians(point[1])
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def _angle(start: Point, end: Point) -> float:
    a, b = _vector(start), _vector(end)
    cross = (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])
    return math.atan2(math.hypot(*cross), sum(x * y for x, y in zip(a, b, strict=True)))


def _between(start: Point, end: Point, angle: float, share: float) -> Point:
    if math.sin(angle) < 1e-9:
        # Antipodes: over the north pole, which is as short as any.
        lat = 90 - abs(180 * share - (90 - start[1]))
        lon = start[0] if 180 * share < 90 - start[1] else end[0]
        return round(lon, 4), round(lat, 4)
    a, b = _vector(start), _vector(end)
    before, after = math.sin((1 - share) * angle) / math.sin(angle), math.sin(share * angle) / math.sin(angle)
    x, y, z = (before * p + after * q for p, q in zip(a, b, strict=True))
    return round(math.degrees(math.atan2(y, x)), 4), round(math.degrees(math.atan2(z, math.hypot(x, y))), 4)


def _cut(way: list[Point]) -> list[list[Point]]:
    parts: list[list[Point]] = [[way[0]]]
    for (lon, lat), (next_lon, next_lat) in pairwise(way):
        # Near a pole a step may turn by much without crossing: then 180° lies on neither short way.
        if abs(next_lon - lon) > 180:
            edge = math.copysign(180.0, lon)
            turned = next_lon + math.copysign(360.0, lon)
            span = turned - lon
            crossing = lat if not span else lat + (next_lat - lat) * (edge - lon) / span
            if parts[-1][-1] != (edge, round(crossing, 4)):
                parts[-1].append((edge, round(crossing, 4)))
            parts.append([(-edge, round(crossing, 4))])
        parts[-1].append((next_lon, next_lat))
    return [part for part in parts if len(part) > 1]
