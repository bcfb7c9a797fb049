"""XLSX as a table, one sheet at a time, streamed.

A formula is refused, not worked out nor read as the value it once had: who wrote the file can paste the values. A merged
cell gives its value to every row it covers; in the header the further columns are numbered, `Ville (2)`.
"""

from __future__ import annotations

import datetime
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple

from openpyxl import load_workbook  # type: ignore[import-untyped, unused-ignore]
from openpyxl.utils.exceptions import InvalidFileException  # type: ignore[import-untyped, unused-ignore]

from graph.errors import InputError
from loaders.table_format import MAX_COLUMNS, Cell, Line, TableFormat, Unreadable, clean

MAX_UNPACKED: Final = 512 * 1024 * 1024
"""The most that an XLSX file may unpack to, bytes."""

MAX_RATIO: Final = 200
"""How many times larger than packed a part may be; a sheet of equal rows reaches about 100."""

MAX_ROWS: Final = 1_048_576
MAX_PARTS: Final = 2000
MAX_MERGES: Final = 100_000
_SMALL: Final = 10 * 1024 * 1024
_MERGE: Final = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_CHUNK: Final = 1 << 20
_EXPECTED: Final = "expected a value: copy the cells and paste them as values"
# What openpyxl raises on files that are not what they say: it checks little and has no error of its own for it.
# A SyntaxError is what both readers of XML raise, whichever of them it found.
_BROKEN: Final = (
    *(InvalidFileException, SyntaxError, zipfile.BadZipFile, zlib.error, LookupError, ValueError, TypeError),
    *(AttributeError, AssertionError, EOFError, OSError, OverflowError, RuntimeError),
)


class _Merge(NamedTuple):
    top: int
    left: int
    bottom: int
    right: int


@contextmanager
def xlsx_lines(path: Path, spec: TableFormat, *, merged: bool = True) -> Iterator[Iterator[Line]]:
    """Open a sheet and yield its rows, numbered as a person sees them; `merged` to fill what merged cells cover.

    Raises:
        InputError: not an XLSX file, one that unpacks to far more than it is, or without that sheet.
    """
    book = _open(path)
    with closing(book):
        sheet = _sheet(path, book, spec.sheet)
        # The size a sheet says it has may be a lie, and pads every row to it.
        sheet.reset_dimensions()
        merges = _merges(path, sheet) if merged else []
        header = range(spec.header_row, spec.header_row + spec.header_rows)
        yield _filled(_lines(path, sheet), merges, header)


def sheet_names(path: Path) -> list[str]:
    """Return the names of the sheets that are not hidden.

    Raises:
        InputError: not an XLSX file.
    """
    with closing(_open(path)) as book:
        return [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]


def _open(path: Path) -> Any:
    _guard(path)
    try:
        with warnings.catch_warnings():
            # It warns of styles and checks it does not know, which are nothing to us.
            warnings.simplefilter("ignore")
            book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
    except _BROKEN as error:
        raise _not_xlsx(path, error) from error
    return book


