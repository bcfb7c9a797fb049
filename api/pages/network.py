"""`/map`: the network of everything, of an answer, or between two scopes."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from api.pages.i18n import words
from api.pages.maps import Asked, AskedDep, File, MapDep, MapRequest
from viz.network import NetworkPage, network_html, network_page
from viz.shell import Around

router = APIRouter(include_in_schema=False)


@router.get("/map")
def network(it: MapDep, asked: AskedDep, file: File = None) -> Response:
    """Draw the network of all links, of those that answer a question, or of those between two scopes."""
    page, title = network_of(it, asked)
    if file:
        return it.answer(network_html(page, Around(it.chrome.language, title)), name="jumelles-map.html")
    return it.answer(network_html(page, it.around("map", title, asked)))


def network_of(it: MapRequest, asked: Asked) -> tuple[NetworkPage, str]:
    """Return the network of the links asked for, and its title."""
    chrome, pages = it.chrome, it.pages()
    return it.kept(
        "network",
        asked,
        lambda links: (
            network_page(links, chrome.language, pages=pages),
            it.title(links, asked) or words(chrome.language).gettext("The whole network"),
        ),
    )
