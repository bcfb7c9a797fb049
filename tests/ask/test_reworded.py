"""Other words for questions: what they come to, and what is not taken away."""

from __future__ import annotations

import pytest

from ask.gazetteer import Gazetteer
from ask.parse import parse
from ask.reading import Parsed, Refused
from ask.reworded import reworded
from graph.read.askable import Askable, EventName
from graph.views.base import Names
from tests.ask.small import NAMED

MEETING = EventName("e", Names(fr="Brainstorming", en="Brainstorming"), "meeting", "2020-12-15", None, None, ())
GAZETTEER = Gazetteer.of(NAMED, Askable((), (MEETING,), ()))


@pytest.mark.parametrize(
    ("question", "kind", "ids"),
    [
        ("Bonjour Madame Dupont, quels sont les partenaires de Nancy ?", "partners-of", ["fr-nancy"]),
        ("Pour le cabinet : liste des villes partenaires de Caen", "partners-of", ["fr-caen"]),
        ("partners of Tours, it's for a speech. Many thanks", "partners-of", ["fr-tours"]),
        ("Nancy et Cincinnati ça en est où ?", "partners-between", ["fr-nancy", "us-oh-cincinnati"]),
        ("Où en est le jumelage de Nancy avec Cincinnati ?", "partners-between", ["fr-nancy", "us-oh-cincinnati"]),
        ("How alive is the Nancy - Cincinnati link?", "partners-between", ["fr-nancy", "us-oh-cincinnati"]),
        ("quels partenaires pour Nancy côté États-Unis", "partners-between", ["fr-nancy", "US"]),
        ("twin towns of Saint-Denis - the one on Réunion island", "partners-of", ["fr-saint-denis-974"]),
        ("We're Nancy. Which other French cities work with Texas?", "partners-between", ["FR,!fr-nancy", "US-TX"]),
        ("Nous sommes Nancy : quels sont nos partenaires au Texas ?", "partners-between", ["fr-nancy", "US-TX"]),
        ("Qui est jumelé avec Nancy ? Et avec Tours ?", "partners-of", ["fr-nancy,fr-tours"]),
        ("What do the November 2025 minutes say about Nancy and Seattle?", "evolution", ["fr-nancy", "us-wa-seattle"]),
        ("partenaires de Nancy sans les villes américaines", "partners-between", ["fr-nancy", "!US"]),
        ("Nancy a-t-elle plus de jumelages que Tours ?", "compare", ["fr-nancy", "fr-tours"]),
        ("Which city has more partners, Nancy or Tours?", "compare", ["fr-nancy", "fr-tours"]),
        ("tous les partenaires de Seattle et Savannah", "partners-of", ["us-wa-seattle,us-ga-savannah"]),
        ("How many partners does Nancy have outside the EU?", "partners-between", ["fr-nancy", "!eu"]),
        ("Nancy et Cincinnati : état du partenariat ?", "partners-between", ["fr-nancy", "us-oh-cincinnati"]),
        ("Nantes' partner York, which York is that?", "open", ["gb-york"]),
        ("Qui soutient les échanges entre Nancy et Cincinnati ?", "supporters", ["fr-nancy", "us-oh-cincinnati"]),
        ("Nancy is twinned with Cincinnati, right?", "partners-between", ["fr-nancy", "us-oh-cincinnati"]),
        ("Nancy et Cincinnati sont bien jumelées, n'est-ce pas ?", "partners-between", ["fr-nancy", "us-oh-cincinnati"]),
        ("Besides Nancy, who else has Cincinnati as a partner?", "partners-between", ["!fr-nancy", "us-oh-cincinnati"]),
        ("Nancy est jumelée avec Cincinnati. Qui d'autre ?", "partners-between", ["us-oh-cincinnati", "!fr-nancy"]),
        ("How are Nancy and Tours connected through their twin towns?", "path", ["fr-nancy", "fr-tours"]),
        ("le Texas, quelqu'un est jumelé là-bas ?", "partners-of", ["US-TX"]),
        ("Nancy - American partners only", "partners-between", ["fr-nancy", "US"]),
        ("Nancy : avec qui est-elle jumelée ?", "partners-of", ["fr-nancy"]),
        ("twin towns of Saint-Denis, the French one on Réunion", "partners-of", ["fr-saint-denis-974"]),
        ("Which French regions (not towns) have a foreign partner?", "partners-of", ["FR"]),
    ],
)  # fmt: skip
def test_a_question_is_understood_in_other_words(question: str, kind: str, ids: list[str]) -> None:
    parsed = parse(question, GAZETTEER)
    assert isinstance(parsed, Parsed), parsed
    assert (parsed.kind.name, [one.id for one in parsed.scopes]) == (kind, ids)
    assert parsed.text == question


@pytest.mark.parametrize(
    "question",
    [
        "Pour Nantes : partenaires zorblak de Caen",
        "Pour la paix : partenaires zorblak de Caen",
        "partners of zorblak Tours, it's for a speech, but not those of Texas",
        "villes partenaires de Caen (pas les villes) zorblak",
        "Nous sommes Zorblak : quels sont nos partenaires au Texas ?",
        "partners of Tours and not villages",
        "Who else is twinned with Nancy?",
        "Nancy est jumelée avec Cincinnati, et qui d'autre ?",
        "twin towns of Tours, the German one",
        "Nancy n'est pas jumelée avec Tours, si ?",
        "French authorities, twinned with Texas only",
        "partenaires de Nancy et Tours",
        "villes françaises sans jumelage africain",
        "Combien de collectivités françaises coopèrent ?",
    ],
)
def test_what_tells_something_is_not_taken_away(question: str) -> None:
    assert isinstance(parse(question, GAZETTEER), Refused)


def test_only_so_many_wordings_are_tried() -> None:
    endless = "Bonjour à tous, " * 15 + "how alive is the link, côté Nancy côté Tours côté Caen, thanks"
    assert len(list(reworded(endless[:300], GAZETTEER))) < 40
