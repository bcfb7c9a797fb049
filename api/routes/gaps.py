"""`/v1/gaps`: white spots and overlaps."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.deps import ConnectionDep
from api.lists import flat
from api.routes import params, tables
from graph.analysis.gaps import Scope, gaps
from graph.analysis.snapshot import snapshot
from graph.db import Graph
from graph.errors import InputError
from graph.views.gaps import Gaps

router = APIRouter(tags=["gaps"])


@tables.get(router, "/gaps", "gaps", flat.GAPS)
def gaps_of(
    connection: ConnectionDep,
    territory: Annotated[
        str | None, Query(max_length=10, description="The ISO 3166 code of a territory.", examples=["FR-GES"])
    ] = None,
    network: Annotated[
        str | None, Query(max_length=140, description="The id of a network.", examples=["groupe-pays-etats-unis"])
    ] = None,
    theme: Annotated[
        str | None, Query(max_length=60, description="A theme: only partnerships about it.", examples=["water"])
    ] = None,
    as_of: params.AsOf = None,
    limit: Annotated[int, Query(ge=1, le=1000, description="Entries of each list, at most.")] = 20,
) -> Gaps:
    """Where do many work without knowing of each other, what do neighbours share, and where does nobody work?

    Of a territory, a network or a theme, or of several together.
    """
    if not (territory or network or theme):
        raise InputError("territory: give at least one of territory, network and theme")
    day = params.day(as_of)
    params.territory(territory)
    params.theme(theme)

    def work(graph: Graph) -> Gaps:
        held = snapshot(graph, day)
        params.network(held, network)
        return gaps(held, Scope(territory, network, theme), limit=limit)

    return connection.use(work)
