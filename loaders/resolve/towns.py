"""In which part of its country a town abroad lies: `graph/data/towns.csv.gz` (GeoNames, places of 500 inhabitants or more).

Certain cases only: a place of the table with this very name, near the point that the source gives; or, without a point, a
large town where all places of the name lie in one part. Never by what lies nearest.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Final

from graph.ids import fold
from loaders.resolve.earth import Point, km
from loaders.resolve.territory import named_subdivision

_NEAR: Final = 10.0
"""How far from the place of the table a point may be, kilometres."""

_SORTS: Final = frozenset(
    "borough canton cercle city commune council county department district gmina hromada municipality oblast of province "
    "raion region the town voivodeship".split()
)
"""Words that a source adds to a name to say what it is."""


def part_of(country: str, name: str, point: Point | None = None) -> str | None:
    """Return the ISO 3166-2 code of the part of a country in which a town lies; None where the table does not settle it.

    Args:
        country: its ISO 3166-1 code.
        name: as a source has it.
        point: latitude and longitude, if the source has them.
    """
    folded = fold(name)
    bare = " ".join(word for word in folded.split() if word not in _SORTS)
    found = next((code for one in dict.fromkeys((folded, bare)) if (code := _settled(country, one, point))), None)
    # "Neath Port Talbot County Borough" says itself which part it is.
    return found or (named_subdivision(bare, country) if bare not in (folded, "") else None)


def _settled(country: str, name: str, point: Point | None) -> str | None:
    found = list(_called(country, name)) if name else []
    if point is None:
        codes = {code for code, _, _ in found} if any(large for _, _, large in found) else set()
    else:
        codes = {code for code, here, _ in found if km(here, point) <= _NEAR}
    return codes.pop() if len(codes) == 1 else None


def _called(country: str, name: str) -> Iterator[tuple[str, Point, bool]]:
    """Yield each place of the name: the part of the country, where it is, whether it is large."""
    text, key = _table(), f"{country},{name},"
    at = _first(text, key)
    while text.startswith(key, at):
        end = text.index("\n", at)
        code, lat, lon, large = text[at + len(key) : end].split(",")
        yield code, (float(lat), float(lon)), bool(large)
        at = end + 1


def _first(text: str, key: str) -> int:
    """Return where the first line stands that is not before a key."""
    low, high = 0, len(text)
    while low < high:
        start = text.rfind("\n", 0, (low + high) // 2) + 1
        if start < low or text[start : start + len(key)] < key:
            low = text.index("\n", (low + high) // 2) + 1
        else:
            high = start
    return low


@cache
def _table() -> str:
    """The lines of the table in order. They stay text: halving it is quick, and tables made of it would be large."""
    text = gzip.decompress((resources.files("graph") / "data" / "towns.csv.gz").read_bytes()).decode()
    return text[text.index("\n") + 1 :]
