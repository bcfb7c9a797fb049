"""The map pages of a live service in a real browser: for everyone, in both themes and languages, on a phone, in a frame."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.api.test_pages_browser import Scheme, opened, violations
from tests.support import browser as support

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("corpus_settings", ["local"], indirect=True)]

PAGES = (
    "/map",
    "/world",
    "/actors",
    "/embed/map",
    "/embed/world",
    "/embed/actors",
    "/embed/lenses?between=FR&and=US-PA",
    "/embed/table?between=FR&and=US-PA",
)
READY = "() => window.jumelles && window.jumelles.ready"


@pytest.fixture(scope="module")
def engine() -> Iterator[Browser]:
    with support.running_chromium() as running:
        yield running


@pytest.mark.parametrize(("scheme", "language"), [("light", "fr"), ("dark", "en")])
def test_axe_finds_nothing_and_nothing_is_asked_of_elsewhere(
    engine: Browser, corpus_url: str, scheme: Scheme, language: str
) -> None:
    found = []
    with opened(engine, corpus_url, "/sources", color_scheme=scheme) as (page, watch):
        for path in PAGES:
            page.goto(f"{corpus_url}{path}{'&' if '?' in path else '?'}lang={language}")
            page.wait_for_function(READY)
            found += [f"{path} {line}" for line in violations(page)]
        page.goto(f"{corpus_url}/map?lang={language}#sel=fr-lyon-metropole&view=table")
        page.wait_for_function(READY)
        found += [f"selected: {line}" for line in violations(page)]
        page.goto(f"{corpus_url}/world?lang={language}#sel=fr-lyon-metropole")
        page.wait_for_function(READY)
        found += [f"selected: {line}" for line in violations(page)]
        assert watch.quiet, watch
    assert not found, "\n".join(found)


def test_phones_scroll_one_way_and_the_map_opens_on_a_neighbourhood(engine: Browser, corpus_url: str) -> None:
    with opened(engine, corpus_url, "/map", viewport={"width": 390, "height": 844}) as (page, watch):
        page.wait_for_function(READY)
        expect(page.locator("h1")).to_contain_text("Autour de")
        for path in PAGES:
            page.goto(corpus_url + path)
            page.wait_for_function(READY)
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
        assert watch.quiet, watch


def test_the_other_language_keeps_what_is_selected_and_the_page_opens(engine: Browser, corpus_url: str) -> None:
    with opened(engine, corpus_url, "/world#sel=fr-lyon-metropole") as (page, watch):
        page.wait_for_function(READY)
        page.get_by_role("link", name="EN, English").click()
        page.wait_for_function(READY)
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.locator("#panel h1")).to_contain_text("Lyon")
        page.locator("#theme").click()
        page.get_by_role("link", name="Open page").click()
        page.wait_for_url("**/c/fr-lyon-metropole?lang=en")
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        assert watch.quiet, watch


def test_a_closer_look_fetches_finer_outlines_from_the_site_alone(engine: Browser, corpus_url: str) -> None:
    with opened(engine, corpus_url, "/world") as (page, watch):
        page.wait_for_function(READY)
        with page.expect_response("**/countries-50m.json*") as asked:
            page.evaluate("jumelles.world.zoom(5)")
        assert asked.value.ok
        assert watch.quiet, watch
