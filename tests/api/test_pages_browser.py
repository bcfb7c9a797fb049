"""The pages in a real browser: asking, going to a source and back, themes, languages, keyboard, phones, no script."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.support import browser as support
from tests.support.browser import Watch, watched_page
from tests.support.pages import THINGS

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("corpus_settings", ["local"], indirect=True)]

AXE = (Path(support.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
Scheme = Literal["light", "dark"]
QUESTION = "Quelles villes françaises ont un partenaire en Pennsylvanie ?"
LINKS = "/?q=" + quote("Quels liens entre la France et les États-Unis ?")
ASKED = "/?q=" + quote(QUESTION)
NOTHING = "/?q=" + quote("Quels liens entre Nancy et la Floride ?")
LOST = "/?q=" + quote("quelle ville est la plus amie")
BROWSE = "/browse/partnerships?between=FR&and=US&form=cooperation"
PAGES = (
    "/",
    ASKED,
    LINKS,
    NOTHING,
    LOST,
    "/sources",
    "/sources/groupe-pays-etats-unis-2025-11-20",
    "/c/fr-lyon-metropole",
    *THINGS,
    "/t/US-PA",
    BROWSE,
    "/browse/people",
    "/browse/partnerships?status=ended",
    "/compare?a=fr-nancy&b=fr-tours",
    "/review",
    "/review?kind=duplicate",
    "/about",
    "/read",
    "/docs",
    "/nowhere",
)
WIDE: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
SMALL: ViewportSize = {"width": 320, "height": 640}
PATIENCE = 60_000
"""What a machine that is busy with other things is waited for, ms."""
expect.set_options(timeout=PATIENCE / 2)


@pytest.fixture(scope="module")
def engine() -> Iterator[Browser]:
    with support.running_chromium() as running:
        yield running


@contextmanager
def opened(engine: Browser, url: str, path: str, **options: Any) -> Iterator[tuple[Page, Watch]]:
    """Open a page that may ask its own server only."""
    given = {"viewport": WIDE, "locale": "fr-FR", **options}
    with watched_page(engine, allowed=(url, "data:"), **given) as (page, watch):
        page.set_default_timeout(PATIENCE)
        page.goto(url + path)
        yield page, watch


def test_ask_then_to_the_source_and_back(engine: Browser, corpus_url: str) -> None:
    with opened(engine, corpus_url, "/") as (page, watch):
        page.get_by_role("combobox", name="Votre question").fill(QUESTION)
        page.get_by_role("button", name="Demander").click()
        expect(page.locator(".sentence")).to_contain_text("Une ville et une région")
        page.wait_for_load_state()
        expect(page.locator("table.links tbody tr:not(.history)")).to_have_count(2)
        box = page.locator("table.links [data-cite]").last
        box.click()
        note = page.locator(box.get_attribute("href") or "")
        expect(note).to_be_in_viewport()
        assert page.evaluate("document.querySelector(':target').id") == note.get_attribute("id")
        note.locator("[data-back]").click()
        assert page.evaluate("document.querySelector(':target').id") == box.get_attribute("id")
        page.get_by_role("link", name="Saint-Étienne").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Saint-Étienne")
        assert watch.quiet, watch


def test_the_map_below_opens_pages_outside_its_frame(engine: Browser, corpus_url: str) -> None:
    with opened(engine, corpus_url, ASKED) as (page, watch):
        page.locator("iframe").scroll_into_view_if_needed()
        frame = page.frame_locator("iframe")
        frame.get_by_role("button", name="Pittsburgh").click()
        frame.get_by_role("link", name="Ouvrir la fiche").click()
        page.wait_for_url("**/c/us-pa-pittsburgh")
        assert watch.quiet, watch


def test_the_map_alone_leads_home(engine: Browser, corpus_url: str) -> None:
    with opened(engine, corpus_url, "/map?between=FR&and=US-PA") as (page, watch):
        page.wait_for_function("() => window.jumelles && window.jumelles.ready")
        page.get_by_role("link", name="Jumelles").click()
        page.wait_for_url(f"{corpus_url}/")
        assert watch.quiet, watch


def test_from_an_authority_to_a_partner_and_back(engine: Browser, corpus_url: str) -> None:
    with opened(engine, corpus_url, "/c/fr-nancy") as (page, watch):
        page.get_by_role("table").get_by_role("link", name="Cincinnati").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Cincinnati")
        page.get_by_role("table").get_by_role("link", name="Jumelage", exact=True).first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Nancy – Cincinnati")
        page.get_by_role("link", name="Nancy", exact=True).first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Nancy")
        for name in ("Joséphine Fouquet-Bonnano", "Groupe-pays États-Unis"):
            page.goto(f"{corpus_url}/c/fr-nancy")
            page.locator(".thirds").get_by_role("link", name=name, exact=True).first.click()
            expect(page.get_by_role("heading", level=1)).to_have_text(name)
        assert watch.quiet, watch


def test_a_filter_stands_in_the_address(engine: Browser, corpus_url: str) -> None:
    with opened(engine, corpus_url, "/browse/partnerships?between=FR&and=US") as (page, watch):
        count = page.locator(".found .count")
        before = count.inner_text()
        page.get_by_role("checkbox", name="Coopération").check()
        page.wait_for_url("**form=cooperation**")
        expect(count).not_to_have_text(before)
        expect(page.get_by_role("checkbox", name="Coopération")).to_be_focused()
        after, rows = count.inner_text(), page.locator("tbody tr").all_inner_texts()
        page.reload()
        assert (count.inner_text(), page.locator("tbody tr").all_inner_texts()) == (after, rows)
        page.get_by_role("link", name="EN, English").click()
        expect(page.get_by_role("checkbox", name="Cooperation")).to_be_checked()
        page.get_by_role("link", name="Take away Cooperation").click()
        expect(page.get_by_role("checkbox", name="Cooperation")).not_to_be_checked()
        assert watch.quiet, watch


def test_filters_work_without_a_script(engine: Browser, corpus_url: str) -> None:
    with opened(engine, corpus_url, "/browse/partnerships", java_script_enabled=False) as (page, _):
        page.get_by_role("checkbox", name="Contact").check()
        page.get_by_role("button", name="Appliquer").press("Enter")
        page.wait_for_url("**form=contact**")
        forms = page.locator("tbody td.form").all_inner_texts()
        assert forms
        assert {text.strip() for text in forms} == {"Contact"}


def test_the_menu_of_a_phone(engine: Browser, corpus_url: str) -> None:
    with opened(engine, corpus_url, "/c/fr-nancy", viewport=PHONE, java_script_enabled=False) as (page, _):
        browse = page.get_by_role("link", name="Parcourir")
        expect(browse).to_be_hidden()
        page.get_by_text("Menu", exact=True).click()
        browse.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Partenariats")


def test_another_day_is_a_click_away(engine: Browser, corpus_url: str) -> None:
    with opened(engine, corpus_url, "/c/fr-ara") as (page, watch):
        page.locator(".as-of summary").press("Enter")
        page.get_by_label("Voir l’état au").last.fill("2016")
        page.keyboard.press("Enter")
        page.wait_for_url("**as_of=2016**")
        expect(page.locator(".as-of summary")).to_contain_text("2016")
        page.get_by_role("table").get_by_role("link", name="Pennsylvanie").click()
        page.wait_for_url("**as_of=2016**")
        assert watch.quiet, watch


def test_french_to_english_and_back(engine: Browser, corpus_url: str) -> None:
    with opened(engine, corpus_url, ASKED) as (page, watch):
        page.get_by_role("link", name="EN, English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.locator(".understood")).to_contain_text("Understood:")
        page.get_by_role("link", name="Sources", exact=True).first.click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        page.get_by_role("link", name="FR, français").click()
        expect(page.get_by_role("columnheader", name="Éditeur")).to_be_visible()
        assert watch.quiet, watch


def test_without_a_script_everything_is_there(engine: Browser, corpus_url: str) -> None:
    with opened(engine, corpus_url, "/", java_script_enabled=False) as (page, _):
        page.get_by_role("textbox", name="Votre question").fill(QUESTION)
        page.get_by_role("button", name="Demander").click()
        expect(page.locator(".sentence")).to_contain_text("Une ville et une région")
        expect(page.locator("table.links tbody tr:not(.history)")).to_have_count(2)
        expect(page.locator("svg.lenses-wide")).to_be_visible()
        expect(page.locator("[data-copy]")).to_be_hidden()
        page.locator("[data-cite]").first.click()
        page.locator(":target [data-back]").click()
        page.get_by_role("link", name="Thème sombre").click()
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        expect(page.locator(".sentence")).to_be_visible()


def test_the_theme_follows_the_system_until_it_is_chosen(engine: Browser, corpus_url: str) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    with opened(engine, corpus_url, "/sources", color_scheme="dark") as (page, watch):
        assert page.evaluate(ground) == "rgb(12, 22, 21)"
        page.get_by_role("link", name="Thème clair").click()
        assert page.evaluate(ground) == "rgb(255, 255, 255)"
        expect(page.get_by_role("link", name="Thème sombre")).to_be_focused()
        page.reload()
        assert page.evaluate(ground) == "rgb(255, 255, 255)"
        assert watch.quiet, watch


def test_targets_on_a_phone_are_large_enough(engine: Browser, corpus_url: str) -> None:
    with opened(engine, corpus_url, ASKED, viewport=PHONE) as (page, _):
        small = page.evaluate("""() => [...document.querySelectorAll(
            ".band a, .band button, .band input[type=text], .button, summary, .when input[type=text]"
        )].filter(e => e.offsetParent).map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
          .filter(([, r]) => r.height < 43.5 || r.width < 43.5).map(([html]) => html)""")
        assert not small


def test_the_keyboard_goes_everywhere_and_is_seen(engine: Browser, corpus_url: str) -> None:
    with opened(engine, corpus_url, ASKED) as (page, _):
        page.keyboard.press("Tab")
        skip = page.get_by_role("link", name="Aller au contenu")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()
        for _ in range(12):
            page.keyboard.press("Tab")
            seen = page.evaluate("getComputedStyle(document.activeElement).outline")
            assert "solid 3px" in seen, seen
        page.get_by_role("link", name="Modifier").press("Enter")
        expect(page.get_by_role("combobox", name="Votre question")).to_be_focused()


def test_hostile_text_is_shown_as_text(engine: Browser, corpus_url: str) -> None:
    hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    with opened(engine, corpus_url, "/?q=" + quote(hostile)) as (page, watch):
        expect(page.get_by_role("heading", level=1)).to_contain_text(hostile)
        expect(page.get_by_role("combobox", name="Votre question")).to_have_value(hostile)
        assert not watch.dialogs
        assert not watch.errors
        assert not watch.requests


def test_printing_shows_what_paper_can_hold(engine: Browser, corpus_url: str) -> None:
    with opened(engine, corpus_url, "/c/fr-lyon-metropole", color_scheme="dark") as (page, _):
        page.emulate_media(media="print")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        for hidden in (".destinations", ".search", ".buttons", ".theme", ".menu", ".as-of"):
            expect(page.locator(hidden).first).to_be_hidden()
        expect(page.locator(".printed")).to_contain_text("/c/fr-lyon-metropole")


@pytest.mark.parametrize(("language", "scheme"), [("fr", "light"), ("en", "dark")])
def test_every_page_is_for_everyone_and_fits(engine: Browser, corpus_url: str, language: str, scheme: Scheme) -> None:
    """Each page is loaded once for a language, each language in another theme: all rules of axe, and three widths.

    Colours do not hang on words, nor words on colours: so both themes and both languages are seen by every rule.
    """
    found = []
    with opened(engine, corpus_url, "/about", color_scheme=scheme) as (page, _):
        for path in PAGES:
            page.goto(f"{corpus_url}{path}{'&' if '?' in path else '?'}lang={language}")
            found += [f"{path} {language} {scheme}: {line}" for line in violations(page)]
            for size in (PHONE, SMALL, WIDE):
                page.set_viewport_size(size)
                over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                found += [f"{path} {language}: {over} px too wide at {size['width']}"] if over > 0 else []
    assert not found, "\n".join(found)


def test_a_snippet_frames_what_its_label_says(engine: Browser, corpus_url: str) -> None:
    with opened(engine, corpus_url, "/browse/partnerships?between=FR&and=US-PA") as (page, watch):
        page.get_by_text("Intégrer dans une autre page").press("Enter")
        field = page.get_by_role("textbox", name="La table des liens")
        field.focus()
        assert page.evaluate("getSelection().toString() || document.activeElement.selectionEnd") != ""
        frame = re.fullmatch(r'<iframe src="([^"]+)" [^<>]*title="([^"]+)"></iframe>', field.input_value())
        assert frame
        assert frame[1].startswith(corpus_url)
        page.goto(frame[1])
        expect(page.get_by_role("table")).to_contain_text("Pittsburgh")
        expect(page.get_by_role("link", name="Jumelles")).to_be_visible()
        assert watch.quiet, watch


def violations(page: Page) -> list[str]:
    """Return what axe finds on a page; Swagger UI and the map are not our pages and are tested by their own makers."""
    if page.locator("#swagger").count():
        page.wait_for_selector("#swagger .opblock-tag")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    results = page.evaluate(
        f"axe.run({{exclude: [['#swagger'], ['iframe']]}}, {json.dumps(options)}).then(found => found.violations)"
    )
    return [
        f"{one['id']}: {node['html'][:150]} {node['failureSummary'][:200]}" for one in results for node in one["nodes"]
    ]
