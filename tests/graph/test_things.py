"""Every kind of thing is read with its sources, on both engines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from graph import read
from graph.db import Graph
from graph.errors import NotFoundError

ALL: dict[str, Callable[[Graph], Sequence[Any]]] = {
    "networks": read.networks,
    "organisations": read.organisations,
    "events": read.events,
    "figures": read.figures,
    "people": read.people,
    "relations": read.relations,
    "mandates": lambda graph: read.mandates_by_id(graph, read.ids_of(graph, "Mandate")),
    "memberships": lambda graph: read.memberships_by_id(graph, read.ids_of(graph, "Membership")),
    "attendances": lambda graph: read.attendances_by_id(graph, read.ids_of(graph, "Attendance")),
    "collectivities": lambda graph: read.collectivities_by_id(graph, read.ids_of(graph, "Collectivity")),
    "partnerships": lambda graph: read.partnerships_by_id(graph, read.ids_of(graph, "Partnership")),
}


@pytest.mark.parametrize("kind", ALL)
def test_everything_of_a_kind_is_read_with_its_sources(corpus: Graph, kind: str) -> None:
    found = ALL[kind](corpus)
    assert len(found) > 10
    assert len({thing.id for thing in found}) == len(found)
    assert all(thing.sources and all(source.locator for source in thing.sources) for thing in found)
    assert len(found) == len(read.ids_of(corpus, _label(kind)))


def _label(kind: str) -> str:
    irregular = {"people": "Person", "collectivities": "Collectivity"}
    return irregular.get(kind, kind.removesuffix("s").capitalize())


def test_a_network_says_what_users_ask_of_it(corpus: Graph) -> None:
    network = read.network(corpus, "france-urbaine")
    assert (network.kind, network.reach) == ("association", "national")
    assert network.members == len(read.memberships(corpus, network="france-urbaine")) > 0
    group = next(item for item in read.networks(corpus) if item.part_of)
    assert all(part.id in {item.id for item in read.networks(corpus)} for part in group.part_of)


def test_a_person_has_offices_and_meetings(corpus: Graph) -> None:
    person = read.person(corpus, "jacques-baran")
    assert person.offices
    assert {item.date for item in person.attendances} == {"2016-03-30", "2020-12-15"}
    body = person.offices[0].body
    assert person.offices[0] in read.mandates(corpus, body=body)
    assert person.id in {item.person for item in read.attendances(corpus, body=body)}


def test_an_event_says_who_holds_it(corpus: Graph) -> None:
    found = [event for event in read.events(corpus) if event.attendances]
    assert {event.attendances for event in found} >= {30, 24, 16}
    assert all(event.held_by for event in found)


def test_themes_are_counted(corpus: Graph) -> None:
    water = read.theme(corpus, "water")
    assert water.partnerships == len(read.partnerships_about(corpus, "water"))


def test_an_unknown_id_is_said(corpus: Graph) -> None:
    with pytest.raises(NotFoundError, match="no network has the id 'nowhere'"):
        read.network(corpus, "nowhere")
