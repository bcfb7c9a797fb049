"""The reconciliation service, asked as the specification 0.2 and OpenRefine ask it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pandas as pd
import pytest
import reconciler

PATH = "/v1/reconcile"


@pytest.fixture(scope="module")
def client(corpus_url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=corpus_url, timeout=30, headers={"Accept-Language": "en"}) as opened:
        yield opened


def asked(client: httpx.Client, method: str = "POST", **queries: Any) -> dict[str, list[dict[str, Any]]]:
    fields = {"queries": json.dumps(queries)}
    response = client.post(PATH, data=fields) if method == "POST" else client.get(PATH, params=fields)
    assert response.status_code == 200, response.text
    answer = response.json()
    assert answer.keys() == queries.keys()
    for one in answer.values():
        for candidate in one["result"]:
            assert {"id", "name", "type", "score", "match"} <= candidate.keys()
            assert 0 <= candidate["score"] <= 100
            assert all({"id", "name"} <= type_.keys() for type_ in candidate["type"])
    return {key: one["result"] for key, one in answer.items()}


def test_the_manifest_says_what_there_is(client: httpx.Client) -> None:
    manifest = client.get(PATH).json()
    assert "0.2" in manifest["versions"]
    assert {
        "name",
        "identifierSpace",
        "schemaSpace",
        "defaultTypes",
        "view",
        "preview",
        "suggest",
        "extend",
    } <= manifest.keys()
    preview = manifest["preview"]["url"].replace("{{id}}", "fr-lyon")
    assert "Lyon" in client.get(preview).text
    for service in (*manifest["suggest"].values(), manifest["extend"]["propose_properties"]):
        assert client.get(service["service_url"] + service["service_path"]).status_code == 200


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_batch_is_answered_key_by_key(client: httpx.Client, method: str) -> None:
    found = asked(
        client,
        method,
        q0={"query": "Saint Etienne", "type": "collectivity", "limit": 3},
        q1={"query": "Cites unies france"},
        q2={"query": "zzzqqq"},
        q3={"query": "fr-lyon"},
        q4={"query": "Bavaria", "type": ["territory"]},
    )
    assert (found["q0"][0]["id"], found["q0"][0]["match"]) == ("fr-saint-etienne", True)
    assert found["q1"][0]["id"] == "cites-unies-france"
    assert found["q2"] == []
    assert (found["q3"][0]["id"], found["q3"][0]["match"]) == ("fr-lyon", True)
    assert (found["q4"][0]["id"], found["q4"][0]["name"]) == ("DE-BY", "Bavaria")


def test_what_is_doubtful_is_no_match(client: httpx.Client) -> None:
    found = asked(client, q0={"query": "Lyon Métropol"}, q1={"query": "Pitsburg"})
    assert not any(candidate["match"] for candidate in found["q0"][1:])
    assert found["q1"][0]["id"] == "us-pa-pittsburgh"


def test_properties_tell_namesakes_apart(client: httpx.Client) -> None:
    there = {"query": "Pittsburgh", "properties": [{"pid": "country", "v": "États-Unis"}, {"pid": "kind", "v": "city"}]}
    elsewhere = {"query": "Pittsburgh", "properties": [{"pid": "country", "v": {"id": "FR"}}]}
    found = asked(client, q0=there, q1=elsewhere)
    assert (found["q0"][0]["id"], found["q0"][0]["match"]) == ("us-pa-pittsburgh", True)
    assert not found["q1"][0]["match"]
    assert found["q1"][0]["score"] < found["q0"][0]["score"]


def test_people_are_not_reconciled(client: httpx.Client) -> None:
    found = asked(client, q0={"query": "Franck Périnet"}, q1={"query": "franck-perinet", "type": "person"})
    assert found == {"q0": [], "q1": []}


def test_suggestions_follow_the_prefix(client: httpx.Client) -> None:
    found = client.get(f"{PATH}/suggest/entity", params={"prefix": "lyo"}).json()["result"]
    assert found[0]["id"] == "fr-lyon"
    assert {"id", "name", "description", "notable"} <= found[0].keys()
    rest = client.get(f"{PATH}/suggest/entity", params={"prefix": "lyo", "cursor": 1}).json()["result"]
    assert rest == found[1:]
    types = client.get(f"{PATH}/suggest/type", params={"prefix": "net"}).json()["result"]
    assert types == [{"id": "network", "name": "Network"}]
    assert client.get(f"{PATH}/suggest/property", params={"prefix": "coun"}).json()["result"][0]["id"] == "country"


def test_a_table_is_extended(client: httpx.Client) -> None:
    wanted = {
        "ids": ["fr-lyon", "US-PA", "nobody"],
        "properties": [{"id": "country"}, {"id": "lat"}, {"id": "name_fr"}],
    }
    for response in (
        client.post(PATH, data={"extend": json.dumps(wanted)}),
        client.get(PATH, params={"extend": json.dumps(wanted)}),
    ):
        answer = response.json()
        assert [one["id"] for one in answer["meta"]] == ["country", "lat", "name_fr"]
        assert answer["rows"]["fr-lyon"]["country"] == [{"id": "FR", "name": "France"}]
        assert answer["rows"]["fr-lyon"]["lat"][0]["float"] == pytest.approx(45.76, abs=0.02)
        assert answer["rows"]["US-PA"]["name_fr"] == [{"str": "Pennsylvanie"}]
        assert answer["rows"]["nobody"] == {"country": [], "lat": [], "name_fr": []}


def test_jsonp_calls_a_function_and_nothing_else(client: httpx.Client) -> None:
    response = client.get(PATH, params={"callback": "jQuery123.done"})
    assert response.headers["content-type"].startswith("text/javascript")
    assert response.text.startswith("/**/jQuery123.done({")
    assert client.get(PATH, params={"callback": "alert(1)//"}).status_code == 422


@pytest.mark.parametrize(
    "fields",
    [
        {"queries": "{"},
        {"queries": "[]"},
        {"queries": '{"q0": "x"}'},
        {"queries": '{"q0": {"query": "x", "limit": "many"}}'},
        {"queries": '{"q0": {"query": "x", "properties": [{}]}}'},
        {"queries": json.dumps({f"q{n}": {"query": "x"} for n in range(201)})},
        {"extend": '{"ids": 1}'},
        {"extend": '{"ids": ["fr-lyon"], "properties": [{"id": "birth"}]}'},
        {"queries": "x" * 1_000_001},
    ],
)
def test_what_is_wrong_is_named(client: httpx.Client, fields: dict[str, str]) -> None:
    response = client.post(PATH, data=fields)
    assert response.status_code == 422
    assert any(word in response.json()["detail"] for word in ("queries", "extend", "form"))


@pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")
def test_a_client_of_others_reconciles_a_table(corpus_url: str) -> None:
    table = pd.DataFrame({"town": ["Nancy", "Saint Etienne", "Pittsburg"], "in": ["FR", "FR", "US"]})
    found = reconciler.reconcile(
        table["town"],
        type_id="collectivity",
        property_mapping={"country": table["in"]},
        reconciliation_endpoint=f"{corpus_url}{PATH}",
    )
    assert list(found["id"]) == ["fr-nancy", "fr-saint-etienne", "us-pa-pittsburgh"]
    assert list(found["input_value"]) == list(table["town"])
