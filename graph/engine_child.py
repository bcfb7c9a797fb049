"""The keeper of the local engine: a small process of its own that starts the database and stops it again.

Launched by `graph.engine` with the plan as JSON on stdin, with the standard library only: up in 20 ms, 22 MB. It lives
exactly as long as the engine has users; `graph.engine` tells why.

1. It takes `engine.lock`: one keeper per folder, whoever starts. If it is held, the verdict on stdout is `taken`.
2. It opens the lease port on loopback, writes `engine.json`, starts Java; the verdict is `serving`.
3. It answers each user who proves to know the password: the ports when Java is ready, or why it never will be.
4. When the last connection closes it stops Java; the system closes them for a user who is killed.
"""

from __future__ import annotations

import hmac
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from graph.engine_java import NEEDED_SPACE, Plan, Ports, free_port, is_ready, last_log_line, shut_down, start
from graph.engine_lock import own_password, proof, take_lock, write_private

FIRST_USER_GRACE = 5.0
"""How long to wait for a first user, s: whoever had us launched may be killed before it connects."""

STOP_TIMEOUT = 20.0
"""How long Java may take to stop, s: 0.4 usually, 3 when it writes the start-up cache."""


class Keeper:
    """One engine and its users: the connections that are open, each with the nonce it came with."""

    def __init__(self, plan: Plan, password: str) -> None:
        self.plan = plan
        self.password = password
        self.ports = Ports(free_port(), free_port())
        self.training = _training_file(plan.startup_cache)
        self.guard = threading.Lock()  # for all below
        self.users: dict[socket.socket, str] = {}
        self.first_user_deadline = time.monotonic() + FIRST_USER_GRACE
        self.ready = False
        self.failure: str | None = None
        self.stopping = False
        self.changed = threading.Event()  # a user left, Java ended

    def open(self) -> None:
        """Open the lease port, write where it is, start Java.

        Raises:
            OSError: a file cannot be written, or Java not be started.
        """
        self.door = socket.create_server(("127.0.0.1", 0))
        state = {"lease": self.door.getsockname()[1], "http": self.ports.http}
        write_private(self.plan.root / "engine.json", json.dumps(state))
        try:
            self.java = start(self.plan, self.ports, self.training)
        except OSError:
            self.door.close()
            raise
        for task in (self._accept, self._watch_java, self._await_ready):  # not before: a fork with threads may hang
            threading.Thread(target=task, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):  # the door is closed: we are stopping
            while True:
                user, _ = self.door.accept()
                threading.Thread(target=self._serve, args=(user,), daemon=True).start()

    def _serve(self, user: socket.socket) -> None:
        """Hold one connection until the other side closes it, or the system does."""
        with user:
            with suppress(OSError, ValueError, KeyError):  # a stranger, or a user who was killed
                if self._admit(user):
                    while user.recv(100):
                        pass
            self._leave(user)

    def _admit(self, user: socket.socket) -> bool:
        """Count a connection among the users if it knows the password; answer now if there is an answer."""
        user.settimeout(5)
        hello = json.loads(user.recv(1000))
        nonce = str(hello["nonce"])
        if not hmac.compare_digest(proof(self.password, "user", nonce), str(hello["proof"])):
            return False
        user.settimeout(None)
        with self.guard:
            if self.stopping:
                return False
            self.users[user] = nonce
            if self.ready and not self.failure:
                self._tell([user])
        self.changed.set()
        return True

    def _leave(self, user: socket.socket) -> None:
        """Count a user out; the last one's connection stays open until the engine is gone, so that it can wait."""
        with self.guard:
            last = set(self.users) == {user}
            self.users.pop(user, None)
            self.stopping = self.stopping or last
        self.changed.set()
        if last:
            threading.Event().wait()

    def _tell(self, users: list[socket.socket]) -> None:
        """Send the ports or the failure; a user who has the ports finds the failure later, when a query fails."""
        for user in users:
            answer: dict[str, Any] = {"proof": proof(self.password, "keeper", self.users[user])}
            answer |= {"error": self.failure} if self.failure else self.ports._asdict()
            with suppress(OSError):
                user.sendall(json.dumps(answer).encode() + b"\n")

    def _watch_java(self) -> None:
        self.java.wait()
        self.changed.set()

    def _await_ready(self) -> None:
        deadline = time.monotonic() + self.plan.start_timeout
        while self.java.poll() is None and not is_ready(self.ports.http):
            if time.monotonic() > deadline:
                self._fail(f"no answer in {self.plan.start_timeout:g} s")
                self.changed.set()
                return
            time.sleep(0.01)
        with self.guard:
            self.ready = self.java.poll() is None
            if self.ready:
                self._tell(list(self.users))

    def keep(self) -> None:
        """Wait until the engine has failed or is no longer used."""
        while not self._must_stop():
            self.changed.wait(1.0)  # not for ever: a signal handler only sets `stopping`
            self.changed.clear()

    def _must_stop(self) -> bool:
        """Decide under the guard, so that nobody joins meanwhile."""
        with self.guard:
            if (code := self.java.poll()) is not None and not self.failure:
                self._fail(f"killed by signal {-code}" if code < 0 else f"it ended with {code}")
            # An engine that fails at once still waits for whoever had it started: to say why.
            unused = not self.users and time.monotonic() > self.first_user_deadline
            self.stopping = self.stopping or unused or bool(self.failure and self.users)
            return self.stopping

    def _fail(self, what: str) -> None:
        self.failure = f"{what}; last log line: {last_log_line(self.plan.root)}"

    def stop(self) -> None:
        """Tell the users if the engine failed, stop Java, put the start-up cache in its place."""
        self.door.close()
        if self.failure:
            with self.guard:
                self._tell(list(self.users))
        self._stop_java()
        (self.plan.root / "engine.json").unlink(missing_ok=True)
        if self.training:
            _place(self.training, self.plan.startup_cache)

    def _stop_java(self) -> None:
        # Windows has no gentle signal; over HTTP it takes a second longer.
        if sys.platform != "win32" or not shut_down(self.ports.http, self.password):
            self.java.terminate()
        try:
            self.java.wait(STOP_TIMEOUT)
        except subprocess.TimeoutExpired:
            self.java.kill()
            self.java.wait()


