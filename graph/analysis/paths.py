"""All of the shortest paths between two bodies, and whom two scopes have in common."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from graph.analysis.claims import Claim, ClaimKind
from graph.analysis.evidence import coverage_of, evidence, node_ref
from graph.analysis.snapshot import Snapshot
from graph.views import Names
from graph.views.paths import Common, CommonPartner, Path, PathLink, Paths

LONGEST = 8
"""Steps of a path, at most: beyond, everybody is tied to everybody and the path says nothing."""

Neighbours = Mapping[str, tuple[str, ...]]


def paths(held: Snapshot, start: str, end: str, kinds: Iterable[ClaimKind] = ClaimKind, *, limit: int = 20) -> Paths:
    """Return the shortest paths between two bodies, in the order of the ids along them.

    Args:
        held: the snapshot.
        start: the id of an authority, network or organisation.
        end: the id of another.
        kinds: the kinds of claims to walk. A mere classification is never walked.
        limit: paths to show at most; `total` counts them all.

    Raises:
        NotFoundError: no such body.
    """
    over = frozenset(kinds)
    refs = node_ref(held, start), node_ref(held, end)
    near = held.neighbours(over)
    steps = distances(near, end, start)
    total = count(near, steps, start)
    shown = [route for route, _ in zip(routes(near, steps, start), range(limit), strict=False)] if total else []
    claims: dict[str, Claim] = {}
    value = tuple(_path(held, route, over, claims) for route in shown)
    return Paths(
        start=refs[0],
        end=refs[1],
        over=tuple(kind.value for kind in ClaimKind if kind in over),
        longest=LONGEST,
        length=steps.get(start),
        total=total,
        left_out=total - len(value),
        text=_text(steps.get(start), total),
        value=value,
        claims=evidence(held, claims.values()),
        coverage=coverage_of(held, claims.values()),
    )


def distances(near: Neighbours, end: str, start: str, longest: int = LONGEST) -> dict[str, int]:
    """Return node → steps to `end`, for all nodes no farther than `start`; without `start` where it is too far."""
    steps = {end: 0}
    waiting = deque([end])
    while waiting:
        node = waiting.popleft()
        if steps[node] >= steps.get(start, longest):
            break
        for other in near.get(node, ()):
            if other not in steps:
                steps[other] = steps[node] + 1
                waiting.append(other)
    return steps


def count(near: Neighbours, steps: Mapping[str, int], start: str) -> int:
    """Return how many shortest paths lead from `start` to the node at distance 0."""
    if start not in steps:
        return 0
    ways = {start: 1}
    for left in range(steps[start], 0, -1):
        ahead: dict[str, int] = {}
        for node, number in ways.items():
            for other in _ahead(near, steps, node, left):
                ahead[other] = ahead.get(other, 0) + number
        ways = ahead
    return sum(ways.values())


def routes(near: Neighbours, steps: Mapping[str, int], start: str) -> Iterator[tuple[str, ...]]:
    """Yield the shortest paths as nodes, in the order of their ids."""
    if steps[start] == 0:
        yield (start,)
        return
    for other in _ahead(near, steps, start, steps[start]):
        yield from ((start, *rest) for rest in routes(near, steps, other))


def _ahead(near: Neighbours, steps: Mapping[str, int], node: str, left: int) -> Iterator[str]:
    return (other for other in near.get(node, ()) if steps.get(other) == left - 1)


def _path(held: Snapshot, route: tuple[str, ...], over: frozenset[ClaimKind], claims: dict[str, Claim]) -> Path:
    links = []
    for one, other in pairwise(route):
        found = held.between(one, other, over)
        claims.update((claim.ref, claim) for claim in found)
        links.append(PathLink(start=one, end=other, reasons=tuple(claim.ref for claim in found)))
    return Path(nodes=tuple(node_ref(held, node) for node in route), links=tuple(links))


def _text(length: int | None, total: int) -> Names:
    if length is None:
        return Names(
            fr=f"Aucun chemin de {LONGEST} pas au plus ne les relie.",
            en=f"No path of at most {LONGEST} steps ties them.",
        )
    if length == 0:
        return Names(fr="C'est le même acteur.", en="They are the same body.")
    many = total > 1
    return Names(
        fr=f"{total} chemin{'s' * many} de {length} pas, le{'s' * many} plus court{'s' * many}.",
        en=f"{total} shortest path{'s' * many} of {length} step{'s' * (length > 1)}.",
    )


def common(held: Snapshot, a: str, b: str, *, limit: int = 100) -> Common:
    """Return whom two authorities, organisations or territories both partner with; those shared most often first.

    Args:
        held: the snapshot.
        a: an id, or the code of a territory for all in it.
        b: the other side.
        limit: partners to show at most.

    Raises:
        NotFoundError: neither an id nor a code.
    """
    refs = node_ref(held, a), node_ref(held, b)
    left, right = partners_of(held, a), partners_of(held, b)
    shared = sorted(left.keys() & right.keys(), key=lambda id_: (-len(left[id_]) - len(right[id_]), id_))
    value, cited = [], {}
    for partner in shared[:limit]:
        cited.update(left[partner] | right[partner])
        value.append(
            CommonPartner(
                partner=node_ref(held, partner),
                with_a=tuple(sorted(left[partner])),
                with_b=tuple(sorted(right[partner])),
            )
        )
    return Common(
        a=refs[0],
        b=refs[1],
        total=len(shared),
        left_out=len(shared) - len(value),
        value=tuple(value),
        claims=evidence(held, cited.values()),
        coverage=coverage_of(held, cited.values()),
    )


def partners_of(held: Snapshot, scope: str) -> dict[str, dict[str, Claim]]:
    """Return the partners of a scope, each with its partnerships by reference."""
    found: dict[str, dict[str, Claim]] = {}
    for body in held.scope(scope):
        for partner, claims in held.partners.get(body, {}).items():
            found.setdefault(partner, {}).update((claim.ref, claim) for claim in claims)
    return found
