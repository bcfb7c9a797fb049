"""The keeper of the local engine: a small process of its own that starts the database and stops it again.

Run as a script by `graph.engine` (`python -I -S engine_child.py`, plan as JSON on stdin), with the standard library
only, so that it is up in 20 ms and weighs 15 MB. It lives exactly as long as the engine has users; see `graph.engine` for why.

1. It takes `engine.lock`: one keeper per folder, whoever starts. If it is held, the verdict is `taken`.
2. It opens the lease port on loopback, writes `engine.json` and gives its verdict, `serving`, on stdout.
3. It starts Java and answers each user that proves to know the password: ports when ready, or the last log line.
4. It stops Java when the last connection has closed; the system closes them for a user who is killed.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

DATABASE = "jumelles"
USER = "root"
FIRST_USER_GRACE = 5.0  # s; whoever had us started may be killed before it connects
STOP_TIMEOUT = 20.0  # s; the first stop writes the start-up cache and takes 3 s, others 0.4 s
STATEMENT_TIMEOUT = 60_000  # ms; the engine ignores the driver's transaction timeout, a runaway query must still end
NEEDED_SPACE = 64 * 2**20  # bytes; a database that cannot write its journal stops half-way
# Plugins register themselves when their jar is on the class path: what we do not use stays off it.
UNUSED_JARS = ("arcadedb-mcp", "arcadedb-redisw", "arcadedb-postgresw", "arcadedb-console", "arcadedb-graphql")

NOISE = re.compile(r"^\s*at |^WARNING: Using incubator|\[aot|AOTC|sponsor")  # stack frames and what says nothing

LOGGING = """\
handlers = java.util.logging.FileHandler
.level = INFO
io.undertow.level = WARNING
org.xnio.level = WARNING
org.jboss.level = WARNING
java.util.logging.FileHandler.pattern = {pattern}
java.util.logging.FileHandler.formatter = com.arcadedb.log.LogFormatter
java.util.logging.FileHandler.limit = 2000000
java.util.logging.FileHandler.count = 1
"""


class Plan(NamedTuple):
    """What to start: `root` is the engine's folder, `startup_cache` a file that halves the start, made if missing."""

    root: Path
    java: Path
    jars: Path
    heap_mb: int
    start_timeout: float
    startup_cache: Path | None


class Ports(NamedTuple):
    """Where the engine listens, on 127.0.0.1 only."""

    bolt: int
    http: int


def proof(password: str, side: str, nonce: str) -> str:
    """The hex HMAC by which `side` (user, keeper) shows that it knows the password without sending it."""
    return hmac.new(password.encode(), f"{side}:{nonce}".encode(), hashlib.sha256).hexdigest()


def take_lock(path: Path) -> int | None:
    """Lock the file for the life of this process; its descriptor, or None where another process holds it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner ever could read, whole or not at all."""
    draft = path.with_name(path.name + ".new")
    draft.unlink(missing_ok=True)
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    draft.replace(path)


def own_password(root: Path) -> str:
    """The engine's password, made at the first start.

    Without it the engine's user file is of no use: it would keep the old password and refuse us for ever.
    """
    path = root / "password"
    if path.is_file() and (known := path.read_text(encoding="utf-8").strip()):
        return known
    (root / "config" / "server-users.jsonl").unlink(missing_ok=True)
    made = secrets.token_urlsafe(32)
    write_private(path, made)
    return made


def last_log_line(root: Path) -> str:
    """The last line the engine wrote: what Java itself complained about, else the end of its log."""
    for name in ("engine.out", "engine.log"):
        try:
            lines = (root / name).read_bytes()[-20_000:].decode(errors="replace").splitlines()
        except OSError:
            continue
        said = [line.strip() for line in lines if line.strip() and not NOISE.search(line)]
        if any("No space left on device" in line for line in said):
            return "the disk is full (No space left on device)"
        if said:
            return said[-1]
    return "it left no log"


