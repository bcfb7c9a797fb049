"""How long things take to start, on the shipped corpus: `--help`, a question cold and warm, the service to its first answer.

    python -m tests.bench.starting [--rounds 5]

Seconds by the clock, and processor seconds of the command itself (not of the engine).
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import NamedTuple

import httpx

from graph.db import open_graph
from graph.engine_java import free_port
from graph.settings import Settings, read_settings
from loaders.facts.corpus import corpus
from loaders.run import load_facts
from tests.bench.meter import engine_process
from tests.bench.reading import machine, service, serving_at
from tests.support import neo4j_server
from tests.test_crash import environment

QUESTION = "which French cities partner with Pennsylvania entities"


class Started(NamedTuple):
    """One thing that starts: its goal in seconds, if it has one, the median by the clock, and processor seconds."""

    name: str
    goal: float | None
    seconds: float
    processor: float | None = None

    def __str__(self) -> str:
        """Return the row of a Markdown table."""
        goal = "–" if self.goal is None else f"{self.goal:g}"
        processor = "–" if self.processor is None else f"{self.processor:.2f}"
        return f"| {self.name} | {goal} | {self.seconds:.2f} | {processor} |"


def command(settings: Settings, name: str, goal: float, rounds: int, *arguments: str) -> Started:
    """Run a whole command some times."""
    program = [str(Path(sys.executable).with_name("jumelles")), *arguments]
    seconds, used = [], []
    for _ in range(rounds):
        before, start = _children(), time.perf_counter()
        subprocess.run(program, env=environment(settings), check=True, capture_output=True)
        seconds.append(time.perf_counter() - start)
        used.append(_children() - before)
    return Started(name, goal, median(seconds), median(used))


def serving(settings: Settings) -> tuple[Started, float]:
    """Start the service and ask it once; return the time to its answer and its resident memory, MiB."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    program = [str(Path(sys.executable).with_name("jumelles")), "serve", "--port", str(port)]
    start = time.perf_counter()
    with service(program, url, "/v1/ask?q=Nancy", env=environment(settings)):
        seconds = time.perf_counter() - start
        httpx.get(f"{url}/c/fr-nancy", timeout=60).raise_for_status()
        own = serving_at(url)
        return Started(
            "`jumelles serve` to its first answer, engine running", 2.0, seconds
        ), own.memory_info().rss / 2**20


def figures(rounds: int, *, beside_neo4j: bool = True) -> Iterator[Started | str]:
    """Yield what was measured, and a line on memory at the end.

    Args:
        rounds: how often each command is run.
        beside_neo4j: whether Neo4j's own start is measured too.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        settings = read_settings(home=folder / "home")
        with open_graph(settings) as graph:
            load_facts(graph, corpus())
            yield command(settings, "`jumelles --help`", 0.3, rounds, "--help")
            yield command(settings, "`jumelles ask`, engine running", 1.0, rounds, "ask", QUESTION)
            started, memory = serving(settings)
            yield started
            engine = engine_process(settings.home).memory_info().rss / 2**20
        yield command(settings, "`jumelles ask`, engine not running", 3.0, rounds, "ask", QUESTION)
        if beside_neo4j and neo4j_server.available() is None:
            start = time.perf_counter()
            with neo4j_server.neo4j_server(folder / "neo4j"):
                yield Started("Neo4j alone, until it is ready", None, time.perf_counter() - start)
    yield f"Memory on the corpus: service {memory:.0f} MiB, local engine {engine:.0f} MiB."


def measure(rounds: int) -> Iterator[str]:
    """Yield the lines of the table."""
    yield "| what | goal s | s | processor s |"
    yield "|---|---|---|---|"
    for one in figures(rounds):
        yield str(one) if isinstance(one, Started) else f"\n{one}"


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    print(machine())
    for line in measure(asked.rounds):
        print(line, flush=True)


if __name__ == "__main__":
    main()
