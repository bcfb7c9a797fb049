"""Values of a mapping: a column, a constant or a table of meanings, and how a cell becomes text, number, word or date."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Final, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from graph.dates import EXPECTED, PartialDate
from graph.vocabulary import Word
from loaders.tables import clean

W = TypeVar("W", bound=Word)

_NUMBER: Final = re.compile(r"[-+−]?\d+(?:[.,]\d+)?")
_SHOWN: Final = 20
"""How many of the expected words an error names."""


class CellError(Exception):
    """A cell cannot be taken: the column (or the field) and what was expected."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason

    def __reduce__(self) -> tuple[type[CellError], tuple[str, str]]:
        return CellError, (self.field, self.reason)


class Strict(BaseModel):
    """Base of the parts of a mapping."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Value(Strict):
    """Where a value comes from: a column, through a table or not, or a constant."""

    column: str | None = None
    value: str | None = None
    values: dict[str, str | None] | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.column is None) == (self.value is None):
            raise ValueError("expected a column's name, {value: …}, or {column: …, values: {…}}")
        if self.values is not None and self.column is None:
            raise ValueError("a table of values needs a column")
        return self

    @property
    def field(self) -> str:
        """Name the value in an error: its column, or the constant."""
        return self.column if self.column is not None else f"{{value: {self.value}}}"

    def text(self, row: Mapping[str, str]) -> str | None:
        """Return what the row says; None where the cell is empty.

        Raises:
            CellError: the cell is outside the table.
        """
        return self.value if self.column is None else self.meaning(row[self.column])

    def meaning(self, cell: str) -> str | None:
        """Return what a cell stands for, see `text`."""
        if self.values is None:
            return cell or None
        if cell in self.values:
            return self.values[cell]
        if not cell:
            return None
        raise CellError(self.field, f"got {cell!r}, expected one of {some(self.values)}")

    def number(self, row: Mapping[str, str]) -> float | None:
        """Return a decimal number, with a point or a comma; None where the cell is empty.

        Raises:
            CellError: the cell is no number.
        """
        text = self.text(row)
        if text is None:
            return None
        if not _NUMBER.fullmatch(text):
            raise CellError(self.field, f"got {text!r}, expected a number such as 48.69 or 48,69")
        return float(text.replace(",", ".").replace("−", "-"))

    def word(self, row: Mapping[str, str], words: type[W]) -> W | None:
        """Return a word of a controlled vocabulary.

        Raises:
            CellError: neither the cell nor the table gives one.
        """
        text = self.text(row)
        if text is None:
            return None
        try:
            return words(text)
        except ValueError:
            raise CellError(
                self.field, f"got {text!r}, expected one of {some(words)}: say what it means with values"
            ) from None


def _named(given: Any) -> Any:
    return {"column": clean(given)} if isinstance(given, str) else _cleaned(given)


def _cleaned(given: Any) -> Any:
    """Compare names of columns and the words of a table as cells are compared."""
    if not isinstance(given, dict):
        return given
    given = dict(given)
    if isinstance(given.get("column"), str):
        given["column"] = clean(given["column"])
    if isinstance(given.get("values"), dict):
        given["values"] = {clean(str(cell)): meaning for cell, meaning in given["values"].items()}
    return given


class ListValue(Value):
    """Several values in one cell, between separators."""

    separator: Annotated[str, Field(min_length=1, max_length=5)] | None = None

    def texts(self, row: Mapping[str, str]) -> Iterator[str]:
        """Yield each value of the cell.

        Raises:
            CellError: one is outside the table.
        """
        cell = self.value if self.column is None else row[self.column]
        for part in (cell or "").split(self.separator) if self.separator else [cell or ""]:
            text = clean(part) if self.column is None else self.meaning(clean(part))
            if text:
                yield text


Cell = Annotated[Value, BeforeValidator(_named)]
Cells = Annotated[ListValue, BeforeValidator(_named)]


def _several(given: Any) -> Any:
    return (given,) if isinstance(given, str) else given


class Dates(Strict):
    """How dates are written where it is not ISO: one or several formats of `strptime`."""

    format: Annotated[tuple[str, ...], BeforeValidator(_several), Field(min_length=1)]

    @model_validator(mode="after")
    def _with_year(self) -> Self:
        for one in self.format:
            if "%Y" not in one:
                raise ValueError(f"expected a format with %Y such as %d/%m/%Y, got {one!r}")
            try:
                time.strptime(time.strftime(one, (2001, 2, 3, 4, 5, 6, 5, 34, 0)), one)
            except ValueError as error:
                raise ValueError(f"not a format of a date: {one!r} ({error})") from None
        return self


def read_date(value: Value | None, row: Mapping[str, str], dates: Dates | None) -> PartialDate | None:
    """Return a date of known precision, in EDTF or in one of the formats; None where the cell is empty.

    Raises:
        CellError: neither.
    """
    text = value.text(row) if value else None
    if value is None or text is None:
        return None
    for format_ in dates.format if dates else ():
        if found := _by_format(text, format_):
            return found
    try:
        return PartialDate.parse(text)
    except ValueError:
        also = f", or {', '.join(dates.format)}" if dates else "; another way needs dates.format"
        raise CellError(value.field, f"got {text!r}, expected {EXPECTED}{also}") from None


def _by_format(text: str, format_: str) -> PartialDate | None:
    try:
        day = time.strptime(text, format_)
    except ValueError:
        return None
    precise = any(part in format_ for part in ("%d", "%j", "%x", "%e"))
    month = precise or any(part in format_ for part in ("%m", "%b", "%B"))
    parts = (f"{day.tm_year:04}", f"{day.tm_mon:02}" if month else "", f"{day.tm_mday:02}" if precise else "")
    return PartialDate("-".join(part for part in parts if part))


def some(words: Iterable[str]) -> str:
    """Return words as a list for an error line, the first twenty."""
    names = [str(word) for word in words]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
