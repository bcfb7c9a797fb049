"""What a source that was not read whole may take back: only what it certainly says anew."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from graph.db import Graph
from graph.keep import Said, kept
from graph.read import partnerships
from graph.records import Record
from graph.settings import Settings
from graph.write import replace_source
from tests.conftest import wipe
from tests.graph.test_write import engine_examples
from tests.support.raw import contents
from tests.support.world import link, source, statements, towns

NANCY = ("Collectivity", "fr-nancy")


def said(key: str, at: str, thing: tuple[str, str] = NANCY, **more: Any) -> Said:
    return Said(thing, key, {"key": key, "locator": at, "stated_on": "2020", **more})


@pytest.mark.parametrize(
    ("gone", "added", "stay"),
    [
        ([said("a", "l. 1")], [], {"a"}),
        # Moved to another line, or corrected at its own.
        ([said("a", "l. 1", name="Nancy")], [said("b", "l. 2", name="Nancy")], set()),
        ([said("a", "l. 1", name="Nanci")], [said("b", "l. 1", name="Nancy")], set()),
        # Other words elsewhere may be another row, and so is another thing.
        ([said("a", "l. 1", name="Nanci")], [said("b", "l. 2", name="Nancy")], {"a"}),
        ([said("a", "l. 1")], [said("b", "l. 1", ("Collectivity", "fr-tours"))], {"a"}),
        # Two at one place and one new: nobody can tell which of them it replaces.
        ([said("a", "l. 1", form="x"), said("b", "l. 1", form="y")], [said("c", "l. 1", form="z")], {"a", "b"}),
        # What moved in says nothing of what stood there.
        (
            [said("a", "l. 1", form="x"), said("b", "l. 2", form="y")],
            [said("c", "l. 1", form="y")],
            {"a"},
        ),
        ([said("a", "l. 1", themes=["x"]), said("b", "l. 2", themes=["x"])], [said("c", "l. 3", themes=["x"])], {"b"}),
    ],
)
def test_what_stays(gone: list[Said], added: list[Said], stay: set[str]) -> None:
    assert kept(gone, added) == stay


def test_a_source_not_read_whole_takes_nothing_back(graph: Graph, empty_settings: Settings) -> None:
    both = [*towns(), link("fr-nancy", "ml-bamako", at="l. 2"), link("fr-tours", "us-pa", at="l. 3")]
    replace_source(graph, source(), both)
    report = replace_source(graph, source(), both[:-1], whole=False)
    assert (report.kept, report.counts["Partnership"].removed) == (1, 0)
    assert len(partnerships(graph, "FR")) == 2
    held = contents(empty_settings)
    again = replace_source(graph, source(), both[:-1], whole=False)
    assert (again.kept, again.changed) == (1, False)
    assert contents(empty_settings) == held
    # Mended, the source is as if it had never been broken.
    assert replace_source(graph, source(), both).kept == 0
    assert not [row for row in contents(empty_settings) if "kept" in str(row)]
    assert replace_source(graph, source(), both[:-1]).counts["Partnership"].removed == 1


def test_what_was_seen_last_comes_first(graph: Graph) -> None:
    """A correction beside a rejected row shows, though what it may replace is kept."""
    for first, then in (("contact", "twinning"), ("twinning", "contact")):
        replace_source(graph, source(), [*towns(), link("fr-nancy", "ml-bamako", form=first, at="l. 2")])
        replace_source(graph, source(), [*towns(), link("fr-nancy", "ml-bamako", form=then, at="l. 9")], whole=False)
        (found,) = partnerships(graph, "fr-nancy")
        assert found.form == then
        assert [item.form for item in found.history] == [then, first]


@engine_examples
@given(first=statements(), broken=statements(), mended=statements())
def test_rejected_rows_lose_nothing_and_leave_no_trace(
    graph: Graph, empty_settings: Settings, first: list[Record], broken: list[Record], mended: list[Record]
) -> None:
    wipe(empty_settings)
    replace_source(graph, source(), first)
    replace_source(graph, source(), broken, whole=False)
    there = {(row[0], dict(row[1])["id"]) for row in contents(empty_settings) if len(row) == 2}
    assert {(record.label, record.claim()) for record in (*first, *broken)} <= there
    held = contents(empty_settings)
    assert not replace_source(graph, source(), broken, whole=False).changed
    assert contents(empty_settings) == held
    replace_source(graph, source(), mended)
    travelled = contents(empty_settings)
    wipe(empty_settings)
    replace_source(graph, source(), mended)
    assert contents(empty_settings) == travelled


def test_a_corrected_date_of_a_source_arrives(graph: Graph) -> None:
    for date in ("2020", "2021"):
        replace_source(graph, source(date=date), [*towns(), link("fr-nancy", "ml-bamako")])
        assert partnerships(graph, "fr-nancy")[0].stated_on == date
