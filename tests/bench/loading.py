"""What a load costs beside a bare UNWIND of ready-made rows into the very same graph, and how it grows.

    python -m tests.bench.loading --engine local --scale 1 10

Ours reads the files, checks each row, finds each place, keeps each statement. The bare one has every node and relation
ready in memory, knows that the graph is empty, and creates them by the driver in batches of a thousand, one transaction.
Each is told in seconds and in processor seconds; loading runs in a process of its own, so that its peak is its own.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from math import log
from pathlib import Path
from typing import Any

from neo4j import Driver

from graph.batches import batched
from graph.db import open_graph
from graph.migrate import prepare
from graph.settings import Settings, read_settings
from tests.bench.meter import Cost, engine_process, metered, on_disk
from tests.bench.national import load_national, national
from tests.conftest import engine_settings
from tests.support.raw import raw_driver

BATCH = 1000
CHILD_MARK = "cost "

NODES = """
MATCH (n) WHERE NOT n:Territory AND NOT n:Meta
RETURN labels(n)[0] AS label, properties(n) AS props
"""
RELATIONS = """
MATCH (a)-[r]->(b) WHERE NOT a:Territory
RETURN labels(a)[0] AS la, a.id AS a, type(r) AS type, labels(b)[0] AS lb, coalesce(b.id, b.code) AS b, properties(r) AS props
"""

Rows = list[dict[str, Any]]


def ready_made(settings: Settings) -> tuple[dict[str, Rows], dict[tuple[str, str, str], Rows]]:
    """Return every node by label, every relation by the label of its start, its type and the label of its end."""
    nodes: dict[str, Rows] = defaultdict(list)
    relations: dict[tuple[str, str, str], Rows] = defaultdict(list)
    with raw_driver(settings) as (driver, database), driver.session(database=database) as session:
        for row in session.run(NODES):
            nodes[row["label"]].append(row["props"])
        for row in session.run(RELATIONS):
            kind = (row["la"], row["type"], row["lb"])
            relations[kind].append({"a": row["a"], "b": row["b"], "props": row["props"]})
    return nodes, relations


def bare_load(driver: Driver, database: str | None, nodes: dict[str, Rows], relations: Any) -> None:
    """Create ready-made rows in one transaction, with nothing but UNWIND."""

    def work(transaction: Any) -> None:
        for label, rows in nodes.items():
            for batch in batched(rows, BATCH):
                transaction.run(f"UNWIND $rows AS row CREATE (n:{label}) SET n = row", rows=batch).consume()
        for (start, type_, end), rows in relations.items():
            key = "code" if end == "Territory" else "id"
            text = (
                f"UNWIND $rows AS row MATCH (a:{start} {{id: row.a}}) MATCH (b:{end} {{{key}: row.b}}) "
                f"CREATE (a)-[r:{type_}]->(b) SET r = row.props"
            )
            for batch in batched(rows, BATCH):
                transaction.run(text, rows=batch).consume()

    with driver.session(database=database) as session:
        session.execute_write(work)


def measure(engine: str, scale: float, files: Path, *, bare: bool = True) -> dict[str, Any]:
    """Load the files of a scale twice, then the same graph bare; return the costs.

    Args:
        engine: local or neo4j.
        scale: times the national size.
        files: where the files of this scale lie, or are made.
        bare: whether to measure the bare load too; it holds the whole graph in memory.
    """
    national(scale, files)
    found: dict[str, Any] = {"engine": engine, "scale": scale}
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        engine_settings(engine, Path(folder), compile_fully=True) as settings,
        open_graph(settings) as graph,
    ):
        prepare(graph)
        before = on_disk(Path(folder))
        found["first"] = _in_child(settings, scale, files)
        _told(found)
        found["second"] = _in_child(settings, scale, files)
        found["disk"] = on_disk(Path(folder)) - before
        found["engine_rss"] = engine_process(settings.home).memory_info().rss / 2**20
        _told(found)
        rows = ready_made(settings) if bare else None
    if rows is None:
        return found
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        engine_settings(engine, Path(folder), compile_fully=True) as settings,
        open_graph(settings) as graph,
    ):
        prepare(graph)
        with raw_driver(settings) as (driver, database), metered(settings.home) as cost:
            bare_load(driver, database, *rows)
        found["bare"] = cost.as_dict()
        found["rows"] = sum(map(len, rows[0].values())) + sum(map(len, rows[1].values()))
    return found


def _told(found: dict[str, Any]) -> None:
    """Say what is known so far: a long run that is cut off has measured something."""
    print(json.dumps(found), file=sys.stderr, flush=True)


def _in_child(settings: Settings, scale: float, files: Path) -> dict[str, float]:
    environment = {
        **os.environ,
        "JUMELLES_HOME": str(settings.home),
        "JUMELLES_ENGINE_HEAP_MB": str(settings.engine_heap_mb),
        **({"NEO4J_URI": settings.neo4j_uri} if settings.neo4j_uri else {}),
        "NEO4J_USERNAME": settings.neo4j_username,
        "NEO4J_PASSWORD": settings.neo4j_password.get_secret_value(),
        **({"NEO4J_DATABASE": settings.neo4j_database} if settings.neo4j_database else {}),
    }
    command = [sys.executable, "-m", "tests.bench.loading", "--child", str(files), "--scale", str(scale)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    line = next(line for line in done.stdout.splitlines() if line.startswith(CHILD_MARK))
    cost: dict[str, float] = json.loads(line.removeprefix(CHILD_MARK))
    return cost


def child(scale: float, files: Path) -> Cost:
    """Load the files into the graph of the environment."""
    settings = read_settings()
    made = national(scale, files)
    with open_graph(settings) as graph, metered(settings.home) as cost:
        reports = load_national(graph, made)
    assert not [line for report in reports for line in report.failed]
    return cost


def exponent(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return by which power of the size the cost grows between two (size, cost)."""
    return log(other[1] / one[1]) / log(other[0] / one[0])


