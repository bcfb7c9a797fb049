"""Take a picture of every kind of page in every state it can be met in, to be looked at and criticised.

    jumelles serve --port 8250 &
    python -m tools.look http://127.0.0.1:8250 /tmp/looks [--state phone] [--page answer]

Each picture is the whole page, `STATE/PAGE.png` (`print/PAGE.pdf` on paper). What pages did that they should not (console
errors, requests elsewhere, scrolling sideways) is said on stdout, one line each.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import quote

from playwright.sync_api import Browser, Page

from tests.support.browser import running_chromium, watched_page

PAGES = {
    "home": "/",
    "answer": "/?q={Quelles villes françaises ont un partenaire en Pennsylvanie ?}",
    "answer-many": "/?q={Quels liens entre la France et les États-Unis ?}",
    "answer-call": "/?q={Qui appeler à Tours pour les États-Unis ?}",
    "answer-none": "/?q={Quels liens entre Nancy et la Floride ?}",
    "answer-lost": "/?q={quelle ville est la plus amie}",
    "answer-which": "/?q={partenaires de Lyon}",
    "answer-path": "/?q={Comment relier Nancy et Pittsburgh ?}",
    "authority": "/c/fr-lyon-metropole",
    "authority-town": "/c/fr-nancy",
    "authority-poor": "/c/us-pa-pittsburgh",
    "authority-past": "/c/fr-ara?as_of=2016",
    "report": "/c/fr-nancy/report",
    "partnership": "/p/fr-ara--us-pa",
    "network": "/n/groupe-pays-etats-unis",
    "organisation": "/o/agence-francaise-de-developpement",
    "person": "/person/antoine-le-solleuz",
    "event": "/e/2025-11-20-reunion-du-groupe-pays-etats-unis",
    "sources": "/sources",
    "source": "/sources/groupe-pays-etats-unis-2025-11-20",
    "theme": "/theme/economy-business",
    "territory": "/t/US-PA",
    "browse": "/browse/partnerships?between=FR&and=US",
    "browse-none": "/browse/partnerships?status=ended&form=friendship",
    "browse-places": "/browse/collectivities",
    "browse-people": "/browse/people",
    "browse-networks": "/browse/networks",
    "browse-organisations": "/browse/organisations",
    "browse-events": "/browse/events",
    "compare": "/compare?a=fr-nancy&b=fr-tours",
    "compare-empty": "/compare",
    "review": "/review",
    "review-pairs": "/review?kind=duplicate",
    "about": "/about",
    "read": "/read",
    "docs": "/docs",
    "lost": "/nowhere",
    "lost-town": "/c/fr-nowhere",
    "map": "/map",
    "map-us": "/map?between=FR&and=US",
    "map-around": "/map?around=fr-nancy",
    "map-selected": "/map?between=FR&and=US#sel=fr-lyon-metropole",
    "map-table": "/map?between=FR&and=US#view=table",
    "world": "/world",
    "world-selected": "/world#sel=fr-saint-etienne",
    "actors": "/actors",
    "embed-map": "/embed/map?between=FR&and=US-PA",
    "embed-world": "/embed/world",
    "embed-actors": "/embed/actors",
    "embed-lenses": "/embed/lenses?between=FR&and=US-PA",
    "embed-table": "/embed/table?between=FR&and=US-PA",
}
"""Pages by the name of their picture; what stands in braces is a question, to be quoted."""
MAPS = ("map", "world", "actors", "embed-map", "embed-world")


class State(NamedTuple):
    """How a page is met: its language, its width and height, and what Chromium is told of the reader."""

    language: str = "fr"
    size: tuple[int, int] = (1280, 900)
    context: Mapping[str, Any] = MappingProxyType({})


STATES = {
    "light": State(),
    "dark": State("en", context={"color_scheme": "dark"}),
    "phone": State(size=(390, 844)),
    "phone-dark": State("en", (390, 844), {"color_scheme": "dark"}),
    # 640 px is also what 200 % zoom leaves of 1280.
    "half": State("en", (640, 450)),
    "forced": State(context={"forced_colors": "active"}),
    "no-script": State(context={"java_script_enabled": False}),
    "print": State(),
    "print-en": State("en"),
}


def main() -> int:
    """Take the pictures that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url", help="a running service")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--state", choices=STATES, action="append")
    parser.add_argument("--page", choices=PAGES, action="append")
    given = parser.parse_args()
    with running_chromium() as browser:
        for name in given.state or STATES:
            for line in _look(browser, given.url, given.folder / name, STATES[name], given.page or list(PAGES)):
                print(f"{name}: {line}", flush=True)
    return 0


def _look(browser: Browser, url: str, folder: Path, state: State, names: list[str]) -> Iterator[str]:
    folder.mkdir(parents=True, exist_ok=True)
    width, height = state.size
    context = {"viewport": {"width": width, "height": height}, "reduced_motion": "reduce", **state.context}
    with watched_page(browser, (url, "data:", "blob:"), **context) as (page, watch):
        page.set_default_timeout(120_000)
        for name in names:
            page.goto("about:blank")
            page.goto(_address(url, PAGES[name], state.language))
            if state.context.get("java_script_enabled", True):
                _settle(page, name)
            if folder.name.startswith("print"):
                page.pdf(path=folder / f"{name}.pdf", format="A4", print_background=False)
            else:
                page.screenshot(path=folder / f"{name}.png", full_page=True)
            yield from (f"{name}: {line}" for line in _complaints(page))
            yield from (f"{name}: {line}" for line in watch.console + watch.errors + watch.requests + watch.dialogs)
            for noted in (watch.console, watch.errors, watch.requests, watch.dialogs):
                noted.clear()


def _address(url: str, path: str, language: str) -> str:
    if "{" in path:
        before, question = path.rstrip("}").split("{")
        path = before + quote(question)
    path, mark, fragment = path.partition("#")
    return f"{url}{path}{'&' if '?' in path else '?'}lang={language}{mark}{fragment}"


def _settle(page: Page, name: str) -> None:
    """Wait until fonts and maps stand, and pictures below that are fetched when they are seen."""
    page.evaluate("document.fonts.ready.then(() => 1)")
    if name.startswith(MAPS):
        page.wait_for_function("() => window.jumelles && window.jumelles.ready")
    for frame in page.query_selector_all("iframe:visible"):
        frame.scroll_into_view_if_needed()
        inner = frame.content_frame()
        if inner is not None:
            # A frame outside the window is drawn no frames: what is asked once a frame would never be asked.
            inner.wait_for_function("() => window.jumelles && window.jumelles.ready", polling=100)
    page.evaluate("scrollTo(0, 0)")


def _complaints(page: Page) -> Iterator[str]:
    """Say what can be seen without eyes: a page that scrolls sideways, and texts that are cut."""
    over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if over > 0:
        yield f"scrolls sideways by {over} px"


if __name__ == "__main__":
    sys.exit(main())
