"""Reading everything, page by page: for dumps and exports, which must not hold the whole graph in memory.

Each page is a span of ids, so that it is read off the index and the last costs no more than the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from graph.db import Graph
from graph.places import country_of
from graph.read.spans import span_by_span
from graph.views.base import Row
from graph.views.partnerships import Partnership, partnership

PAGE = 2000
"""Things in one page."""

ALL = 1_000_000
"""A limit for a query that a span bounds already."""

ACTORS = ("Collectivity", "Network", "Organisation")
"""The labels of what acts."""


class Thing(NamedTuple):
    """A thing with its current values, which bear its `id` too, and what each source states: source and what was said."""

    label: str
    id: str
    props: dict[str, Any]
    statements: tuple[tuple[str, dict[str, Any]], ...]


class Known(NamedTuple):
    """What an id stands for: `label` in the graph, names, `kind`, and the place, as far as they are known."""

    id: str
    label: str
    name: str
    name_fr: str
    name_en: str
    kind: str | None = None
    territory: str | None = None
    lat: float | None = None
    lon: float | None = None

    @property
    def country(self) -> str | None:
        """The code of its country, if known."""
        return country_of(self.territory) if self.territory else None


class Actor(NamedTuple):
    """An actor and how many partnerships and memberships it has."""

    known: Known
    partnerships: int
    memberships: int


def pages(graph: Graph, label: str) -> Iterator[list[Thing]]:
    """Yield all things of one label in the order of their ids, in pages."""
    for rows in span_by_span(graph.read, f"read/dump/{label}", label, PAGE):
        if page := [_thing(label, row) for row in rows]:
            yield page


def things(graph: Graph, label: str) -> Iterator[Thing]:
    """Yield all things of one label in the order of their ids."""
    for page in pages(graph, label):
        yield from page


def id_pages(graph: Graph, label: str, size: int) -> Iterator[list[str]]:
    """Yield the ids of one label in their order, in pages."""
    for rows in span_by_span(graph.read, f"read/ids_within/{label}", label, size):
        if page := [row["id"] for row in rows]:
            yield page


def all_partnerships(graph: Graph) -> Iterator[Partnership]:
    """Yield all partnerships in the order of their ids."""
    query = "read/partnerships_within/partnership_rows"
    for rows in span_by_span(graph.read, query, "Partnership", PAGE, skip=0, limit=ALL):
        yield from map(partnership, rows)


def actors(graph: Graph) -> Iterator[Actor]:
    """Yield all authorities, then networks, then organisations, each in the order of their ids."""
    for label in ACTORS:
        for rows in span_by_span(graph.read, f"read/actors_within/{label}", label, PAGE):
            for row in rows:
                props = row["props"]
                yield Actor(_known({**props, "label": label}), row["partnerships"], row["memberships"])


def known(graph: Graph, ids: Iterable[str]) -> dict[str, Known]:
    """Return id → what it stands for, of those that are authorities, networks, organisations, people or events."""
    return {row["id"]: _known(row) for row in graph.read("read/labelled", ids=sorted(set(ids)))}


def _thing(label: str, row: Row) -> Thing:
    stated = tuple((one["source"], dict(one["said"])) for one in row["statements"])
    return Thing(label, row["id"], dict(row["props"]), stated)


def _known(row: Row) -> Known:
    name = row.get("name") or row.get("name_fr") or row.get("name_en") or row["id"]
    official = (name, row.get("name_fr") or name, row.get("name_en") or name)
    return Known(row["id"], row["label"], *official, *(row.get(field) for field in ("kind", "territory", "lat", "lon")))
