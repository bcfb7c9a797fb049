"""`/n/{id}` and `/o/{id}`: a network, and any other organisation: what it is, who is in it, and whom it acts on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, NamedTuple, Protocol, TypeVar

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response

from api.connection import Connection
from api.deps import ConnectionDep
from api.pages.answers import described
from api.pages.chrome import ChromeDep
from api.pages.contacts import contacts
from api.pages.fresh import freshness
from api.pages.i18n import words
from api.pages.present import Note, Notes, path_of, rows, side_of
from api.pages.render import page
from api.people import PeopleDep
from graph import read
from graph.db import Graph
from graph.errors import NotFoundError
from graph.views import (
    Event,
    Figure,
    LeftOpen,
    Mandate,
    Membership,
    Network,
    Organisation,
    Partnership,
    Relation,
    SourceRef,
)

router = APIRouter(include_in_schema=False)

Id = Annotated[str, Path(max_length=140)]
MEMBERS = 250
"""Members listed, at most."""


class Around(NamedTuple):
    """What the graph says around an actor."""

    memberships: tuple[Membership, ...]
    out: tuple[Relation, ...]
    into: tuple[Relation, ...]
    mandates: tuple[Mandate, ...]
    open: tuple[LeftOpen, ...]
    links: tuple[Partnership, ...]

    def refs(self) -> Iterable[SourceRef]:
        """Give every source that these claims cite."""
        for group in (self.memberships, self.out, self.into, self.mandates, self.links):
            for claim in group:
                yield from claim.sources


@router.get("/n/{id_}")
def network(request: Request, connection: ConnectionDep, chrome: ChromeDep, people: PeopleDep, id_: Id) -> Response:
    """Show one network: what it is, its members, its groups, whom it acts on, its meetings."""

    def work(graph: Graph) -> tuple[Network, tuple[Membership, ...], Around]:
        return read.network(graph, id_), read.memberships(graph, network=id_), _around(graph, id_, people=people)

    it, members, around = connection.use(work)
    held = [event for event in _events(connection) if id_ in {body.id for body in event.held_by}]
    return _page(request, connection, chrome, "network.html", it, around, held, members)


@router.get("/o/{id_}")
def organisation(
    request: Request, connection: ConnectionDep, chrome: ChromeDep, people: PeopleDep, id_: Id
) -> Response:
    """Show one organisation: what it is, its networks and links, whom it acts on."""

    def work(graph: Graph) -> tuple[Organisation, Around]:
        return read.organisation(graph, id_), _around(graph, id_, people=people, links=True)

    try:
        it, around = connection.use(work)
    except NotFoundError:
        # A network may stand among the parties of a link, where nothing tells it from an organisation.
        if id_ not in connection.gazetteer().bodies:
            raise
        return RedirectResponse(chrome.to(path_of(connection.gazetteer().bodies[id_].label, id_) or "/"), 307)
    held = [event for event in _events(connection) if id_ in {body.id for body in (*event.held_by, *event.joined_by)}]
    return _page(request, connection, chrome, "organisation.html", it, around, held, ())


def _around(graph: Graph, id_: str, *, people: bool, links: bool = False) -> Around:
    return Around(
        read.memberships(graph, member=id_),
        read.relations(graph, start=id_),
        read.relations(graph, end=id_),
        read.mandates(graph, body=id_) if people else (),
        read.review_about(graph, [id_]),
        read.partnerships_with(graph, id_) if links else (),
    )


def _events(connection: Connection) -> tuple[Event, ...]:
    return connection.once("events", read.events)


def figures_of(connection: Connection, id_: str) -> tuple[Figure, ...]:
    """Return the numbers that sources state of a thing."""
    return tuple(one for one in connection.once("figures", read.figures) if one.of == id_)


class Sourced(Protocol):
    """Anything that cites sources."""

    @property
    def sources(self) -> tuple[SourceRef, ...]:
        """What it cites."""


S = TypeVar("S", bound=Sourced)


def cited(notes: Notes, claims: Iterable[S]) -> list[tuple[S, tuple[Note, ...]]]:
    """Return each claim with the notes of its sources."""
    return [(one, notes.of_refs(one.sources)) for one in claims]


def _page(  # noqa: PLR0913, PLR0917
    request: Request,
    connection: Connection,
    chrome: ChromeDep,
    template: str,
    it: Network | Organisation,
    around: Around,
    held: Sequence[Event],
    members: Sequence[Membership],
) -> Response:
    figures = figures_of(connection, it.id)
    sources, said = described(connection), words(chrome.language)
    claims: list[Membership | Event | Figure] = [*members, *held, *figures]
    notes = Notes([*it.sources, *around.refs(), *(ref for one in claims for ref in one.sources)], sources)
    return page(
        request,
        template,
        it=it,
        about=notes.of_refs(it.sources),
        members=cited(notes, sorted(members, key=lambda one: one.member_names.in_(chrome.language)))[:MEMBERS],
        total=len(members),
        memberships=cited(notes, around.memberships),
        out=cited(notes, around.out),
        into=cited(notes, around.into),
        contacts=contacts(around.mandates, notes, chrome.today),
        events=cited(notes, sorted(held, key=lambda one: one.date or "", reverse=True)),
        figures=cited(notes, figures),
        rows=rows(around.links, side_of(it.id), notes, chrome.language),
        open=around.open,
        notes=notes,
        fresh=freshness(notes.all, (), said, chrome.today),
        languages={name: one.language for name, one in sources.items()},
    )
