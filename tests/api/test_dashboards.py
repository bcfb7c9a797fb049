"""What dashboards plug into, as far as it can be tried without their servers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest


@pytest.fixture(scope="module")
def client(corpus_url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=corpus_url, timeout=30) as opened:
        yield opened


def get(client: httpx.Client, path: str, status: int = 200, **params: Any) -> Any:
    response = client.get(path, params=params)
    assert response.status_code == status, response.text
    return response.json()


def test_the_two_frames_fit_each_other(client: httpx.Client) -> None:
    nodes, edges = (get(client, f"/v1/grafana/{frame}", lang="en") for frame in ("nodes", "edges"))
    ids = [node["id"] for node in nodes["value"]]
    assert len(set(ids)) == len(ids) == nodes["total"] > 100
    assert {edge[end] for edge in edges["value"] for end in ("source", "target")} == set(ids)
    assert len({edge["id"] for edge in edges["value"]}) == len(edges["value"]) == edges["total"]
    assert {"id", "title", "subTitle", "mainStat", "secondaryStat", "color"} <= nodes["value"][0].keys()
    assert {"id", "source", "target", "mainStat", "color", "thickness"} <= edges["value"][0].keys()
    assert all(not isinstance(value, dict | list) for row in nodes["value"] + edges["value"] for value in row.values())


def test_between_two_scopes_only_what_lies_there(client: httpx.Client) -> None:
    scopes: dict[str, Any] = {"between": "FR", "and": "US-PA"}
    nodes, edges = (get(client, f"/v1/grafana/{frame}", **scopes)["value"] for frame in ("nodes", "edges"))
    assert {edge["id"] for edge in edges} == {"fr-ara--us-pa", "fr-saint-etienne--us-pa-pittsburgh"}
    assert {node["id"] for node in nodes} == {"fr-ara", "us-pa", "fr-saint-etienne", "us-pa-pittsburgh"}


def test_a_cut_graph_has_no_loose_ends(client: httpx.Client) -> None:
    nodes = get(client, "/v1/grafana/nodes", limit=20)
    edges = get(client, "/v1/grafana/edges", nodes=20)
    ids = {node["id"] for node in nodes["value"]}
    assert len(ids) == 20 < nodes["total"]
    assert edges["value"]
    assert {edge[end] for edge in edges["value"] for end in ("source", "target")} <= ids
    only = get(client, "/v1/grafana/edges", kind="partnership")["value"]
    assert {edge["detail__kind"] for edge in only} == {"partnership"}


@pytest.mark.parametrize(
    "params", [{"limit": 20_001}, {"kind": "x"}, {"between": "XX"}, {"and": "FR"}, {"nodes": 0}, {"x": 1}]
)
def test_what_is_wrong_is_named(client: httpx.Client, params: dict[str, Any]) -> None:
    response = client.get("/v1/grafana/edges", params=params)
    assert response.status_code in (404, 422)
    assert next(iter(params)) in response.json()["detail"] or "XX" in response.json()["detail"]