def table(measured: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the lines of a Markdown table."""
    yield "| engine | scale | what | s | processor s (ours + engine) | ÷ bare | peak MiB, ours / engine |"
    yield "|---|---|---|---|---|---|---|"
    for one in measured:
        bare = one.get("bare")
        for name in ("bare", "first", "second"):
            if (cost := one.get(name)) is None:
                continue
            work = cost["ours"] + cost["engine"]
            beside = (
                f"{cost['seconds'] / bare['seconds']:.2f} ({work / (bare['ours'] + bare['engine']):.2f})"
                if bare
                else "–"
            )
            peaks = f"{cost['ours_peak']:.0f} / {cost['engine_peak']:.0f}"
            yield (
                f"| {one['engine']} | {one['scale']:g} | {name} | {cost['seconds']:.1f} | {work:.1f} "
                f"({cost['ours']:.1f} + {cost['engine']:.1f}) | {beside} | {peaks} |"
            )


def main() -> None:
    """Measure and print; with --child be the process that loads."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", nargs="+", default=["local"], choices=["local", "neo4j"])
    parser.add_argument("--scale", nargs="+", type=float, default=[1.0])
    parser.add_argument("--files", type=Path, default=Path(tempfile.gettempdir()) / "jumelles-national")
    parser.add_argument("--bare-up-to", type=float, default=10)
    parser.add_argument("--child", type=Path)
    asked = parser.parse_args()
    if asked.child:
        print(CHILD_MARK + json.dumps(child(asked.scale[0], asked.child).as_dict()))
        return
    measured = []
    for engine in asked.engine:
        for scale in asked.scale:
            one = measure(engine, scale, asked.files / f"{scale:g}x", bare=scale <= asked.bare_up_to)
            _told(one)
            measured.append(one)
    print("\n".join(table(measured)))


if __name__ == "__main__":
    main()
