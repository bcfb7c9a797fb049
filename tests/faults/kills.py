"""kill -9 at random moments: of the loader, of the engine and of the server, each on both engines."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from random import Random

import httpx

from tests.faults.stage import Bodies, FaultError, Loader, Server, Stage, Watcher, must

Round = Callable[[Stage, Random], None]
LONGEST = 0.6
"""The longest time from an acknowledged load to the kill, seconds: a dozen loads."""


def loader(on: Stage, chance: Random) -> None:
    """Kill the loader: one whole state stays, and loading again repairs."""
    one = Loader(on)
    time.sleep(chance.uniform(0, LONGEST))
    on.check(one.killed())


def batches(on: Stage, chance: Random) -> None:
    """Kill a load between or within its batches: loading again, at once or in batches, is loading once."""
    one = Loader(on, 0.0, "in-batches")
    time.sleep(chance.uniform(0, LONGEST))
    one.killed()
    number, in_batches = chance.choice((0, 1)), chance.random() < 0.5
    must(on.put(number, in_batches=in_batches) == on.states[number], "loaded again is not loaded once")


class Engine:
    """Kill the engine while one loads and a server answers: 503 while it is away, then right answers, without a restart."""

    def __init__(self) -> None:
        self.server: Server | None = None
        self.bodies: Sequence[Bodies] = ()

    def __call__(self, on: Stage, chance: Random) -> None:
        """One round; the server is the same in all rounds."""
        server = self.ready(on)
        one = Loader(on)
        with Watcher(server, self.bodies) as watcher:
            time.sleep(chance.uniform(0, LONGEST))
            on.kill()
            acknowledged = one.ended()
            time.sleep(chance.uniform(0, LONGEST))
            on.start()
            number = on.check(acknowledged)
            must(server.bodies() == self.bodies[number], "the server answers another state than the graph holds")
        watcher.check()
        must(server.process.poll() is None, "the server ended")

    def ready(self, on: Stage) -> Server:
        """Return the server, started the first time, which learns then what it answers in each of the two states."""
        if self.server is None:
            self.server = Server(on)
            found = []
            for number in (0, 1):
                on.put(number)
                found.append(self.server.bodies())
            self.bodies = found
            must(found[0] != found[1], "the two states answer the same")
        return self.server

    def close(self) -> None:
        """Stop the server."""
        if self.server:
            self.server.end()


def server(on: Stage, chance: Random) -> None:
    """Kill the server while one loads: the load goes on, and the next server answers what the graph holds."""
    first = Server(on)
    one = Loader(on)
    time.sleep(chance.uniform(0, LONGEST))
    first.end(kill=True)
    one.next()
    number = on.check(one.killed())
    second = Server(on)
    try:
        rows = second.body("/v1/partnerships?limit=1000")["value"]
        contact = any(row["form"] == "contact" for row in rows)
        must(contact == bool(number), "the server answers another state than the graph holds")
    finally:
        second.end()


SHARES: Sequence[tuple[str, str, str, int]] = (
    ("loader killed, local engine", "local", "loader", 10),
    ("loader killed, Neo4j", "neo4j", "loader", 10),
    ("loader in batches killed, local engine", "local", "batches", 10),
    ("loader in batches killed, Neo4j", "neo4j", "batches", 10),
    ("local engine killed", "local", "engine", 30),
    ("Neo4j killed", "neo4j", "engine", 10),
    ("server killed, local engine", "local", "server", 10),
    ("server killed, Neo4j", "neo4j", "server", 10),
)
"""What is killed, on which engine, and how many of 100 rounds."""


@contextmanager
def rounds(kind: str) -> Iterator[Round]:
    """Yield what one round does."""
    if kind != "engine":
        yield {"loader": loader, "batches": batches, "server": server}[kind]
        return
    made = Engine()
    try:
        yield made
    finally:
        made.close()


def survived(on: Stage, one: Round, chance: Random) -> str:
    """Run one round; return what went wrong, empty where nothing did."""
    try:
        one(on, chance)
    except (FaultError, AssertionError, httpx.HTTPError) as error:
        return f"{type(error).__name__}: {error}"
    return ""
