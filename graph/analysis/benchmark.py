"""An authority beside those of its kind and size: median, middle half, rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median, quantiles

from graph.analysis.bodies import Body, figure, place_names
from graph.analysis.profile import doings, totals
from graph.analysis.snapshot import Snapshot
from graph.views import Names
from graph.views.profiles import Benchmark, Group, Totals
from graph.vocabulary import CollectivityKind

SMALLEST_GROUP = 5
"""Authorities that a group needs: of fewer, a median says nothing."""

SIZE = 2
"""How many times larger or smaller a similar size may be."""

MEASURES: Mapping[str, Names] = {
    "partnerships": Names(fr="Partenariats", en="Partnerships"),
    "living": Names(fr="Partenariats vivants ou sans statut", en="Partnerships alive or of unstated status"),
    "countries": Names(fr="Pays partenaires", en="Partner countries"),
    "themes": Names(fr="Thèmes", en="Themes"),
    "networks": Names(fr="Réseaux", en="Networks"),
    "meetings": Names(fr="Réunions", en="Meetings"),
}


def all_totals(held: Snapshot) -> Mapping[str, Totals]:
    """Return authority → its totals."""
    return {id_: totals(held, doings(held, id_)) for id_, body in held.bodies.items() if body.label == "Collectivity"}


def group_of(held: Snapshot, id_: str) -> Group:
    """Return whom an authority is compared with: same country and kind, and a similar size where that leaves enough.

    It is not in the group itself. The group holds the authorities that the graph knows; one without a stated
    partnership counts as having none.
    """
    body = held.bodies[id_]
    alike = [
        other for other in held.bodies.values() if other.id != id_ and _alike(body, other) and other.label == body.label
    ]
    near = [other for other in alike if _near(body, other)]
    sized = len(near) >= SMALLEST_GROUP and body.population is not None
    population = body.population or 0
    return Group(
        text=_text(body, len(near) if sized else len(alike), sized=sized),
        country=body.country,
        kind=body.kind,
        smallest=-(-population // SIZE) if sized else None,
        largest=population * SIZE if sized else None,
        ids=tuple(sorted(other.id for other in (near if sized else alike))),
    )


def _alike(body: Body, other: Body) -> bool:
    return other.kind == body.kind and other.country == body.country


def _near(body: Body, other: Body) -> bool:
    if not body.population or not other.population:
        return False
    return max(body.population, other.population) <= SIZE * min(body.population, other.population)


def _text(body: Body, number: int, *, sized: bool) -> Names:
    kind = CollectivityKind(body.kind or CollectivityKind.OTHER).label
    place = place_names(body.country or "")
    fr = f"{number} collectivités connues de même type ({kind.fr.lower()}, {place.fr})"
    en = f"{number} known authorities of the same kind ({kind.en.lower()}, {place.en})"
    if sized and body.population:
        return Names(
            fr=f"{fr}, de la moitié au double de {figure(body.population, 'fr')} habitants.",
            en=f"{en}, of half to twice {figure(body.population, 'en')} inhabitants.",
        )
    return Names(fr=f"{fr}, toutes tailles confondues.", en=f"{en}, of any size.")


def benchmark(held: Snapshot, id_: str, group: Group) -> tuple[Benchmark, ...]:
    """Return each measure of an authority beside its group; none where the group is too small."""
    if len(group.ids) < SMALLEST_GROUP:
        return ()
    known = held.derived(all_totals)
    return tuple(
        _measure(name, getattr(known[id_], name), [getattr(known[other], name) for other in group.ids])
        for name in MEASURES
    )


def _measure(name: str, value: int, others: Sequence[int]) -> Benchmark:
    lower, _, upper = quantiles(others, n=4, method="inclusive")
    return Benchmark(
        measure=name,
        names=MEASURES[name],
        value=value,
        median=float(median(others)),
        lower=round(lower, 2),
        upper=round(upper, 2),
        rank=1 + sum(other > value for other in others),
    )
