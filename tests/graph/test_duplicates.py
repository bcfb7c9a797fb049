"""What may be one and what may be two: proposals, on what is known of each side."""

from __future__ import annotations

import random
import time
from typing import Any

import pytest

from graph.decisions import Decision, Decisions
from graph.duplicates import Candidate, proposals

ONE, OTHER = ("one",), ("other",)


def place(id_: str, name: str, sources: tuple[str, ...] = ONE, **more: Any) -> Candidate:
    return Candidate("Collectivity", {"id": id_, "name": name, "kind": "city", "territory": "DE", **more}, sources)


def person(id_: str, name: str, **bodies: tuple[str, ...]) -> Candidate:
    return Candidate("Person", {"id": id_, "name": name}, tuple(sorted(bodies)), bodies)


KOLN = place("de-koln", "Köln", lat=50.94, lon=6.96)


@pytest.mark.parametrize(
    ("other", "rule"),
    [
        (place("de-koln-stadt", "Köln, Stadt", OTHER, lat=50.93, lon=6.95), "near"),
        (place("de-koln-2", "Koln", OTHER), "name"),
        (place("de-cologne", "Cologne", OTHER, lat=50.93, lon=6.95), None),
        (place("de-koln-2", "Köln", OTHER, lat=48.1, lon=11.5), None),
        (place("fr-koln", "Köln", OTHER, territory="FR-54"), None),
        (place("de-koln-region", "Köln", OTHER, kind="region", lat=50.93, lon=6.95), None),
    ],
)
def test_places(other: Candidate, rule: str | None) -> None:
    found = proposals([KOLN, other], Decisions())
    assert [one.rule for one in found] == ([rule] if rule else [])
    assert [one.id for one in found] == [one.id for one in proposals([other, KOLN], Decisions())]


def test_codes_tell_and_part() -> None:
    toul, toul2 = place("fr-toul", "Toul", territory="FR-54"), place("fr-toul-2", "Toul", territory="FR-54")
    alike = {**toul.props, "wikidata": "Q1"}, {**toul2.props, "wikidata": "Q1", "name": "Tullum"}
    (found,) = proposals([toul._replace(props=alike[0]), toul2._replace(props=alike[1])], Decisions())
    assert (found.rule, found.alike < 85) == ("code", True)
    differ = {**toul.props, "insee": "54528"}, {**toul2.props, "insee": "54529"}
    assert proposals([toul._replace(props=differ[0]), toul2._replace(props=differ[1])], Decisions()) == []


def test_states_part_namesakes() -> None:
    york = place("us-pa-york", "York", territory="US-PA")
    assert proposals([york, place("us-ny-york", "York", OTHER, territory="US-NY")], Decisions()) == []
    (found,) = proposals([york, place("us-york", "York", OTHER, territory="US")], Decisions())
    assert found.one.id == "us-york"  # as many sources, the shorter id


def test_people_of_one_name_in_different_sources() -> None:
    plain = person("ada-martin", "Ada Martin", minutes=("fr-nancy",))
    listed = person("ada-martin-fr-nancy", "MARTIN Ada", directory=("fr-nancy",))
    assert [one.id for one in proposals([plain, listed], Decisions())] == [
        "same--person--ada-martin--ada-martin-fr-nancy"
    ]
    # A directory that lists both says that they are two.
    assert proposals([plain, person("ada-martin-2", "Ada Martin", minutes=("fr-toul",))], Decisions()) == []


def test_one_id_in_different_bodies_may_be_two_people() -> None:
    (found,) = proposals([person("ada-martin", "Ada Martin", a=("fr-nancy",), b=("fr-toul",))], Decisions())
    assert (found.id, found.rule, found.source) == ("two--person--ada-martin--b", "bodies", "b")
    assert (
        proposals([person("ada-martin", "Ada Martin", a=("fr-nancy",), b=("fr-toul", "fr-nancy"))], Decisions()) == []
    )


def test_what_was_decided_is_not_proposed_again() -> None:
    other = place("de-koln-stadt", "Köln, Stadt", OTHER, lat=50.93, lon=6.95)
    for decision in (
        Decision("x", "part", "Collectivity", "de-koln", "de-koln-stadt"),
        Decision("x", "settle", "Review", "same--collectivity--de-koln--de-koln-stadt", answer="no"),
    ):
        assert proposals([KOLN, other], Decisions.of([decision])) == []


def test_two_people_of_one_id_stay_two_once_they_are_told_apart() -> None:
    one, other = (
        person("ada-martin", "Ada Martin", a=("fr-nancy",)),
        person("ada-martin-2", "Ada Martin", b=("fr-toul",)),
    )
    told = Decision("x", "split", "Person", "ada-martin", "ada-martin-2", source="b")
    assert len(proposals([one, other], Decisions())) == 1
    assert proposals([one, other], Decisions.of([told])) == []


def test_five_thousand_places_are_quick() -> None:
    chance = random.Random(5)
    places = [
        place(
            f"de-{number}",
            f"{chance.choice('ABCDEFGH')}ort {number}",
            lat=47 + 7 * chance.random(),
            lon=6 + 9 * chance.random(),
        )
        for number in range(5000)
    ]
    began = time.process_time()
    assert isinstance(proposals(places, Decisions()), list)
    assert time.process_time() - began < 2
