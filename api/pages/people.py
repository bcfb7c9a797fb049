"""`/person/{id}`: someone in public office: the offices and meetings that sources name, and nothing else."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from api.deps import ConnectionDep
from api.pages.answers import described
from api.pages.chrome import ChromeDep
from api.pages.contacts import offices
from api.pages.fresh import freshness
from api.pages.i18n import words
from api.pages.present import Notes
from api.pages.render import page
from graph import read

router = APIRouter(include_in_schema=False)


@router.get("/person/{id_}")
def person(
    request: Request, connection: ConnectionDep, chrome: ChromeDep, id_: Annotated[str, Path(max_length=140)]
) -> Response:
    """Show one person in office."""
    it = connection.use(lambda graph: read.person(graph, id_))
    sources = described(connection)
    stated = [*(one.sources for one in it.offices), *(one.sources for one in it.attendances)]
    notes = Notes([*it.sources, *(ref for refs in stated for ref in refs)], sources)
    gazetteer = connection.gazetteer()
    return page(
        request,
        "person.html",
        it=it,
        offices=offices(it.offices, notes, chrome.today),
        attendances=[
            (one, gazetteer.bodies.get(one.body or ""), notes.of_refs(one.sources))
            for one in sorted(it.attendances, key=lambda one: one.date or "", reverse=True)
        ],
        notes=notes,
        fresh=freshness(notes.all, (), words(chrome.language), chrome.today),
    )
