"""`make bench-maps`: how long maps take until something is seen, beside stock pyvis on the same graph, and how they pan.

In a real Chromium without a GPU, from files, one after the other. A first frame is what a reader waits for: the time from
opening the file until a frame with something filled has been shown, worked out in the page. Prints Markdown.
"""

from __future__ import annotations

import os
import platform
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Error, Route
from pyvis.network import Network

from api.app import create_app
from graph.db import open_graph
from graph.settings import read_settings
from graph.views import HistoryItem, Names, Partnership, Party, SourceRef
from loaders.facts.corpus import corpus
from loaders.run import load_facts
from tests.conftest import serving
from tests.support.browser import running_chromium, watched_page
from viz.network import network_html, network_page
from viz.picture import Picture
from viz.shell import Around
from viz.world import world_html, world_page

SIZES = {500: 0.3, 6_200: 0.8, 15_000: 1.3}
"""Nodes, and the first frame that is asked for, seconds."""
WORLD_LINKS, WORLD_FIRST, WORLD_FRAMES = 10_000, 0.4, 45
ROUNDS = 5
PATIENCE = 60.0
"""How long stock pyvis is waited for, seconds."""
WATCH = """(() => {
  const fill = CanvasRenderingContext2D.prototype.fill;
  CanvasRenderingContext2D.prototype.fill = function (...all) {
    if (!window.firstFill) {
      window.firstFill = true;
      requestAnimationFrame(() => setTimeout(() => { window.firstFrame = performance.now(); }));
    }
    return fill.apply(this, all);
  };
})()"""
SHIFT = """(() => {
  window.shifted = 0;
  const add = (one) => { if (!one.hadRecentInput) window.shifted += one.value; };
  new PerformanceObserver((list) => list.getEntries().forEach(add)).observe({ type: "layout-shift", buffered: true });
})()"""
SHIFTED = (
    "/",
    "/c/fr-nancy",
    "/p/fr-ara--us-pa",
    "/browse/partnerships",
    "/sources",
    "/about",
    "/map",
    "/world",
    "/actors",
)
"""Pages whose layout shift is summed up; 0 is asked for. Fonts come late or never there, as on a slow line."""
PAN = """() => new Promise((done) => {
  const times = [], start = performance.now();
  let before = start;
  const step = (now) => {
    times.push(now - before); before = now;
    jumelles.world.pan(9 * Math.sin((now - start) / 400), 3 * Math.cos((now - start) / 300));
    if (now - start < 3000) requestAnimationFrame(step);
    else {
      times.sort((a, b) => a - b);
      done([times.length / ((now - start) / 1000), times[Math.floor(times.length * 0.95)]]);
    }
  };
  requestAnimationFrame(step);
})"""
# Where partners of French towns are, and how often, about as in the national register: centre and share.
_ABROAD = {
    "DE": (51.0, 10.0, 30),
    "IT": (43.5, 12.0, 14),
    "GB": (52.5, -1.5, 13),
    "ES": (40.5, -3.5, 8),
    "BE": (50.7, 4.5, 5),
    "PL": (52.0, 19.5, 5),
    "US": (39.0, -90.0, 5),
    "PT": (39.7, -8.3, 4),
    "ML": (14.5, -5.0, 4),
    "SN": (14.7, -15.5, 3),
    "MG": (-19.0, 47.0, 3),
    "JP": (36.0, 138.0, 3),
    "CA": (47.0, -72.0, 3),
}
_REGIONS = ("FR-54", "FR-69", "FR-75", "FR-13", "FR-33", "FR-59", "FR-35", "FR-44", "FR-31", "FR-14", "FR-21", "FR-45")
_FORMS = ("twinning", "twinning", "twinning", "cooperation", "friendship", "project", "contact")


def register(nodes: int, links: int, seed: int = 20251120) -> tuple[Partnership, ...]:
    """Return made-up partnerships of a national register's shape: a few towns with many partners, most with one or two."""
    chance = random.Random(seed)
    homes = [_town(n, "FR", chance) for n in range(round(nodes * 0.37))]
    codes, weights = list(_ABROAD), [share for _, _, share in _ABROAD.values()]
    abroad = [_town(n, chance.choices(codes, weights)[0], chance) for n in range(nodes - len(homes))]
    made = [
        _link(n, homes[n % len(homes)], abroad[n % len(abroad)], chance) for n in range(max(len(homes), len(abroad)))
    ]
    while len(made) < links:
        home = homes[min(len(homes) - 1, int(chance.paretovariate(0.9)) - 1)]
        made.append(_link(len(made), home, chance.choice(abroad), chance))
    return tuple(made[:links])


