"""What a question reads, in db hits of Neo4j at two sizes: a point question within its budget, others by what they find."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest

from graph.db import Graph
from graph.settings import Settings
from queries.catalogue import catalogue
from tests.bench.national import load_national, national
from tests.support.raw import raw_driver

SMALL, LARGE = 0.02, 0.1
"""Times the national size: 209 and 1,044 partnerships; Nancy has twelve in both."""

GROWTH = 1.1
"""What a point question may read more of in a graph of five times the size."""

BETWEEN, WALK, EACH = "read/partnerships_between/partnership_total", 400, 45
"""A question of containment, and the most db hits for the walk over Germany's subdivisions and for each partnership found."""


class Budget(NamedTuple):
    """A query, what it is asked, and the most db hits that it may take. `nancys` gives it the ids of Nancy's partnerships."""

    query: str
    hits: int
    params: dict[str, Any]
    nancys: bool = False


PAGE = {"skip": 0, "limit": 50}
BUDGETS = (
    Budget("read/meta", 8, {}),
    Budget("read/collectivities_by_id", 120, {"ids": ["fr-nancy"]}),
    Budget("read/bodies_by_id", 15, {"ids": ["fr-nancy"]}),
    Budget("read/thing/Collectivity", 15, {"id": "fr-nancy"}),
    Budget("read/statements_of/Collectivity", 55, {"ids": ["fr-nancy"]}),
    Budget("read/partnerships_by_id/partnership_rows", 1400, {**PAGE}, nancys=True),
    Budget("read/partnerships_of/partnership_rows", 1450, {"a": "fr-nancy", **PAGE}),
    Budget("read/partnerships_of/partnership_total", 75, {"a": "fr-nancy"}),
)


def hits(settings: Settings, budget: Budget) -> int:
    """Run a query profiled; return the db hits of its whole plan."""
    params = dict(budget.params)
    with raw_driver(settings) as (driver, database), driver.session(database=database) as session:
        if budget.nancys:
            text = "MATCH (:Collectivity {id: 'fr-nancy'})-[:PARTY_TO]->(p) RETURN p.id AS id ORDER BY id"
            params["ids"] = session.run(text).value("id")
            assert len(params["ids"]) == 12
        summary = session.run("PROFILE " + catalogue()[budget.query].text, params).consume()
    return below(summary.profile)


def replan(settings: Settings) -> None:
    """Have the server count its indexes now, and plan anew: else a plan depends on what other tests left behind."""
    with raw_driver(settings) as (driver, database):
        driver.execute_query("CALL db.prepareForReplanning()", database_=database)


def below(plan: Any) -> int:
    """Return the db hits of an operator and of all below it."""
    return int(plan["dbHits"]) + sum(below(child) for child in plan.get("children", ()))


@pytest.mark.parametrize("empty_settings", ["neo4j"], indirect=True, scope="session")
def test_a_point_question_reads_as_much_in_a_graph_of_any_size(
    graph: Graph, empty_settings: Settings, tmp_path: Path
) -> None:
    counted: list[dict[str, int]] = []
    for scale in (SMALL, LARGE):
        (report,) = load_national(graph, national(scale, tmp_path / str(scale)), everything=False)
        assert not report.failed
        replan(empty_settings)
        counted.append({budget.query: hits(empty_settings, budget) for budget in BUDGETS})
        scopes = {"a": "FR", "b": "DE"}
        (found,) = graph.read(BETWEEN, **scopes)
        read = hits(empty_settings, Budget(BETWEEN, 0, scopes))
        assert 0 < read <= WALK + EACH * found["total"], (scale, read, found["total"])
    small, large = counted
    dear = {budget.query: large[budget.query] for budget in BUDGETS if not 0 < large[budget.query] <= budget.hits}
    assert not dear, f"above their budget: {dear}"
    grown = {query: (small[query], large[query]) for query in small if large[query] > GROWTH * small[query] + 5}
    assert not grown, f"grow with the graph: {grown}"
