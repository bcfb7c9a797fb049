"""Decisions: what is one, what is two, whatever came first; nothing stated is lost, and each can be undone."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from graph.db import Graph
from graph.decide import merge, part, settle, split, undo
from graph.decisions import Decision, Decisions, claimed, original
from graph.errors import InputError, NotFoundError
from graph.read import collectivity, partnerships
from graph.records import MandateRecord, PartnershipRecord, PersonRecord, Record
from graph.settings import Settings
from graph.write import remove_source, replace_source
from tests.conftest import wipe
from tests.graph.test_write import relations
from tests.support.raw import contents
from tests.support.world import link, source, statements, town, towns, whole

# A dozen loads in each example.
few_examples = hypothesis_settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)

TOURS = ("Collectivity", "fr-tours", "fr-nancy")


@pytest.mark.parametrize("record", whole(), ids=lambda record: f"{record.label}-{record.claim()}")
def test_the_rule_of_claims_is_that_of_the_records(record: Record) -> None:
    assert claimed(record.label, record.said(), record.claim()) == record.claim()


@hypothesis_settings(deadline=None)  # pure, but the process may be busy with two engines
@given(st.lists(st.tuples(*[st.sampled_from("abcdef")] * 2), max_size=4), st.sampled_from(whole()))
def test_every_statement_finds_back(pairs: list[tuple[str, str]], record: Record) -> None:
    """Whatever is merged into whatever, the original is known."""
    names = dict(zip("abcdef", ("fr-nancy", "fr-tours", "us-pa", "cuf", "ada-martin", "afd"), strict=True))
    every, into = [], Decisions()
    for one, other in pairs:
        for label in ("Collectivity", "Network", "Organisation", "Person"):
            if into.now(label, names[other]) != into.now(label, names[one]) == names[one]:
                every.append(Decision(f"{label}{one}", "merge", label, names[one], names[other]))
                into = Decisions.of(every)
    said = {**record.said(), "locator": record.at}
    try:
        seat = into.seat(record.label, record.claim(), "one", said)
    except InputError:
        return
    assert original(seat.id, seat.said) == (record.claim(), said)


def sources(graph: Graph, one: list[Record], other: list[Record]) -> None:
    replace_source(graph, source("one"), one)
    replace_source(graph, source("other", "2016"), other)


@few_examples
@given(one=statements(), other=statements())
def test_merge_then_load_is_load_then_merge(
    graph: Graph, empty_settings: Settings, one: list[Record], other: list[Record]
) -> None:
    wipe(empty_settings)
    sources(graph, towns(), towns())
    untouched = contents(empty_settings)
    sources(graph, one, other)
    plain = contents(empty_settings)
    tied = [record for record in (*one, *other) if isinstance(record, PartnershipRecord)]
    if any({"fr-tours", "fr-nancy"} == set(record.parties) for record in tied):
        with pytest.raises(InputError, match="its two ends"):
            merge(graph, *TOURS)
        assert contents(empty_settings) == plain
        return
    decided = merge(graph, *TOURS).decision
    merged = contents(empty_settings)
    # Nothing stated is lost, and loading again changes nothing.
    stated = {row[3] for row in plain if len(row) == 6 and row[2] == "STATED_IN"}
    assert len({dict(said)["key"] for said in stated}) == len(
        {dict(row[3])["key"] for row in merged if len(row) == 6 and row[2] == "STATED_IN"}
    )
    assert not replace_source(graph, source("one"), one).changed
    assert contents(empty_settings) == merged
    # The other way round: first decided, then loaded.
    wipe(empty_settings)
    sources(graph, towns(), towns())
    merge(graph, *TOURS)
    sources(graph, one, other)
    assert contents(empty_settings) == merged
    # Taken back, it leaves no trace.
    undo(graph, decided.id)
    assert contents(empty_settings) == plain
    sources(graph, towns(), towns())
    assert contents(empty_settings) == untouched


def test_a_merged_authority_keeps_all_that_is_stated(graph: Graph, empty_settings: Settings) -> None:
    replace_source(graph, source(), [*towns(), link("fr-tours", "us-pa", form="twinning")])
    replace_source(graph, source("old", "2016"), [*towns(), link("fr-nancy", "us-pa", form="contact", since=1991)])
    assert merge(graph, *TOURS).statements == 3
    (tie,) = partnerships(graph, "us-pa")
    assert (tie.id, tie.form, tie.since, len(tie.history)) == ("fr-nancy--us-pa", "twinning", "1991", 2)
    assert collectivity(graph, "fr-nancy").partnerships == 1
    with pytest.raises(NotFoundError):
        collectivity(graph, "fr-tours")
    # It is still found by its other name.
    assert "tours" in str([row for row in contents(empty_settings) if row[0] == "Collectivity"])
    assert ("Collectivity", "fr-nancy", "PARTNERS_WITH", "us-pa") in relations(empty_settings)


def test_a_merge_chain_and_its_undoing_in_any_order(graph: Graph, empty_settings: Settings) -> None:
    replace_source(graph, source(), [*towns(), link("fr-tours", "us-pa"), link("fr-nancy", "us-oh-cincinnati")])
    plain = contents(empty_settings)
    first = merge(graph, "Collectivity", "fr-tours", "fr-nancy").decision
    merge(graph, "Collectivity", "fr-nancy", "ml-bamako")
    assert [one.id for one in partnerships(graph, "us-pa")] == ["ml-bamako--us-pa"]
    with pytest.raises(InputError, match="merged already"):
        merge(graph, "Collectivity", "ml-bamako", "fr-tours")
    undo(graph, first.id)
    assert [one.id for one in partnerships(graph, "us-pa")] == ["fr-tours--us-pa"]
    undo(graph, "merge--collectivity--fr-nancy")
    assert contents(empty_settings) == plain


def test_what_contradicts_a_merge_is_a_rejected_row_and_takes_nothing_back(graph: Graph) -> None:
    replace_source(graph, source(), [*towns(), link("fr-nancy", "us-pa")])
    merge(graph, *TOURS)
    report = replace_source(graph, source(), [*towns(), link("fr-nancy", "fr-tours")])
    assert report.refused == (
        "Partnership fr-nancy--fr-tours (l. 2): its two ends were decided to be one, fr-nancy--fr-tours",
    )
    assert (report.kept, len(partnerships(graph, "fr-nancy"))) == (1, 1)


def test_what_cannot_be_merged(graph: Graph) -> None:
    ties = [link("fr-nancy", "fr-tours")]
    replace_source(
        graph, source(), [*towns(), *ties, town("fr-tours", id="fr-tours-metropole", kind="intercommunality")]
    )
    part(graph, "Collectivity", "us-pa", "ml-bamako")
    for label, one, into, line in (
        ("Collectivity", "fr-tours", "fr-nancy", "its two ends were decided to be one"),
        ("Collectivity", "fr-tours", "fr-tours", "expected two ids"),
        ("Collectivity", "fr-tours", "fr-tours-metropole", "levels stay apart"),
        ("Collectivity", "ml-bamako", "us-pa", "parted for good"),
        ("Partnership", "a", "b", "cannot be merged"),
    ):
        with pytest.raises(InputError, match=line):
            merge(graph, label, one, into)
    with pytest.raises(NotFoundError, match="no collectivity has the id 'fr-metz'"):
        merge(graph, "Collectivity", "fr-metz", "fr-nancy")
    with pytest.raises(NotFoundError, match="no decision has the id"):
        undo(graph, "merge--collectivity--fr-metz")


def test_one_id_of_two_sources_is_split(graph: Graph, empty_settings: Settings) -> None:
    ada = [*towns(), PersonRecord(id="ada-martin", name="Ada Martin", at="l. 5")]
    replace_source(graph, source(), [*ada, MandateRecord(person="ada-martin", body="fr-nancy", at="l. 6")])
    replace_source(graph, source("old", "2016"), [*ada, MandateRecord(person="ada-martin", body="us-pa", at="l. 6")])
    plain = contents(empty_settings)
    with pytest.raises(InputError, match="is the id of something else"):
        split(graph, "Collectivity", "fr-nancy", "old", "fr-tours")
    done = split(graph, "Person", "ada-martin", "old", "ada-martin-2")
    assert {row[1:4:2] for row in relations(empty_settings) if row[2] == "HOLDS"} == {
        ("ada-martin", "fr-nancy"),
        ("ada-martin-2", "us-pa"),
    }
    undo(graph, done.decision.id)
    assert contents(empty_settings) == plain


def test_a_question_is_closed_for_good(graph: Graph, empty_settings: Settings) -> None:
    replace_source(graph, source(), whole())
    with pytest.raises(InputError, match="expected an answer"):
        settle(graph, "which", " ")
    with pytest.raises(NotFoundError, match="no question has the id 'what'"):
        settle(graph, "what", "yes")
    done = settle(graph, "which", "  The state,\n not the city ")
    assert done.decision.answer == "The state, not the city"
    assert settle(graph, "which", "The state, not the city").statements == 0
    with pytest.raises(InputError, match="decided otherwise"):
        settle(graph, "which", "The city")
    remove_source(graph, source())
    assert {row[0] for row in contents(empty_settings)} == {"Source", "Decision"}
