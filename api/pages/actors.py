"""`/actors`: who composes, finances, coordinates and advises whom, all of it or the part of a layer or a theme."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from api.pages.maps import Asked, File, MapDep, MapRequest
from api.routes import params
from api.routes.actors import MAX_TIES
from graph import read
from graph.analysis.claims import ClaimKind, reference
from graph.analysis.snapshot import snapshot
from graph.analysis.system import LAYERS, Wanted, system
from graph.db import Graph
from graph.themes import themes
from graph.views import Relation
from graph.vocabulary import RelationKind
from viz.actors import Actor
from viz.actors_page import ActorsPage, actors_html, actors_page
from viz.shell import Around, Place
from viz.texts import TEXTS

router = APIRouter(include_in_schema=False)


class Part(NamedTuple):
    """Which part of the map is asked for: what touches a layer, a theme."""

    reach: str | None = None
    theme: str | None = None


def part(
    reach: Annotated[str | None, Query(max_length=20)] = None, theme: Annotated[str | None, Query(max_length=60)] = None
) -> Part:
    """Read which part is asked for."""
    params.theme(theme)
    if reach is not None:
        params.one_of("reach", reach, list(LAYERS))
    return Part(reach, theme)


PartDep = Annotated[Part, Depends(part)]
WHOLE = Part()


@router.get("/actors")
def actors(it: MapDep, wanted: PartDep, file: File = None) -> Response:
    """Draw the networks and organisations in bands, with what each does to whom."""
    page = actors_of(it, wanted)
    title = page.actors.title()
    if file:
        return it.answer(actors_html(page, Around(it.chrome.language, title)), name="jumelles-actors.html")
    around = it.around("actors", title, Asked())
    return it.answer(actors_html(page, around, page_of(it), list(_choices(it, wanted))))


def page_of(it: MapRequest) -> Callable[[Actor], str]:
    """Return what gives the page of a network or organisation."""
    return lambda actor: it.chrome.to(f"/{'n' if actor.network else 'o'}/{actor.id}")


def actors_of(it: MapRequest, wanted: Part = WHOLE) -> ActorsPage:
    """Return the map of actors as the graph has it now."""

    def work(graph: Graph) -> ActorsPage:
        return actors_page(
            _relations(graph, wanted), read.networks(graph), read.organisations(graph), it.chrome.language
        )

    return it.once(("actors", wanted), lambda: it.connection.use(work))


def _relations(graph: Graph, wanted: Part) -> Sequence[Relation]:
    """Return the relations of a part, by the same rule as `/v1/actors`."""
    stated = read.relations(graph)
    if wanted == WHOLE:
        return stated
    asked = Wanted(tuple(RelationKind), wanted.reach, wanted.theme)
    meant = {tie.id for tie in system(snapshot(graph), asked, limit=MAX_TIES).links}
    return [one for one in stated if reference(ClaimKind.RELATION, one.id) in meant]


def _choices(it: MapRequest, wanted: Part) -> Iterator[tuple[str, Sequence[Place]]]:
    """Yield the ways to see a part: by layer, by the themes that networks have."""
    text, language = TEXTS[it.chrome.language], it.chrome.language

    def place(label: str, to: Part) -> Place:
        return Place(label, it.chrome.to("/actors", **to._asdict()), to == wanted)

    layers = [place(label.in_(language), wanted._replace(reach=name)) for name, label in LAYERS.items()]
    yield text["layers"], [place(text["everything"], wanted._replace(reach=None)), *layers]
    held = {theme for one in it.connection.use(read.networks) for theme in one.themes}
    named = [place(label.in_(language), wanted._replace(theme=id_)) for id_, label in themes().items() if id_ in held]
    yield text["theme_filter"], [place(text["everything"], wanted._replace(theme=None)), *named]
