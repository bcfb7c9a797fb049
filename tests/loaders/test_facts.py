"""Facts files: what is read, what is rejected, and what the line says."""

from __future__ import annotations

import json
import os
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from graph.db import Graph
from graph.errors import InputError
from graph.read import collectivities
from graph.records import MandateRecord, PartnershipRecord
from loaders.facts.corpus import corpus
from loaders.facts.format import schema
from loaders.facts.read import read_facts
from loaders.run import load_facts

HEAD = """\
format: 1
source: {id: one, title: {fr: Un, en: One}, kind: minutes, date: 2020-12-15}
collectivities:
  - {id: fr-nancy, name: Nancy, kind: commune, in: FR-54, at: "§ 1 · l. 1"}
  - {id: no-oslo, name: Oslo, kind: city, in: NO, at: "§ 1 · l. 2"}
"""


def write(path: Path, text: str) -> Path:
    file = path / "facts.yml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_file_is_read(tmp_path: Path) -> None:
    text = HEAD + "partnerships:\n  - {parties: [fr-nancy, no-oslo], form: twinning, since: 1991, at: l. 3}\n"
    facts = read_facts(write(tmp_path, text))
    assert facts.rejected == []
    assert facts.source.date == ("2020-12-15", "exact")
    (link,) = (record for record in facts.records if isinstance(record, PartnershipRecord))
    assert (link.claim(), link.form, link.since) == ("fr-nancy--no-oslo", "twinning", ("1991", "exact"))


def test_an_attendance_with_a_body_states_the_mandate_too(tmp_path: Path) -> None:
    text = HEAD + (
        "people:\n  - {id: ada-martin, name: Ada Martin, at: l. 4}\n"
        "events:\n  - {id: 2020-reunion, kind: meeting, status: held, name: {fr: Réunion, en: Meeting}, at: l. 4}\n"
        "attendances:\n  - {person: ada-martin, event: 2020-reunion, title: Maire, body: fr-nancy, at: l. 4}\n"
    )
    facts = read_facts(write(tmp_path, text))
    assert [record.claim() for record in facts.records if isinstance(record, MandateRecord)] == [
        "ada-martin--fr-nancy--maire"
    ]


@pytest.mark.parametrize(
    ("more", "line", "field", "reason"),
    [
        ("partnerships:\n  - {parties: [fr-nancy], at: l. 3}", 7, "partnerships.parties", "at least 2 items"),
        ("partnerships:\n  - {parties: [fr-nancy, no-oslo]}", 7, "partnerships.at", "field required"),
        ("partnerships:\n  - {parties: [fr-nancy, fr-nancy], at: l. 3}", 7, "partnerships", "a party stands twice"),
        (
            "partnerships:\n  - parties: [fr-nancy, no-oslo]\n    form: marriage\n    at: l. 3",
            8,
            "partnerships.form",
            "'twinning'",
        ),
        (
            "partnerships:\n  - {parties: [fr-nancy, no-oslo], since: soon, at: x}",
            7,
            "partnerships.since",
            "expected a date",
        ),
        ("partnerships:\n  - {parties: [fr-nancy, fr-metz], at: l. 3}", 7, "parties", "'fr-metz' is not declared"),
        ("collectivites: []", 6, "collectivites", "unknown list, expected one of collectivities"),
        ("people: nobody", 6, "people", "expected a list"),
        ("people:\n  - {id: ada, name: Ada, birth: 1990, at: l. 1}", 7, "people.birth", "extra inputs"),
        ("networks:\n  - {id: n, name: N, themes: [magic], at: l. 1}", 7, "themes", "a theme of the vocabulary"),
        ("organisations:\n  - {id: o, name: O, in: XX, at: l. 1}", 7, "in", "the ISO 3166 code of a territory"),
    ],
)
def test_a_bad_entry_is_rejected_with_its_line_and_the_rest_goes_on(
    tmp_path: Path, more: str, line: int, field: str, reason: str
) -> None:
    facts = read_facts(write(tmp_path, HEAD + more + "\n"))
    (rejected,) = facts.rejected
    assert (rejected.row, rejected.field) == (line, field)
    assert reason in rejected.reason
    assert len(facts.records) == 2
    assert str(rejected).startswith(f"{tmp_path / 'facts.yml'}:{line}: {field}: ")


