"""Minutes are read as a person reads them: who was there, who is tied to whom, and no wish taken for a fact."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.facts.read import read_facts
from loaders.minutes.proposal import Proposal
from loaders.minutes.write import facts_file
from tests.bench.minutes import beside, scores, shipped
from tests.loaders.minutes.samples import BULLETS, ENGLISH, proposed
from tests.support.shared import DATA
from tests.viz.hostile import HOSTILE


@pytest.fixture(scope="module")
def bullets() -> Proposal:
    return proposed(BULLETS)


def there(proposal: Proposal) -> set[tuple[str, str, str | None]]:
    return {(f.entry["person"], f.entry["presence"], f.entry.get("body")) for f in proposal.of("attendances")}


def tied(proposal: Proposal) -> set[tuple[tuple[str, ...], str, str | None, str | None]]:
    return {
        (tuple(sorted(f.entry["parties"])), f.entry["form"], f.entry.get("status"), f.entry.get("since"))
        for f in proposal.of("partnerships")
    }


def test_a_list_in_bullets_gives_everybody_with_their_body(bullets: Proposal) -> None:
    assert there(bullets) == {
        ("helene-roussel", "present", "fr-metz"),
        ("karim-benali", "present", "fr-strasbourg"),
        ("paul-werner", "present", "fr-ges"),
        ("lucie-marchand", "present", "fr-57"),
        ("tom-keller", "present", "fr-57"),
        ("ines-caron", "present", "fr-nancy"),
        ("jean-petit", "excused", "fr-colmar"),
        ("ana-duarte", "excused", "cites-unies-france"),
    }


def test_a_wish_or_a_denial_is_no_partnership(bullets: Proposal) -> None:
    assert tied(bullets) == {
        (("de-trier", "fr-metz"), "twinning", "active", "1957"),
        (("de-leipzig", "fr-metz"), "cooperation", "negotiating", None),
        (("de-stuttgart", "fr-strasbourg"), "cooperation", "suspended", None),
    }


def test_the_meeting_is_named_dated_and_placed(bullets: Proposal) -> None:
    (meeting,) = [fact for fact in bullets.of("events") if fact.entry["date"] == "2024-03-12"]
    assert meeting.entry["name"]["fr"] == "Réunion du groupe-pays Allemagne"
    assert meeting.entry["held_in"] == "fr-metz"
    assert meeting.entry["held_by"] == ["groupe-pays-allemagne"]
    offices = {(fact.entry["person"], fact.entry["body"]) for fact in bullets.of("mandates")}
    assert ("helene-roussel", "groupe-pays-allemagne") in offices


def test_english_minutes_are_read_too() -> None:
    found = proposed(ENGLISH)
    assert found.language == "en"
    assert there(found) == {
        ("anna-bell", "present", "fr-lyon"),
        ("tom-carr", "present", "fr-lyon-metropole"),
        ("eva-stone", "excused", "fr-nantes"),
    }
    assert tied(found) == {(("fr-lyon", "us-ma-boston"), "twinning", None, "1991")}


def test_a_place_is_where_the_fact_stands(bullets: Proposal) -> None:
    (twinning,) = [fact for fact in bullets.of("partnerships") if fact.entry["form"] == "twinning"]
    line = BULLETS.splitlines().index(next(line for line in BULLETS.splitlines() if "Trèves" in line)) + 1
    assert twinning.entry["at"].endswith(f"· l. {line}")
    (spot,) = twinning.spots
    assert "Trèves" in BULLETS.splitlines()[spot.line - 1][spot.start : spot.end]


def test_what_is_proposed_is_a_facts_file_that_loads(bullets: Proposal, tmp_path: Path) -> None:
    path = tmp_path / "proposed.yml"
    path.write_text(facts_file(bullets), encoding="utf-8")
    batch = read_facts(path)
    assert not batch.rejected
    assert batch.source.date is not None
    assert batch.source.sha256 == bullets.document.checksum
    assert len(batch.records) >= len(bullets.facts)


def test_another_language_is_said_so() -> None:
    found = proposed(
        "Protokoll der Sitzung vom 12. März 2024. " + "Wir haben uns mit der Stadt über das Programm beraten. " * 9
    )
    assert found.language is None
    assert not found.of("partnerships")
    assert any("Neither French nor English" in en for _, en in found.notes)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_stay_text(text: str, tmp_path: Path) -> None:
    found = proposed(BULLETS.replace("Karim Benali", text).replace("Trèves", text))
    path = tmp_path / "proposed.yml"
    path.write_text(facts_file(found), encoding="utf-8")
    assert not read_facts(path).rejected


@settings(max_examples=40, deadline=None)
@given(st.text(st.sampled_from("Présents :\n-(),;–Ville de Nancy jumelée avec Boston M. A\t|1.éÀ"), max_size=300))
def test_whatever_stands_there_is_read_without_a_crash(text: str) -> None:
    if text.strip():
        assert proposed(text + "x").document.lines


def told(text: str) -> set[tuple[str | None, str, str]]:
    found = proposed(f"Réunion du groupe-pays Allemagne du 12 mars 2024\n\n{text}")
    return {(f.entry.get("date"), f.entry["kind"], f.entry["status"]) for f in found.of("events")} - {
        ("2024-03-12", "meeting", "held")
    }


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Une délégation de Leipzig viendra à Lyon en juin.", {("2024-06", "visit", "announced")}),
        ("Le salon Polis à Berlin s'est tenu l'an dernier.", {("2023", "fair", "held")}),
        ("À la suite d'un colloque à Leipzig, un groupe est né.", {(None, "conference", "held")}),
        ("La foire de Tours du mois de mai aura lieu en 2025.", {("2025-05", "fair", "announced")}),
        ("Metz propose d'organiser une table ronde sur les villes jumelées.", {(None, "other", "proposed")}),
        ("Le maire s'est rendu à Leipzig en janvier 2024.", {("2024-01", "mission", "held")}),
        # One event, however often it is told; no event in a plural, a wish, a denial, a call-back, a body's name.
        (
            "Le congrès de Leipzig aura lieu le 3 mai 2024. Au congrès de Leipzig, Metz parlera.",
            {("2024-05-03", "congress", "announced")},
        ),
        ("Lyon aimerait accueillir un forum de Leipzig. Les missions à Leipzig sont utiles.", set()),
        ("Aucun salon à Leipzig. Le colloque de Leipzig est annulé. Cette délégation plaît. Le congrès plaît.", set()),
    ],
)
def test_events_need_something_particular_and_no_wish(text: str, events: set[tuple[str | None, str, str]]) -> None:
    assert told(text) == events


def test_people_named_in_the_text_are_proposed_with_their_office_and_a_doubt() -> None:
    found = proposed(
        "Réunion du 12 mars 2024\n\nMme Élise Ducros, adjointe au maire de Metz, indique que la convention avance. "
        "Selon Karl Braun, consul d'Allemagne à Lyon, tout va bien. Jean Moulin est une rue."
    )
    assert {(f.entry["person"], f.entry["body"]) for f in found.of("mandates")} == {
        ("elise-ducros", "fr-metz"),
        ("karl-braun", "consulat-d-allemagne-a-lyon"),
    }
    assert all(fact.doubt for fact in found.of("people"))


def test_lists_by_body_and_marks_of_presence_are_read() -> None:
    found = proposed(
        "Comité du 12 mars 2024\n\nÉmargement\n\nVille de Metz\n  Mme Ana Roy     Adjointe\n"
        "  M. Luc Petit     Chargé de mission\n"
        "Ville de Lyon\n  Mme Eva Lind     Directrice\n"
    )
    assert there(found) == {
        ("ana-roy", "present", "fr-metz"),
        ("luc-petit", "present", "fr-metz"),
        ("eva-lind", "present", "fr-lyon"),
    }
    marked = proposed(
        "Bureau du 12 mars 2024\n\n"
        "| Membre | Ville | P/E |\n|---|---|---|\n| Ana Roy (maire) | Metz | P |\n| Luc PETIT | Lyon | E |\n"
    )
    assert there(marked) == {("ana-roy", "present", "fr-metz"), ("luc-petit", "excused", "fr-lyon")}


RUNNING = """\
Réunion du 12 mars 2024

