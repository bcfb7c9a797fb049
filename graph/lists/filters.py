"""The ways to cut a list, each declared with the parameters it reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.dates import is_date
from graph.errors import ParameterError
from graph.lists.column import Mask
from graph.lists.spec import Given, Parameter, values_of
from graph.lists.table import Table
from graph.places import canonical, territories
from graph.vocabulary import Word

if TYPE_CHECKING:
    from graph.lists.shelf import Shelf

MAX_TEXT = 100
_CODE = re.compile(r"^[A-Z]{2}$")


def _several(name: str, doc: str, example: str, allowed: tuple[str, ...] = ()) -> Sequence[Parameter]:
    """Return the one parameter of a filter that takes several values."""
    return (Parameter(name, f"{doc} Several with commas between.", example, allowed),)


def _check_words(name: str, values: Iterable[str], allowed: tuple[str, ...]) -> None:
    for value in values:
        if value not in allowed:
            raise ParameterError(name, value, f"one of {', '.join(allowed)}", allowed)


@dataclass(frozen=True, slots=True)
class Among:
    """Rows that have one of the words given: a closed vocabulary, or ids that the graph holds (`known` tells which)."""

    name: str
    doc: str
    example: str
    column: str = ""
    words: type[Word] | None = None
    known: Callable[[Shelf], Iterable[str]] | None = None

    @property
    def parameters(self) -> Sequence[Parameter]:
        """The one parameter."""
        allowed = tuple(str(word) for word in self.words) if self.words else ()
        return _several(self.name, self.doc, self.example, allowed)

    def mask(self, shelf: Shelf, table: Table, given: Given) -> Mask | None:
        """Return the rows that have one of the values."""
        if self.name not in given:
            return None
        values = values_of(self.name, given[self.name])
        self._check(shelf, values)
        return table.columns[self.column or self.name].any_of(values)

    def _check(self, shelf: Shelf, values: Iterable[str]) -> None:
        if self.words:
            _check_words(self.name, values, tuple(str(word) for word in self.words))
        elif self.known:
            known = self.known(shelf)
            for value in values:
                if value not in known:
                    raise ParameterError(self.name, value, "the id of one that the graph holds")


@dataclass(frozen=True, slots=True)
class Within:
    """Rows that lie in one of the territories given, at any depth; the column holds each row's territories, all of them."""

    name: str
    doc: str
    example: str
    column: str = "within"
    countries: bool = False

    @property
    def parameters(self) -> Sequence[Parameter]:
        """The one parameter."""
        return _several(self.name, self.doc, self.example)

    def mask(self, shelf: Shelf, table: Table, given: Given) -> Mask | None:
        """Return the rows that lie there."""
        if self.name not in given:
            return None
        values = values_of(self.name, given[self.name])
        for value in values:
            if value not in territories():
                raise ParameterError(self.name, value, "the ISO 3166 code of a territory, such as FR or US-PA")
            if self.countries and not _CODE.match(value):
                raise ParameterError(self.name, value, "the ISO 3166 code of a country, such as FR")
        return table.columns[self.column].any_of(canonical(value) for value in values)


@dataclass(frozen=True, slots=True)
class Tied:
    """Rows tied to one of the bodies given, or to one in a territory given; the column holds ids of bodies and codes."""

    name: str
    doc: str
    example: str
    known: Callable[[Shelf], Iterable[str]]

    @property
    def parameters(self) -> Sequence[Parameter]:
        """The one parameter."""
        return _several(self.name, self.doc, self.example)

    def mask(self, shelf: Shelf, table: Table, given: Given) -> Mask | None:
        """Return the rows that are tied to one of them."""
        if self.name not in given:
            return None
        values, known = values_of(self.name, given[self.name]), self.known(shelf)
        for value in values:
            if value not in known and value not in territories():
                raise ParameterError(
                    self.name, value, "the id of a body that the graph holds, or the code of a territory"
                )
        return table.columns[self.name].any_of(
            canonical(value) if value in territories() else value for value in values
        )


@dataclass(frozen=True, slots=True)
class Lacking:
    """Rows of which no source states something: each word is a column, and how many values of it a row should have."""

    doc: str
    columns: Mapping[str, tuple[str, int]]
    example: str
    name: str = "missing"

    @property
    def parameters(self) -> Sequence[Parameter]:
        """The one parameter."""
        return _several(self.name, self.doc, self.example, tuple(self.columns))

    def mask(self, shelf: Shelf, table: Table, given: Given) -> Mask | None:
        """Return the rows that lack one of the things."""
        if self.name not in given:
            return None
        lacking = np.zeros(len(table.ids), dtype=np.bool_)
        values = values_of(self.name, given[self.name])
        _check_words(self.name, values, tuple(self.columns))
        for column, least in (self.columns[value] for value in values):
            lacking |= table.columns[column].fewer(least)
        return lacking


@dataclass(frozen=True, slots=True)
class Span:
    """Rows whose date lies between two, both included; a date is a year, a month or a day."""

    key: str
    first: str
    last: str
    doc: str
    example: str = "1990"

    @property
    def parameters(self) -> Sequence[Parameter]:
        """The two ends."""
        return (
            Parameter(self.first, f"{self.doc}: the earliest (a year, a month or a day).", self.example),
            Parameter(self.last, f"{self.doc}: the latest (a year, a month or a day).", self.example),
        )

    def mask(self, shelf: Shelf, table: Table, given: Given) -> Mask | None:
        """Return the rows between the ends."""
        ends = [given.get(self.first), given.get(self.last)]
        for name, end in zip((self.first, self.last), ends, strict=True):
            if end is not None and not is_date(end):
                raise ParameterError(name, end, "a date: 1990, 1990-06 or 1990-06-15")
        return None if ends == [None, None] else table.between(self.key, *ends)


@dataclass(frozen=True, slots=True)
class Words:
    """Rows with a name that has the words given, or words that begin so; accents and case aside."""

    doc: str
    example: str
    name: str = "q"

    @property
    def parameters(self) -> Sequence[Parameter]:
        """The one parameter."""
        return (Parameter(self.name, self.doc, self.example),)

    def mask(self, shelf: Shelf, table: Table, given: Given) -> Mask | None:
        """Return the rows with such a name."""
        if self.name not in given:
            return None
        text = given[self.name]
        if not text.strip() or len(text) > MAX_TEXT:
            raise ParameterError(self.name, text, f"1 to {MAX_TEXT} characters")
        return table.named(text)
