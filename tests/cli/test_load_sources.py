"""`load wikidata` and `load members` as a person or a script runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.settings import Settings
from tests.cli.test_cli import run
from tests.loaders.test_wikidata import HEADER, LINE


@pytest.mark.usefixtures("graph")
def test_wikidata_and_members_one_after_the_other(empty_settings: Settings, tmp_path: Path) -> None:
    twins, members = tmp_path / "twins.tsv", tmp_path / "members.csv"
    twins.write_text(HEADER + LINE + LINE.replace("Germany", "Atlantis"), encoding="utf-8")
    members.write_text("name,country\nNancy,FR\n", encoding="utf-8")
    dry = run(empty_settings, "load", "wikidata", str(twins), "--dry-run", "--json")
    assert json.loads(dry.stdout)["read"] == [{"id": "wikidata-twin-towns-france", "records": 3}]
    done = run(empty_settings, "load", "wikidata", str(twins), "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["counts"]["Partnership"]["new"] == 1
    assert [(row["row"], row["field"]) for row in report["rejected"]] == [(3, "b.country")]
    nameless = run(empty_settings, "load", "members", str(members), "--network", "club")
    assert (nameless.returncode, nameless.stdout) == (1, "")
    assert "not in the graph, expected its id and --name" in nameless.stderr
    named = ("load", "members", str(members), "--network", "club", "--name", "Le Club", "--json")
    assert json.loads(run(empty_settings, *named).stdout)["counts"]["Membership"]["new"] == 1
    # Once it is there the graph knows its name.
    again = run(empty_settings, "load", "members", str(members), "--network", "club", "--json")
    assert json.loads(again.stdout)["counts"]["Membership"]["unchanged"] == 1


def test_a_file_or_fetch_but_not_both(empty_settings: Settings, tmp_path: Path) -> None:
    for arguments in ((), (str(tmp_path / "x.tsv"), "--fetch")):
        assert run(empty_settings, "load", "wikidata", *arguments).returncode == 2
    refused = run(empty_settings, "load", "wikidata", "--fetch", "--country", "Atlantis")
    assert refused.returncode == 1
    assert len(refused.stderr.splitlines()) == 1
