"""Two engines, one answer: every read query with generated parameters. The long run is `make parity`."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from graph.db import Graph, open_graph
from graph.migrate import prepare
from graph.records import Record
from graph.settings import Settings
from graph.write import replace_source
from tests.conftest import wipe
from tests.graph.test_backup import other_settings
from tests.graph.test_write import engine_examples
from tests.parity.asking import READS, Pool, answers
from tests.support.world import source, statements

__all__ = ["other_settings"]

pytestmark = pytest.mark.timeout(600)  # seconds on an idle machine, minutes on one that is shared

EACH = 1
SEEN: dict[str, str] = {}
"""Question → what the engine that came first answered on the corpus."""


def test_both_engines_answer_every_query_the_same_on_the_corpus(corpus: Graph) -> None:
    found = dict(answers(corpus, Pool.of(corpus), EACH, seed=9))
    assert {question.split()[0] for question in found} == {query.name for query in READS}
    if not SEEN:
        SEEN.update(found)
    assert found.keys() == SEEN.keys()
    assert [question for question in found if found[question] != SEEN[question]] == []


@pytest.mark.parametrize("empty_settings", ["local"], indirect=True, scope="session")
@settings(parent=engine_examples, max_examples=1)
@given(one=statements(), other=statements())
def test_both_engines_answer_the_same_on_any_graph(
    empty_settings: Settings, other_settings: Settings, one: list[Record], other: list[Record]
) -> None:
    found = []
    with open_graph(empty_settings) as here, open_graph(other_settings) as there:
        for settings_, graph in ((empty_settings, here), (other_settings, there)):
            wipe(settings_)
            prepare(graph)
            replace_source(graph, source("one"), one)
            replace_source(graph, source("other", "2016"), other)
        pool = Pool.of(here)
        found = [dict(answers(graph, pool, 1, seed=1)) for graph in (here, there)]
    del found[0]["read/meta {}"], found[1]["read/meta {}"]  # the graph has seen other tests
    assert [question for question in found[0] if found[0][question] != found[1][question]] == []
