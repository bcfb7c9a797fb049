"""`make bench`: what the product costs beside the bare driver and a bare route, in one run, as ratios.

Runs on the shipped corpus, on the local engine and, where it can run, on a real Neo4j. Prints Markdown;
`docs/benchmarks.md` keeps the history.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import httpx
from fastapi import FastAPI
from neo4j import AsyncGraphDatabase

from api.app import create_app
from ask.engine import Asker
from graph.db import Graph, open_graph
from graph.read import partnerships
from graph.settings import Settings
from loaders.facts.corpus import corpus
from loaders.run import load_facts
from queries.catalogue import catalogue
from tests.conftest import engine_settings, serving
from tests.support import neo4j_server
from tests.support.raw import raw_driver
from tests.test_crash import environment

ROUNDS = 200
QUESTION = "which French cities partner with Pennsylvania entities"
BETWEEN = catalogue()["read/partnerships_between/partnership_rows"].text
SCOPES = {"a": "FR", "b": "US-PA", "skip": 0, "limit": 50}


class Measure(NamedTuple):
    """Median and spread of one thing, milliseconds."""

    low: float
    middle: float
    high: float


def timed(work: Callable[[], Any], rounds: int = ROUNDS) -> Measure:
    """Time `work` after a warm-up; return the 10 %, 50 % and 90 % points."""
    for _ in range(max(3, rounds // 10)):
        work()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    taken.sort()
    return Measure(taken[len(taken) // 10], median(taken), taken[len(taken) * 9 // 10])


@contextmanager
def bare_route(settings: Settings) -> Iterator[str]:
    """Serve one route that runs the same query with the async driver and gives its rows out as they are."""
    with raw_driver(settings) as (driver, database):
        address = driver.get_server_info().address
    auth = (settings.neo4j_username, settings.neo4j_password.get_secret_value())
    if not settings.neo4j_uri:
        auth = ("root", (settings.home / "engine" / "password").read_text().strip())

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncGraphDatabase.driver(f"bolt://{address[0]}:{address[1]}", auth=auth) as opened:
            app.state.driver = opened
            yield

    app = FastAPI(lifespan=lifespan)

    @app.get("/bare")
    async def bare() -> list[dict[str, Any]]:
        async with app.state.driver.session(database=database) as session:
            result = await session.run(BETWEEN, SCOPES)
            return [record.data() async for record in result]

    with serving(app) as url:
        yield url


def rows(graph: Graph, settings: Settings) -> Iterator[tuple[str, Measure, Measure]]:
    """Yield what is measured: name, ours, the bare one."""
    with raw_driver(settings) as (driver, database), driver.session(database=database) as session:
        bare_query = timed(lambda: list(session.run(BETWEEN, SCOPES)))
        yield "Pennsylvania, `graph.read`", timed(lambda: partnerships(graph, "FR", "US-PA")), bare_query
        asker = Asker.of(graph)
        yield "Pennsylvania, asked in words", timed(lambda: asker.ask(QUESTION)), bare_query
    with bare_route(settings) as bare, serving(create_app(settings)) as url, httpx.Client() as client:
        bare_http = timed(lambda: client.get(f"{bare}/bare").raise_for_status())
        ours = timed(lambda: client.get(f"{url}/v1/partnerships?between=FR&and=US-PA").raise_for_status())
        yield "Pennsylvania, `/v1/partnerships`", ours, bare_http
        yield "Pennsylvania, `/v1/ask`", timed(lambda: client.get(f"{url}/v1/ask", params={"q": QUESTION})), bare_http


def command_line(settings: Settings) -> Measure:
    """Time a whole `jumelles ask`."""
    command = [str(Path(sys.executable).with_name("jumelles")), "ask", QUESTION]
    return timed(lambda: subprocess.run(command, env=environment(settings), check=True, capture_output=True), 5)


def main() -> None:
    """Measure and print."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("neo4j", "fastapi", "pydantic", "arcadedb-embedded"))
    print(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, Python {platform.python_version()}, {versions}\n")
    print("| engine | what | ours ms (p10–p90) | bare ms | ratio |\n|---|---|---|---|---|")
    engines = ["local"] + ([] if neo4j_server.available() else ["neo4j"])
    for engine in engines:
        with (
            tempfile.TemporaryDirectory() as folder,
            engine_settings(engine, Path(folder), compile_fully=True) as settings,
        ):
            with open_graph(settings) as graph:
                load_facts(graph, corpus())
                for name, ours, bare in rows(graph, settings):
                    show(engine, name, ours, bare)
                show(engine, "`jumelles ask`, engine running", command_line(settings))
            if engine == "local":
                show(engine, "`jumelles ask`, engine not running", command_line(settings))


def show(engine: str, name: str, ours: Measure, bare: Measure | None = None) -> None:
    """Print one row of the table."""
    shown = f"{ours.middle:.2f} ({ours.low:.2f}–{ours.high:.2f})"
    beside = f"{bare.middle:.2f} | {ours.middle / bare.middle:.2f}" if bare else "– | –"
    print(f"| {engine} | {name} | {shown} | {beside} |", flush=True)


if __name__ == "__main__":
    main()