def _town(number: int, country: str, chance: random.Random) -> Party:
    lat, lon = (46.6, 2.4) if country == "FR" else _ABROAD[country][:2]
    name = f"Ville-{country}-{number}"
    return Party(
        id=f"{country.lower()}-ville-{number}",
        name=name,
        names=Names(fr=name, en=name),
        kind="commune" if country == "FR" else "city",
        country=country,
        territory=chance.choice(_REGIONS) if country == "FR" else country,
        role="party",
        lat=lat + chance.gauss(0, 1.7),
        lon=lon + chance.gauss(0, 2.4),
    )


_SOURCE = SourceRef(
    id="register", title="Registre", titles=Names(fr="Registre", en="Register"), date="2021-01-01", locator=""
)


def _link(number: int, a: Party, b: Party, chance: random.Random) -> Partnership:
    form, since = chance.choice(_FORMS), str(chance.randrange(1950, 2021))
    source = _SOURCE.model_copy(update={"locator": f"ligne {number}"})
    said = HistoryItem(stated_on="2021-01-01", form=form, status="active", since=since, source=source)
    return Partnership(
        id=f"p{number}",
        parties=(a, b),
        form=form,
        status="active",
        since=since,
        since_mode="exact",
        until=None,
        themes=("culture",) if number % 3 else ("water",),
        stated_on="2021-01-01",
        sources=(source,),
        history=(said,),
    )


def stock(links: Sequence[Partnership]) -> str:
    """Return the page that pyvis makes of the same graph as it comes."""
    picture = Picture(links, "fr")
    net = Network(cdn_resources="in_line")
    net.add_nodes(list(range(len(picture.parties))), label=[party.name for party in picture.parties])
    net.add_edges([(edge.a, edge.b) for edge in picture.edges])
    return str(net.generate_html())


def first_frame(browser: Browser, html: str, folder: Path, patience: float = 30.0) -> float | None:
    """Return after how many seconds a file shows its first frame, or None where it does not in time."""
    file = folder / "map.html"
    file.write_bytes(html.encode())
    with watched_page(browser, viewport={"width": 1440, "height": 900}) as (page, _):
        page.add_init_script(WATCH)
        page.set_default_timeout(patience * 1000)
        try:
            page.goto(file.as_uri(), wait_until="commit")
            page.wait_for_function("() => window.firstFrame", timeout=patience * 1000)
            return float(page.evaluate("window.firstFrame")) / 1000
        except Error:
            return None


def measured(browser: Browser, html: str, folder: Path) -> list[float]:
    """Return the first frames of some rounds, seconds, the quickest first."""
    times = [first_frame(browser, html, folder) for _ in range(ROUNDS)]
    return sorted(time for time in times if time is not None)


def panning(browser: Browser, html: str, folder: Path) -> tuple[float, float]:
    """Return how many frames a second a world map shows while it is dragged, and its 95th slowest frame, ms."""
    file = folder / "map.html"
    file.write_bytes(html.encode())
    with watched_page(browser, viewport={"width": 1440, "height": 900}) as (page, _):
        page.goto(file.as_uri())
        page.wait_for_function("() => window.jumelles && window.jumelles.ready")
        page.wait_for_timeout(500)
        frames, slow = page.evaluate(PAN)
    return float(frames), float(slow)


class Framed(NamedTuple):
    """One map: its first frames in seconds, quickest first, and what was asked for; how long it took to build, and its size.

    `stock` is the first frame of what pyvis makes of the same graph as it comes, None where it showed none in time;
    `stock_built` is None where there is no such.
    """

    what: str
    first: Sequence[float]
    wanted: float
    built: float
    bytes: int
    stock: float | None = None
    stock_built: float | None = None

    def beside(self) -> str:
        """Return what stock pyvis came to."""
        if self.stock_built is None:
            return "–"
        return f"{self.stock:.2f}" if self.stock else f"none in {PATIENCE:.0f}"

    def row(self) -> str:
        """Return the row of the table."""
        stock_built = "–" if self.stock_built is None else f"{self.stock_built:.2f}"
        cells = (self.what, _spread(self.first), self.wanted, self.beside(), f"{self.built:.2f}", stock_built)
        return f"| {' | '.join(map(str, cells))} | {self.bytes // 1024} kB |"


