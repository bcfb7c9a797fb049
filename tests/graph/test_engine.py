"""The local engine: shared by its users, private to its owner, gone after the last one, back after any death."""

from __future__ import annotations

import importlib.util
import io
import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest
from neo4j import GraphDatabase, RoutingControl
from neo4j.exceptions import ServiceUnavailable

from graph import engine, engine_child, engine_java
from graph.engine import Endpoint, local_engine, running, sql
from graph.engine_lock import take_lock
from graph.errors import EngineError, GraphRefusedError, GraphUnavailableError, InputError, SettingsError
from graph.settings import Settings, read_settings
from tests.support.neo4j_server import CHECKOUT

pytestmark = pytest.mark.timeout(60)

USE = """
import sys
from graph.engine import local_engine
from graph.settings import read_settings
with local_engine(read_settings(home=sys.argv[1])) as endpoint:
    print(endpoint.uri, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[Settings]:
    """Settings of an engine of this test's own; whatever the test left running is ended."""
    made = read_settings(home=tmp_path / "home")
    yield made
    for process in javas(made):
        with suppress(psutil.NoSuchProcess):
            process.kill()  # its keeper then ends by itself


@contextmanager
def user(settings: Settings) -> Iterator[subprocess.Popen[str]]:
    """Run another command that uses the engine until its stdin closes; its first line of output is the address."""
    command = [sys.executable, "-c", USE, str(settings.home)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, cwd=CHECKOUT) as process:
        try:
            yield process
        finally:
            process.kill()


def address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def javas(settings: Settings) -> list[psutil.Process]:
    """Return the databases that run for this folder."""
    option = f"-Darcadedb.server.rootPath={settings.home / 'engine'}"
    return [process for process in psutil.process_iter(["cmdline"]) if option in (process.info["cmdline"] or [])]


def java(settings: Settings) -> psutil.Process:
    (found,) = javas(settings)
    return found


def keeper(settings: Settings) -> psutil.Process:
    parent = java(settings).parent()
    assert parent is not None
    return parent


def gone(settings: Settings) -> bool:
    """Return whether neither a database nor its keeper runs for this folder."""
    lock = take_lock(settings.home / "engine" / "engine.lock")
    if lock is not None:
        os.close(lock)
    return lock is not None and javas(settings) == []


def soon(condition: Callable[[], bool], within: float = 10.0) -> bool:
    """Return whether the condition comes true within so many seconds."""
    deadline = time.monotonic() + within
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def query(endpoint: Endpoint, text: str) -> list[object]:
    auth = (endpoint.username, endpoint.password)
    with GraphDatabase.driver(endpoint.uri, auth=auth, max_transaction_retry_time=1) as driver:
        rows = driver.execute_query(text, database_=endpoint.database, routing_=RoutingControl.WRITE).records
    return [row[0] for row in rows]


# --- one user ---


def test_it_starts_answers_and_leaves_no_process(settings: Settings) -> None:
    assert running(settings) is None
    with local_engine(settings) as endpoint:
        assert query(endpoint, "RETURN 1") == [1]
        assert running(settings) == endpoint
    # The very first stop on a machine writes Java's start-up cache, which takes some seconds.
    assert soon(lambda: gone(settings))
    assert running(settings) is None


def test_what_was_written_is_there_next_time_and_the_log_is_new(settings: Settings) -> None:
    with local_engine(settings) as endpoint:
        query(endpoint, "CREATE (:Kept {id: 'nancy'})")
    with local_engine(settings) as endpoint:
        assert query(endpoint, "MATCH (n:Kept) RETURN n.id") == ["nancy"]
    assert (settings.home / "engine" / "engine.log").read_text(encoding="utf-8").count("is starting up") == 1


def test_it_is_the_owners_alone(settings: Settings) -> None:
    with local_engine(settings) as endpoint:
        query(endpoint, "RETURN 1")
        connections = [c for process in (java(settings), keeper(settings)) for c in process.net_connections("inet")]
        assert {c.laddr.ip for c in connections} == {"127.0.0.1"}
        assert {c.raddr.ip for c in connections if c.raddr} <= {"127.0.0.1"}  # it calls nobody outside
        assert len([c for c in connections if c.status == psutil.CONN_LISTEN]) == 3

        root = settings.home / "engine"
        assert stat.S_IMODE(root.stat().st_mode) == 0o700
        assert [p for p in root.rglob("*") if p.is_file() and stat.S_IMODE(p.stat().st_mode) & 0o077] == []
        assert (root / "password").read_text() == endpoint.password
        assert endpoint.password not in repr(endpoint)
        assert endpoint.password not in " ".join(java(settings).cmdline() + keeper(settings).cmdline())


