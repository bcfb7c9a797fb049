"""The write door, on both engines."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from graph import migrate
from graph.db import Graph, Transaction
from graph.errors import GraphRefusedError, InputError, SchemaError
from graph.migrate import SCHEMA, prepare
from graph.read import collectivity, counts, names, partnerships, revision
from graph.records import Record
from graph.settings import Settings
from graph.write import remove_source, replace_source
from tests.conftest import wipe
from tests.support.raw import contents, raw_driver
from tests.support.world import actors, link, source, statements, town, towns, whole

# Each example is some dozens of statements on a real engine.
engine_examples = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)

DRAWN = {
    ("Collectivity", "fr-nancy", "IN", "FR-54"),
    ("Collectivity", "fr-nancy", "PARTY_TO", "fr-nancy--us-oh-cincinnati"),
    ("Collectivity", "us-oh-cincinnati", "PARTY_TO", "fr-nancy--us-oh-cincinnati"),
    ("Organisation", "afd", "PARTY_TO", "fr-nancy--us-oh-cincinnati"),
    ("Collectivity", "fr-nancy", "PARTNERS_WITH", "us-oh-cincinnati"),
    ("Partnership", "fr-nancy--us-oh-cincinnati", "ABOUT", "water"),
    ("Network", "cuf", "ABOUT", "water"),
    ("Event", "2020-12-15-reunion", "ABOUT", "youth"),
    ("Event", "2020-12-15-reunion", "HELD_IN", "fr-nancy"),
    ("Event", "2020-12-15-reunion", "HELD_BY", "cuf"),
    ("Event", "2020-12-15-reunion", "JOINED_BY", "afd"),
    ("Person", "ada-martin", "ATTENDED", "2020-12-15-reunion"),
    ("Person", "ada-martin", "HOLDS", "fr-nancy"),
    ("Person", "ada-martin", "HOLDS", "cuf"),
    ("Collectivity", "fr-nancy", "MEMBER_OF", "cuf"),
    ("Organisation", "afd", "ACTS_ON", "cuf"),
    ("Organisation", "afd", "IN", "FR"),
    ("Network", "cuf", "ACTS_ON", "FR"),
    ("Figure", "cuf--members--2021", "OBSERVED", "cuf"),
    ("Review", "which", "CONCERNS", "us-pa"),
}


def relations(settings: Settings) -> set[tuple[str, str, str, str]]:
    """Relations as start label, start, type, end, but for provenance."""
    found = {row for row in contents(settings) if len(row) == 6}
    return {(row[0], row[1], row[2], row[5]) for row in found if row[2] != "STATED_IN"}


def test_every_kind_of_claim_is_drawn(graph: Graph, empty_settings: Settings) -> None:
    report = replace_source(graph, source(), whole())
    assert relations(empty_settings) >= DRAWN
    assert {label: count.new for label, count in report.counts.items()} == {
        "Collectivity": 5,
        "Network": 1,
        "Organisation": 1,
        "Person": 1,
        "Event": 1,
        "Partnership": 1,
        "Membership": 1,
        "Mandate": 2,
        "Attendance": 1,
        "Relation": 2,
        "Figure": 1,
        "Review": 1,
    }


def test_every_claim_has_its_source(graph: Graph, empty_settings: Settings) -> None:
    replace_source(graph, source(), whole())
    rows = contents(empty_settings)
    things = {(row[0], dict(row[1])["id"]) for row in rows if len(row) == 2 and row[0] not in ("Source", "Theme")}
    stated = {(row[0], row[1]) for row in rows if len(row) == 6 and row[2] == "STATED_IN"}
    assert stated == things


def test_loading_again_changes_nothing(graph: Graph, empty_settings: Settings) -> None:
    replace_source(graph, source(), whole())
    before, count = contents(empty_settings), revision(graph)
    report = replace_source(graph, source(), whole())
    assert not report.changed
    assert contents(empty_settings) == before
    assert revision(graph) == count


def test_what_is_no_longer_stated_goes(graph: Graph, empty_settings: Settings) -> None:
    replace_source(graph, source(), whole())
    report = replace_source(graph, source(), [*towns(), *actors()])
    assert relations(empty_settings) == {
        row for row in DRAWN if row[2] in ("IN", "HELD_IN", "HELD_BY", "JOINED_BY", "ABOUT")
    } - {("Partnership", "fr-nancy--us-oh-cincinnati", "ABOUT", "water")} | {
        ("Collectivity", "fr-tours", "IN", "FR-37"),
        ("Collectivity", "ml-bamako", "IN", "ML"),
    } | {
        ("Collectivity", "us-oh-cincinnati", "IN", "US-OH"),
        ("Collectivity", "us-pa", "IN", "US-PA"),
    }
    assert report.counts["Partnership"].removed == 1


def test_what_another_source_states_stays(graph: Graph) -> None:
    twins = link("fr-nancy", "us-oh-cincinnati", form="twinning", status="active")
    replace_source(graph, source("old", "2016"), [*towns(), link("fr-nancy", "us-oh-cincinnati", form="contact")])
    replace_source(graph, source("new", "2020"), [*towns(), twins])
    (both,) = partnerships(graph, "fr-nancy")
    assert (both.form, both.status, both.stated_on) == ("twinning", "active", "2020")
    assert [(item.stated_on, item.form) for item in both.history] == [("2020", "twinning"), ("2016", "contact")]
    remove_source(graph, source("new", "2020"))
    (old,) = partnerships(graph, "fr-nancy")
    assert (old.form, old.status, len(old.history)) == ("contact", "unknown", 1)


def test_a_correction_arrives(graph: Graph, empty_settings: Settings) -> None:
    replace_source(graph, source(), [*towns(), link("fr-nancy", "ml-bamako", form="contact", themes=["water"])])
    report = replace_source(graph, source(), [*towns(), link("fr-nancy", "ml-bamako", form="twinning")])
    assert report.counts["Partnership"].changed == 1
    assert partnerships(graph, "ml-bamako")[0].form == "twinning"
    assert not [row for row in relations(empty_settings) if row[2] == "ABOUT"]


def test_removing_all_sources_leaves_an_empty_graph(graph: Graph, empty_settings: Settings) -> None:
    replace_source(graph, source(), whole())
    remove_source(graph, source())
    assert {row[0] for row in contents(empty_settings)} <= {"Source"}


@engine_examples
@given(one=statements(), other=statements())
def test_load_twice_is_load_once(
    graph: Graph, empty_settings: Settings, one: list[Record], other: list[Record]
) -> None:
    wipe(empty_settings)
    replace_source(graph, source("one"), one)
    replace_source(graph, source("other", "2016"), other)
    before, count = contents(empty_settings), revision(graph)
    assert not replace_source(graph, source("one"), one).changed
    assert not replace_source(graph, source("other", "2016"), other).changed
    assert contents(empty_settings) == before
    assert revision(graph) == count


@engine_examples
@given(first=statements(), then=statements(), other=statements())
def test_the_way_to_a_state_leaves_no_trace(
    graph: Graph, empty_settings: Settings, first: list[Record], then: list[Record], other: list[Record]
) -> None:
    """Loading one thing, then another, is the same as loading the other on an empty graph, in any order of sources."""
    wipe(empty_settings)
    replace_source(graph, source("one"), first)
    replace_source(graph, source("other", "2016"), other)
    replace_source(graph, source("one"), then)
    travelled = contents(empty_settings)
    wipe(empty_settings)
    replace_source(graph, source("other", "2016"), other)
    replace_source(graph, source("one"), then)
    assert contents(empty_settings) == travelled


def test_a_dangling_reference_writes_nothing(graph: Graph, empty_settings: Settings) -> None:
    before = contents(empty_settings)
    with pytest.raises(InputError, match="'us-pa' is not declared, expected a collectivity or a organisation"):
        replace_source(graph, source(), [town(), link("fr-nancy", "us-pa")])
    assert contents(empty_settings) == before


def test_a_failing_transaction_leaves_nothing(graph: Graph, empty_settings: Settings) -> None:
    before = contents(empty_settings)

    def fails(transaction: Transaction) -> None:
        transaction.run("write/theme", rows=[{"id": "water"}])
        raise InputError("stop")

    with pytest.raises(InputError, match="stop"):
        graph.write(fails)
    assert contents(empty_settings) == before


def test_names_hold_every_spelling(graph: Graph) -> None:
    replace_source(graph, source(), [town(as_stated=["Ville de Nancy"], aliases=["Nanzig"])])
    assert names(graph)[0].names == ("Nancy", "Nanzig", "Ville de Nancy")


def test_the_smallest_territory_wins(graph: Graph) -> None:
    replace_source(graph, source("old", "2016"), [town("us-pa")])
    replace_source(graph, source("new", "2020"), [town("us-pa").model_copy(update={"territory": "US"})])
    assert collectivity(graph, "us-pa").territory == "US-PA"


def test_a_newer_graph_is_refused(graph: Graph, empty_settings: Settings) -> None:
    with raw_driver(empty_settings) as (driver, database):
        newer = "MATCH (m:Meta) SET m.schema = $schema"
        driver.execute_query(newer, schema=SCHEMA + 1, database_=database)
        try:
            with pytest.raises(SchemaError, match="use a newer Jumelles"):
                replace_source(graph, source(), whole())
        except InputError:
            pytest.fail("the schema must be checked")
        finally:
            driver.execute_query(newer, schema=SCHEMA, database_=database)


def test_an_older_graph_is_brought_forward(
    graph: Graph, empty_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A next schema, made up: its migration removes themes, and the graph says its new version once, not twice."""
    replace_source(graph, source(), whole())
    count = revision(graph)
    monkeypatch.setattr(migrate, "SCHEMA", SCHEMA + 1)
    monkeypatch.setattr(migrate, "MIGRATIONS", {SCHEMA: ("write/remove_idle_themes",)})
    with raw_driver(empty_settings) as (driver, database):
        driver.execute_query("CREATE (:Theme {id: 'idle'})", database_=database)
        try:
            prepare(graph)
            prepare(graph)
            assert revision(graph) == count + 1
            assert ("Theme", (("id", "idle"),)) not in contents(empty_settings)
            assert graph.read("read/meta")[0]["schema"] == SCHEMA + 1
        finally:
            driver.execute_query("MATCH (m:Meta) SET m.schema = $schema", schema=SCHEMA, database_=database)


def test_preparing_again_changes_nothing(graph: Graph) -> None:
    count = revision(graph)
    prepare(graph)
    assert revision(graph) == count


def test_a_refused_statement_is_our_error(graph: Graph) -> None:
    def refused(transaction: Transaction) -> None:
        transaction.run("write/theme", rows=[{"id": {"not": "a value"}}])

    with pytest.raises(GraphRefusedError, match="refused a statement"):
        graph.write(refused)


def test_what_several_sources_bring_adds_up_to_what_is_there(graph: Graph) -> None:
    reports = [
        replace_source(graph, source("one"), whole()),
        replace_source(graph, source("other", "2016"), [*towns(), link("fr-tours", "us-pa")]),
        replace_source(graph, source("one"), [*towns(), *actors()]),
    ]
    there = counts(graph)
    for label in ("Collectivity", "Network", "Person", "Partnership", "Mandate"):
        brought = sum(
            report.counts[label].new - report.counts[label].removed for report in reports if label in report.counts
        )
        assert brought == there.get(label, 0), label
    assert reports[1].counts["Collectivity"] == (0, 5, 0, 0)
