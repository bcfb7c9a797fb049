"""CSV: a folder with one file a table, or the one table of partnerships between two parties as a single file.

UTF-8 with a byte order mark, which spreadsheets need to see accents. A text that a spreadsheet would take for a formula
is preceded by an apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path

from graph.files import folder, written
from graph.steady import Changed
from viz.exports.tables import BY_NAME, TABLES, Cell, Row

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that a spreadsheet runs."""

FILES = frozenset(f"{table.name}.csv" for table in TABLES)

Progress = Callable[[str, int], None]


def safe(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet runs; numbers stay numbers."""
    if isinstance(cell, str) and cell.startswith(FORMULA):
        return f"'{cell}"
    return cell


def write_folder(path: Path, rows: Iterable[Row], changed: Changed, progress: Progress) -> None:
    """Write one file for each table, all of them or none."""
    with folder(path, FILES.__contains__) as draft:
        with ExitStack() as stack:
            writers = {table.name: _open(stack, draft / f"{table.name}.csv", table.names) for table in TABLES}
            for count, (table, cells) in enumerate(rows, 1):
                writers[table](cells)
                if not count % 1000:
                    progress(table, count)
        changed()


def write_links(path: Path, rows: Iterable[Row], changed: Changed, progress: Progress) -> None:
    """Write the table `links` as one file: each partnership once for every two of its parties."""
    names = BY_NAME["links"].names
    with written(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
        writer = csv.DictWriter(text, names)
        writer.writeheader()
        count = 0
        for table, cells in rows:
            if table == "links":
                writer.writerow({name: safe(cell) for name, cell in cells.items()})
                count += 1
                if not count % 1000:
                    progress(table, count)
        text.flush()
        text.detach()
        changed()


def _open(stack: ExitStack, path: Path, names: tuple[str, ...]) -> Callable[[dict[str, Cell]], None]:
    file = stack.enter_context(path.open("x", encoding="utf-8-sig", newline=""))
    writer = csv.DictWriter(file, names)
    writer.writeheader()

    def write(cells: dict[str, Cell]) -> None:
        writer.writerow({name: safe(cell) for name, cell in cells.items()})

    return write