def free_port() -> int:
    """A loopback port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def server_command(port: int, password: str, command: dict[str, str] | None = None) -> bool:
    """Ask the engine's HTTP port: give it a server command, or without one ask if it is ready. False if it is not."""
    import base64
    import http.client  # 25 ms: imported while Java starts

    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        if command is None:
            connection.request("GET", "/api/v1/ready")
        else:
            key = base64.b64encode(f"{USER}:{password}".encode()).decode()
            connection.request("POST", "/api/v1/server", json.dumps(command), {"Authorization": f"Basic {key}"})
        return connection.getresponse().status in (200, 204)
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def stop_orphan(root: Path, password: str) -> None:
    """Stop an engine whose keeper was killed; on Linux the kernel has done that already (`death_with_parent`)."""
    try:
        port = int(json.loads((root / "engine.json").read_text(encoding="utf-8"))["http"])
    except (OSError, ValueError, KeyError):
        return
    if not server_command(port, password, {"command": "shutdown"}):
        return
    deadline = time.monotonic() + STOP_TIMEOUT
    while server_command(port, password) and time.monotonic() < deadline:
        time.sleep(0.05)


def death_with_parent() -> Callable[[], object] | None:
    """What Java's process runs before exec so that the kernel kills it with its keeper, kill -9 included (Linux)."""
    if sys.platform != "linux":
        return None
    import ctypes

    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def java_command(plan: Plan, ports: Ports, training: Path | None) -> list[str]:
    """The command line of the engine; the password is not on it, other users can read those."""
    jars = [str(jar) for jar in sorted(plan.jars.glob("*.jar")) if not jar.name.startswith(UNUSED_JARS)]
    options = {
        "java.awt.headless": "true",
        "java.net.preferIPv4Stack": "true",
        "java.util.logging.config.file": plan.root / "logging.properties",
        "file.encoding": "UTF8",
        "polyglot.engine.WarnInterpreterOnly": "false",
        "arcadedb.server.rootPath": plan.root,
        "arcadedb.server.logsDirectory": plan.root / "log",
        "arcadedb.server.rootPasswordPath": plan.root / "password",
        "arcadedb.server.httpIncomingHost": "127.0.0.1",
        "arcadedb.server.httpIncomingPort": ports.http,
        "arcadedb.server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "arcadedb.bolt.host": "127.0.0.1",
        "arcadedb.bolt.port": ports.bolt,
        "arcadedb.bolt.defaultDatabase": DATABASE,
        "arcadedb.server.defaultDatabases": f"{DATABASE}[{USER}]",
        # "production" answers every mistake with "The request failed. Check the server log": so development,
        # with what production would set for safety set here.
        "arcadedb.server.mode": "development",
        "arcadedb.txWalFlush": "1",
        "arcadedb.opencypher.loadCsv.allowFileUrls": "false",
        "arcadedb.serverMetrics": "false",
        "arcadedb.command.timeout": STATEMENT_TIMEOUT,
    }
    virtual_machine = [f"-Xmx{plan.heap_mb}m", "-Xms32m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"]
    virtual_machine.append(f"-XX:ErrorFile={plan.root / 'crash.log'}")
    if training:
        virtual_machine.append(f"-XX:AOTCacheOutput={training}")
    elif plan.startup_cache:
        virtual_machine.append(f"-XX:AOTCache={plan.startup_cache}")
    opened = ("java.util.concurrent.atomic", "java.nio.channels.spi", "java.lang")
    return [
        str(plan.java),
        *virtual_machine,
        "--enable-native-access=ALL-UNNAMED",
        "--add-modules=jdk.incubator.vector",
        *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in opened),
        *(f"-D{key}={value}" for key, value in options.items()),
        "-cp",
        os.pathsep.join(jars),
        "com.arcadedb.server.ArcadeDBServer",
    ]


