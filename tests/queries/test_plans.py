"""Every query, explained: it parses on both engines, and on Neo4j its plan does what its header says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from graph.db import Graph
from queries.catalogue import Query, catalogue

READ_ONLY, WRITES, SCHEMA = "r", ("w", "rw"), "s"
FORBIDDEN = ("AllNodesScan", "CartesianProduct", "DirectedAllRelationshipsScan", "NodeByLabelScan")
"""Operators whose cost grows with the graph; a header that needs one says why."""

VALUES: dict[str, Any] = {
    "rows": [{"id": "x", "props": {"claim": "c"}, "statements": [], "code": "FR", "from": "a", "to": "b", "key": "k"}],
    "ids": ["fr-nancy"],
    "people": ["jacques-baran"],
    "bodies": ["fr-nancy"],
    "skip": 0,
    "limit": 10,
    "after": "",
    "upto": "~",
    "props": {"id": "x"},
    "schema": 1,
}


def values(query: Query) -> dict[str, Any]:
    return {name: VALUES.get(name, "FR") for name in query.params}


QUERIES = [query for query in catalogue().values() if query.access != "schema"]


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
@pytest.mark.parametrize("corpus_settings", ["neo4j"], indirect=True, scope="session")
def test_the_plan_is_what_the_header_says(corpus: Graph, query: Query) -> None:
    summary = corpus.explain(query.name, values(query))
    assert summary.query_type == "r" if query.access == "read" else summary.query_type in WRITES
    found = {name for plan in operators(summary.plan) if (name := kind(plan)) in FORBIDDEN and not harmless(plan)}
    allowed = {name for name in FORBIDDEN if name in query.plan}
    assert found <= allowed, f"{query.name} plans {found - allowed}: index it, or say why in its header"
    assert allowed <= found, f"{query.name} does not need to allow {allowed - found}"


def operators(plan: Any) -> Iterator[Any]:
    yield plan
    for child in plan.get("children", ()):
        yield from operators(child)


def kind(plan: Any) -> str:
    return str(plan["operatorType"]).split("@")[0]


def harmless(plan: Any) -> bool:
    """A product of things that are each looked up by their unique id has one row."""
    below = {kind(child) for child in operators(plan)} - {"CartesianProduct", "Argument", "Projection", "Filter"}
    return kind(plan) == "CartesianProduct" and all(name.startswith("NodeUniqueIndexSeek") for name in below)


@pytest.mark.parametrize("query", [query for query in QUERIES if query.access == "read"], ids=lambda query: query.name)
def test_a_read_query_gives_the_rows_that_its_header_names(corpus: Graph, query: Query) -> None:
    for row in corpus.read(query.name, **values(query))[:1]:
        assert tuple(row.keys()) == query.returns
