"""Every list over HTTP, on both engines: one way to page, count, choose fields, take a flat table, keep a copy."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest

from api.lists.asked import prefers_csv
from api.lists.out import safe, table
from graph.lists.catalogue import LISTS


@pytest.fixture(scope="module")
def client(corpus_url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=corpus_url, timeout=30) as opened:
        yield opened


def get(client: httpx.Client, path: str, status: int = 200, /, **params: Any) -> Any:
    response = client.get(path, params=params or None)
    assert response.status_code == status, response.text
    return response.json()


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text)))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_a_thing_and_its_flat_table(client: httpx.Client, name: str) -> None:
    spec = LISTS[name]
    page = (
        get(client, f"/v1/{name}", limit=2, facets=",".join(spec.facets))
        if spec.facets
        else get(client, f"/v1/{name}?limit=2")
    )
    assert {"value", "total", "next", "coverage"} <= page.keys()
    assert {"sources", "oldest", "newest", "unknown"} <= page["coverage"].keys()
    assert set(page.get("facets", ())) == set(spec.facets)
    second = get(client, page["next"])
    assert not {item["id"] for item in page["value"]} & {item["id"] for item in second["value"]}
    assert get(client, f"/v1/{name}/{page['value'][0]['id']}") == page["value"][0]
    flat = client.get(f"/v1/{name}.csv")
    assert flat.headers["content-type"].startswith("text/csv; charset=utf-8")
    assert len(rows(flat.text)) == page["total"]
    assert flat.text.splitlines()[0] == ",".join(spec.csv)
    assert [row["id"] for row in rows(flat.text)][:2] == [item["id"] for item in page["value"]]


@pytest.mark.parametrize("name", LISTS)
def test_the_example_of_a_thing_is_there(client: httpx.Client, name: str) -> None:
    assert get(client, f"/v1/{name}/{LISTS[name].example}")["id"] == LISTS[name].example


def test_an_empty_table_has_the_same_columns(client: httpx.Client) -> None:
    empty = client.get("/v1/partnerships.csv", params={"between": "TV"})
    assert empty.text == ",".join(LISTS["partnerships"].csv) + "\r\n"


def test_a_flat_table_by_accept_and_in_pages(client: httpx.Client) -> None:
    asked = client.get("/v1/partnerships", params={"limit": 3, "between": "US"}, headers={"Accept": "text/csv"})
    assert "Accept" in asked.headers["vary"].split(", ")
    assert len(rows(asked.text)) == 3
    following = asked.links["next"]["url"]
    more = client.get(following, headers={"Accept": "text/csv"})
    assert not {row["id"] for row in rows(asked.text)} & {row["id"] for row in rows(more.text)}
    chosen = client.get("/v1/partnerships.csv", params={"fields": "id,form", "limit": 1})
    assert chosen.text.splitlines()[0] == "id,form"


@pytest.mark.parametrize(
    ("accept", "flat"),
    [
        ("", False),
        ("*/*", False),
        ("text/csv", True),
        ("application/json, text/csv;q=0.5", False),
        ("text/csv, application/json;q=0.9", True),
        ("text/csv;q=x", True),
    ],
)
def test_who_prefers_a_flat_table(accept: str, *, flat: bool) -> None:
    assert prefers_csv(accept) is flat


@pytest.mark.parametrize("text", ["=1+1", "+33", "-x", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_run_by_a_spreadsheet(text: str) -> None:
    assert safe(text) == f"'{text}"
    assert safe("Nancy") == "Nancy"
    assert safe(-1.5) == -1.5


def test_a_long_table_comes_in_pieces(client: httpx.Client) -> None:
    spec = LISTS["themes"]
    theme = spec.view.model_validate({**get(client, "/v1/themes/water")})
    pieces = list(table(spec, [theme] * 5000))
    assert len(pieces) > 1
    assert len(rows(b"".join(pieces).decode())) == 5000


def test_fields_are_chosen(client: httpx.Client) -> None:
    page = get(client, "/v1/relations", limit=2, fields="from,kind,to")
    assert [set(item) for item in page["value"]] == [{"from", "kind", "to"}] * 2
    assert get(client, "/v1/networks/france-urbaine", fields="reach") == {"reach": "national"}


def test_facets_have_counts_and_names(client: httpx.Client) -> None:
    page = get(client, "/v1/partnerships", facets="form,country,theme", limit=1, between="US")
    forms = {item["value"]: item for item in page["facets"]["form"]}
    assert forms["twinning"]["names"] == {"fr": "Jumelage", "en": "Twinning"}
    assert len(forms) == 5
    countries = {item["value"]: item["count"] for item in page["facets"]["country"]}
    assert countries["US"] == page["total"]
    assert "facets" not in get(client, "/v1/partnerships", limit=1)


def test_a_list_of_a_day(client: httpx.Client) -> None:
    today, then = get(client, "/v1/partnerships", limit=1), get(client, "/v1/partnerships", limit=1, as_of="2018")
    assert 0 < then["total"] < today["total"]
    assert get(client, "/v1/partnerships/fr-tours--us-mn-minneapolis", as_of="2018")["form"] == "cooperation"
    assert get(client, "/v1/partnerships/fr-tours--us-mn-minneapolis")["form"] == "twinning"
    assert get(client, "/v1/memberships", limit=1, as_of="1900")["total"] == 0
    assert get(client, "/v1/networks/france-urbaine/members", as_of="2021")["total"] > 0


def test_members_and_partners_belong_to_what_their_address_names(client: httpx.Client) -> None:
    members = get(client, "/v1/networks/france-urbaine/members", limit=1000)
    assert {item["network"] for item in members["value"]} == {"france-urbaine"}
    assert members["total"] == get(client, "/v1/networks/france-urbaine")["members"]
    get(client, "/v1/networks/nowhere/members", 404)
    problem = get(client, "/v1/networks/france-urbaine/members", 422, network="x")
    assert "unknown parameter" in problem["detail"]
    assert client.get("/v1/collectivities/fr-nancy/partners.csv").text.count("\n") == 2


def test_a_refusal_names_parameter_value_and_what_is_allowed(client: httpx.Client) -> None:
    problem = get(client, "/v1/partnerships", 422, form="marriage")
    assert (problem["parameter"], problem["value"]) == ("form", "marriage")
    assert problem["allowed"] == ["twinning", "friendship", "cooperation", "project", "contact"]
    problem = get(client, "/v1/partnerships?form=twinning&form=contact", 422)
    assert problem["detail"] == "form: given 2 times, expected once"
    for params, name in [
        ({"sort": "colour"}, "sort"),
        ({"fields": "colour"}, "fields"),
        ({"facets": "colour"}, "facets"),
        ({"as_of": "yesterday"}, "as_of"),
        ({"cursor": "%00"}, "cursor"),
        ({"between": "x" * 3000}, "between"),
    ]:
        assert get(client, "/v1/partnerships", 422, **params)["parameter"] == name
    assert get(client, "/v1/partnerships.csv", 422, facets="form")["parameter"] == "facets"


def test_a_copy_is_kept_until_the_graph_moves(client: httpx.Client) -> None:
    for path in (
        "/v1/partnerships?limit=2",
        "/v1/networks/france-urbaine",
        "/v1/ask?q=Nancy",
        "/v1/path?from=fr-nancy&to=us-pa",
    ):
        first = client.get(path)
        tag = first.headers["etag"]
        assert tag.startswith('W/"')
        again = client.get(path, headers={"If-None-Match": tag})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert again.headers["x-request-id"]
        assert client.get(path, headers={"If-None-Match": 'W/"0-x"'}).status_code == 200
        assert client.get(path, headers={"If-None-Match": tag, "Accept": "text/csv"}).status_code == 200


def test_head_and_reading_from_other_pages(client: httpx.Client) -> None:
    for path in ("/v1/partnerships", "/v1/partnerships.csv", "/healthz"):
        body, head = client.get(path), client.head(path)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-type"] == body.headers["content-type"]
        assert head.headers.get("content-length") == body.headers.get("content-length")
    answer = client.get("/v1/partnerships", headers={"Origin": "https://observablehq.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert client.head("/v1/networks/nowhere").status_code == 404


def test_a_large_answer_is_compressed(client: httpx.Client) -> None:
    answer = client.get("/v1/partnerships", params={"limit": 50})
    assert answer.headers["content-encoding"] == "gzip"


def test_the_examples_of_the_description_work(client: httpx.Client) -> None:
    paths = get(client, "/openapi.json")["paths"]
    tried = 0
    for name, spec in LISTS.items():
        for entry in paths[f"/v1/{name}"]["get"]["parameters"]:
            if "example" not in entry or entry["name"] == "and":
                continue
            tried += 1
            get(client, f"/v1/{name}", **{"limit": 1, entry["name"]: entry["example"]})
        assert paths[f"/v1/{name}/{{id}}"]["get"]["description"] == spec.thing
    assert tried > 80


def test_the_life_of_a_city_and_whom_to_call_there(client: httpx.Client) -> None:
    life = get(client, "/v1/collectivities/fr-tours/timeline", limit=1000)
    assert life["total"] == len(life["value"]) > 3
    assert all(step["sources"] for step in life["value"])
    people = get(client, "/v1/collectivities/fr-nancy/contacts")
    assert people["value"][0]["last_seen"]
    assert get(client, "/v1/contacts", partner="US-PA", within="FR")["total"] > 0
    get(client, "/v1/collectivities/nowhere/timeline", 404)
    get(client, "/v1/collectivities/nowhere/contacts", 404)


def test_news_as_a_list_and_as_a_feed(client: httpx.Client) -> None:
    news = get(client, "/v1/news", since="2025", limit=1000)
    feed = client.get("/v1/news.atom", params={"since": "2025", "limit": 1000, "lang": "en"})
    assert feed.headers["content-type"].startswith("application/atom+xml")
    atom = "{http://www.w3.org/2005/Atom}"
    root = ElementTree.fromstring(feed.text)
    assert root.find(f"{atom}updated").text == "2025-11-20T00:00:00Z"  # type: ignore[union-attr]
    titles = [entry.findtext(f"{atom}title") for entry in root.iter(f"{atom}entry")]
    assert titles == [step["text"]["en"] for step in news["value"]]
    links = [entry.find(f"{atom}link").attrib["href"] for entry in root.iter(f"{atom}entry")]  # type: ignore[union-attr]
    assert client.get(links[0]).json() == news["value"][0]
    assert client.get("/v1/news.atom", params={"fields": "id"}).status_code == 422


def test_stats_count_what_the_lists_hold(client: httpx.Client) -> None:
    stats = get(client, "/v1/stats")
    assert stats["counts"]["Partnership"] == get(client, "/v1/partnerships", limit=1)["total"]
    assert stats["counts"]["STATED_IN"] > 500
    assert stats["coverage"]["sources"] == 5
