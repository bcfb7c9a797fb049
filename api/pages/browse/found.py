"""One page of a list with its counts: cut and counted on the compact tables of `graph.lists`, read by id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Any, NamedTuple

from api.pages.browse.asked import PER_PAGE, Asked
from api.pages.browse.kinds import Kind
from graph.asof import last_day
from graph.db import Graph
from graph.errors import ParameterError
from graph.lists.answer import DAYS_KEPT
from graph.lists.column import Mask
from graph.lists.shelf import Shelf, settled
from graph.lists.spec import AnySpec
from graph.lists.table import Table
from graph.places import territories
from graph.vocabulary import Language

Count = tuple[str, str, int]


class Found(NamedTuple):
    """The rows of one page, how many there are, and the counts of every facet: value, label, count.

    `bare` counts links that have neither a beginning nor a status; `parts` what lies in the parts of the second scope.
    """

    value: tuple[Any, ...]
    total: int
    counts: Mapping[str, Sequence[Count]]
    bare: int = 0
    parts: Sequence[Count] = ()


def found(graph: Graph, spec: AnySpec, kind: Kind, asked: Asked, language: Language) -> Found:
    """Return what an address asks for.

    Raises:
        ParameterError: a filter or an order cannot be used.
    """
    order = asked.sort or kind.order
    if order.removeprefix("-") not in (*spec.sorts, "id"):
        raise ParameterError("sort", order, f"one of {', '.join(spec.sorts)}", tuple(spec.sorts))
    return settled(graph, lambda shelf: _found(graph, shelf, spec, kind, asked, order, language))


def _found(
    graph: Graph, shelf: Shelf, spec: AnySpec, kind: Kind, asked: Asked, order: str, language: Language
) -> Found:
    day = asked.kept.get("as_of")
    table = table_of(shelf, spec, day)
    masks = {
        cut.parameters[0].name: mask
        for cut in spec.filters
        if (mask := cut.mask(shelf, table, asked.filters)) is not None
    }
    mask = _all(table, masks.values())
    rows = table.ordered(mask, order)
    ids = [table.ids[row] for row in rows[asked.skip : asked.skip + PER_PAGE]]
    things = {thing.id: thing for thing in spec.read(graph, ids)}
    value = (things[id_] for id_ in ids if id_ in things)
    if day and spec.then:
        value = (then for thing in value if (then := spec.then(thing, day)) is not None)
    return Found(
        tuple(value),
        len(rows),
        {name: _counts(shelf, spec, name, table, masks, language) for name in kind.facets},
        _bare(table, mask) if kind.name == "partnerships" else 0,
        _parts(table, mask, asked, language),
    )


def table_of(shelf: Shelf, spec: AnySpec, as_of: str | None) -> Table:
    """Return the table of a list, or of a list on a day; the same that the API answers from."""
    table: Table = shelf.kept(f"table {spec.name}", lambda: spec.index(shelf))
    on_day = spec.on_day
    if as_of is None or on_day is None:
        return table
    day = last_day(as_of)
    found: Table = shelf.recent(f"days {spec.name}", day, lambda: on_day(table, day), DAYS_KEPT)
    return found


def _all(table: Table, masks: Any) -> Mask:
    return reduce(lambda one, other: one & other, masks, table.all())


def _counts(
    shelf: Shelf, spec: AnySpec, name: str, table: Table, masks: Mapping[str, Mask], language: Language
) -> list[Count]:
    """Count one facet over what all the other filters leave: so that a second value can be added to the first."""
    facet = spec.facets[name]
    mask = _all(table, [one for other, one in masks.items() if other != name])
    counts = table.columns[facet.column].counts(mask)
    values = facet.values() or tuple(sorted(counts))
    named = ((value, facet.names_of(shelf, value)) for value in values)
    return [(value, names.in_(language) if names else value, counts.get(value, 0)) for value, names in named]


def _bare(table: Table, mask: Mask) -> int:
    silent = table.columns["status"].any_of(["unknown"]) & ~table.columns["since"].some()
    return int((mask & silent).sum())


def _parts(table: Table, mask: Mask, asked: Asked, language: Language) -> list[Count]:
    """Count the parts of the second scope, where it is a territory that has some: the states of the United States."""
    scope = asked.filters.get("and") or asked.filters.get("between", "")
    if "scope" not in table.columns or scope not in territories():
        return []
    inside = {code: one for code, one in territories().items() if one.parent == scope}
    counts = [
        (code, inside[code].fr if language == "fr" else inside[code].en, count)
        for code, count in table.columns["scope"].counts(mask).items()
        if code in inside
    ]
    return sorted(counts, key=lambda one: (-one[2], one[1]))
