"""The pages, put into the app: one line for each."""

from __future__ import annotations

from fastapi import FastAPI

from api.pages import actors, assets, authority, desk, embed, home, network, reference, sources, world
from api.pages.maps import Kept


def install(app: FastAPI) -> None:
    """Add the pages and their static files to the app."""
    app.state.maps = Kept()
    for part in (home, network, world, actors, embed, sources, authority, reference, desk, assets):
        app.include_router(part.router)
