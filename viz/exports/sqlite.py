"""SQLite: the tables with foreign keys, views to begin with, and full-text search, for Metabase, datasette and SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from importlib.resources import files
from pathlib import Path

from graph.batches import batched
from graph.errors import InputError
from graph.files import drafted
from graph.steady import Changed
from viz.exports.csvs import Progress
from viz.exports.tables import BY_NAME, TABLES, Cells, Row, Table

BATCH = 2000
"""Rows written in one go."""


def write(path: Path, rows: Iterable[Row], changed: Changed, progress: Progress) -> None:
    """Write the database, whole or not at all."""
    with drafted(path) as draft:
        try:
            with closing(sqlite3.connect(draft, isolation_level=None)) as database:
                _fill(database, rows, progress)
                changed()
                _check(database)
        except sqlite3.OperationalError as error:  # no such folder, or a full disk
            raise InputError(f"{path}: {error}") from error


def _fill(database: sqlite3.Connection, rows: Iterable[Row], progress: Progress) -> None:
    # The draft is nobody's until it is whole, so it needs no journal.
    for statement in ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "PRAGMA foreign_keys = OFF", "BEGIN"):
        database.execute(statement)
    for table in TABLES:
        database.execute(_create(table))
    count = 0
    for batch in batched(rows, BATCH):
        for name, cells in _by_table(batch).items():
            database.executemany(_insert(BY_NAME[name]), cells)
        count += len(batch)
        progress(batch[-1][0], count)
    for statement in _statements("sqlite.sql"):
        database.execute(statement)
    for name, column in ((table.name, column.name) for table in TABLES for column in table.columns if column.to):
        database.execute(f'CREATE INDEX "{name}_{column}" ON "{name}" ("{column}")')
    database.execute("COMMIT")
    database.execute("ANALYZE")


def _check(database: sqlite3.Connection) -> None:
    if broken := database.execute("PRAGMA foreign_key_check").fetchone():
        raise AssertionError(f"the export points to nothing: {broken}")


def _by_table(batch: list[Row]) -> dict[str, list[Cells]]:
    found: dict[str, list[Cells]] = {}
    for name, cells in batch:
        found.setdefault(name, []).append(cells)
    return found


def _create(table: Table) -> str:
    columns = [f'"{column.name}" {column.type}{_reference(column.to)}' for column in table.columns]
    key = ", ".join(f'"{name}"' for name in table.key)
    return f'CREATE TABLE "{table.name}" ({", ".join(columns)}, PRIMARY KEY ({key}))'


def _reference(to: str | None) -> str:
    if to is None:
        return ""
    table, column = to.split(".")
    return f' REFERENCES "{table}"("{column}")'


def _insert(table: Table) -> str:
    names = ", ".join(f'"{name}"' for name in table.names)
    values = ", ".join(f":{name}" for name in table.names)
    # Only names of our own tables stand in the statement.
    return f'INSERT INTO "{table.name}" ({names}) VALUES ({values})'  # noqa: S608


def _statements(name: str) -> list[str]:
    text = (files("viz") / "exports" / name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("--"))
    return [statement for statement in "\n".join(lines).split(";\n") if statement.strip()]
