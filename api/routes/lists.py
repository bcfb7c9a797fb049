"""`/v1/<list>`, `/v1/<list>.csv`, `/v1/<list>/{id}`: every list by one way, from its declaration in `graph.lists`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import StreamingResponse

from api.deps import ConnectionDep
from api.etag import etag
from api.lists import described, out
from api.lists.asked import Reading, chosen, cursor, day, fields_of, reading
from graph.db import Graph
from graph.errors import InputError
from graph.lists.answer import After, Listed, everything, listed, page_bytes, the_one
from graph.lists.catalogue import LISTS
from graph.lists.spec import AnySpec
from graph.lists.steps import TIMELINE

router = APIRouter()

JSON = "application/json"
Id = Annotated[str, Path(max_length=300, description="The id.")]
Fixed = Callable[[str], Mapping[str, str]]


def answer(
    request: Request, connection: ConnectionDep, spec: AnySpec, fixed: Mapping[str, str], *, flat: bool
) -> Response:
    """Return a page of a list as JSON, or the list as a flat table."""
    asks = reading(request, spec, fixed, flat=flat)
    return connection.use(lambda graph: _answer(request, graph, spec, asks))


def _answer(request: Request, graph: Graph, spec: AnySpec, asks: Reading) -> Response:
    if asks.flat and not asks.limited:
        _, things = everything(graph, spec, asks.asked)
        return StreamingResponse(
            out.table(spec, things, asks.fields), headers=out.headers(spec.name), media_type=out.CSV
        )
    if asks.flat:
        found = listed(graph, spec, asks.asked)
        headers = {"ETag": etag(request.scope, found.revision), "Vary": "Accept"}
        if following := _next(request, found.after):
            headers["Link"] = f'<{following}>; rel="next"'
        body = b"".join(out.table(spec, found.value, asks.fields))
        return Response(body, headers={**out.headers(spec.name), **headers}, media_type=out.CSV)

    def finish(found: Listed[Any]) -> bytes:
        return out.page(spec, found, _next(request, found.after), asks.fields)

    # The address says all that is asked, and the link to the next page is made of it.
    body, revision = page_bytes(graph, spec, asks.asked, (request.url.path, request.url.query), finish)
    return Response(body, headers={"ETag": etag(request.scope, revision), "Vary": "Accept"}, media_type=JSON)


def _next(request: Request, after: After | None) -> str | None:
    if after is None:
        return None
    url = request.url.include_query_params(cursor=cursor(after))
    return f"{url.path}?{url.query}"


def _one(request: Request, connection: ConnectionDep, spec: AnySpec, id_: str) -> Response:
    given = request.query_params
    fields = chosen(given["fields"], fields_of(spec)) if "fields" in given else ()
    as_of = day(given["as_of"]) if "as_of" in given else None
    found = connection.use(lambda graph: the_one(graph, spec, id_, as_of))
    return Response(out.thing(spec, found, fields), media_type=JSON)


def add_list(
    path: str,
    operation: str,
    spec: AnySpec,
    doc: str,
    fixed: Fixed | None = None,
    parameters: tuple[str, ...] = (),
    check: AnySpec | None = None,
) -> None:
    """Add the two addresses of a list, JSON and flat.

    Args:
        path: its address, with `{id}` where it belongs to one thing.
        operation: its name in the description.
        spec: the list.
        doc: what it answers.
        fixed: from the id in the address to the filters that it sets.
        parameters: the filters that the address sets, which nobody may give.
        check: the list that holds the thing the address names.
    """
    for flat in (False, True):
        call = _belonging(spec, fixed, check, flat=flat) if fixed else _plain(spec, flat=flat)
        router.add_api_route(
            f"{path}.csv" if flat else path,
            call,
            operation_id=f"{operation}_csv" if flat else operation,
            description=f"{doc} As a flat table." if flat else doc,
            tags=["lists"],
            response_model=None if flat else described.page_model(spec),
            responses={200: described.csv_answer(spec.csv)} if flat else {},
            response_class=Response,
            openapi_extra={"parameters": described.list_parameters(spec, parameters, flat=flat)},
        )


def _plain(spec: AnySpec, *, flat: bool) -> Callable[..., Response]:
    def call(request: Request, connection: ConnectionDep) -> Response:
        return answer(request, connection, spec, {}, flat=flat)

    return call


def _belonging(spec: AnySpec, fixed: Fixed, check: AnySpec | None, *, flat: bool) -> Callable[..., Response]:
    def call(request: Request, connection: ConnectionDep, id: Id) -> Response:
        try:
            return answer(request, connection, spec, fixed(id), flat=flat)
        except InputError:
            # The filter knows no such id: say so of the thing in the address. Any other mistake stands.
            if check is not None:
                connection.use(lambda graph: the_one(graph, check, id))
            raise

    return call


def _add_one(spec: AnySpec) -> None:
    def call(request: Request, connection: ConnectionDep, id: Id) -> Response:
        return _one(request, connection, spec, id)

    parameters = [described.fields(fields_of(spec)), *([described.as_of()] if spec.then else [])]
    router.add_api_route(
        f"/{spec.name}/{{id}}",
        call,
        operation_id=spec.one.replace(" ", "_"),
        description=spec.thing,
        tags=["things"],
        response_model=spec.view,
        response_class=Response,
        openapi_extra={"parameters": parameters},
    )


for _spec in LISTS.values():
    add_list(f"/{_spec.name}", _spec.name, _spec, _spec.doc)
    _add_one(_spec)

add_list(
    "/collectivities/{id}/partners",
    "collectivity_partners",
    LISTS["partnerships"],
    "The partnerships of one local authority.",
    fixed=lambda id_: {"between": id_},
    parameters=("between", "and"),
    check=LISTS["collectivities"],
)
add_list(
    "/networks/{id}/members",
    "network_members",
    LISTS["memberships"],
    "Who is a member of a network.",
    fixed=lambda id_: {"network": id_},
    parameters=("network",),
    check=LISTS["networks"],
)
add_list(
    "/collectivities/{id}/contacts",
    "collectivity_contacts",
    LISTS["contacts"],
    "Who to call in a local authority: offices, meetings last seen, how fresh, who represented it in a network.",
    fixed=lambda id_: {"body": id_},
    parameters=("body",),
    check=LISTS["collectivities"],
)
add_list(
    "/collectivities/{id}/timeline",
    "collectivity_timeline",
    TIMELINE,
    TIMELINE.doc,
    fixed=lambda id_: {"body": id_},
    parameters=("body",),
    check=LISTS["collectivities"],
)
