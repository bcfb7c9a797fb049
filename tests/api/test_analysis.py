"""Analyses over the shipped corpus: the same on both engines, sourced, and refusing what they do not know."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from api.lists import out


@pytest.fixture(scope="module")
def client(corpus_url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=corpus_url, timeout=120) as opened:
        yield opened


def get(client: httpx.Client, path: str, status: int = 200) -> Any:
    response = client.get(path)
    assert response.status_code == status, response.text
    return response.json()


ADDRESSES = (
    "/v1/path?from=fr-nancy&to=us-pa",
    "/v1/path?from=fr-nancy&to=us-pa&kinds=partnership,membership",
    "/v1/path?from=fr-nancy&to=fr-tours&as_of=2019&limit=1",
    "/v1/common?a=FR-GES&b=FR-ARA",
    "/v1/common?a=fr-nancy&b=US",
    "/v1/graph?limit=20000",
    "/v1/graph?around=fr-nancy&depth=2&limit=20",
    "/v1/graph?between=FR&and=US-PA",
    "/v1/graph?network=cites-unies-france&as_of=2021",
    "/v1/graph?theme=water&kinds=partnership",
    "/v1/collectivities/fr-nancy/peers?limit=100",
    "/v1/collectivities/fr-tours/peers?within=FR&kind=commune&as_of=2021",
    "/v1/suggest/fr-nancy?limit=200",
    "/v1/suggest/us-pa?within=FR",
    "/v1/compare?a=fr-nancy&b=fr-tours",
    "/v1/compare?a=FR-GES&b=FR-ARA&as_of=2021",
    "/v1/collectivities/fr-nancy/report",
    "/v1/collectivities/fr-tours/report?as_of=2018",
    "/v1/gaps?territory=FR&limit=100",
    "/v1/gaps?network=groupe-pays-etats-unis&theme=water",
    "/v1/gaps?theme=culture&as_of=2021",
    "/v1/actors",
    "/v1/actors?kind=listed_under,composes&reach=national",
    "/v1/actors?actor=cites-unies-france&as_of=2021",
    "/v1/measures?limit=1000",
    "/v1/measures?kinds=partnership&sort=betweenness&country=FR",
)
_FIRST: dict[str, Any] = {}
"""What the first engine answered."""


@pytest.mark.parametrize("path", ADDRESSES)
def test_both_engines_give_the_same_and_every_claim_has_a_source(client: httpx.Client, path: str) -> None:
    found = get(client, path)
    assert found == _FIRST.setdefault(path, found)
    cited = [*found.get("claims", {}).values(), *found.get("links", ())]
    assert all(item["sources"] and all(source["locator"] for source in item["sources"]) for item in cited)


def test_a_path_to_pennsylvania(client: httpx.Client) -> None:
    found = get(client, "/v1/path?from=fr-saint-etienne&to=us-pa")
    assert found["value"]
    for path in found["value"]:
        assert path["nodes"][0]["id"] == path["links"][0]["from"] == "fr-saint-etienne"
        assert path["nodes"][-1]["id"] == path["links"][-1]["to"] == "us-pa"
        assert all(link["reasons"] and set(link["reasons"]) <= found["claims"].keys() for link in path["links"])


def test_the_part_between_two_territories_is_that_of_the_list(client: httpx.Client) -> None:
    listed = get(client, "/v1/partnerships?between=FR&and=US&limit=1000")
    found = get(client, "/v1/graph?between=FR&and=US")
    assert {link["claim"] for link in found["links"]} == {f"partnership/{item['id']}" for item in listed["value"]}
    assert found["left_out"] == {"nodes": 0, "links": 0}


@pytest.mark.parametrize(
    ("path", "detail"),
    [
        ("/v1/path?from=fr-nancy&to=nobody", "to: 'nobody' is not the id"),
        ("/v1/path?from=fr-nancy&to=us-pa&kinds=love", "kinds: got 'love', expected one of meeting, membership"),
        ("/v1/path?from=fr-nancy&to=us-pa&as_of=soon", "as_of: expected a day"),
        ("/v1/path?from=fr-nancy", "to: "),
        ("/v1/common?a=fr-nancy&b=XX", "b: 'XX' is neither"),
        ("/v1/graph?and=FR", "and: goes with between"),
        ("/v1/graph?theme=love", "theme: got 'love', expected one of"),
        ("/v1/graph?network=fr-nancy", "network: 'fr-nancy' is not the id of a network"),
        ("/v1/graph?territory=ZZ", "territory: 'ZZ'"),
        ("/v1/graph?around=nobody", "around: 'nobody'"),
        ("/v1/graph?limit=20001", "limit: "),
        ("/v1/collectivities/fr-nancy/peers?kind=village", "kind: "),
        ("/v1/suggest/fr-nancy?within=Bavaria", "within: 'Bavaria'"),
        ("/v1/compare?a=fr-nancy&b=nobody", "b: 'nobody' is neither"),
        ("/v1/actors?kind=loves", "kind: got 'loves', expected one of active_in, advises"),
        ("/v1/actors?reach=moon", "reach: "),
        ("/v1/actors?actor=nobody", "actor: 'nobody'"),
        ("/v1/measures?sort=beauty", "sort: "),
        ("/v1/measures?country=ZZ", "country: 'ZZ'"),
        ("/v1/gaps", "territory: give at least one of territory, network and theme"),
        ("/v1/gaps?theme=love", "theme: got 'love', expected one of"),
        ("/v1/collectivities/fr-nancy/report?as_of=never", "as_of: expected a day"),
    ],
)
def test_what_is_not_known_is_refused_by_its_name(client: httpx.Client, path: str, detail: str) -> None:
    assert detail in get(client, path, 422)["detail"]


@pytest.mark.parametrize(
    "path", ["/v1/collectivities/nobody/peers", "/v1/suggest/cites-unies-france", "/v1/collectivities/nobody/report"]
)
def test_only_local_authorities_have_peers(client: httpx.Client, path: str) -> None:
    assert "no local authority has the id" in get(client, path, 404)["detail"]


def test_reasons_of_peers_can_be_followed(client: httpx.Client) -> None:
    found = get(client, "/v1/collectivities/fr-nancy/peers")
    assert found["value"]
    for peer in found["value"]:
        assert peer["authority"]["country"] == "FR"
        for why in peer["reasons"]:
            assert {*why["mine"], *why["theirs"]} <= found["claims"].keys()
            assert any("fr-nancy" in found["claims"][ref]["ends"] for ref in why["mine"])


def test_the_report_holds_what_the_lists_hold(client: httpx.Client) -> None:
    found = get(client, "/v1/collectivities/fr-nancy/report")
    assert found["of"] == get(client, "/v1/collectivities/fr-nancy")
    assert list(found["partnerships"]) == get(client, "/v1/collectivities/fr-nancy/partners")["value"]
    assert found["profile"]["totals"]["partnerships"] == len(found["partnerships"])
    assert {*found["networks"], *found["meetings"], *found["relations"]} <= found["claims"].keys()
    assert {item["measure"] for item in found["benchmark"]} >= {"partnerships", "countries", "networks"}
    assert "fr-nancy" not in found["group"]["ids"]
    assert {why["what"] for why in found["missing"]} == {"themes"}
    cited = [ref for item in (*found["partnerships"], *found["people"]) for ref in item["sources"]]
    assert {ref["id"] for ref in cited} <= {ref["id"] for ref in found["sources"]}


@pytest.mark.parametrize(
    ("lang", "title"),
    [("fr", "# Diagnostic territorial\u00a0: Nancy"), ("en", "# Territorial diagnosis: Nancy")],
)
def test_the_report_as_a_text_names_the_place_in_the_source(client: httpx.Client, lang: str, title: str) -> None:
    response = client.get(f"/v1/collectivities/fr-nancy/report.md?lang={lang}")
    assert response.headers["content-type"] == "text/markdown; charset=utf-8"
    lines = response.text.splitlines()
    assert lines[0] == title
    (row,) = (line for line in lines if line.startswith("| Cincinnati"))
    assert "1991" in row
    assert " · l. " in row
    assert any(line.startswith("1. ") for line in lines)


def test_the_map_of_actors_holds_every_stated_relation_but_classifications(client: httpx.Client) -> None:
    found, listed = (get(client, f"/v1/actors{query}") for query in ("", "?kind=listed_under"))
    assert found["left_out"] == 0
    assert "listed_under" not in {item["kind"] for item in found["links"]}
    assert {item["kind"] for item in listed["links"]} == {"listed_under"}
    drawn = [id_ for layer in found["layers"] for id_ in layer["actors"]]
    assert sorted(drawn) == sorted(item["id"] for item in found["nodes"])
    assert {end for item in found["links"] for end in (item["from"], item["to"])} == set(drawn)
    assert sum(item["count"] for item in found["kinds"]) == found["total"] == len(found["links"])


def test_measures_are_explained(client: httpx.Client) -> None:
    found = get(client, "/v1/measures")
    assert {item["measure"] for item in found["explanation"]} == {"degree", "betweenness", "community", "component"}
    assert found["sampled"] is None
    degrees = [item["degree"] for item in found["value"]]
    assert degrees == sorted(degrees, reverse=True)


TAGS = {"paths", "peers", "profiles", "gaps", "actors", "measures"}


def test_every_example_of_the_description_works(client: httpx.Client) -> None:
    paths = get(client, "/openapi.json")["paths"]
    ours = {path: described["get"] for path, described in paths.items() if TAGS & set(described["get"].get("tags", ()))}
    ours = {path: operation for path, operation in ours.items() if not path.endswith(".csv")}
    assert len(ours) == 11
    for path, operation in ours.items():
        assert "?" in operation["description"] or path.endswith(".md"), f"{path} says no question"
        given = {entry["name"]: entry["schema"].get("examples", [None])[0] for entry in operation["parameters"]}
        needed = {entry["name"] for entry in operation["parameters"] if entry["required"]}
        assert all(given[name] for name in needed), f"{path} has a parameter without an example"
        address = path.replace("{id}", str(given.pop("id", "")))
        for optional in [None, *(given.keys() - needed if path != "/v1/gaps" else {"territory", "network", "theme"})]:
            params = {name: given[name] for name in needed - {"id"}}
            if optional == "and":
                params["between"] = given["between"]
            if optional and given[optional]:
                params[optional] = given[optional]
            if params or path != "/v1/gaps":
                assert client.get(address, params=params).status_code == 200, (address, params)


TABLES = (
    ("/v1/path", "from=fr-nancy&to=us-pa", lambda said: sum(len(path["links"]) for path in said["value"])),
    ("/v1/common", "a=FR&b=US", lambda said: len(said["value"])),
    ("/v1/collectivities/fr-nancy/peers", "limit=5", lambda said: len(said["value"])),
    ("/v1/suggest/fr-nancy", "limit=5", lambda said: len(said["value"])),
    ("/v1/actors", "kind=finances", lambda said: len(said["links"])),
    ("/v1/measures", "limit=5", lambda said: len(said["value"])),
    (
        "/v1/gaps",
        "territory=FR",
        lambda said: sum(len(said[name]) for name in ("overlaps", "shared", "white_spots", "idle", "places")),
    ),
)


@pytest.mark.parametrize(("path", "query", "rows"), TABLES)
def test_an_analysis_is_a_flat_table_as_well(
    client: httpx.Client, path: str, query: str, rows: Callable[[Any], int]
) -> None:
    said = get(client, f"{path}?{query}")
    flat = client.get(f"{path}.csv?{query}")
    assert flat.headers["content-type"] == out.CSV
    assert flat.text == client.get(f"{path}?{query}", headers={"Accept": "text/csv"}).text
    table = list(csv.DictReader(flat.text.splitlines()))
    assert len(table) == rows(said) > 0
    sourced = "sources" in table[0]
    assert sourced or path == "/v1/measures"
    known = {source["id"] for source in get(client, "/v1/sources")["value"]}
    cited = {one for row in table if sourced for one in row["sources"].split(" | ") if one}
    assert cited <= known
    assert bool(cited) is sourced
    assert client.get(f"{path}.csv?{query}&nothing=1").status_code == 422


def test_an_empty_table_has_its_columns(client: httpx.Client) -> None:
    nothing, something = (client.get(f"/v1/common.csv?a=fr-nancy&b={b}").text for b in ("fr-tours", "FR"))
    assert nothing.splitlines() == something.splitlines()[:1]
