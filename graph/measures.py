"""Measures on a networkx copy of the graph: degree, betweenness, communities, components; worked out once a revision.

The nodes of the copy are numbers in the order of the ids, and every random choice has a fixed seed: the same graph gives
the same numbers, on either engine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import networkx as nx

from graph.analysis.claims import ClaimKind
from graph.analysis.evidence import node_ref
from graph.analysis.snapshot import Snapshot
from graph.views import Names
from graph.views.around import Total
from graph.views.evidence import BodyRef
from graph.views.measures import Community, Component, Explanation, Measured, Measures

SEED = 20_201_215
BUDGET = 2_000_000
"""Nodes and links that betweenness may walk, in all: some two seconds. Above it is estimated from a sample."""

FEWEST = 50
"""Nodes of a sample, at least."""

GROUPS = 20
"""Communities and components that are described, the largest first."""

MEMBERS = 5
DIGITS = 6
SORTS = ("degree", "betweenness")


@dataclass(frozen=True)
class Measuring:
    """The measures of one snapshot over some kinds of claims, by position in `ids`."""

    ids: Sequence[str]
    links: int
    degree: Sequence[int]
    betweenness: Sequence[float]
    sampled: int | None
    components: Sequence[Sequence[int]]
    communities: Sequence[Sequence[int]]
    modularity: float


def measuring(held: Snapshot, kinds: frozenset[ClaimKind]) -> Measuring:
    """Return the measures of a snapshot; worked out once."""
    return held.derived(_measure, kinds)


def _measure(held: Snapshot, kinds: frozenset[ClaimKind]) -> Measuring:
    near = held.neighbours(kinds)
    ids = sorted(near)
    at = {id_: number for number, id_ in enumerate(ids)}
    copy: nx.Graph[int] = nx.Graph()
    copy.add_nodes_from(range(len(ids)))
    copy.add_edges_from((at[one], at[other]) for one in ids for other in near[one] if one < other)
    number = _sample(len(ids), copy.number_of_edges())
    between = nx.betweenness_centrality(copy, k=number, seed=SEED) if ids else {}
    communities = _ordered(nx.community.louvain_communities(copy, seed=SEED)) if ids else []
    parts = [set(group) for group in communities]
    return Measuring(
        ids=ids,
        links=copy.number_of_edges(),
        degree=[len(near[id_]) for id_ in ids],
        betweenness=[round(between[position], DIGITS) for position in range(len(ids))],
        sampled=number,
        components=_ordered(nx.connected_components(copy)),
        communities=communities,
        modularity=round(nx.community.modularity(copy, parts), DIGITS) if copy.number_of_edges() else 0.0,
    )


def _sample(nodes: int, links: int) -> int | None:
    """Return from how many nodes betweenness is estimated; None for all of them."""
    if nodes * (nodes + links) <= BUDGET:
        return None
    return min(nodes, max(FEWEST, BUDGET // (nodes + links)))


def _ordered(groups: Iterable[Iterable[int]]) -> list[list[int]]:
    made = [sorted(group) for group in groups]
    return sorted(made, key=lambda group: (-len(group), group[0]))


def measures(
    held: Snapshot, kinds: frozenset[ClaimKind], *, sort: str = "degree", country: str | None = None, limit: int = 50
) -> Measures:
    """Return the measures of the graph, the nodes with most of `sort` first.

    Args:
        held: the snapshot.
        kinds: the kinds of claims that tie; meetings are nodes between those who met.
        sort: `degree` or `betweenness`.
        country: only nodes of this country; the measures are those of the whole graph.
        limit: nodes to show at most.
    """
    found = measuring(held, kinds)
    community, component = _numbers(found.communities), _numbers(found.components)
    order = {"degree": found.degree, "betweenness": found.betweenness}[sort]
    shown = [at for at, id_ in enumerate(found.ids) if country is None or _country(held, id_) == country]
    shown.sort(key=lambda at: (-order[at], found.ids[at]))
    size = len(found.ids)
    return Measures(
        over=tuple(kind.value for kind in ClaimKind if kind in kinds),
        revision=held.revision,
        size=Total(nodes=size, links=found.links),
        density=round(2 * found.links / (size * (size - 1)), DIGITS) if size > 1 else 0.0,
        components=tuple(
            Component(number=at, size=len(group), members=_best(held, found, group))
            for at, group in enumerate(found.components[:GROUPS], start=1)
        ),
        components_total=len(found.components),
        communities=tuple(
            Community(
                number=at, size=len(group), countries=_countries(held, found, group), members=_best(held, found, group)
            )
            for at, group in enumerate(found.communities[:GROUPS], start=1)
        ),
        communities_total=len(found.communities),
        modularity=found.modularity,
        sampled=found.sampled,
        seed=SEED,
        sort=sort,
        value=tuple(
            Measured(
                node=node_ref(held, found.ids[at]),
                degree=found.degree[at],
                betweenness=found.betweenness[at],
                community=community[at],
                component=component[at],
            )
            for at in shown[:limit]
        ),
        total=len(shown),
        left_out=max(0, len(shown) - limit),
        explanation=_explanation(found),
    )


def _numbers(groups: Sequence[Sequence[int]]) -> dict[int, int]:
    return {at: number for number, group in enumerate(groups, start=1) for at in group}


def _best(held: Snapshot, found: Measuring, group: Sequence[int]) -> tuple[BodyRef, ...]:
    best = sorted(group, key=lambda at: (-found.degree[at], found.ids[at]))[:MEMBERS]
    return tuple(node_ref(held, found.ids[at]) for at in best)


def _country(held: Snapshot, id_: str) -> str | None:
    body = held.bodies.get(id_)
    return body.country if body else None


def _countries(held: Snapshot, found: Measuring, group: Sequence[int]) -> tuple[tuple[str, int], ...]:
    counts = Counter(code for at in group if (code := _country(held, found.ids[at])))
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MEMBERS])


def _explanation(found: Measuring) -> tuple[Explanation, ...]:
    size = len(found.ids)
    way = (
        Names(fr="calcul exact", en="exact")
        if found.sampled is None
        else Names(
            fr=f"estimée à partir de {found.sampled} acteurs sur {size}, tirés avec un germe fixe",
            en=f"estimated from {found.sampled} of {size} bodies, drawn with a fixed seed",
        )
    )
    largest = len(found.components[0]) if found.components else 0
    return (
        Explanation(
            measure="degree",
            text=Names(
                fr="Degré : à combien d'autres un acteur est lié directement.",
                en="Degree: to how many others a body is tied directly.",
            ),
        ),
        Explanation(
            measure="betweenness",
            text=Names(
                fr=f"Intermédiarité : part des plus courts chemins entre les autres qui passent par lui ({way.fr}).",
                en=f"Betweenness: share of the shortest paths between the others that lead through it ({way.en}).",
            ),
        ),
        Explanation(
            measure="community",
            text=Names(
                fr=f"Communauté (Louvain) : {len(found.communities)} groupes plus liés en eux qu'au dehors"
                f" (modularité {found.modularity:.2f}).",
                en=f"Community (Louvain): {len(found.communities)} groups with more ties inside than outside"
                f" (modularity {found.modularity:.2f}).",
            ),
        ),
        Explanation(
            measure="component",
            text=Names(
                fr=f"Composante : {len(found.components)} parties sans lien entre elles,"
                f" dont la plus grande compte {largest} acteurs.",
                en=f"Component: {len(found.components)} parts with no tie between them,"
                f" the largest of which has {largest} bodies.",
            ),
        ),
    )
