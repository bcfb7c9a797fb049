"""`/actors`: who composes, finances, coordinates and advises whom."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter
from fastapi.responses import Response

from api.pages.maps import Asked, File, MapDep, MapRequest
from graph import read
from graph.db import Graph
from viz.actors import Actor
from viz.actors_page import ActorsPage, actors_html, actors_page
from viz.shell import Around

router = APIRouter(include_in_schema=False)


@router.get("/actors")
def actors(it: MapDep, file: File = None) -> Response:
    """Draw the networks and organisations in bands, with what each does to whom."""
    page = actors_of(it)
    title = page.actors.title()
    if file:
        return it.answer(actors_html(page, Around(it.chrome.language, title)), name="jumelles-actors.html")
    return it.answer(actors_html(page, it.around("actors", title, Asked()), page_of(it)))


def page_of(it: MapRequest) -> Callable[[Actor], str]:
    """Return what gives the page of a network or organisation."""
    return lambda actor: it.chrome.to(f"/{'n' if actor.network else 'o'}/{actor.id}")


def actors_of(it: MapRequest) -> ActorsPage:
    """Return the map of actors as the graph has it now."""

    def work(graph: Graph) -> ActorsPage:
        return actors_page(read.relations(graph), read.networks(graph), read.organisations(graph), it.chrome.language)

    return it.once(("actors",), lambda: it.connection.use(work))
