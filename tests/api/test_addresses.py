"""Every address, walked from the API's own description: documented, and the same JSON from both engines."""

from __future__ import annotations

import json
from collections.abc import Iterator

import httpx
import pytest

from api.app import create_app
from graph.settings import Settings
from tests.conftest import serving
from tools.addresses import ANSWERS, Address, addresses, shown

KNOWN = json.loads(ANSWERS.read_text(encoding="utf-8"))
EVERY = list(addresses(create_app(Settings()).openapi()))
SEEN: dict[tuple[str, str], tuple[int, str]] = {}
"""What the engine that came first answered: data set and address → status and body."""


@pytest.fixture(scope="module")
def on_corpus(corpus_url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=corpus_url, timeout=60) as client:
        yield client


@pytest.fixture(scope="module")
def on_extract(wide_settings: Settings) -> Iterator[httpx.Client]:
    with serving(create_app(wide_settings)) as url, httpx.Client(base_url=url, timeout=60) as client:
        yield client


def asked(client: httpx.Client, address: Address) -> httpx.Response:
    return client.get(address.example, headers={"X-Request-Id": "walk"})


def answer(client: httpx.Client, response: httpx.Response) -> tuple[int, str]:
    return response.status_code, response.text.replace(str(client.base_url).rstrip("/"), "http://here")


@pytest.mark.parametrize("address", EVERY, ids=lambda address: address.operation)
def test_both_engines_answer_on_the_corpus_what_is_documented(on_corpus: httpx.Client, address: Address) -> None:
    response = asked(on_corpus, address)
    assert response.status_code == 200, f"{address.example}: {response.text[:300]}"
    seen = answer(on_corpus, response)
    assert SEEN.setdefault(("corpus", address.path), seen) == seen
    documented = shown(response.headers["content-type"], response.text, str(on_corpus.base_url))
    assert documented == KNOWN[address.path]["answer"], "python -m tools.addresses --all; make docs"


@pytest.mark.parametrize("address", EVERY, ids=lambda address: address.operation)
def test_both_engines_answer_the_same_on_the_extract(on_extract: httpx.Client, address: Address) -> None:
    seen = answer(on_extract, asked(on_extract, address))
    assert seen[0] in (200, 404, 422), f"{address.example}: {seen[1][:300]}"
    assert SEEN.setdefault(("extract", address.path), seen) == seen


def test_every_address_is_documented_with_an_example_answer() -> None:
    assert [address.path for address in EVERY if address.path not in KNOWN] == [], (
        "python -m tools.addresses; make docs"
    )
    assert [path for path in KNOWN if path not in {address.path for address in EVERY}] == []
    for address in EVERY:
        kept = KNOWN[address.path]
        assert (kept["question"], kept["example"], kept["status"]) == (address.question, address.example, 200)
