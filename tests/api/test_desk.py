"""Minutes from the document to the answered question through the page, and who may do it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from api.app import create_app
from graph.db import open_graph
from graph.settings import read_settings
from loaders.minutes.desk import Decision, Desk, State, corrected
from loaders.minutes.known import of_records
from loaders.minutes.read import propose
from tests.api.test_pages_browser import AXE, TAGS
from tests.conftest import serving
from tests.loaders.minutes.samples import BULLETS, document
from tests.support.browser import running_chromium, watched_page


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = read_settings(home=tmp_path_factory.mktemp("desk"))
    with open_graph(settings), serving(create_app(settings)) as address:
        yield address


def put(url: str, text: str = BULLETS, **headers: str) -> httpx.Response:
    return httpx.post(f"{url}/read", files={"document": ("metz.txt", text.encode())}, headers=headers, timeout=60)


@pytest.mark.browser
def test_from_the_document_to_the_answered_question(url: str, tmp_path: Path) -> None:
    file = tmp_path / "metz.txt"
    file.write_text(BULLETS, encoding="utf-8")
    with running_chromium() as browser:
        with watched_page(browser, allowed=(url, "data:"), viewport={"width": 1440, "height": 900}, locale="fr-FR") as (
            page,
            watch,
        ):
            page.set_default_timeout(60_000)
            page.goto(f"{url}/read")
            page.set_input_files("#document", str(file))
            page.click(".put button")
            expect(page.locator("h1")).to_have_text("metz.txt")
            page.wait_for_load_state()
            page.uncheck("#by-keys")
            page.keyboard.press("j")
            expect(page.locator("mark.at")).to_have_count(0)
            page.check("#by-keys")
            page.keyboard.press("j")
            expect(page.locator("mark.at").first).to_be_visible()
            expect(page.locator(".proposal:focus")).to_be_visible()
            page.keyboard.press("r")
            page.keyboard.press("a")
            expect(page.locator(".proposal.rejected")).to_have_count(1)
            expect(page.locator(".proposal.accepted")).to_have_count(1)
            violations(page)
            page.keyboard.press("k")
            page.keyboard.press("k")
            page.keyboard.press("u")
            page.click("button[value=sure]")
            expect(page.locator(".proposal.accepted").first).to_be_visible()
            page.click("button[value=load]")
            expect(page.locator("h1")).to_contain_text("groupe-pays Allemagne")
            page.goto(f"{url}/?q=partenaires de Metz")
            expect(page.locator(".sentence")).to_contain_text("Leipzig")
            assert watch.quiet, watch
        phone(browser, url)


def phone(browser: Browser, url: str) -> None:
    """Without a script, on a phone: nothing moves sideways, and the form is there."""
    size = {"width": 390, "height": 844}
    with watched_page(browser, allowed=(url, "data:"), viewport=size, java_script_enabled=False) as (page, _):
        page.set_default_timeout(60_000)
        page.goto(f"{url}/read")
        page.click(".readings a")
        expect(page.locator("input[type=radio]").nth(60)).to_be_attached()
        box = page.locator("main").bounding_box()
        assert box is not None
        assert box["width"] <= size["width"]


def violations(page: Page) -> None:
    page.evaluate(AXE)
    found = page.evaluate(
        "tags => axe.run({runOnly: tags}).then(done => done.violations.map(v => v.id + ' ' + v.nodes[0].html))", TAGS
    )
    assert found == []


def test_a_correction_is_kept_and_a_wrong_one_is_said(url: str) -> None:
    address = put(url).headers["location"]
    page = url + address.partition("?")[0]
    key = next(fact.key for fact in propose(document(BULLETS), of_records([])).of("people"))
    wrong = httpx.post(page, data={f"text-{key}": "{id: x, nam: y, at: l. 1}", "do": "save"}, timeout=60)
    assert wrong.status_code == 422
    assert "people: name: Field required" in wrong.text
    kept = httpx.post(
        page, data={f"text-{key}": '{id: helene-r, name: Hélène R, at: "l. 5"}', "do": "save"}, timeout=60
    )
    assert kept.status_code == 303
    assert "{id: helene-r" in httpx.get(f"{page}/facts.yml", timeout=60).text
    assert httpx.post(page, data={"do": "remove"}, timeout=60).headers["location"].startswith("/read")
    assert httpx.get(page, timeout=60).status_code == 404


def test_only_this_machine_and_our_own_pages_may_change_things(url: str) -> None:
    host = url.removeprefix("http://")
    for headers in (
        {"origin": "http://elsewhere.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"host": "bent.example"},
        {"x-forwarded-for": "192.0.2.7"},
    ):
        assert put(url, **headers).status_code == 403, headers
    assert httpx.get(f"{url}/read", headers={"host": "bent.example"}).status_code == 403
    assert put(url, origin=f"http://{host}").status_code == 303


def test_what_cannot_be_read_is_said_on_the_page(url: str) -> None:
    answer = put(url, "")
    assert answer.status_code == 422
    assert "metz.txt: the file is empty" in answer.text
    assert httpx.get(f"{url}/read/../../etc", timeout=60).status_code == 404
    assert httpx.get(f"{url}/read/{'0' * 64}", timeout=60).status_code == 404


def test_what_was_rejected_stays_rejected_for_this_document(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    checksum, before = desk.put("metz.txt", BULLETS.encode())
    assert not before
    proposal = propose(desk.get(checksum).document, of_records([]))
    first, second = proposal.of("people")[:2]
    desk.decide(checksum, {first.key: Decision(State.REJECTED), second.key: Decision(State.ACCEPTED)})
    assert desk.put("metz-again.txt", BULLETS.encode()) == (checksum, True)
    again = desk.get(checksum)
    assert again.state(first) is State.REJECTED
    assert (tmp_path / "readings" / checksum / "document").stat().st_mode & 0o077 == 0
    assert corrected(first, None) is first


def test_a_document_that_was_read_before_is_said_so(url: str) -> None:
    text = (
        "Réunion du groupe-pays Italie du 3 mai 2023\n\nPrésents : Mme Ana Roy (ville de Metz), M. Luc Petit (Lyon)\n"
    )
    first, second = put(url, text), put(url, text)
    assert (first.status_code, second.status_code) == (303, 303)
    assert second.headers["location"] == f"{first.headers['location']}?again=1"
    shown = httpx.get(url + second.headers["location"], headers={"accept-language": "en"}, timeout=60).text
    assert "This document was read before" in shown


def test_a_rejected_place_takes_its_facts_out_of_what_is_sure(url: str) -> None:
    text = BULLETS.replace("Stuttgart", "Ulm")
    page = url + put(url, text).headers["location"]
    read = propose(document(text, "metz.txt"), of_records([]))
    ulm = next(fact for fact in read.of("collectivities") if fact.entry["id"] == "de-ulm")
    tie = next(fact for fact in read.of("partnerships") if "de-ulm" in fact.entry["parties"])
    httpx.post(page, data={f"state-{ulm.key}": "rejected", "do": "sure"}, timeout=60)
    shown = httpx.get(page, timeout=60).text
    assert f'name="state-{tie.key}" value="" checked' in shown
    refused = httpx.post(
        page,
        data={f"state-{ulm.key}": "rejected", f"state-{tie.key}": "accepted", "do": "load"},
        headers={"accept-language": "fr"},
        timeout=60,
    )
    assert refused.status_code == 422
    assert "Ulm est rejeté, mais un fait accepté en a besoin" in refused.text
