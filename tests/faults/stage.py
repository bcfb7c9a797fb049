"""What faults are tried on: an engine that can be killed and come back, a loader, a server, and who watches its answers."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Self

import httpx

from graph.db import open_graph
from graph.engine import Endpoint
from graph.migrate import prepare
from graph.settings import Settings, read_settings
from graph.write import replace_source
from tests.support.crash_loader import state
from tests.support.neo4j_server import neo4j_server
from tests.support.raw import contents
from tests.support.world import source
from tests.test_crash import engine_of, environment

JUMELLES = str(Path(sys.executable).with_name("jumelles"))
WATCHED = (
    "/v1/partnerships?limit=1000",
    "/v1/partnerships?between=FR&and=US-OH",
    "/v1/collectivities/fr-nancy/partners",
    "/v1/relations",
)
BACK = 150.0
"""How long the service may take to answer again, seconds; a Neo4j takes 6 to 20, and on a busy machine minutes."""

Contents = set[tuple[Any, ...]]
Bodies = Sequence[Any]


class FaultError(AssertionError):
    """Something was lost, half-written, or answered wrongly."""


def must(holds: object, what: str) -> None:
    """Complain where something does not hold."""
    if not holds:
        raise FaultError(what)


class Stage:
    """One engine with its data, in a folder of its own; a Neo4j can be brought back at the same address."""

    def __init__(self, engine: str, home: Path) -> None:
        self.engine = engine
        self.home = home
        self._endpoint: Endpoint | None = None
        self._running = ExitStack()
        self.states: tuple[Contents, Contents] = (set(), set())

    def start(self) -> None:
        """Start a Neo4j, where it was before; the local engine starts by itself."""
        if self.engine == "neo4j":
            self._endpoint = self._running.enter_context(neo4j_server(self.home, self._endpoint, tls=True))

    def kill(self) -> None:
        """Kill -9 the engine."""
        engine_of(self.home).send_signal(signal.SIGKILL)
        self._running.close()

    def close(self) -> None:
        """Stop it."""
        self._running.close()

    @property
    def settings(self) -> Settings:
        """The settings of a command that uses it."""
        if self._endpoint is None:
            return read_settings(home=self.home)
        return read_settings(
            home=self.home,
            neo4j_uri=self._endpoint.uri,
            neo4j_username=self._endpoint.username,
            neo4j_password=self._endpoint.password,
            neo4j_database=self._endpoint.database,
        )

    def put(self, number: int, *, in_batches: bool = False) -> Contents:
        """Load one of the two states, and return what the graph holds then."""
        with open_graph(self.settings) as graph:
            prepare(graph)
            replace_source(graph, source(), state(number), in_batches=in_batches)
            return contents(self.settings)

    def found(self) -> Contents:
        """Return what the graph holds, once nothing moves any more."""
        with open_graph(self.settings):
            now = contents(self.settings)
            while (again := contents(self.settings)) != now:
                now = again
        return now

    def check(self, acknowledged: int) -> int:
        """Check that what was acknowledged is there whole, or the load after it; return which of the two states."""
        found = self.found()
        must(found in self.states, "the graph holds neither of the two states")
        number = self.states.index(found)
        must(number in (acknowledged % 2, (acknowledged + 1) % 2), "an acknowledged load is lost")
        return number


@contextmanager
def stage(engine: str, home: Path) -> Iterator[Stage]:
    """Yield an engine that holds the first state."""
    made = Stage(engine, home)
    made.start()
    try:
        odd = made.put(1)
        made.states = (made.put(0), odd)
        yield made
    finally:
        made.close()


class Loader:
    """Loads the two states by turns, in a process of its own, and says each that was acknowledged."""

    def __init__(self, on: Stage, rest: float = 0.0, *way: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.crash_loader", str(rest), *way],
            env=environment(on.settings),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.last = -1
        self.next()

    def next(self) -> None:
        """Wait until one more load is acknowledged."""
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            assert self.process.stderr
            raise FaultError(f"the loader ended: {self.process.stderr.read()[-500:]}")
        self.last = int(line)

    def killed(self) -> int:
        """Kill -9 it, and return the last load that was acknowledged."""
        self.process.kill()
        return self.ended()

    def ended(self) -> int:
        """Wait for its end, and return the last load that was acknowledged."""
        rest, _ = self.process.communicate(timeout=90)
        return int(rest.split()[-1]) if rest.split() else self.last


class Server:
    """`jumelles serve` in a process of its own."""

    def __init__(self, on: Stage, **more: str) -> None:
        # Into a file: a pipe that nobody empties fills with what is logged, and then the server waits for ever.
        said = on.home / "server.log"
        with said.open("w") as out:
            self.process = subprocess.Popen(
                [JUMELLES, "serve", "--port", "0"],
                env={**environment(on.settings), **more},
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + BACK
        while "http://" not in said.read_text(encoding="utf-8"):
            must(self.process.poll() is None and time.monotonic() < deadline, f"no server: {said.read_text()[-300:]}")
            time.sleep(0.05)
        address = said.read_text(encoding="utf-8").split()[1]
        self.client = httpx.Client(base_url=address, timeout=BACK)

    def bodies(self) -> Bodies:
        """Return what each watched address answers, once all answer."""
        return [self.body(path) for path in WATCHED]

    def body(self, path: str) -> Any:
        """Return what an address answers, waiting until it does."""
        deadline = time.monotonic() + BACK
        while (answer := self.client.get(path)).status_code != 200 and time.monotonic() < deadline:
            check_refusal(answer)
            time.sleep(0.05)
        must(answer.status_code == 200, f"{path}: {answer.status_code} for {BACK:g} s: {answer.text[:200]}")
        return answer.json()

    def end(self, *, kill: bool = False) -> None:
        """Stop it."""
        (self.process.kill if kill else self.process.terminate)()
        self.process.communicate(timeout=30)
        self.client.close()


def check_refusal(answer: httpx.Response) -> None:
    """Check that an answer while the engine is away says so, and when to try again."""
    must(answer.status_code == 503, f"{answer.url}: {answer.status_code} {answer.text[:200]}")
    must(answer.headers.get("content-type") == "application/problem+json", "503 without problem details")
    must(int(answer.headers.get("retry-after", 0)) > 0, "503 without Retry-After")


class Watcher:
    """Asks the server all the time, and notes every answer that is neither of the two states nor a proper 503."""

    def __init__(self, server: Server, states: Sequence[Bodies]) -> None:
        self.base = str(server.client.base_url)
        self.states = states
        self.answers = 0
        self.refused = 0
        self.faults: list[str] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(BACK)

    def check(self) -> None:
        """Complain of what was noted."""
        must(not self.faults, "; ".join(self.faults[:3]))

    def _watch(self) -> None:
        with httpx.Client(base_url=self.base, timeout=BACK) as client:
            while not self._stop.is_set():
                for number, path in enumerate(WATCHED):
                    try:
                        self._judge(client.get(path), number)
                    except (FaultError, httpx.HTTPError) as error:
                        self.faults.append(f"{path}: {type(error).__name__} {error}")
                time.sleep(0.01)

    def _judge(self, answer: httpx.Response, number: int) -> None:
        if answer.status_code != 200:
            self.refused += 1
            check_refusal(answer)
            return
        self.answers += 1
        must(answer.json() in [bodies[number] for bodies in self.states], f"neither state: {answer.text[:300]}")
