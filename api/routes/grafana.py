"""`/v1/grafana/nodes` and `/edges`: the two frames of Grafana's node graph, as its Infinity data source reads them."""

from __future__ import annotations

from typing import Annotated, Generic, TypeVar

from fastapi import APIRouter, Query

from api.deps import ConnectionDep, LanguageDep
from graph import read
from graph.db import Graph
from graph.errors import InputError
from graph.lists.shelf import Shelf, settled
from graph.read.whole import Actor, Known
from graph.views import Partnership
from graph.views.base import Coverage, View, coverage
from graph.vocabulary import CollectivityKind
from viz.exports.links import Link, links, nodes
from viz.exports.nodegraph import Edge, Frames, Node, cut, edge_row, frames, node_row

router = APIRouter(prefix="/grafana", tags=["dashboards"])
R = TypeVar("R")

MOST = 20_000
"""The most rows of one frame: Infinity fetches five pages at most, so that one must do."""

Limit = Annotated[int, Query(ge=1, le=MOST, description="Rows at most; nodes with most links come first.")]
Nodes = Annotated[int, Query(ge=1, le=MOST, description="How many nodes the other frame has: edges among those only.")]
Scope = Annotated[
    str | None, Query(max_length=140, description="An ISO 3166 code or the id of a body.", examples=["FR", "US-PA"])
]
Kind = Annotated[
    str | None,
    Query(max_length=40, description="partnership, member_of, or a kind of relation; all where it is not given."),
]


class Frame(View, Generic[R]):
    """One frame: `total` rows there are, of which `value` are given."""

    value: tuple[R, ...]
    total: int
    next: None = None
    coverage: Coverage


@router.get("/nodes", operation_id="grafana_nodes")
def node_frame(
    connection: ConnectionDep,
    language: LanguageDep,
    between: Scope = None,
    other: Annotated[Scope, Query(alias="and")] = None,
    kind: Kind = None,
    limit: Limit = MOST,
) -> Frame[Node]:
    """The nodes of the graph, or of the partnerships between two scopes."""

    def work(shelf: Shelf) -> Frame[Node]:
        whole, rests = _frames(shelf, between, other, kind)
        rows = tuple(node_row(actor, language) for actor in whole.nodes[:limit])
        return Frame(value=rows, total=len(whole.nodes), coverage=rests)

    return connection.use(lambda graph: settled(graph, work))


@router.get("/edges", operation_id="grafana_edges")
def edge_frame(
    connection: ConnectionDep,
    language: LanguageDep,
    between: Scope = None,
    other: Annotated[Scope, Query(alias="and")] = None,
    kind: Kind = None,
    limit: Limit = MOST,
    nodes: Nodes = MOST,
) -> Frame[Edge]:
    """The edges of the graph, or of the partnerships between two scopes; each end is among the nodes."""

    def work(shelf: Shelf) -> Frame[Edge]:
        whole, rests = _frames(shelf, between, other, kind)
        rows = tuple(edge_row(link, language) for link in cut(whole, nodes, limit).edges)
        return Frame(value=rows, total=len(whole.edges), coverage=rests)

    return connection.use(lambda graph: settled(graph, work))


def _frames(shelf: Shelf, a: str | None, b: str | None, kind: str | None) -> tuple[Frames, Coverage]:
    if b and not a:
        raise InputError("and: goes with between, the other side of the partnership")
    if a:
        return _between(shelf.graph, a, b)
    rests = shelf.kept("grafana coverage", lambda: coverage((), read.sources_searched(shelf.graph)))
    whole = shelf.kept("grafana", lambda: frames(nodes(shelf.graph), links(shelf.graph)))
    if kind is None:
        return whole, rests
    kinds = sorted({link.kind for link in whole.edges})
    if kind not in kinds:
        raise InputError(f"kind: {kind!r} is none of the graph, expected one of {', '.join(kinds) or 'none'}")
    return frames(whole.nodes, (link for link in whole.edges if link.kind == kind)), rests


def _between(graph: Graph, a: str, b: str | None) -> tuple[Frames, Coverage]:
    for scope in filter(None, (a, b)):
        read.check_scope(graph, scope)
    found = read.partnerships(graph, a, b)
    actors: dict[str, int] = {}
    known: dict[str, Known] = {}
    drawn: list[Link] = []
    for one in found:
        drawn += _links(one)
        for party in one.partners:
            actors[party.id] = actors.get(party.id, 0) + 1
            label = "Collectivity" if party.kind in set(CollectivityKind) else "Organisation"
            names = (party.name, party.names.fr, party.names.en)
            known[party.id] = Known(party.id, label, *names, party.kind, party.territory, party.lat, party.lon)
    return (
        frames((Actor(known[id_], count, 0) for id_, count in actors.items()), drawn),
        read.coverage_of(graph, found),
    )


def _links(one: Partnership) -> list[Link]:
    partners = [party.id for party in one.partners]
    pairs = [(a, b) for at, a in enumerate(partners) for b in partners[at + 1 :]]
    said = (one.form, one.status, one.since, one.until, one.stated_on, len({source.id for source in one.sources}))
    whole = len(pairs) == 1
    return [Link(one.id if whole else f"{one.id}/{a}/{b}", "partnership", a, b, one.id, *said) for a, b in pairs]
