"""The map of actors as data: arrows that sources state, actors in layers by reach, each layer in an order that reads well."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import NamedTuple

from graph.analysis.claims import Claim, ClaimKind
from graph.analysis.evidence import claim_text, coverage_of, node_ref, source_refs
from graph.analysis.snapshot import Snapshot
from graph.places import canonical, chain, territories
from graph.views import Names
from graph.views.system import KindCount, Layer, System, SystemActor, SystemTie
from graph.vocabulary import Label, Reach, RelationKind

UNKNOWN = "unknown"
LAYERS: Mapping[str, Label] = {
    Reach.WORLD.value: Label("Monde", "World"),
    Reach.EUROPEAN.value: Label("Europe", "Europe"),
    Reach.NATIONAL.value: Label("National", "National"),
    Reach.REGIONAL.value: Label("Régional", "Regional"),
    Reach.LOCAL.value: Label("Local", "Local"),
    UNKNOWN: Label("Portée non renseignée", "Reach not stated"),
}
"""The layers from top to bottom. A bilateral network stands among the national ones."""

KINDS = tuple(kind for kind in RelationKind if kind is not RelationKind.LISTED_UNDER)
"""The kinds of arrows; a mere classification is shown only when it is asked for."""

SWEEPS = 6
"""How often the layers are put in order by what they are tied to."""


class Placed(NamedTuple):
    """The layer of an actor and why it stands there."""

    layer: str
    basis: str | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which arrows are meant: of these kinds, touching a layer, a theme, one actor."""

    kinds: Collection[str] = KINDS
    layer: str | None = None
    theme: str | None = None
    actor: str | None = None

    def __contains__(self, item: tuple[Snapshot, Claim]) -> bool:
        """Whether an arrow of a snapshot is meant."""
        held, claim = item
        if claim.word not in self.kinds or (self.actor is not None and self.actor not in claim.ends):
            return False
        if self.layer is not None and all(placed(held, end).layer != self.layer for end in claim.ends):
            return False
        about = (held.bodies[end].themes for end in claim.ends if end in held.bodies)
        return self.theme is None or any(self.theme in themes for themes in about)


def system(held: Snapshot, wanted: Wanted, *, limit: int = 1000) -> System:
    """Return the actors and the arrows that are meant, in the order of their references.

    Args:
        held: the snapshot.
        wanted: which arrows.
        limit: arrows at most; actors come with them.
    """
    found = [
        claim for claim in held.of_kind(ClaimKind.RELATION) if _ends_known(held, claim) and (held, claim) in wanted
    ]
    shown = found[:limit]
    layers = _layers(held, shown)
    position = {id_: at for ids in layers.values() for at, id_ in enumerate(ids)}
    acts, acted_on = (Counter(claim.ends[side] for claim in shown) for side in (0, 1))
    counts = Counter(claim.word for claim in found)
    return System(
        layers=tuple(
            Layer(layer=name, names=_names(LAYERS[name]), actors=tuple(ids)) for name, ids in layers.items() if ids
        ),
        kinds=tuple(
            KindCount(kind=kind.value, names=_names(kind.label), count=counts[kind])
            for kind in RelationKind
            if counts[kind]
        ),
        nodes=tuple(
            _actor(held, id_, position[id_], acts[id_], acted_on[id_]) for ids in layers.values() for id_ in ids
        ),
        links=tuple(_tie(held, claim) for claim in shown),
        total=len(found),
        left_out=len(found) - len(shown),
        coverage=coverage_of(held, shown),
    )


def _ends_known(held: Snapshot, claim: Claim) -> bool:
    return all(end in held.bodies or end in territories() for end in claim.ends)


def placed(held: Snapshot, id_: str) -> Placed:
    """Return the layer of an actor of a snapshot."""
    body = held.bodies.get(id_)
    return layer_of("Territory", territory=id_) if body is None else layer_of(body.label, body.reach, body.territory)


def layer_of(label: str, reach: str | None = None, territory: str | None = None) -> Placed:
    """Return the layer of an actor: a network's stated reach, the level of a place, and local for an authority."""
    if label == "Network":
        stated = Reach.NATIONAL.value if reach == Reach.BILATERAL else reach
        return Placed(stated, "reach") if stated else Placed(UNKNOWN, None)
    if label == "Collectivity":
        return Placed(Reach.LOCAL.value, "authority")
    return Placed(_level(territory), "territory") if territory else Placed(UNKNOWN, None)


def _level(code: str) -> str:
    depth = len(chain(canonical(code)))
    return (Reach.NATIONAL, Reach.REGIONAL, Reach.LOCAL)[min(depth, 3) - 1].value


def _layers(held: Snapshot, claims: Sequence[Claim]) -> dict[str, list[str]]:
    """Return layer → its actors: the busiest first, then moved towards what they are tied to in the other layers."""
    near: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        one, other = claim.ends
        near[one].append(other)
        near[other].append(one)
    layers: dict[str, list[str]] = {name: [] for name in LAYERS}
    for id_ in sorted(near, key=lambda id_: (-len(near[id_]), id_)):
        layers[placed(held, id_).layer].append(id_)
    for _ in range(SWEEPS):
        at = {id_: (number + 0.5) / len(ids) for ids in layers.values() for number, id_ in enumerate(ids)}
        for ids in layers.values():
            # Rounded: the last digits of a mean are not the same on every machine.
            ids.sort(key=lambda id_: (round(mean([at[id_], *(at[other] for other in near[id_])]), 6), id_))
    return layers


def _actor(held: Snapshot, id_: str, position: int, acts: int, acted_on: int) -> SystemActor:
    ref, body, where = node_ref(held, id_), held.bodies.get(id_), placed(held, id_)
    return SystemActor(
        **ref.model_dump(exclude={"names"}),
        names=ref.names,
        reach=body.reach if body else None,
        layer=where.layer,
        basis=where.basis,
        position=position,
        themes=body.themes if body else (),
        acts=acts,
        acted_on=acted_on,
    )


def _tie(held: Snapshot, claim: Claim) -> SystemTie:
    return SystemTie(
        id=claim.ref,
        start=claim.ends[0],
        kind=claim.word or "",
        names=_names(RelationKind(claim.word or "").label),
        end=claim.ends[1],
        since=claim.since,
        until=claim.until,
        note=_names(claim.names) if claim.names else None,
        text=claim_text(held, claim),
        sources=source_refs(held, claim.statements),
    )


def _names(label: Label) -> Names:
    return Names(fr=label.fr, en=label.en)
