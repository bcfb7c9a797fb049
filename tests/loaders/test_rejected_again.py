"""A row that is rejected when a source is loaded again takes nothing back, whatever the loader."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from graph.db import Graph
from graph.read import counts
from graph.settings import Settings
from loaders.batch import Batch
from loaders.facts.read import FACTS, read_facts
from loaders.kind import Kind
from loaders.members.read import Network, members
from loaders.partnerships.read import partnerships
from loaders.people.read import people
from loaders.run import load
from loaders.wikidata.read import wikidata
from tests.cli.test_cli import run
from tests.loaders.test_facts import HEAD
from tests.loaders.test_people import PLAIN
from tests.loaders.test_wikidata import HEADER, LINE
from tests.support.raw import contents

REGISTER = "source: {id: one, title: One, date: 2020}\n"
PARTIES = "parties:\n  - {name: a, country: {value: FR}}\n  - {name: b, country: land}\n"
TEXT = HEAD + "partnerships:\n  - {parties: [fr-nancy, no-oslo], form: twinning, at: l. 3}\n"


class Case(NamedTuple):
    """A source of one loader, a slip in one of its rows, and the mapping beside it."""

    file: str
    text: str
    slip: tuple[str, str]
    kind: Callable[[Path], Kind[Any]]
    mapping: str = ""

    def read(self, path: Path) -> Batch:
        return self.kind(path).batch(path)


def beside(path: Path) -> Path:
    return path.parent / "mapping.yml"


CASES = {
    "facts": Case("f.yml", TEXT, ("in: NO", "in: ZZ"), lambda _: FACTS),
    "wikidata": Case(
        "w.tsv",
        HEADER + LINE + LINE.replace("Karlsruhe", "Kiel"),
        ("Kiel\t49.01", "Kiel\t149.01"),
        lambda _: wikidata(),
    ),
    "members": Case(
        "m.csv",
        "name,country\nNancy,FR\nKarlsruhe,Germany\n",
        ("Germany", "Atlantis"),
        lambda _: members(Network("club", "Le Club", "2026")),
    ),
    "people": Case(
        "p.csv",
        "who,what,where\nAda Martin,Maire,Nancy\nZoé Petit,Maire,Toul\n",
        ("Toul", ""),
        lambda path: people(beside(path)),
        REGISTER + PLAIN,
    ),
    "partnerships": Case(
        "r.csv",
        "a,b,land\nNancy,Karlsruhe,DE\nTours,Parma,IT\n",
        ("IT", "Atlantis"),
        lambda path: partnerships(beside(path)),
        REGISTER + PARTIES,
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_slip_takes_nothing_back(graph: Graph, empty_settings: Settings, tmp_path: Path, case: Case) -> None:
    path = tmp_path / case.file
    path.write_text(case.text, encoding="utf-8")
    beside(path).write_text(case.mapping, encoding="utf-8")
    load(graph, [path], case.kind(path))
    held, whole = counts(graph), contents(empty_settings)
    assert case.slip[0] in case.text
    path.write_text(case.text.replace(*case.slip), encoding="utf-8")
    report = load(graph, [path], case.kind(path))
    assert report.rejected
    assert report.loads[0].kept > 0
    assert report.as_json()["kept"] == report.loads[0].kept
    assert counts(graph) == held
    path.write_text(case.text, encoding="utf-8")
    assert not load(graph, [path], case.kind(path)).rejected
    assert contents(empty_settings) == whole


@pytest.mark.usefixtures("graph")
def test_the_command_says_what_it_kept(empty_settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "f.yml"
    path.write_text(TEXT, encoding="utf-8")
    run(empty_settings, "load", "facts", str(path))
    path.write_text(TEXT.replace("in: NO", "in: ZZ"), encoding="utf-8")
    done = run(empty_settings, "load", "facts", str(path))
    assert done.returncode == 0
    assert "kept 2 statements that were not seen again in one, because rows were rejected" in done.stderr
    said = json.loads(run(empty_settings, "load", "facts", str(path), "--json").stdout)
    assert (said["kept"], said["sources"][0]["kept"], len(said["rejected"])) == (2, 2, 2)


def test_an_id_declared_twice_as_two_things_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "f.yml"
    path.write_text(TEXT.replace("{id: no-oslo, name: Oslo", "{id: fr-nancy, name: Oslo"), encoding="utf-8")
    batch = read_facts(path)
    assert [str(row).removeprefix(f"{path}:") for row in batch.rejected] == [
        "5: name: fr-nancy stands at line 4 already with 'Nancy', got 'Oslo'",
        "7: parties: 'no-oslo' is not declared, expected a collectivity or a organisation of this source",
    ]


def test_a_claim_stated_twice_and_differently_is_an_open_point(tmp_path: Path) -> None:
    path = tmp_path / "f.yml"
    path.write_text(TEXT + "  - {parties: [no-oslo, fr-nancy], form: contact, at: l. 9}\n", encoding="utf-8")
    batch = read_facts(path)
    assert batch.rejected == []
    (question,) = (record for record in batch.records if record.label == "Review")
    assert question.said()["question_en"] == (
        "fr-nancy--no-oslo, form: twinning or contact? The source says both (l. 3; l. 9)"
    )
    assert question.said()["about"] == ["no-oslo", "fr-nancy"]
    # One of another date is history, no contradiction.
    path.write_text(
        TEXT + "  - {parties: [no-oslo, fr-nancy], form: contact, at: l. 9, stated_on: 2016}\n", encoding="utf-8"
    )
    assert not any(record.label == "Review" for record in read_facts(path).records)
