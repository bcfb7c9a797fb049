"""`/v1/partnerships`: who cooperates with whom."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request

from api.deps import ConnectionDep, PagingDep
from graph.db import Graph
from graph.errors import InputError
from graph.read import check_scope, coverage_of, partnerships, partnerships_total
from graph.views import Page, Partnership

router = APIRouter(tags=["partnerships"])

Scope = Annotated[
    str | None,
    Query(
        max_length=140,
        description="The ISO 3166 code of a territory, with all that lies in it, or the id of an authority or organisation.",
        examples=["FR", "US-PA", "fr-nancy"],
    ),
]


@router.get("/partnerships", operation_id="partnerships")
def list_partnerships(
    request: Request,
    connection: ConnectionDep,
    paging: PagingDep,
    between: Scope = None,
    other: Annotated[Scope, Query(alias="and")] = None,
) -> Page[Partnership]:
    """Partnerships, all or those between two scopes; containment is understood."""
    if other and not between:
        raise InputError("and: goes with between, the other side of the partnership")
    return connection.use(lambda graph: page(graph, request, paging, between, other))


def page(graph: Graph, request: Request, paging: PagingDep, a: str | None, b: str | None) -> Page[Partnership]:
    """Return one page of partnerships, with their total and what they rest on."""
    for name, scope in (("between", a), ("and", b)):
        _check(graph, name, scope)
    value = partnerships(graph, a, b, skip=paging.skip, limit=paging.limit)
    whole = paging.skip == 0 and len(value) < paging.limit
    total = len(value) if whole else partnerships_total(graph, a, b)
    return Page(value=value, total=total, next=paging.next(request, total), coverage=coverage_of(graph, value))


def _check(graph: Graph, name: str, scope: str | None) -> None:
    if scope is None:
        return
    try:
        check_scope(graph, scope)
    except InputError as error:
        raise InputError(f"{name}: {error}") from error
