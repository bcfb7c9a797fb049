"""The database server as a Java process: its command line, its start, its log, its HTTP port.

Standard library only: the keeper of the engine runs without installed packages.
"""

from __future__ import annotations

import base64
import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

DATABASE = "jumelles"
USER = "root"

STATEMENT_TIMEOUT = 60_000
"""How long one statement may run, ms. The engine ignores the driver's timeout, and a runaway query must end."""

NEEDED_SPACE = 64 * 2**20
"""Free bytes without which nothing is started: a database that cannot write its journal stops half-way."""

NO_SPACE = "No space left on device"
NO_HEAP = "java.lang.OutOfMemoryError: Java heap space"

UNUSED_JARS = ("arcadedb-mcp", "arcadedb-redisw", "arcadedb-postgresw", "arcadedb-console", "arcadedb-graphql")
"""Plugins register themselves when their jar is on the class path: what we do not use stays off it."""

NOISE = re.compile(r"^\s*(at |\^)|^WARNING: |\[aot|AOTC|sponsor|Picked up")
"""Lines of a log that tell nothing: stack frames, warnings of the virtual machine, a request for donations."""

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


LOWEST_PORT, PORTS = 20_000, 12_000


class Plan(NamedTuple):
    """What to start: `root` is the engine's folder, `startup_cache` a file that halves the start, made if missing.

    All paths are absolute; the heap is in MiB, the timeout in seconds; `options` are further ones for Java.
    """

    root: Path
    java: Path
    jars: Path
    heap_mb: int
    options: tuple[str, ...]
    start_timeout: float
    startup_cache: Path


class Ports(NamedTuple):
    """Where the engine listens, on 127.0.0.1 only."""

    bolt: int
    http: int


def free_port() -> int:
    """Return a loopback port that is free now, below those that systems hand to whoever connects.

    One of theirs may be taken by any connection before Java, which is slow to come, has bound it.
    """
    for tried in (*(LOWEST_PORT + secrets.randbelow(PORTS) for _ in range(50)), 0):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", tried))
            return int(probe.getsockname()[1])
    raise OSError("no port is free on 127.0.0.1")


def command_line(plan: Plan, ports: Ports, training: Path | None) -> list[str]:
    """Return the engine's command line; the password is not on it, for everybody on the machine can read it."""
    jars = [str(jar) for jar in sorted(plan.jars.glob("*.jar")) if not jar.name.startswith(UNUSED_JARS)]
    opened = ("java.util.concurrent.atomic", "java.nio.channels.spi", "java.lang")
    return [
        str(plan.java),
        f"-Xmx{plan.heap_mb}m",
        "-Xms32m",
        "-XX:+UseSerialGC",  # the smallest process; a heap of this size has no long pauses
        "-XX:+ExitOnOutOfMemoryError",
        f"-XX:ErrorFile={plan.root / 'crash.log'}",
        f"-XX:AOTCacheOutput={training}" if training else f"-XX:AOTCache={plan.startup_cache}",
        "-Xlog:disable",  # what the virtual machine thinks of its start-up cache
        *plan.options,
        "--enable-native-access=ALL-UNNAMED",
        "--add-modules=jdk.incubator.vector",
        *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in opened),
        *(f"-D{key}={value}" for key, value in _options(plan.root, ports).items()),
        "-cp",
        os.pathsep.join(jars),
        "com.arcadedb.server.ArcadeDBServer",
    ]


def _options(root: Path, ports: Ports) -> dict[str, object]:
    return {
        "java.awt.headless": "true",
        "java.net.preferIPv4Stack": "true",
        "java.util.logging.config.file": root / "logging.properties",
        "file.encoding": "UTF8",
        "polyglot.engine.WarnInterpreterOnly": "false",
        "arcadedb.server.rootPath": root,
        "arcadedb.server.logsDirectory": root / "log",
        "arcadedb.server.rootPasswordPath": root / "password",
        "arcadedb.server.httpIncomingHost": "127.0.0.1",
        "arcadedb.server.httpIncomingPort": ports.http,
        "arcadedb.server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "arcadedb.bolt.host": "127.0.0.1",
        "arcadedb.bolt.port": ports.bolt,
        "arcadedb.bolt.defaultDatabase": DATABASE,
        "arcadedb.server.defaultDatabases": f"{DATABASE}[{USER}]",
        # In "production" every mistake is answered with "The request failed. Check the server log": so development,
        # with what production would set for safety set here.
        "arcadedb.server.mode": "development",
        "arcadedb.txWalFlush": 1,
        "arcadedb.opencypher.loadCsv.allowFileUrls": "false",
        "arcadedb.serverMetrics": "false",
        "arcadedb.command.timeout": STATEMENT_TIMEOUT,
    }


def start(plan: Plan, ports: Ports, training: Path | None) -> subprocess.Popen[bytes]:
    """Start the engine; what Java says goes to engine.out, its log to engine.log, both new at each start.

    Raises:
        OSError: a file cannot be written, or Java not be started.
    """
    root = plan.root
    (root / "logging.properties").write_text(LOGGING.format(pattern=(root / "engine.log").as_posix()), encoding="utf-8")
    (root / "engine.log").unlink(missing_ok=True)
    shutil.rmtree(root / "log", ignore_errors=True)  # the engine adds a file at each start and removes none
    kept = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT")  # no JAVA_TOOL_OPTIONS, no secrets
    with (root / "engine.out").open("wb") as out:
        return subprocess.Popen(
            command_line(plan, ports, training),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            cwd=root,
            env={name: os.environ[name] for name in kept if name in os.environ},
            preexec_fn=_death_with_parent(),
        )


def _death_with_parent() -> Callable[[], object] | None:
    """Return what Java's process runs first so that the kernel kills it with its keeper, kill -9 included (Linux)."""
    if sys.platform != "linux":
        return None
    import ctypes

    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def is_ready(port: int) -> bool:
    """Return whether the engine answers at its HTTP port."""
    return _request(port, "GET", "/api/v1/ready")


def shut_down(port: int, password: str) -> bool:
    """Ask the engine at this port to end; return whether it will."""
    key = base64.b64encode(f"{USER}:{password}".encode()).decode()
    return _request(port, "POST", "/api/v1/server", json.dumps({"command": "shutdown"}), key)


def _request(port: int, method: str, path: str, body: str | None = None, key: str = "") -> bool:
    import http.client  # 25 ms: imported while Java starts

    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request(method, path, body, {"Authorization": f"Basic {key}"} if key else {})
        return connection.getresponse().status in (200, 204)
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def disk_is_full(root: Path) -> bool:
    """Return whether the engine lacked space in this run and there is little now; its answers do not say so."""
    try:
        lacked = NO_SPACE in (root / "engine.log").read_text(encoding="utf-8", errors="replace")
        return lacked and shutil.disk_usage(root).free < NEEDED_SPACE
    except OSError:
        return False


def last_log_line(root: Path) -> str:
    """Return the last thing the engine said: what Java itself complained about, else the end of its log."""
    for name in ("engine.out", "engine.log"):
        try:
            lines = (root / name).read_bytes()[-20_000:].decode(errors="replace").splitlines()
        except OSError:
            continue
        said = [line.strip() for line in lines if line.strip() and not NOISE.search(line)]
        if any(NO_SPACE in line for line in said):
            return f"the disk is full ({NO_SPACE})"
        if any(NO_HEAP in line for line in said):
            return f"its heap is full ({NO_HEAP}): JUMELLES_ENGINE_HEAP_MB gives it more"
        if said:
            return said[-1][:500]
    return "none"
