"""From our errors to answers: one table of status codes, one shape (RFC 9457 problem details)."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from api.connection import Connection
from api.pages.failures import failure_page, wants_page
from graph.db import Graph
from graph.errors import (
    EngineError,
    GraphBusyError,
    GraphRefusedError,
    GraphUnavailableError,
    InputError,
    JumellesError,
    NotFoundError,
    NotUnderstoodError,
    ParameterError,
    SchemaError,
)
from graph.read import decisions, moved_to

STATUS: Sequence[tuple[type[JumellesError], int]] = (
    (NotUnderstoodError, 422),
    (NotFoundError, 404),
    (InputError, 422),
    (GraphUnavailableError, 503),
    (GraphBusyError, 503),
    (EngineError, 503),
    (GraphRefusedError, 503),
    (SchemaError, 503),
    (JumellesError, 500),
)
"""The first class that fits gives the status."""

RETRY_AFTER = "2"
"""What a 503 tells callers to wait, seconds."""

log = structlog.get_logger()


class Problem(BaseModel):
    """Problem details as RFC 9457 names them; `request_id` finds the request in the log.

    Of a question that is not understood `nearest` are questions that are, and `left_out` says of some of these, in words,
    what of the question they leave out.
    """

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    instance: str
    request_id: str
    parameter: str | None = None
    value: str | None = None
    allowed: list[str] | None = None
    unknown: list[str] | None = None
    nearest: list[str] | None = None
    left_out: dict[str, str] | None = None


DOCUMENTED: dict[int | str, dict[str, Any]] = {
    code: {
        "description": HTTPStatus(code).phrase,
        "content": {"application/problem+json": {"schema": Problem.model_json_schema()}},
    }
    for code in (400, 401, 403, 404, 411, 413, 414, 422, 429, 503)
}
"""What every route may answer besides its value, for OpenAPI."""
# What is no HTTP at all never reaches us; the server before us says so in a line.
DOCUMENTED[400]["content"]["text/plain"] = {"schema": {"type": "string"}}
DOCUMENTED[304] = {"description": "What was sent as `If-None-Match` still holds."}
DOCUMENTED[308] = {"description": "An id was merged with another: the address that takes its place."}


def problem(request: Request, status: int, detail: str, **more: Any) -> JSONResponse:
    """Return a problem-details answer."""
    body = Problem(
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        instance=request.url.path,
        request_id=request.state.request_id,
        **more,
    )
    headers = {"Retry-After": RETRY_AFTER} if status == 503 else None
    content = body.model_dump(exclude_none=True)
    return JSONResponse(content, status, headers, media_type="application/problem+json")


def answer(request: Request, status: int, detail: str, error: JumellesError | None = None) -> Response:
    """Return a page to a person with a browser, problem details to a program."""
    if wants_page(request):
        page = failure_page(request, status, detail, error)
        if status == 503:
            page.headers["Retry-After"] = RETRY_AFTER
        return page
    more: dict[str, Any] = {}
    if isinstance(error, NotUnderstoodError):
        more = {"unknown": list(error.unknown), "nearest": list(error.nearest), "left_out": error.left_out}
    if isinstance(error, ParameterError):
        more = {"parameter": error.name, "value": error.value, "allowed": list(error.allowed) or None}
    return problem(request, status, detail, **more)


def status_of(error: JumellesError) -> int:
    """Return the status code for one of our errors."""
    return next(status for kind, status in STATUS if isinstance(error, kind))


def moved_address(request: Request) -> str | None:
    """Return the address that takes the place of one with a merged id in its path or query; None where there is none."""
    if request.method not in ("GET", "HEAD"):
        return None
    connection: Connection = request.app.state.connection
    asked = request.query_params.multi_items()

    def work(graph: Graph) -> str | None:
        decided = decisions(graph)
        path = "/".join(moved_to(graph, part, decided) or part for part in request.url.path.split("/"))
        query = [(name, moved_to(graph, value, decided) or value) for name, value in asked]
        if (path, query) == (request.url.path, asked):
            return None
        return f"{path}?{urlencode(query)}" if query else path

    return connection.use(work)


def install(app: FastAPI) -> None:
    """Make the app answer every error in the one shape."""

    @app.exception_handler(JumellesError)
    async def ours(request: Request, error: JumellesError) -> Response:
        status = status_of(error)
        if status in (404, 422) and (target := await run_in_threadpool(moved_address, request)):
            return RedirectResponse(target, HTTPStatus.PERMANENT_REDIRECT)
        if status >= 500:
            log.warning("graph away", error=str(error), request_id=request.state.request_id)
        detail = str(error) if status < 500 else "The graph does not answer at the moment."
        return answer(request, status, detail, error)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"][1:])
        value = str(first.get("input"))[:100]
        refused = ParameterError(name, value, first["msg"], message=f"{name}: {first['msg']}, got {value!r}")
        return answer(request, 422, str(refused), refused)

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        return answer(request, error.status_code, str(error.detail))

    @app.exception_handler(Exception)
    async def unexpected(request: Request, error: Exception) -> Response:
        log.error("unexpected", exc_info=error, request_id=request.state.request_id)
        return answer(request, 500, "Something went wrong on our side.")
