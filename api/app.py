"""The service: all the wiring, and nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware

from api import errors
from api.access.gate import Gate
from api.access.metrics import Metrics
from api.access.policy import Policy
from api.connection import Connection
from api.deps import known_parameters
from api.mcp.server import http_app, mcp_server
from api.middleware import Head, Revisions
from api.pages import pages
from api.routes import analysis, ask, health, lists, news, outlets, stats
from api.warm import Warmer
from graph.settings import Settings
from graph.version import VERSION

CORS: Mapping[str, Any] = {"allow_headers": ["*"], "expose_headers": ["ETag", "Link", "Retry-After", "X-Request-Id"]}
"""Anybody's page may read; no cookie is ever asked for."""


def create_app(settings: Settings, *, key_required: bool = False, warm: bool = False) -> FastAPI:
    """Make the application; the graph is opened when the first request needs it.

    Args:
        settings: of this instance.
        key_required: whether reading needs a key, whatever the settings say.
        warm: whether what answers are worked out from is read in the background, at the start and after each change.

    Raises:
        SettingsError: a setting of the limits is not one.
    """
    connection = Connection(settings)
    assistants = mcp_server(connection, settings)
    mcp = http_app(assistants, settings)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        warmer = Warmer(connection) if warm else None
        if warmer:
            warmer.start()
        async with assistants.session_manager.run():
            yield
        if warmer:
            warmer.stop()
        app.state.connection.close()

    app = FastAPI(
        title="Jumelles",
        version=VERSION,
        summary="Who cooperates with whom between local authorities, with the source of every claim.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    app.state.connection = connection
    app.state.people_open = not settings.people_scope
    # The last one added is the first to meet a request.
    app.add_middleware(Revisions, connection=app.state.connection)
    app.add_middleware(GZipMiddleware, minimum_size=2000, compresslevel=5)
    app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "HEAD", "POST"], **CORS)
    app.add_middleware(Head)
    app.state.metrics = Metrics()
    app.add_middleware(Gate, policy=Policy.of(settings, required=key_required), metrics=app.state.metrics)
    errors.install(app)
    for router in (lists.router, news.router, stats.router, ask.router, analysis.router):
        app.include_router(router, prefix="/v1", dependencies=[Depends(known_parameters)], responses=errors.DOCUMENTED)
    app.include_router(outlets.router, prefix="/v1", responses=errors.DOCUMENTED)
    app.include_router(health.router, responses=errors.DOCUMENTED)
    app.router.routes.extend(mcp.routes)
    pages.install(app)
    return app