def test_what_names_a_rejected_entry_is_rejected_too(tmp_path: Path) -> None:
    text = HEAD.replace("in: NO", "in: XX") + "partnerships:\n  - {parties: [fr-nancy, no-oslo], at: l. 3}\n"
    facts = read_facts(write(tmp_path, text))
    assert [(row.row, row.field) for row in facts.rejected] == [(5, "in"), (7, "parties")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        ("format: 2\n", "1: format: expected 1"),
        ("- a\n- b\n", "1: format: expected 1"),
        ("format: 1\n", "source: input should be a valid dictionary"),
        ("format: 1\nsource:\n  id: Un\n", "3: source.id: string should match"),
        ("format: 1\nsource: {id: a, id: b}\n", "2: id stands twice"),
        ("format: [1\n", "not YAML"),
        ("a: &x [1]\nb: *x\n", "aliases and deep nesting are not allowed"),
        ("a: !!python/object:os.system x\n", "1: tags are not allowed|1: "),
        ("a: !mine x\n", "tags are not allowed"),
        ("? [1]\n: 2\n", "a key must be a word"),
        ("a: " + "[" * 40 + "]" * 40, "deep nesting"),
        ("a: " + "[" * 100_000 + "]" * 100_000, "1: aliases and deep nesting"),
        ("{a: " * 50_000, "deep nesting"),
        ("a: \x00", "not YAML"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_clear_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read_facts(write(tmp_path, text))
    assert "\n" not in str(caught.value)
    assert str(tmp_path / "facts.yml") in str(caught.value)


def test_other_things_than_a_text_file(tmp_path: Path) -> None:
    (tmp_path / "latin.yml").write_bytes("format: é".encode("cp1252"))
    for path, message in (
        (tmp_path / "none.yml", "No such file"),
        (tmp_path, "Is a directory"),
        (tmp_path / "latin.yml", "not UTF-8 text \\(byte 8\\)"),
    ):
        with pytest.raises(InputError, match=message):
            read_facts(path)


def test_a_pipe_is_refused_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yml")
    for path in (tmp_path / "pipe.yml", Path("/dev/zero")):
        with pytest.raises(InputError, match="not a regular file"):
            read_facts(path)


@pytest.mark.parametrize("value", ["nan", "inf", "1e400"])
def test_a_number_that_is_none_is_rejected_by_its_line(tmp_path: Path, value: str) -> None:
    figure = f"{{of: FR, measure: m, value: {value}, unit: u, label: {{fr: a, en: b}}, at: l. 3}}"
    town = "{id: fr-metz, name: Metz, kind: commune, in: FR-57, population: 99999999999999999999999, at: l. 3}"
    text = HEAD + f"  - {town}\nfigures:\n  - {figure}\n"
    rejected = read_facts(write(tmp_path, text)).rejected
    assert [(row.row, row.field) for row in rejected] == [(6, "collectivities.population"), (8, "figures.value")]


def test_a_rejected_row_is_one_line_of_bounded_length(tmp_path: Path) -> None:
    text = HEAD + 'people:\n  - {id: "a\\nb", name: A, at: l. 3}\n  - {id: "' + "x" * 5000 + '", name: A, at: l. 3}\n'
    lines = [str(row) for row in read_facts(write(tmp_path, text)).rejected]
    assert len(lines) == 2
    assert all("\n" not in line and len(line) <= 600 for line in lines)


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "huge.yml").open("wb") as file:
        file.truncate(300 * 1024 * 1024)
    with pytest.raises(InputError, match="larger than 20 MiB"):
        read_facts(tmp_path / "huge.yml")


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.mktemp("any") / "facts.yml"
    file.write_text(text, encoding="utf-8", errors="surrogatepass" if text.isprintable() else "replace")
    with pytest.raises(InputError):
        read_facts(file)


def test_the_schema_beside_the_files_is_theirs() -> None:
    beside = json.loads((corpus()[0].parent / "schema.json").read_text(encoding="utf-8"))
    assert beside == schema()
    for path in corpus():
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        document["format"] = int(document["format"])
        for figure in document.get("figures", []):
            figure["value"] = float(figure["value"])
        for place in document.get("collectivities", []):
            place.update({name: float(place[name]) for name in ("lat", "lon") if name in place})
        jsonschema.validate(document, beside)


def test_one_bad_file_does_not_stop_the_others(graph: Graph, tmp_path: Path) -> None:
    good = write(tmp_path, HEAD)
    report = load_facts(graph, [tmp_path / "none.yml", good])
    assert [line.rsplit(": ", 1)[1] for line in report.failed] == ["No such file or directory"]
    assert report.counts()["Collectivity"].new == 2
    assert [town.id for town in collectivities(graph).value] == ["fr-nancy", "no-oslo"]


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    report = load_facts(None, [write(tmp_path, HEAD)])
    assert report.read == [("one", 2)]
    assert report.loads == []
