"""`/world`: every link as a great circle on a map of the world."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from api.pages.i18n import words
from api.pages.maps import Asked, AskedDep, File, MapDep, MapRequest
from viz.shell import Around
from viz.world import WorldPage, world_html, world_page

router = APIRouter(include_in_schema=False)


@router.get("/world")
def world(it: MapDep, asked: AskedDep, file: File = None) -> Response:
    """Draw all links, those that answer a question, or those of one or two scopes."""
    page, title = world_of(it, asked)
    if file:
        return it.answer(world_html(page, Around(it.chrome.language, title)), name="jumelles-world.html")
    return it.answer(world_html(page, it.around("world", title, asked)))


def world_of(it: MapRequest, asked: Asked) -> tuple[WorldPage, str]:
    """Return the world map of the links asked for, and its title."""
    language, pages = it.chrome.language, it.pages()
    return it.kept(
        "world",
        asked,
        lambda links: (
            world_page(links, language, pages=pages),
            it.title(links, asked) or words(language).gettext("The world of partnerships"),
        ),
    )
