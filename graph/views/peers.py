"""Who resembles an authority, and whom it might partner with, with reasons that can be checked."""

from __future__ import annotations

from collections.abc import Mapping

from graph.views.base import Coverage, Names, View
from graph.views.evidence import BodyRef, Evidence


class PeerReason(View):
    """Something that two authorities share.

    `kind` is partner, network, theme or country (of a partner); `holders` counts the authorities that have it, `weight` is
    1 / ln(1 + holders); `mine`, `theirs` are the references of the claims on each side.
    """

    kind: str
    id: str
    names: Names
    holders: int
    weight: float
    mine: tuple[str, ...]
    theirs: tuple[str, ...]
    text: Names


class Peer(View):
    """An authority that shares something; `score` is the sum of the weights."""

    authority: BodyRef
    population: int | None
    score: float
    reasons: tuple[PeerReason, ...]


class Peers(View):
    """Who shares most with an authority, the closest first; `within` is the territory that was searched."""

    of: BodyRef
    within: str
    total: int
    left_out: int
    text: Names
    value: tuple[Peer, ...]
    claims: Mapping[str, Evidence]
    coverage: Coverage


class SuggestionReason(View):
    """Why a partner is suggested: `via` is the peer, network or region that leads there, `claims` what shows it.

    `kind` is peer_partner, theme, network, sister_region or size. A size rests on the two bodies themselves, not on a claim.
    """

    kind: str
    weight: float
    via: BodyRef | None
    claims: tuple[str, ...]
    text: Names


class Suggestion(View):
    """An authority that might become a partner; `score` is the sum of the weights."""

    authority: BodyRef
    population: int | None
    score: float
    reasons: tuple[SuggestionReason, ...]


class Suggestions(View):
    """Whom an authority might partner with; `within` is where was searched, None for everywhere abroad.

    `excluded` counts the present and past partners, which are never suggested.
    """

    of: BodyRef
    within: str | None
    excluded: int
    total: int
    left_out: int
    text: Names
    value: tuple[Suggestion, ...]
    claims: Mapping[str, Evidence]
    coverage: Coverage
