"""Spans of ids hold everything once, in order, whatever their size."""

from __future__ import annotations

import pytest

from graph.db import Graph
from graph.ids import is_id
from graph.model import LABELS
from graph.read.spans import LAST, spans


@pytest.mark.parametrize("size", [1, 7, 5000])
def test_spans_hold_all_things_once_in_order(corpus: Graph, size: int) -> None:
    for label in LABELS:
        ids = sorted(row["id"] for row in corpus.read(f"read/ids_any_order/{label}"))
        assert all(is_id(one.replace("--", "-")) and one < LAST for one in ids)
        several = list(spans(corpus.read, label, size))
        read = [
            [row["id"] for row in corpus.read(f"read/ids_within/{label}", after=after, upto=upto)]
            for after, upto in several
        ]
        assert [one for page in read for one in page] == ids
        assert all(len(page) <= size for page in read)
        assert (several[0].after, several[-1].upto) == ("", LAST)
        assert len(several) == max(1, -(-len(ids) // size))
