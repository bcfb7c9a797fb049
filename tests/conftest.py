"""Real engines for the tests: the local one, and a Neo4j beside it.

Every test that asks for `graph` or `corpus` runs on both. Without Java and Maven the Neo4j half does not run: skipped with
one line on a machine of one's own, failed in CI.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any, TypeVar, cast

import pytest
import uvicorn

from graph.db import Graph, open_graph
from graph.migrate import prepare
from graph.settings import Settings, read_settings
from loaders.facts.corpus import corpus as corpus_files
from loaders.run import load, load_facts
from loaders.wikidata.read import wikidata
from tests.support import neo4j_server
from tests.support.raw import raw_driver
from tests.support.shared import shared_file
from tests.support.together import START_TIMEOUT, Together, together

ENGINES = ("local", "neo4j")
JAVA_OPTIONS = "JUMELLES_ENGINE_JAVA_OPTIONS"
T = TypeVar("T")


LONG = tuple(
    f"tests/{name}"
    for name in (
        "test_crash",
        "test_parity",
        "cli/test_review",
        "graph/test_backup",
        "api/test_pages_browser",
        "api/test_addresses",
    )
)
"""Files whose tests take longest: begun first, so that no process works on alone at the end."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if reason := neo4j_server.available():
        terminalreporter.write_line(f"The Neo4j half of the tests did not run: {reason}", yellow=True)


@pytest.fixture(scope="session", autouse=True)
def _no_settings_from_outside() -> Iterator[None]:
    """Tests never touch the graph of the person who runs them; their engines live for seconds, and compile quickly."""
    kept = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith(("JUMELLES_", "NEO4J_"))}
    os.environ[JAVA_OPTIONS] = "-XX:TieredStopAtLevel=1"
    yield
    del os.environ[JAVA_OPTIONS]
    os.environ.update(kept)


@contextmanager
def engine_settings(engine: str, home: Path, *, compile_fully: bool = False) -> Iterator[Settings]:
    """Yield the settings of a fresh graph on one of the engines; a Neo4j to be measured compiles fully."""
    if engine == "local":
        yield read_settings(home=home, engine_start_timeout=START_TIMEOUT)
        return
    if reason := neo4j_server.available():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"Neo4j cannot run: {reason}")
    with neo4j_server.neo4j_server(home, compile_fully=compile_fully) as endpoint:
        yield read_settings(
            home=home,
            neo4j_uri=endpoint.uri,
            neo4j_username=endpoint.username,
            neo4j_password=endpoint.password,
            neo4j_database=endpoint.database,
        )


class Once:
    """What is started once in a session for each engine, and kept to its end.

    pytest tears a parametrised fixture down whenever the next test wants its other parameter: each file of tests would
    start its own engines, which costs more than the tests do.
    """

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._held: dict[tuple[str, str], Any] = {}

    def get(self, what: str, engine: str, make: Callable[[], AbstractContextManager[T]]) -> T:
        """Return what is held, else start it."""
        if (what, engine) not in self._held:
            self._held[what, engine] = self._stack.enter_context(make())
        return cast("T", self._held[what, engine])


@pytest.fixture(scope="session")
def once() -> Iterator[Once]:
    with ExitStack() as stack:
        yield Once(stack)


@pytest.fixture(scope="session", params=ENGINES)
def empty_settings(request: pytest.FixtureRequest, once: Once, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a graph that tests fill and wipe, with the engine kept running."""
    return emptied(request.param, once, tmp_path_factory)


def emptied(engine: str, once: Once, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Return the settings of the graph of an engine that tests fill and wipe."""
    return once.get("empty", engine, lambda: _engine(engine, tmp_path_factory.mktemp(engine)))


@contextmanager
def _engine(engine: str, home: Path) -> Iterator[Settings]:
    with engine_settings(engine, home) as settings, open_graph(settings):
        yield settings


@pytest.fixture
def graph(empty_settings: Settings) -> Iterator[Graph]:
    """An open graph that holds the schema and the territories, and nothing else."""
    wipe(empty_settings)
    with open_graph(empty_settings) as opened:
        prepare(opened)
        yield opened


def wipe(settings: Settings) -> None:
    """Remove all but schema and territories, past our own code."""
    with raw_driver(settings) as (driver, database):
        driver.execute_query("MATCH (n) WHERE NOT n:Territory AND NOT n:Meta DETACH DELETE n", database_=database)


@pytest.fixture(scope="session", autouse=True)
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Together]:
    """The graphs that all processes of the run read."""
    base = tmp_path_factory.getbasetemp()
    with together(base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) as graphs:
        yield graphs


@pytest.fixture(scope="session", params=ENGINES)
def corpus_settings(request: pytest.FixtureRequest, shared: Together) -> Settings:
    """Settings of a graph that holds the shipped corpus; tests only read it."""
    return shared.settings(request.param, "corpus", lambda home: engine_settings(request.param, home), _corpus)


@pytest.fixture(scope="session", params=ENGINES)
def wide_settings(request: pytest.FixtureRequest, shared: Together) -> Settings:
    """Settings of a graph that holds the shipped corpus and the twin towns of Wikidata; tests only read it."""
    extract = shared_file("wikidata_twins_france.tsv")

    def fill(graph: Graph) -> None:
        _corpus(graph)
        load(graph, [extract], wikidata())

    return shared.settings(request.param, "wide", lambda home: engine_settings(request.param, home), fill)


def _corpus(graph: Graph) -> None:
    report = load_facts(graph, corpus_files())
    assert not report.rejected
    assert not report.failed


@pytest.fixture(scope="session")
def corpus(corpus_settings: Settings) -> Iterator[Graph]:
    """An open graph that holds the shipped corpus."""
    with open_graph(corpus_settings) as opened:
        yield opened


@pytest.fixture(scope="session")
def corpus_url(corpus_settings: Settings, once: Once) -> str:
    """Address of a live service on the corpus."""
    from api.app import create_app

    return once.get("url", str(corpus_settings.home), lambda: serving(create_app(corpus_settings)))


@contextmanager
def serving(app: object) -> Iterator[str]:
    """Serve an app on a free port; yield its address without a slash at the end."""
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning")  # type: ignore[arg-type]
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    with ExitStack() as stack:
        thread.start()
        stack.callback(thread.join, 10)
        stack.callback(setattr, server, "should_exit", True)
        deadline = time.monotonic() + 10
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
