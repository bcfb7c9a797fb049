"""Tables read strictly: CSV, TSV, XLSX and JSON become rows of plain text with the number a person finds them under.

    with open_table(path, TableFormat(delimiter=";")) as table:
        table.columns                    # the header, in its order
        for row in table.rows:           # Row, or Rejected for a row that does not fit the header
            row.number, row.values["Nom"]

Every cell is text: white space runs become one space, an empty cell is "". Dates of a sheet are ISO text, whole numbers
have no decimal point. Blank rows are passed over. CSV, TSV and XLSX are streamed; JSON is read whole.

`Row.number` is the line at which the row begins (CSV, TSV), the row of the sheet (XLSX), the number of the record from 1
(JSON).
"""

from __future__ import annotations

import stat
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from graph.errors import InputError
from loaders.report import Rejected
from loaders.table_csv import csv_lines
from loaders.table_format import MAX_COLUMNS, Cell, Kind, Line, Row, TableFormat, Unreadable, clean
from loaders.table_json import json_table

__all__ = ["Row", "Table", "TableFormat", "clean", "column_name", "open_table", "read_table"]

MAX_BYTES: Final = 256 * 1024 * 1024
"""The largest table that is read, bytes."""

MAX_CELL: Final = 100_000
"""The longest cell that is read, characters."""

_ZIP: Final = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Table:
    """An open table: its header and its rows, to be read once."""

    columns: tuple[str, ...]
    rows: Iterator[Row | Rejected]


@contextmanager
def open_table(path: Path, spec: TableFormat | None = None, *, ignore: Collection[str] = ()) -> Iterator[Table]:
    """Open a table for reading its rows once.

    Args:
        path: a CSV, TSV, XLSX or JSON file.
        spec: how it is laid out.
        ignore: columns nobody reads; a formula there is no reason to reject the row.

    Raises:
        InputError: no such file, a folder, too large, empty, a wrong encoding, not what it says it is, a header with the
            same name twice; one line that names the file. A wrong encoding may show only while the rows are read.
    """
    spec = spec or TableFormat()
    kind = spec.kind(path)
    _check(path, kind)
    ignored = frozenset(clean(name) for name in ignore)
    if kind == "json":
        columns, lines = json_table(path, spec)
        yield Table(columns, _rows(path, columns, lines, ignored, ragged=False))
    elif kind == "xlsx":
        from loaders.table_xlsx import xlsx_lines  # noqa: PLC0415 - openpyxl is slow to import

        with xlsx_lines(path, spec) as lines:
            columns = _header(path, lines, spec, spread=False)
            yield Table(columns, _rows(path, columns, lines, ignored, ragged=True))
    else:
        with csv_lines(path, spec) as lines:
            columns = _header(path, lines, spec, spread=True)
            yield Table(columns, _rows(path, columns, lines, ignored, ragged=False))


def read_table(
    path: Path, spec: TableFormat | None = None, *, ignore: Collection[str] = ()
) -> Iterator[Row | Rejected]:
    """Yield the rows of a table, see `open_table`."""
    with open_table(path, spec, ignore=ignore) as table:
        yield from table.rows


