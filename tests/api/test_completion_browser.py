"""The question completed while it is typed, by keyboard alone: a combobox that never takes Enter away."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.api.test_pages_browser import PHONE, opened, violations
from tests.support import browser as support

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("corpus_settings", ["local"], indirect=True)]


@pytest.fixture(scope="module")
def engine() -> Iterator[Browser]:
    with support.running_chromium() as running:
        yield running


def typed(page: Page, text: str) -> None:
    """Go to the field by Tab, empty it, and type."""
    while page.evaluate("document.activeElement.id") != "q":
        page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def test_a_name_is_chosen_by_keyboard_and_then_asked(engine: Browser, corpus_url: str) -> None:
    with opened(engine, corpus_url, "/?lang=fr") as (page, watch):
        field = page.get_by_role("combobox", name="Votre question")
        expect(field).to_have_attribute("aria-expanded", "false")
        typed(page, "partenaires de nan")
        options = page.get_by_role("listbox", name="Propositions").get_by_role("option")
        expect(options.first).to_have_text("Nancy (ville, Meurthe-et-Moselle)")
        expect(field).to_have_attribute("aria-expanded", "true")
        expect(page.get_by_role("status").first).to_have_text(f"{options.count()} propositions")
        assert field.get_attribute("aria-activedescendant") is None
        page.keyboard.press("ArrowUp")
        expect(options.last).to_have_attribute("aria-selected", "true")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
        page.keyboard.press("Enter")
        expect(field).to_have_value("partenaires de Nancy")
        expect(field).to_have_attribute("aria-expanded", "false")
        assert "q=" not in page.url
        page.keyboard.press("Enter")
        expect(page.locator(".sentence")).to_contain_text("Nancy")
        assert watch.quiet, watch


def test_enter_without_a_choice_sends_what_was_typed(engine: Browser, corpus_url: str) -> None:
    with opened(engine, corpus_url, "/?lang=en&q=" + quote("partners of Nancy")) as (page, watch):
        typed(page, "partners of Nan")
        expect(page.get_by_role("option").first).to_be_visible()
        page.keyboard.type("tes")
        page.keyboard.press("Enter")
        page.wait_for_url("**q=partners+of+Nantes**")
        expect(page.locator(".question").first).to_contain_text("partners of Nantes")
        # Up to the end of the list and back to the field chooses nothing either.
        typed(page, "partners of Nan")
        expect(page.get_by_role("option").first).to_be_visible()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Enter")
        page.wait_for_url("**q=partners+of+Nan&**")
        assert watch.quiet, watch


def test_escape_closes_and_tab_takes_the_choice(engine: Browser, corpus_url: str) -> None:
    with opened(engine, corpus_url, "/sources?lang=en") as (page, watch):
        field = page.get_by_role("combobox", name="Your question")
        options = page.get_by_role("option")
        typed(page, "Who coop")
        expect(options).to_have_count(1)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Escape")
        expect(options).to_have_count(0)
        expect(field).to_have_value("Who coop")
        page.keyboard.press("ArrowDown")
        expect(options).to_have_count(1)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        expect(field).to_have_value("Who cooperates with ")
        expect(options).to_have_count(0)
        page.keyboard.press("Shift+Tab")
        expect(field).to_be_focused()
        page.keyboard.type("zzyzx")
        expect(page.get_by_role("status").first).to_have_text("No suggestion")
        assert watch.quiet, watch


@pytest.mark.parametrize(("scheme", "lang"), [("light", "fr"), ("dark", "en")])
def test_the_open_list_is_accessible_and_fits_a_phone(engine: Browser, corpus_url: str, scheme: str, lang: str) -> None:
    with opened(engine, corpus_url, f"/?lang={lang}", viewport=PHONE, color_scheme=scheme) as (page, _):
        typed(page, "st etienne" if lang == "fr" else "Who")
        expect(page.get_by_role("option").first).to_be_visible()
        page.keyboard.press("ArrowDown")
        assert not violations(page)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        small = (
            "[...document.querySelectorAll('[role=option]')].filter(e => e.getBoundingClientRect().height < 44).length"
        )
        assert page.evaluate(small) == 0
