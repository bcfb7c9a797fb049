"""kill -9 of the loader, the engine and the server at random moments: nothing acknowledged is lost, nothing half-written."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from graph.db import open_graph
from graph.migrate import prepare
from graph.settings import Settings, read_settings
from graph.write import replace_source
from tests.conftest import JAVA_OPTIONS, wipe
from tests.support.crash_loader import state
from tests.support.raw import contents
from tests.support.world import source

ROUNDS = int(os.environ.get("JUMELLES_CRASH_ROUNDS", "2"))


def environment(settings: Settings) -> dict[str, str]:
    """The environment of a command that uses the graph of these settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUMELLES_", "NEO4J_"))}
    kept["JUMELLES_HOME"] = str(settings.home)
    kept[JAVA_OPTIONS] = settings.engine_java_options
    if settings.neo4j_uri:
        kept["NEO4J_URI"] = settings.neo4j_uri
        kept["NEO4J_PASSWORD"] = settings.neo4j_password.get_secret_value()
    return kept


def start_loader(settings: Settings) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.support.crash_loader"]
    return subprocess.Popen(
        command, env=environment(settings), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def engine_of(home: Path) -> psutil.Process:
    """The Java process of the local engine in a folder."""
    for process in psutil.process_iter(["name", "cmdline"]):
        if "java" in (process.info["name"] or "") and any(str(home) in part for part in process.info["cmdline"] or ()):
            return process
    raise AssertionError("no engine runs")


def kill_loader(loader: subprocess.Popen[str], _: Settings) -> None:
    loader.kill()


def kill_engine(_: subprocess.Popen[str], settings: Settings) -> None:
    engine_of(settings.home).send_signal(signal.SIGKILL)


def expected(settings: Settings) -> tuple[set[tuple[object, ...]], set[tuple[object, ...]]]:
    """What the graph holds in each of the two states."""
    found = []
    with open_graph(settings) as graph:
        prepare(graph)
        for number in (0, 1):
            wipe(settings)
            replace_source(graph, source(), state(number))
            found.append(contents(settings))
    return found[0], found[1]


def round_of(settings: Settings, kill: Callable[[subprocess.Popen[str], Settings], None], after: float) -> int:
    """Load until the kill; return the number of the last load that was acknowledged."""
    loader = start_loader(settings)
    assert loader.stdout
    first = loader.stdout.readline()
    assert first, loader.stderr.read() if loader.stderr else ""
    time.sleep(after)
    kill(loader, settings)
    rest, _ = loader.communicate(timeout=60)
    return int((first + rest).split()[-1])


@pytest.mark.parametrize("kill", [kill_loader, kill_engine], ids=["loader", "engine"])
def test_a_kill_leaves_one_whole_state(
    empty_settings: Settings, tmp_path: Path, kill: Callable[[subprocess.Popen[str], Settings], None]
) -> None:
    settings = empty_settings
    if kill is kill_engine:
        if settings.neo4j_uri:
            pytest.skip("the suite's Neo4j serves other tests")
        settings = read_settings(home=tmp_path)
    even, odd = expected(settings)
    chance = random.Random(20260410)
    for _ in range(ROUNDS):
        acknowledged = round_of(settings, kill, chance.uniform(0, 0.5))
        with open_graph(settings):
            found = contents(settings)
        # What was acknowledged is there, or the load after it, which was committed before it could be said.
        now, after = (even, odd) if acknowledged % 2 == 0 else (odd, even)
        assert found in (now, after)


def test_a_killed_server_lets_the_next_command_in(tmp_path: Path) -> None:
    settings = read_settings(home=tmp_path)
    with open_graph(settings) as graph:
        replace_source(graph, source(), state(0))
        before = contents(settings)
    command = [str(Path(sys.executable).with_name("jumelles")), "serve", "--port", "0"]
    for _ in range(max(1, ROUNDS // 2)):
        server = subprocess.Popen(command, env=environment(settings), stdout=subprocess.PIPE, text=True)
        assert server.stdout
        assert "http://" in server.stdout.readline()
        server.kill()
        server.communicate(timeout=30)
        with open_graph(settings):
            assert contents(settings) == before
