"""What reads cost, in db hits of Neo4j: every read query keeps the budget of its header."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.db import Graph
from graph.settings import Settings
from loaders.facts.corpus import corpus
from loaders.run import load_facts
from queries.catalogue import catalogue
from tests.bench.national import load_national, national
from tests.support.hits import below, costs
from tests.support.raw import raw_driver

SCALE = 0.05
"""Times the national size, beside the shipped corpus; `python -m tests.bench.hits` does the same at any size."""

EACH = 2

PAGE = {"skip": 0, "limit": 50}
NANCY: dict[str, tuple[int, dict[str, Any]]] = {
    "read/partnerships_of/partnership_rows": (1700, {"a": "fr-nancy", **PAGE}),
    "read/partnerships_of/partnership_total": (100, {"a": "fr-nancy"}),
}
"""What asked about a territory walks all that it contains, and asked about an authority does not: its dozen partnerships."""


def over(graph: Graph, settings: Settings) -> list[str]:
    """Return each run that took more than its header allows."""
    found = list(costs(graph, settings, EACH))
    assert {cost.query.name for cost in found} == {name for name in catalogue() if name.startswith("read/")}
    return [
        f"{cost.query.name} took {cost.hits} db hits for {cost.rows} rows of {cost.things} things, allowed {cost.allowed}"
        for cost in found
        if cost.hits > cost.allowed
    ]


@pytest.mark.parametrize("empty_settings", ["neo4j"], indirect=True, scope="session")
def test_every_read_keeps_its_budget(graph: Graph, empty_settings: Settings, tmp_path: Path) -> None:
    reports = [load_facts(graph, corpus()), *load_national(graph, national(SCALE, tmp_path))]
    assert not [report for report in reports if report.failed]
    assert over(graph, empty_settings) == []
    with raw_driver(empty_settings) as (driver, database), driver.session(database=database) as session:
        for name, (most, params) in NANCY.items():
            profile = session.run("PROFILE " + catalogue()[name].text, params).consume().profile
            assert 0 < below(profile) <= most, name
