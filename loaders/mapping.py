"""Mapping files: how the columns of a register become what it states (docs/sources/mappings.md).

A mapping is YAML. A value in it is a column's name, `{value: …}` for a constant, or `{column: …, values: {…}}` for a table
from what the cells say to what it means. Every column of the file is mapped or ignored, so that one which a new edition
brings is noticed; a cell outside its table is a rejected row, never a default.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Final, Self, TypeVar

from pydantic import BeforeValidator, ValidationError, model_validator
from pydantic_core import ErrorDetails

from graph.dates import Date, PartialDate
from graph.errors import InputError
from graph.records import CollectivityRecord, Id, SourceRecord, Text
from graph.records import Line as TextLine
from graph.vocabulary import SourceKind
from loaders.bodies import Bodies
from loaders.report import Rejected
from loaders.stated import StatedPlace
from loaders.tables import TableFormat, clean
from loaders.values import Cell, CellError, Dates, Strict, Value, read_date, some
from loaders.yamlfile import Yaml, read_yaml

M = TypeVar("M", bound="TableMapping")

_SHORT_INSEE: Final = re.compile(r"\d{4}")


def _either(given: Any) -> Any:
    return {"fr": given, "en": given} if isinstance(given, str) else given


class SourceHead(Strict):
    """What the register says of itself; a title in one language serves for both."""

    id: Id
    title: Annotated[Text, BeforeValidator(_either)]
    kind: SourceKind = SourceKind.REGISTER
    date: Date | None = None
    publisher: TextLine | None = None
    language: TextLine | None = None
    url: TextLine | None = None
    licence: TextLine | None = None

    def record(self, path: Path) -> SourceRecord:
        """Return the source, with the file's name as its document."""
        return SourceRecord.model_validate({**dict(self), "document": path.name})


class Place(Strict):
    """The columns that say which authority a row speaks of."""

    name: Cell | None = None
    country: Cell | None = None
    territory: Cell | None = None
    lat: Cell | None = None
    lon: Cell | None = None
    id: Cell | None = None
    insee: Cell | None = None
    siren: Cell | None = None
    kind: Cell | None = None

    @model_validator(mode="after")
    def _enough(self) -> Self:
        if not (self.name or self.id or self.insee or self.siren):
            raise ValueError("expected at least a name, an id, an insee or a siren")
        if (self.lat is None) != (self.lon is None):
            raise ValueError("lat and lon go together")
        return self

    def stated(self, row: Mapping[str, str]) -> StatedPlace | None:
        """Return what the row says of the place; None where it names none.

        Raises:
            CellError: a cell cannot be taken.
        """
        texts = {
            name: value.text(row)
            for name, value in ((name, getattr(self, name)) for name in _PLACE_TEXTS)
            if value is not None
        }
        if not any(texts.get(name) for name in ("name", "id", "insee", "siren")):
            return None
        if (insee := texts.get("insee")) and _SHORT_INSEE.fullmatch(insee):
            texts["insee"] = insee.zfill(5)  # a spreadsheet took 01004 for a number
        lat = self.lat.number(row) if self.lat else None
        lon = self.lon.number(row) if self.lon else None
        return StatedPlace(lat=lat, lon=lon, **texts)

    def field(self, part: str) -> str:
        """Name a part in an error: its column, or the first column that the place has."""
        parts = (getattr(self, part, None), self.name, self.id, self.insee, self.siren)
        return next(value.field for value in parts if isinstance(value, Value))

    def found(self, bodies: Bodies, words: StatedPlace, at: str) -> CollectivityRecord:
        """Return the authority that the words mean.

        Raises:
            CellError: none can be told; names the column.
        """
        try:
            return bodies.find(words, at).body
        except CellError as error:
            raise CellError(self.field(error.field), error.reason) from error


_PLACE_TEXTS: Final = ("name", "country", "territory", "id", "insee", "siren", "kind")


class TableMapping(Strict):
    """What every mapping has."""

    source: SourceHead
    format: TableFormat = TableFormat()
    dates: Dates | None = None
    ignore: tuple[str, ...] = ()

    def columns(self) -> dict[str, str]:
        """Return each column that is mapped → the field that it is mapped to."""
        return {value.column: field for field, value in _values(self) if value.column is not None}

    def ignored(self) -> frozenset[str]:
        """Return the columns that nobody reads."""
        return frozenset(clean(name) for name in self.ignore)

    def check(self, path: Path, columns: Sequence[str]) -> None:
        """Check that the file has the mapped columns, and that each column it has is mapped or ignored.

        Raises:
            InputError: a column is missing, or one is neither; names it.
        """
        known = [name for name in columns if name]
        mapped = self.columns()
        for name, field in mapped.items():
            if name not in known:
                raise InputError(
                    f"{path}: no column {name!r} ({field} of the mapping), it has {some(known)}{self._hint(path, known)}"
                )
        left = [name for name in known if name not in mapped and name not in self.ignored()]
        if left:
            word = "columns are" if len(left) > 1 else "column is"
            raise InputError(f"{path}: {len(left)} {word} neither mapped nor ignored: {some(map(repr, left))}")

    def _hint(self, path: Path, columns: Sequence[str]) -> str:
        """Return what may be wrong where a table has a single column."""
        if len(columns) != 1:
            return ""
        sheet = self.format.kind(path) == "xlsx"
        what = "a title above the header: say format.header_row" if sheet else "another delimiter: say format.delimiter"
        return f"; perhaps {what}"

    def date(self, value: Value | None, row: Mapping[str, str]) -> PartialDate | None:
        """Return a date of known precision, see `read_date`."""
        return read_date(value, row, self.dates)


def _values(part: Any, prefix: str = "") -> Iterator[tuple[str, Value]]:
    """Yield every value of a mapping with the name of its field."""
    if isinstance(part, Value):
        yield prefix, part
    elif isinstance(part, tuple):
        for number, item in enumerate(part, 1):
            yield from _values(item, f"{prefix} {number}")
    elif isinstance(part, Strict):
        for name in type(part).model_fields:
            yield from _values(getattr(part, name), f"{prefix}.{name}".strip("."))


def locator(row: int) -> str:
    """Return where a row stands, as a record keeps it."""
    return f"registre · l. {row}"


def rejected(path: Path, row: int, error: CellError | ValidationError) -> Rejected:
    """Return the line of the report for a row, by its number, that was not taken."""
    if isinstance(error, CellError):
        return Rejected(str(path), row, error.field, error.reason)
    first = error.errors()[0]
    return Rejected(str(path), row, ".".join(str(part) for part in first["loc"]), expected(first))


def expected(error: ErrorDetails) -> str:
    """Return what pydantic expected, and what it got where the message does not say."""
    message = error["msg"].removeprefix("Value error, ")
    given: Any = error.get("input")
    shown = f", got {given!r}" if isinstance(given, str | int | float) and repr(given) not in message else ""
    return f"{message[:1].lower()}{message[1:]}{shown}"


def read_mapping(path: Path, model: type[M]) -> M:
    """Read a mapping file.

    Raises:
        InputError: not readable, or not as the contract says; names file, line and field.
    """
    document: Yaml = read_yaml(path)
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        line = document.line(*first["loc"])
        where = f"{path}:{line}: {field}" if field else f"{path}:{line}"
        raise InputError(f"{where}: {expected(first)}") from error
