"""The service: all the wiring, and nothing else."""

from __future__ import annotations

import re
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI, Request
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import Response

from api import errors
from api.connection import Connection
from api.deps import known_parameters
from api.pages import pages
from api.routes import analysis, ask, collectivities, health, outlets, partnerships, sources
from graph.settings import Settings
from graph.version import VERSION

_REQUEST_ID = re.compile(r"^[A-Za-z0-9-]{1,64}$")


def create_app(settings: Settings) -> FastAPI:
    """Make the application; the graph is opened when the first request needs it."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        app.state.connection.close()

    app = FastAPI(
        title="Jumelles",
        version=VERSION,
        summary="Who cooperates with whom between local authorities, with the source of every claim.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    app.state.connection = Connection(settings)
    app.middleware("http")(_request_id)
    app.add_middleware(GZipMiddleware, minimum_size=2000, compresslevel=5)
    errors.install(app)
    for router in (partnerships.router, collectivities.router, sources.router, ask.router, analysis.router):
        app.include_router(router, prefix="/v1", dependencies=[Depends(known_parameters)], responses=errors.DOCUMENTED)
    app.include_router(outlets.router, prefix="/v1", responses=errors.DOCUMENTED)
    app.include_router(health.router, responses=errors.DOCUMENTED)
    pages.install(app)
    return app


async def _request_id(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    given = request.headers.get("x-request-id", "")
    request.state.request_id = given if _REQUEST_ID.match(given) else f"req-{uuid.uuid4().hex[:12]}"
    response = await call_next(request)
    response.headers["X-Request-Id"] = request.state.request_id
    return response
