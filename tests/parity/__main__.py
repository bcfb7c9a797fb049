"""`make parity`: every read query with many generated parameters, on both engines, on several graphs; counts and differences.

    python -m tests.parity [--each 40] [--graphs 25] [--seed 1]

The corpus, the Wikidata extract where it is at hand, and graphs made by hypothesis. About five minutes on two idle cores.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import NonInteractiveExampleWarning

from graph.db import Graph, open_graph
from graph.migrate import prepare
from graph.settings import Settings
from graph.write import replace_source
from loaders.facts.corpus import corpus
from loaders.run import load, load_facts
from loaders.wikidata.read import wikidata
from tests.conftest import ENGINES, engine_settings, wipe
from tests.parity.asking import Pool, answers
from tests.support import neo4j_server
from tests.support.shared import DATA
from tests.support.world import source, statements

EXTRACT = DATA / "wikidata_twins_france.tsv"
SHOWN = 10
Fill = Callable[[Graph], object]


def graphs(several: int) -> Iterator[tuple[str, Fill]]:
    """Yield the name of each graph, and how it is filled."""
    yield "the corpus", lambda graph: load_facts(graph, corpus())
    if EXTRACT.exists():
        yield "the Wikidata extract", lambda graph: load(graph, [EXTRACT], wikidata())
    made = []

    @settings(max_examples=several, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(one=statements(), other=statements())
    def draw(one: list, other: list) -> None:  # type: ignore[type-arg]
        made.append((one, other))

    draw()
    for number, (one, other) in enumerate(made, start=1):

        def fill(graph: Graph, one: list = one, other: list = other) -> None:  # type: ignore[type-arg]
            prepare(graph)
            replace_source(graph, source("one"), one)
            replace_source(graph, source("other", "2016"), other)

        yield f"hypothesis {number}", fill


def compared(both: list[tuple[Settings, Graph]], fill: Fill, each: int, seed: int) -> tuple[int, list[str]]:
    """Fill both graphs and ask; return how many answers were compared, and each that differs."""
    for one, graph in both:
        wipe(one)
        fill(graph)
    pool = Pool.of(both[0][1])
    total, differences = 0, []
    for (question, local), (_, neo4j) in zip(*(answers(graph, pool, each, seed) for _, graph in both), strict=True):
        total += 1
        if local != neo4j:
            differences.append(f"{question}\n    local: {local[:300]}\n    Neo4j: {neo4j[:300]}")
    return total, differences


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=40)
    parser.add_argument("--graphs", type=int, default=25)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    warnings.simplefilter("ignore", NonInteractiveExampleWarning)
    if why_not := neo4j_server.available():
        sys.exit(f"Neo4j cannot run: {why_not}")
    begun, total, bad, made = time.monotonic(), 0, 0, [0, 0, 0]
    with ExitStack() as stack:
        both = []
        for engine in ENGINES:
            home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            one = stack.enter_context(engine_settings(engine, home))
            both.append((one, stack.enter_context(open_graph(one))))
        for name, fill in graphs(asked.graphs):
            each = asked.each if not name.startswith("hypothesis") else max(1, asked.each // 10)
            count, differences = compared(both, fill, each, asked.seed)
            total, bad = total + count, bad + len(differences)
            if name.startswith("hypothesis"):
                made = [made[0] + 1, made[1] + count, made[2] + len(differences)]
            else:
                print(f"{name}: {count} answers compared, {len(differences)} differ", flush=True)
            print(*(f"  {one}" for one in differences[:SHOWN]), sep="\n", end="\n" if differences else "", flush=True)
    print(f"{made[0]} graphs made by hypothesis: {made[1]} answers compared, {made[2]} differ")
    print(f"{total} answers compared, {bad} differ, in {(time.monotonic() - begun) / 60:.0f} minutes")
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
