"""From the things of a list to bytes: JSON as the contract has it, CSV that spreadsheets read without harm."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from io import StringIO
from typing import Any

import orjson
from pydantic import TypeAdapter

from graph.lists.answer import Listed
from graph.lists.spec import AnySpec, Cell

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet would run."""

CSV = "text/csv; charset=utf-8; header=present"
CHUNK = 64 * 1024


@cache
def _adapter(spec: AnySpec) -> TypeAdapter[Any]:
    return TypeAdapter(tuple[spec.view, ...])  # type: ignore[name-defined]


@cache
def _names(spec: AnySpec) -> Mapping[str, str]:
    return {field.serialization_alias or name: name for name, field in spec.view.model_fields.items()}


def page(spec: AnySpec, found: Listed[Any], following: str | None, fields: Sequence[str]) -> bytes:
    """Return a page of a list as JSON: value, total, next, coverage, and facets where they were asked for."""
    rest: dict[str, Any] = {
        "total": found.total,
        "next": following,
        "coverage": found.coverage.model_dump(),
    }
    if found.facets:
        rest["facets"] = {
            name: [
                {"value": item.value, "count": item.count, **({"names": item.names.model_dump()} if item.names else {})}
                for item in counts
            ]
            for name, counts in found.facets.items()
        }
    return b'{"value":' + things(spec, found.value, fields) + b"," + orjson.dumps(rest)[1:]


def things(spec: AnySpec, found: Sequence[Any], fields: Sequence[str] = ()) -> bytes:
    """Return things as a JSON array; with `fields` nothing but those."""
    names = _names(spec)
    wanted: Any = {"__all__": {names[field] for field in fields}} if fields else None
    return _adapter(spec).dump_json(tuple(found), by_alias=True, include=wanted)


def thing(spec: AnySpec, found: Any, fields: Sequence[str] = ()) -> bytes:
    """Return one thing as JSON."""
    return things(spec, (found,), fields)[1:-1]


def table(spec: AnySpec, found: Iterable[Any], columns: Sequence[str] = ()) -> Iterator[bytes]:
    """Yield things as CSV, with all columns of their list or those that are chosen."""
    return cells({name: spec.csv[name] for name in columns or spec.csv}, found)


def cells(columns: Mapping[str, Callable[[Any], Cell]], rows: Iterable[Any]) -> Iterator[bytes]:
    """Yield rows as CSV (RFC 4180, UTF-8), its first line the names of the columns, in pieces of some size."""
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe(cell(row)) for cell in columns.values()])
        if buffer.tell() > CHUNK:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def headers(name: str) -> dict[str, str]:
    """Return the headers of a flat table: a file of that name, by the address or by what is preferred."""
    return {"Content-Disposition": f'inline; filename="{name}.csv"', "Vary": "Accept"}


def safe(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet runs: a text that begins like a formula is quoted with an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
