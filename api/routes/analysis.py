"""Everything that is worked out from the graph as a whole, as one router."""

from __future__ import annotations

from fastapi import APIRouter

from api.routes import actors, gaps, measures, paths, peers, profiles

router = APIRouter()
for part in (paths, peers, profiles, gaps, actors, measures):
    router.include_router(part.router)
