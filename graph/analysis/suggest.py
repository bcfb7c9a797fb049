"""Whom an authority might partner with: what the data show, and nothing beyond.

Five reasons, each with the claims that show it: peers work there, same theme, same network, the region is a partner of
its region, similar size. Size alone suggests nobody. The same graph gives the same suggestions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import NamedTuple

from graph.analysis.bodies import Body, figure, place_names
from graph.analysis.claims import Claim
from graph.analysis.evidence import coverage_of, evidence, node_ref
from graph.analysis.features import Feature, feature_names, feature_text, features, holders
from graph.analysis.peers import DIGITS, shared, similar, weight
from graph.analysis.snapshot import Snapshot
from graph.places import canonical
from graph.views import Names
from graph.views.evidence import BodyRef
from graph.views.peers import Suggestion, SuggestionReason, Suggestions
from graph.vocabulary import CollectivityKind, Status

PEERS = 30
"""How many of the closest peers are looked at."""

SIZE = 2.0
"""How many times larger or smaller a similar size may be."""

SIZE_WEIGHT = 0.25
ORDER = ("peer_partner", "sister_region", "network", "theme", "size")
GOVERNING = (CollectivityKind.REGION, CollectivityKind.STATE, CollectivityKind.DEPARTEMENT, CollectivityKind.COUNTY)

_TEXT = Names(
    fr="Les partenaires actuels et passés ne sont pas proposés. La taille seule ne suffit jamais.",
    en="Present and past partners are not suggested. Size alone never suffices.",
)


class Why(NamedTuple):
    """A reason in the making. Its text is made when it is shown: thousands of candidates have one."""

    kind: str
    weight: float
    via: BodyRef | None
    claims: tuple[Claim, ...]
    text: Callable[[], Names]


@dataclass
class Search:
    """The search for one authority: who is out of the question, and where to look."""

    held: Snapshot
    body: Body
    within: str | None
    reasons: dict[str, list[Why]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self.partners = set(self.held.partners.get(self.body.id, {}))
        self.place = self.held.scope(self.within) if self.within else None

    def allowed(self, id_: str) -> bool:
        """Whether an authority may be suggested: abroad or in the territory asked for, and no partner yet."""
        body = self.held.bodies[id_]
        if body.label != "Collectivity" or id_ == self.body.id or id_ in self.partners:
            return False
        return id_ in self.place if self.place is not None else body.country != self.body.country

    def add(self, id_: str, why: Why) -> None:
        """Keep a reason."""
        self.reasons[id_].append(why)


def suggestions(held: Snapshot, id_: str, *, within: str | None = None, limit: int = 20) -> Suggestions:
    """Return whom an authority might partner with, the best supported first.

    Args:
        held: the snapshot.
        id_: the id of a local authority that is there.
        within: the code of the territory to look in; everywhere but its own country for None.
        limit: authorities to show at most.
    """
    body = held.bodies[id_]
    search = Search(held, body, canonical(within) if within else None)
    for look in (_peer_partners, _sister_regions, _shared):
        for candidate, why in look(search):
            search.add(candidate, why)
    _sizes(search)
    scored = sorted((-_score(whys), candidate) for candidate, whys in search.reasons.items())
    claims: dict[str, Claim] = {}
    value = tuple(_suggestion(search, candidate, claims) for _, candidate in scored[:limit])
    return Suggestions(
        of=node_ref(held, body.id),
        within=search.within,
        excluded=len(search.partners),
        total=len(scored),
        left_out=len(scored) - len(value),
        text=_TEXT,
        value=value,
        claims=evidence(held, claims.values()),
        coverage=coverage_of(held, claims.values()),
    )


def _score(whys: list[Why]) -> float:
    return round(sum(why.weight for why in whys), DIGITS)


def _suggestion(search: Search, candidate: str, claims: dict[str, Claim]) -> Suggestion:
    body, whys = search.held.bodies[candidate], search.reasons[candidate]
    claims.update((claim.ref, claim) for why in whys for claim in why.claims)
    ordered = sorted(whys, key=lambda why: (-why.weight, ORDER.index(why.kind), why.via.id if why.via else ""))
    reasons = tuple(
        SuggestionReason(
            kind=why.kind,
            weight=why.weight,
            via=why.via,
            claims=tuple(claim.ref for claim in why.claims),
            text=why.text(),
        )
        for why in ordered
    )
    return Suggestion(
        authority=node_ref(search.held, body.id), population=body.population, score=_score(whys), reasons=reasons
    )


# --- the reasons ------------------------------------------------------------------------------------------------------


def _peer_partners(search: Search) -> Iterator[tuple[str, Why]]:
    """Yield the partners of the closest peers at home; a peer weighs by how much of what we do it does too."""
    held, body = search.held, search.body
    having, known = held.derived(features), held.derived(holders)
    most = sum(weight(len(known[feature])) for feature in having[body.id])
    for peer, score in islice(similar(held, body.id, body.country).items(), PEERS):
        best = min(shared(held, body.id, peer), key=lambda feature: (len(known[feature]), feature))
        ground = (*having[body.id][best][:1], *having[peer][best][:1])
        for partner, claims in _living(held, peer):
            if search.allowed(partner):
                text = partial(_peer_text, held, peer, best, held.bodies[partner])
                via = node_ref(held, peer)
                yield partner, Why("peer_partner", round(score / most, DIGITS), via, (*claims, *ground), text)


def _living(held: Snapshot, id_: str) -> Iterator[tuple[str, tuple[Claim, ...]]]:
    """Yield the partners of an authority with which something has not ended."""
    for partner, claims in held.partners.get(id_, {}).items():
        if living := tuple(claim for claim in claims if claim.status != Status.ENDED):
            yield partner, living


def _peer_text(held: Snapshot, peer: str, best: Feature, partner: Body) -> Names:
    body, said = held.bodies[peer], feature_text(held, best)
    return Names(
        fr=f"{body.fr}, qui partage {said.fr}, est en lien avec {partner.fr}.",
        en=f"{body.en}, which shares {said.en}, is tied to {partner.en}.",
    )


def _sister_regions(search: Search) -> Iterator[tuple[str, Why]]:
    """Yield the authorities in a territory whose region, state or département is a partner of ours."""
    held = search.held
    for region in _governing(held, search.body):
        for sister, claims in _living(held, region.id):
            code = _governed(held.bodies[sister])
            inside = [id_ for id_ in held.within.get(code, ()) if id_ != sister and search.allowed(id_)] if code else []
            text = partial(_region_text, region, held.bodies[sister], code or "")
            for id_ in inside:
                yield id_, Why("sister_region", weight(len(inside)), node_ref(held, region.id), claims, text)


def _region_text(region: Body, sister: Body, code: str) -> Names:
    place = place_names(code)
    return Names(
        fr=f"{region.fr} a pour partenaire {sister.fr} ; même territoire : {place.fr}.",
        en=f"{region.en} is a partner of {sister.en}; same territory: {place.en}.",
    )


def _governing(held: Snapshot, body: Body) -> Iterator[Body]:
    for code in body.within[:-1]:
        for id_ in held.within.get(code, ()):
            other = held.bodies[id_]
            if id_ != body.id and _governed(other) == code:
                yield other


def _governed(body: Body) -> str | None:
    """Return the code of the territory that an authority governs: as stated, or its own by its kind."""
    return body.governs or (body.territory if body.kind in GOVERNING else None)


def _shared(search: Search) -> Iterator[tuple[str, Why]]:
    """Yield who treats the same themes, and who is in the same networks."""
    held, having, known = search.held, search.held.derived(features), search.held.derived(holders)
    for feature, mine in having[search.body.id].items():
        if feature.kind not in ("theme", "network"):
            continue
        text = partial(_shared_text, held, feature)
        via = node_ref(held, feature.id) if feature.kind == "network" else None
        rare = weight(len(known[feature]))
        for other in known[feature]:
            if search.allowed(other):
                yield other, Why(feature.kind, rare, via, (*mine, *having[other][feature]), text)


def _shared_text(held: Snapshot, feature: Feature) -> Names:
    names = feature_names(held, feature)
    if feature.kind == "theme":
        return Names(fr=f"Même thème : {names.fr}.", en=f"Same theme: {names.en}.")
    return Names(fr=f"Même réseau : {names.fr}.", en=f"Same network: {names.en}.")


def _sizes(search: Search) -> None:
    """Add similar size to what is suggested for another reason."""
    ours = search.body.population
    for candidate, whys in search.reasons.items():
        theirs = search.held.bodies[candidate].population
        if not ours or not theirs:
            continue
        ratio = min(ours, theirs) / max(ours, theirs)
        if ratio * SIZE >= 1:
            text = partial(_size_text, theirs, ours)
            whys.append(Why("size", round(SIZE_WEIGHT * ratio, DIGITS), None, (), text))


def _size_text(theirs: int, ours: int) -> Names:
    return Names(
        fr=f"Taille proche : {figure(theirs, 'fr')} et {figure(ours, 'fr')} habitants.",
        en=f"Similar size: {figure(theirs, 'en')} and {figure(ours, 'en')} inhabitants.",
    )
