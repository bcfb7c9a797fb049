"""The extract: a table of French places and their twin towns, collected for a lesson from Wikidata (no ids, no dates).

Every column is read, or ignored because we know why; another one is an error, so that a new edition is noticed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from graph.errors import InputError
from loaders.report import Rejected
from loaders.stated import StatedPlace
from loaders.tables import Row, TableFormat, open_table
from loaders.values import CellError, Value
from loaders.wikidata.twin import End, Twin

_ORIGIN: Final = ("origincityLabel", "origincountry", "originlat", "originlong", "originpopulation")
_SISTER: Final = (
    "sistercityLabel",
    "destination_countryLabel",
    "destinationlat",
    "destinationlong",
    "destinationpopulation",
)
IGNORED: Final = MappingProxyType(
    {
        "dist": "worked out from the coordinates",
        "eu": "about the country, not the place; the United Kingdom is marked EU throughout",
    }
)

SLIPS: Final = MappingProxyType({("Beit Sira", "Prussia"): "PS"})
"""Slips of the extract: name and country as written → the country meant. Beit Sira lies west of Ramallah."""


def is_extract(columns: tuple[str, ...]) -> bool:
    """Whether a header is that of the extract, if only by the columns that name the places."""
    return _ORIGIN[0] in columns or _SISTER[0] in columns


def read_extract(path: Path) -> Iterator[Twin | Rejected]:
    """Yield the rows of the extract; the number is the line in the file.

    Raises:
        InputError: the file cannot be read, lacks a column or has one that is unknown.
    """
    with open_table(path, TableFormat(type="tsv")) as table:
        check_columns(path, table.columns, required=(*_ORIGIN, *_SISTER), known=(*_ORIGIN, *_SISTER, *IGNORED))
        for row in table.rows:
            yield row if isinstance(row, Rejected) else _twin(path, row)


def check_columns(path: Path, columns: tuple[str, ...], *, required: tuple[str, ...], known: tuple[str, ...]) -> None:
    """Check a header.

    Raises:
        InputError: names the first missing or unknown column.
    """
    if missing := [name for name in required if name not in columns]:
        raise InputError(f"{path}: no column {missing[0]!r}, expected {', '.join(required)}")
    if unknown := [name for name in columns if name and name not in known]:
        raise InputError(f"{path}: unknown column {unknown[0]!r}, expected only {', '.join(known)}")


def _twin(path: Path, row: Row) -> Twin | Rejected:
    try:
        return Twin(row.number, _end(row.values, _ORIGIN), _end(row.values, _SISTER))
    except CellError as error:
        return Rejected(str(path), row.number, error.field, error.reason)


def _end(values: Mapping[str, str], columns: tuple[str, ...]) -> End:
    name, country, lat, lon, population = columns
    for column in (name, country):
        if not values[column]:
            raise CellError(column, "empty, expected a name")
    place = StatedPlace(
        name=values[name],
        country=SLIPS.get((values[name], values[country]), values[country]),
        lat=degrees(values, lat, 90),
        lon=degrees(values, lon, 180),
    )
    if (place.lat is None) != (place.lon is None):
        raise CellError(lat if place.lat is None else lon, "empty, expected both coordinates or none")
    return End(place, inhabitants(values, population))


def degrees(values: Mapping[str, str], column: str, limit: int) -> float | None:
    """Return a coordinate, degrees WGS 84; None where the cell is empty.

    Raises:
        CellError: no number, or off the globe.
    """
    number = Value(column=column).number(values)
    if number is not None and abs(number) > limit:
        raise CellError(column, f"got {values[column]!r}, expected degrees between -{limit} and {limit}")
    return number


def inhabitants(values: Mapping[str, str], column: str) -> int | None:
    """Return a number of inhabitants; None where the cell is empty or has a fraction, which is a mean of several counts.

    Raises:
        CellError: no number, or below zero.
    """
    number = Value(column=column).number(values)
    if number is not None and number < 0:
        raise CellError(column, f"got {values[column]!r}, expected a number of inhabitants such as 104387")
    return None if number is None or number != int(number) else int(number)