def _training_file(cache: Path) -> Path | None:
    """Return where Java shall write the start-up cache, if there is none yet and one can be written."""
    if cache.exists():
        return None
    try:
        cache.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return None
    return cache.with_name(f"{cache.name}.{os.getpid()}") if os.access(cache.parent, os.W_OK) else None


def _place(training: Path, cache: Path) -> None:
    """Move a start-up cache to where the next start finds it; a Java that was killed leaves parts of one."""
    with suppress(OSError):
        if training.is_file():
            training.replace(cache)
        for part in training.parent.glob(f"{training.name}*"):
            part.unlink()


def stop_orphan(root: Path, password: str) -> None:
    """Stop an engine whose keeper was killed; on Linux the kernel has done it by then."""
    try:
        port = int(json.loads((root / "engine.json").read_text(encoding="utf-8"))["http"])
    except (OSError, ValueError, KeyError):
        return
    deadline = time.monotonic() + STOP_TIMEOUT
    if is_ready(port) and shut_down(port, password):
        while is_ready(port) and time.monotonic() < deadline:
            time.sleep(0.05)


def _read_plan() -> Plan:
    given = json.load(sys.stdin)
    paths = {name: Path(given[name]) for name in ("root", "java", "jars", "startup_cache")}
    options = tuple(map(str, given["options"]))
    return Plan(heap_mb=int(given["heap_mb"]), options=options, start_timeout=float(given["start_timeout"]), **paths)


def _open(plan: Plan) -> Keeper | str:
    """Start the engine; return its keeper, or why there is none."""
    try:
        if (free := shutil.disk_usage(plan.root).free) < NEEDED_SPACE:
            return f"the disk is full, {free // 2**20} MiB left in {plan.root}"
        password = own_password(plan.root)
        if sys.platform != "linux":
            stop_orphan(plan.root, password)
        keeper = Keeper(plan, password)
        keeper.open()
    except OSError as error:
        return f"{error.strerror}: {error.filename or plan.root}"
    return keeper


def _say(verdict: str) -> None:
    """Give the one line that the launcher waits for, and let go of its pipes."""
    os.write(1, (" ".join(verdict.split()) + "\n").encode())
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)


def main() -> None:
    """Read the plan, keep the engine, end with its last user."""
    plan = _read_plan()
    os.umask(0o077)
    if take_lock(plan.root / "engine.lock") is None:
        _say("taken")
        return
    keeper = _open(plan)
    if isinstance(keeper, str):
        _say(f"failed {keeper}")
        return
    opened = keeper
    signal.signal(signal.SIGTERM, lambda *_: setattr(opened, "stopping", True))
    _say("serving")
    opened.keep()
    opened.stop()
