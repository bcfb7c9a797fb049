"""The pages, put into the app: one line for each."""

from __future__ import annotations

from fastapi import FastAPI

from api.pages import assets, authority, home, network, reference, sources


def install(app: FastAPI) -> None:
    """Add the pages and their static files to the app."""
    for part in (home, network, sources, authority, reference, assets):
        app.include_router(part.router)
