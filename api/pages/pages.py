"""The pages, put into the app: one line for each."""

from __future__ import annotations

from fastapi import FastAPI

from api.pages import (
    about,
    actors,
    assets,
    authority,
    bodies,
    compare,
    desk,
    embed,
    events,
    home,
    network,
    partnerships,
    people,
    reference,
    review,
    sources,
    subjects,
    world,
)
from api.pages.browse import page as browse
from api.pages.maps import Kept


def install(app: FastAPI) -> None:
    """Add the pages and their static files to the app."""
    app.state.maps = Kept()
    maps = (network, world, actors, embed)
    things = (sources, authority, partnerships, bodies, people, events, subjects)
    for part in (home, *maps, *things, browse, about, compare, review, reference, desk, assets):
        app.include_router(part.router)
