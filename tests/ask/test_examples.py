"""Examples: built from what is loaded, in the words of the kinds, shown only if they work."""

from __future__ import annotations

from collections.abc import Sequence

from ask.examples import examples_of, templates
from ask.gazetteer import Entity, Gazetteer, place
from ask.parse import Parsed, parse
from graph.vocabulary import Language
from tests.ask.small import CINCINNATI, NAMED, NANCY, TOURS, link, party

GAZETTEER = Gazetteer.of(NAMED)
SEATTLE = party("us-wa-seattle", "US-WA", "Seattle")
NANTES = party("fr-nantes", "FR-44", "Nantes", "commune")
YORK = party("gb-york", "GB", "York")
SAMPLE = (
    link(NANCY, CINCINNATI, status="active", since="1991"),
    link(NANTES, SEATTLE, status="active"),
    link(TOURS, YORK),
    link(TOURS, party("ma-marrakesh", "MA", "Marrakesh")),
)


def understood(question: str, language: Language, scopes: Sequence[Entity]) -> bool:
    parsed = parse(question, GAZETTEER, language)
    return isinstance(parsed, Parsed) and parsed.scopes == tuple(scopes)


def test_examples_are_understood_as_what_they_were_made_of() -> None:
    for language in ("fr", "en"):
        assert len(examples_of(SAMPLE, language, GAZETTEER, understood)) == 4


def test_examples_read_well() -> None:
    assert examples_of(SAMPLE, "fr", GAZETTEER, understood)[:2] == (
        "Quelles villes de France ont un partenaire dans l'Ohio\u00a0?",
        "Quels sont les partenaires de Nancy\u00a0?",
    )


def test_what_does_not_work_is_not_shown() -> None:
    assert examples_of(SAMPLE, "fr", GAZETTEER, lambda *_: False) == ()
    assert examples_of((), "fr", GAZETTEER, understood) == ()


def test_questions_about_what_was_found() -> None:
    nancy, us = GAZETTEER.bodies["fr-nancy"], place("US")
    found = list(templates((nancy, us), "fr"))
    assert found == [
        ("Quels liens entre Nancy et les États-Unis\u00a0?", (nancy, us)),
        ("Quels sont les partenaires de Nancy\u00a0?", (nancy,)),
        ("Quels sont les partenaires des États-Unis\u00a0?", (us,)),
    ]
    assert all(understood(text, "fr", scopes) for text, scopes in found)
