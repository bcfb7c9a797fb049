"""What an answer costs, counted rather than timed: queries a request, bytes an answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from api.app import create_app
from graph.db import Graph, Rows
from graph.settings import Settings
from tests.conftest import serving

QUERIES = {
    "/v1/collectivities/fr-nancy": 2,
    "/v1/collectivities/fr-nancy/partners": 1,
    "/v1/partnerships?between=FR&and=US-PA": 1,
    "/v1/partnerships?facets=form,status,country&limit=1": 1,
    "/v1/search?q=nan&suggest=true": 1,
    "/v1/path?from=fr-nancy&to=us-pa": 1,
    "/v1/graph?around=fr-nancy": 1,
    "/v1/ask?q=which+French+cities+partner+with+Pennsylvania+entities": 4,
    "/c/fr-nancy": 11,
}
"""An address → the most queries that it may send when it is asked again; one of them asks for the graph's revision."""

ANEW = 2
"""The most queries of a page of a list that nobody asked for at this revision: its rows, and the graph's revision."""

BYTES = {
    "/v1/partnerships?between=FR&and=US-PA": 2_500,
    "/v1/search?q=nan&suggest=true": 6_000,
    "/c/fr-nancy": 220_000,
}
"""An address → the most bytes that it may answer with, before compression; of a list, for each of its things."""


class Sent:
    """The names of the queries that were sent."""

    def __init__(self) -> None:
        self.names: list[str] = []


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Sent:
    found = Sent()
    read = Graph.read

    def counted(self: Graph, name: str, /, **params: Any) -> Rows:
        found.names.append(name)
        return read(self, name, **params)

    monkeypatch.setattr(Graph, "read", counted)
    return found


@pytest.fixture(scope="module")
def local_url(corpus_settings: Settings) -> Iterator[str]:
    with serving(create_app(corpus_settings)) as url:
        yield url


@pytest.mark.parametrize("corpus_settings", ["local"], indirect=True, scope="session")
def test_a_request_sends_few_queries(corpus_settings: Settings, local_url: str, sent: Sent) -> None:
    asked = {}
    with httpx.Client(base_url=local_url, timeout=170) as client:
        for address in QUERIES:
            client.get(address).raise_for_status()
            sent.names.clear()
            client.get(address).raise_for_status()
            asked[address] = list(sent.names)
        sent.names.clear()
        client.get("/v1/collectivities/fr-tours/partners").raise_for_status()
        assert len(sent.names) <= ANEW, sent.names
    too_many = {address: names for address, names in asked.items() if len(names) > QUERIES[address]}
    assert not {address: len(names) for address, names in too_many.items()}


@pytest.mark.parametrize("corpus_settings", ["local"], indirect=True, scope="session")
def test_an_answer_is_small(corpus_settings: Settings, local_url: str) -> None:
    with httpx.Client(base_url=local_url, timeout=170) as client:
        for address, most in BYTES.items():
            answer = client.get(address).raise_for_status()
            listed = address.startswith("/v1/") and answer.json()["value"]
            assert len(answer.content) <= most * max(1, len(listed or ())), address
