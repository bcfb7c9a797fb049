"""Where the nodes of a network stand: worked out here, the same every time, so that the first frame is the last.

Each connected piece is laid out by itself and the pieces are packed together. In a piece, actors with one partner only
fan out around it, which is how the graph of twin towns is made; the others are placed by stress minimisation with
stochastic gradient descent (Zheng, Pawar, Goodman 2019, "Graph Drawing by Stochastic Gradient Descent"), against all
others where there are few, against pivots where there are many. Pure Python: 60 nodes take 10 ms, 6,000 some seconds.

Lengths are in px of a map at scale 1.
"""

from __future__ import annotations

import math
import random
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

Point = tuple[float, float]
Cell = tuple[int, int]
Neighbours = Mapping[int, Sequence[int]]

WIDE, TALL = 1.12, 0.58
"""Width by height of a map on a desk and on a phone."""
_GAP = 104.0
"""The shortest clear distance between two hubs."""
_ROUNDS = 40
_WORK = 1_500_000
"""About how many steps of the descent may be taken in all: a second and a half."""
_PIVOTS = 40
_ALL_PAIRS = 160
"""Up to so many hubs each is placed against all others."""
_LINE = 17.0
"""The height that a label needs."""


class Piece(NamedTuple):
    """A connected piece: its nodes, their places, and the box of all with labels (left, top, right, bottom)."""

    nodes: Sequence[int]
    places: Mapping[int, Point]
    box: tuple[float, float, float, float]


def positions(
    count: int, pairs: Iterable[tuple[int, int]], widths: Sequence[float], aspects: Sequence[float] = (WIDE,)
) -> list[list[Point]]:
    """Return the place of each node, once for each wanted ratio of width to height.

    Args:
        count: of nodes, which are the numbers below it.
        pairs: the links between them.
        widths: of their labels, in px.
        aspects: width by height of the whole; the pieces stay as they are and are packed anew.
    """
    neighbours = _neighbours(count, pairs)
    pieces = [_piece(nodes, neighbours, widths, order) for order, nodes in enumerate(_components(neighbours))]
    return [_arranged(count, pieces, aspect) for aspect in aspects]


def _arranged(count: int, pieces: Sequence[Piece], aspect: float) -> list[Point]:
    result: list[Point] = [(0.0, 0.0)] * count
    for piece, (dx, dy) in zip(pieces, _packed([piece.box for piece in pieces], aspect), strict=True):
        for node in piece.nodes:
            x, y = piece.places[node]
            result[node] = (round(x + dx, 1), round(y + dy, 1))
    return result


