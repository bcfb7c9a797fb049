"""The local engine: a database of one's own, started when it is needed and gone when it is not.

ArcadeDB speaks Neo4j's Bolt protocol and comes as a wheel with its own Java. It runs in a process of its own: inside
Python (JPype) the interpreter died with SIGSEGV at exit and one `SET n:Label` hung.

Two commands may use one folder at the same time, and the one that started the engine may end first, or be killed. So
no command owns it. A keeper (`graph.engine_child`) does: a small process that holds the folder's lock and has Java as
its child. **To use the engine is to hold a connection to the keeper.** The system closes the connection of a process
however it ends, so there is no lease file to go stale, no process id to be reused, nothing to clean up:

- join: `engine.json` says where the keeper listens; both sides prove that they know the password (an HMAC, never the
  password itself), the keeper answers with the ports once the engine is ready.
- start: nobody answers there, so launch a keeper. Of two launched at once the second finds the lock held and ends; its
  user joins the first.
- end: the last connection closes, the keeper stops Java, releases the lock and ends.
- kill -9 of users: their connections close. Of Java: the keeper tells every user and ends. Of the keeper: the kernel
  kills Java (Linux), or the next keeper stops it over HTTP (elsewhere). The database recovers from its journal.

Everything lies in `<home>/engine`, mode 0700: `password` (0600), `databases/`, `engine.log` (this run, at most 2 MB),
`engine.out` (what Java says outside its log). Only `<user cache>/jumelles` is shared: a start-up cache of Java, 48 MB,
which takes a start from 1.1 s to 0.7 s. The first stop ever writes it in 3 s; whoever comes meanwhile waits that long.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import json
import os
import secrets
import select
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.engine_java import DATABASE, USER, disk_is_full
from graph.engine_lock import proof
from graph.errors import EngineError, GraphRefusedError, GraphUnavailableError, SettingsError
from graph.settings import Settings

KEEPER = "import sys; sys.path.append(sys.argv[1]); from graph.engine_child import main; main()"
"""What the keeper's Python runs. Appended, not inserted: nothing of ours may hide the standard library from it."""

FAREWELL = 1.0
"""How long the last user waits until the engine has closed its files, s; that takes 0.4."""


@dataclass(frozen=True)
class Endpoint:
    """Where a graph is reached. `http_port` is the local engine's SQL door, None for a Neo4j."""

    uri: str
    username: str
    password: str = field(repr=False)
    database: str | None
    http_port: int | None = None
    keeper: socket.socket | None = field(default=None, repr=False, compare=False)

    def alive(self) -> bool:
        """Return whether the local engine runs, as far as its keeper has told; asks nobody."""
        try:
            return self.keeper is not None and not select.select([self.keeper], [], [], 0)[0]
        except (OSError, ValueError):  # closed
            return False


@dataclass
class Lease:
    """The use of an engine: it runs at least until the connection is closed."""

    endpoint: Endpoint
    connection: socket.socket

    def epitaph(self, wait: float = 0.0) -> str | None:
        """Why the engine has ended, after waiting for the news up to `wait` seconds; None while it runs."""
        if not select.select([self.connection], [], [], wait)[0]:
            return None
        try:
            said = json.loads(self.connection.recv(10_000) or b"{}")
        except (OSError, ValueError):
            said = {}
        return str(said.get("error", "its keeper has ended"))

    def release(self) -> None:
        """Let go; if nobody else uses the engine, wait a little until it is gone."""
        try:
            self.connection.shutdown(socket.SHUT_WR)
            self.connection.settimeout(FAREWELL)
            while self.connection.recv(10_000):
                pass
        except OSError:
            pass
        finally:
            self.connection.close()


@contextmanager
def local_engine(settings: Settings) -> Iterator[Endpoint]:
    """Use the engine of `settings.home`: one that runs already, else one started now; the last user stops it.

    Raises:
        SettingsError: the folder cannot be made or written; names it.
        EngineError: not available for this machine, not started, not ready in time; or it died or found the disk full
            while it was used: then an error of the graph that leaves the block becomes this one and says so.
    """
    lease = _use(settings)
    try:
        yield lease.endpoint
    except Exception as error:
        if _is_of_graph(error):
            if reason := lease.epitaph(wait=0.5):
                todo = getattr(error, "todo", "")
                raise EngineError(f"The local engine died: {reason}" + (f"; {todo}" if todo else "")) from error
            if disk_is_full(engine_folder(settings)):
                raise EngineError(f"The disk is full, the local engine cannot write in {settings.home}") from error
        raise
    finally:
        lease.release()


def _is_of_graph(error: Exception) -> bool:
    # Refused too: a connection that a dying engine never accepted looks like a server that is not Neo4j.
    return isinstance(error, (GraphUnavailableError, GraphRefusedError)) or type(error).__module__.startswith("neo4j")


def running(settings: Settings) -> Endpoint | None:
    """Where the engine of `settings.home` is reached, if one runs; starts nothing."""
    lease = _join(engine_folder(settings), settings.engine_start_timeout)
    if lease is None:
        return None
    lease.release()
    return lease.endpoint


