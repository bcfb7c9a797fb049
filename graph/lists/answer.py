"""Answering a list: which rows are meant, in what order, how they count up, and the things themselves, read by id."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from graph.asof import last_day
from graph.batches import batched
from graph.db import Graph
from graph.errors import NotFoundError
from graph.lists.bodies import source_dates
from graph.lists.column import Mask
from graph.lists.shelf import Shelf, finished, settled
from graph.lists.spec import Facet, Given, Spec
from graph.lists.table import Table
from graph.views.base import Coverage, Names, View

V = TypeVar("V", bound=View)

DAYS_KEPT = 16
"""How many days a list is kept for beside today; the oldest goes first."""

BATCH = 500
"""Things read in one query where a whole list is given out."""


class After(NamedTuple):
    """Where a page ends: so many rows were passed, the last of them this one."""

    skip: int
    id: str


@dataclass(frozen=True)
class Asked:
    """What is asked of a list.

    `given` are the filters; `after` is where the page before ended; `as_of` is an ISO date; `facets` are names of facets.
    """

    given: Given
    limit: int
    after: After | None = None
    sort: str = ""
    facets: tuple[str, ...] = ()
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class FacetCount:
    """One value of a facet: how many of the whole filtered set have it, and what it is called."""

    value: str
    count: int
    names: Names | None


@dataclass(frozen=True)
class Listed(Generic[V]):
    """A page of a list: the things, what the whole filtered set counts up to, and where the next page begins."""

    value: tuple[V, ...]
    total: int
    after: After | None
    coverage: Coverage
    facets: Mapping[str, tuple[FacetCount, ...]]
    revision: int


def listed(graph: Graph, spec: Spec[V], asked: Asked) -> Listed[V]:
    """Return one page of a list.

    Raises:
        ParameterError: a filter cannot be used.
    """
    return settled(graph, lambda shelf: _page(shelf, spec, asked))


def page_bytes(
    graph: Graph, spec: Spec[V], asked: Asked, key: Hashable, finish: Callable[[Listed[V]], bytes]
) -> tuple[bytes, int]:
    """Return one page of a list as `finish` lays it out, and the revision it is of; laid out once for a key and a revision.

    Args:
        graph: an open graph.
        spec: the list.
        asked: what is asked of it.
        key: tells this answer from all others.
        finish: lays a page out; nothing but the page and the key decides how.

    Raises:
        ParameterError: a filter cannot be used.
    """
    return finished(graph, key, lambda shelf: finish(_page(shelf, spec, asked)))


def everything(graph: Graph, spec: Spec[V], asked: Asked) -> tuple[Sequence[str], Iterator[V]]:
    """Return the ids of a whole filtered list, and its things, read while they are taken.

    Raises:
        ParameterError: a filter cannot be used; before anything is read.
    """
    ids = settled(graph, lambda shelf: _ids(shelf, spec, asked))

    def things() -> Iterator[V]:
        for batch in batched(ids, BATCH):
            yield from _things(graph, spec, batch, asked.as_of)

    return ids, things()


def the_one(graph: Graph, spec: Spec[V], id_: str, as_of: str | None = None) -> V:
    """Return one thing of a list by its id.

    Raises:
        NotFoundError: there is none, or no source shows that it was there on that day.
    """
    found = next(iter(spec.read(graph, [id_])), None)
    if found is None:
        raise NotFoundError(f"no {spec.one} has the id {id_!r}")
    if as_of is None or spec.then is None:
        return found
    then = spec.then(found, as_of)
    if then is None:
        raise NotFoundError(f"no source shows the {spec.one} {id_!r} on {as_of}")
    return then


def _page(shelf: Shelf, spec: Spec[V], asked: Asked) -> Listed[V]:
    table = _table(shelf, spec, asked.as_of)
    mask = _mask(shelf, spec, table, asked.given)
    order = table.ordered(mask, asked.sort or spec.sort)
    begin = _begin(table, order, asked.after)
    ids = [table.ids[row] for row in order[begin : begin + asked.limit]]
    end = begin + len(ids)
    return Listed(
        value=tuple(_things(shelf.graph, spec, ids, asked.as_of)),
        total=len(order),
        after=After(end, ids[-1]) if ids and end < len(order) else None,
        coverage=_coverage(shelf, spec, table, mask),
        facets={name: _facet(shelf, spec.facets[name], table, mask) for name in asked.facets},
        revision=shelf.revision,
    )


def _ids(shelf: Shelf, spec: Spec[V], asked: Asked) -> list[str]:
    table = _table(shelf, spec, asked.as_of)
    order = table.ordered(_mask(shelf, spec, table, asked.given), asked.sort or spec.sort)
    return [table.ids[row] for row in order]


def _table(shelf: Shelf, spec: Spec[V], as_of: str | None) -> Table:
    table = shelf.kept(f"table {spec.name}", lambda: spec.index(shelf))
    on_day = spec.on_day
    if as_of is None or on_day is None:
        return table
    day = last_day(as_of)
    return shelf.recent(f"days {spec.name}", day, lambda: on_day(table, day), DAYS_KEPT)


def _mask(shelf: Shelf, spec: Spec[V], table: Table, given: Given) -> Mask:
    mask = table.all()
    for cut in spec.filters:
        if (meant := cut.mask(shelf, table, given)) is not None:
            mask &= meant
    return mask


def _begin(table: Table, order: Sequence[int] | Any, after: After | None) -> int:
    """Return where a page begins: after the row that the page before ended with, wherever writers have moved it."""
    if after is None:
        return 0
    if 0 < after.skip <= len(order) and table.ids[order[after.skip - 1]] == after.id:
        return after.skip
    row = table.position.get(after.id)
    places = [] if row is None else [place for place, other in enumerate(order) if other == row]
    return places[0] + 1 if places else min(after.skip, len(order))


def _things(graph: Graph, spec: Spec[V], ids: Sequence[str], as_of: str | None) -> Iterator[V]:
    found = {thing.id: thing for thing in spec.read(graph, ids)} if ids else {}  # type: ignore[attr-defined]
    for id_ in ids:
        thing = found.get(id_)
        if thing is not None and as_of is not None and spec.then is not None:
            thing = spec.then(thing, as_of)
        if thing is not None:
            yield thing


def _facet(shelf: Shelf, facet: Facet, table: Table, mask: Mask) -> tuple[FacetCount, ...]:
    counts = dict.fromkeys(facet.values(), 0) | table.columns[facet.column].counts(mask)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(FacetCount(value, count, facet.names_of(shelf, value)) for value, count in ordered)


def _coverage(shelf: Shelf, spec: Spec[V], table: Table, mask: Mask) -> Coverage:
    every = source_dates(shelf)
    cited = [every.get(source) for source in table.columns["source"].counts(mask)]
    dates = sorted(date for date in cited if date)
    total = int(mask.sum())
    return Coverage(
        sources=len(cited),
        oldest=dates[0] if dates else None,
        newest=dates[-1] if dates else None,
        undated=len(cited) - len(dates),
        searched=len(every),
        searched_newest=max((date for date in every.values() if date), default=None),
        unknown={name: total - int((table.columns[name].some() & mask).sum()) for name in spec.unknown},
    )
