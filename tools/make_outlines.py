"""Makes `viz/assets/world-outlines.json`: the outlines of the world as the map of it draws them from afar, ready to be drawn.

Run by hand, from the checkout, with the project's own environment and a Chromium:

    python -m tools.make_outlines [OUT]

The vendored d3-geo projects the vendored `countries-110m.json` as `viz/assets/world-map.js` does (Natural Earth, centred on
11 degrees east, cut there where the map ends). So a reader's first frame waits for neither of them. Lengths are tenths of a
px of a world 1,000 px wide.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from tests.support.browser import running_chromium, watched_page
from viz.assets_io import asset

OUT = Path(__file__).resolve().parents[1] / "viz" / "assets" / "world-outlines.json"
LIBRARIES = ("d3-array.min.js", "d3-geo.min.js", "topojson-client.min.js")
PROJECT = """(atlas) => {
  const plane = d3.geoNaturalEarth1().rotate([-11, 0]).scale(1830).translate([0, 0]).precision(3);
  const path = d3.geoPath(plane).digits(0);
  return {
    land: path(topojson.feature(atlas, atlas.objects.land)),
    borders: path(topojson.mesh(atlas, atlas.objects.countries, (a, b) => a !== b)),
  };
}"""
_PART = re.compile(r"([MLZ])(?:(-?\d+),(-?\d+))?")


def main() -> None:
    """Project, shorten, write."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    with running_chromium() as browser, watched_page(browser) as (page, _):
        for name in LIBRARIES:
            page.evaluate(asset(name))
        found: dict[str, Any] = page.evaluate(PROJECT, orjson.loads(asset("countries-110m.json")))
    out.write_bytes(orjson.dumps({name: "".join(_steps(path)) for name, path in found.items()}) + b"\n")


def _steps(path: str) -> Iterator[str]:
    """Give a path as steps from point to point, which are shorter than places; points that are one are left out."""
    x = y = 0
    for sign, to_x, to_y in _PART.findall(path):
        if sign == "Z":
            yield "z"
            continue
        dx, dy = int(to_x) - x, int(to_y) - y
        if sign == "L" and not dx and not dy:
            continue
        yield f"{'M' if sign == 'M' else 'l'}{to_x if sign == 'M' else dx},{to_y if sign == 'M' else dy}"
        x, y = int(to_x), int(to_y)


if __name__ == "__main__":
    main()