def sql(endpoint: Endpoint, statement: str) -> list[dict[str, Any]]:
    """Run one SQL statement on the local engine (what its Cypher cannot do, such as a full-text index).

    Raises:
        EngineError: no such door, no answer, or refused; quotes the engine.
    """
    import http.client  # 25 ms, and only a schema change needs it

    if endpoint.http_port is None:
        raise EngineError("Only the local engine takes SQL")
    key = base64.b64encode(f"{endpoint.username}:{endpoint.password}".encode()).decode()
    headers = {"Authorization": f"Basic {key}", "Content-Type": "application/json"}
    connection = http.client.HTTPConnection("127.0.0.1", endpoint.http_port, timeout=60)
    try:
        body = json.dumps({"language": "sql", "command": statement})
        connection.request("POST", f"/api/v1/command/{endpoint.database}", body, headers)
        response = connection.getresponse()
        said = json.loads(response.read())
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise EngineError(f"The local engine does not answer: {error}") from error
    finally:
        connection.close()
    if response.status != 200:
        raise EngineError(f"The local engine refused {statement!r}: {said.get('detail') or said.get('error')}")
    return list(said["result"])


def _use(settings: Settings) -> Lease:
    """Join, or start and join, within `settings.engine_start_timeout`."""
    root = engine_folder(settings)
    deadline = time.monotonic() + settings.engine_start_timeout
    while True:
        if lease := _join(root, settings.engine_start_timeout + 5):
            return lease
        if time.monotonic() > deadline:
            raise EngineError(f"The local engine did not start in {settings.engine_start_timeout:g} s ({root})")
        if _launch(settings, root) == "taken":  # its keeper starts or stops just now
            time.sleep(0.05)


def engine_folder(settings: Settings) -> Path:
    """Return where the engine of a home keeps all that is its own."""
    return settings.home / "engine"


def _join(root: Path, timeout: float) -> Lease | None:
    """Connect to the keeper of this folder and wait until its engine is ready; None where nobody answers."""
    try:
        port = int(json.loads((root / "engine.json").read_text(encoding="utf-8"))["lease"])
        password = (root / "password").read_text(encoding="utf-8").strip()
        connection = socket.create_connection(("127.0.0.1", port), timeout=timeout)
    except (OSError, ValueError, KeyError):
        return None
    answer = _introduce(connection, password)
    if answer is None or "error" in answer:
        connection.close()
        if answer:
            raise EngineError(f"The local engine could not start: {answer['error']}")
        return None
    return Lease(
        Endpoint(f"bolt://127.0.0.1:{answer['bolt']}", USER, password, DATABASE, answer["http"], connection),
        connection,
    )


def _introduce(connection: socket.socket, password: str) -> dict[str, Any] | None:
    """Prove that we know the password and have the other side prove it too; its answer, None if it is not our keeper."""
    nonce = secrets.token_hex(16)
    hello = {"nonce": nonce, "proof": proof(password, "user", nonce)}
    try:
        connection.sendall(json.dumps(hello).encode() + b"\n")
        answer = json.loads(connection.recv(10_000).partition(b"\n")[0] or b"{}")
    except (OSError, ValueError):
        return None
    known = isinstance(answer, dict) and answer.get("proof") == proof(password, "keeper", nonce)
    return answer if known else None


def _launch(settings: Settings, root: Path) -> str:
    """Start a keeper and return its verdict: `serving`, or `taken` if this folder has one already.

    Raises:
        SettingsError, EngineError: see `local_engine`.
    """
    package = _wheel()
    _make_folder(root)
    plan = {
        "root": str(root.absolute()),
        "java": str(package / "jre" / "bin" / ("java.exe" if sys.platform == "win32" else "java")),
        "jars": str(package / "jars"),
        "heap_mb": settings.engine_heap_mb,
        "options": settings.engine_java_options.split(),
        "start_timeout": settings.engine_start_timeout,
        "startup_cache": str(_startup_cache(package).absolute()),
    }
    keeper = subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", KEEPER, str(Path(__file__).parent.parent)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,  # a Ctrl-C in the terminal is for the command, which then lets go of the engine
    )
    verdict, _, reason = _ask(keeper, json.dumps(plan)).partition(" ")
    if verdict == "serving":
        # It outlives us if others join: not ours to wait for. Without this Popen warns that it still runs.
        keeper.returncode = 0
        return verdict
    keeper.wait()
    if verdict != "taken":
        raise EngineError(f"The local engine could not start: {reason or 'its keeper ended without a word'}")
    return verdict


def _ask(process: subprocess.Popen[bytes], line: str) -> str:
    """Send a process one line and return the line it answers with, empty if it ended instead."""
    stdin, stdout = process.stdin, process.stdout
    assert stdin is not None
    assert stdout is not None
    with stdout:
        with suppress(BrokenPipeError), stdin:
            stdin.write(line.encode())
        return stdout.readline().decode().strip()


def _wheel() -> Path:
    """The folder of the engine's wheel, found without importing it (that takes 100 ms and starts JPype)."""
    found = importlib.util.find_spec("arcadedb_embedded")
    if found is None or not found.submodule_search_locations:
        raise EngineError(
            "The local engine does not exist for this machine (it does for Linux x86-64, macOS on Apple silicon and "
            "Windows): set NEO4J_URI to use a Neo4j"
        )
    return Path(found.submodule_search_locations[0])


def _startup_cache(package: Path) -> Path:
    """Where Java's start-up cache lies, by the wheel's place and age: another wheel gets another cache."""
    from platformdirs import user_cache_path

    wheel = f"{package}:{package.stat().st_mtime_ns}"
    name = f"engine-{hashlib.sha256(wheel.encode()).hexdigest()[:12]}.aot"
    return user_cache_path("jumelles", appauthor=False) / name


def _make_folder(root: Path) -> None:
    try:
        root.mkdir(parents=True, exist_ok=True)
        root.chmod(0o700)
    except OSError as error:
        raise SettingsError(f"JUMELLES_HOME: {root.parent} cannot be used: {error.strerror}") from error
    if not os.access(root, os.W_OK | os.X_OK):
        raise SettingsError(f"JUMELLES_HOME: {root.parent} cannot be written")
