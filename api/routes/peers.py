"""`/v1/collectivities/{id}/peers` and `/v1/suggest/{id}`: who resembles an authority, whom it might partner with."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.deps import ConnectionDep
from api.lists import flat
from api.routes import params, tables
from graph.analysis.peers import peers
from graph.analysis.snapshot import snapshot
from graph.analysis.suggest import suggestions
from graph.db import Graph
from graph.views.peers import Peers, Suggestions
from graph.vocabulary import CollectivityKind

router = APIRouter(tags=["peers"])

Id = Annotated[str, Path(max_length=140, description="The id of a local authority.", examples=["fr-nancy"])]
Within = Annotated[
    str | None,
    Query(max_length=10, description="The ISO 3166 code of the territory to look in.", examples=["FR-GES"]),
]


@tables.get(router, "/collectivities/{id}/peers", "collectivity_peers", flat.PEERS)
def peers_of(
    connection: ConnectionDep,
    id: Id,
    within: Within = None,
    kind: Annotated[CollectivityKind | None, Query(description="Only authorities of this kind.")] = None,
    as_of: params.AsOf = None,
    limit: Annotated[int, Query(ge=1, le=1000, description="Authorities in the answer, at most.")] = 20,
) -> Peers:
    """Who shares my partners, countries, themes and networks? The closest first, weighted by rarity, with the reasons.

    Searched are the authorities of the same country, unless `within` says another territory.
    """
    day = params.day(as_of)
    params.territory(within, "within")

    def work(graph: Graph) -> Peers:
        held = snapshot(graph, day)
        params.authority(held, id)
        return peers(held, id, within=within, kind=kind, limit=limit)

    return connection.use(work)


@tables.get(router, "/suggest/{id}", "suggest_partners", flat.SUGGESTIONS)
def suggest(
    connection: ConnectionDep,
    id: Id,
    within: Within = None,
    limit: Annotated[int, Query(ge=1, le=200, description="Authorities in the answer, at most.")] = 20,
) -> Suggestions:
    """Whom might an authority partner with? Partners of its peers, same themes, networks and size, sister regions.

    Each reason names the claims that show it. Searched is everywhere abroad, unless `within` says where.
    """
    params.territory(within, "within")

    def work(graph: Graph) -> Suggestions:
        held = snapshot(graph)
        params.authority(held, id)
        return suggestions(held, id, within=within, limit=limit)

    return connection.use(work)
