"""`/map`: the network of everything, of an answer, or between two scopes, as a document of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape, unescape
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from api.deps import ConnectionDep
from api.pages.chrome import AsOf, Chrome, ChromeDep
from api.pages.home import Question
from api.pages.i18n import words
from api.pages.present import has_page
from api.pages.render import HEADERS
from api.routes.partnerships import Scope
from graph import read
from graph.db import Graph
from graph.errors import InputError
from graph.places import territories
from graph.views import Partnership
from viz.network import network_html
from viz.words import place_words

router = APIRouter(include_in_schema=False)

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')

_BRAND = re.compile(r'<p class="brand">(.*?)</p>', re.DOTALL)


@router.get("/map")
def network(
    connection: ConnectionDep,
    chrome: ChromeDep,
    q: Question = "",
    as_of: AsOf = None,
    between: Scope = None,
    other: Annotated[Scope, Query(alias="and")] = None,
) -> Response:
    """Draw the network of all links, of those that answer a question, or of those between two scopes."""
    if question := q.strip():
        links = connection.ask(question, chrome.language, as_of or None).links
        return _document(links, words(chrome.language).quoted(question), chrome)
    if other and not between:
        raise InputError("and: goes with between, the other side of the partnership")
    links = connection.use(lambda graph: _between(graph, between, other))
    return _document(links, _title(links, (between, other), chrome), chrome)


def _between(graph: Graph, a: str | None, b: str | None) -> tuple[Partnership, ...]:
    for scope in (a, b):
        if scope:
            read.check_scope(graph, scope)
    return read.partnerships(graph, a or None, b or None)


def _title(links: Sequence[Partnership], scopes: Sequence[str | None], chrome: Chrome) -> str:
    said = words(chrome.language)
    names = {party.id: party.names.in_(chrome.language) for link in links for party in link.parties}
    given = [scope for scope in scopes if scope]
    shown = [
        said.capital(place_words(one, chrome.language)) if one in territories() else names.get(one, one)
        for one in given
    ]
    return said.list(shown) if shown else said.gettext("The whole network")


def _document(links: Sequence[Partnership], title: str, chrome: Chrome) -> Response:
    pages = {party.id for link in links for party in link.parties if has_page(party)}
    document = network_html(
        links,
        language=chrome.language,
        theme=chrome.theme,
        title=title,
        address=lambda id_: chrome.to(f"/c/{id_}") if id_ in pages else None,
    )
    headers = dict(HEADERS) | {"Content-Security-Policy": policy(document)}
    return HTMLResponse(_BRAND.sub(_link_home(chrome), document, count=1), headers=headers)


def _link_home(chrome: Chrome) -> str:
    """Return the brand as a link: a map that is saved to a file has nowhere to go back to, this one has."""
    look = "color:inherit;text-decoration:none"
    return rf'<a class="brand" href="{escape(chrome.to("/"))}" target="_top" style="{look}">\1</a>'


def policy(document: str) -> str:
    """Return the document's own policy (it holds the nonce of its scripts) and who may frame it.

    Raises:
        ValueError: the document names none, which is a mistake of ours.
    """
    found = _POLICY.search(document)
    if found is None:
        raise ValueError("the map names no content security policy")
    return unescape(found[1]) + "; frame-ancestors 'self'"
