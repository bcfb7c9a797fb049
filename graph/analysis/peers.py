"""Who shares partners, networks, themes and countries with an authority, weighted by how rare each is."""

from __future__ import annotations

from collections import defaultdict

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


def similar(held: Snapshot, id_: str, within: str | None = None) -> dict[str, float]:
    """Return the authorities in a territory that share something with one, and what it weighs in all; the closest first."""
    having = held.derived(holders)
    scope = held.scope(within) if within else None
    # Whole numbers of the last digit: thousands of sums that are exact in any order, and need no rounding.
    parts: dict[str, int] = defaultdict(int)
    for feature in held.derived(features)[id_]:
        part = round(weight(len(having[feature])) * 10**DIGITS)
        for other in having[feature]:
            parts[other] += part
    parts.pop(id_, None)
    found = sorted(parts if scope is None else parts.keys() & scope)
    found.sort(key=parts.__getitem__, reverse=True)
    return {other: parts[other] / 10**DIGITS for other in found}


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
    scores = similar(held, id_, place)
    found = [other for other in scores if kind is None or held.bodies[other].kind == kind]
    claims: dict[str, Claim] = {}
    value = tuple(_peer(held, id_, other, scores[other], claims) for other in found[:limit])
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


def _peer(held: Snapshot, id_: str, other: str, score: float, claims: dict[str, Claim]) -> Peer:
    reasons = [reason(held, id_, other, feature, claims) for feature in shared(held, id_, other)]
    return Peer(
        authority=node_ref(held, other),
        population=held.bodies[other].population,
        score=score,
        reasons=tuple(sorted(reasons, key=_order)),
    )


def shared(held: Snapshot, one: str, other: str) -> tuple[Feature, ...]:
    """Return what two authorities share, in the order of the first."""
    having = held.derived(features)
    return tuple(feature for feature in having[one] if feature in having[other])


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
