"""`/v1/measures`: what can be measured of the graph as a whole."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query

from api.deps import ConnectionDep
from api.lists import flat
from api.routes import params, tables
from graph.analysis.snapshot import snapshot
from graph.db import Graph
from graph.measures import measures
from graph.views.measures import Measures

router = APIRouter(tags=["measures"])


@tables.get(router, "/measures", "measures", flat.MEASURES)
def measures_of(
    connection: ConnectionDep,
    kinds: params.Kinds = None,
    sort: Annotated[Literal["degree", "betweenness"], Query(description="Which measure orders the nodes.")] = "degree",
    country: Annotated[
        str | None, Query(max_length=2, description="Only nodes of this country (ISO 3166).", examples=["FR"])
    ] = None,
    as_of: params.AsOf = None,
    limit: Annotated[int, Query(ge=1, le=20_000, description="Nodes in the answer, at most.")] = 50,
) -> Measures:
    """Who is tied to most, who stands between others, which communities and parts are there? With an explanation in words.

    Worked out once for each state of the graph; betweenness of a large graph is estimated from a sample, and says so.
    """
    over, day = params.kinds(kinds), params.day(as_of)
    params.territory(country, "country")

    def work(graph: Graph) -> Measures:
        return measures(snapshot(graph, day), frozenset(over), sort=sort, country=country, limit=limit)

    return connection.use(work)
