"""Bounds of one read, on both engines."""

from __future__ import annotations

from typing import Any

import pytest

from graph.db import Graph, open_graph
from graph.errors import GraphRefusedError
from graph.settings import Settings
from graph.views.collectivities import collectivity


def test_a_read_of_too_many_rows_is_refused_and_the_next_one_works(corpus: Graph, corpus_settings: Settings) -> None:
    every = len(corpus.read("read/ids/Partnership"))
    with open_graph(corpus_settings.model_copy(update={"query_rows": every - 1})) as narrow:
        with pytest.raises(GraphRefusedError, match=rf"more than {every - 1} rows: .* JUMELLES_QUERY_ROWS"):
            narrow.read("read/ids/Partnership")
        assert narrow.read("read/meta")
    with open_graph(corpus_settings.model_copy(update={"query_rows": every})) as enough:
        assert len(enough.read("read/ids/Partnership")) == every


def test_inhabitants_come_with_the_newest_source_that_states_them() -> None:
    def statement(source: str, **said: Any) -> dict[str, Any]:
        return {"id": source, "title_fr": source, "title_en": source, "date": None, "said": {"locator": "p. 1", **said}}

    props = {"id": "it-padua", "name": "Padua", "kind": "city", "territory": "IT", "population": 211560}
    stated = [statement("names"), statement("census", population=211560), statement("old", population=200000)]
    it = collectivity({"props": props, "partnerships": 0}, stated)
    assert (it.population_source, [source.id for source in it.of_population]) == ("census", ["census"])
    silent = collectivity({"props": props | {"population": 1}, "partnerships": 0}, stated)
    assert (silent.population_source, silent.of_population) == (None, ())
