"""`/v1/collectivities`: local authorities and their partners."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request

from api.deps import ConnectionDep, PagingDep
from api.routes import partnerships as partnership_routes
from graph import read
from graph.db import Graph
from graph.errors import InputError
from graph.places import territories
from graph.views import Collectivity, Page, Partnership

router = APIRouter(tags=["collectivities"])

Id = Annotated[str, Path(max_length=140, examples=["fr-nancy"])]
Within = Annotated[
    str | None, Query(max_length=10, description="The ISO 3166 code of a territory.", examples=["US-PA"])
]


@router.get("/collectivities", operation_id="collectivities")
def list_collectivities(
    request: Request, connection: ConnectionDep, paging: PagingDep, within: Within = None
) -> Page[Collectivity]:
    """Local authorities, all or those in a territory."""
    if within is not None and within not in territories():
        raise InputError(f"within: {within!r} is no ISO 3166 code of a territory")
    found = connection.use(lambda graph: read.collectivities(graph, within, skip=paging.skip, limit=paging.limit))
    return found.model_copy(update={"next": paging.next(request, found.total)})


@router.get("/collectivities/{id}", operation_id="collectivity")
def one_collectivity(connection: ConnectionDep, id: Id) -> Collectivity:
    """One local authority with its sources."""
    return connection.use(lambda graph: read.collectivity(graph, id))


@router.get("/collectivities/{id}/partners", operation_id="collectivity_partners")
def partners(request: Request, connection: ConnectionDep, paging: PagingDep, id: Id) -> Page[Partnership]:
    """The partnerships of one local authority."""

    def work(graph: Graph) -> Page[Partnership]:
        read.collectivity(graph, id)
        return partnership_routes.page(graph, request, paging, id, None)

    return connection.use(work)
