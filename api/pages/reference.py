"""`/docs`: the addresses of the API, read from its own description; a script adds Swagger UI to try them."""

from __future__ import annotations

from typing import Any, NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.pages.render import page

router = APIRouter(include_in_schema=False)


class Operation(NamedTuple):
    """One address of the API."""

    method: str
    path: str
    summary: str
    parameters: tuple[str, ...]


@router.get("/docs")
def docs(request: Request) -> Response:
    """Show what the API answers to."""
    described = request.app.openapi()
    return page(
        request, "docs.html", current="api", operations=_operations(described), version=described["info"]["version"]
    )


def _operations(described: dict[str, Any]) -> tuple[Operation, ...]:
    return tuple(
        Operation(
            method.upper(),
            path,
            operation.get("description") or operation.get("summary", ""),
            tuple(entry["name"] for entry in operation.get("parameters", ())),
        )
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    )
