"""Registers of partnerships: four of them with known answers, on both engines, and each way a row or mapping is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.db import Graph
from graph.read import partnerships
from graph.records import CollectivityRecord, PartnershipRecord
from loaders.batch import Batch
from loaders.kind import ready
from loaders.partnerships.read import partnerships as registers_by
from loaders.partnerships.read import read_partnerships
from loaders.run import load
from tests.loaders.sheets import MESSY, messy

DATA = Path(__file__).parent / "data"
HEAD = "source: {id: one, title: One, date: 2020}\n"
PARTIES = (
    "parties:\n  - {name: a, country: {value: FR}, territory: {value: FR-54}}\n  - {name: b, country: {value: DE}}\n"
)


def register(name: str) -> Batch:
    path = DATA / name
    return read_partnerships(path, path.with_suffix(".yml"))


def ties(batch: Batch) -> dict[str, dict[str, Any]]:
    return {record.claim(): record.said() for record in batch.records if isinstance(record, PartnershipRecord)}


def refused(batch: Batch) -> list[tuple[int, str, str]]:
    return [(row.row, row.field, row.reason) for row in batch.rejected]


def small(folder: Path, rows: str, more: str = "", parties: str = PARTIES, head: str = HEAD) -> Batch:
    table, mapping = folder / "t.csv", folder / "m.yml"
    table.write_text(rows, encoding="utf-8")
    mapping.write_text(head + parties + more, encoding="utf-8")
    return read_partnerships(table, mapping)


def test_a_german_register_with_states() -> None:
    batch = register("partnerschaften.csv")
    assert ties(batch) == {
        "de-wurzburg--fr-nancy": {
            "parties": ["de-wurzburg", "fr-nancy"],
            "form": "twinning",
            "status": "active",
            "since": "1959",
            "themes": ["culture", "youth"],
        },
        "de-tubingen--fr-aix-en-provence": {
            "parties": ["de-tubingen", "fr-aix-en-provence"],
            "form": "twinning",
            "status": "active",
            "since": "1960-05",
            "themes": ["culture"],
            "note_fr": "Zweites Schreiben am Jahresende",
            "note_en": "Zweites Schreiben am Jahresende",
        },
        "de-oldenburg--fr-cholet": {
            "parties": ["de-oldenburg", "fr-cholet"],
            "form": "twinning",
            "status": "active",
            "since": "1985-09-12",
        },
        "at-obervellach--de-freising": {
            "parties": ["at-obervellach", "de-freising"],
            "form": "friendship",
            "status": "active",
            "since": "1980",
            "themes": ["sport"],
        },
        "de-lohr-am-main--fr-ouistreham": {
            "parties": ["de-lohr-am-main", "fr-ouistreham"],
            "form": "contact",
            "status": "active",
            "since": "1963",
        },
    }
    places = {one.id: one.territory for one in batch.records if isinstance(one, CollectivityRecord)}
    # Bayern, Bavaria and Bavière are one state.
    assert {places[f"de-{name}"] for name in ("wurzburg", "freising", "lohr-am-main")} == {"DE-BY"}
    assert [(row, field) for row, field, _ in refused(batch)] == [
        (8, "bundesland"),
        (9, "art"),
        (10, "seit"),
        (11, "laenge"),
    ]
    assert refused(batch)[1][2] == "got 'x', expected one of p, f, k"
    assert refused(batch)[3][2] == "got 'zehn', expected a number such as 48.69 or 48,69"
    # The quoted line break of line 3 does not put the rows after it out of step.
    assert {one.at for one in batch.records if one.claim() == "de-oldenburg--fr-cholet"} == {"registre · l. 5"}


def test_a_spanish_register_with_provinces() -> None:
    batch = register("hermanamientos.csv")
    found = ties(batch)
    assert list(found) == [
        "es-segovia--fr-tours",
        "es-cordoba--ma-fez",
        "es-caceres--fr-blois",
        "es-toledo--us-oh-toledo",
    ]
    assert found["es-caceres--fr-blois"] | {"parties": []} == {
        "parties": [],
        "form": "twinning",
        "status": "ended",
        "since": "1985",
        "until": "2001",
    }
    assert found["es-cordoba--ma-fez"]["since"] == "1990-03-14"
    places = {one.id: one.territory for one in batch.records if isinstance(one, CollectivityRecord)}
    assert (places["es-segovia"], places["es-toledo"], places["us-oh-toledo"]) == ("ES-SG", "ES-TO", "US-OH")
    assert refused(batch) == [
        (6, "hasta", "got 1999, expected 2005 or later"),
        (7, "tipo", "got 'Desconocido', expected one of Hermanamiento, Amistad"),
    ]


def test_nested_json() -> None:
    batch = register("imbriques.json")
    assert {id_: said["since"] for id_, said in ties(batch).items()} == {
        "fr-nancy--gb-newcastle-upon-tyne": "1954",
        "fr-nancy--it-padova": "1964",
    }
    ((row, field, reason),) = refused(batch)
    assert (row, field) == (3, "themes")
    assert reason.startswith("got 'économie locale', expected a theme of the vocabulary")
    # A row that was not taken leaves no authority behind.
    assert "fr-lyon" not in {one.claim() for one in batch.records}


def test_a_messy_workbook(tmp_path: Path) -> None:
    mapping = tmp_path / "messy.yml"
    mapping.write_text(MESSY, encoding="utf-8")
    batch = read_partnerships(messy(tmp_path), mapping)
    assert {id_: (said["since"], said["form"]) for id_, said in ties(batch).items()} == {
        "fr-nancy--jp-kanazawa": ("1973-10-12", "twinning"),
        "fr-nancy--pl-lublin": ("1988", "twinning"),
        "fr-nancy--il-kiryat-shmona": ("1984", "friendship"),
        "de-gera--fr-saint-denis-93": ("1959", "twinning"),
    }
    assert [(row, field) for row, field, _ in refused(batch)] == [
        (10, "Depuis"),
        (12, "Depuis"),
        (13, "Partenaire / nom"),
        (14, "column J"),
    ]


@pytest.mark.parametrize("name", ["partnerschaften.csv", "hermanamientos.csv", "imbriques.json"])
def test_twice_is_once(graph: Graph, name: str) -> None:
    kind = registers_by((DATA / name).with_suffix(".yml"))
    first = load(graph, [DATA / name], kind)
    assert first.counts()["Partnership"].new == len(ties(register(name)))
    assert len(first.rejected) == len(register(name).rejected)
    second = load(graph, [DATA / name], kind)
    assert not any(one.changed for one in second.loads)


def test_two_registers_side_by_side(graph: Graph, tmp_path: Path) -> None:
    """A tie that two registers know has two statements, and the newer source's year."""
    (tmp_path / "t.csv").write_text("a,b,c\nNancy,Würzburg,1960\n", encoding="utf-8")
    (tmp_path / "t.yml").write_text(
        HEAD + PARTIES.replace("{value: DE}", "{value: DE-BY}") + "since: c\n", encoding="utf-8"
    )
    load(graph, [DATA / "partnerschaften.csv"], ready(register("partnerschaften.csv")))
    load(graph, [tmp_path / "t.csv"], registers_by(tmp_path / "t.yml"))
    (tie,) = (one for one in partnerships(graph) if one.id == "de-wurzburg--fr-nancy")
    assert sorted(source.id for source in tie.sources) == ["one", "partnerschaften-2014"]
    assert tie.since == "1960"


