"""Questions that were once answered wrongly and with confidence: what a hostile reader typed, and what is due."""

from __future__ import annotations

import pytest

from ask.engine import Asker
from ask.gazetteer import Gazetteer
from ask.parse import Parsed, Refused, parse
from graph.db import Graph
from graph.read.askable import Askable, EventName
from graph.views.base import Names
from tests.ask.small import NAMED

MEETINGS = tuple(
    EventName(day, Names(fr="Réunion", en="Meeting"), "meeting", day, None, None, ("cites-unies-france",))
    for day in ("2016-03-30", "2020-12-15", "2025-11-20")
)
GAZETTEER = Gazetteer.of(NAMED, Askable((), MEETINGS, ()))


@pytest.fixture(scope="module")
def asker(corpus: Graph) -> Asker:
    return Asker.of(corpus)


@pytest.mark.parametrize(
    "question",
    [
        "Who was excused from the December 2020 meeting?",
        "Who attended the meeting in Decembre 2020?",
        "qui assistait à la réunion de décenbre 2020",
    ],
)
def test_a_meeting_of_a_month_is_that_one(question: str) -> None:
    parsed = parse(question, GAZETTEER)
    assert isinstance(parsed, Parsed)
    assert [event.id for event in parsed.filters.events] == ["2020-12-15"]


@pytest.mark.parametrize(
    ("question", "kind", "ids"),
    [
        ("Nancy et Tours ont-elles un partenaire commun ?", "compare", ["fr-nancy", "fr-tours"]),
        ("Do Nancy and Tours share a partner?", "compare", ["fr-nancy", "fr-tours"]),
        ("Which cities share a partner with Nancy?", "peers", ["fr-nancy"]),
        ("Quelles villes du Texas partagent un partenaire avec Nancy ?", "peers", ["US-TX", "fr-nancy"]),
        ("partenaires de Saint Denis a la Reunion", "partners-of", ["fr-saint-denis-974"]),
        ("qui s'occupe du Texas à Strasbourg", "contacts-of", ["US-TX", "fr-strasbourg"]),
        ("contact for Auvergne-Rhône-Alpes", "contacts-of", ["fr-ara"]),
        ("how is Texas connected to Nancy", "path", ["US-TX", "fr-nancy"]),
        ("France et Japon", "partners-between", ["FR", "JP"]),
        ("Which towns share Nancy as a twin?", "partners-of", ["fr-nancy"]),
        ("twinnings with Germany by region", "ranking", ["DE", "FR"]),
        ("Which towns in Texas are twinned, and with whom?", "partners-of", ["US-TX"]),
        ("les jumelages de Nice et ceux de Tours", "partners-of", ["fr-nice,fr-tours"]),
        ("What is the state of the Nancy-Tours partnership?", "partners-between", ["fr-nancy", "fr-tours"]),
    ],
)
def test_names_stand_where_they_are_meant(question: str, kind: str, ids: list[str]) -> None:
    parsed = parse(question, GAZETTEER)
    assert isinstance(parsed, Parsed), parsed
    assert (parsed.kind.name, sorted(choice.taken.id for choice in parsed.choices)) == (kind, sorted(ids))


@pytest.mark.parametrize(
    "question",
    ["combien de jumelages avec l'Ukraine et la Pologne", "all links ended in 2022", "partners of Paris, Texas"],
)
def test_what_would_be_answered_beside_the_point_is_refused(question: str) -> None:
    assert isinstance(parse(question, GAZETTEER), Refused)


@pytest.mark.parametrize(
    ("question", "said", "noted"),
    [
        (
            "French regions working with American states on climate",
            "Among links of a region and of a state and on the theme “climate”, no source mentions a link",
            "Marseille with San Diego",
        ),
        ("Quels projets entre Nantes et les États-Unis ?", "Aucune source ne mentionne de projet entre Nantes", ""),
        ("how many American cities are linked with France", "in the United States have a link with France", ""),
        ("quelles sources mentionnent Vesoul ?", "Aucune source ne parle de Vesoul", ""),
        ("which German cities share a partner with Tours", "No source mentions another authority in Germany", ""),
        ("réseaux de la Nouvelle-Aquitaine", "SO Coopération (en couvre le territoire)", ""),
        ("timeline of Brest and Yokosuka", "Dated sources speak of one link, in 2021: ", ""),
        ("difference between Lyon and Métropole de Lyon", "Métropole de Lyon one partner", ""),
    ],
)
def test_a_sentence_claims_no_more_than_was_searched(asker: Asker, question: str, said: str, noted: str) -> None:
    answer = asker.ask(question)
    assert said in answer.answer
    assert noted in " ".join(answer.notes)
    assert not any("is another authority" in note and "Lyon" in note for note in answer.notes)
    for reading in answer.readings:
        assert all(other.question != question for other in reading.others)