def _neighbours(count: int, pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: list[dict[int, None]] = [{} for _ in range(count)]
    for a, b in pairs:
        if a != b:
            found[a][b] = found[b][a] = None
    return {node: list(own) for node, own in enumerate(found)}


def _components(neighbours: Neighbours) -> list[list[int]]:
    """Return the connected pieces, the largest first; among equals in the order of their first node."""
    seen: set[int] = set()
    pieces = []
    for start in range(len(neighbours)):
        if start not in seen:
            piece = list(_walk(start, neighbours))
            seen.update(piece)
            pieces.append(piece)
    return sorted(pieces, key=lambda piece: (-len(piece), piece[0]))


def _walk(start: int, neighbours: Neighbours) -> dict[int, int]:
    """Return how many steps each node that can be reached is away."""
    steps, queue = {start: 0}, deque([start])
    while queue:
        node = queue.popleft()
        for other in neighbours[node]:
            if other not in steps:
                steps[other] = steps[node] + 1
                queue.append(other)
    return steps


def _piece(nodes: list[int], neighbours: Neighbours, widths: Sequence[float], order: int) -> Piece:
    core = [node for node in nodes if len(neighbours[node]) > 1] or nodes[:1]
    inside = set(core)
    leaves = {node: [other for other in neighbours[node] if other not in inside] for node in core}
    radii = {node: _fan_radius(len(leaves[node])) for node in core}
    places = _level(_stress(core, neighbours, radii)) if len(core) > 1 else {core[0]: (0.0, 0.0)}
    _part(places, radii)
    for node in core:
        taken = [_angle(places[node], places[other]) for other in neighbours[node] if other in inside]
        start = _lean(order, len(nodes))
        _fan(node, leaves[node], taken, radii[node], start, places)
    return Piece(nodes, places, _box(places, widths))


def _lean(order: int, size: int) -> float:
    """Return the first direction of a fan, in radians.

    Pieces of two or three stand steeply, so that labels at their right pack well, and lean each another way, by the
    golden angle, lest they look like rows of a list.
    """
    if size > 3:
        return 0.4 + order * 2.399963
    return (1 if order % 2 else -1) * (1.1 + 0.35 * math.sin(order * 2.399963))


def _fan_radius(leaves: int) -> float:
    """Return how far a hub's single partners stand from it."""
    return 0.0 if not leaves else 84.0 + 3.2 * leaves if leaves <= 16 else max(135.0, leaves * 19 / math.tau)


def _angle(origin: Point, other: Point) -> float:
    return math.atan2(other[1] - origin[1], other[0] - origin[0])


def _fan(
    node: int, leaves: Sequence[int], taken: list[float], radius: float, start: float, places: dict[int, Point]
) -> None:
    """Place the single partners of a hub in the gaps between its other links, the widest gap first."""
    x, y = places[node]
    gaps = _gaps(taken) if taken else [(start, math.tau)]
    room = [0] * len(gaps)
    for _ in leaves:
        best = max(range(len(gaps)), key=lambda gap: gaps[gap][1] / (room[gap] + (1 if taken else 0) + 0.001))
        room[best] += 1
    upcoming = iter(leaves)
    for (begin, width), here in zip(gaps, room, strict=True):
        for step in range(here):
            angle = begin + width * ((step + 1) / (here + 1) if taken else step / here)
            leaf = next(upcoming)
            places[leaf] = (x + radius * math.cos(angle), y + radius * math.sin(angle))


def _gaps(angles: list[float]) -> list[tuple[float, float]]:
    """Return the free sectors between directions, as (where it begins, how wide it is) in radians."""
    ordered = sorted(angle % math.tau for angle in angles)
    following = [*ordered[1:], ordered[0] + math.tau]
    return [(begin, end - begin) for begin, end in zip(ordered, following, strict=True)]


def _stress(core: list[int], neighbours: Neighbours, radii: Mapping[int, float]) -> dict[int, Point]:
    """Place the hubs so that their distances come near the lengths of the ways between them."""
    generator = random.Random(20251120)  # noqa: S311 - a fixed seed, so that the same graph looks the same
    terms = _terms(core, neighbours, radii)
    spread = max((length for _, _, length in terms), default=1.0)
    places = {node: (generator.uniform(-spread, spread) / 2, generator.uniform(-spread, spread) / 2) for node in core}
    largest = max((length for _, _, length in terms), default=1.0) ** 2
    smallest = min((length for _, _, length in terms), default=1.0) ** 2 * 0.05
    rounds = max(12, min(_ROUNDS, _WORK // max(1, len(terms))))
    for turn in range(rounds):
        rate = largest * (smallest / largest) ** (turn / (rounds - 1))
        generator.shuffle(terms)
        for a, b, length in terms:
            _pull(places, a, b, length, min(1.0, rate / length**2))
    return places


def _pull(places: dict[int, Point], a: int, b: int, length: float, share: float) -> None:
    (ax, ay), (bx, by) = places[a], places[b]
    dx, dy = ax - bx, ay - by
    distance = math.hypot(dx, dy) or 1e-6
    move = share * (distance - length) / 2 / distance
    places[a] = (ax - dx * move, ay - dy * move)
    places[b] = (bx + dx * move, by + dy * move)


def _terms(core: list[int], neighbours: Neighbours, radii: Mapping[int, float]) -> list[tuple[int, int, float]]:
    inside = set(core)
    within = {node: [other for other in neighbours[node] if other in inside] for node in core}
    mean = sum(radii.values()) / len(core)
    terms: dict[tuple[int, int], float] = {}
    for pivot in _pivots(core):
        for node, steps in _walk(pivot, within).items():
            if node != pivot and (node, pivot) not in terms:
                through = (steps - 1) * (_GAP + mean)
                terms[pivot, node] = _GAP + 0.8 * (radii[pivot] + radii[node]) + through
    for node in core:
        for other in within[node]:
            if (node, other) not in terms and (other, node) not in terms:
                terms[node, other] = _GAP + 0.8 * (radii[node] + radii[other])
    return [(a, b, length) for (a, b), length in terms.items()]


def _pivots(core: list[int]) -> list[int]:
    return core if len(core) <= _ALL_PAIRS else core[:: max(1, len(core) // _PIVOTS)]


def _part(places: dict[int, Point], radii: Mapping[int, float]) -> None:
    """Push hubs apart whose fans would lie over each other."""
    cell = 2 * max(radii.values(), default=0.0) + _GAP
    for _ in range(30 if len(places) < 500 else 8):
        grid: dict[tuple[int, int], list[int]] = {}
        for node, (x, y) in places.items():
            grid.setdefault((int(x // cell), int(y // cell)), []).append(node)
        if not sum(_part_around(node, grid, cell, places, radii) for node in list(places)):
            return


def _part_around(
    node: int,
    grid: Mapping[tuple[int, int], list[int]],
    cell: float,
    places: dict[int, Point],
    radii: Mapping[int, float],
) -> int:
    x, y = places[node]
    column, row, moved = int(x // cell), int(y // cell), 0
    near = (other for dx in (-1, 0, 1) for dy in (-1, 0, 1) for other in grid.get((column + dx, row + dy), ()))
    for other in near:
        wanted = radii[node] + radii[other] + _GAP * 0.8
        if other > node and math.dist(places[node], places[other]) < wanted:
            _pull(places, node, other, wanted, 0.5)
            moved += 1
    return moved


def _level(places: dict[int, Point]) -> dict[int, Point]:
    """Turn a piece so that its longest extent lies across the page."""
    n = len(places)
    mx, my = sum(x for x, _ in places.values()) / n, sum(y for _, y in places.values()) / n
    xx = sum((x - mx) ** 2 for x, _ in places.values())
    yy = sum((y - my) ** 2 for _, y in places.values())
    xy = sum((x - mx) * (y - my) for x, y in places.values())
    angle = -0.5 * math.atan2(2 * xy, xx - yy)
    cos, sin = math.cos(angle), math.sin(angle)
    return {node: ((x - mx) * cos - (y - my) * sin, (x - mx) * sin + (y - my) * cos) for node, (x, y) in places.items()}


def _box(places: Mapping[int, Point], widths: Sequence[float]) -> tuple[float, float, float, float]:
    """Return the box of a piece: labels stand at the right of a small one, outwards, left or right, of a larger one."""
    middle = sum(x for x, _ in places.values()) / len(places) if len(places) > 3 else -math.inf
    left = min(x - (widths[node] if x < middle else 12) for node, (x, _) in places.items())
    right = max(x + (widths[node] if x >= middle else 12) for node, (x, _) in places.items())
    ys = [y for _, y in places.values()]
    return left - 4, min(ys) - _LINE, right + 4, max(ys) + _LINE


def _packed(boxes: Sequence[tuple[float, float, float, float]], aspect: float) -> list[Point]:
    """Return how far each box must be moved so that none lies over another: outwards along a flat spiral."""
    cell = max(24.0, math.sqrt(sum(_area(box) for box in boxes)) / 90)
    taken: set[Cell] = set()
    moves: list[Point] = []
    # A box as large as one before, or larger, cannot fit where that one did not: the search goes on from there.
    reached: dict[Cell, int] = {}
    for left, top, right, bottom in boxes:
        size = int((right - left) // cell), int((bottom - top) // cell)
        turn = max((far for other, far in reached.items() if other[0] <= size[0] and other[1] <= size[1]), default=0)
        while _is_taken(_cells(_spiral(turn, aspect, cell), right - left, bottom - top, cell), taken):
            turn += 1
        columns, rows = _cells(_spiral(turn, aspect, cell), right - left, bottom - top, cell)
        taken.update((column, row) for column in columns for row in rows)
        reached[size] = turn
        x, y = _spiral(turn, aspect, cell)
        moves.append((x - (left + right) / 2, y - (top + bottom) / 2))
    return moves


def _area(box: tuple[float, float, float, float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _spiral(turn: int, aspect: float, cell: float) -> Point:
    angle, pitch, wide = math.sqrt(turn) * 1.3, 0.5 * cell, math.sqrt(aspect)
    return pitch * wide * angle * math.cos(angle), pitch / wide * angle * math.sin(angle)


def _cells(middle: Point, width: float, height: float, cell: float) -> tuple[range, range]:
    """Return the columns and rows of the grid that a box covers."""
    (x, y), w, h = middle, width / 2, height / 2
    return range(int((x - w) // cell), int((x + w) // cell) + 1), range(int((y - h) // cell), int((y + h) // cell) + 1)


def _is_taken(cells: tuple[range, range], taken: set[Cell]) -> bool:
    columns, rows = cells
    # The corners first: where a box does not fit, one of them nearly always tells.
    if any((column, row) in taken for column in (columns[0], columns[-1]) for row in (rows[0], rows[-1])):
        return True
    return any((column, row) in taken for column in columns for row in rows)
