"""What a careful reader of the five documents can ask, answered from the graph on both engines."""

from __future__ import annotations

import pytest

from graph.db import Graph
from graph.read import (
    attendances,
    mandates,
    memberships,
    partnerships,
    partnerships_about,
    relations,
    review,
    review_about,
)

MINUTES = {
    "2016-03-30-reunion-du-groupe-pays-etats-unis": 16,
    "2025-11-20-reunion-du-groupe-pays-etats-unis": 24,
}


def meetings(graph: Graph) -> dict[str, str]:
    """Date → id of the three meetings of the country group."""
    found = {item.date: item.event for item in attendances(graph, person="lucyna-graviere") if item.date}
    return found | {item.date: item.event for item in attendances(graph, person="jacques-baran") if item.date}


def test_who_was_at_the_meeting_of_2020_and_where_else(corpus: Graph) -> None:
    event = meetings(corpus)["2020-12-15"]
    there = attendances(corpus, event=event)
    assert len(there) == 30
    assert all(item.sources[0].locator for item in there)
    elsewhere = {item.person: {other.date for other in attendances(corpus, person=item.person)} for item in there}
    assert {person for person, dates in elsewhere.items() if len(dates) > 1} == {
        "aurore-mallet",
        "christiane-grosjean-cervantes",
        "jacques-baran",
        "lucyna-graviere",
        "pamela-vennin",
    }
    assert elsewhere["jacques-baran"] == {"2016-03-30", "2020-12-15"}


def test_attendances_are_those_of_the_minutes(corpus: Graph) -> None:
    found = meetings(corpus)
    assert len(attendances(corpus, event=found["2025-11-20"])) == 24
    first = attendances(corpus, event=found["2016-03-30"])
    assert len(first) == 16
    assert {item.person for item in first if item.presence == "excused"} == {
        "elise-giraud",
        "fiona-paladini",
        "jean-michel-berlemont",
    }


def test_which_networks_a_city_belongs_to(corpus: Graph) -> None:
    cities = {item.member for item in memberships(corpus, network="france-urbaine")}
    assert cities
    for city in cities:
        assert "france-urbaine" in {item.network for item in memberships(corpus, member=city)}


def test_who_finances_the_regional_multi_actor_networks(corpus: Graph) -> None:
    """The documents do not say: the chart's arrow lost its ends. So nobody is named, and the question stands open."""
    networks = "reseaux-regionaux-multi-acteurs"
    listed = {item.from_id for item in relations(corpus, kind="listed_under", end=networks)}
    assert {"resacoop", "centraider", "lianes-cooperation"} <= listed
    assert not [item for end in (networks, *listed) for item in relations(corpus, kind="finances", end=end)]
    assert any("Who finances" in open_.question.en for open_ in review_about(corpus, [networks]))


def test_who_finances_the_authorities(corpus: Graph) -> None:
    found = relations(corpus, kind="finances", end="collectivites-territoriales-francaises")
    assert {item.from_id for item in found} >= {
        "agence-francaise-de-developpement",
        "delegation-pour-les-collectivites-territoriales-et-la-societe-civile",
        "union-europeenne",
    }
    assert all(item.sources for item in found)


@pytest.mark.parametrize(
    ("city", "partner", "values"),
    [
        ("fr-nancy", "us-oh-cincinnati", [("2020-12-15", "twinning")]),
        ("fr-tours", "us-mn-minneapolis", [("2020-12-15", "twinning"), ("2016-03-30", "cooperation")]),
        ("fr-marseille", "us-ca-san-diego", [("2025-11-20", "twinning"), ("2016-03-30", "contact")]),
        ("fr-marseille", "us-fl-miami", [("2016-03-30", "cooperation")]),
        ("fr-nantes", "us-wa-seattle", [("2025-11-20", "cooperation")]),
    ],
)
def test_what_changed_for_a_city(corpus: Graph, city: str, partner: str, values: list[tuple[str, str]]) -> None:
    (link,) = partnerships(corpus, city, partner)
    assert [(item.stated_on, item.form) for item in link.history] == values


def test_which_cooperations_treat_water(corpus: Graph) -> None:
    found = partnerships_about(corpus, "water")
    assert found
    assert all("water" in item.themes for item in found)
    everything = {item.id for item in partnerships(corpus) if "water" in item.themes}
    assert {item.id for item in found} == everything


def test_what_the_documents_say_about_anderson(corpus: Graph) -> None:
    (link,) = partnerships(corpus, "us-anderson")
    assert {party.id for party in link.parties} == {"fr-clermont-ferrand", "us-anderson"}
    assert {party.territory for party in link.parties} >= {"US"}
    (open_,) = review_about(corpus, ["us-anderson"])
    assert "Anderson" in open_.question.en


def test_the_office_of_a_person_with_its_date(corpus: Graph) -> None:
    titles = {(item.title, item.body, item.as_of) for item in mandates(corpus, "nicolas-wit")}
    assert ("Directeur général adjoint", "cites-unies-france", "2016-03-30") in titles


def test_every_open_question_has_its_place(corpus: Graph) -> None:
    found = review(corpus)
    assert len(found) > 50
    assert all(question.source.locator and question.question.fr and question.question.en for question in found)
