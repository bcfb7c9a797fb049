"""Where an instance shows people only to those with a key for it, nobody else reads a name, whatever the address."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

import httpx
import pytest

from api.access.keys import Keyring, Scope
from api.app import create_app
from graph.db import Graph
from graph.read import people
from graph.settings import Settings
from tests.api.test_pages_browser import PAGES
from tests.conftest import serving
from tools.addresses import addresses

BODIES = (
    "/c/fr-nancy",
    "/c/fr-nancy/report",
    "/o/agence-francaise-de-developpement",
    "/read",
    "/actors",
    "/map",
    "/world",
)
QUESTIONS = (
    "Qui représente Nancy ?",
    "Who attended the meeting of 15 December 2020?",
    "What is Antoine Le Solleuz's office?",
    "Chronologie de Nancy",
    "Quoi de neuf depuis 2020 ?",
)


@pytest.fixture(scope="module")
def guarded(corpus_settings: Settings) -> Iterator[tuple[str, str]]:
    """A service that shows people by key only: its address, and such a key."""
    _, key = Keyring(corpus_settings.home).make("people", [Scope.PEOPLE])
    with serving(create_app(corpus_settings.model_copy(update={"people_scope": True}))) as url:
        yield url, key


@pytest.mark.parametrize("corpus_settings", ["local"], indirect=True, scope="session")
def test_nobody_reads_a_name_without_the_key(corpus: Graph, guarded: tuple[str, str]) -> None:
    url, key = guarded
    names = {one.name for one in people(corpus)}
    assert len(names) > 50
    api = [address.example for address in addresses(create_app(Settings()).openapi())]
    asked = [f"{path}?q={question}" for question in QUESTIONS for path in ("/", "/v1/ask")]
    told, refused = {}, 0
    with httpx.Client(base_url=url, timeout=170, headers={"Accept-Language": "fr"}) as client:
        for address in (*api, *PAGES, *BODIES, *asked):
            answer = client.get(address)
            refused += answer.status_code == 401
            text = unescape(answer.text) if answer.status_code == 200 else ""
            if found := [name for name in names if name in text]:
                told[address] = found[:2]
        assert not told
        assert refused > 10
        opened = client.get("/v1/ask", params={"q": QUESTIONS[0]}, headers={"X-API-Key": key})
        assert any(name in opened.text for name in names)
        sought = {"/v1/search": {"q": "solleuz"}, "/v1/ask/complete": {"q": "antoine le soll"}}
        for address, params in sought.items():
            keyed, bare = (client.get(address, params=params, headers=has) for has in ({"X-API-Key": key}, {}))
            assert "Antoine Le Solleuz" in keyed.text
            assert "Solleuz" not in bare.text
            # A cache on the way may neither keep what the key opened, nor be told that it holds for others.
            assert keyed.headers["cache-control"].startswith("private")
            assert keyed.headers["etag"] != bare.headers["etag"]
            again = client.get(address, params=params, headers={"If-None-Match": keyed.headers["etag"]})
            assert again.status_code == 200
        closed = client.get("/v1/ask", params={"q": QUESTIONS[0]})
        assert closed.status_code == 422
        assert "clé" in closed.json()["detail"]
        for question in closed.json()["nearest"]:
            assert client.get("/v1/ask", params={"q": question}).status_code == 200
