"""`/healthz`: the process lives; `/readyz`: it can answer; `/metrics`: what it has answered."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel

from api.deps import ConnectionDep
from graph.errors import GraphUnavailableError
from graph.migrate import check

router = APIRouter(tags=["health"])


class Health(BaseModel):
    """Whether the service lives, or is ready."""

    status: str


@router.get("/healthz", operation_id="healthz")
def healthz() -> Health:
    """Say that the process lives; touches nothing else."""
    return Health(status="ok")


@router.get("/readyz", operation_id="readyz")
def readyz(connection: ConnectionDep) -> Health:
    """Say that the graph answers and has this program's schema; else 503."""
    if not connection.use(check):
        raise GraphUnavailableError("the graph is empty: load something first")
    return Health(status="ready")


@router.get("/metrics", operation_id="metrics", response_class=Response)
def metrics(request: Request) -> Response:
    """Count requests by route, method and status, in Prometheus' text format."""
    return Response(request.app.state.metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")