Étaient autour de la table M. Luc Petit (Metz), qui présidait ; Mmes Ana Roy, adjointe, et Eva Lind, du Département de la
Moselle ; M. Paul Lang pour la Région Grand Est. Nancy était excusée.
"""


def test_people_in_running_words_are_read_with_whom_they_stand_for() -> None:
    assert there(proposed(RUNNING)) == {
        ("luc-petit", "present", "fr-metz"),
        ("ana-roy", "present", None),
        ("eva-lind", "present", "fr-57"),
        ("paul-lang", "present", "fr-ges"),
    }
    behind = proposed(
        "Réunion du 12 mars 2024\n\nPrésents :\n- pour Metz : Mmes Ana Roy, adjointe, et Eva Lind, M. Luc Petit\n"
    )
    assert there(behind) == {(name, "present", "fr-metz") for name in ("ana-roy", "eva-lind", "luc-petit")}


def test_documents_in_other_layouts_are_read_as_well_as_the_figures_say() -> None:
    here = Path(__file__).parent
    found = scores([case for name in ("development", "unseen", "fresh", "apart") for case in beside(here / name)])
    for kind, precision, recall in (
        ("people", 0.95, 0.95),
        ("attendances", 0.95, 0.95),
        ("partnerships", 0.93, 0.93),
        ("events", 0.94, 0.9),
    ):
        assert found[kind].precision >= precision
        assert found[kind].recall >= recall


def test_documents_by_a_hand_that_never_saw_the_reader_are_read_no_worse() -> None:
    found = scores(beside(Path(__file__).parent / "aside"))
    for kind, precision, recall in (
        ("people", 0.97, 0.94),
        ("attendances", 0.97, 0.97),
        ("attendances with their body", 0.95, 0.78),
        ("partnerships", 0.96, 0.85),
        ("mandates", 0.95, 0.62),
        ("events", 0.95, 0.8),
    ):
        assert found[kind].precision >= precision
        assert found[kind].recall >= recall


def test_eight_more_by_other_hands_are_read_no_worse() -> None:
    here = Path(__file__).parent
    found = scores([case for name in ("anew", "later") for case in beside(here / name)])
    for kind, precision, recall in (
        ("people", 0.97, 0.94),
        ("attendances", 0.97, 0.94),
        ("attendances with their body", 0.95, 0.9),
        ("partnerships", 0.97, 0.9),
        ("mandates", 0.95, 0.75),
        ("events", 0.9, 0.85),
    ):
        assert found[kind].precision >= precision
        assert found[kind].recall >= recall


def test_the_three_minutes_are_read_as_well_as_the_guide_says() -> None:
    if not (DATA.parent / "corpus").is_dir():
        pytest.skip("the documents are not at hand")
    found = scores(shipped())
    for kind, precision, recall in (
        ("people", 0.95, 0.95 - 0.01),
        ("attendances", 0.95, 0.95),
        ("partnerships", 0.9, 0.8),
        ("events", 0.95, 0.9),
    ):
        assert found[kind].precision >= precision
        assert found[kind].recall >= recall
