"""What reads cost: every read query of the catalogue, profiled on a Neo4j with generated parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any, NamedTuple

from graph.db import Graph
from graph.settings import Settings
from queries.catalogue import Query
from tests.parity.asking import READS, Pool, parameters
from tests.support.raw import raw_driver

COUNTED = ("total", "count", "ids")
"""Columns that stand for more than their row: how many were counted, or all of what is named."""


class Cost(NamedTuple):
    """What one run of a query took: db hits, and rows and things as its budget counts them."""

    query: Query
    params: Mapping[str, Any]
    hits: int
    rows: int
    things: int

    @property
    def allowed(self) -> int:
        """The most db hits that its header allows."""
        return self.query.budget.hits(self.rows, self.things)


def costs(graph: Graph, settings: Settings, each: int, seed: int = 1) -> Iterator[Cost]:
    """Profile every read query: once where it takes no parameters, else `each` times with others.

    The server counts its indexes first: else a plan depends on what was there before.
    """
    pool = Pool.of(graph)
    with (
        raw_driver(settings) as (driver, database),
        # The server tells of every property that nothing holds yet.
        driver.session(database=database, notifications_min_severity="OFF") as session,
    ):
        driver.execute_query("CALL db.prepareForReplanning()", database_=database)
        things = int(session.run("MATCH (n) WHERE NOT n:Territory RETURN count(n) AS n").single(strict=True)["n"])
        for query in READS:
            chance = Random(f"{seed} {query.name}")
            for _ in range(each if query.params else 1):
                params = parameters(query, pool, chance)
                result = session.run("PROFILE " + query.text, params)
                rows = [row.data() for row in result]
                yield Cost(query, params, below(result.consume().profile), units(params, rows), things)


def units(params: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> int:
    """Return the rows of an answer as a budget counts them."""
    asked = sum(len(value) for value in params.values() if isinstance(value, list))
    counted = (sum(_size(row.get(name)) for row in rows) for name in COUNTED)
    return max(asked, len(rows), *counted)


def _size(value: Any) -> int:
    return value if isinstance(value, int) else len(value or ())


def below(plan: Any) -> int:
    """Return the db hits of an operator and of all below it."""
    return int(plan["dbHits"]) + sum(below(child) for child in plan.get("children", ()))
