"""The kinds declared as data: each has its query, its sentences can be made, and its parts are known."""

from __future__ import annotations

import pytest

from ask import dates
from ask.answering import QUERIES
from ask.complete import Completer
from ask.gazetteer import Gazetteer
from ask.kinds import Kind, asks, kind_named, parts, words
from ask.parse import Parsed, parse
from ask.slots import LABELS
from ask.text import tokens
from graph.read.askable import Askable, EventName
from graph.views.base import Names
from graph.vocabulary import LANGUAGES, Language, RelationKind
from tests.ask.small import NAMED, named

PEOPLE = (named("jane-doe", "Jane Doe", None, "", label="Person"),)
MEETING = EventName(
    "e", Names(fr="Réunion", en="Meeting"), "meeting", "2025-11-20", None, None, ("cites-unies-france",)
)
GAZETTEER = Gazetteer.of(NAMED, Askable(PEOPLE, (MEETING,), ()))


@pytest.mark.parametrize("kind", asks(), ids=lambda kind: kind.name)
def test_a_kind_is_whole(kind: Kind) -> None:
    assert kind.query in QUERIES
    assert all(part in LABELS for slot in kind.slots for part in slot.removesuffix("?").split("|"))
    assert all(kind_named(name) for name in kind.follow)
    for language in LANGUAGES:
        assert kind.examples[language]
        assert "{list}" in kind.says[language]["some"]


def test_verbs_are_relations() -> None:
    assert {name for verb in parts().verbs for name in verb.kinds} <= {str(kind) for kind in RelationKind}


@pytest.mark.parametrize(
    ("text", "when", "low", "high"),
    [
        ("depuis 2010", "since", "2010", None),
        ("before 1990", "before", None, "1990"),
        ("in the nineties", "decade", "1990", "1999"),
        ("des années 1980", "decade", "1980", "1989"),
        ("les années 90", "decade", "1990", "1999"),
        ("de 2016 à 2025", "between", "2016", "2025"),
        ("la réunion du 20 novembre 2025", "in", "2025-11-20", "2025-11-20"),
        ("en mars 2016", "in", "2016-03", "2016-03"),
    ],
)
def test_periods(text: str, when: str, low: str | None, high: str | None) -> None:
    found = dates.period(tokens(text), words())
    assert found is not None
    assert (found.when, found.low, found.high) == (when, low, high)


@pytest.mark.parametrize(
    ("question", "kind", "ids"),
    [
        ("Qui est Jane Doe ?", "office-of", ("jane-doe",)),
        ("Jane Doe", "office-of", ("jane-doe",)),
        ("Qui est maire de Nancy ?", "office-in", ("fr-nancy",)),
        ("membres de Cités Unies France", "members-of", ("cites-unies-france",)),
        ("De quels réseaux Nancy fait-elle partie ?", "networks-of", ("fr-nancy",)),
        ("Qui était présent à la réunion du 20 novembre 2025 ?", "attendance", ()),
        ("Which meetings did Jane Doe attend?", "meetings-of", ("jane-doe",)),
        ("How is Nancy connected to Tours?", "path", ("fr-nancy", "fr-tours")),
        ("Compare Nancy et Tours", "compare", ("fr-nancy", "fr-tours")),
        ("Depuis quand Nancy coopère-t-elle avec Cincinnati ?", "since", ("fr-nancy", "us-oh-cincinnati")),
        ("Who finances Cités Unies France?", "actor-role", ("cites-unies-france",)),
        ("Quoi de neuf depuis 2021 ?", "news", ()),
        ("Quels pays ont le plus de jumelages avec la France ?", "ranking", ("FR",)),
    ],
)
def test_each_is_told_from_the_others(question: str, kind: str, ids: tuple[str, ...]) -> None:
    parsed = parse(question, GAZETTEER)
    assert isinstance(parsed, Parsed), parsed
    assert (parsed.kind.name, tuple(one.id for one in parsed.scopes)) == (kind, ids)


COMPLETER = Completer.of(GAZETTEER)


@pytest.mark.parametrize(
    ("typed", "language", "first"),
    [
        ("partenaires de Nan", "fr", ["partenaires de Nancy", "partenaires de Nantes", "partenaires de Nantes Métropole"]),
        ("partenaires de ang", "fr", ["partenaires d'Angers"]),
        ("partenaires d'nanc", "fr", ["partenaires de Nancy"]),
        ("partenaires du hav", "fr", ["partenaires du Havre"]),
        ("qui coopère avec etats-u", "fr", ["qui coopère avec les États-Unis"]),
        ("liens avec la pennsyl", "fr", ["liens avec la Pennsylvanie", "liens avec l'État de Pennsylvanie"]),
        ("lyon", "fr", ["Lyon", "Métropole de Lyon"]),
        ("partners of york", "en", ["partners of York", "partners of York, Pennsylvania"]),
        ("partners of Stratsbou", "en", []),
        ("links with Strasburg", "en", ["links with Strasbourg"]),
        ("Qui est m", "fr", ["Qui est maire de "]),
        ("qui", "fr", ["Qui coopère avec "]),
        ("Jane", "en", ["Jane Doe"]),
        ("partenaires de", "fr", []),
        ("", "fr", []),
        ("x", "fr", []),
    ],
)  # fmt: skip
def test_a_question_is_completed_while_it_is_typed(typed: str, language: Language, first: list[str]) -> None:
    found = [one.question for one in COMPLETER.complete(typed, language)]
    assert found[: len(first)] == first
    assert first or not found


def test_a_completed_name_is_understood_as_itself() -> None:
    for typed in ("lyon", "york", "saint", "penn", "georgia", "paris", "new"):
        for one in COMPLETER.complete(typed, "en"):
            parsed = parse(one.question, GAZETTEER, "en")
            assert isinstance(parsed, Parsed), one
            assert [choice.taken.id for choice in parsed.choices] == [one.id]


def test_people_are_left_out_where_they_need_a_key() -> None:
    assert Completer.of(GAZETTEER, people=False).complete("Jane", "en") == ()