def column_name(index: int) -> str:
    """Return the letters of a column, from 0: A, Z, AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _check(path: Path, kind: Kind) -> None:
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise InputError(f"{path}: a folder, expected a file")
        if not stat.S_ISREG(about.st_mode):
            raise InputError(f"{path}: not a plain file")
        if about.st_size > MAX_BYTES:
            size = about.st_size // 2**20
            raise InputError(f"{path}: {size} MiB, expected at most {MAX_BYTES // 2**20} MiB: split the file")
        with path.open("rb") as file:
            start = file.read(4)
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: {getattr(error, 'strerror', None) or error}") from error
    if not start:
        raise InputError(f"{path}: the file is empty")
    if kind != "xlsx" and start == _ZIP:
        raise InputError(f"{path}: not {kind} but a ZIP or XLSX file")


def _header(path: Path, lines: Iterator[Line], spec: TableFormat, *, spread: bool) -> tuple[str, ...]:
    """Read up to the end of the header; `spread` where an empty upper cell belongs to the one on its left."""
    above = list(islice(lines, spec.header_row - 1 + spec.header_rows))
    rows = [list(cells) for _, cells in above[spec.header_row - 1 :]]
    if len(rows) < spec.header_rows or not any(any(row) for row in rows):
        raise InputError(f"{path}: no header in row {spec.header_row}")
    width = max(len(row) for row in rows)
    if width > MAX_COLUMNS:
        raise InputError(f"{path}: {width} columns, expected at most {MAX_COLUMNS}")
    texts = [[_title(path, cell) for cell in row] + [""] * (width - len(row)) for row in rows]
    if spread:
        texts = [_spread(row) for row in texts[:-1]] + texts[-1:]
    columns = tuple(_joined([row[index] for row in texts]) for index in range(width))
    while columns and not columns[-1]:
        columns = columns[:-1]
    twice = [name for name, count in Counter(filter(None, columns)).items() if count > 1]
    if twice:
        where = [column_name(index) for index, name in enumerate(columns) if name == twice[0]]
        raise InputError(
            f"{path}:{above[-1][0]}: the column {twice[0]!r} stands twice ({' and '.join(where)}): rename one"
        )
    return columns


def _title(path: Path, cell: Cell) -> str:
    if isinstance(cell, Unreadable):
        raise InputError(f"{path}: the header has {cell.shown}, {cell.reason}")
    return cell


def _spread(row: Sequence[str]) -> list[str]:
    filled: list[str] = []
    for cell in row:
        filled.append(cell or (filled[-1] if filled else ""))
    return filled


def _joined(parts: Sequence[str]) -> str:
    """Join the words of a header that takes several rows; a group's title alone names no column."""
    if len(parts) > 1 and not parts[-1] and len(set(filter(None, parts))) > 1:
        parts = parts[:-1]
    return " / ".join(dict.fromkeys(filter(None, parts)))


def _rows(
    path: Path, columns: Sequence[str], lines: Iterable[Line], ignored: frozenset[str], *, ragged: bool
) -> Iterator[Row | Rejected]:
    """Yield the rows that fit the header; `ragged` where a row ends at its last value, as in a sheet."""
    width = len(columns)
    empty = True
    for number, cells in lines:
        if not any(cells):
            continue
        empty = False
        if reason := _misfit(columns, cells, ragged=ragged):
            yield Rejected(str(path), number, *reason)
            continue
        row: dict[str, str] = {}
        broken: Rejected | None = None
        for name, cell in zip(columns, [*cells, *[""] * (width - len(cells))], strict=False):
            if isinstance(cell, str) and len(cell) <= MAX_CELL:
                row[name] = cell
            elif name not in ignored and broken is None:
                broken = _broken(path, number, name, cell)
        row.pop("", None)
        yield broken or Row(number, row)
    if empty:
        raise InputError(f"{path}: no row under the header")


def _broken(path: Path, number: int, name: str, cell: Cell) -> Rejected:
    if isinstance(cell, Unreadable):
        return Rejected(str(path), number, name, f"{cell.shown}, {cell.reason}")
    return Rejected(str(path), number, name, f"{len(cell)} characters, expected at most {MAX_CELL}")


def _misfit(columns: Sequence[str], cells: Sequence[Cell], *, ragged: bool) -> tuple[str, str] | None:
    """Return field and reason of a row that does not fit the header."""
    for index, cell in enumerate(cells):
        if cell and (index >= len(columns) or not columns[index]):
            shown = cell if isinstance(cell, str) else cell.shown
            return (
                f"column {column_name(index)}",
                f"{shown[:60]!r} stands under no column name: {len(cells)} values, expected {len(columns)}",
            )
    if len(cells) < len(columns) and not ragged:
        return "", f"{len(cells)} values, expected {len(columns)}: a delimiter or quote is missing"
    return None
