"""Everything that is worked out from the graph as a whole, as one router."""

from __future__ import annotations

from fastapi import APIRouter

from api.routes import gaps, paths, peers, profiles

router = APIRouter()
for part in (paths, peers, profiles, gaps):
    router.include_router(part.router)
