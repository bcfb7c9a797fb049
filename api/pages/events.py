"""`/e/{id}`: a meeting, congress or mission: when, where, who held it, who was there."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from api.deps import ConnectionDep
from api.pages.answers import described
from api.pages.chrome import ChromeDep
from api.pages.fresh import freshness
from api.pages.i18n import words
from api.pages.present import Notes
from api.pages.render import page
from api.people import PeopleDep
from graph import read
from graph.db import Graph
from graph.views import Attendance, Event, LeftOpen
from graph.vocabulary import Presence

router = APIRouter(include_in_schema=False)


@router.get("/e/{id_}")
def event(
    request: Request,
    connection: ConnectionDep,
    chrome: ChromeDep,
    people: PeopleDep,
    id_: Annotated[str, Path(max_length=200)],
) -> Response:
    """Show one event."""

    def work(graph: Graph) -> tuple[Event, tuple[Attendance, ...], tuple[LeftOpen, ...]]:
        there = read.attendances(graph, event=id_) if people else ()
        return read.event(graph, id_), there, read.review_about(graph, [id_])

    it, there, left_open = connection.use(work)
    sources = described(connection)
    notes = Notes([*it.sources, *(ref for one in there for ref in one.sources)], sources)
    bodies = connection.gazetteer().bodies
    listed = [
        (one, bodies.get(one.body or ""), notes.of_refs(one.sources))
        for one in sorted(there, key=lambda one: (one.presence != Presence.PRESENT, one.name))
    ]
    return page(
        request,
        "event.html",
        it=it,
        about=notes.of_refs(it.sources),
        labels={one.id: bodies[one.id].label for one in (*it.held_by, *it.joined_by) if one.id in bodies},
        attendances=listed,
        excused=sum(one.presence == Presence.EXCUSED for one in there),
        open=left_open,
        notes=notes,
        fresh=freshness(notes.all, (), words(chrome.language), chrome.today),
    )
