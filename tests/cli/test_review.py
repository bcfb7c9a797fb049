"""`jumelles review`: both sides are shown, a decision takes effect and stays, the old id answers 308."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from graph.db import Graph
from graph.records import PersonRecord, Record
from graph.settings import Settings
from graph.write import replace_source
from tests.cli.inside import run_inside
from tests.cli.test_cli import run
from tests.support.world import link, source, town, towns, whole

PAIR = "same--collectivity--fr-nancy--fr-nancy-ville"


def nancy() -> list[Record]:
    return [
        *towns(),
        town(id="fr-nancy-ville", name="Ville de Nancy", lat=48.69, lon=6.18),
        link("fr-nancy-ville", "us-pa"),
    ]


def loaded(graph: Graph) -> None:
    replace_source(graph, source(), [*whole(), town(lat=48.69, lon=6.18)])
    replace_source(graph, source("old", "2016"), nancy())


def said(settings: Settings, *arguments: str) -> dict[str, Any]:
    done = run_inside(settings, "review", *arguments, "--json")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_merge_is_proposed_decided_respected_and_undone(graph: Graph, empty_settings: Settings) -> None:
    loaded(graph)
    listed = said(empty_settings)
    (found,) = (point for point in listed["value"] if point["id"] == PAIR)
    assert [side["id"] for side in found["sides"]] == ["fr-nancy", "fr-nancy-ville"]
    assert [side["sources"] for side in found["sides"]] == [["old", "one"], ["old"]]
    assert found["evidence"] == {"rule": "near", "km": 0.0, "alike": 100.0}
    shown = run(empty_settings, "review").stdout
    assert "Nancy and Ville de Nancy: are they one?" in shown
    first = said(empty_settings, "--limit", "1")
    assert (len(first["value"]), first["total"], first["next"]) == (1, listed["total"], 1)
    assert said(empty_settings, "--skip", "1")["value"] == listed["value"][1:]

    merged = said(empty_settings, "decide", PAIR, "merge", "into", "fr-nancy")
    assert (merged["decision"]["one"], merged["decision"]["other"], merged["statements"]) == (
        "fr-nancy-ville",
        "fr-nancy",
        2,
    )
    assert not replace_source(graph, source("old", "2016"), nancy()).changed
    assert PAIR not in {point["id"] for point in said(empty_settings)["value"]}
    with TestClient(create_app(empty_settings), follow_redirects=False) as client:
        for old, new in (
            ("/v1/collectivities/fr-nancy-ville", "/v1/collectivities/fr-nancy"),
            ("/c/fr-nancy-ville?lang=en", "/c/fr-nancy?lang=en"),
            ("/v1/partnerships?between=fr-nancy-ville&and=US", "/v1/partnerships?between=fr-nancy&and=US"),
        ):
            answer = client.get(old)
            assert (answer.status_code, answer.headers["location"]) == (308, new)
            assert client.get(new).status_code == 200
        assert client.get("/v1/collectivities/fr-metz").status_code == 404
    (decided,) = said(empty_settings, "--decided")["value"]
    assert decided["id"] in run_inside(empty_settings, "review", "--decided").stdout
    assert said(empty_settings, "undo", decided["id"])["statements"] == 2
    assert PAIR in {point["id"] for point in said(empty_settings)["value"]}


def test_parting_settling_and_splitting(graph: Graph, empty_settings: Settings) -> None:
    loaded(graph)
    said(empty_settings, "decide", PAIR, "part")
    said(empty_settings, "decide", "which", "settle", "The", "state")
    assert said(empty_settings)["value"] == []
    refused = run_inside(empty_settings, "review", "decide", PAIR, "merge")
    assert (refused.returncode, len(refused.stderr.splitlines())) == (1, 1)
    refused = run_inside(empty_settings, "review", "decide", "fr-nancy", "merge", "into", "fr-nancy-ville")
    assert "were parted for good" in refused.stderr
    people: list[Record] = [PersonRecord(id="ada-martin-2", name="Ada Martin", at="l. 1")]
    replace_source(graph, source("list"), people)
    (point,) = said(empty_settings)["value"]
    assert said(empty_settings, "decide", point["id"], "merge")["decision"]["other"] == "ada-martin"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("decide", "nothing", "merge", "fr-nancy"), "neither a point of the list nor the id of a thing"),
        (("decide", "nothing", "settle", "yes"), "no question has the id 'nothing'"),
        (("decide", "fr-tours", "merge"), "expected the other id"),
        (("decide", "fr-tours", "part", "a", "b"), "expected one id after part"),
        (("decide", PAIR, "merge", "us-pa"), "expected the one that stays: fr-nancy or fr-nancy-ville"),
        (("undo", "nothing"), "no decision has the id 'nothing'"),
    ],
)
def test_what_cannot_be_decided(graph: Graph, empty_settings: Settings, arguments: tuple[str, ...], line: str) -> None:
    loaded(graph)
    done = run_inside(empty_settings, "review", *arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert line in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_dump_keeps_what_was_decided(graph: Graph, empty_settings: Settings, tmp_path: Path) -> None:
    loaded(graph)
    said(empty_settings, "decide", PAIR, "merge")
    assert run_inside(empty_settings, "dump", str(tmp_path / "d.gz")).returncode == 0
    before = said(empty_settings, "--decided")
    done = run_inside(empty_settings, "restore", str(tmp_path / "d.gz"), "--replace")
    assert done.returncode == 0, done.stderr
    assert said(empty_settings, "--decided") == before
    assert not replace_source(graph, source("old", "2016"), nancy()).changed
