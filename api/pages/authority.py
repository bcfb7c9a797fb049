"""`/c/{id}`: one local authority, its partners, and what sources say and leave open about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from api.connection import Connection
from api.deps import ConnectionDep
from api.pages.answers import described, lenses
from api.pages.chrome import ChromeDep
from api.pages.fresh import freshness
from api.pages.i18n import Words, words
from api.pages.present import Notes, rows, side_of
from api.pages.render import page
from graph import read
from graph.db import Graph
from graph.ids import fold, without_legal_form
from graph.places import country_of
from graph.read import Named
from graph.views import Collectivity, Partnership
from graph.vocabulary import Form, Status
from viz.words import since_words

router = APIRouter(include_in_schema=False)

NAMESAKES = 5
"""Other authorities of the same name, shown at most."""


class Found(NamedTuple):
    """What the graph says of one authority."""

    it: Collectivity
    links: tuple[Partnership, ...]
    open: tuple[str, ...]
    others: tuple[Named, ...]
    part_of: Named | None


@router.get("/c/{id_}")
def authority(
    request: Request,
    connection: ConnectionDep,
    chrome: ChromeDep,
    id_: Annotated[str, Path(max_length=140)],
) -> Response:
    """Show one local authority."""
    found = _found(connection, id_, chrome.language)
    sources = described(connection)
    notes = Notes([*found.it.sources, *(ref for link in found.links for ref in link.sources)], sources)
    said = words(chrome.language)
    made = rows(found.links, side_of(id_), notes, chrome.language)
    abroad = {party.country for row in made for party in row.right if party.country} - {found.it.country}
    return page(
        request,
        "authority.html",
        found=found,
        lead=lead(found, said),
        rows=sorted(made, key=lambda row: (row.link.stated_on or "", len(row.history)), reverse=True),
        countries=len({party.country for row in made for party in row.right if party.country}),
        lenses=lenses(found.links, (found.it.country, *abroad), chrome.language) if len(abroad) == 1 else (),
        notes=notes,
        fresh=freshness(notes.all, found.links, said, chrome.today),
        languages={name: one.language for name, one in sources.items()},
    )


def _found(connection: Connection, id_: str, language: str) -> Found:
    def work(graph: Graph) -> Found:
        it = read.collectivity(graph, id_)
        named = [one for one in read.names(graph) if one.label == "Collectivity"]
        return Found(
            it,
            read.partnerships(graph, id_),
            tuple(one.question.in_("en" if language == "en" else "fr") for one in read.review_about(graph, [id_])),
            _others(it, named),
            next((one for one in named if one.id == it.part_of), None),
        )

    return connection.use(work)


def _others(it: Collectivity, named: Sequence[Named]) -> tuple[Named, ...]:
    """Return other authorities that one might take this one for: of its name, or that it is part of."""
    key = _key(it.name)
    found = [
        one
        for one in named
        if one.id != it.id and (one.id == it.part_of or (_key(one.name) == key and _country(one) == it.country))
    ]
    return tuple(found[:NAMESAKES])


def _key(name: str) -> str:
    return without_legal_form(fold(name))[0]


def _country(one: Named) -> str | None:
    return country_of(one.territory) if one.territory else None


def lead(found: Found, said: Words) -> str:
    """Return the two sentences that open the page: how many links of which form, and what is freshest."""
    _ = said.gettext
    name = found.it.names.in_(said.language)
    if not found.links:
        return _("No source mentions a partner of %(name)s.", name=name)
    counted = _forms(found, said)
    if len(found.links) == 1:
        return _("%(link)s with %(said)s.", link=said.capital(counted[0]), said=_freshest(found, said))
    countries = {party.country for link in found.links for party in link.partners} - {found.it.country, None}
    opening = said.capital(said.list(counted))
    if len(countries) > 1:
        opening = _("%(links)s in %(countries)s countries", links=opening, countries=said.spelled(len(countries)))
    return _("%(links)s. Last mentioned: %(said)s.", links=opening, said=_freshest(found, said))


def _forms(found: Found, said: Words) -> list[str]:
    counts = Counter(link.form for link in found.links)
    return [_counted(form, counts[form], said) for form in (*Form, None) if counts[form]]


def _counted(form: str | None, count: int, said: Words) -> str:
    """Return a count of links of one form in words: `trois jumelages`, `une coopération`."""
    word = said.spelled(count)
    match form:
        case Form.TWINNING:
            return said.ngettext("one twinning", "%(word)s twinnings", count, word=word)
        case Form.FRIENDSHIP:
            return said.ngettext("one friendship", "%(word)s friendships", count, word=word)
        case Form.COOPERATION:
            return said.ngettext("one cooperation", "%(word)s cooperations", count, word=word)
        case Form.PROJECT:
            return said.ngettext("one project", "%(word)s projects", count, word=word)
        case Form.CONTACT:
            return said.ngettext("one contact", "%(word)s contacts", count, word=word)
        case _:
            return said.ngettext(
                "one link whose form is not stated", "%(word)s links whose form is not stated", count, word=word
            )


def _freshest(found: Found, said: Words) -> str:
    """Return the link that was mentioned last: with whom, since when, its status, and when that was said."""
    link = max(found.links, key=lambda link: link.stated_on or "")
    parts = [said.list([party.names.in_(said.language) for party in link.partners if party.id != found.it.id])]
    if link.since:
        when = since_words(link.since, link.since_mode, said.language)
        parts.append(said.gettext("since %(date)s", date=when) if link.since_mode == "exact" else when)
    if link.status != Status.UNKNOWN:
        parts.append(Status(link.status).label.in_(said.language).lower())
    told = said.gettext(" (said in %(month)s)", month=said.month(link.stated_on, long=True)) if link.stated_on else ""
    return ", ".join(parts) + told
