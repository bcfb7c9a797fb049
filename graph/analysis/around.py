"""A part of the graph as nodes and links: around a body to some depth, of a filter, or both; cut at a limit that says so."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from graph.analysis.claims import Claim, ClaimKind
from graph.analysis.evidence import coverage_of, node_ref, source_refs
from graph.analysis.snapshot import Snapshot, is_tie, neighbours
from graph.places import territories
from graph.views import Names
from graph.views.around import GraphLink, GraphNode, GraphView, Total

DEPTH = 4
"""Steps from the centre, at most."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which claims are meant; None filters nothing.

    Attributes:
        a: a party in this scope (an id or the code of a territory), partnerships only.
        b: another party in this one.
        network: both ends are the network or its members.
        theme: a partnership or meeting about it, or what ties a network about it.
        territory: one end lies in it.
    """

    a: str | None = None
    b: str | None = None
    network: str | None = None
    theme: str | None = None
    territory: str | None = None

    def claims(self, held: Snapshot, kinds: Collection[ClaimKind]) -> Iterator[Claim]:
        """Yield the claims that are meant, of some kinds."""
        found: Iterable[Claim] = (claim for claim in held.claims.values() if claim.kind in kinds)
        if self.a or self.b:
            sides = [held.scope(scope) for scope in (self.a, self.b) if scope]
            found = (claim for claim in found if claim.kind is ClaimKind.PARTNERSHIP and _between(claim, sides))
        if self.network:
            group = {self.network, *held.members.get(self.network, ())}
            found = (claim for claim in found if len(group.intersection(claim.ends)) > 1)
        if self.theme:
            about = {id_ for id_, body in held.bodies.items() if self.theme in body.themes}
            found = (claim for claim in found if self.theme in claim.themes or about.intersection(claim.ends))
        if self.territory:
            place = held.scope(self.territory)
            found = (claim for claim in found if place.intersection(claim.ends))
        yield from found


def _between(claim: Claim, sides: list[frozenset[str]]) -> bool:
    parties = [[end for end in claim.ends if end in side] for side in sides]
    if len(parties) == 1:
        return bool(parties[0])
    return any(one != other for one in parties[0] for other in parties[1])


def around(
    held: Snapshot,
    wanted: Filter,
    *,
    centre: str | None = None,
    depth: int = 1,
    kinds: Collection[ClaimKind] = tuple(ClaimKind),
    limit: int = 500,
) -> GraphView:
    """Return the nodes and links of a filter, or of what lies around a body in it.

    Nodes nearest to the centre come first, then those with most neighbours, then by id; what passes the limit is left
    out, and so are its links.

    Args:
        held: the snapshot.
        wanted: which claims are meant.
        centre: the id of a body, or None.
        depth: steps from the centre.
        kinds: the kinds of claims that are links.
        limit: nodes at most, and links at most.

    Raises:
        NotFoundError: the centre is no body.
    """
    degrees = held.neighbours(frozenset(kinds))
    if centre is not None:
        node_ref(held, centre)
    if centre is not None and wanted == Filter():
        steps = _steps(degrees, centre, depth)
        claims = _touching(held, steps, kinds)
    else:
        claims = list(wanted.claims(held, kinds))
        steps = _steps(neighbours(held.bodies, claims), centre, depth) if centre else {}
    inside = steps.keys() if centre else _ends(held, claims)
    ordered = sorted(inside, key=lambda id_: (steps.get(id_, 0), -len(degrees.get(id_, ())), id_))
    kept = set(ordered[:limit])
    pairs = [(claim, one, other) for claim in claims for one, other in _pairs(held, claim)]
    meant = [pair for pair in pairs if pair[1] in inside and pair[2] in inside]
    shown = [pair for pair in meant if pair[1] in kept and pair[2] in kept][:limit]
    left = Total(nodes=len(ordered) - len(kept), links=len(meant) - len(shown))
    return GraphView(
        nodes=tuple(_node(held, id_, degrees, steps) for id_ in ordered[:limit]),
        links=tuple(_link(held, *pair) for pair in shown),
        total=Total(nodes=len(ordered), links=len(meant)),
        left_out=left,
        text=_text(left),
        coverage=coverage_of(held, [claim for claim, _, _ in shown]),
    )


def _steps(near: Mapping[str, tuple[str, ...]], centre: str, depth: int) -> dict[str, int]:
    steps, waiting = {centre: 0}, deque([centre])
    while waiting:
        node = waiting.popleft()
        if steps[node] == depth:
            break
        for other in near.get(node, ()):
            if other not in steps:
                steps[other] = steps[node] + 1
                waiting.append(other)
    return steps


def _touching(held: Snapshot, nodes: Iterable[str], kinds: Collection[ClaimKind]) -> list[Claim]:
    found = {claim.ref: claim for id_ in nodes for claim in held.claims_of.get(id_, ()) if claim.kind in kinds}
    return [found[ref] for ref in sorted(found)]


def _ends(held: Snapshot, claims: Iterable[Claim]) -> set[str]:
    return {end for claim in claims for pair in _pairs(held, claim) for end in pair}


def _pairs(held: Snapshot, claim: Claim) -> Iterator[tuple[str, str]]:
    """Yield the two ends of each link that a claim draws; the territory that an actor covers is an end too."""
    ends = [end for end in claim.ends if end in held.bodies or end in territories()]
    if not is_tie(claim):
        return
    if claim.kind is ClaimKind.MEETING:
        yield from ((end, claim.ref) for end in ends)
    else:
        yield from combinations(ends, 2)


def _node(held: Snapshot, id_: str, degrees: Mapping[str, tuple[str, ...]], steps: Mapping[str, int]) -> GraphNode:
    ref, body = node_ref(held, id_), held.bodies.get(id_)
    return GraphNode(
        id=ref.id,
        label=ref.label,
        name=ref.name,
        names=ref.names,
        kind=ref.kind,
        country=ref.country,
        territory=ref.territory,
        lat=body.lat if body else None,
        lon=body.lon if body else None,
        population=body.population if body else None,
        degree=len(degrees.get(id_, ())),
        distance=steps.get(id_),
    )


def _link(held: Snapshot, claim: Claim, one: str, other: str) -> GraphLink:
    alone = len(claim.ends) == 2 and claim.kind is not ClaimKind.MEETING
    return GraphLink(
        id=claim.ref if alone else f"{claim.ref}#{one}~{other}",
        start=one,
        end=other,
        kind=claim.kind.value,
        word=dict(claim.roles).get(one) if claim.kind is ClaimKind.MEETING else claim.word,
        status=claim.status,
        since=claim.since or claim.date,
        until=claim.until,
        themes=claim.themes,
        claim=claim.ref,
        sources=source_refs(held, claim.statements),
    )


def _text(left: Total) -> Names:
    if not left.nodes and not left.links:
        return Names(fr="Tout est montré.", en="Everything is shown.")
    return Names(
        fr=f"La limite laisse de côté {left.nodes} acteurs et {left.links} liens.",
        en=f"The limit leaves out {left.nodes} bodies and {left.links} links.",
    )
