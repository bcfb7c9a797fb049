"""Pages of what went wrong: not understood, not found, refused, the engine away. The API has its own shape of them."""

from __future__ import annotations

from typing import Any

import structlog
from fastapi import Request
from fastapi.responses import Response

from api.pages.chrome import language_of
from api.pages.render import page
from graph.errors import JumellesError, NotUnderstoodError

OWN_SHAPE = ("/v1", "/healthz", "/readyz", "/metrics", "/mcp", "/openapi.json", "/static")
"""Addresses for programs: they answer problem details whoever asks."""

EXAMPLES = 3

log = structlog.get_logger()


def wants_page(request: Request) -> bool:
    """Whether a person with a browser asked, so that an error is a page."""
    path = request.url.path
    if any(path == own or path.startswith(f"{own}/") for own in OWN_SHAPE):
        return False
    return "text/html" in request.headers.get("accept", "")


def failure_page(request: Request, status: int, detail: str, error: JumellesError | None = None) -> Response:
    """Return the page of an error; it needs no graph."""
    values: dict[str, Any] = {"detail": detail, "asked": request.query_params.get("q", "")[:300]}
    if isinstance(error, NotUnderstoodError):
        nearest = error.nearest or _examples(request)
        response = page(
            request,
            "not_understood.html",
            status=status,
            current="ask",
            unknown=error.unknown,
            nearest=nearest,
            left_out=error.left_out,
            **values,
        )
    else:
        response = page(request, "failure.html", status=status, code=status, **values)
    return response


def _examples(request: Request) -> tuple[str, ...]:
    """Return questions that work, or none: an error page never fails itself."""
    try:
        found: tuple[str, ...] = request.app.state.connection.examples(language_of(request))
    except JumellesError as error:
        log.warning("no examples", error=str(error))
        return ()
    return found[:EXAMPLES]
