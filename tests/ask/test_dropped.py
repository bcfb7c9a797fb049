"""Nothing is passed over: a word added to a question refuses it, or changes how it is understood or what is noted."""

from __future__ import annotations

from itertools import chain

import pytest

from ask.engine import Asker
from ask.sentence import SPEECH
from graph.db import Graph
from graph.errors import NotUnderstoodError
from graph.vocabulary import LANGUAGES, Language
from tests.support.questions import Case, cases

ADDED: dict[Language, tuple[str, ...]] = {
    "fr": (
        "zorblak", "sans", "jamais", "presque", "non officiels", "avant 1950", "en 1850", "sur la paix", "sauf le Texas",
        "à l'étranger", "seulement", "des comtés", "suspendus", "en Asie",
        "les plus anciens", "actuels", "ou Boston", "trois",
    ),
    "en": (
        "zorblak", "without", "never", "nearly", "unofficial", "before 1950", "in 1850", "on peace", "except Texas",
        "abroad", "only", "of counties", "suspended", "in Asia", "the oldest", "current", "or Boston", "three",
    ),
}  # fmt: skip
SAID = frozenset(("news", "open"))
"""Kinds that are about change and doubt, which "current" does not narrow."""


@pytest.fixture(scope="module")
def asker(corpus: Graph) -> Asker:
    return Asker.of(corpus)


def one_of_each_kind(language: Language) -> list[Case]:
    every = chain(cases("own"), cases("kept aside"))
    asked = [case for case in every if case.lang == language and case.data == "corpus" and case.kind != "refuse"]
    return list({case.kind: case for case in asked}.values())


@pytest.mark.parametrize("corpus_settings", ["local"], indirect=True, scope="session")  # it is about words
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_passed_over(asker: Asker, language: Language) -> None:
    dropped = []
    for case in one_of_each_kind(language):
        before = asker.ask(case.q)
        for word in ADDED[language]:
            question = f"{case.q.rstrip(' ?.!')} {word} ?"
            try:
                after = asker.ask(question, language)
            except NotUnderstoodError:
                continue
            same = (after.understood.text, after.answer, set(after.notes)) == (
                before.understood.text, before.answer, set(before.notes),
            )  # fmt: skip
            if same and not (before.understood.intent in SAID and word in ("actuels", "current")):
                dropped.append(question)
    assert dropped == []


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("French partners outside Europe and outside the US", None),
        ("Quels partenaires de Brest hors d'Europe ?", "en dehors de l'Europe"),
        ("partners of Caen in North America", "in North America"),
        ("villes jumelées avec le Texas, l'Ohio ou la Californie", "le Texas, l'Ohio ou la Californie"),
        ("partners of the United States except Nancy", "an authority other than Nancy"),
        ("partenaires de Marseille sauf Miami", "en dehors de Miami"),
        ("Quel est le plus ancien lien avec les États-Unis ?", "Nantes et Seattle"),
        ("What is the most recent twinning?", "Marseille and San Diego"),
        ("Is Nancy twinned with Cincinnati?", "Yes. Nancy and Cincinnati have one link"),
        ("Is Nancy twinned with Boston?", "No source mentions a twinning between Nancy and Boston"),
        ("Are all partners of Nancy American?", None),
        ("partenaires de Nancy qui sont partenaires de Tours", None),
        ("qui finance les collectivités françaises", "Agence française de développement"),
        (
            "Which authorities have partners both in Texas and in Serbia?",
            "that has partners both in Texas and in Serbia",
        ),
        ("French authorities twinned with Boston only", None),
        ("Quelles villes ont uniquement des partenaires en Allemagne ?", None),
        ("Nantes : uniquement les partenaires aux États-Unis", "aux États-Unis"),
        ("à part Nantes, qui est partenaire de Seattle ?", "Nantes"),
        ("partenaires de Nancy, pas ceux de Tours", None),
        ("quelle région étrangère a le plus de partenaires", None),
        ("Which foreign city has the most partners in Germany?", None),
        ("foreign cities with partners both in Nancy and in Tours", None),
        ("Qui dirige les relations internationales à Angers ?", None),
        ("directrice des relations internationales d'Angers", "Sophie Kotras"),
        ("partners of Georgia, not the US state", "Georgia"),
        ("Who from the ministry attended on 20 November 2025?", "of the type “ministry”"),
    ],
)
def test_what_is_narrowed_is_said(asker: Asker, question: str, said: str | None) -> None:
    if said is None:
        with pytest.raises(NotUnderstoodError):
            asker.ask(question)
    else:
        assert said in asker.ask(question).answer


@pytest.mark.parametrize(
    ("question", "abroad"),
    [
        ("quelle commune étrangère est jumelée avec le plus de communes françaises ?", True),
        ("Which foreign city has the most French twins?", True),
        ("les villes à l'étranger les plus jumelées", True),
        ("top 10 foreign partners of France", True),
        ("which town outside France has the most partners in Grand Est", True),
        ("Which French city has the most foreign partners?", False),
        ("quelle ville est jumelée avec le plus de villes étrangères ?", False),
    ],
)
def test_whether_those_ranked_lie_abroad(asker: Asker, question: str, *, abroad: bool) -> None:
    answer = asker.ask(question)
    assert answer.understood.intent == "ranking"
    assert {one["country"] == "FR" for one in answer.model_dump()["value"]} == {not abroad}


def test_documents_that_are_named_do_not_limit_where_is_looked_and_that_is_said(asker: Asker) -> None:
    plain = asker.ask("qui est membre de CGLU ?")
    named = asker.ask("d'après les comptes rendus, qui est membre de CGLU ?")
    assert named.value == plain.value
    assert set(named.notes) - set(plain.notes) == {SPEECH["fr"].EVERY_SOURCE}


def test_what_no_source_tells_is_said_where_it_refuses(asker: Asker) -> None:
    with pytest.raises(NotUnderstoodError, match="neither budget nor cost"):
        asker.ask("What is the budget of Nancy's twinnings?")
