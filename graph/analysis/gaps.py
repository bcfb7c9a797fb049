"""White spots and overlaps: where many work without knowing of each other, what neighbours share, where nobody works."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from graph.analysis.acquaintance import Acquaintance, are_neighbours, kilometres
from graph.analysis.bodies import place_names
from graph.analysis.claims import Claim
from graph.analysis.evidence import coverage_of, evidence, node_ref
from graph.analysis.features import Feature, feature_names, features, holders
from graph.analysis.snapshot import Snapshot
from graph.places import canonical, territories
from graph.themes import themes
from graph.views import Names
from graph.views.gaps import AtWork, Gaps, LeftOut, Overlap, Place, SharedPartner, WhiteSpot

SHOWN = 10
"""Authorities that an entry names, at most."""

PAIRS = 5
CLAIMS = 3
OVERLAPS = ("partner", "region", "country")
"""What several may work with or in: the closest first."""

Works = Mapping[Feature, Mapping[str, tuple[Claim, ...]]]
"""What is done → who of a group does it, with the claims that show it."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose gaps are asked for: at least one of the three."""

    territory: str | None = None
    network: str | None = None
    theme: str | None = None

    def group(self, held: Snapshot) -> frozenset[str]:
        """Return the local authorities of the scope; of a theme alone those that treat it."""
        group = {id_ for id_, body in held.bodies.items() if body.label == "Collectivity"}
        if self.territory:
            group &= held.scope(self.territory)
        if self.network:
            group &= set(held.members.get(self.network, ()))
        if self.theme and not self.territory and not self.network:
            group = {id_ for id_ in group if self.theme in held.themes.get(id_, {})}
        return frozenset(group)

    def others(self, held: Snapshot, group: frozenset[str]) -> frozenset[str]:
        """Return with whom the scope is compared: the rest of the wider territory, else of the same countries."""
        parent = territories()[canonical(self.territory)].parent if self.territory else None
        if parent:
            around = held.scope(parent)
        else:
            countries = {held.bodies[id_].country for id_ in group}
            around = frozenset(id_ for id_, body in held.bodies.items() if body.country in countries)
        return frozenset(id_ for id_ in around - group if held.bodies[id_].label == "Collectivity")


def gaps(held: Snapshot, scope: Scope, *, limit: int = 20) -> Gaps:
    """Return the white spots and overlaps of a scope, the weightiest first.

    Args:
        held: the snapshot.
        scope: a territory, a network, a theme, or several: the authorities of all, their partnerships about the theme.
        limit: entries of each list, at most; of overlaps that many of each kind.
    """
    group = scope.group(held)
    others = scope.others(held, group)
    done, elsewhere = _works(held, group, scope.theme), _elsewhere(held, others)
    aware = Acquaintance(held, group, besides=scope.network)
    cited: dict[str, Claim] = {}
    overlaps = _overlaps(done, aware)
    first = [feature for kind in OVERLAPS for feature in [f for f in overlaps if f.kind == kind][:limit]]
    shared = list(_shared(held, done))
    spots = _white_spots(done, elsewhere)
    working = {id_ for feature, who in done.items() if feature.kind == "partner" for id_ in who}
    idle, places = sorted(group - working), list(_places(held, scope, working))
    return Gaps(
        territory=scope.territory,
        network=scope.network,
        theme=scope.theme,
        authorities=len(group),
        compared=len(others),
        text=_text(scope),
        elsewhere=_compared(scope, len(others)),
        overlaps=tuple(_overlap(held, feature, done[feature], aware, cited) for feature in first),
        shared=tuple(_shared_view(held, one, aware, cited) for one in shared[:limit]),
        white_spots=tuple(_white_spot(held, feature, elsewhere[feature], cited) for feature in spots[:limit]),
        idle=tuple(node_ref(held, id_) for id_ in idle[:limit]),
        places=tuple(places[:limit]),
        left_out=LeftOut(
            overlaps=len(overlaps) - len(first),
            shared=max(0, len(shared) - limit),
            white_spots=max(0, len(spots) - limit),
            idle=max(0, len(idle) - limit),
            places=max(0, len(places) - limit),
        ),
        claims=evidence(held, cited.values()),
        coverage=coverage_of(held, cited.values()),
    )


def _works(held: Snapshot, group: frozenset[str], theme: str | None) -> Works:
    """Return what a group does; with a theme only the partnerships about it."""
    found: dict[Feature, dict[str, tuple[Claim, ...]]] = defaultdict(dict)
    having = held.derived(features)
    for id_ in sorted(group):
        for feature, claims in having[id_].items():
            about = claims if theme is None else tuple(claim for claim in claims if theme in claim.themes)
            if about or feature.kind == "network":
                found[feature][id_] = about or claims
            if about and feature.kind == "partner" and (region := _region(held, id_, feature.id)):
                before = found[Feature("region", region)].get(id_, ())
                found[Feature("region", region)][id_] = tuple(dict.fromkeys((*before, *about)))
    return found


def _elsewhere(held: Snapshot, others: frozenset[str]) -> Works:
    """Return the countries, themes and networks of the authorities that the scope is compared with."""
    having, known = held.derived(features), held.derived(holders)
    kept = (feature for feature in known if feature.kind in ("country", "theme", "network"))
    found = {feature: [id_ for id_ in known[feature] if id_ in others] for feature in kept}
    return {feature: {id_: having[id_][feature] for id_ in ids} for feature, ids in found.items() if ids}


def _region(held: Snapshot, id_: str, partner: str) -> str | None:
    """Return the widest subdivision that a partner abroad lies in: its state or region."""
    other = held.bodies[partner]
    return other.within[-2] if len(other.within) > 1 and other.country != held.bodies[id_].country else None


