"""`jumelles map`: a network, a world map, two lenses or the map of actors, as one file that works offline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from graph import read
from graph.db import Graph, open_graph
from graph.errors import InputError, JumellesError
from graph.files import write
from graph.settings import read_settings
from graph.views import Partnership
from graph.vocabulary import Language
from viz.actors_page import actors_html, actors_page
from viz.network import network_html, network_page
from viz.sheets import lenses_html
from viz.shell import Around
from viz.words import capital, place_words
from viz.world import world_html, world_page

View = Literal["network", "world", "lenses", "actors"]
_TITLES = {"fr": "Qui coopère avec qui", "en": "Who cooperates with whom"}


class Wanted(NamedTuple):
    """What a map shows: links between two scopes, or around an authority, or all; as which picture."""

    view: View = "network"
    between: tuple[str, str] | None = None
    around: str | None = None
    depth: int = 2


def write_map(path: Path, wanted: Wanted, language: Language) -> str:
    """Write a map; return a line that says what was written.

    Raises:
        InputError: the file cannot be written, a scope is not there, or the view does not show what is wanted.
    """
    _check(wanted)
    with open_graph(read_settings()) as graph:
        html, what = _DRAWN[wanted.view](graph, wanted, language)
    write(path, html.encode())
    return f"{path}: {what}, {len(html.encode()) // 1024} kB"


def _check(wanted: Wanted) -> None:
    if wanted.between and wanted.around:
        raise InputError("--between and --around do not go together")
    if wanted.view == "lenses" and not wanted.between:
        raise InputError("--view lenses needs --between A B, the two territories")
    if wanted.view == "actors" and (wanted.between or wanted.around):
        raise InputError("--view actors shows the whole system: leave out --between and --around")


def _links(graph: Graph, wanted: Wanted) -> tuple[Partnership, ...]:
    if wanted.around:
        return read.around(graph, wanted.around, wanted.depth)
    for scope in wanted.between or ():
        read.check_scope(graph, scope)
    return read.partnerships(graph, *(wanted.between or ()))


def _title(links: Sequence[Partnership], wanted: Wanted, language: Language) -> str:
    names = {party.id: party.names.in_(language) for one in links for party in one.parties}
    given = (wanted.around,) if wanted.around else wanted.between or ()
    shown = [names.get(scope) or _place(scope, language) for scope in given]
    return " – ".join(shown) or _TITLES[language]


def _place(scope: str, language: Language) -> str:
    try:
        return capital(place_words(scope, language))
    except JumellesError:
        return scope


def _network(graph: Graph, wanted: Wanted, language: Language) -> tuple[str, str]:
    links = _links(graph, wanted)
    around = Around(language, _title(links, wanted, language))
    return network_html(network_page(links, language), around), f"{len(links)} partnerships"


def _world(graph: Graph, wanted: Wanted, language: Language) -> tuple[str, str]:
    links = _links(graph, wanted)
    around = Around(language, _title(links, wanted, language))
    return world_html(world_page(links, language), around), f"{len(links)} partnerships"


def _lenses(graph: Graph, wanted: Wanted, language: Language) -> tuple[str, str]:
    links, scopes = _links(graph, wanted), wanted.between or ("", "")
    around = Around(language, _title(links, wanted, language))
    return lenses_html(links, scopes, around), f"{len(links)} partnerships"


def _actors(graph: Graph, wanted: Wanted, language: Language) -> tuple[str, str]:
    del wanted
    page = actors_page(read.relations(graph), read.networks(graph), read.organisations(graph), language)
    return actors_html(page, Around(language, page.actors.title())), f"{len(page.actors.actors)} actors"


_DRAWN: dict[View, Callable[[Graph, Wanted, Language], tuple[str, str]]] = {
    "network": _network,
    "world": _world,
    "lenses": _lenses,
    "actors": _actors,
}
