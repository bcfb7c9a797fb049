"""`/v1/search` over the corpus."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest


@pytest.fixture(scope="module")
def client(corpus_url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=corpus_url, timeout=30) as opened:
        yield opened


def get(client: httpx.Client, status: int = 200, **params: Any) -> Any:
    response = client.get("/v1/search", params=params)
    assert response.status_code == status, response.text
    return response.json()


def test_what_is_found_can_be_opened(client: httpx.Client) -> None:
    for text in ("lyon", "cuf", "Bavière", "périnet", "eau", "compte rendu", "réunion"):
        found = get(client, q=text)
        assert found["total"] >= len(found["value"]) > 0, text
        assert {"id", "type", "name", "names", "matched", "how", "url"} <= found["value"][0].keys()
        assert found["coverage"]["searched"] == 5
        address = found["value"][0]["url"]
        if client.get(address.rsplit("/", 1)[0]).status_code == 200:
            assert client.get(address).status_code == 200, found["value"][0]


def test_pages_follow_each_other(client: httpx.Client) -> None:
    whole = [(one["type"], one["id"]) for one in get(client, q="france", limit=200)["value"]]
    path, walked = "/v1/search?q=france&limit=3", []
    while path:
        found = client.get(path).json()
        walked += [(one["type"], one["id"]) for one in found["value"]]
        path = found["next"]
    assert walked == whole
    assert len(whole) > 6


def test_suggestions_are_few_and_types_can_be_chosen(client: httpx.Client) -> None:
    found = get(client, q="a", suggest="true")
    assert (len(found["value"]), found["next"]) == (8, None)
    assert {one["type"] for one in get(client, q="a", type="network,person")["value"]} == {"network", "person"}


@pytest.mark.parametrize(
    "params",
    [{"q": ""}, {"q": "x" * 201}, {}, {"q": "a", "type": "town"}, {"q": "a", "cursor": "x"}, {"q": "a", "x": "1"}],
)
def test_what_is_wrong_is_named(client: httpx.Client, params: dict[str, str]) -> None:
    assert any(name in get(client, 422, **params)["detail"] for name in ("q", "type", "cursor", "x"))
