"""What other tools plug into: search, dashboards, reconciliation."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from api.deps import known_parameters
from api.routes import search

router = APIRouter()
router.include_router(search.router, dependencies=[Depends(known_parameters)])
