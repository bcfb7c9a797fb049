"""Rows for Grafana's node graph panel: one frame of nodes, one of edges, with the colours of the maps.

https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/node-graph/ names the fields; those that begin
with `detail__` are shown when a node or an edge is clicked.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from graph.places import label as place_name
from graph.read.whole import Actor, Known
from graph.views.base import View
from graph.vocabulary import CollectivityKind, Form, Language, NetworkKind, OrganisationKind, RelationKind, Status
from viz.exports.links import MEMBER_OF, Link
from viz.style import COLOURS, form_style

COLOUR = {"Collectivity": "#2A9489", "Network": "#D45A00", "Organisation": "#8B266B", "Territory": "#76837F"}
"""What a node is painted in, by its label."""

_KINDS = {str(kind): kind.label for kinds in (OrganisationKind, NetworkKind, CollectivityKind) for kind in kinds}


class Node(View):
    """A node as the panel reads it."""

    id: str
    title: str
    subTitle: str  # noqa: N815 - the panel's own name
    mainStat: int  # noqa: N815
    secondaryStat: int  # noqa: N815
    color: str
    detail__type: str
    detail__country: str | None


class Edge(View):
    """An edge as the panel reads it; `thickness` in px."""

    id: str
    source: str
    target: str
    mainStat: str  # noqa: N815
    secondaryStat: str | None  # noqa: N815
    color: str
    thickness: float
    detail__kind: str
    detail__status: str | None
    detail__stated_on: str | None
    detail__sources: int


class Frames(NamedTuple):
    """Nodes, those with most links first, and the edges among them."""

    nodes: tuple[Actor, ...]
    edges: tuple[Link, ...]


def frames(nodes: Iterable[Actor], edges: Iterable[Link]) -> Frames:
    """Return the frames of a graph; an actor without any link is not drawn."""
    kept = tuple(edges)
    count: dict[str, int] = {}
    for link in kept:
        for end in (link.a, link.b):
            count[end] = count.get(end, 0) + 1
    tied = [actor for actor in nodes if actor.known.id in count]
    tied.sort(key=lambda actor: (-count[actor.known.id], actor.known.id))
    return Frames(tuple(tied), kept)


def cut(whole: Frames, nodes: int, edges: int) -> Frames:
    """Return at most so many nodes, and at most so many edges of those among them."""
    some = whole.nodes[:nodes]
    ids = {actor.known.id for actor in some}
    among = tuple(link for link in whole.edges if link.a in ids and link.b in ids)
    return Frames(some, among[:edges])


def node_row(actor: Actor, language: Language) -> Node:
    """Return a node's row."""
    one = actor.known
    return Node(
        id=one.id,
        title=one.name_fr if language == "fr" else one.name_en,
        subTitle=_kind(one, language),
        mainStat=actor.partnerships,
        secondaryStat=actor.memberships,
        color=COLOUR[one.label],
        detail__type=one.label.lower(),
        detail__country=place_name(one.country, language) if one.country else None,
    )


def edge_row(link: Link, language: Language) -> Edge:
    """Return an edge's row."""
    style = form_style(link.form)
    drawn = link.kind == "partnership"
    return Edge(
        id=link.id,
        source=link.a,
        target=link.b,
        mainStat=_words(link, language),
        secondaryStat=link.since,
        color=style.colour.light if drawn else COLOURS["control"].light,
        thickness=style.width if drawn else 1.0,
        detail__kind=link.kind,
        detail__status=Status(link.status).label.in_(language) if link.status else None,
        detail__stated_on=link.stated_on,
        detail__sources=link.sources,
    )


def _kind(one: Known, language: Language) -> str:
    found = _KINDS.get(one.kind or "")
    if one.label == "Collectivity" and one.kind:
        found = CollectivityKind(one.kind).label
    if one.label == "Network" and one.kind:
        found = NetworkKind(one.kind).label
    return found.in_(language) if found else ""


def _words(link: Link, language: Language) -> str:
    if link.kind == "partnership":
        return Form(link.form).label.in_(language) if link.form else {"fr": "Lien", "en": "Link"}[language]
    if link.kind == MEMBER_OF:
        return {"fr": "est membre de", "en": "is a member of"}[language]
    return RelationKind(link.kind).label.in_(language)
