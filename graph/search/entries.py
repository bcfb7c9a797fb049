"""What can be found: one entry for each thing that has a name, with all its names.

People are found by their public office: whoever holds none is not among them. Cities abroad are found by their names in
other languages too: our own table of the usual ones, and GeoNames' for big cities.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from graph.cities import cities_named, exonym
from graph.db import Graph
from graph.ids import fold
from graph.places import country_of, territories
from graph.read import sources
from graph.read.spans import span_by_span
from graph.themes import themes

SLICE = 5000
"""Rows of one query."""

TYPES = ("collectivity", "territory", "network", "organisation", "person", "event", "theme", "source")
"""What is found, in the order in which equals stand."""


class Entry(NamedTuple):
    """A thing that can be found.

    `names` are all it is called by, official ones first, `foreign` what it is called abroad. `weight` says how much the
    graph knows of it: its partnerships and memberships. `detail` is what tells it from namesakes, in French and English.
    """

    id: str
    type: str
    name: str
    name_fr: str
    name_en: str
    kind: str | None
    territory: str | None
    names: tuple[str, ...]
    foreign: tuple[str, ...] = ()
    weight: int = 0
    detail: tuple[str, str] | None = None

    @property
    def country(self) -> str | None:
        """The code of its country, if known."""
        return country_of(self.territory) if self.territory else None


def entries(graph: Graph) -> Iterator[Entry]:
    """Yield everything that can be found in a graph, and the territories of the world."""
    sliced = partial(span_by_span, graph.read, size=SLICE)
    for label in ("Collectivity", "Network", "Organisation"):
        for rows in sliced(f"read/search_actors/{label}", label):
            yield from (_actor(label, row) for row in rows)
    for rows in sliced("read/search_people", "Person"):
        yield from map(_person, rows)
    for rows in sliced("read/search_events", "Event"):
        yield from map(_event, rows)
    for here in territories().values():
        names = _distinct(here.name, here.fr, here.en, *here.aliases)
        # Where names are equal, an authority comes before a country, and that before a province.
        yield Entry(here.code, "territory", here.name, here.fr, here.en, None, here.code, names, weight=-here.level)
    for id_, (fr, en) in themes().items():
        yield Entry(id_, "theme", fr, fr, en, None, None, _distinct(fr, en))
    for source in sources(graph):
        fr, en = source.titles.fr, source.titles.en
        detail = (source.date, source.date) if source.date else None
        yield Entry(source.id, "source", fr, fr, en, source.kind, None, _distinct(fr, en), detail=detail)


def _actor(label: str, row: Any) -> Entry:
    official = (row["name"], row["name_fr"] or row["name"], row["name_en"] or row["name"])
    several = [*(row["aliases"] or ()), *(row["former_names"] or ()), *(row["as_stated"] or ())]
    names = _distinct(*official, row["acronym"], *several)
    foreign: tuple[str, ...] = ()
    if label == "Collectivity":
        usual, foreign = _abroad(names, row["territory"])
        names = _distinct(*names, *usual)
    elif not row["acronym"]:
        foreign = tuple(filter(None, map(_initials, names)))
    place = row["territory"]
    return Entry(row["id"], label.lower(), *official, row["kind"], place, names, foreign, row["weight"])


def _person(row: Any) -> Entry:
    name = row["name"]
    detail = tuple(_office(row["title"], row[body] or row["body"]) for body in ("body_fr", "body_en"))
    names = _distinct(name, *(row["as_stated"] or ()))
    return Entry(row["id"], "person", name, name, name, None, None, names, (), row["offices"], (detail[0], detail[1]))


def _office(title: str | None, body: str) -> str:
    return f"{title}, {body}" if title else body


def _event(row: Any) -> Entry:
    fr, en = row["name_fr"] or row["name_en"], row["name_en"] or row["name_fr"]
    detail = (row["date"], row["date"]) if row["date"] else None
    names = _distinct(fr, en, *(row["as_stated"] or ()))
    return Entry(row["id"], "event", fr, fr, en, row["kind"], None, names, detail=detail)


def _distinct(*names: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def _initials(name: str) -> str | None:
    """Return the initials of a name of three or more words that are more than links between others."""
    words = [word for word in fold(name).split() if word not in _LINKS]
    return "".join(word[0] for word in words) if len(words) >= 3 else None


_LINKS = frozenset("de des du d l la le les et en au aux a pour sur of the and for in on".split())


def _abroad(names: Sequence[str], code: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what a city abroad is usually called in other languages, and all else it is called somewhere."""
    country = country_of(code)
    if country == "FR":
        return (), ()
    usual: dict[str, None] = {}
    found: dict[str, None] = {}
    for name in names:
        usual |= dict.fromkeys(called.names if (called := exonym(country, name)) else ())
        city = next((city for city in cities_named(name) if _inside(city.territory, code)), None)
        if city:
            found |= dict.fromkeys((city.name, *city.aliases))
    return tuple(usual), tuple(found)


def _inside(city: str, code: str) -> bool:
    # GeoNames knows the state in the United States, Canada and Australia, elsewhere the country alone.
    return city == code if "-" in city and "-" in code else city[:2] == code[:2]