def test_password_that_was_lost_is_made_anew(settings: Settings) -> None:
    with local_engine(settings) as endpoint:
        query(endpoint, "CREATE (:Kept)")
    (settings.home / "engine" / "password").unlink()
    with local_engine(settings) as again:
        assert again.password != endpoint.password
        assert query(again, "MATCH (n:Kept) RETURN count(n)") == [1]


def test_heap_is_bounded_by_the_setting(tmp_path: Path) -> None:
    plan = engine_java.Plan(tmp_path, tmp_path, tmp_path, 200, (), 1.0, tmp_path)
    assert "-Xmx200m" in engine_java.command_line(plan, engine_java.Ports(1, 2), None)


def test_the_sql_door_makes_a_full_text_index(settings: Settings) -> None:
    with local_engine(settings) as endpoint:
        query(endpoint, "CREATE (:City {search: 'saint etienne'})")
        for _ in range(2):
            sql(endpoint, "CREATE PROPERTY City.search IF NOT EXISTS STRING")
            sql(endpoint, "CREATE INDEX city_text IF NOT EXISTS ON City (search) FULL_TEXT")
        text = "CALL db.index.fulltext.queryNodes('city_text', 'etiene~') YIELD node RETURN node.search"
        assert query(endpoint, text) == ["saint etienne"]
        with pytest.raises(EngineError, match=r"refused 'NONSENSE': .*syntax"):
            sql(endpoint, "NONSENSE")
    with pytest.raises(EngineError, match="does not answer"):
        sql(endpoint, "SELECT 1")
    with pytest.raises(EngineError, match="Only the local engine"):
        sql(Endpoint("bolt://127.0.0.1:1", "neo4j", "", None), "SELECT 1")


# --- several users ---


def test_a_second_command_joins_and_outlives_the_first(settings: Settings) -> None:
    with user(settings) as first, user(settings) as second:
        uri = address(first)
        assert address(second) == uri
        first.communicate()
        assert first.returncode == 0
        found = running(settings)
        assert found is not None
        assert found.uri == uri
        assert query(found, "RETURN 1") == [1]
        second.communicate()
        assert soon(lambda: gone(settings))


def test_commands_that_start_at_once_share_one_engine(settings: Settings) -> None:
    with user(settings) as a, user(settings) as b, user(settings) as c:
        assert len({address(a), address(b), address(c)}) == 1
        assert len(javas(settings)) == 1


@pytest.mark.parametrize("delay", [0.0, 0.2])
def test_a_command_that_starts_while_the_last_one_ends_has_an_engine(settings: Settings, delay: float) -> None:
    with user(settings) as last:
        assert address(last)
        assert last.stdin is not None
        last.stdin.close()
        time.sleep(delay)
        with local_engine(settings) as endpoint:
            last.wait()
            assert query(endpoint, "RETURN 1") == [1]


def test_a_stranger_is_not_a_user(settings: Settings) -> None:
    with local_engine(settings):
        port = json.loads((settings.home / "engine" / "engine.json").read_text())["lease"]
        with socket.create_connection(("127.0.0.1", port)) as stranger:
            stranger.sendall(b'{"nonce": "x", "proof": "guess"}\n')
            assert stranger.recv(100) == b""
    with socket.create_server(("127.0.0.1", 0)) as impostor:
        state = {"lease": impostor.getsockname()[1], "http": 1}
        (settings.home / "engine" / "engine.json").write_text(json.dumps(state))
        assert running(read_settings(home=settings.home, engine_start_timeout=0.2)) is None


# --- deaths ---


def test_engine_goes_with_a_command_that_is_killed_and_comes_back(settings: Settings) -> None:
    with user(settings) as owner:
        assert address(owner)
        endpoint = running(settings)
        assert endpoint is not None
        query(endpoint, "CREATE (:Kept)")
        owner.kill()
        assert soon(lambda: gone(settings), within=5)
    with local_engine(settings) as endpoint:
        assert query(endpoint, "MATCH (n:Kept) RETURN count(n)") == [1]