# --- overlaps ---------------------------------------------------------------------------------------------------------


def _overlaps(done: Works, aware: Acquaintance) -> list[Feature]:
    """Return where several work: those with most pairs unaware of each other first, then with most authorities."""
    several = [f for f, who in done.items() if f.kind in OVERLAPS and len(who) > 1]
    strangers = {feature: aware.strangers(done[feature]) for feature in several}
    return sorted(several, key=lambda feature: (-strangers[feature], -len(done[feature]), feature))


def _overlap(
    held: Snapshot,
    feature: Feature,
    who: Mapping[str, tuple[Claim, ...]],
    aware: Acquaintance,
    cited: dict[str, Claim],
) -> Overlap:
    number = len(who)
    return Overlap(
        kind=feature.kind,
        id=feature.id,
        names=place_names(feature.id) if feature.kind == "region" else feature_names(held, feature),
        total=number,
        pairs=number * (number - 1) // 2,
        strangers=aware.strangers(who),
        unaware=tuple(islice(aware.unaware(who), PAIRS)),
        authorities=_at_work(held, who, cited),
        left_out=max(0, number - SHOWN),
    )


def _at_work(held: Snapshot, who: Mapping[str, tuple[Claim, ...]], cited: dict[str, Claim]) -> tuple[AtWork, ...]:
    shown = []
    for id_ in sorted(who)[:SHOWN]:
        claims = who[id_][:CLAIMS]
        cited.update((claim.ref, claim) for claim in claims)
        shown.append(AtWork(authority=node_ref(held, id_), claims=tuple(claim.ref for claim in claims)))
    return tuple(shown)


@dataclass(frozen=True, slots=True)
class _Pair:
    partner: str
    a: str
    b: str
    claims: tuple[Claim, ...]


def _shared(held: Snapshot, done: Works) -> Iterator[_Pair]:
    """Yield each partner that two neighbours share, by partner and their ids."""
    partners = sorted(feature for feature, who in done.items() if feature.kind == "partner" and len(who) > 1)
    for feature in partners:
        for a, b in combinations(sorted(done[feature]), 2):
            if are_neighbours(held.bodies[a], held.bodies[b]):
                claims = dict.fromkeys((*done[feature][a], *done[feature][b]))
                yield _Pair(feature.id, a, b, tuple(claims))


def _shared_view(held: Snapshot, pair: _Pair, aware: Acquaintance, cited: dict[str, Claim]) -> SharedPartner:
    cited.update((claim.ref, claim) for claim in pair.claims)
    apart = kilometres(held.bodies[pair.a], held.bodies[pair.b])
    return SharedPartner(
        partner=node_ref(held, pair.partner),
        a=node_ref(held, pair.a),
        b=node_ref(held, pair.b),
        kilometres=None if apart is None else round(apart, 1),
        know=aware.know(pair.a, pair.b),
        claims=tuple(claim.ref for claim in pair.claims),
    )


# --- white spots ------------------------------------------------------------------------------------------------------


def _white_spots(done: Works, elsewhere: Works) -> list[Feature]:
    """Return what others do and nobody of the scope: what most of the others do first."""
    spots = [feature for feature in elsewhere if not done.get(feature)]
    return sorted(spots, key=lambda feature: (-len(elsewhere[feature]), feature))


def _white_spot(
    held: Snapshot, feature: Feature, who: Mapping[str, tuple[Claim, ...]], cited: dict[str, Claim]
) -> WhiteSpot:
    return WhiteSpot(
        kind=feature.kind,
        id=feature.id,
        names=feature_names(held, feature),
        elsewhere=len(who),
        authorities=_at_work(held, who, cited),
    )


def _places(held: Snapshot, scope: Scope, working: set[str]) -> Iterator[Place]:
    """Yield the territories right below that of the scope in which no authority has a partnership."""
    if scope.territory is None:
        return
    for code in sorted(_below(canonical(scope.territory))):
        known: Sequence[str] = [id_ for id_ in held.within.get(code, ()) if held.bodies[id_].label == "Collectivity"]
        if not working.intersection(known):
            yield Place(code=code, names=place_names(code), authorities=len(known))


def _below(code: str) -> Iterator[str]:
    return (
        place.code for place in territories().values() if place.parent == code and canonical(place.code) == place.code
    )


# --- words ------------------------------------------------------------------------------------------------------------


def _text(scope: Scope) -> Names:
    besides = (" (hors le réseau demandé)", " (other than the network asked for)") if scope.network else ("", "")
    return Names(
        fr="Deux collectivités se connaissent quand une source montre entre elles un partenariat, une réunion, une relation,"
        f" ou un réseau ou une intercommunalité en commun{besides[0]}. Ce que les sources ne disent pas reste inconnu.",
        en="Two authorities know of each other when a source shows a partnership, a meeting or a relation between them, or a"
        f" network or intercommunal authority in common{besides[1]}. What sources do not state stays unknown.",
    )


def _compared(scope: Scope, number: int) -> Names:
    parent = territories()[canonical(scope.territory)].parent if scope.territory else None
    if parent:
        place = place_names(parent)
        return Names(
            fr=f"Comparé aux {number} autres collectivités connues : {place.fr}.",
            en=f"Compared with the {number} other known authorities: {place.en}.",
        )
    about = themes().get(scope.theme or "")
    who = (f" (thème : {about.fr})", f" (theme: {about.en})") if about else ("", "")
    return Names(
        fr=f"Comparé aux {number} autres collectivités connues des mêmes pays{who[0]}.",
        en=f"Compared with the {number} other known authorities of the same countries{who[1]}.",
    )
