"""`/v1/path`, `/v1/common`, `/v1/graph`: what ties two bodies, and what lies around one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from api.deps import ConnectionDep
from api.lists import flat
from api.routes import params, tables
from graph.analysis.around import DEPTH, Filter, around
from graph.analysis.paths import common, paths
from graph.analysis.snapshot import Snapshot, snapshot
from graph.db import Graph
from graph.errors import InputError
from graph.views.around import GraphView
from graph.views.paths import Common, Paths

router = APIRouter(tags=["paths"])

MAX_GRAPH = 20_000
"""The most nodes, and the most links, of a part of the graph."""

Body = Annotated[
    str, Query(max_length=140, description="The id of an authority, network or organisation.", examples=["fr-nancy"])
]
Scope = Annotated[
    str | None,
    Query(
        max_length=140,
        description="The id of an authority or organisation, or the ISO 3166 code of a territory with all in it.",
        examples=["FR"],
    ),
]


@tables.get(router, "/path", "path", flat.PATHS)
def path(
    connection: ConnectionDep,
    start: Annotated[Body, Query(alias="from", examples=["fr-nancy"])],
    end: Annotated[Body, Query(alias="to", examples=["us-pa"])],
    kinds: params.Kinds = None,
    as_of: params.AsOf = None,
    limit: Annotated[int, Query(ge=1, le=1000, description="Paths in the answer, at most.")] = 20,
) -> Paths:
    """How are two bodies tied? All of the shortest paths, with why each step holds, and how many are left out."""
    over, day = params.kinds(kinds), params.day(as_of)

    def work(graph: Graph) -> Paths:
        held = snapshot(graph, day)
        params.body(held, "from", start)
        params.body(held, "to", end)
        return paths(held, start, end, over, limit=limit)

    return connection.use(work)


@tables.get(router, "/common", "common", flat.COMMON)
def common_partners(
    connection: ConnectionDep,
    a: Annotated[Body, Query(description="The id of a body, or the ISO 3166 code of a territory with all in it.")],
    b: Annotated[Body, Query(description="The other side.", examples=["fr-tours"])],
    as_of: params.AsOf = None,
    limit: Annotated[int, Query(ge=1, le=1000, description="Partners in the answer, at most.")] = 100,
) -> Common:
    """Whom do two authorities or territories both partner with? Each partner with the partnerships on both sides."""
    day = params.day(as_of)

    def work(graph: Graph) -> Common:
        held = snapshot(graph, day)
        params.scope(held, "a", a)
        params.scope(held, "b", b)
        return common(held, a, b, limit=limit)

    return connection.use(work)


class Wanted:
    """The filter of a part of the graph, from its parameters."""

    def __init__(
        self,
        between: Scope = None,
        other: Annotated[Scope, Query(alias="and")] = None,
        network: Annotated[
            str | None,
            Query(
                max_length=140,
                description="The id of a network: it and its members.",
                examples=["groupe-pays-etats-unis"],
            ),
        ] = None,
        theme: Annotated[
            str | None, Query(max_length=60, description="A theme of the vocabulary.", examples=["water"])
        ] = None,
        territory: Annotated[
            str | None, Query(max_length=10, description="The ISO 3166 code of a territory.", examples=["US-PA"])
        ] = None,
    ) -> None:
        if other and not between:
            raise InputError("and: goes with between, the other side of the partnership")
        params.theme(theme)
        params.territory(territory)
        self.filter = Filter(between, other, network, theme, territory)

    def checked(self, held: Snapshot) -> Filter:
        """Return the filter once its ids are known to be there."""
        params.scope(held, "between", self.filter.a)
        params.scope(held, "and", self.filter.b)
        params.network(held, self.filter.network)
        return self.filter


@router.get("/graph", operation_id="graph")
def part_of_the_graph(
    connection: ConnectionDep,
    wanted: Annotated[Wanted, Depends()],
    centre: Annotated[
        str | None, Query(alias="around", max_length=140, description="The id of a body.", examples=["fr-nancy"])
    ] = None,
    depth: Annotated[int, Query(ge=1, le=DEPTH, description="Steps from it, with `around`.")] = 1,
    kinds: params.Kinds = None,
    as_of: params.AsOf = None,
    limit: Annotated[int, Query(ge=1, le=MAX_GRAPH, description="Nodes, and links, in the answer, at most.")] = 500,
) -> GraphView:
    """What lies around a body, between two scopes, in a network, theme or territory? Nodes and links, with sources.

    Filters add up. What passes the limit is left out, and `left_out` counts it.
    """
    over, day = params.kinds(kinds), params.day(as_of)

    def work(graph: Graph) -> GraphView:
        held = snapshot(graph, day)
        if centre is not None:
            params.body(held, "around", centre)
        return around(held, wanted.checked(held), centre=centre, depth=depth, kinds=over, limit=limit)

    return connection.use(work)