def test_engine_that_is_killed_is_reported_and_recovers(settings: Settings) -> None:
    def kill_while_in_use() -> None:
        with local_engine(settings) as endpoint:
            query(endpoint, "CREATE (:Kept)")
            java(settings).kill()
            try:
                query(endpoint, "RETURN 1")
            except ServiceUnavailable as error:
                told = GraphUnavailableError("no answer; load it --in-batches")
                told.todo = "load it --in-batches"
                raise told from error

    with pytest.raises(EngineError) as caught:
        kill_while_in_use()
    message = str(caught.value)
    assert message.startswith("The local engine died: killed by signal 9; last log line: ")
    assert "\n" not in message
    assert message.endswith("; load it --in-batches")
    assert isinstance(caught.value.__cause__, GraphUnavailableError)
    with local_engine(settings) as endpoint:
        assert query(endpoint, "MATCH (n:Kept) RETURN count(n)") == [1]


@pytest.fixture
def in_use(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make `local_engine` believe in an engine that runs well."""
    ours, keepers = socket.socketpair()
    lease = engine.Lease(Endpoint("bolt://127.0.0.1:1", "root", "secret", "jumelles", 1), ours)
    monkeypatch.setattr(engine, "_use", lambda _: lease)
    monkeypatch.setattr(engine, "FAREWELL", 0.01)
    yield
    keepers.close()


@pytest.mark.usefixtures("in_use")
@pytest.mark.parametrize("error", [InputError("mine"), ServiceUnavailable("some other server")])
def test_an_error_of_the_user_stays_what_it_is(settings: Settings, error: Exception) -> None:
    with pytest.raises(type(error), match=rf"^{error}$"), local_engine(settings):
        raise error


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the next start stops the engine")
def test_engine_goes_with_its_keeper(settings: Settings) -> None:
    with user(settings) as owner:
        assert address(owner)
        keeper(settings).kill()
        assert soon(lambda: gone(settings), within=5)
        with local_engine(settings) as endpoint:
            assert query(endpoint, "RETURN 1") == [1]


def test_all_killed_at_once_leaves_nothing_in_the_way(settings: Settings) -> None:
    with user(settings) as owner:
        assert address(owner)
        for process in (keeper(settings), java(settings)):
            process.kill()
        owner.kill()
    assert (settings.home / "engine" / "engine.json").exists()
    assert running(settings) is None
    with local_engine(settings) as endpoint:
        assert query(endpoint, "RETURN 1") == [1]


def test_an_engine_without_keeper_is_stopped_over_http(settings: Settings) -> None:
    with local_engine(settings) as endpoint:
        engine_child.stop_orphan(settings.home / "engine", endpoint.password)
        assert soon(lambda: gone(settings))
    engine_child.stop_orphan(settings.home / "engine", endpoint.password)  # nothing there: nothing happens


# --- what cannot start ---


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    home = tmp_path / "file" / "home"
    with (
        pytest.raises(SettingsError, match=rf"^JUMELLES_HOME: {home} cannot be used: "),
        local_engine(read_settings(home=home)),
    ):
        pass


def test_a_folder_that_cannot_be_written_is_named(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # the tests may run as root, who may write everywhere
    with pytest.raises(SettingsError, match=r"^JUMELLES_HOME: .*/home cannot be written$"), local_engine(settings):
        pass


def test_a_machine_without_the_wheel_is_told_what_to_do(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(EngineError, match="set NEO4J_URI to use a Neo4j"), local_engine(settings):
        pass


def broken_wheel(tmp_path: Path, java_script: str) -> Path:
    """Make a wheel whose Java is a shell script."""
    program = tmp_path / "wheel" / "jre" / "bin" / "java"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\n{java_script}\n")
    program.chmod(0o755)
    return tmp_path / "wheel"


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("echo Error: no such heap >&2; exit 3", "it ended with 3; last log line: Error: no such heap"),
        ("echo 'write: No space left on device'; exit 1", "the disk is full (No space left on device)"),
        (
            "echo Terminating due to java.lang.OutOfMemoryError: Java heap space; exit 3",
            "JUMELLES_ENGINE_HEAP_MB gives it more",
        ),
        ("kill -9 $$", "killed by signal 9; last log line: none"),
        ("echo waiting; exec sleep 60", "no answer in 0.3 s; last log line: waiting"),
    ],
)
def test_an_engine_that_cannot_start_says_why(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, message: str
) -> None:
    wheel = broken_wheel(tmp_path, script)
    monkeypatch.setattr(engine, "_wheel", lambda: wheel)
    monkeypatch.setattr(engine, "_startup_cache", lambda _: tmp_path / "cache" / "engine.aot")
    with (
        pytest.raises(EngineError) as caught,
        local_engine(read_settings(home=settings.home, engine_start_timeout=0.3)),
    ):
        pass
    assert str(caught.value).startswith("The local engine could not start: ")
    assert message in str(caught.value)
    assert soon(lambda: gone(settings))


def test_a_java_that_is_not_there_is_named(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_wheel", lambda: tmp_path)
    with pytest.raises(EngineError, match=r"No such file or directory: .*java"), local_engine(settings):
        pass


def test_a_full_disk_is_told_before_anything_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 10, 3 * 2**20))
    plan = engine_java.Plan(tmp_path, tmp_path, tmp_path, 512, (), 1.0, tmp_path)
    assert engine_child._open(plan) == f"the disk is full, 3 MiB left in {tmp_path}"


@pytest.mark.usefixtures("in_use")
def test_a_disk_that_fills_up_is_told(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "disk_is_full", lambda _: True)
    with (
        pytest.raises(EngineError, match=r"^The disk is full, the local engine cannot write in "),
        local_engine(settings),
    ):
        raise GraphRefusedError("refused a statement: Transaction error on commit")  # what the engine answers then


def test_full_is_a_log_that_says_so_and_no_space_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not engine_java.disk_is_full(tmp_path)
    (tmp_path / "engine.log").write_text("java.io.IOException: No space left on device\n")
    assert not engine_java.disk_is_full(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 10, 0))
    assert engine_java.disk_is_full(tmp_path)


# --- the keeper from inside: where a coverage tool and a debugger see it ---


@pytest.fixture
def keep(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], list[str]]]:
    """Run a keeper in this process, with the wheel at this path, until its users are gone; return its verdicts."""
    root = settings.home / "engine"
    root.mkdir(parents=True, mode=0o700)
    verdicts: list[str] = []

    def run(wheel: Path) -> list[str]:
        plan = {"root": root, "java": wheel / "jre/bin/java", "jars": wheel / "jars", "heap_mb": 256, "options": []}
        plan |= {"start_timeout": 10, "startup_cache": engine._startup_cache(engine._wheel())}
        monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(plan, default=str)))
        monkeypatch.setattr(engine_child, "_say", verdicts.append)
        engine_child.main()
        return verdicts

    mask, handler = os.umask(0o077), signal.getsignal(signal.SIGTERM)
    yield run
    os.umask(mask)
    signal.signal(signal.SIGTERM, handler)


def test_a_keeper_ends_with_its_last_user(settings: Settings, keep: Callable[[Path], list[str]]) -> None:
    answers: list[object] = []

    def use() -> None:
        assert soon((settings.home / "engine" / "engine.json").exists)
        with local_engine(settings) as endpoint, local_engine(settings):
            answers.extend(query(endpoint, "RETURN 1"))

    thread = threading.Thread(target=use)
    thread.start()
    assert keep(engine._wheel()) == ["serving"]
    thread.join()
    assert answers == [1]
    assert javas(settings) == []


def test_a_keeper_tells_its_first_user_why_it_failed(
    settings: Settings, tmp_path: Path, keep: Callable[[Path], list[str]]
) -> None:
    told: list[str] = []

    def use() -> None:
        assert soon((settings.home / "engine" / "engine.json").exists)
        with pytest.raises(EngineError) as caught, local_engine(settings):
            pass
        told.append(str(caught.value))

    thread = threading.Thread(target=use)
    thread.start()
    assert keep(broken_wheel(tmp_path, "echo no luck; exit 7")) == ["serving"]
    thread.join()
    assert told == ["The local engine could not start: it ended with 7; last log line: no luck"]


def test_a_keeper_without_java_and_a_second_one_end_at_once(tmp_path: Path, keep: Callable[[Path], list[str]]) -> None:
    assert keep(tmp_path) == [f"failed No such file or directory: {tmp_path}/jre/bin/java"]
    assert keep(tmp_path)[1:] == ["taken"]  # by the first one, which in truth was a process of its own


# --- the cost of having it ---


def test_importing_it_is_quick_and_does_not_import_the_wheel() -> None:
    code = (
        "import sys, time, graph.settings; before = time.process_time(); import graph.engine\n"
        "assert time.process_time() - before < 0.03\n"
        "assert not {'arcadedb_embedded', 'jpype', 'neo4j'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=CHECKOUT)


@pytest.mark.timeout(120)
def test_a_start_writes_the_cache_that_the_next_one_uses(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache" / "engine.aot"
    monkeypatch.setattr(engine, "_startup_cache", lambda _: cache)
    with local_engine(settings):
        assert not cache.exists()
    assert soon(cache.is_file, within=30)
    assert list(cache.parent.iterdir()) == [cache]
    with local_engine(settings):
        assert f"-XX:AOTCache={cache}" in java(settings).cmdline()
