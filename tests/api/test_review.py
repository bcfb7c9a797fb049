"""Deciding on the page: both sides are shown, by keyboard and without a script, from our own page only, undone, audited."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import expect

from api.access.keys import Keyring, Scope
from api.app import create_app
from graph.db import Graph
from graph.read import decisions
from graph.records import MandateRecord, PersonRecord
from graph.settings import Settings
from graph.write import replace_source
from tests.api.test_pages_browser import PATIENCE, PHONE, violations
from tests.cli.test_review import PAIR, loaded
from tests.conftest import serving
from tests.support.browser import running_chromium, watched_page
from tests.support.world import source, town

HERE = {"origin": "http://127.0.0.1", "accept": "text/html"}


@contextmanager
def asking(settings: Settings, client: str = "127.0.0.1") -> Iterator[TestClient]:
    app = create_app(settings)
    with TestClient(app, "http://127.0.0.1", client=(client, 5), follow_redirects=False) as opened:
        yield opened


def post(client: TestClient, headers: dict[str, str] | None = None, **form: str) -> Any:
    return client.post("/review", params={"lang": "en"}, data=form, headers=HERE | (headers or {}))


def test_a_merge_is_decided_told_audited_and_undone(graph: Graph, empty_settings: Settings) -> None:
    loaded(graph)
    with asking(empty_settings) as client:
        shown = client.get("/review", params={"lang": "en", "kind": "duplicate"}).text
        assert "Nancy and Ville de Nancy: are they one?" in shown
        assert "near, and alike in name" in shown
        for id_ in ("fr-nancy", "fr-nancy-ville"):
            assert f'value="merge:{id_}"' in shown
        assert "48.69" in shown
        wrong = post(client, item=PAIR, do="merge:fr-lyon")
        assert wrong.status_code == 422
        assert "expected the one that stays" in wrong.text
        assert not decisions(graph).every

        done = post(client, item=PAIR, do="merge:fr-nancy")
        assert done.status_code == 303, done.text
        told = client.get(done.headers["location"]).text
        assert "Decided." in told
        # By its name, though it is out of sight now.
        assert 'Ville de Nancy <span class="quiet">fr-nancy-ville</span>' in told
        assert "are they one?" not in told
        assert client.get("/c/fr-nancy-ville").status_code == 308
        (decision,) = decisions(graph).every
        assert decision.id in client.get("/review?kind=decided").text

        assert post(client, item=decision.id, do="undo").status_code == 303
        assert not decisions(graph).every
        assert client.get("/c/fr-nancy-ville").status_code == 200
    lines = [json.loads(line) for line in (empty_settings.home / "audit.log").read_text().splitlines()[-2:]]
    assert [(line["act"], line["decision"]) for line in lines] == [
        ("decided", decision.id),
        ("taken back", decision.id),
    ]


def test_only_who_may_and_only_from_our_own_page(graph: Graph, empty_settings: Settings) -> None:
    loaded(graph)
    form = {"item": PAIR, "do": "part"}
    with asking(empty_settings) as client:
        for headers in (
            {"origin": "http://elsewhere.example"},
            {"origin": "null"},
            {"x-forwarded-for": "192.0.2.7"},
            {"host": "bent.example"},
        ):
            assert post(client, headers, **form).status_code == 403, headers
        cross = {"sec-fetch-site": "cross-site", "accept": "text/html"}
        assert client.post("/review", data=form, headers=cross).status_code == 403
        assert post(client, item=PAIR, do="burn").status_code == 422
        assert post(client, item="settle--nothing", do="undo").status_code == 404
    keys = Keyring(empty_settings.home)
    (_, reader), (_, admin) = keys.make("r", [Scope.READ]), keys.make("a", [Scope.ADMIN])
    with asking(empty_settings, "192.0.2.7") as client:
        page = client.get("/review").text
        assert "Ville de Nancy" in page
        assert "<form" not in page.partition("<main")[2]
        assert post(client, {"x-api-key": reader}, **form).status_code == 403
        assert not decisions(graph).every
        assert 'value="part"' in client.get("/review", headers={"x-api-key": admin}).text
        assert post(client, {"x-api-key": admin}, **form).status_code == 303
    assert [one.kind for one in decisions(graph).every] == ["part"]


def test_people_are_decided_without_their_names_in_the_log_and_hidden_where_they_need_a_key(
    graph: Graph, empty_settings: Settings
) -> None:
    loaded(graph)
    for name, body in (("one", "fr-nancy"), ("two", "fr-tours")):
        records = [PersonRecord(id="zoe-durand", name="Zoé Durand", at="l. 1")]
        seat = MandateRecord(person="zoe-durand", body=body, title="adjointe", at="l. 1")
        replace_source(graph, source(f"people-{name}", "2020"), [*records, town(body), seat])
    with asking(empty_settings.model_copy(update={"people_scope": True})) as client:
        assert "Durand" not in client.get("/review").text
    with asking(empty_settings) as client:
        shown = client.get("/review?lang=en").text
        assert "Zoé Durand: one person or two?" in shown
        done = post(client, item="two--person--zoe-durand--people-two", do="part", word="zoe-durand-tours")
        assert done.status_code == 303, done.text
        assert "Two people:" in client.get(done.headers["location"]).text
        assert client.get("/person/zoe-durand-tours").status_code == 200
    assert "durand" not in (empty_settings.home / "audit.log").read_text()


@pytest.mark.browser
def test_by_keyboard_with_and_without_a_script(graph: Graph, empty_settings: Settings) -> None:
    loaded(graph)
    with running_chromium() as browser, serving(create_app(empty_settings)) as url:
        for script, theme in ((True, "dark"), (False, "light")):
            options = {"java_script_enabled": script, "viewport": PHONE, "color_scheme": theme, "locale": "fr-FR"}
            with watched_page(browser, allowed=(url, "data:"), **options) as (page, watch):
                page.set_default_timeout(PATIENCE)
                page.goto(f"{url}/review?kind=duplicate")
                if script:
                    assert not violations(page)
                    page.get_by_role("link", name="Nancy", exact=True).first.focus()
                    page.keyboard.press("j")
                    page.keyboard.press("k")
                    page.keyboard.press("d")
                    expect(page.get_by_role("button", name="garder fr-nancy", exact=False).first).to_be_focused()
                else:
                    page.get_by_role("button", name="garder fr-nancy", exact=False).first.focus()
                page.keyboard.press("Enter")
                expect(page.locator("#said")).to_contain_text("C’est décidé.")
                page.screenshot()  # a browser drops keys until it has drawn
                assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
                if script:
                    expect(page.locator("#said")).to_be_focused()
                    assert not violations(page)
                    for _ in page.locator("#said a, #said button").all():
                        page.keyboard.press("Tab")
                    expect(page.get_by_role("button", name="Annuler")).to_be_focused()
                    page.keyboard.press("Enter")
                else:
                    page.get_by_role("button", name="Annuler").press("Enter")
                expect(page.get_by_text("Nancy et Ville de Nancy")).to_be_visible()
                assert watch.quiet, watch
