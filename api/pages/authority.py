"""`/c/{id}`: one local authority: its partners, its time, whom to call, its networks, and what sources leave open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response
from markupsafe import Markup

from api.connection import Connection
from api.deps import ConnectionDep
from api.pages.answers import described
from api.pages.chrome import Chrome, ChromeDep
from api.pages.contacts import Meeting, contacts, meetings
from api.pages.counted import measures_of
from api.pages.fresh import freshness
from api.pages.i18n import Words, words
from api.pages.lead import lead
from api.pages.namesakes import namesakes
from api.pages.present import Note, Notes, Row, row, rows, side_of
from api.pages.render import page
from api.pages.timeline import Bar, Moment, timeline_svg
from api.people import PeopleDep
from ask.gazetteer import Entity
from graph import read
from graph.analysis.peers import peers
from graph.analysis.report import report as diagnosis
from graph.analysis.snapshot import snapshot
from graph.asof import partnership_as_of
from graph.db import Graph
from graph.views import Collectivity, LeftOpen, Membership, Names, Partnership, SourceRef
from graph.views.evidence import Evidence
from graph.views.peers import Peer
from graph.views.people import Attendance, Mandate
from graph.vocabulary import Language
from viz.centred import centred_svg
from viz.geometry import centre_of
from viz.style import FORM_LABELS, form_key
from viz.words import since_words

router = APIRouter(include_in_schema=False)

LISTED = 100
"""Partners listed, at most; the list of partnerships has them all."""
OTHERS_LINKS = 3
"""Links of another authority of the same name that are named, at most."""
REPORTED = 500
"""Partners in a report, at most."""
PEERS = 5
REASONS = 2
"""Things in common named for each peer, the rarest first."""
OPEN = 12
"""What sources leave open, listed at most."""


class Found(NamedTuple):
    """What the graph says of one authority."""

    it: Collectivity
    links: tuple[Partnership, ...]
    memberships: tuple[Membership, ...]
    mandates: tuple[Mandate, ...]
    attendances: tuple[Attendance, ...]
    open: tuple[LeftOpen, ...]

    def refs(self) -> Iterable[SourceRef]:
        """Give every source that the page cites."""
        yield from self.it.sources
        for group in (self.links, self.memberships, self.mandates, self.attendances):
            for claim in group:
                yield from claim.sources


class Other(NamedTuple):
    """Another authority of the same name, and some links of its own."""

    it: Entity
    rows: tuple[Row, ...]
    total: int


Id = Annotated[str, Path(max_length=140)]


class Near(NamedTuple):
    """An authority that shares something: what they share, and the sources that show it."""

    id: str
    names: Names
    shared: tuple[Names, ...]
    sources: tuple[SourceRef, ...]


@router.get("/c/{id_}")
def authority(request: Request, connection: ConnectionDep, chrome: ChromeDep, people: PeopleDep, id_: Id) -> Response:
    """Show one local authority."""
    found = connection.use(lambda graph: _found(graph, id_, chrome.as_of, people=people))
    near = connection.use(lambda graph: _peers(graph, id_, chrome.as_of))
    others = [(one, *_links_of(connection, one.id)) for one in namesakes(connection, found.it)]
    refs = [
        *found.refs(),
        *(ref for _, links, _ in others for link in links for ref in link.sources),
        *(ref for one in near for ref in one.sources),
    ]
    notes = Notes(refs, described(connection))
    return page(
        request,
        "authority.html",
        part_of=next((one for one, _, _ in others if one.id == found.it.part_of), None),
        others=[
            Other(one, tuple(row(link, side_of(one.id), notes) for link in links), total)
            for one, links, total in others
        ],
        peers=[(one, notes.of_refs(one.sources)) for one in near],
        lens=_lens(found.it, found.links, chrome.language),
        **_shown(connection, found, notes, chrome, LISTED),
    )


@router.get("/c/{id_}/report")
def report(request: Request, connection: ConnectionDep, chrome: ChromeDep, id_: Id) -> Response:
    """Show one local authority as a report that prints on A4."""
    # The gate lets nobody come here who may not see people: most of a report names some.
    found = connection.use(lambda graph: _found(graph, id_, chrome.as_of, people=True))
    told = connection.use(lambda graph: diagnosis(graph, id_, chrome.as_of))
    notes = Notes(found.refs(), described(connection))
    return page(
        request,
        "report.html",
        told=told,
        counted=measures_of(chrome, id_),
        **_shown(connection, found, notes, chrome, REPORTED),
    )


def _shown(connection: Connection, found: Found, notes: Notes, chrome: Chrome, limit: int) -> dict[str, Any]:
    """Return what both pages show: the first `limit` partners, those that sources tell most of first."""
    sources, said = described(connection), words(chrome.language)
    made = sorted(rows(found.links, side_of(found.it.id), notes, chrome.language), key=_telling, reverse=True)
    return {
        "it": found.it,
        "as_of": chrome.as_of,
        "lead": notes.segments(lead(found.it, found.links, said)),
        "rows": made[:limit],
        "total": len(made),
        "countries": len({party.country for one in made for party in one.right if party.country}),
        "memberships": [(one, notes.of_refs(one.sources)) for one in found.memberships],
        "contacts": contacts(found.mandates, notes, chrome.today),
        "open": found.open[:OPEN],
        "notes": notes,
        "fresh": freshness(notes.all, found.links, said, chrome.today, chrome.as_of),
        "languages": {name: one.language for name, one in sources.items()},
        **_in_time(found, meetings(found.attendances), notes, said, chrome),
    }


def _peers(graph: Graph, id_: str, as_of: str | None) -> tuple[Near, ...]:
    """Return who shares most with an authority, each with the two rarest things shared and their sources."""
    held = snapshot(graph, as_of)
    if id_ not in held.bodies:
        return ()
    found = peers(held, id_, limit=PEERS)
    return tuple(_near(one, found.claims) for one in found.value)


def _near(peer: Peer, claims: Mapping[str, Evidence]) -> Near:
    reasons = peer.reasons[:REASONS]
    refs = [ref for reason in reasons for ref in (*reason.mine, *reason.theirs) if ref in claims]
    sources = tuple(source for ref in refs for source in claims[ref].sources)
    return Near(peer.authority.id, peer.authority.names, tuple(reason.names for reason in reasons), sources)


def _found(graph: Graph, id_: str, as_of: str | None, *, people: bool) -> Found:
    it = read.collectivity(graph, id_)
    links = read.partnerships(graph, id_)
    if as_of:
        links = tuple(then for link in links if (then := partnership_as_of(link, as_of)))
    return Found(
        it,
        links,
        read.memberships(graph, member=id_),
        read.mandates(graph, body=id_) if people else (),
        read.attendances(graph, body=id_) if people else (),
        read.review_about(graph, [id_]),
    )


def _links_of(connection: Connection, id_: str) -> tuple[tuple[Partnership, ...], int]:
    def work(graph: Graph) -> tuple[tuple[Partnership, ...], int]:
        return read.partnerships(graph, id_, limit=OTHERS_LINKS), read.partnerships_total(graph, id_)

    return connection.use(work)


def _telling(one: Row) -> tuple[str, int, bool]:
    return one.link.stated_on or "", len(one.history), bool(one.link.since)


def _lens(it: Collectivity, links: Sequence[Partnership], language: Language) -> Markup | None:
    """Return the lens centred on an authority, None where its place or those of all partners are unknown."""
    at = (it.lon, it.lat) if it.lon is not None and it.lat is not None else centre_of(it.territory)
    if at is None:
        return None
    drawn = centred_svg(at[1], at[0], it.names.in_(language), links, it.id, language=language)
    return Markup(drawn) if drawn else None  # noqa: S704 - viz.centred escapes every name


def _in_time(found: Found, met: Sequence[Meeting], notes: Notes, said: Words, chrome: Chrome) -> dict[str, Any]:
    """Return the moments of an authority, newest last, and their drawing."""
    dated = sorted((link for link in found.links if link.since), key=lambda link: link.since or "")
    moments = [
        *(_began(found.it, link, notes, said, chrome) for link in dated),
        *(_chaired(one, notes, said, chrome) for one in found.memberships if one.since),
        *(_met(one, notes, said, chrome) for one in met if one.date),
    ]
    moments.sort(key=lambda one: one.date)
    bars = [Bar(link.form, link.since or "", link.stated_on, link.until) for link in dated]
    summary = said.gettext(
        "Time of %(name)s: %(count)s moments, listed below.",
        name=found.it.names.in_(said.language),
        count=said.number(len(moments)),
    )
    drawn = timeline_svg(moments, bars, chrome.as_of or chrome.today, summary)
    return {"moments": moments, "timeline": drawn}


def _began(it: Collectivity, link: Partnership, notes: Notes, said: Words, chrome: Chrome) -> Moment:
    partners = said.list([party.names.in_(said.language) for party in link.partners if party.id != it.id])
    label = said.gettext("%(form)s with %(partner)s", form=_form(link, said), partner=partners)
    under = since_words(link.since, link.since_mode, said.language)
    stated = [ref.id for item, ref in zip(link.history, link.sources, strict=True) if item.since == link.since]
    if link.stated_on:
        under += said.gettext(", said in %(month)s", month=said.month(link.stated_on))
    return Moment(link.since or "", label, under, _cited(notes, stated), chrome.to(f"/p/{link.id}"))


def _form(link: Partnership, said: Words) -> str:
    return FORM_LABELS[form_key(link.form)].in_(said.language)


def _chaired(one: Membership, notes: Notes, said: Words, chrome: Chrome) -> Moment:
    name = one.network_names.in_(said.language)
    label = (
        said.gettext("Chair of %(name)s", name=name)
        if one.role == "chair"
        else said.gettext("Joins %(name)s", name=name)
    )
    return Moment(
        one.since or "",
        label,
        said.date(one.since),
        _cited(notes, [ref.id for ref in one.sources]),
        chrome.to(f"/n/{one.network}"),
    )


def _met(one: Meeting, notes: Notes, said: Words, chrome: Chrome) -> Moment:
    under = said.date(one.date, long=True) + (said.gettext(", excused") if one.excused else "")
    return Moment(
        one.date or "", one.names.in_(said.language), under, _cited(notes, one.sources), chrome.to(f"/e/{one.event}")
    )


def _cited(notes: Notes, ids: Iterable[str]) -> tuple[Note, ...]:
    return notes.of(ids)
