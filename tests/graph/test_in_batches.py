"""A source loaded in batches: the same graph as at once, whatever happens on the way."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from graph import db, load_steps, read, scratch, spool
from graph.backup.dump import dump
from graph.backup.restore import restore
from graph.db import Graph
from graph.decide import merge
from graph.errors import InputError, NotFoundError
from graph.in_batches import take_back
from graph.privacy.erase import forget
from graph.records import PersonRecord, Record
from graph.settings import Settings
from graph.write import replace_source
from tests.conftest import wipe
from tests.support.raw import contents
from tests.support.world import TOWNS, actors, claims, link, source, town, towns, whole

ROUNDS = int(os.environ.get("JUMELLES_CRASH_ROUNDS", "4"))

PAIRS = [(one, other) for one in TOWNS for other in TOWNS if one < other]


class KilledError(Exception):
    """Stands for a kill -9 between two transactions; within one, the engine's own promise holds (tests/test_crash.py)."""


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few rows are many batches."""
    monkeypatch.setattr(spool, "SIZE", 2)
    monkeypatch.setattr(load_steps, "PAGE", 3)


def killed_after(graph: Graph, writes: int, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let so many transactions through and die in the next."""
    left = iter(range(writes))
    true = graph.write

    def write(work: Any) -> Any:
        if next(left, None) is None:
            raise KilledError
        return true(work)

    return monkeypatch.setattr(graph, "write", write)


registers = st.lists(
    st.builds(
        lambda pair, form, at: link(*pair, form=form, at=f"l. {at}"),
        st.sampled_from(PAIRS),
        st.sampled_from(["twinning", "friendship"]),
        st.integers(2, 6),
    ),
    min_size=1,
    max_size=7,
)


@settings(max_examples=ROUNDS, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    before=st.none() | registers,
    now=registers,
    tried=registers,
    writes=st.integers(1, 7),
    how=st.tuples(st.booleans(), st.booleans()),
)
def test_killed_between_batches_then_loaded_again_is_loaded_once(
    graph: Graph,
    empty_settings: Settings,
    before: list[Record] | None,
    now: list[Record],
    tried: list[Record],
    writes: int,
    how: tuple[bool, bool],
) -> None:
    whole, in_batches = how

    def start() -> None:
        wipe(empty_settings)
        replace_source(graph, source("other", "2019"), [*towns(), link("fr-nancy", "us-pa", form="contact")])
        if before:
            replace_source(graph, source(), [*towns(), *before])

    start()
    report = replace_source(graph, source(), [*towns(), *now], whole=whole)
    once = contents(empty_settings)
    start()
    with pytest.MonkeyPatch.context() as patch, suppress(KilledError):
        killed_after(graph, writes, patch)
        replace_source(graph, source(), [*towns(), *tried], in_batches=True)
        reject()  # it came to its end before the kill
    replace_source(graph, source(), [*towns(), *now], whole=whole, in_batches=in_batches)
    assert contents(empty_settings) == once
    start()
    assert replace_source(graph, source(), [*towns(), *now], whole=whole, in_batches=True) == report
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scratch, "ROOM", 3)
        start()
        assert replace_source(graph, source(), [*towns(), *now], whole=whole) == report
    assert contents(empty_settings) == once


@pytest.mark.parametrize("new", [True, False])
def test_an_unfinished_load_says_so_and_can_be_taken_back(
    graph: Graph,
    empty_settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    new: bool,  # noqa: FBT001
) -> None:
    replace_source(graph, source("other", "2019"), whole())
    if not new:
        replace_source(graph, source(), [*towns(), link("fr-tours", "us-pa")])
    before = contents(empty_settings)
    with monkeypatch.context() as patch, suppress(KilledError):
        killed_after(graph, 3, patch)
        replace_source(graph, source(), whole(), in_batches=True)
    assert contents(empty_settings) != before
    state = read.source(graph, "one").loading
    assert state
    assert 0 < state.done < state.total
    take_back(graph, "one")
    assert contents(empty_settings) == before
    with pytest.raises(NotFoundError if new else InputError):
        take_back(graph, "one")


