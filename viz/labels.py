"""Labels beside points: eight positions tried for each, none drawn over another."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

Point = tuple[float, float]
Box = tuple[float, float, float, float]

_NARROW, _WIDE = frozenset("fijlrt.,'’-()! I|"), frozenset("mwMWÆŒ@%")
_EIGHT = ((1, 0), (-1, 0), (0, -1), (0, 1), (0.8, -0.8), (0.8, 0.8), (-0.8, -0.8), (-0.8, 0.8))
_FULL = 3.0
"""A position that costs this much has no room."""


class Label(NamedTuple):
    """A text in one or two lines beside a point: where its first line begins, and how it is anchored."""

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: str


class Obstacle(NamedTuple):
    """What a label should not cover, and how much that would cost; 3 or more is not done."""

    box: Box
    cost: float


def text_width(text: str, size: float) -> float:
    """Return about how wide a text is in Source Sans 3 semi-bold at a size in px."""
    units = (0.31 if c in _NARROW else 0.86 if c in _WIDE else 0.63 if c.isupper() else 0.53 for c in text)
    return size * sum(units)


def broken(text: str, longest: int = 17) -> tuple[str, ...]:
    """Return a text in one line, or in two about as long where it is longer than so many letters."""
    cuts = [place + 1 for place, letter in enumerate(text) if letter in " -" and 3 < place < len(text) - 4]
    if len(text) <= longest or not cuts:
        return (text if len(text) <= 40 else f"{text[:39]}…",)
    middle = min(cuts, key=lambda cut: abs(cut - len(text) / 2))
    return tuple(line if len(line) <= 30 else f"{line[:29]}…" for line in (text[:middle].rstrip(), text[middle:]))


def placed(
    points: Sequence[tuple[Point, str]], obstacles: Iterable[Obstacle], frame: Box, size: float
) -> Iterator[Label]:
    """Give the labels that have room; the order of the points is that of their importance.

    Args:
        points: where each is, and its text.
        obstacles: what else is drawn.
        frame: nothing may leave it.
        size: of the letters, px.
    """
    taken = list(obstacles)
    for point, text in points:
        lines = broken(text)
        width, height = max(text_width(line, size) for line in lines), size * 1.15 * len(lines)
        tried = (
            (_cost(_box(point, way, width, height), taken, frame) + turn * 0.05, way) for turn, way in enumerate(_EIGHT)
        )
        cost, way = min(tried)
        if cost < _FULL:
            box = _box(point, way, width, height)
            taken.append(Obstacle(box, 6))
            yield _label(lines, box, way, size)


def along(points: Sequence[Point], cost: float) -> Iterator[Obstacle]:
    """Give small obstacles along a line, one for each of its points."""
    for x, y in points:
        yield Obstacle((x - 1.5, y - 1.5, x + 1.5, y + 1.5), cost)


def around(point: Point, radius: float, cost: float) -> Obstacle:
    """Return the obstacle that a point is."""
    return Obstacle((point[0] - radius, point[1] - radius, point[0] + radius, point[1] + radius), cost)


def _box(point: Point, way: tuple[float, float], width: float, height: float) -> Box:
    (x, y), (dx, dy), gap = point, way, 9.0
    left = x + gap * dx if dx > 0 else x + gap * dx - width if dx < 0 else x - width / 2
    top = y + dy * (gap + height / 2) - height / 2
    return left, top, left + width, top + height


def _cost(box: Box, taken: Sequence[Obstacle], frame: Box) -> float:
    outside = box[0] < frame[0] or box[1] < frame[1] or box[2] > frame[2] or box[3] > frame[3]
    return (math.inf if outside else 0.0) + sum(one.cost for one in taken if _overlap(box, one.box))


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _label(lines: tuple[str, ...], box: Box, way: tuple[float, float], size: float) -> Label:
    anchor, x = (
        ("start", box[0]) if way[0] > 0 else ("end", box[2]) if way[0] < 0 else ("middle", (box[0] + box[2]) / 2)
    )
    return Label(lines, x, box[1] + size * 0.88, anchor)
