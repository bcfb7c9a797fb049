"""`/theme/{id}` and `/t/{code}`: what cooperation is about, and where it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from api.connection import Connection
from api.deps import ConnectionDep
from api.pages.answers import described, lenses
from api.pages.bodies import figures_of
from api.pages.chrome import ChromeDep
from api.pages.counted import total_of
from api.pages.fresh import freshness
from api.pages.i18n import words
from api.pages.present import HOME, Notes, is_home, rows, side_of
from api.pages.render import page
from api.pages.sides import head
from graph import read
from graph.db import Graph
from graph.lists.answer import Asked, Listed, listed
from graph.lists.catalogue import LISTS
from graph.places import chain, territories, territory
from graph.views import Collectivity, Partnership, Theme

router = APIRouter(include_in_schema=False)

LISTED = 60
"""Links or authorities listed, at most; the lists have them all."""


@router.get("/theme/{id_}")
def theme(
    request: Request, connection: ConnectionDep, chrome: ChromeDep, id_: Annotated[str, Path(max_length=80)]
) -> Response:
    """Show one theme: the links, networks and events that are about it."""

    def work(graph: Graph) -> tuple[Theme, tuple[Partnership, ...]]:
        return read.theme(graph, id_), read.partnerships_about(graph, id_, limit=LISTED)

    it, links = connection.use(work)
    networks = [one for one in connection.once("networks", read.networks) if id_ in one.themes]
    events = [one for one in connection.once("events", read.events) if id_ in one.themes]
    sources, said = described(connection), words(chrome.language)
    stated = [*(one.sources for one in links), *(one.sources for one in networks), *(one.sources for one in events)]
    notes = Notes([ref for refs in stated for ref in refs], sources)
    return page(
        request,
        "theme.html",
        it=it,
        rows=rows(links, is_home, notes, chrome.language),
        head=head(HOME, links, said),
        networks=[(one, notes.of_refs(one.sources)) for one in networks],
        events=[(one, notes.of_refs(one.sources)) for one in events],
        notes=notes,
        fresh=freshness(notes.all, links, said, chrome.today),
        languages={name: one.language for name, one in sources.items()},
    )


class Part(NamedTuple):
    """A part of a territory, with how many authorities of the graph lie in it."""

    code: str
    total: int


@router.get("/t/{code}")
def one_territory(
    request: Request, connection: ConnectionDep, chrome: ChromeDep, code: Annotated[str, Path(max_length=10)]
) -> Response:
    """Show one territory: the authorities and the links in it, its parts, and what is open."""
    territory(code)

    def work(graph: Graph) -> tuple[Listed[Collectivity], Listed[Partnership]]:
        here = Asked({"within": code}, LISTED, sort="-partnerships")
        return listed(graph, LISTS["collectivities"], here), listed(
            graph, LISTS["partnerships"], Asked({"between": code}, LISTED)
        )

    authorities, found = connection.use(work)
    total, links = found.total, found.value if found.total <= LISTED else ()
    sources, said = described(connection), words(chrome.language)
    figures = figures_of(connection, code)
    stated = [*(one.sources for one in links), *(one.sources for one in figures)]
    notes = Notes([ref for refs in stated for ref in refs], sources)
    shown = rows(links, side_of(code), notes, chrome.language)
    return page(
        request,
        "territory.html",
        code=code,
        within=[one.code for one in chain(code)[1:]],
        parts=_parts(connection, code),
        authorities=authorities,
        links_total=total,
        rows=shown,
        head=head(code, links, said),
        lenses=_lenses(links, code, chrome.language),
        figures=[(one, notes.of_refs(one.sources)) for one in figures],
        notes=notes,
        fresh=freshness(notes.all, links, said, chrome.today),
        languages={name: one.language for name, one in sources.items()},
    )


def _parts(connection: Connection, code: str) -> Sequence[Part]:
    present = connection.gazetteer().present
    inside = (one.code for one in territories().values() if one.parent == code and one.code in present)
    counts = (Part(one, total_of(connection, "collectivities", within=one)) for one in inside)
    return sorted((part for part in counts if part.total), key=lambda one: (-one.total, one.code))


def _lenses(links: Sequence[Partnership], code: str, language: str) -> Sequence[str]:
    ours = code == HOME or territories()[code].parent == HOME or code.startswith(f"{HOME}-")
    if ours or not links:
        return ()
    return lenses(
        [link for link in links if any(is_home(party) for party in link.partners)],
        (HOME, code),
        "en" if language == "en" else "fr",
    )
