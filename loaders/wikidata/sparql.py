"""The answer of Wikidata's query service: SPARQL 1.1 results in JSON, with the variables of twin_towns.sparql.

`a` and `b` are the two places: the item, `aLabel`, `aCoord` ("Point(lon lat)"), `aCountry` (ISO code), `aPop`, `aInsee`.
`statement` is Wikidata's own id of the statement, `start` and `end` its dates with `startPrecision`, `endPrecision` (9 year,
10 month, 11 day), `ref` the address of a reference. One statement may take several bindings; they become one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from graph.dates import PartialDate
from loaders.report import Rejected
from loaders.stated import StatedPlace
from loaders.tables import Row, TableFormat, open_table
from loaders.values import CellError
from loaders.wikidata.extract import check_columns, inhabitants
from loaders.wikidata.twin import End, Twin

_PARTS: Final = ("", "Label", "Coord", "Country", "Pop", "Insee")
VARIABLES: Final = (
    *(f"{side}{part}" for side in "ab" for part in _PARTS),
    *("statement", "start", "startPrecision", "end", "endPrecision", "ref"),
)
"""All that the query selects."""

_REQUIRED: Final = ("a.value", "aLabel.value", "b.value", "bLabel.value")
_KNOWN: Final = tuple(
    f"{name}.{part}" for name in VARIABLES for part in ("value", "type", "datatype", "xml:lang")
)  # only `value` says something
_ITEM: Final = re.compile(r"https?://www\.wikidata\.org/entity/(Q[1-9]\d*)")
_POINT: Final = re.compile(r"Point\((-?\d+(?:\.\d+)?(?:[eE]-?\d+)?) (-?\d+(?:\.\d+)?(?:[eE]-?\d+)?)\)", re.IGNORECASE)
_TIME: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)T.*")
_LENGTHS: Final = {"9": 4, "10": 7, "11": 10}


def read_sparql(path: Path) -> Iterator[Twin | Rejected]:
    """Yield the bindings; the number counts them from 1.

    Raises:
        InputError: not JSON, not such an answer, no binding, or a variable that is missing or unknown.
    """
    with open_table(path, TableFormat(type="json", records="results.bindings")) as table:
        check_columns(path, table.columns, required=_REQUIRED, known=_KNOWN)
        for row in table.rows:
            yield row if isinstance(row, Rejected) else _twin(path, row)


def _twin(path: Path, row: Row) -> Twin | Rejected:
    values = {name: row.values.get(f"{name}.value", "") for name in VARIABLES}
    try:
        return Twin(
            row.number,
            _end(values, "a"),
            _end(values, "b"),
            _date(values, "start"),
            _date(values, "end"),
            values["ref"] or None,
        )
    except CellError as error:
        return Rejected(str(path), row.number, error.field, error.reason)


def _end(values: Mapping[str, str], side: str) -> End:
    item = _ITEM.fullmatch(values[side])
    if not item:
        raise CellError(side, f"got {values[side]!r}, expected an item such as http://www.wikidata.org/entity/Q90")
    name = values[f"{side}Label"]
    if not name or name == item[1]:
        raise CellError(f"{side}Label", f"got {name!r}, expected a name in French or English")
    lat, lon = _point(values, f"{side}Coord")
    place = StatedPlace(
        name=name,
        country=values[f"{side}Country"] or None,
        lat=lat,
        lon=lon,
        id=item[1],
        insee=values[f"{side}Insee"] or None,
    )
    return End(place, inhabitants(values, f"{side}Pop"))


def _point(values: Mapping[str, str], name: str) -> tuple[float | None, float | None]:
    text = values[name]
    if not text:
        return None, None
    match = _POINT.fullmatch(text)
    lon, lat = (float(match[1]), float(match[2])) if match else (999.0, 999.0)
    if abs(lat) > 90 or abs(lon) > 180:
        raise CellError(name, f"got {text!r}, expected Point(longitude latitude) in degrees on Earth")
    return lat, lon


def _date(values: Mapping[str, str], name: str) -> PartialDate | None:
    text, precision = values[name], values[f"{name}Precision"]
    # Wikidata gives a date that it does not know as a blank node; only its name is here.
    if not text or (not _TIME.match(text) and not text[:1].isdigit()):
        return None
    match = _TIME.fullmatch(text)
    if not match:
        raise CellError(name, f"got {text!r}, expected a time such as 1963-01-22T00:00:00Z")
    if precision and precision not in _LENGTHS:
        return None  # a decade or a century is no date
    try:
        return PartialDate.parse(text[: _LENGTHS[precision or "9"]])
    except ValueError as error:
        raise CellError(name, f"got {text!r}: {error}") from error
