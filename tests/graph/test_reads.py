"""Bounds of one read, on both engines."""

from __future__ import annotations

import pytest

from graph.db import Graph, open_graph
from graph.errors import GraphRefusedError
from graph.settings import Settings


def test_a_read_of_too_many_rows_is_refused_and_the_next_one_works(corpus: Graph, corpus_settings: Settings) -> None:
    every = len(corpus.read("read/ids/Partnership"))
    with open_graph(corpus_settings.model_copy(update={"query_rows": every - 1})) as narrow:
        with pytest.raises(GraphRefusedError, match=rf"more than {every - 1} rows: .* JUMELLES_QUERY_ROWS"):
            narrow.read("read/ids/Partnership")
        assert narrow.read("read/meta")
    with open_graph(corpus_settings.model_copy(update={"query_rows": every})) as enough:
        assert len(enough.read("read/ids/Partnership")) == every
