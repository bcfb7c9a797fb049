"""`/browse/{list}`: every list, with facets and counts, filters in the address, an order said in words, and its CSV."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from api.connection import Connection
from api.deps import ConnectionDep
from api.pages.answers import described
from api.pages.browse.asked import PER_PAGE, Asked, asked
from api.pages.browse.facets import facet, tokens
from api.pages.browse.found import Found, found
from api.pages.browse.kinds import COUNTS, FACETS, KINDS, MISSING, SORTS, Kind
from api.pages.chrome import Chrome, ChromeDep
from api.pages.contacts import contacts
from api.pages.fresh import said_range
from api.pages.i18n import Words, words
from api.pages.present import HOME, Note, Notes, is_home, row, side_of
from api.pages.render import page
from api.pages.sides import head
from ask.gazetteer import place
from ask.prose import the
from graph.errors import NotFoundError
from graph.lists.catalogue import LISTS
from graph.lists.spec import AnySpec
from graph.places import country_of, territories
from graph.views import Partnership
from graph.vocabulary import Language
from viz.words import from_words, until_words

router = APIRouter(include_in_schema=False)


class Listed(NamedTuple):
    """One row: the thing, the sources it cites, and of a person the newest office."""

    it: Any
    notes: tuple[Note, ...]
    office: Any = None


class Shown(NamedTuple):
    """A column as it is shown; `order` is what aria-sort says."""

    name: str
    head: str
    address: str | None
    order: str | None


@router.get("/browse/{name}")
def browse(
    request: Request, connection: ConnectionDep, chrome: ChromeDep, name: Annotated[str, Path(max_length=40)]
) -> Response:
    """Show one page of a list."""
    kind = KINDS.get(name)
    if kind is None:
        raise NotFoundError(f"there is no list {name!r}; there are {', '.join(KINDS)}")
    spec = LISTS[name]
    known = frozenset(one.name for one in spec.parameters)
    ask = asked(request, chrome, kind, known)
    got = connection.use(lambda graph: found(graph, spec, kind, ask, chrome.language))
    sources, said = described(connection), words(chrome.language)
    notes = Notes([ref for one in got.value for ref in one.sources], sources)
    sort = ask.sort or kind.order
    label = _labeller(connection, got, chrome.language, said)
    return page(
        request,
        "browse.html",
        current="browse",
        as_of=chrome.as_of,
        kind=kind,
        kinds=tuple(one for one in KINDS.values() if one.offered or one is kind),
        rows=_rows(got, ask, notes, chrome),
        columns=_columns(kind, spec, ask, got, said),
        choosable=[column for column in kind.columns if column.head],
        shown=ask.columns or tuple(column.name for column in kind.columns if column.shown),
        facets=_facets(kind, spec, got, ask),
        parts=[(text, count, ask.address(within=(_scope_name(ask), code))) for code, text, count in got.parts],
        tokens=tokens(ask, label),
        clear=ask._replace(filters={}).address(),
        hidden=_hidden(kind, ask),
        words=ask.filters.get("q", ""),
        sort=sort,
        sorts=[(value, text) for value, text in SORTS.items() if value.removeprefix("-") in spec.sorts],
        sort_label=SORTS.get(sort, "identifier"),
        sentence=_sentence(kind, ask, got, label, said),
        rests=said_range(notes.all, said) if notes.all else _searched(sources, said),
        notes=notes,
        languages={id_: one.language for id_, one in sources.items()},
        csv=ask.api(".csv"),
        json=ask.api(),
        map=_map(kind, ask, chrome),
        framed=_framed(kind, ask, chrome),
        here=_here(ask, got),
        **_pages(ask, got, said),
    )


def _rows(got: Found, ask: Asked, notes: Notes, chrome: Chrome) -> list[Listed]:
    side = side_of(ask.filters["between"]) if "between" in ask.filters else is_home
    return [
        Listed(
            row(one, side, notes) if isinstance(one, Partnership) else one,
            notes.of_refs(one.sources),
            next(iter(contacts(one.offices, notes, chrome.today)), None) if hasattr(one, "offices") else None,
        )
        for one in got.value
    ]


def _columns(kind: Kind, spec: AnySpec, ask: Asked, got: Found, said: Words) -> list[Shown]:
    sort = ask.sort or kind.order
    made = []
    for column in kind.columns:
        fixed = not column.head
        if not fixed and column.name not in (ask.columns or [one.name for one in kind.columns if one.shown]):
            continue
        title = said.gettext(column.head) if column.head else _side_head(column.name, ask, got, said)
        key = (column.sort or "").removeprefix("-")
        order = None
        if key and sort.removeprefix("-") == key:
            order = "descending" if sort.startswith("-") else "ascending"
        other = {f"-{key}": key, key: f"-{key}"}.get(sort, column.sort)
        made.append(Shown(column.name, title, ask.address(sort=other) if key in spec.sorts else None, order))
    return made


def _side_head(name: str, ask: Asked, got: Found, said: Words) -> str:
    scope = ask.filters.get("between" if name == "left" else "and")
    if scope:
        return head(scope, got.value, said)
    if name == "left":
        home = all(any(is_home(party) for party in link.partners) for link in got.value)
        return head("FR", got.value, said) if home else said.gettext("Authority")
    return said.gettext("Partner")


def _facets(kind: Kind, spec: AnySpec, got: Found, ask: Asked) -> list[Any]:
    # Every link of a French register has a party in France: to choose it would change nothing.
    sides = {ask.filters.get("between", HOME), ask.filters.get("and")} if kind.name == "partnerships" else set()
    made = (
        facet(
            name,
            FACETS[name],
            [one for one in got.counts[name] if name != "country" or one[0] not in sides],
            ask,
            closed=bool(spec.facets[name].words),
        )
        for name in kind.facets
    )
    return [one for one in made if one]


def _hidden(kind: Kind, ask: Asked) -> list[tuple[str, str]]:
    own = {*kind.facets, "q"}
    return [(name, text) for name, text in ask.filters.items() if name not in own]


def _scope_name(ask: Asked) -> str:
    return "and" if "and" in ask.filters else "between"


class Here(NamedTuple):
    """The countries that the heads of the two sides have said already."""

    left: str | None
    right: str | None


def _here(ask: Asked, got: Found) -> Here:
    a, b = (ask.filters.get(name) for name in ("between", "and"))
    if a is None:
        home = all(
            any(is_home(party) for party in link.partners) for link in got.value if isinstance(link, Partnership)
        )
        return Here(HOME if home else None, None)
    return Here(*(country_of(scope) if scope in territories() else None for scope in (a, b or "")))


def _labeller(connection: Connection, got: Found, language: Language, said: Words) -> Callable[[str, str], str]:
    """Return what says the value of a filter in words."""
    known = {(name, value): label for name, counts in got.counts.items() for value, label, _ in counts}
    known |= {("missing", value): said.gettext(text) for value, text in MISSING.items()}
    bodies = connection.gazetteer().bodies

    def label(name: str, value: str) -> str:
        if name == "q":
            return said.quoted(value)
        if (name, value) in known:
            return known[name, value]
        if value in territories():
            return said.capital(territories()[value].fr if language == "fr" else territories()[value].en)
        if value in bodies:
            return bodies[value].fr if language == "fr" else bodies[value].en
        if name == "since_from":
            return from_words(value, None, said.language)
        return until_words(value, None, said.language) if name == "since_to" else value

    return label


def _sentence(kind: Kind, ask: Asked, got: Found, label: Callable[[str, str], str], said: Words) -> str:
    """Return how many there are, and of links how many are but names: the count line under the title."""
    counted = _counted(kind, got.total, said)
    sides = [
        _the(ask.filters[name], label(name, ask.filters[name]), said)
        for name in ("between", "and")
        if name in ask.filters
    ]
    if len(sides) == 2:
        counted = said.gettext("%(counted)s between %(a)s and %(b)s", counted=counted, a=sides[0], b=sides[1])
    if got.bare:
        bare = said.ngettext(
            "%(num)s has neither a date nor a status", "%(num)s have neither a date nor a status", got.bare
        )
        return said.gettext("%(counted)s; %(bare)s.", counted=counted, bare=bare)
    return f"{counted}."


def _counted(kind: Kind, total: int, said: Words) -> str:
    one, many = COUNTS[kind.name]
    return said.ngettext(one, many, total)


def _the(scope: str, label: str, said: Words) -> str:
    return the(place(scope), said.language) if scope in territories() else label


def _searched(sources: Any, said: Words) -> str:
    return said.ngettext("%(num)s source was searched.", "%(num)s sources were searched.", len(sources))


def _framed(kind: Kind, ask: Asked, chrome: Chrome) -> str:
    """Return the address of the table for a frame; nothing where it would show more than the page does."""
    if kind.name != "partnerships" or set(ask.filters) - {"between", "and"}:
        return ""
    return chrome.to("/embed/table", **ask.filters, lang=chrome.language)


def _map(kind: Kind, ask: Asked, chrome: Chrome) -> str | None:
    if kind.name != "partnerships":
        return None
    return chrome.to("/map", **{name: text for name, text in ask.filters.items() if name in ("between", "and")})


def _pages(ask: Asked, got: Found, said: Words) -> dict[str, Any]:
    last = min(ask.skip + PER_PAGE, got.total)
    shown: Sequence[int] = (ask.skip + 1, last, got.total)
    first, end, total = (said.number(one) for one in shown)
    return {
        "range": said.gettext("%(first)s to %(last)s of %(total)s", first=first, last=end, total=total),
        "previous": ask.address(page=ask.number - 1 if ask.number > 2 else None) if ask.number > 1 else None,
        "next": ask.address(page=ask.number + 1) if last < got.total else None,
    }
