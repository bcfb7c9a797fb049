"""What other tools plug into: search, dashboards, reconciliation."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from api.deps import known_parameters
from api.routes import grafana, reconcile, search

router = APIRouter()
for part in (search, grafana):
    router.include_router(part.router, dependencies=[Depends(known_parameters)])
# Clients of the reconciliation API add parameters of their own.
router.include_router(reconcile.router)
