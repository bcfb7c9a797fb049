"""JSON as a table: the records at a path, nested fields by dotted names (`address.city`).

A list of plain values in a record becomes one text with ";" between them. A list of objects is no cell: go into it with
`records`, which makes one row of each object; the object it stands in gives its own fields as `above.NAME`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from graph.errors import InputError
from loaders.table_csv import wrong_encoding
from loaders.table_format import Cell, Line, TableFormat, Unreadable, clean

MAX_JSON_BYTES: Final = 128 * 1024 * 1024
"""The largest JSON file, bytes: it is held in memory whole."""

SEPARATOR: Final = ";"
OBJECTS: Final = "a list of objects"
_ABOVE: Final = "above."


def json_table(path: Path, spec: TableFormat) -> tuple[tuple[str, ...], Iterator[Line]]:
    """Return columns, which are all fields of all records, and the records as lines numbered from 1.

    Raises:
        InputError: not JSON, too large, nothing at the path of the records.
    """
    if path.stat().st_size > MAX_JSON_BYTES:
        raise InputError(f"{path}: larger than {MAX_JSON_BYTES // 2**20} MiB, the most for JSON: use CSV")
    records = [_flat(record) for record in _records(path, _parsed(path, spec), spec.records)]
    if not records:
        raise InputError(f"{path}: the list of records is empty")
    columns = tuple(dict.fromkeys(name for record in records for name in record))
    return columns, ((n, [record.get(name, "") for name in columns]) for n, record in enumerate(records, 1))


def _parsed(path: Path, spec: TableFormat) -> Any:
    try:
        text = path.read_text(encoding=spec.encoding)
    except UnicodeError as error:
        raise wrong_encoding(path, spec.encoding, error) from error
    try:
        # Numbers stay as they are written: an id or a postcode is not arithmetic, and 1e999 is no infinity.
        return json.loads(text, parse_int=str, parse_float=_number, parse_constant=str)
    except json.JSONDecodeError as error:
        raise InputError(f"{path}:{error.lineno}: not JSON: {error.msg}") from error
    except RecursionError as error:
        raise InputError(f"{path}: not JSON that can be read: nested too deeply") from error


def _number(text: str) -> str:
    whole, _, rest = text.partition(".")
    return whole if rest and not rest.strip("0") else text


def _records(path: Path, data: Any, way: str | None) -> Iterator[Mapping[str, Any]]:
    steps = [step for step in (way or "").split(".") if step]
    found = list(_walk(data, steps, {}))
    if found and not all(isinstance(one, Mapping) for one in found):
        found = []
    if found and (steps or isinstance(data, list)):
        return iter(found)
    if not found and isinstance(data, list) and not data:
        return iter(())
    lists = ", ".join(_lists(data)) or "nothing"
    said = f"no records at {way!r}" if way else "the records are not at the top"
    raise InputError(f"{path}: {said}: say format.records, a list of objects is at: {lists}")


def _walk(data: Any, steps: Sequence[str], above: Mapping[str, Any]) -> Iterator[Any]:
    if isinstance(data, list):
        for item in data:
            yield from _walk_item(item, steps, above)
    elif steps and isinstance(data, Mapping):
        yield from _walk(data.get(steps[0], []), steps[1:], above)
    elif not steps:
        yield {**data, **above} if isinstance(data, Mapping) else data


def _walk_item(item: Any, steps: Sequence[str], above: Mapping[str, Any]) -> Iterator[Any]:
    if not steps or not isinstance(item, Mapping):
        yield {**item, **above} if isinstance(item, Mapping) else item
        return
    own = {name: value for name, value in item.items() if name != steps[0]}
    inherited = {_ABOVE + name: value for name, value in {**own, **above}.items()}
    yield from _walk(item.get(steps[0]) or [], steps[1:], inherited)


def _lists(data: Any, prefix: str = "") -> Iterator[str]:
    """Yield the paths of lists of objects, two levels deep, for the error line."""
    if not isinstance(data, Mapping):
        return
    for name, value in data.items():
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            yield prefix + name
        elif not prefix:
            yield from _lists(value, f"{name}.")


def _flat(record: Mapping[str, Any], prefix: str = "") -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for key, value in record.items():
        name = prefix + clean(key)
        if isinstance(value, Mapping):
            cells.update(_flat(value, f"{name}."))
        else:
            cells[name] = _cell(value)
    return cells


def _cell(value: Any) -> Cell:
    if isinstance(value, list):
        cells = [_cell(item) for item in value]
        if any(isinstance(item, Mapping | list) for item in value):
            return Unreadable(OBJECTS, "expected a value: say format.records to go into the list")
        if any(isinstance(cell, str) and SEPARATOR in cell for cell in cells):
            return Unreadable(f"a list with {SEPARATOR!r} in a value", f"expected values without {SEPARATOR!r}")
        return SEPARATOR.join(cell for cell in cells if isinstance(cell, str) and cell)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return clean(str(value)).replace("\ud800", "")
