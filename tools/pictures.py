"""Take the pictures of the guides: the shipped corpus, the pages in Chromium, WebP files in docs/pictures/."""

from __future__ import annotations

import base64
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from playwright.sync_api import Browser, Page, sync_playwright

from api.app import create_app
from graph.db import open_graph
from graph.settings import Settings, read_settings
from loaders.facts.corpus import corpus
from loaders.run import load_facts
from tests.conftest import serving
from tests.support.browser import ARGUMENTS, chromium_path

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
QUALITY = 78
MOST = 2_000_000
"""Bytes of all pictures together, at most."""
WIDE, PHONE = (1200, 800), (390, 780)
QUESTION = {
    "fr": "Quelles villes françaises ont un partenaire en Pennsylvanie ?",
    "en": "Which French cities have a partner in Pennsylvania?",
}


class Shot(NamedTuple):
    """One picture: its name, the path of its page (`{q}` is the question), its size, its theme, how far down it begins."""

    name: str
    path: str
    size: tuple[int, int] = WIDE
    theme: str = "light"
    down: int = 0


SHOTS = (
    Shot("home", "/"),
    Shot("answer", "/?q={q}"),
    Shot("authority", "/c/fr-nancy"),
    Shot("partnership", "/p/fr-ara--us-pa", down=640),
    Shot("browse", "/browse/partnerships?between=FR&and=US"),
    Shot("network", "/map?between=FR&and=US", theme="dark"),
    Shot("world", "/world"),
    Shot("phone", "/c/fr-ara", PHONE),
)


def main() -> int:
    """Take all pictures in both languages; returns 1 where there is no Chromium or they weigh too much."""
    if chromium_path() is None:
        print("no Chromium on PATH", file=sys.stderr)
        return 1
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        settings = read_settings(home=Path(home))
        with open_graph(settings) as graph:
            load_facts(graph, corpus())
            _take(settings)
    total = sum(file.stat().st_size for file in FOLDER.glob("*.webp"))
    print(f"{len(SHOTS) * len(QUESTION)} pictures, {total:,} bytes, in {FOLDER}")
    return int(total > MOST)


def _take(settings: Settings) -> None:
    with serving(create_app(settings)) as url, _browser() as browser:
        for language, question in QUESTION.items():
            for shot in SHOTS:
                path = shot.path.replace("{q}", quote(question))
                joined = f"{url}{path}{'&' if '?' in path else '?'}lang={language}"
                (FOLDER / f"{shot.name}-{language}.webp").write_bytes(_picture(browser, joined, shot))


@contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


def _picture(browser: Browser, url: str, shot: Shot) -> bytes:
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if shot.theme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.set_default_timeout(300_000)
    # A font that comes late is not used on that page at all (`font-display: optional`): the second time it is at hand.
    page.goto(url, wait_until="load")
    page.evaluate("document.fonts.ready.then(() => 1)")
    page.reload(wait_until="load")
    page.evaluate(f"document.fonts.ready.then(() => scrollTo(0, {shot.down}))")
    if shot.path.startswith(("/map", "/world")):
        page.wait_for_function("() => window.jumelles && window.jumelles.ready")
    taken = _webp(page)
    context.close()
    return taken


def _webp(page: Page) -> bytes:
    client = page.context.new_cdp_session(page)
    answer = client.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    return base64.b64decode(answer["data"])


if __name__ == "__main__":
    sys.exit(main())
