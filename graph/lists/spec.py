"""What a list is, said once: what it holds, how it is filtered, counted, sorted and laid out as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from graph.errors import ParameterError
from graph.lists.column import Mask
from graph.lists.table import Table
from graph.views.base import Names, SourceRef, View
from graph.vocabulary import Word

if TYPE_CHECKING:
    from graph.db import Graph
    from graph.lists.shelf import Shelf

V = TypeVar("V", bound=View)
Given = Mapping[str, str]
"""Parameter → its text, as it was asked."""

MAX_VALUES = 50
"""The most values that one parameter may name."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter as it is documented; `allowed` are its only values, where they are known beforehand."""

    name: str
    doc: str
    example: str
    allowed: tuple[str, ...] = ()


class Filter(Protocol):
    """One way to cut a list: its parameters, and which rows a request means."""

    @property
    def parameters(self) -> Sequence[Parameter]:
        """What may be asked."""

    def mask(self, shelf: Shelf, table: Table, given: Given) -> Mask | None:
        """Return which rows are meant, None where nothing is asked.

        Raises:
            ParameterError: a value cannot be used.
        """


@dataclass(frozen=True, slots=True)
class Facet:
    """What a list can be counted by: a column, its closed words if it has some, and what a value is called."""

    column: str
    words: type[Word] | None = None
    names: Callable[[Shelf, str], Names | None] | None = None

    def values(self) -> tuple[str, ...]:
        """Return the values that are counted even where there is none."""
        return tuple(str(word) for word in self.words) if self.words else ()

    def names_of(self, shelf: Shelf, value: str) -> Names | None:
        """Return what a value is called in both languages, None where nothing is known beyond it."""
        if self.words:
            label = self.words(value).label
            return Names(fr=label.fr, en=label.en)
        return self.names(shelf, value) if self.names else None


Cell = str | int | float | None


class Sourced(Protocol):
    """A view that says which sources state it."""

    @property
    def sources(self) -> tuple[SourceRef, ...]:
        """The sources, each with the place in it."""
        ...


def joined(values: Iterable[str]) -> str:
    """Return several values as one cell."""
    return " | ".join(values)


def source_ids(view: Sourced) -> str:
    """Return the ids of the sources of a thing as one cell."""
    return joined(source.id for source in view.sources)


def locators(view: Sourced) -> str:
    """Return the places in the sources of a thing as one cell, in the order of `source_ids`."""
    return joined(source.locator for source in view.sources)


@dataclass(frozen=True, eq=False)
class Spec(Generic[V]):
    """One list.

    Attributes:
        name: the last part of its address.
        one: the word for one of its things, in errors.
        doc: what it holds, one line for the documents.
        thing: what one of its things is, for the documents of `/{id}`.
        view: the class of its things.
        index: reads the compact table of all its rows.
        queries: the named queries that the table and the things come from.
        read: reads things by their ids.
        filters: how it is cut.
        facets: what it is counted by, by name.
        sorts: the keys it is sorted by, beside `id`.
        sort: how it is sorted when nobody asks.
        unknown: columns whose emptiness is worth telling.
        csv: the cells of its flat table, by column.
        on_day: makes the table of a day, for lists that have a time; with `then`, which does the same for one thing.
    """

    name: str
    one: str
    doc: str
    thing: str
    view: type[V]
    index: Callable[[Shelf], Table]
    queries: tuple[str, ...]
    read: Callable[[Graph, Sequence[str]], Iterable[V]]
    filters: tuple[Filter, ...]
    facets: Mapping[str, Facet]
    csv: Mapping[str, Callable[[V], Cell]]
    example: str
    sorts: tuple[str, ...] = ()
    sort: str = "id"
    unknown: tuple[str, ...] = ()
    on_day: Callable[[Table, str], Table] | None = None
    then: Callable[[V, str], V | None] | None = None

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Every parameter of its filters."""
        return tuple(parameter for cut in self.filters for parameter in cut.parameters)


def values_of(name: str, text: str) -> tuple[str, ...]:
    """Return the values of a parameter: one, or several with commas between.

    Raises:
        ParameterError: there is none, or too many.
    """
    values = tuple(dict.fromkeys(value.strip() for value in text.split(",")))
    if not all(values):
        raise ParameterError(name, text, "values with commas between")
    if len(values) > MAX_VALUES:
        raise ParameterError(name, text, f"at most {MAX_VALUES} values")
    return values


AnySpec = Spec[Any]
