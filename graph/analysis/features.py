"""What an authority does, as things that others may share: partners, networks, themes, countries of its partners."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from graph.analysis.bodies import place_names
from graph.analysis.claims import Claim
from graph.analysis.snapshot import Snapshot
from graph.themes import themes
from graph.views import Names

KINDS = ("partner", "network", "theme", "country")


class Feature(NamedTuple):
    """One thing that authorities share: its kind and its id or code."""

    kind: str
    id: str


Features = Mapping[str, Mapping[Feature, tuple[Claim, ...]]]


def features(held: Snapshot) -> Features:
    """Return authority → what it does, each with the claims that say so."""
    return {id_: _of(held, id_) for id_, body in held.bodies.items() if body.label == "Collectivity"}


def _of(held: Snapshot, id_: str) -> dict[Feature, tuple[Claim, ...]]:
    home = held.bodies[id_].country
    partners = held.partners.get(id_, {})
    found = {Feature("partner", partner): claims for partner, claims in partners.items()}
    found |= {Feature("network", network): (claim,) for network, claim in held.networks.get(id_, {}).items()}
    found |= {Feature("theme", theme): claims for theme, claims in held.themes.get(id_, {}).items()}
    abroad: dict[str, dict[str, Claim]] = defaultdict(dict)
    for partner, claims in partners.items():
        country = held.bodies[partner].country
        if country and country != home:
            abroad[country].update((claim.ref, claim) for claim in claims)
    return found | {
        Feature("country", code): tuple(claims[ref] for ref in sorted(claims)) for code, claims in abroad.items()
    }


def holders(held: Snapshot) -> Mapping[Feature, tuple[str, ...]]:
    """Return feature → the authorities that have it, in the order of their ids."""
    found: dict[Feature, list[str]] = defaultdict(list)
    for id_, has in held.derived(features).items():
        for feature in has:
            found[feature].append(id_)
    return {feature: tuple(ids) for feature, ids in found.items()}


def rarity(number: int) -> float:
    """Return the weight of what so many share: 1 / ln(1 + n). What two share weighs 0.91, what a thousand share 0.14."""
    return 1 / math.log1p(max(number, 2))


def feature_names(held: Snapshot, feature: Feature) -> Names:
    """Return what a feature is called."""
    if feature.kind == "theme":
        label = themes().get(feature.id)
        return Names(fr=label.fr, en=label.en) if label else Names(fr=feature.id, en=feature.id)
    if feature.kind == "country":
        return place_names(feature.id)
    body = held.bodies[feature.id]
    return Names(fr=body.fr, en=body.en)


_SAID = {
    "partner": ("le partenaire {}", "the partner {}"),
    "network": ("le réseau {}", "the network {}"),
    "theme": ("le thème « {} »", "the theme “{}”"),
    "country": ("un pays partenaire ({})", "a partner country ({})"),
}


def feature_text(held: Snapshot, feature: Feature) -> Names:
    """Return a feature as the end of a sentence: `shares the network …`."""
    fr, en = _SAID[feature.kind]
    names = feature_names(held, feature)
    return Names(fr=fr.format(names.fr), en=en.format(names.en))
