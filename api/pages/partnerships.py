"""`/p/{id}`: one partnership, and its history as each source states it, side by side."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from api.deps import ConnectionDep
from api.pages.answers import described, lenses
from api.pages.chrome import ChromeDep
from api.pages.contacts import contacts
from api.pages.fresh import freshness
from api.pages.i18n import words
from api.pages.present import Notes, disagree, is_home, row
from api.pages.render import page
from api.people import PeopleDep
from graph import read
from graph.db import Graph
from graph.views import LeftOpen, Mandate, Partnership

router = APIRouter(include_in_schema=False)

CALLED = 6
"""People to call, at most."""


@router.get("/p/{id_}")
def partnership(
    request: Request,
    connection: ConnectionDep,
    chrome: ChromeDep,
    people: PeopleDep,
    id_: Annotated[str, Path(max_length=300)],
) -> Response:
    """Show one partnership."""

    def work(graph: Graph) -> tuple[Partnership, list[Mandate], tuple[LeftOpen, ...]]:
        it = read.partnership_of(graph, id_)
        called = [one for party in it.parties if people for one in read.mandates(graph, body=party.id)]
        return it, called, read.review_about(graph, [id_])

    it, called, left_open = connection.use(work)
    sources, said = described(connection), words(chrome.language)
    notes = Notes([*it.sources, *(ref for one in called for ref in one.sources)], sources)
    countries = tuple(dict.fromkeys(party.country for party in it.partners if party.country))
    return page(
        request,
        "partnership.html",
        row=row(it, is_home, notes),
        disagree=disagree(it),
        contacts=contacts(called, notes, chrome.today)[:CALLED],
        open=left_open,
        lenses=lenses((it,), countries, chrome.language) if len(countries) == 2 else (),
        notes=notes,
        fresh=freshness(notes.of_refs(it.sources), (it,), said, chrome.today),
        languages={name: one.language for name, one in sources.items()},
    )
