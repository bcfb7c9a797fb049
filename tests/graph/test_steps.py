"""Over time and who to call: steps of claims from what their sources say, and people as they were last seen."""

from __future__ import annotations

from typing import Any

import pytest

from graph import read
from graph.db import Graph
from graph.lists.answer import Asked, listed
from graph.lists.catalogue import LISTS
from graph.lists.partnerships import Statement
from graph.lists.steps import TIMELINE
from graph.steps import partnership_steps, tenure_steps
from graph.vocabulary import StepKind


def said(source: str, on: str | None, form: str | None = None, status: str | None = None, **more: Any) -> Statement:
    return Statement(source, on, form, status, more.get("since"), more.get("until"))


@pytest.mark.parametrize(
    ("history", "steps"),
    [
        ([said("a", "2016", "twinning", since="1991")], [("began", "1991", "2016")]),
        ([said("a", "2016", "contact")], [("first_stated", "2016", "2016")]),
        (
            [said("b", "2020", "twinning", "active"), said("a", "2016", "contact", "active")],
            [("first_stated", "2016", "2016"), ("changed_form", "2020", "2020"), ("confirmed", "2020", "2020")],
        ),
        (
            [said("c", "2024", None, "active"), said("b", "2020", None, "dormant"), said("a", "2016", "twinning", "active")],
            [("first_stated", "2016", "2016"), ("fell_asleep", "2020", "2020"), ("resumed", "2024", "2024")],
        ),
        (
            [said("b", "2022", None, "suspended"), said("a", None, "twinning", since="1970")],
            [("began", "1970", None), ("suspended", "2022", "2022")],
        ),
        (
            [said("a", "2020", "twinning", "ended", since="1980", until="2015")],
            [("began", "1980", "2020"), ("ended", "2015", "2020")],
        ),
        ([said("b", "2022", None, None), said("a", "2020", "twinning")], [("first_stated", "2020", "2020")]),
    ],
)  # fmt: skip
def test_steps_are_what_sources_say(history: list[Statement], steps: list[tuple[str, str, str]]) -> None:
    assert [(step.kind, step.date, step.stated_on) for step in partnership_steps(history)] == steps


def test_a_membership_that_nobody_dates_is_told_by_its_newest_source() -> None:
    kinds = (StepKind.JOINED, StepKind.MEMBER, StepKind.LEFT)
    assert [s.kind for s in tenure_steps([said("b", "2021"), said("a", "2016")], *kinds)] == ["member"]
    dated = tenure_steps([said("b", "2021", until="2020"), said("a", "2016", since="2001")], *kinds)
    assert [(s.kind, s.date, s.sources) for s in dated] == [("joined", "2001", ("a",)), ("left", "2020", ("b",))]


def test_the_timeline_of_a_city(corpus: Graph) -> None:
    steps = listed(corpus, TIMELINE, Asked({"body": "fr-tours"}, 1000)).value
    told = {(step.kind, step.of, step.date, step.before, step.after) for step in steps}
    assert ("changed_form", "fr-tours--us-mn-minneapolis", "2020-12-15", "cooperation", "twinning") in told
    assert [step.date for step in steps if step.date] == sorted(step.date for step in steps if step.date)
    assert {"met", "in_office"} <= {step.kind for step in steps}
    assert all(step.sources and "fr-tours" in step.bodies for step in steps)
    meetings = {step.of for step in steps if step.label == "Event"}
    assert {item.event for item in read.attendances(corpus, body="fr-tours")} <= meetings


def test_what_is_new_since_a_day(corpus: Graph) -> None:
    news = LISTS["news"]
    found = listed(corpus, news, Asked({"since": "2025"}, 1000, facets=("kind", "label")))
    assert {step.stated_on for step in found.value} == {"2025-11-20"}
    assert all(ref.id for step in found.value for ref in step.sources)
    everything = listed(corpus, news, Asked({}, 1000)).value
    dates = [step.stated_on or "" for step in everything]
    assert dates == sorted(dates, reverse=True)
    assert len(everything) > found.total > 20
    assert listed(corpus, news, Asked({"since": "2026"}, 10)).total == 0


def test_whom_to_call_in_a_city_and_for_a_country(corpus: Graph) -> None:
    contacts = LISTS["contacts"]
    nancy = listed(corpus, contacts, Asked({"body": "fr-nancy"}, 100)).value
    assert {contact.person for contact in nancy} == {
        *(item.person for item in read.mandates(corpus, body="fr-nancy")),
        *(item.person for item in read.attendances(corpus, body="fr-nancy")),
    }
    assert all(contact.last_seen and contact.sources for contact in nancy)
    assert any("groupe-pays-etats-unis" in contact.networks for contact in nancy)
    abroad = listed(corpus, contacts, Asked({"partner": "US-OH", "within": "FR"}, 100)).value
    assert {contact.person for contact in nancy} <= {contact.person for contact in abroad}
    seen = [contact.last_seen or "" for contact in listed(corpus, contacts, Asked({}, 1000)).value]
    assert seen == sorted(seen, reverse=True)