class Panned(NamedTuple):
    """How many frames a second a world map shows while it is dragged, and its 95th slowest frame in ms."""

    frames: float
    slow: float

    def row(self) -> str:
        """Return it as a sentence."""
        return (
            f"\nDragging that world map: {self.frames:.0f} frames a second (asked for: {WORLD_FRAMES}), 95 % of the frames "
            f"within {self.slow:.0f} ms."
        )


def framed(browser: Browser, folder: Path) -> Iterator[Framed | Panned]:
    """Yield each map as it is measured, the world last, and then how that one is dragged."""
    for nodes, wanted in SIZES.items():
        links = register(nodes, round(nodes * 0.82))
        begun = time.perf_counter()
        html = network_html(network_page(links, "fr"), Around("fr", "Réseau"))
        built, times = time.perf_counter() - begun, measured(browser, html, folder)
        begun = time.perf_counter()
        theirs = stock(links)
        their_build = time.perf_counter() - begun
        their_first = first_frame(browser, theirs, folder, PATIENCE)
        what = f"network, {nodes:,} nodes, {len(links):,} links"
        yield Framed(what, times, wanted, built, len(html), their_first, their_build)
    links = register(12_800, WORLD_LINKS)
    begun = time.perf_counter()
    html = world_html(world_page(links, "fr"), Around("fr", "Monde"))
    built, times = time.perf_counter() - begun, measured(browser, html, folder)
    yield Framed(f"world, {WORLD_LINKS:,} links", times, WORLD_FIRST, built, len(html))
    yield Panned(*panning(browser, html, folder))


def figures() -> Iterator[Framed | Panned]:
    """Yield all maps, in a Chromium of their own."""
    with running_chromium() as browser, tempfile.TemporaryDirectory() as folder:
        yield from framed(browser, Path(folder))


def shifts(browser: Browser) -> Iterator[str]:
    """Yield for each page how much of it moves after it was shown (Cumulative Layout Shift), with fonts in time and late."""
    with tempfile.TemporaryDirectory() as home:
        settings = read_settings(home=Path(home))
        with open_graph(settings) as graph:
            load_facts(graph, corpus())
            with serving(create_app(settings)) as url:
                for path in SHIFTED:
                    found = [shift(browser, url + path, late) for late in (0, 400)]
                    yield f"| {path} | {found[0]:.3f} | {found[1]:.3f} |"


def shift(browser: Browser, address: str, late: int) -> float:
    """Return the layout shift of a page within two seconds, with fonts that come `late` ms after they are asked for."""
    with watched_page(browser, allowed=("http://127.0.0.1",), viewport={"width": 1440, "height": 900}) as (page, _):

        def held(route: Route) -> None:
            time.sleep(late / 1000)
            route.continue_()

        page.add_init_script(SHIFT)
        if late:
            page.route("**/*.woff2*", held)
        page.goto(address)
        page.wait_for_timeout(2000)
        return float(page.evaluate("window.shifted"))


def _spread(times: Sequence[float]) -> str:
    if not times:
        return "none"
    return f"{median(times):.2f} ({times[0]:.2f}–{times[-1]:.2f})"


def main() -> None:
    """Measure and print."""
    with running_chromium() as browser, tempfile.TemporaryDirectory() as folder:
        load: Any = os.getloadavg()[0]
        print(
            f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, load {load:.1f}, Python {platform.python_version()}, "
            f"Chromium {browser.version}, no GPU; median of {ROUNDS} (quickest–slowest)\n"
        )
        print("| what | first frame s | asked for | stock pyvis s | built in s | stock built in s | file |")
        print("|---|---|---|---|---|---|---|")
        for one in framed(browser, Path(folder)):
            print(one.row(), flush=True)
        print("\n| page | layout shift | fonts 0.4 s late |\n|---|---|---|")
        for row in shifts(browser):
            print(row, flush=True)


if __name__ == "__main__":
    main()
