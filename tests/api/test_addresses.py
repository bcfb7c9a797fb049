"""Every address, walked from the API's own description: documented, and the same JSON from both engines."""

from __future__ import annotations

import json
from collections.abc import Iterator

import httpx
import pytest

from api.app import create_app
from graph.db import open_graph
from graph.settings import Settings
from loaders.run import load
from loaders.wikidata.read import read_wikidata
from tests.conftest import ENGINES, engine_settings, serving
from tests.support.shared import shared_file
from tools.addresses import ANSWERS, Address, addresses

EVERY = list(addresses(create_app(Settings()).openapi()))
SEEN: dict[tuple[str, str], tuple[int, str]] = {}
"""What the engine that came first answered: data set and address → status and body."""


@pytest.fixture(scope="module")
def on_corpus(corpus_url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=corpus_url, timeout=60) as client:
        yield client


@pytest.fixture(scope="module", params=ENGINES)
def on_extract(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    extract = shared_file("wikidata_twins_france.tsv")
    home = tmp_path_factory.mktemp(f"extract-{request.param}")
    with engine_settings(request.param, home) as settings, open_graph(settings) as graph:
        load(graph, [extract], read_wikidata)
        with serving(create_app(settings)) as url, httpx.Client(base_url=url, timeout=60) as client:
            yield client


def answer(client: httpx.Client, address: Address) -> tuple[int, str]:
    response = client.get(address.example, headers={"Accept-Language": "en", "X-Request-Id": "walk"})
    body = response.text.replace(str(client.base_url).rstrip("/"), "http://here")
    return response.status_code, body


@pytest.mark.parametrize("address", EVERY, ids=lambda address: address.operation)
def test_both_engines_answer_the_same_on_the_corpus(on_corpus: httpx.Client, address: Address) -> None:
    status, body = answer(on_corpus, address)
    assert status == 200, f"{address.example}: {body[:300]}"
    assert SEEN.setdefault(("corpus", address.path), (status, body)) == (status, body)


@pytest.mark.parametrize("address", EVERY, ids=lambda address: address.operation)
def test_both_engines_answer_the_same_on_the_extract(on_extract: httpx.Client, address: Address) -> None:
    status, body = answer(on_extract, address)
    assert status in (200, 404, 422), f"{address.example}: {body[:300]}"
    assert SEEN.setdefault(("extract", address.path), (status, body)) == (status, body)


def test_every_address_is_documented_with_an_example_answer() -> None:
    known = json.loads(ANSWERS.read_text(encoding="utf-8"))
    assert [address.path for address in EVERY if address.path not in known] == [], (
        "python -m tools.addresses; make docs"
    )
    assert [path for path in known if path not in {address.path for address in EVERY}] == []
    for address in EVERY:
        kept = known[address.path]
        assert (kept["question"], kept["example"], kept["status"]) == (address.question, address.example, 200)
