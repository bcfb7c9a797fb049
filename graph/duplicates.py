"""Which things may be one, and which id may be two: proposals for a person, never a merge. Pure functions.

Two authorities are proposed when they have a code in common, lie within 5 km of each other and have names alike, or have one
name in one country and nothing tells them apart. Networks, organisations and people are when they have one name. What is
known to be two is not proposed: other codes of the same kind, other levels (a city and its métropole), other states, points
far apart. One id is proposed to be two people when its sources see it in quite different bodies.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from graph.decide import LEVELS
from graph.decisions import Decisions
from graph.ids import fold
from graph.places import contains, country_of, territory

NEAR = 5.0
"""Points nearer than this may be one place, kilometres."""

FAR = 50.0
"""Points farther apart than this are two places whatever their names, kilometres."""

ALIKE = 85.0
"""Names as alike as this, of 100 (rapidfuzz token_set_ratio), may be one."""

CODES = ("insee", "siren", "wikidata")
_EARTH = 12_742.0
_CELL = 0.05
_NAMES = ("name", "name_fr", "name_en", "acronym")


class Candidate(NamedTuple):
    """A thing that may be another: its current values, its sources, and for people the bodies that each source names."""

    label: str
    props: Mapping[str, Any]
    sources: tuple[str, ...]
    bodies: Mapping[str, tuple[str, ...]] = {}

    @property
    def id(self) -> str:
        """Its id."""
        return str(self.props["id"])

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude, where known."""
        lat, lon = self.props.get("lat"), self.props.get("lon")
        return None if lat is None or lon is None else (lat, lon)


class Proposal(NamedTuple):
    """Two things that may be one (`one`, `other`), or one that may be two: then `other` is what `source` says of it.

    `rule` is what speaks for it (code, near, name, bodies), `km` and `alike` how near and how alike they are.
    """

    id: str
    rule: str
    one: Candidate
    other: Candidate
    km: float | None
    alike: float
    source: str | None = None


def proposals(candidates: Sequence[Candidate], decided: Decisions) -> list[Proposal]:
    """Return what a person should look at, what speaks loudest first."""
    found: dict[str, Proposal] = {}
    for rule, one, other in _pairs(candidates):
        first, second = sorted((one, other), key=_stays)
        low, high = sorted((one.id, other.id))
        id_ = f"same--{one.label.lower()}--{low}--{high}"
        if id_ not in found and not _known_apart(one, other, decided, rule):
            far = km(one.point, other.point) if one.point and other.point else None
            found[id_] = Proposal(id_, rule, first, second, far, _alike(one, other))
    found |= {one.id: one for one in _perhaps_two(candidates)}
    closed = decided.closed()
    return sorted((one for id_, one in found.items() if id_ not in closed), key=_order)


