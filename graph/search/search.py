"""Searching a graph: the index of its revision, made once and kept."""

from __future__ import annotations

from collections import Counter

from graph.db import Graph
from graph.lists.shelf import Shelf, settled
from graph.read import sources_searched
from graph.search.entries import TYPES, entries
from graph.search.index import Hit, Index
from graph.views.base import Names, coverage
from graph.views.search import Found, Results

LISTS = {
    "collectivity": "collectivities",
    "network": "networks",
    "organisation": "organisations",
    "person": "people",
    "event": "events",
    "theme": "themes",
    "source": "sources",
}
"""Type → the list of the API that it is in; a territory is in none, its partnerships are asked for."""


def index_of(shelf: Shelf) -> Index:
    """Return the index of a revision."""
    return shelf.kept("search index", lambda: Index.of(entries(shelf.graph)))


def search(
    graph: Graph, text: str, *, types: frozenset[str] = frozenset(TYPES), skip: int = 0, limit: int = 20
) -> Results:
    """Return what a text finds, the best first.

    Args:
        graph: an open graph.
        text: a name or the beginning of one, in any spelling.
        types: what to look among.
        skip: how many to pass over.
        limit: how many to give at most.
    """

    def work(shelf: Shelf) -> Results:
        hits = index_of(shelf).search(text, types)
        counted = Counter(hit.entry.type for hit in hits)
        return Results(
            query=text,
            value=tuple(found(hit) for hit in hits[skip : skip + limit]),
            total=len(hits),
            types={type_: counted[type_] for type_ in TYPES if counted[type_]},
            coverage=shelf.kept("search coverage", lambda: coverage((), sources_searched(graph))),
        )

    return settled(graph, work)


def found(hit: Hit) -> Found:
    """Make the view of a hit."""
    one = hit.entry
    return Found(
        id=one.id,
        type=one.type,
        name=one.name,
        names=Names(fr=one.name_fr, en=one.name_en),
        kind=one.kind,
        country=one.country,
        territory=one.territory,
        matched=hit.matched,
        how=hit.how,
        detail=Names(fr=one.detail[0], en=one.detail[1]) if one.detail else None,
        weight=one.weight if one.type != "territory" else 0,
        url=f"/v1/{LISTS[one.type]}/{one.id}" if one.type in LISTS else f"/v1/partnerships?between={one.id}",
    )
