"""People's rights: everything shown, everything erased, and nothing comes back, by load or by restore."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.backup.dump import dump
from graph.backup.format import read_lines
from graph.backup.restore import restore
from graph.db import Graph
from graph.errors import InputError, NotFoundError
from graph.privacy.erase import allow, checked_age, forget, forget_older
from graph.privacy.fingerprint import HIDDEN, Forgotten, decision, skeleton
from graph.privacy.held import held
from graph.read import person
from graph.records import AttendanceRecord, EventRecord, MandateRecord, PersonRecord, Record, ReviewRecord
from graph.search.search import search
from graph.settings import Settings
from graph.write import replace_source
from tests.support.raw import contents, raw_driver
from tests.support.world import actors, claims, source, towns, whole


def about_ada(name: str = "Ada Martin", id_: str = "ada-martin") -> list[Record]:
    """What another source states about the same person, and texts that name her."""
    question = {"fr": f"Est-ce bien {name} ?", "en": f"Is that {name}?"}
    visit = {"fr": f"Visite de Mme {name} à Nancy", "en": f"Visit of {name} to Nancy"}
    event = {"id": "2021-visite", "name": visit, "kind": "visit", "status": "held", "date": "2021", "at": "l. 2"}
    return [
        *towns(),
        *(one for one in actors() if one.claim() != "ada-martin"),
        PersonRecord(id=id_, name=name, as_stated=("MARTIN Ada",), at="l. 1"),
        EventRecord.model_validate(event),
        AttendanceRecord(person=id_, event="2021-visite", body="fr-nancy", at=f"Discours de {name} · l. 3"),
        MandateRecord(person=id_, body="fr-nancy", title="Maire", at="l. 4"),
        ReviewRecord.model_validate(
            {"id": "who", "kind": "unclear", "about": [id_], "question": question, "at": "l. 5"}
        ),
        ReviewRecord.model_validate({"id": "any", "kind": "unclear", "about": [], "question": question, "at": "l. 6"}),
    ]


@pytest.fixture
def filled(graph: Graph, empty_settings: Settings) -> Iterator[Graph]:
    """A graph in which two sources speak of one person."""
    replace_source(graph, source(), whole())
    replace_source(graph, source("two", "2021-05-01"), about_ada())
    yield graph
    with raw_driver(empty_settings) as (driver, database):
        driver.execute_query("MATCH (d:Decision) DETACH DELETE d", database_=database)


def trace(settings: Settings) -> list[str]:
    """Everything in the graph that still names her."""
    rows = [repr(row) for row in contents(settings)]
    return [row for row in rows if "artin" in row.lower() and "saint-martin" not in row.lower()]


def test_everything_that_is_held_is_shown(filled: Graph) -> None:
    found = held(filled, "ada-martin")
    assert found.names == ("Ada Martin", "MARTIN Ada")
    assert {one.label for one in found.statements} == {"Person", "Mandate", "Attendance", "Review"}
    assert len([one for one in found.statements if one.label == "Mandate"]) == 3
    assert {(one.label, one.id) for one in found.mentions} == {("Event", "2021-visite"), ("Review", "any")}
    assert [one.id for one in found.sources] == ["two", "one"]
    with pytest.raises(NotFoundError):
        held(filled, "nobody")


def test_who_is_erased_leaves_no_trace_and_stays_out(filled: Graph, empty_settings: Settings, tmp_path: Path) -> None:
    dump(filled, tmp_path / "before")
    erased = forget(filled, "ada-martin")
    assert (erased.people, erased.hidden) == (("ada-martin",), 2)
    assert erased.statements == {"Person": 2, "Mandate": 3, "Attendance": 2, "Review": 1}
    assert trace(empty_settings) == []
    assert search(filled, "ada martin").total == 0
    with pytest.raises(NotFoundError):
        person(filled, "ada-martin")
    texts = [row for row in contents(empty_settings) if row[0] == "Event" and HIDDEN in repr(row)]
    assert texts

    # The same sources again, and another that spells her otherwise.
    assert replace_source(filled, source(), whole()).withheld == 4
    assert not replace_source(filled, source("two", "2021-05-01"), about_ada()).changed
    replace_source(filled, source("three", "2026"), about_ada("MARTÍN, Ada", "martin-ada-fr-nancy"))
    assert trace(empty_settings) == []

    # A dump made afterwards has nothing of her; an older one brings nothing back.
    dump(filled, tmp_path / "after")
    assert not [line for _, line in read_lines(tmp_path / "after") if "artin" in repr(line).lower()]
    restore(filled, tmp_path / "before", replace=True)
    assert trace(empty_settings) == []
    restore(filled, tmp_path / "after", replace=True)
    assert replace_source(filled, source(), whole()).withheld == 4
    assert trace(empty_settings) == []


def test_a_name_can_be_let_in_again(filled: Graph) -> None:
    forget(filled, "ada-martin")
    assert not allow(filled, "Bob Durand")
    assert allow(filled, "martin ada")
    assert not allow(filled, "martin ada")
    replace_source(filled, source(), whole())
    assert person(filled, "ada-martin").offices


def test_namesakes_are_erased_knowingly_or_not_at_all(filled: Graph, empty_settings: Settings) -> None:
    other = [PersonRecord(id="ada-martin-fr-tours", name="Ada MARTIN", at="l. 9")]
    replace_source(filled, source("four"), other)
    before = contents(empty_settings)
    with pytest.raises(InputError, match="ada-martin-fr-tours"):
        forget(filled, "ada-martin")
    assert contents(empty_settings) == before
    assert forget(filled, "ada-martin", namesakes=True).people == ("ada-martin", "ada-martin-fr-tours")
    assert trace(empty_settings) == []


def test_what_is_old_goes_until_it_is_stated_anew(filled: Graph) -> None:
    bob = [
        *towns(),
        PersonRecord(id="bob", name="Bob Durand", at="l. 1"),
        MandateRecord(person="bob", body="fr-nancy", at="l. 2"),
    ]
    replace_source(filled, source("old", "2010"), bob)
    assert forget_older(filled, "2015-01-01", dry_run=True).people == ("bob",)
    assert person(filled, "bob").offices
    assert forget_older(filled, "2015-01-01").people == ("bob",)
    assert replace_source(filled, source("old", "2010"), bob).withheld == 2
    with pytest.raises(NotFoundError):
        person(filled, "bob")
    replace_source(filled, source("new", "2026"), bob)
    assert [one.as_of for one in person(filled, "bob").offices] == ["2026"]
    assert person(filled, "ada-martin").offices


@pytest.mark.parametrize(
    ("text", "expected"),
    [("5y", "2021-11-27"), ("18m", "2025-05-27"), ("31d", "2026-10-27"), ("2020-12-31", "2020-12-31")],
)
def test_ages_are_days(text: str, expected: str) -> None:
    assert checked_age(text, date(2026, 11, 27)) == expected


@pytest.mark.parametrize("text", ["", "5", "y", "5w", "2020-13-01", "9999y", "-1y"])
def test_what_is_no_age_is_one_line(text: str) -> None:
    with pytest.raises(InputError, match="expected an age"):
        checked_age(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Martin", "Mme MARTIN Ada"),
        ("Thierry Mathieu", "Thiéry Matthieu"),
        ("Philippe d'Ornano", "D’ORNANO Filippe"),
        ("Jean-Pierre Lefèvre", "LEFEVRE Jean Pierre"),
        ("Müller Weiss", "MULLER-WEIß"),
    ],
)
def test_spellings_have_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Ada Martin", "Ida Martin"), ("Jean Martin", "Jeanne Martin"), ("Li Na", "Li Ma")]
)
def test_other_names_have_others(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


words = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzéèàç"), min_size=2, max_size=9).map(str.capitalize)


@given(st.lists(words, min_size=2, max_size=3), st.text(max_size=40), st.randoms(use_true_random=False))
def test_a_name_is_found_in_any_order_and_hidden_in_any_text(name: list[str], text: str, random: object) -> None:
    forgotten = Forgotten.of([decision("00", " ".join(name), "2026-01-01")])
    assert forgotten.holds(" ".join(reversed(name)).upper(), None)
    said = {"locator": f"{text} | {' '.join(name)} | l. 4"}
    hidden = forgotten.redacted("Event", said)["locator"]
    assert " ".join(name) not in hidden
    assert HIDDEN in hidden


def test_texts_of_others_stay_as_they_are() -> None:
    forgotten = Forgotten.of([decision("00", "Ada Martin", "2026-01-01")])
    said = {"locator": "§ 2 · l. 112-115", "note_fr": "Martin, maire de Saint-Martin ; Ada n'y était pas."}
    assert forgotten.redacted("Event", said) is said
    assert claims()