def km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the distance of two points along a great circle, kilometres."""
    (lat_a, lon_a), (lat_b, lon_b) = ((math.radians(lat), math.radians(lon)) for lat, lon in (a, b))
    rise = math.sin((lat_b - lat_a) / 2) ** 2
    run = math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return _EARTH * math.asin(math.sqrt(min(1.0, rise + run)))


def _order(one: Proposal) -> tuple[int, float, float, str]:
    return ("code", "near", "name", "bodies").index(one.rule), -one.alike, one.km or 0.0, one.id


def _stays(one: Candidate) -> tuple[int, int, str]:
    """The id to keep first: of what most sources state, then the shorter."""
    return -len(one.sources), len(one.id), one.id


def _pairs(candidates: Sequence[Candidate]) -> Iterator[tuple[str, Candidate, Candidate]]:
    places = [one for one in candidates if one.label == "Collectivity"]
    yield from (("code", *pair) for pair in _grouped(places, _codes))
    yield from (("near", *pair) for pair in _near(places) if _alike(*pair) >= ALIKE)
    yield from (
        ("name", *pair) for pair in _grouped(places, lambda one: [(country_of(one.props["territory"]), _name(one))])
    )
    others = [one for one in candidates if one.label != "Collectivity"]
    for one, other in _grouped(others, lambda one: [(one.label, *words) for words in _names(one)]):
        # Who states both says that they are two.
        if not set(one.sources) & set(other.sources):
            yield "name", one, other


def _grouped(candidates: Iterable[Candidate], keys: Any) -> Iterator[tuple[Candidate, Candidate]]:
    groups: dict[Hashable, list[Candidate]] = defaultdict(list)
    for one in candidates:
        for key in dict.fromkeys(keys(one)):
            groups[key].append(one)
    for group in groups.values():
        yield from combinations(group, 2)


def _codes(one: Candidate) -> list[tuple[str, str]]:
    return [(name, one.props[name]) for name in CODES if name in one.props]


def _name(one: Candidate) -> str:
    return fold(str(one.props["name"]))


def _names(one: Candidate) -> list[tuple[str, ...]]:
    """The words of each name in alphabetical order: people are written both ways round."""
    return [tuple(sorted(fold(str(one.props[name])).split())) for name in _NAMES if name in one.props]


def _near(places: Sequence[Candidate]) -> Iterator[tuple[Candidate, Candidate]]:
    """Yield pairs within reach, looked for in the cells of a grid around each."""
    grid: dict[tuple[int, int], list[tuple[Candidate, tuple[float, float]]]] = defaultdict(list)
    for one in places:
        if (point := one.point) is None:
            continue
        row, column = math.floor(point[0] / _CELL), math.floor(point[1] / _CELL)
        # Degrees of longitude shrink towards the poles.
        reach = min(12, math.ceil(1 / max(0.08, math.cos(math.radians(point[0])))))
        for r in (row - 1, row, row + 1):
            for c in range(column - reach, column + reach + 1):
                for other, there in grid.get((r, c), ()):
                    if km(point, there) <= NEAR:
                        yield other, one
        grid[row, column].append((one, point))


def _alike(one: Candidate, other: Candidate) -> float:
    return round(fuzz.token_set_ratio(_name(one), _name(other)), 1)


def _known_apart(one: Candidate, other: Candidate, decided: Decisions, rule: str) -> bool:
    if decided.apart(one.label, one.id, other.id):
        return True
    mine, theirs = one.props, other.props
    if one.label != "Collectivity":
        return False
    if mine["kind"] != theirs["kind"] and (mine["kind"] in LEVELS or theirs["kind"] in LEVELS):
        return True
    if any(mine.get(name) and theirs.get(name) and mine[name] != theirs[name] for name in ("insee", "siren")):
        return True
    return rule == "name" and (_elsewhere(mine["territory"], theirs["territory"]) or _far(one, other))


def _elsewhere(a: str, b: str) -> bool:
    """Whether two territories cannot be one place: neither holds the other."""
    return bool(territory(a).level and territory(b).level and not contains(a, b) and not contains(b, a))


def _far(one: Candidate, other: Candidate) -> bool:
    return bool(one.point and other.point and km(one.point, other.point) > FAR)


def _perhaps_two(candidates: Iterable[Candidate]) -> Iterator[Proposal]:
    """Yield people whom one source sees in bodies that no other source knows of them."""
    for one in candidates:
        if one.label != "Person" or len(one.bodies) < 2:
            continue
        for source, bodies in sorted(one.bodies.items()):
            rest = {body for other, named in one.bodies.items() if other != source for body in named}
            if not rest & set(bodies) and source != min(one.bodies):
                there = one._replace(sources=(source,), bodies={source: bodies})
                here = one._replace(
                    sources=tuple(name for name in one.sources if name != source),
                    bodies={name: named for name, named in one.bodies.items() if name != source},
                )
                yield Proposal(f"two--person--{one.id}--{source}", "bodies", here, there, None, 100.0, source)