def test_a_dump_of_half_a_load_is_restored_as_half_a_load(
    graph: Graph, empty_settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    replace_source(graph, source(), [*towns(), link("fr-tours", "us-pa")])
    before = contents(empty_settings)
    with monkeypatch.context() as patch, suppress(KilledError):
        killed_after(graph, 3, patch)
        replace_source(graph, source(), whole(), in_batches=True)
    half, state = contents(empty_settings), read.source(graph, "one").loading
    assert half != before
    dump(graph, tmp_path / "half.jsonl.gz")
    wipe(empty_settings)
    restore(graph, tmp_path / "half.jsonl.gz")
    assert contents(empty_settings) == half
    assert read.source(graph, "one").loading == state
    take_back(graph, "one")
    assert contents(empty_settings) == before


def test_who_began_last_goes_on_alone(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    real = graph.write
    begun: list[int] = []

    def write(work: Any) -> Any:
        begun.append(1)
        if len(begun) == 3:
            monkeypatch.setattr(graph, "write", real)
            replace_source(graph, source(), [*towns(), link("fr-nancy", "us-pa")], in_batches=True)
        return real(work)

    monkeypatch.setattr(graph, "write", write)
    with pytest.raises(InputError, match="another command"):
        replace_source(graph, source(), whole(), in_batches=True)
    assert read.source(graph, "one").loading is None


def interrupted(graph: Graph, monkeypatch: pytest.MonkeyPatch, between: Any) -> Iterator[None]:
    """Do something after the second batch of a load."""
    real = graph.write
    count: list[int] = []

    def write(work: Any) -> Any:
        count.append(1)
        if len(count) == 4:
            monkeypatch.setattr(graph, "write", real)
            between()
            monkeypatch.setattr(graph, "write", write)
        return real(work)

    monkeypatch.setattr(graph, "write", write)
    yield
    monkeypatch.setattr(graph, "write", real)


def test_who_is_erased_meanwhile_stays_erased(
    graph: Graph, empty_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_source(graph, source("other", "2019"), [PersonRecord(id="ada-martin", name="Ada Martin", at="l. 1")])
    for _ in interrupted(graph, monkeypatch, lambda: forget(graph, "ada-martin")):
        replace_source(graph, source(), [*towns(), *actors(), *claims()], in_batches=True)
    assert "ada" not in str(contents(empty_settings)).lower()


def test_what_is_merged_meanwhile_stays_merged(
    graph: Graph, empty_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [*towns(), *(link(*pair) for pair in PAIRS if set(pair) != {"fr-nancy", "fr-tours"})]
    replace_source(graph, source("other", "2019"), [town("fr-nancy"), town("fr-tours")])
    merge(graph, "Collectivity", "fr-tours", "fr-nancy")
    replace_source(graph, source(), rows)
    once = contents(empty_settings)
    wipe(empty_settings)
    replace_source(graph, source("other", "2019"), [town("fr-nancy"), town("fr-tours")])
    for _ in interrupted(graph, monkeypatch, lambda: merge(graph, "Collectivity", "fr-tours", "fr-nancy")):
        replace_source(graph, source(), rows, in_batches=True)
    assert contents(empty_settings) == once


def test_what_is_not_declared_is_refused_before_anything_is_written(graph: Graph, empty_settings: Settings) -> None:
    before = contents(empty_settings)
    with pytest.raises(InputError, match=r"Partnership .*parties: 'us-pa' is not declared"):
        replace_source(graph, source(), [town("fr-nancy"), link("fr-nancy", "us-pa")], in_batches=True)
    assert contents(empty_settings) == before


@pytest.mark.parametrize("empty_settings", ["local"], indirect=True, scope="session")  # only there the heap is known
def test_more_than_fits_into_the_heap_is_refused_before_it_is_tried(
    graph: Graph, empty_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scratch, "ROOM", 3)
    monkeypatch.setattr(db, "STATEMENT_KIB", empty_settings.engine_heap_mb * 1024 // 4)
    with pytest.raises(InputError, match=r"statements are too many for one transaction .* --in-batches") as caught:
        replace_source(graph, source(), whole())
    assert "\n" not in str(caught.value)
    assert set(contents(empty_settings)) == set()
    assert replace_source(graph, source(), whole(), in_batches=True).changed