class Keeper:
    """One engine and its users."""

    def __init__(self, plan: Plan, password: str) -> None:
        self.plan = plan
        self.password = password
        self.ports = Ports(free_port(), free_port())
        self.ready = threading.Event()  # set when the engine answers, and when it never will
        self.wake = threading.Event()  # something changed: a user left, Java ended, a signal came
        self.failure: str | None = None
        self.told_to_stop = False
        self.guard = threading.Lock()
        self.users: set[socket.socket] = set()
        self.first_user_deadline = time.monotonic() + FIRST_USER_GRACE
        self.training = self._training_file()
        self.java: subprocess.Popen[bytes] | None = None

    def _training_file(self) -> Path | None:
        """Where Java shall write the start-up cache, if there is none yet and it can be written."""
        cache = self.plan.startup_cache
        if cache is None or cache.exists():
            return None
        try:
            cache.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError:
            return None
        return cache.with_name(f"{cache.name}.{os.getpid()}") if os.access(cache.parent, os.W_OK) else None

    # --- users ---

    def listen(self) -> None:
        """Open the lease port and write where it is."""
        self.door = socket.create_server(("127.0.0.1", 0))
        state = {"lease": self.door.getsockname()[1], "http": self.ports.http, "pid": os.getpid()}
        write_private(self.plan.root / "engine.json", json.dumps(state))

    def _accept(self) -> None:
        while True:
            try:
                user, _ = self.door.accept()
            except OSError:  # closed: we are stopping
                return
            threading.Thread(target=self._serve, args=(user,), daemon=True).start()

    def _serve(self, user: socket.socket) -> None:
        """Hold one user's connection: check its proof, answer when ready, wait until it closes."""
        with user:
            try:
                if nonce := self._admit(user):
                    self.ready.wait()
                    user.sendall(self._answer(nonce))
                    while user.recv(100):
                        pass
            except (OSError, ValueError, KeyError):
                pass  # a stranger, or a user who was killed
            self._leave(user)

    def _admit(self, user: socket.socket) -> str | None:
        """Count a connection among the users if it knows the password; its nonce."""
        user.settimeout(5)
        hello = json.loads(user.makefile("r", encoding="utf-8").readline(1000))
        nonce = str(hello["nonce"])
        if not hmac.compare_digest(proof(self.password, "user", nonce), str(hello["proof"])):
            return None
        user.settimeout(None)
        with self.guard:
            if self.told_to_stop:
                return None
            self.users.add(user)
            self.first_user_deadline = 0.0
        return nonce

    def _answer(self, nonce: str) -> bytes:
        answer: dict[str, Any] = {"proof": proof(self.password, "keeper", nonce)}
        answer |= {"error": self.failure} if self.failure else self.ports._asdict()
        return json.dumps(answer).encode() + b"\n"

    def _leave(self, user: socket.socket) -> None:
        """Count a user out; the connection of the last one stays open until the engine is gone: so it can wait."""
        with self.guard:
            last = self.users == {user}
            self.users.discard(user)
            self.told_to_stop = self.told_to_stop or last
        self.wake.set()
        if last:
            threading.Event().wait()

    # --- Java ---

    def start_java(self) -> None:
        """Start the engine; its own words go to engine.out, its log to engine.log, both new at each start."""
        root = self.plan.root
        (root / "logging.properties").write_text(LOGGING.format(pattern=(root / "engine.log").as_posix()))
        (root / "engine.log").unlink(missing_ok=True)
        shutil.rmtree(root / "log", ignore_errors=True)  # an event file per start, never removed by the engine
        kept = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT")
        environment = {name: os.environ[name] for name in kept if name in os.environ}
        with open(root / "engine.out", "wb") as out:
            self.java = subprocess.Popen(
                java_command(self.plan, self.ports, self.training),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                cwd=root,
                env=environment,
                preexec_fn=death_with_parent(),
            )
        for task in (
            self._accept,
            self._watch_java,
            self._await_ready,
        ):  # threads only now: a fork with threads may hang
            threading.Thread(target=task, daemon=True).start()

    def _watch_java(self) -> None:
        assert self.java is not None
        self.java.wait()
        self.wake.set()

    def _await_ready(self) -> None:
        deadline = time.monotonic() + self.plan.start_timeout
        while not server_command(self.ports.http, self.password):
            if self.java is None or self.java.poll() is not None:
                return
            if time.monotonic() > deadline:
                self.failure = (
                    f"no answer in {self.plan.start_timeout:g} s; last log line: {last_log_line(self.plan.root)}"
                )
                self.wake.set()
                return
            time.sleep(0.01)
        self.ready.set()

    def _must_stop(self) -> bool:
        """Whether the engine has ended or has no users; decided under the guard, so that nobody joins meanwhile."""
        with self.guard:
            if self.java is not None and (code := self.java.poll()) is not None and not self.failure:
                self.failure = f"ended with {code}; last log line: {last_log_line(self.plan.root)}"
            unused = not self.users and time.monotonic() > self.first_user_deadline
            self.told_to_stop = self.told_to_stop or unused or self.failure is not None
            return self.told_to_stop

    def keep(self) -> None:
        """Wait until the engine has ended or is no longer used."""
        while not self._must_stop():
            self.wake.wait(1.0)  # a second, not for ever: the signal handler may not touch the event
            self.wake.clear()

    def stop(self) -> None:
        """Tell the users if it failed, stop Java, put the start-up cache in its place."""
        self.door.close()
        self.ready.set()
        self._tell_users()
        if self.java is not None:
            self._stop_java(self.java)
        (self.plan.root / "engine.json").unlink(missing_ok=True)
        if self.training and self.training.is_file() and self.plan.startup_cache:
            self.training.replace(self.plan.startup_cache)

    def _tell_users(self) -> None:
        """Leave the reason in the connection of every user: there it is found when a query fails."""
        with self.guard:
            users = list(self.users)
        for user in users:
            try:
                if self.failure:
                    user.sendall(json.dumps({"error": self.failure}).encode() + b"\n")
                user.shutdown(socket.SHUT_WR)
            except OSError:
                continue

    def _stop_java(self, java: subprocess.Popen[bytes]) -> None:
        """Stop by signal (0.4 s); Windows has none that is gentle, there by HTTP (1.3 s)."""
        if sys.platform != "win32" or not server_command(self.ports.http, self.password, {"command": "shutdown"}):
            java.terminate()
        try:
            java.wait(STOP_TIMEOUT)
        except subprocess.TimeoutExpired:
            java.kill()
            java.wait()


