"""Who shares partners, networks, themes and countries with an authority, weighted by how rare each is."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from graph.analysis.claims import Claim
from graph.analysis.evidence import coverage_of, evidence, node_ref
from graph.analysis.features import KINDS, Feature, feature_names, feature_text, features, holders, rarity
from graph.analysis.snapshot import Snapshot
from graph.places import canonical
from graph.views import Names
from graph.views.peers import Peer, PeerReason, Peers

DIGITS = 4
"""Digits of weights and scores: as many as two engines and two machines agree on."""

_TEXT = Names(
    fr="Chaque point commun pèse 1 / ln(1 + n), où n compte les collectivités qui le partagent.",
    en="Each thing in common weighs 1 / ln(1 + n), where n counts the authorities that share it.",
)


class Shared(NamedTuple):
    """What an authority shares with another, and how much that weighs in all."""

    id: str
    score: float
    features: tuple[Feature, ...]


def similar(held: Snapshot, id_: str, within: str | None = None) -> list[Shared]:
    """Return the authorities in a territory that share something with one of them, the closest first."""
    having = held.derived(holders)
    scope = held.scope(within) if within else None
    shared: dict[str, list[Feature]] = defaultdict(list)
    for feature in held.derived(features)[id_]:
        for other in having[feature]:
            if other != id_ and (scope is None or other in scope):
                shared[other].append(feature)
    weights = {feature: weight(len(having[feature])) for feature in held.derived(features)[id_]}
    found = [
        Shared(other, round(sum(map(weights.__getitem__, has)), DIGITS), tuple(has)) for other, has in shared.items()
    ]
    return sorted(found, key=lambda item: (-item.score, item.id))


def weight(number: int) -> float:
    """Return the rounded weight of what so many share."""
    return round(rarity(number), DIGITS)


def peers(held: Snapshot, id_: str, *, within: str | None = None, kind: str | None = None, limit: int = 20) -> Peers:
    """Return who shares most with an authority.

    Args:
        held: the snapshot.
        id_: the id of a local authority that is there.
        within: the code of the territory to search in; that of its country for None.
        kind: only authorities of this kind.
        limit: authorities to show at most.
    """
    body = held.bodies[id_]
    place = canonical(within or body.country or "")
    found = [item for item in similar(held, id_, place) if kind is None or held.bodies[item.id].kind == kind]
    claims: dict[str, Claim] = {}
    value = tuple(_peer(held, id_, item, claims) for item in found[:limit])
    return Peers(
        of=node_ref(held, body.id),
        within=place,
        total=len(found),
        left_out=len(found) - len(value),
        text=_TEXT,
        value=value,
        claims=evidence(held, claims.values()),
        coverage=coverage_of(held, claims.values()),
    )


def _peer(held: Snapshot, id_: str, shared: Shared, claims: dict[str, Claim]) -> Peer:
    reasons = [reason(held, id_, shared.id, feature, claims) for feature in shared.features]
    body = held.bodies[shared.id]
    return Peer(
        authority=node_ref(held, body.id),
        population=body.population,
        score=shared.score,
        reasons=tuple(sorted(reasons, key=_order)),
    )


def _order(one: PeerReason) -> tuple[float, int, str]:
    return -one.weight, KINDS.index(one.kind), one.id


def reason(held: Snapshot, id_: str, other: str, feature: Feature, claims: dict[str, Claim]) -> PeerReason:
    """Return one thing that two authorities share; puts the claims that show it into `claims`."""
    having = held.derived(features)
    mine, theirs = having[id_][feature], having[other][feature]
    claims.update((claim.ref, claim) for claim in (*mine, *theirs))
    number = len(held.derived(holders)[feature])
    said = feature_text(held, feature)
    return PeerReason(
        kind=feature.kind,
        id=feature.id,
        names=feature_names(held, feature),
        holders=number,
        weight=weight(number),
        mine=tuple(claim.ref for claim in mine),
        theirs=tuple(claim.ref for claim in theirs),
        text=Names(
            fr=f"Partage {said.fr}, comme {number} collectivités en tout.",
            en=f"Shares {said.en}, as {number} authorities do in all.",
        ),
    )
