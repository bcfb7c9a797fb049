"""`/v1/reconcile`: the Reconciliation Service API 0.2, as OpenRefine uses it.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/

Authorities, networks, organisations and territories are reconciled. People are not: nobody matches lists of people here.
"""

from __future__ import annotations

import re
from typing import Annotated, Any
from urllib.parse import parse_qsl

import orjson
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response

from api.deps import ConnectionDep, LanguageDep
from api.errors import DOCUMENTED
from graph.errors import InputError
from graph.search import reconcile as service
from graph.vocabulary import Language

router = APIRouter(prefix="/reconcile", tags=["reconciliation"], responses=DOCUMENTED)

MAX_BODY = 1_000_000
"""The longest form that is read, bytes."""

_CALLBACK = re.compile(r"^[A-Za-z_$][A-Za-z0-9_$.]{0,63}$")

JSON_OR_SCRIPT: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {"text/javascript": {"schema": {"type": "string"}}},
        "description": "The answer; with `callback` a script.",
    }
}
"""JSONP is what a callback asks for."""

Callback = Annotated[str | None, Query(max_length=64, description="JSONP: the function that is called.")]
Queries = Annotated[str | None, Query(max_length=20_000, description="A batch of queries, JSON.")]
Extend = Annotated[str | None, Query(max_length=20_000, description="Ids and properties to extend by, JSON.")]
Prefix = Annotated[str, Query(max_length=200, description="What was typed.")]
Cursor = Annotated[int, Query(ge=0, le=10_000, description="How many to pass over.")]


async def form(request: Request) -> dict[str, str]:
    """Return the fields of a form.

    Raises:
        InputError: it is longer than can be, or no form.
    """
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MAX_BODY:
            raise InputError(f"the form is longer than {MAX_BODY} bytes: send smaller batches")
    try:
        return dict(parse_qsl(body.decode(), max_num_fields=10, keep_blank_values=True))
    except ValueError as error:
        raise InputError("the body is no form of the type application/x-www-form-urlencoded") from error


@router.get("", operation_id="reconcile", responses=JSON_OR_SCRIPT)
def answer(
    request: Request,
    connection: ConnectionDep,
    language: LanguageDep,
    queries: Queries = None,
    extend: Extend = None,
    callback: Callback = None,
) -> Response:
    """Describe the service, or answer a batch of queries, or extend ids by properties."""
    return _answer(request, connection, language, queries, extend, callback)


@router.post("", operation_id="reconcile_batch", responses=JSON_OR_SCRIPT)
def answer_form(
    request: Request,
    connection: ConnectionDep,
    language: LanguageDep,
    fields: Annotated[dict[str, str], Depends(form)],
    callback: Callback = None,
) -> Response:
    """The same by a form, `queries=` or `extend=`: batches that are too long for an address."""
    return _answer(request, connection, language, fields.get("queries"), fields.get("extend"), callback)


def _answer(
    request: Request,
    connection: ConnectionDep,
    language: Language,
    queries: str | None,
    extend: str | None,
    callback: str | None,
) -> Response:
    if queries:
        batch = _parsed("queries", queries)
        return _json(connection.use(lambda graph: service.answers(graph, batch, language)), callback)
    if extend:
        wanted = _parsed("extend", extend)
        return _json(connection.use(lambda graph: service.extended(graph, wanted, language)), callback)
    return _json(service.manifest(str(request.base_url).rstrip("/")), callback)


@router.get("/suggest/entity", operation_id="reconcile_suggest_entity", responses=JSON_OR_SCRIPT)
def suggest_entity(
    connection: ConnectionDep,
    language: LanguageDep,
    prefix: Prefix = "",
    cursor: Cursor = 0,
    callback: Callback = None,
) -> Response:
    """Bodies and territories by the beginning of their names."""
    return _json(connection.use(lambda graph: service.entities(graph, prefix, cursor, language)), callback)


@router.get("/suggest/type", operation_id="reconcile_suggest_type", responses=JSON_OR_SCRIPT)
def suggest_type(language: LanguageDep, prefix: Prefix = "", cursor: Cursor = 0, callback: Callback = None) -> Response:
    """Types by the beginning of their names."""
    return _json(service.named(service.TYPES, prefix, cursor, language), callback)


@router.get("/suggest/property", operation_id="reconcile_suggest_property", responses=JSON_OR_SCRIPT)
def suggest_property(
    language: LanguageDep, prefix: Prefix = "", cursor: Cursor = 0, callback: Callback = None
) -> Response:
    """Properties by the beginning of their names."""
    return _json(service.named(service.PROPERTIES, prefix, cursor, language), callback)


@router.get("/properties", operation_id="reconcile_properties", responses=JSON_OR_SCRIPT)
def propose_properties(
    language: LanguageDep,
    type: Annotated[str, Query(max_length=60, description="The type whose properties are asked for.")] = "",
    limit: Annotated[int, Query(ge=1, le=100, description="How many at most.")] = 20,
    callback: Callback = None,
) -> Response:
    """The properties that things of a type can be extended by."""
    return _json(service.proposed(type, limit, language), callback)


@router.get("/preview", operation_id="reconcile_preview", response_class=HTMLResponse)
def preview(
    connection: ConnectionDep,
    language: LanguageDep,
    id: Annotated[str, Query(min_length=1, max_length=140, description="The id of what is shown.")],
) -> HTMLResponse:
    """A small page about one thing, shown in a frame beside a table."""
    page = connection.use(lambda graph: service.preview(graph, id, language))
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return HTMLResponse(page, headers={"Content-Security-Policy": policy})


def _parsed(name: str, text: str) -> dict[str, Any]:
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise InputError(f"{name}: expected JSON, {error}") from error
    if not isinstance(found, dict):
        raise InputError(f"{name}: expected a JSON object")
    return found


def _json(content: dict[str, Any], callback: str | None) -> Response:
    body = orjson.dumps(content)
    if callback is None:
        return Response(body, media_type="application/json")
    if not _CALLBACK.match(callback):
        raise InputError(f"callback: {callback[:50]!r} is no name of a function")
    # In a script these two would end a line; the comment keeps what comes first from being ours to choose.
    safe = body.replace(b"\xe2\x80\xa8", b"\\u2028").replace(b"\xe2\x80\xa9", b"\\u2029")
    script = b"/**/" + callback.encode() + b"(" + safe + b");"
    return Response(script, media_type="text/javascript", headers={"X-Content-Type-Options": "nosniff"})
