"""`jumelles export`, `dump`, `restore`, `forget`, `show-person`, as a person runs them: one life of one small graph."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.db import open_graph
from graph.settings import Settings, read_settings
from tests.cli.test_cli import run

FACTS = """
format: 1
source: {id: minutes-of-today, kind: minutes, date: "2026-01-05", language: fr, title: {fr: Compte rendu, en: Minutes}}
collectivities:
  - {id: fr-nancy, name: Nancy, kind: commune, in: FR-54, lat: 48.69, lon: 6.18, at: l. 1}
  - {id: us-oh-cincinnati, name: Cincinnati, kind: city, in: US-OH, lat: 39.1, lon: -84.5, at: l. 2}
people:
  - {id: ada-martin, name: Ada Martin, at: l. 3}
partnerships:
  - {parties: [fr-nancy, us-oh-cincinnati], form: twinning, since: 1991, at: l. 4}
mandates:
  - {person: ada-martin, body: fr-nancy, title: Maire, at: l. 5}
"""


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Settings]:
    """Settings of an empty graph, its engine kept running so that each command need not start one."""
    settings = read_settings(home=tmp_path / "home")
    with open_graph(settings):
        yield settings


@pytest.mark.timeout(400)
def test_a_graph_is_carried_shown_and_made_to_forget(home: Settings, tmp_path: Path) -> None:
    (tmp_path / "facts.yml").write_text(FACTS, encoding="utf-8")
    assert run(home, "export", "csv", "-o", str(tmp_path / "x")).stderr == (
        "jumelles: the graph is empty: there is nothing to export\n"
    )
    loaded = run(home, "load", "facts", str(tmp_path / "facts.yml"))
    assert loaded.returncode == 0, loaded.stdout + loaded.stderr
    for form, target in (("csv", "links.csv"), ("sqlite", "x.sqlite")):
        done = run(home, "export", form, "-o", str(tmp_path / target))
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        assert (tmp_path / target).exists()
    assert run(home, "export", "xls", "-o", "x").returncode == 2

    shown = json.loads(run(home, "show-person", "ada-martin", "--json").stdout)
    assert {one["label"] for one in shown["statements"]} == {"Person", "Mandate"}
    dump = tmp_path / "whole.dump"
    assert json.loads(run(home, "dump", str(dump), "--json").stdout)["lines"] > 5
    refused = run(home, "restore", str(dump))
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "--replace" in refused.stderr

    gone = json.loads(run(home, "forget", "ada-martin", "--json").stdout)
    assert gone == {"people": ["ada-martin"], "statements": {"Person": 1, "Mandate": 1}, "hidden": 0}
    assert run(home, "forget", "ada-martin").returncode == 1
    assert run(home, "forget").returncode == 2
    assert json.loads(run(home, "load", "facts", str(tmp_path / "facts.yml"), "--json").stdout)["withheld"] == 2
    restored = run(home, "restore", str(dump), "--replace")
    assert restored.returncode == 0, restored.stderr
    counts = json.loads(run(home, "status", "--json").stdout)["counts"]
    assert (counts["Partnership"], counts.get("Person", 0)) == (1, 0)
    acts = [json.loads(line) for line in (home.home / "audit.log").read_text(encoding="utf-8").splitlines()]
    assert [one["act"] for one in acts] == ["person shown", "dump written", "people erased", "dump restored"]
    assert "ada" not in (home.home / "audit.log").read_text(encoding="utf-8").lower()