def test_a_dry_run_shows_the_first_records() -> None:
    report = load(None, [DATA / "imbriques.json"], ready(register("imbriques.json")))
    assert report.read == [("imbriques-2023", 5)]
    assert [(one["record"], one["id"]) for one in report.first] == [
        ("Collectivity", "fr-nancy"),
        ("Collectivity", "gb-newcastle-upon-tyne"),
        ("Partnership", "fr-nancy--gb-newcastle-upon-tyne"),
        ("Collectivity", "it-padova"),
        ("Partnership", "fr-nancy--it-padova"),
    ]


def test_a_register_of_which_nothing_can_be_taken_fails(tmp_path: Path) -> None:
    """Else one wrong word in the mapping would take back all that was loaded before."""
    report = load(None, [tmp_path / "t.csv"], ready(small(tmp_path, "a,b\nNancy,\n")))
    assert report.failed == [f"{tmp_path / 't.csv'}: none of its rows could be taken, 1 were rejected"]
    assert not report.read


def test_a_third_party_may_be_missing(tmp_path: Path) -> None:
    parties = PARTIES + "  - {name: c, country: {value: IL}}\n"
    batch = small(tmp_path, "a,b,c\nNancy,Kiel,Haifa\nNancy,Kiel,\n,Kiel,Haifa\nNancy,Kiel,Kiel\n", parties=parties)
    assert list(ties(batch)) == ["de-kiel--fr-nancy--il-haifa", "de-kiel--fr-nancy", "de-kiel--fr-nancy--il-kiel"]
    assert refused(batch) == [(4, "a", "empty, expected the name of party 1")]


def test_a_town_with_itself_is_rejected(tmp_path: Path) -> None:
    batch = small(
        tmp_path, "a,b\nNancy,Nancy\n", parties=PARTIES.replace("{value: DE}", "{value: FR}, insee: {value: '54395'}")
    )
    assert refused(batch) == [(2, "a and b", "both are Nancy (fr-nancy), expected different parties")]


def test_a_long_note_is_cut(tmp_path: Path) -> None:
    (said,) = ties(small(tmp_path, f"a,b,c\nNancy,Kiel,{'x' * 400}\n", "note: c\n")).values()
    assert said["note_fr"] == "x" * 299 + "…"


@pytest.mark.parametrize(
    ("rows", "more", "field", "reason"),
    [
        ("a,b,c\nNancy,Kiel,soon\n", "since: c\n", "c", "another way needs dates.format"),
        ("a,b,c\nNancy,Kiel,2020-02-31\n", "since: c\n", "c", "got '2020-02-31', expected a date"),
        ("a,b,c\nNancy,Kiel,x\n", "form: c\n", "c", "got 'x', expected one of twinning, friendship"),
        (
            "a,b,c\nNancy,Kiel,x\n",
            "status: {column: c, values: {x: alive}}\n",
            "c",
            "got 'alive', expected one of active",
        ),
        ("a,b,c\nNancy,Kiel,x\n", "themes: c\n", "c", "got 'x', expected a theme of the vocabulary"),
        ("a,b,c\nNulle-Ville,,x\n", "ignore: [c]\n", "b", "empty, expected the name of party 2"),
    ],
)
def test_a_row_is_rejected_with_its_column(tmp_path: Path, rows: str, more: str, field: str, reason: str) -> None:
    ((row, where, why),) = refused(small(tmp_path, rows, more))
    assert (row, where) == (2, field)
    assert reason in why


def test_the_title_in_one_language_serves_for_both(tmp_path: Path) -> None:
    source = small(tmp_path, "a,b\nNancy,Kiel\n").source
    assert (source.title.fr, source.title.en, source.kind, source.document) == ("One", "One", "register", "t.csv")
