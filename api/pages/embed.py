"""`/embed/…`: any map or table to be framed in the page of another site: read-only, without the band.

Which sites may frame it is a setting; without it only this one may.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import Response

from api.pages.actors import actors_of
from api.pages.i18n import words
from api.pages.maps import Asked, AskedDep, MapDep, MapRequest
from api.pages.network import network_of
from api.pages.world import world_of
from graph.errors import InputError
from graph.views import Partnership
from viz.actors_page import actors_html
from viz.columns import Pages
from viz.network import network_html
from viz.sheets import ROWS, Part, lenses_html, table_html
from viz.world import world_html

router = APIRouter(include_in_schema=False)

Country = Annotated[str | None, Query(max_length=2, description="Only links with a partner in that country.")]
First = Annotated[int, Query(ge=0, description="The row with which the table begins.")]


@router.get("/embed/{view}")
def embed(
    it: MapDep,
    asked: AskedDep,
    view: Literal["map", "world", "lenses", "actors", "table"],
    country: Country = None,
    first: First = 0,
) -> Response:
    """Give out a map or table without the band, for a frame in another page."""
    drawn: dict[str, Callable[[], str]] = {
        "map": lambda: _network(it, asked),
        "world": lambda: _world(it, asked),
        "lenses": lambda: _lenses(it, asked),
        "actors": lambda: actors_html(actors_of(it), it.around("actors", actors_of(it).actors.title(), embedded=True)),
        "table": lambda: _table(it, asked, country, first),
    }
    return it.answer(drawn[view](), framed_by=it.connection.settings.embed_allowed)


def _network(it: MapRequest, asked: Asked) -> str:
    page, title = network_of(it, asked)
    return network_html(page, it.around("map", title, asked, embedded=True))


def _world(it: MapRequest, asked: Asked) -> str:
    page, title = world_of(it, asked)
    return world_html(page, it.around("world", title, asked, embedded=True))


def _lenses(it: MapRequest, asked: Asked) -> str:
    if not asked.between or not asked.other:
        raise InputError("lenses: needs between and and, the two territories")
    links = it.kept("links", asked, tuple)
    scopes, title = (asked.between, asked.other), it.title(links, asked)
    return lenses_html(links, scopes, it.around("lenses", title, asked, embedded=True), _absolute(it))


def _table(it: MapRequest, asked: Asked, country: str | None, first: int) -> str:
    links = [one for one in it.kept("links", asked, tuple) if not country or _in(country, one)]
    title = it.title(links, asked) or words(it.chrome.language).gettext("All partnerships")

    def to(row: int) -> str:
        return it.chrome.to("/embed/table", **asked.query, country=country, first=str(row) if row else None)

    part = Part(
        first,
        to(max(0, first - ROWS)) if first else None,
        to(first + ROWS) if first + ROWS < len(links) else None,
    )
    return table_html(_ordered(links), it.around("table", title, asked, embedded=True), _absolute(it), part)


def _in(country: str, one: Partnership) -> bool:
    return any(party.country == country.upper() for party in one.partners)


def _ordered(links: Sequence[Partnership]) -> Sequence[Partnership]:
    return sorted(links, key=lambda one: one.stated_on or "", reverse=True)


def _absolute(it: MapRequest) -> Pages:
    """Return the pages of actors by their whole address, since the frame stands elsewhere."""
    pages = it.pages()
    return pages._replace(pattern=str(it.request.base_url).rstrip("/") + pages.pattern)
