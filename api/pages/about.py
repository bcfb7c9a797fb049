"""`/about`: the data as they are: what is loaded, how fresh it is, what is missing, and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.connection import Connection
from api.deps import ConnectionDep
from api.pages.answers import described
from api.pages.browse.found import table_of
from api.pages.chrome import ChromeDep
from api.pages.fresh import freshness
from api.pages.i18n import words
from api.pages.present import Notes
from api.pages.render import page
from api.pages.sources import reference
from graph import read
from graph.db import Graph
from graph.lists.catalogue import LISTS
from graph.lists.shelf import Shelf, settled
from graph.version import VERSION

router = APIRouter(include_in_schema=False)


class Missing(NamedTuple):
    """How many there are of a kind, and how many of them lack something."""

    links: int
    no_form: int
    no_status: int
    no_since: int
    one_source: int
    networks: int
    no_reach: int
    no_member: int
    open: int


@router.get("/about")
def about(request: Request, connection: ConnectionDep, chrome: ChromeDep) -> Response:
    """Show what is loaded, how fresh it is and what is missing."""
    sources = described(connection)
    notes = Notes([reference(source) for source in sources.values()], sources)
    return page(
        request,
        "about.html",
        sources=sources,
        notes=notes,
        counts=counts(connection),
        missing=connection.once("missing", missing),
        fresh=freshness(notes.all, (), words(chrome.language), chrome.today),
        version=VERSION,
    )


def counts(connection: Connection) -> Mapping[str, int]:
    """Return label → how many things of it there are."""
    return connection.once("counts", read.counts)


def missing(graph: Graph) -> Missing:
    """Count what sources do not say."""
    open_questions = len(read.review(graph))
    return settled(graph, lambda shelf: _missing(shelf, open_questions))


def _missing(shelf: Shelf, open_questions: int) -> Missing:
    links, networks = (table_of(shelf, LISTS[name], None) for name in ("partnerships", "networks"))
    column = links.columns
    single = sum(len({said.source for said in statements}) < 2 for statements in links.more.statements)
    return Missing(
        links=len(links.ids),
        no_form=int((~column["form"].some()).sum()),
        no_status=int(column["status"].any_of(["unknown"]).sum()),
        no_since=int((~column["since"].some()).sum()),
        one_source=single,
        networks=len(networks.ids),
        no_reach=int((~networks.columns["reach"].some()).sum()),
        no_member=int((~networks.columns["member"].some()).sum()),
        open=open_questions,
    )
