"""Spans of ids hold everything once, in order, whatever their size."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.db import Graph
from graph.ids import is_id
from graph.model import LABELS
from graph.read import spans as module
from graph.read.spans import LAST, spans


@pytest.mark.parametrize("size", [7, 5000])
def test_spans_hold_all_things_once_in_order(corpus: Graph, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOOK", 16)
    for label in LABELS:
        (row,) = corpus.read(f"read/ids_some/{label}", after="", upto=LAST, limit=100_000)
        ids = sorted(row["ids"])
        assert all(is_id(one.replace("--", "-")) and one < LAST for one in ids)
        several = list(spans(corpus.read, label, size))
        read = [
            [row["id"] for row in corpus.read(f"read/ids_within/{label}", after=after, upto=upto)]
            for after, upto in several
        ]
        assert [one for page in read for one in page] == ids
        assert all(len(page) <= size for page in read)
        assert (several[0].after, several[-1].upto) == ("", LAST)


@given(st.lists(st.integers(0, 9999), unique=True, max_size=300), st.integers(1, 20), st.sampled_from([9, 30, 1000]))
def test_spans_follow_each_other_whatever_comes_first(numbers: list[int], size: int, look: int) -> None:
    things = [f"t-{number:04}" for number in numbers]

    def read(_: str, after: str, upto: str, limit: int) -> list[dict[str, Any]]:
        return [{"ids": [one for one in things if after < one <= upto][:limit]}]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "LOOK", look)
        several = list(spans(read, "Event", size))
    assert [one.after for one in several] == ["", *(one.upto for one in several[:-1])]
    assert several[-1].upto == LAST
    assert all(sum(after < one <= upto for one in things) <= size for after, upto in several)
