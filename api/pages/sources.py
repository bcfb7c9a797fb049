"""`/sources` and `/sources/{id}`: the documents and registers that everything rests on."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from api.deps import ConnectionDep
from api.pages.answers import described
from api.pages.chrome import ChromeDep
from api.pages.fresh import freshness
from api.pages.i18n import words
from api.pages.present import HOME, Notes, is_home, rows
from api.pages.render import page
from api.pages.sides import head
from graph import read
from graph.db import Graph
from graph.lists.answer import Asked, Listed, listed
from graph.lists.catalogue import LISTS
from graph.views import Partnership, Source, SourceRef

router = APIRouter(include_in_schema=False)

OPEN_QUESTIONS = 30
"""What a source leaves open, listed at most."""
LINKS = 100
"""Links of one source, listed at most."""


@router.get("/sources")
def sources(request: Request, connection: ConnectionDep, chrome: ChromeDep) -> Response:
    """List the sources with the ruler of their dates."""
    found = described(connection)
    notes = Notes([reference(source) for source in found.values()], found)
    fresh = freshness(notes.all, (), words(chrome.language), chrome.today)
    counts = connection.use(read.counts)
    return page(request, "sources.html", current="sources", sources=found, notes=notes, fresh=fresh, counts=counts)


@router.get("/sources/{id_}")
def one_source(
    request: Request, connection: ConnectionDep, chrome: ChromeDep, id_: Annotated[str, Path(max_length=140)]
) -> Response:
    """Show one source: what it is, the links it states, what it leaves open."""

    def work(graph: Graph) -> tuple[Source, list[read.Question], Listed[Partnership]]:
        source = read.source(graph, id_)
        asked = [question for question in read.review(graph) if question.source.id == id_]
        return source, asked, listed(graph, LISTS["partnerships"], Asked({"source": id_}, LINKS))

    source, asked, answer = connection.use(work)
    stated = answer.value
    found = described(connection)
    refs = [ref for link in stated for ref in link.sources]
    notes = Notes([reference(source), *refs], found)
    said = words(chrome.language)
    at_home = all(any(is_home(party) for party in link.partners) for link in stated)
    return page(
        request,
        "source.html",
        current="sources",
        source=source,
        questions=asked[:OPEN_QUESTIONS],
        more_questions=max(0, len(asked) - OPEN_QUESTIONS),
        rows=rows(stated, is_home, notes, chrome.language),
        total=answer.total,
        head=head(HOME, stated, said) if at_home else said.gettext("Authority"),
        notes=notes,
        fresh=freshness(notes.all, (), said, chrome.today),
        languages={name: one.language for name, one in found.items()},
    )


def reference(source: Source) -> SourceRef:
    """Return a source as it is cited as a whole."""
    return SourceRef(id=source.id, title=source.title, titles=source.titles, date=source.date, locator="")
