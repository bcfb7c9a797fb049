"""Twin towns from Wikidata: the extract with its known answers, the query service's answer, errors."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from graph.db import Graph
from graph.errors import InputError
from graph.places import contains, country_of
from graph.read import counts, names, partnerships
from graph.records import CollectivityRecord, PartnershipRecord, ReviewRecord
from loaders.batch import Batch
from loaders.facts.corpus import corpus
from loaders.run import load, load_facts
from loaders.wikidata.extract import read_extract
from loaders.wikidata.read import read_wikidata, wikidata
from loaders.wikidata.twin import Twin
from tests.support.shared import shared_file

HEADER = (
    "origincityLabel\torigincountry\toriginlat\toriginlong\toriginpopulation\t"
    "sistercityLabel\tdestinationlat\tdestinationlong\tdestinationpopulation\tdestination_countryLabel\tdist\teu\n"
)
LINE = "Nancy\tFrance\t48.69\t6.18\t104387\tKarlsruhe\t49.01\t8.4\t\tGermany\t160\tEU\n"


@cache
def extract() -> Batch:
    return read_wikidata(shared_file("wikidata_twins_france.tsv"))


def links() -> list[PartnershipRecord]:
    return [record for record in extract().records if isinstance(record, PartnershipRecord)]


def territories() -> dict[str, str]:
    return {record.id: record.territory for record in extract().records if isinstance(record, CollectivityRecord)}


def write(tmp_path: Path, text: str, name: str = "twins.tsv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_by_country() -> None:
    rows = [row for row in read_extract(shared_file("wikidata_twins_france.tsv")) if isinstance(row, Twin)]
    found = Counter(row.b.place.country for row in rows)
    assert len(rows) == 3869
    expected = {"Germany": 1174, "Italy": 576, "United Kingdom": 353, "Spain": 225, "France": 123, "Poland": 113}
    expected |= {"Belgium": 109, "Portugal": 106, "United States of America": 106, "Russia": 38, "Ukraine": 10}
    assert {name: found[name] for name in expected} == expected


def test_links_are_undirected_and_stand_once() -> None:
    assert extract().rejected == []
    assert len(links()) == len({record.claim() for record in links()}) == 3773
    where = territories()
    found = Counter(country_of(where[party]) for record in links() for party in record.parties)
    within = sum(all(country_of(where[party]) == "FR" for party in record.parties) for record in links())
    assert (found["US"], found["BE"], found["DE"], within) == (104, 109, 1166, 62)


def test_states_are_those_of_the_outlines() -> None:
    where = territories()
    found: dict[str, set[tuple[str, ...]]] = {"US-PA": set(), "US-NJ": set()}
    for record in links():
        for state, pairs in found.items():
            if any(contains(state, where[party]) for party in record.parties):
                pairs.add(tuple(sorted(record.parties)))
    assert found["US-PA"] == {
        ("fr-aix-en-provence", "us-pa-philadelphia"),
        ("fr-arles", "us-pa-york"),
        ("fr-longvic", "us-pa-new-holland"),
    }
    assert ("fr-colmar", "us-nj-princeton") in found["US-NJ"]


def test_every_doubt_is_on_the_list() -> None:
    kinds = Counter(record.kind for record in extract().records if isinstance(record, ReviewRecord))
    assert kinds == {"unclear": 87, "duplicate": 27, "ambiguous": 10, "disagreement": 4, "slip": 1}


def test_locators_name_the_lines() -> None:
    (york,) = (record for record in links() if record.parties == ("fr-arles", "us-pa-york"))
    lines = shared_file("wikidata_twins_france.tsv").read_text(encoding="utf-8").split("\n")
    before, _, numbers = york.at.partition(" · l. ")
    assert before == "lignes du fichier"
    for number in numbers.split(", "):
        assert "York" in lines[int(number) - 1]


def test_with_the_corpus_each_place_is_one(graph: Graph) -> None:
    load_facts(graph, corpus())
    path = shared_file("wikidata_twins_france.tsv")
    first = load(graph, [path], wikidata())
    assert not first.rejected
    # Sixteen of the 3,773 links stand in the documents already: this source adds what it says of them.
    brought = first.counts()["Partnership"]
    assert (brought.new, brought.changed) == (3757, 16)
    held = counts(graph)
    again = load(graph, [path], wikidata())
    assert not again.loads[0].changed
    assert counts(graph) == held
    held_names = Counter(one.name for one in names(graph) if one.id.startswith("fr-"))
    assert [held_names[name] for name in ("Marseille", "Nancy", "Arles", "Lyon")] == [1, 1, 1, 1]
    found = {tuple(party.id for party in one.parties) for one in partnerships(graph, "FR", "US-PA")}
    assert len(found) == 5
    assert ("fr-ara", "us-pa") in found
    assert len(partnerships(graph, "fr-nancy", "us-oh-cincinnati")[0].sources) >= 2


def test_both_directions_are_one_link(tmp_path: Path) -> None:
    back = "Karlsruhe\tGermany\t49.01\t8.4\t\tNancy\t48.69\t6.18\t104387\tFrance\t160\tEU\n"
    batch = read_wikidata(write(tmp_path, HEADER + LINE + back))
    (link,) = (record for record in batch.records if isinstance(record, PartnershipRecord))
    assert (link.parties, link.at) == (("de-karlsruhe", "fr-nancy"), "lignes du fichier · l. 2, 3")


@pytest.mark.parametrize(
    ("old", "new", "field", "reason"),
    [
        ("48.69", "north", "originlat", "got 'north', expected a number"),
        ("48.69", "148.69", "originlat", "got '148.69', expected degrees between -90 and 90"),
        ("48.69", "", "originlat", "expected both coordinates or none"),
        ("104387", "-4", "originpopulation", "got '-4', expected a number of inhabitants"),
        ("Karlsruhe", "", "sistercityLabel", "empty, expected a name"),
        ("Germany", "Atlantis", "b.country", "no country is called 'Atlantis', expected"),
        ("Karlsruhe\t49.01\t8.4\t\tGermany", "Nancy\t48.69\t6.18\t\tFrance", "", "both places are fr-nancy"),
        ("\t160\tEU", "", "", "10 values, expected 12"),
    ],
)
def test_a_row_that_cannot_be_taken_does_not_stop_the_others(
    tmp_path: Path, old: str, new: str, field: str, reason: str
) -> None:
    other = "Tours\tFrance\t47.39\t0.69\t\tMülheim\t51.43\t6.88\t\tGermany\t500\tEU\n"
    path = write(tmp_path, HEADER + LINE.replace(old, new) + other)
    batch = read_wikidata(path)
    (row,) = batch.rejected
    assert (row.file, row.row, row.field) == (str(path), 2, field)
    assert reason in row.reason
    assert len([record for record in batch.records if isinstance(record, PartnershipRecord)]) == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        (HEADER.replace("\teu", "\tmayor") + LINE, "unknown column 'mayor'"),
        (HEADER.replace("sistercityLabel", "sister") + LINE, "no column 'sistercityLabel'"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_clear_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read_wikidata(write(tmp_path, text))
    assert "\n" not in str(caught.value)


def test_other_things_than_the_extract(tmp_path: Path) -> None:
    (tmp_path / "latin.tsv").write_bytes((HEADER + LINE.replace("Nancy", "Orléans")).encode("cp1252"))
    with (tmp_path / "huge.tsv").open("wb") as file:
        file.truncate(300 * 1024 * 1024)
    cases = ((tmp_path, "folder"), (tmp_path / "none.tsv", "No such file"), (tmp_path / "latin.tsv", "utf-8|UTF-8"))
    for path, message in (*cases, (tmp_path / "huge.tsv", "300 MiB")):
        with pytest.raises(InputError, match=message):
            read_wikidata(path)


def binding(**more: str) -> dict[str, Any]:
    said = {
        "statement": "http://www.wikidata.org/entity/statement/Q40898-1",
        "a": "http://www.wikidata.org/entity/Q40898",
        "aLabel": "Nancy",
        "aCoord": "Point(6.18 48.69)",
        "aCountry": "FR",
        "aPop": "104387",
        "aInsee": "54395",
        "b": "http://www.wikidata.org/entity/Q1040",
        "bLabel": "Karlsruhe",
        "bCoord": "Point(8.4 49.01)",
        "bCountry": "DE",
        "start": "1955-01-01T00:00:00Z",
        "startPrecision": "9",
    } | more
    return {name: {"type": "literal", "value": value} for name, value in said.items() if value}


def answer(tmp_path: Path, *bindings: dict[str, Any]) -> Path:
    document = {"head": {"vars": []}, "results": {"bindings": list(bindings)}}
    return write(tmp_path, json.dumps(document), "answer.json")


def test_an_answer_of_the_service(tmp_path: Path) -> None:
    reference = "https://www.nancy.fr/jumelages"
    batch = read_wikidata(answer(tmp_path, binding(), binding(ref=reference)))
    assert batch.rejected == []
    towns = {record.id: record for record in batch.records if isinstance(record, CollectivityRecord)}
    assert towns["fr-nancy"].wikidata == "Q40898"
    assert towns["de-karlsruhe"].wikidata == "Q1040"
    (link,) = (record for record in batch.records if isinstance(record, PartnershipRecord))
    assert (str(link.since), link.until, link.at) == ("1955", None, "lignes du fichier · l. 1, 2")
    assert link.note
    assert reference in link.note.en


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"a": "Nancy"}, "a"),
        ({"bLabel": "Q1040"}, "bLabel"),
        ({"bCoord": "Point(8.4)"}, "bCoord"),
        ({"bCountry": "ZZ"}, "b.country"),
        ({"start": "1955-99-01T00:00:00Z", "startPrecision": "11"}, "start"),
    ],
)
def test_a_binding_that_cannot_be_taken(tmp_path: Path, more: dict[str, str], field: str) -> None:
    (row,) = read_wikidata(answer(tmp_path, binding(**more), binding())).rejected
    assert (row.row, row.field) == (1, field)


def test_an_unknown_variable_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"unknown column 'mayor\.type'"):
        read_wikidata(answer(tmp_path, binding(mayor="someone")))
