"""The API over the shipped corpus, on both engines: shapes, errors, bounds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from api.deps import preferred


@pytest.fixture(scope="module")
def client(corpus_url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=corpus_url, timeout=30) as opened:
        yield opened


def get(client: httpx.Client, path: str, status: int = 200, /, **params: Any) -> Any:
    response = client.get(path, params=params or None)
    assert response.status_code == status, response.text
    return response.json()


def test_partnerships_between_follow_the_contract(client: httpx.Client) -> None:
    found = get(client, "/v1/partnerships", between="FR", **{"and": "US-PA"})
    assert (found["total"], found["next"]) == (2, None)
    assert found["coverage"]["sources"] == 3
    assert (found["coverage"]["oldest"], found["coverage"]["newest"]) == ("2016-03-30", "2025-11-20")
    region = found["value"][0]
    assert [party["id"] for party in region["parties"]] == ["fr-ara", "us-pa"]
    assert {"id", "name", "kind", "country", "territory", "role"} <= region["parties"][0].keys()
    contract = {"id", "parties", "form", "status", "since", "until", "themes", "stated_on", "sources", "history"}
    assert contract <= region.keys()
    assert {"id", "title", "date", "locator"} <= region["sources"][0].keys()
    assert {"stated_on", "form", "status", "source"} <= region["history"][0].keys()
    assert [item["stated_on"] for item in region["history"]] == ["2025-11-20", "2020-12-15", "2016-03-30"]


def test_a_list_is_walked_by_its_cursor(client: httpx.Client) -> None:
    whole = [item["id"] for item in get(client, "/v1/partnerships", limit=1000)["value"]]
    walked: list[str] = []
    path: str | None = "/v1/partnerships?limit=7"
    while path:
        found = get(client, path)
        assert found["total"] == len(whole)
        walked += [item["id"] for item in found["value"]]
        path = found["next"]
    assert walked == whole
    assert len(set(whole)) == len(whole)


def test_every_partnership_has_a_source_with_a_place(client: httpx.Client) -> None:
    for item in get(client, "/v1/partnerships", limit=1000)["value"]:
        assert item["sources"]
        assert all(" · l. " in source["locator"] for source in item["sources"])
        assert len([party for party in item["parties"] if party["role"] == "party"]) >= 2


def test_an_authority_and_its_partners(client: httpx.Client) -> None:
    nancy = get(client, "/v1/collectivities/fr-nancy")
    assert (nancy["name"], nancy["kind"], nancy["territory"]) == ("Nancy", "commune", "FR-54")
    assert nancy["within"] == ["FR-54", "FR-GES", "FR"]
    assert len(nancy["sources"]) >= 3
    (link,) = get(client, "/v1/collectivities/fr-nancy/partners")["value"]
    assert (link["id"], link["form"], link["since"]) == ("fr-nancy--us-oh-cincinnati", "twinning", "1991")


def test_authorities_in_a_territory(client: httpx.Client) -> None:
    found = get(client, "/v1/collectivities", within="US-PA")
    assert [item["id"] for item in found["value"]] == ["us-pa", "us-pa-pittsburgh"]
    assert found["total"] == 2
    assert get(client, "/v1/collectivities", limit=1)["total"] > 90


def test_sources(client: httpx.Client) -> None:
    found = get(client, "/v1/sources")
    assert found["total"] == 5
    assert found["value"][0]["date"] == "2025-11-20"
    assert found["value"][0]["statements"] > 100
    one = get(client, f"/v1/sources/{found['value'][0]['id']}")
    assert one == found["value"][0]


def test_ask_follows_the_contract(client: httpx.Client) -> None:
    answer = get(client, "/v1/ask", q="which French cities partner with Pennsylvania entities")
    assert answer["language"] == "en"
    assert answer["understood"]["intent"] == "partners-between"
    assert answer["understood"]["text"]
    assert answer["answer"] == "".join(segment["text"] for segment in answer["sentence"])
    assert {item["id"] for item in answer["value"]} == {"fr-ara--us-pa", "fr-saint-etienne--us-pa-pittsburgh"}
    assert answer["coverage"]["sources"] == 3


def test_what_is_not_understood_is_refused_with_questions_that_are(client: httpx.Client) -> None:
    problem = get(client, "/v1/ask", 422, q="Quel temps fera-t-il demain à Nancy ?")
    assert problem["nearest"]
    assert problem["unknown"]
    for question in problem["nearest"]:
        assert get(client, "/v1/ask", q=question)["value"]


@pytest.mark.parametrize(
    ("path", "status", "detail"),
    [
        ("/v1/collectivities/nowhere", 404, "'nowhere'"),
        ("/v1/collectivities/nowhere/partners", 404, "'nowhere'"),
        ("/v1/sources/nowhere", 404, "'nowhere'"),
        ("/v1/partnerships?between=XX", 422, "between: expected the ISO 3166 code of a territory or the id"),
        ("/v1/partnerships?between=FR&and=nobody", 422, "and: expected the ISO 3166 code of a territory or the id"),
        ("/v1/partnerships?and=FR", 422, "and: expected it to go with between"),
        (
            "/v1/partnerships?colour=red",
            422,
            "colour: unknown parameter, expected one of and, as_of, between, country, cursor,",
        ),
        ("/v1/partnerships?limit=0", 422, "limit: "),
        ("/v1/partnerships?limit=1001", 422, "limit: "),
        ("/v1/partnerships?limit=many", 422, "got 'many'"),
        ("/v1/partnerships?cursor=x", 422, "cursor: expected the one"),
        ("/v1/collectivities?within=ZZ", 422, "within: expected the ISO 3166 code of a territory"),
        ("/v1/ask", 422, "q: "),
        ("/v1/ask?q=", 422, "q: "),
        ("/v1/ask?q=Nancy&as_of=yesterday", 422, "yesterday"),
        ("/v1/nothing", 404, "Not Found"),
    ],
)
def test_errors_have_one_shape(client: httpx.Client, path: str, status: int, detail: str) -> None:
    response = client.get(path)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert {"type", "title", "status", "detail", "instance", "request_id"} <= problem.keys()
    assert problem["status"] == status
    assert detail in problem["detail"]
    assert response.headers["x-request-id"] == problem["request_id"]
    assert "MATCH" not in response.text
    assert "Traceback" not in response.text


def test_a_given_request_id_is_kept_when_it_is_one(client: httpx.Client) -> None:
    assert client.get("/healthz", headers={"X-Request-Id": "abc-123"}).headers["x-request-id"] == "abc-123"
    assert client.get("/healthz", headers={"X-Request-Id": "<script>"}).headers["x-request-id"].startswith("req-")


def test_health(client: httpx.Client) -> None:
    assert get(client, "/healthz") == {"status": "ok"}
    assert get(client, "/readyz") == {"status": "ready"}


def test_openapi_documents_every_answer(client: httpx.Client) -> None:
    paths = get(client, "/openapi.json")["paths"]
    assert {"/v1/partnerships", "/v1/collectivities/{id}/partners", "/v1/ask", "/readyz"} <= paths.keys()
    for path, methods in paths.items():
        for operation in methods.values():
            assert {"200", "308", "401", "404", "414", "422", "429", "503"} <= operation["responses"].keys(), path


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "fr"),
        ("en", "en"),
        ("en-GB,en;q=0.8", "en"),
        ("de, en;q=0.5, fr;q=0.4", "en"),
        ("fr;q=0.2,en;q=x", "fr"),
        ("*", "fr"),
    ],
)
def test_the_preferred_language(header: str, language: str) -> None:
    assert preferred(header) == language
