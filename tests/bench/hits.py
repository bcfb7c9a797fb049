"""What every read query takes in db hits of a Neo4j, beside the budget of its header, at any size of the graph.

python -m tests.bench.hits --scale 1
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from graph.db import open_graph
from graph.migrate import prepare
from loaders.facts.corpus import corpus
from loaders.run import load_facts
from tests.bench.national import load_national, national
from tests.conftest import engine_settings
from tests.support.hits import Cost, costs


def measure(scale: float, files: Path, each: int) -> list[Cost]:
    """Load the corpus and a register of the scale into a Neo4j; profile every read query."""
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name,
        engine_settings("neo4j", Path(name)) as settings,
        open_graph(settings) as graph,
    ):
        prepare(graph)
        load_facts(graph, corpus())
        load_national(graph, national(scale, files))
        return list(costs(graph, settings, each))


def table(found: Iterable[Cost]) -> Iterator[str]:
    """Yield the lines of a Markdown table: each query's run that came nearest to its budget, nearest first."""
    by_name = groupby(sorted(found, key=attrgetter("query.name")), key=attrgetter("query.name"))
    worst = [max(runs, key=_share) for _, runs in by_name]
    yield "| query | db hits | rows | allowed | share |"
    yield "|---|---|---|---|---|"
    for cost in sorted(worst, key=_share, reverse=True):
        yield f"| {cost.query.name} | {cost.hits:,} | {cost.rows:,} | {cost.allowed:,} | {_share(cost):.0%} |"


def _share(cost: Cost) -> float:
    return cost.hits / cost.allowed


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--each", type=int, default=8, help="runs of each query that takes parameters")
    parser.add_argument("--files", type=Path, default=Path(tempfile.gettempdir()) / "jumelles-national")
    asked = parser.parse_args()
    found = measure(asked.scale, asked.files / f"{asked.scale:g}x", asked.each)
    print("\n".join(table(found)))
    over = [cost for cost in found if cost.hits > cost.allowed]
    print(f"{len(found)} runs in a graph of {found[0].things:,} things, {len(over)} above their budget")


if __name__ == "__main__":
    main()
