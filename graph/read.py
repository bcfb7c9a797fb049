"""Reading: one function for each kind of question, from a named query to views."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from graph.db import Graph
from graph.errors import NotFoundError
from graph.places import chain, country_of, territories
from graph.views import (
    Collectivity,
    Coverage,
    Names,
    Page,
    Partnership,
    Row,
    Source,
    SourceRef,
    coverage,
    names_of,
    partnership,
    source_ref,
)

MAX_ROWS = 1000
"""The most rows that one page of a list holds."""

EVERYTHING = 100_000
"""A bound for what is read as a whole: maps, and the table behind an answer."""


class Named(NamedTuple):
    """A thing with a name: what the question engine, search and reconciliation look names up in.

    `territory` is the smallest known of an authority or organisation; `names` holds every name, alias, acronym and
    spelling, as it was given (not folded), the official one first.
    """

    id: str
    label: str
    kind: str | None
    territory: str | None
    names: tuple[str, ...]
    name: str
    name_fr: str
    name_en: str


def partnerships(
    graph: Graph, a: str | None = None, b: str | None = None, *, skip: int = 0, limit: int = EVERYTHING
) -> tuple[Partnership, ...]:
    """Return partnerships in order of their id.

    Args:
        graph: an open graph.
        a: a scope: the id of an authority or organisation, or the code of a territory with all in it; None for any.
        b: the scope of another party; None for any.
        skip: rows to pass over.
        limit: rows to return at most.
    """
    name, scopes = _scoped(a, b)
    rows = graph.read(f"{name}/partnership_rows", **scopes, skip=skip, limit=limit)
    return tuple(partnership(row) for row in rows)


def partnerships_total(graph: Graph, a: str | None = None, b: str | None = None) -> int:
    """Return how many partnerships `partnerships` would give without bounds."""
    name, scopes = _scoped(a, b)
    return int(graph.read(f"{name}/partnership_total", **scopes)[0]["total"])


def _scoped(a: str | None, b: str | None) -> tuple[str, dict[str, str]]:
    if a and b:
        return "read/partnerships_between", {"a": a, "b": b}
    if one := a or b:
        return "read/partnerships_of", {"a": one}
    return "read/partnerships", {}


def collectivities(
    graph: Graph, within: str | None = None, *, skip: int = 0, limit: int = MAX_ROWS
) -> Page[Collectivity]:
    """Return local authorities in order of their id; `within` is the code of a territory, with all in it."""
    rows = graph.read("read/collectivities", within=within, skip=skip, limit=limit)
    total = graph.read("read/collectivities_total", within=within)[0]["total"]
    return Page(value=tuple(_collectivity(row) for row in rows), total=total, coverage=_searched(graph))


def collectivity(graph: Graph, id_: str) -> Collectivity:
    """Return one local authority with its sources.

    Raises:
        NotFoundError: no authority has this id.
    """
    rows = graph.read("read/collectivity", id=id_)
    if not rows:
        raise NotFoundError(f"no local authority has the id {id_!r}")
    return _collectivity(rows[0], rows[0]["statements"])


def sources(graph: Graph) -> tuple[Source, ...]:
    """Return all sources, newest first."""
    return tuple(_source(row) for row in graph.read("read/sources", id=None))


def source(graph: Graph, id_: str) -> Source:
    """Return one source.

    Raises:
        NotFoundError: no source has this id.
    """
    rows = graph.read("read/sources", id=id_)
    if not rows:
        raise NotFoundError(f"no source has the id {id_!r}")
    return _source(rows[0])


def names(graph: Graph) -> tuple[Named, ...]:
    """Return every authority, network and organisation with all its names."""
    labels = ("Collectivity", "Network", "Organisation")
    return tuple(_named(label, row) for label in labels for row in graph.read(f"read/named/{label}"))


def sources_searched(graph: Graph) -> tuple[Row, ...]:
    """Return id and date of every source: what an answer was searched in."""
    return tuple(graph.read("read/source_dates"))


def revision(graph: Graph) -> int:
    """Return the number of changes the graph has seen; what is worked out from the graph holds as long as it stays."""
    rows = graph.read("read/meta")
    return int(rows[0]["revision"]) if rows else 0


class Question(NamedTuple):
    """Something that a source leaves open: `about` are the ids it concerns."""

    id: str
    kind: str
    question: Names
    about: tuple[str, ...]
    source: SourceRef


def review(graph: Graph) -> tuple[Question, ...]:
    """Return everything that sources leave open, of the newest source first."""
    return tuple(
        Question(row["id"], row["kind"], names_of(row, "question"), tuple(row["about"]), _row_source(row))
        for row in graph.read("read/review")
    )


def counts(graph: Graph) -> dict[str, int]:
    """Return label or relation type → how many there are."""
    nodes = {row["label"]: row["total"] for row in graph.read("read/node_counts")}
    relations = {row["type"]: row["total"] for row in graph.read("read/relation_counts")}
    return nodes | relations


def coverage_of(graph: Graph, found: tuple[Partnership, ...]) -> Coverage:
    """Return what these partnerships rest on, and what was searched for them."""
    return coverage((ref for item in found for ref in item.sources), sources_searched(graph))


def _searched(graph: Graph) -> Coverage:
    rows = sources_searched(graph)
    dates = sorted(row["date"] for row in rows if row["date"])
    return Coverage(
        sources=len(rows),
        oldest=dates[0] if dates else None,
        newest=dates[-1] if dates else None,
        undated=len(rows) - len(dates),
        searched=len(rows),
        searched_newest=dates[-1] if dates else None,
    )


def _collectivity(row: Row, statements: Any = ()) -> Collectivity:
    props = row["props"]
    kept = {
        name: props[name]
        for name in ("part_of", "insee", "siren", "wikidata", "population", "lat", "lon")
        if name in props
    }
    return Collectivity(
        id=props["id"],
        name=props["name"],
        names=names_of(props),
        kind=props["kind"],
        country=country_of(props["territory"]),
        territory=props["territory"],
        within=tuple(place.code for place in chain(props["territory"])),
        aliases=tuple(props.get("aliases", ())),
        partnerships=row["partnerships"],
        sources=tuple(source_ref(statement, statement["said"]["locator"]) for statement in statements),
        **kept,
    )


def _source(row: Row) -> Source:
    props = row["props"]
    titles = names_of(props, "title")
    optional = ("date", "publisher", "language", "document", "url", "licence")
    return Source(
        id=props["id"],
        title=titles.fr,
        titles=titles,
        kind=props["kind"],
        statements=row["statements"],
        **{name: props.get(name) for name in optional},
    )


def _named(label: str, row: Row) -> Named:
    several = [*(row["aliases"] or ()), *(row["former_names"] or ()), *(row["as_stated"] or ())]
    every = [row["name"], row["name_fr"], row["name_en"], row["acronym"], *several]
    names = names_of(row)
    kept = tuple(dict.fromkeys(name for name in every if name))
    return Named(row["id"], label, row["kind"], row["territory"], kept, row["name"], names.fr, names.en)


def _row_source(row: Row) -> SourceRef:
    return source_ref({**row, "id": row["source"]}, row["locator"])


class LeftOpen(NamedTuple):
    """What a source leaves open, of which kind, and the ids it is about."""

    kind: str
    question: Names
    about: frozenset[str]


def review_about(graph: Graph, ids: Sequence[str]) -> tuple[LeftOpen, ...]:
    """Return what sources leave open about any of these ids."""
    rows = graph.read("read/review_about", ids=list(ids))
    return tuple(LeftOpen(row["kind"], names_of(row, "question"), frozenset(row["about"])) for row in rows)


def check_scope(graph: Graph, scope: str) -> None:
    """Check that a scope is there: the code of a territory, or the id of an authority or organisation.

    Raises:
        NotFoundError: it is neither.
    """
    if scope not in territories() and not graph.read("read/body_exists", id=scope)[0]["found"]:
        raise NotFoundError(
            f"{scope!r} is neither the ISO 3166 code of a territory nor the id of an authority or organisation"
        )