def say(verdict: str) -> None:
    """Give the one line that the starter waits for, and let go of its pipe."""
    os.write(1, (" ".join(verdict.split()) + "\n").encode())
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def main() -> None:
    """Read the plan, keep the engine, end with its last user."""
    given = json.load(sys.stdin)
    cache = given["startup_cache"]
    plan = Plan(
        Path(given["root"]),
        Path(given["java"]),
        Path(given["jars"]),
        given["heap_mb"],
        given["start_timeout"],
        Path(cache) if cache else None,
    )
    os.umask(0o077)
    if (lock := take_lock(plan.root / "engine.lock")) is None:
        return say("taken")
    try:
        if (free := shutil.disk_usage(plan.root).free) < NEEDED_SPACE:
            return say(f"error the disk is full: {free // 2**20} MiB left in {plan.root}")
        password = own_password(plan.root)
        if sys.platform != "linux":
            stop_orphan(plan.root, password)
        keeper = Keeper(plan, password)
        keeper.listen()
        keeper.start_java()
    except OSError as error:
        return say(f"error {error.strerror}: {error.filename or plan.root}")
    signal.signal(signal.SIGTERM, lambda *_: setattr(keeper, "told_to_stop", True))
    say("serving")
    keeper.keep()
    keeper.stop()
    os.close(lock)


if __name__ == "__main__":
    main()
