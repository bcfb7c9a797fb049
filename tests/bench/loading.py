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
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import pairwise
from math import log
from pathlib import Path
from typing import Any, NamedTuple

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
HEAP_MB = 512
"""The heap of the local engine where nobody says otherwise, MiB; ten times the national size takes more."""

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


class Way(NamedTuple):
    """What is loaded, and how: the networks and people as well, and whether in batches."""

    everything: bool = False
    in_batches: bool = False

    def __str__(self) -> str:
        what = "register, networks, people" if self.everything else "register"
        return f"{what} in batches" if self.in_batches else what


REGISTER = Way()


def measure(
    engine: str,
    scale: float,
    files: Path,
    way: Way = REGISTER,
    *,
    bare: bool = True,
    heap_mb: int = HEAP_MB,
    home: Path | None = None,
) -> dict[str, Any]:
    """Load the files of a scale twice, then the same graph bare; return the costs.

    Args:
        engine: local or neo4j.
        scale: times the national size.
        files: where the files of this scale lie, or are made.
        way: what is loaded, and how.
        bare: whether to measure the bare load too; it holds the whole graph in memory.
        heap_mb: the heap of the local engine, MiB.
        home: where the graph is made and left; without it, in a folder that goes away.
    """
    national(scale, files)
    found: dict[str, Any] = {"engine": engine, "scale": scale, "what": str(way), "heap_mb": heap_mb}
    with (
        _folder(home) as folder,
        _settings(engine, Path(folder), heap_mb) as settings,
        open_graph(settings) as graph,
    ):
        prepare(graph)
        before = on_disk(Path(folder))
        found["first"] = _in_child(settings, scale, files, way)
        _told(found)
        found["second"] = _in_child(settings, scale, files, way)
        found["disk"] = on_disk(Path(folder)) - before
        found["engine_rss"] = engine_process(settings.home).memory_info().rss / 2**20
        _told(found)
        rows = ready_made(settings) if bare else None
    if rows is None:
        return found
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        _settings(engine, Path(folder), heap_mb) as settings,
        open_graph(settings) as graph,
    ):
        prepare(graph)
        with raw_driver(settings) as (driver, database), metered(settings.home) as cost:
            bare_load(driver, database, *rows)
        found["bare"] = cost.as_dict()
        found["rows"] = sum(map(len, rows[0].values())) + sum(map(len, rows[1].values()))
    return found


def _folder(home: Path | None) -> AbstractContextManager[Path | str]:
    return nullcontext(home) if home else tempfile.TemporaryDirectory(ignore_cleanup_errors=True)


@contextmanager
def _settings(engine: str, folder: Path, heap_mb: int) -> Iterator[Settings]:
    with engine_settings(engine, folder, compile_fully=True) as settings:
        yield settings.model_copy(update={"engine_heap_mb": heap_mb})


def _told(found: dict[str, Any]) -> None:
    """Say what is known so far: a long run that is cut off has measured something."""
    print(json.dumps(found), file=sys.stderr, flush=True)


def _in_child(settings: Settings, scale: float, files: Path, way: Way) -> dict[str, float]:
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
    command += ["--everything"] if way.everything else []
    command += ["--in-batches"] if way.in_batches else []
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    line = next(line for line in done.stdout.splitlines() if line.startswith(CHILD_MARK))
    cost: dict[str, float] = json.loads(line.removeprefix(CHILD_MARK))
    return cost


def child(scale: float, files: Path, way: Way) -> Cost:
    """Load the files into the graph of the environment."""
    settings = read_settings()
    made = national(scale, files)
    with open_graph(settings) as graph, metered(settings.home) as cost:
        reports = load_national(graph, made, everything=way.everything, in_batches=way.in_batches)
    assert not [line for report in reports for line in report.failed]
    return cost


def exponent(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return by which power of the size the cost grows between two (size, cost)."""
    return log(other[1] / one[1]) / log(other[0] / one[0])


def exponents(measured: list[dict[str, Any]]) -> Iterator[str]:
    """Yield, for each engine that was measured at several sizes, by which power processor time grows with the size."""
    for engine in dict.fromkeys(one["engine"] for one in measured):
        sizes = sorted(
            (one["scale"], one["first"]["ours"] + one["first"]["engine"]) for one in measured if one["engine"] == engine
        )
        for one, other in pairwise(sizes):
            if one[0] != other[0]:
                power = exponent(one, other)
                yield f"{engine}, from {one[0]:g} to {other[0]:g} times: processor time grows by the power {power:.2f}"


def table(measured: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the lines of a Markdown table."""
    yield "| engine | scale | what | s | processor s (ours + engine) | ÷ bare | peak MiB, ours / engine | disk MB |"
    yield "|---|---|---|---|---|---|---|---|"
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
            disk = f"{one['disk'] / 1e6:.0f}" if name == "first" and "disk" in one else "–"
            yield (
                f"| {one['engine']} | {one['scale']:g} | {one['what']}, {name} | {cost['seconds']:.1f} | {work:.1f} "
                f"({cost['ours']:.1f} + {cost['engine']:.1f}) | {beside} | {peaks} | {disk} |"
            )


def main() -> None:
    """Measure and print; with --child be the process that loads."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", nargs="+", default=["local"], choices=["local", "neo4j"])
    parser.add_argument("--scale", nargs="+", type=float, default=[1.0])
    parser.add_argument("--files", type=Path, default=Path(tempfile.gettempdir()) / "jumelles-national")
    parser.add_argument(
        "--bare-up-to", type=float, default=1, help="The greatest scale at which the bare load is measured."
    )
    parser.add_argument("--everything", action="store_true", help="The networks and people as well.")
    parser.add_argument("--in-batches", action="store_true", help="In many transactions.")
    parser.add_argument("--heap", type=int, help="The local engine's heap, MiB; 3072 from ten times the size on.")
    parser.add_argument("--home", type=Path, help="Make the graph there and leave it, to be read from; one size only.")
    parser.add_argument("--json", type=Path, help="Write the figures there too.")
    parser.add_argument("--child", type=Path)
    asked = parser.parse_args()
    way = Way(asked.everything, asked.in_batches)
    if asked.child:
        cost = child(asked.scale[0], asked.child, way)
        print(CHILD_MARK + json.dumps(cost.as_dict()))
        return
    measured = []
    for engine in asked.engine:
        for scale in asked.scale:
            heap = asked.heap or (HEAP_MB if way.in_batches else heap_for(scale))
            bare = scale <= asked.bare_up_to
            files = asked.files / f"{scale:g}x"
            one = measure(engine, scale, files, way, bare=bare, heap_mb=heap, home=asked.home)
            _told(one)
            measured.append(one)
    if asked.json:
        asked.json.write_text(json.dumps(measured, indent=1), encoding="utf-8")
    print("\n".join((*table(measured), "", *exponents(measured))))


def heap_for(scale: float) -> int:
    """Return the heap that a register of this many times the national size is loaded with, MiB."""
    return HEAP_MB if scale <= 2 else 3072


if __name__ == "__main__":
    main()
