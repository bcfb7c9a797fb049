"""Points on the globe: degrees WGS 84 as (latitude, longitude), and distances in kilometres."""

from __future__ import annotations

import math

Point = tuple[float, float]

_DIAMETER = 12_742.0
"""Of the Earth, kilometres."""


def km(a: Point, b: Point) -> float:
    """Return the distance of two points along a great circle, kilometres."""
    (lat_a, lon_a), (lat_b, lon_b) = ((math.radians(lat), math.radians(lon)) for lat, lon in (a, b))
    rise = math.sin((lat_b - lat_a) / 2) ** 2
    run = math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return _DIAMETER * math.asin(math.sqrt(min(1.0, rise + run)))


def written(point: Point, decimals: int) -> str:
    """Return a point as part of an id: `50-9n-3-5w` for 50.9, -3.5."""
    lat, lon = point
    return f"{_degrees(lat, decimals)}{'s' if lat < 0 else 'n'}-{_degrees(lon, decimals)}{'w' if lon < 0 else 'e'}"


def _degrees(value: float, decimals: int) -> str:
    return f"{abs(value):.{decimals}f}".replace(".", "-")
