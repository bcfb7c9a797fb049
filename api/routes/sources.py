"""`/v1/sources`: the documents and registers that everything rests on."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request

from api.deps import ConnectionDep, PagingDep
from graph import read
from graph.db import Graph
from graph.views import Page, Source

router = APIRouter(tags=["sources"])


@router.get("/sources", operation_id="sources")
def list_sources(request: Request, connection: ConnectionDep, paging: PagingDep) -> Page[Source]:
    """Sources, newest first."""

    def work(graph: Graph) -> Page[Source]:
        found = read.sources(graph)
        part = found[paging.skip : paging.skip + paging.limit]
        rests = read.coverage_of(graph, ())
        return Page(value=part, total=len(found), next=paging.next(request, len(found)), coverage=rests)

    return connection.use(work)


@router.get("/sources/{id}", operation_id="source")
def one_source(connection: ConnectionDep, id: Annotated[str, Path(max_length=140)]) -> Source:
    """One source."""
    return connection.use(lambda graph: read.source(graph, id))
