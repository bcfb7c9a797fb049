"""How a file is laid out, told from the file itself: only proposals, a loader never guesses."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final, TypeGuard

from graph.errors import InputError
from loaders.report import Rejected
from loaders.table_format import Cell, Kind, Row, TableFormat
from loaders.table_json import OBJECTS
from loaders.tables import open_table

_LOOK: Final = 30
_DEEP: Final = 3
_SHEETS: Final = 10
_CHUNK: Final = 1 << 20
_MARKS: Final = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout, and what is not sure about it."""

    kind: Kind
    spec: TableFormat
    doubt: str = ""


def layout(path: Path) -> Layout:
    """Return how the file is laid out.

    Raises:
        InputError: it cannot be read.
    """
    spec = TableFormat()
    kind = spec.kind(path)
    if not path.is_file() or path.stat().st_size == 0:
        with open_table(path, spec):  # says what is wrong
            pass
    if kind == "xlsx":
        return _xlsx(path)
    encoding = "utf-8" if _is_utf8(path) else "cp1252"
    doubt = "" if encoding == "utf-8" else "not UTF-8, perhaps cp1252"
    if kind == "json":
        return Layout(kind, TableFormat(encoding=encoding, records=_records(path, encoding)), doubt)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        lines = list(islice(file, _LOOK))
    widths = {mark: _widths(lines, mark) for mark in _MARKS}
    delimiter = max(_MARKS, key=lambda mark: max(widths[mark], default=0))
    header = _header_row(widths[delimiter])
    return Layout(kind, TableFormat(delimiter=delimiter, encoding=encoding, header_row=header), doubt)


def _widths(lines: Sequence[str], mark: str) -> list[int]:
    try:
        return [sum(map(bool, row)) for row in csv.reader(lines, delimiter=mark)]
    except csv.Error:
        return []


def _header_row(widths: Sequence[int]) -> int:
    """Return the first row that is nearly as full as the fullest: a title above has one cell or two."""
    widest = max(widths, default=1)
    return next((number for number, width in enumerate(widths, 1) if width >= widest * 0.6), 1)


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _records(path: Path, encoding: str) -> str | None:
    """Return the way to the records: the first list of objects, and the lists of objects that stand in its records."""
    way = _first_list(path, encoding)
    for _ in range(_DEEP):
        with open_table(path, TableFormat(encoding=encoding, records=way)) as table:
            inner = next((row.field for row in islice(table.rows, _LOOK) if _has_objects(row)), None)
        if inner is None:
            return way
        way = f"{way}.{inner}" if way else inner
    return way


def _has_objects(row: Row | Rejected) -> TypeGuard[Rejected]:
    return isinstance(row, Rejected) and row.reason.startswith(OBJECTS)


def _first_list(path: Path, encoding: str) -> str | None:
    try:
        with open_table(path, TableFormat(encoding=encoding)):
            return None
    except InputError as error:
        # The line of the reader names where lists are; the first is the proposal.
        _, found, lists = str(error).partition("a list of objects is at: ")
        if not found or lists == "nothing":
            raise
        return lists.split(", ")[0]


def _xlsx(path: Path) -> Layout:
    from loaders.table_xlsx import sheet_names  # noqa: PLC0415 - openpyxl is slow to import

    names = sheet_names(path)
    looks = {name: _look(path, name) for name in names[:_SHEETS]}
    # A cover sheet says less than the table that it introduces.
    best = max(looks, key=lambda name: sum(sum(map(bool, cells)) for cells in looks[name]))
    sheet, rows = (best if len(names) > 1 else None), looks[best]
    widths = [sum(map(bool, cells)) for cells in rows]
    header = _header_row(widths)
    doubts = [f"one of {', '.join(names)}"] if sheet else []
    names_here = [cell for cell in rows[header - 1] if cell] if rows else []
    # A name that stands twice needs the group's title above it to be told apart.
    grouped = len(set(map(str, names_here))) < len(names_here) and header > 1 and widths[header - 2] > 1
    if grouped:
        doubts.append("a header of two rows?")
    spec = TableFormat(sheet=sheet, header_row=header - grouped, header_rows=1 + grouped)
    return Layout("xlsx", spec, ", ".join(doubts))


def _look(path: Path, sheet: str) -> list[list[Cell]]:
    from loaders.table_xlsx import xlsx_lines  # noqa: PLC0415 - openpyxl is slow to import

    with xlsx_lines(path, TableFormat(sheet=sheet), merged=False) as lines:
        return [list(cells) for _, cells in islice(lines, _LOOK)]
