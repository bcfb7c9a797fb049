"""What every map page shares: the links it shows, the site around it, what is kept for a state of the graph, its headers."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, cast

from fastapi import Depends, Query, Request
from fastapi.responses import HTMLResponse, Response

from api.connection import Connection
from api.deps import ConnectionDep
from api.pages import assets
from api.pages.chrome import LANGUAGE_COOKIE, AsOf, Chrome, ChromeDep
from api.pages.home import Question
from api.pages.i18n import words
from api.pages.present import has_page
from api.pages.render import DESTINATIONS, HEADERS, YEAR
from api.routes.params import Scope
from graph import read
from graph.db import Graph
from graph.errors import InputError
from graph.places import territories
from graph.views import Partnership
from graph.vocabulary import LANGUAGES
from viz.columns import Pages
from viz.shell import Around, Place, Site, policy
from viz.words import place_words

T = TypeVar("T")
_MOST = 24
"""How many maps are kept at most; one of a national register takes some MB."""
_WORDS = {"fr": "français", "en": "English"}


class Kept:
    """What was worked out from one state of the graph; the least recently used goes first. Safe between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._found: OrderedDict[tuple[Any, ...], Any] = OrderedDict()

    def get(self, key: tuple[Any, ...], make: Callable[[], T]) -> T:
        """Return what is kept under the key, else make and keep it."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return cast("T", self._found[key])
        made = make()
        with self._lock:
            self._found[key] = made
            while len(self._found) > _MOST:
                self._found.popitem(last=False)
        return made


class Asked(NamedTuple):
    """Which links a map shows: those that answer a question, or those between two scopes, one scope, or all; on a day."""

    question: str = ""
    between: str | None = None
    other: str | None = None
    as_of: str | None = None
    around: str | None = None
    depth: int = 2

    @property
    def query(self) -> dict[str, str | None]:
        """The same as parameters of an address."""
        given = {"q": self.question, "between": self.between, "and": self.other, "as_of": self.as_of}
        return given | ({"around": self.around, "depth": str(self.depth)} if self.around else {})


def asked(
    q: Question = "",
    as_of: AsOf = None,
    between: Scope = None,
    other: Annotated[Scope, Query(alias="and")] = None,
    around: Scope = None,
    depth: Annotated[int, Query(ge=1, le=4, description="Steps around that authority.")] = 2,
) -> Asked:
    """Read which links are asked for: those around an authority, those that answer a question, those between scopes."""
    if other and not between:
        raise InputError("and: goes with between, the other side of the partnership")
    return Asked(q.strip(), between or None, other or None, as_of or None, around or None, depth)


AskedDep = Annotated[Asked, Depends(asked)]


class MapRequest:
    """One request for a map: the links it asks for, what is kept for them, and the answer."""

    def __init__(self, request: Request, connection: ConnectionDep, chrome: ChromeDep) -> None:
        self.request = request
        self.connection: Connection = connection
        self.chrome: Chrome = chrome

    def kept(self, name: str, asked_: Asked, make: Callable[[Sequence[Partnership]], T]) -> T:
        """Return what `make` works out from the links asked for, made once for a state of the graph."""
        self.connection.use(lambda graph: _checked(graph, asked_))
        return self.once((name, asked_), lambda: make(self.links(asked_)))

    def once(self, key: tuple[Any, ...], make: Callable[[], T]) -> T:
        """Return what `make` works out, made once for a state of the graph and a language."""
        keeper: Kept = self.request.app.state.maps
        revision = self.connection.use(read.revision)
        own = (revision, self.chrome.language, self.chrome.kept.get("lang"))
        return keeper.get((*own, *key), make)

    def links(self, asked_: Asked) -> tuple[Partnership, ...]:
        """Return the links asked for.

        Raises:
            NotUnderstoodError: the question is not understood.
        """
        if asked_.question:
            return self.connection.ask(asked_.question, self.chrome.language, asked_.as_of).links
        if asked_.around:
            here, depth = asked_.around, asked_.depth
            return self.connection.use(lambda graph: read.around(graph, here, depth))
        return self.connection.use(lambda graph: read.partnerships(graph, asked_.between, asked_.other))

    def title(self, links: Sequence[Partnership], asked_: Asked) -> str:
        """Return what a map shows, as a phrase."""
        said = words(self.chrome.language)
        if asked_.question:
            return said.quoted(asked_.question)
        names = {party.id: party.names.in_(self.chrome.language) for link in links for party in link.parties}
        given = [scope for scope in (asked_.around, asked_.between, asked_.other) if scope]
        shown = [
            said.capital(place_words(one, self.chrome.language)) if one in territories() else names.get(one, one)
            for one in given
        ]
        return said.list(shown)

    def pages(self) -> Pages:
        """Return the pages of actors."""
        return Pages(self.chrome.to("/c/__").replace("__", "{}"), has_page)

    def around(self, current: str, title: str, asked_: Asked | None = None, *, embedded: bool = False) -> Around:
        """Return what stands around a map: the site's band, or nothing in another site's page."""
        chrome, said = self.chrome, words(self.chrome.language)
        query = asked_.query if asked_ else {}
        origin = str(self.request.base_url).rstrip("/")
        places = [Place(said.gettext(one.label), chrome.to(one.path), one.name == current) for one in DESTINATIONS]
        languages = [Place(_WORDS[one], chrome.here(lang=one), one == chrome.language, one) for one in LANGUAGES]
        site = Site(
            chrome.to("/") if not embedded else f"{origin}{chrome.to('/')}",
            places,
            languages,
            assets.address,
            chrome.to(f"/{current}", **{**query, "file": "1"}),
            origin + chrome.to(f"/embed/{current}", **{**query, "lang": chrome.language}),
            chrome.to("/embed/table", **query),
        )
        return Around(chrome.language, title, chrome.theme, site, embedded)

    def answer(self, html: str, *, framed_by: str = "'self'", name: str | None = None) -> Response:
        """Answer with a map; `name` makes it a file to be saved."""
        headers = dict(HEADERS)
        headers["Content-Security-Policy"] = f"{policy(html)}; frame-ancestors {framed_by}"
        if name:
            headers["Content-Disposition"] = f'attachment; filename="{name}"'
        response = HTMLResponse(html, headers=headers)
        chosen = self.request.query_params.get("lang")
        if chosen in LANGUAGES and chosen != self.request.cookies.get(LANGUAGE_COOKIE):
            response.set_cookie(LANGUAGE_COOKIE, chosen, max_age=YEAR, httponly=True, samesite="lax")
        return response


def _checked(graph: Graph, asked_: Asked) -> None:
    for scope in (asked_.between, asked_.other):
        if scope and not asked_.question:
            read.check_scope(graph, scope)


MapDep = Annotated[MapRequest, Depends()]
File = Annotated[Literal["1"] | None, Query(description="The map as one file that works offline.")]