def _guard(path: Path) -> None:
    """Refuse what is no ZIP, or one that grows out of all proportion, before anything is unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except _BROKEN as error:
        raise _not_xlsx(path, error) from error
    total = sum(part.file_size for part in parts)
    if total > MAX_UNPACKED or len(parts) > MAX_PARTS:
        raise InputError(
            f"{path}: unpacks to {total // 2**20} MiB in {len(parts)} parts, expected at most "
            f"{MAX_UNPACKED // 2**20} MiB in {MAX_PARTS}: use CSV"
        )
    for part in parts:
        if part.file_size > _SMALL and part.file_size > MAX_RATIO * max(part.compress_size, 1):
            ratio = part.file_size // max(part.compress_size, 1)
            raise InputError(
                f"{path}: {part.filename} unpacks to {ratio} times its size, expected at most {MAX_RATIO}: a zip bomb?"
            )


def _not_xlsx(path: Path, error: Exception) -> InputError:
    return InputError(f"{path}: not an XLSX file: {' '.join(str(error).split())[:200] or type(error).__name__}")


def _sheet(path: Path, book: Any, name: str | None) -> Any:
    sheets = list(book.worksheets)
    names = [sheet.title for sheet in sheets]
    if not sheets:
        raise InputError(f"{path}: no sheet in it")
    if name is None:
        visible = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
        if len(visible) > 1:
            raise InputError(f"{path}: several sheets, say format.sheet: {', '.join(names)}")
        return (visible or sheets)[0]
    if name in names:
        return sheets[names.index(name)]
    if name.isdecimal() and 1 <= int(name) <= len(sheets):
        return sheets[int(name) - 1]
    raise InputError(f"{path}: no sheet {name!r}, expected one of {', '.join(names)}")


def _lines(path: Path, sheet: Any) -> Iterator[Line]:
    try:
        for number, row in enumerate(_quiet(sheet.iter_rows()), 1):
            if number > MAX_ROWS:
                raise InputError(f"{path}: more than {MAX_ROWS} rows")
            cells = [_cell(cell) for cell in row]
            while cells and not cells[-1]:
                cells.pop()
            yield number, cells
    except _BROKEN as error:
        raise _not_xlsx(path, error) from error


def _quiet(rows: Iterator[Any]) -> Iterator[Any]:
    with closing(rows):  # type: ignore[type-var]
        while True:
            with warnings.catch_warnings():
                # A date out of bounds comes as an error cell; the warning beside it says no more.
                warnings.simplefilter("ignore")
                row = next(rows, None)
            if row is None:
                return
            yield row


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        formula = clean(str(getattr(value, "text", value) or "="))
        return Unreadable(f"a formula ({formula[:60]})", _EXPECTED)
    if cell.data_type == "e":
        return Unreadable(f"the error {clean(str(value))[:60]}", _EXPECTED)
    return _text(value)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return (value.date() if midnight else value.replace(microsecond=0)).isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean(str(value))


def _merges(path: Path, sheet: Any) -> list[_Merge]:
    """Return the merged cells, top first. They stand after the cells in the file, and openpyxl does not stream them."""
    try:
        found = list(islice(_merge_tags(path, sheet), MAX_MERGES + 1))
    except _BROKEN as error:
        raise _not_xlsx(path, error) from error
    if len(found) > MAX_MERGES:
        raise InputError(f"{path}: more than {MAX_MERGES} merged cells")
    return sorted(found)


def _merge_tags(path: Path, sheet: Any) -> Iterator[_Merge]:
    rest = b""
    with zipfile.ZipFile(path) as archive, archive.open(sheet._worksheet_path) as part:
        while chunk := part.read(_CHUNK):
            text = rest + chunk
            for match in _MERGE.finditer(text):
                left, top, right, bottom = match.groups()
                yield _Merge(int(top), _index(left), int(bottom), _index(right))
            # Keep the end, where a tag may be cut in two, but none that was already read.
            rest = text[max(text.rfind(b"<"), len(text) - 200) :] if b">" not in text[text.rfind(b"<") :] else b""


def _index(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - ord("A") + 1
    return index - 1


def _filled(lines: Iterator[Line], merges: Sequence[_Merge], header: range) -> Iterator[Line]:
    """Give the cells that a merged one covers its value."""
    waiting = list(reversed(merges))
    active: list[tuple[_Merge, Cell]] = []
    for number, given in lines:
        cells = list(given)
        while waiting and waiting[-1].top <= number:
            merge = waiting.pop()
            # One as wide or tall as the sheet is a background, not a value.
            if merge.top == number and merge.right < MAX_COLUMNS and merge.left < len(cells) and cells[merge.left]:
                active.append((merge, cells[merge.left]))
        active = [(merge, value) for merge, value in active if merge.bottom >= number]
        for merge, value in active:
            if number in header:
                _fill(cells, merge, value, numbered=number == header[-1] and merge.top == number)
            elif number > header[-1]:
                # Across a row it is a title among the rows; down a column it is the value of each of them.
                _fill(cells, merge._replace(right=merge.left), value, numbered=False)
        yield number, cells


def _fill(cells: list[Cell], merge: _Merge, value: Cell, *, numbered: bool) -> None:
    cells.extend([""] * (merge.right + 1 - len(cells)))
    for offset, column in enumerate(range(merge.left, merge.right + 1)):
        cells[column] = f"{value} ({offset + 1})" if numbered and offset else value
