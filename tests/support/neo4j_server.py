"""A real Neo4j for the tests: jars brought once by Maven, a server of one's own on a free loopback port.

`python -m tests.support.neo4j_server --fetch` brings the jars (123 MB) into `.cache/neo4j/`. The server ends when its
stdin closes, so it ends with the tests, however they end.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock

from graph.engine import Endpoint
from graph.engine_java import free_port

CHECKOUT = Path(__file__).parents[2]
SOURCES = CHECKOUT / "tests" / "neo4j"
HEAP_MB = int(os.environ.get("NEO4J_TEST_HEAP_MB", "768"))
START_TIMEOUT = 90.0  # s; 6 to 12 on two cores, more when test processes start several
# Neo4j reaches into these packages of Java 17.
OPENED = ("java.nio", "java.io", "java.lang", "java.util.concurrent", "sun.nio.ch")


def version() -> str:
    """Return the version pinned in the pom."""
    found = re.search(r"<neo4j.version>([^<]+)<", (SOURCES / "pom.xml").read_text(encoding="utf-8"))
    assert found is not None
    return found[1]


def available() -> str | None:
    """Return None if a Neo4j can run here, else the reason in one line."""
    if shutil.which("java") is None:
        return "no java on the path (17 or newer)"
    if not _jars().is_dir() and shutil.which("mvn") is None:
        return "no mvn on the path, and the jars were not fetched before"
    return None


def fetch() -> Path:
    """Bring the jars, unless they are there; return their folder.

    Raises:
        RuntimeError: Maven failed; quotes its first complaint.
    """
    jars = _jars()
    jars.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(jars.parent / "fetch.lock"):
        if not jars.is_dir():
            # Into a draft first: a folder that was half filled when somebody pressed Ctrl-C would stay so.
            draft = jars.with_name("draft")
            _maven(draft)
            draft.rename(jars)
    return jars


def _jars() -> Path:
    return CHECKOUT / ".cache" / "neo4j" / version() / "lib"


def _maven(folder: Path) -> None:
    command = ["mvn", "-q", "-B", "-f", str(SOURCES / "pom.xml"), "dependency:copy-dependencies"]
    options = ["-DincludeScope=runtime", f"-DoutputDirectory={folder}"]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    if done.returncode:
        complaints = [line for line in done.stdout.splitlines() if line.startswith("[ERROR]")]
        raise RuntimeError(f"Maven could not bring Neo4j: {(complaints or ['no reason given'])[0]}")


@contextmanager
def neo4j_server(
    home: Path, at: Endpoint | None = None, *, compile_fully: bool = False, tls: bool = False
) -> Iterator[Endpoint]:
    """Run a Neo4j with its data below `home`; ready when yielded, gone afterwards.

    `at` brings one back where it was before, with the data that it left. Java's second compiler makes a start twice as
    dear and only pays when something is measured: `compile_fully`. With `tls` it takes encrypted connections as well, with a
    certificate that nobody but itself has signed.

    Raises:
        RuntimeError: it could not be fetched or started; quotes the end of its log.
    """
    home.mkdir(parents=True, exist_ok=True)
    log = home / "neo4j.log"
    endpoint = at or Endpoint(f"bolt://127.0.0.1:{free_port()}", "neo4j", secrets.token_urlsafe(16), "neo4j")
    more = [str(_certificate(home / "certificates"))] if tls else []
    process = _start(home, endpoint, log, more, compile_fully=compile_fully)
    assert process.stdin is not None
    try:
        process.stdin.write(f"{endpoint.password}\n".encode())
        process.stdin.flush()
        _await_ready(process, log)
        yield endpoint
    finally:
        with suppress(BrokenPipeError):
            process.stdin.close()
        process.wait()


def _certificate(folder: Path) -> Path:
    """Make a key and a certificate of its own for this machine's loopback address, unless they are there."""
    if not folder.is_dir():
        folder.mkdir()
        names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"]
        files = ["-keyout", str(folder / "private.key"), "-out", str(folder / "public.crt")]
        command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *names, *files]
        subprocess.run(command, check=True, capture_output=True)
    return folder


def _start(
    home: Path, endpoint: Endpoint, log: Path, more: Sequence[str], *, compile_fully: bool
) -> subprocess.Popen[bytes]:
    port = endpoint.uri.rpartition(":")[2]
    command = [
        "java",
        *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED),
        f"-Xmx{HEAP_MB}m",
        "-XX:+UseSerialGC",
        *([] if compile_fully else ["-XX:TieredStopAtLevel=1"]),
        "-cp",
        f"{fetch()}{os.sep}*",
        str(SOURCES / "Neo4jServer.java"),
        str(home / "neo4j"),
        port,
        *more,
    ]
    with log.open("wb") as out:
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=out, stderr=out, start_new_session=True)


def _await_ready(process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_TIMEOUT
    while b"ready" not in log.read_bytes().splitlines():
        if process.poll() is not None or time.monotonic() > deadline:
            lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
            raise RuntimeError(f"Neo4j did not start: {(lines or ['it said nothing'])[-1]}")
        time.sleep(0.05)


if __name__ == "__main__":
    if sys.argv[1:] != ["--fetch"]:
        sys.exit("usage: python -m tests.support.neo4j_server --fetch")
    if why_not := available():
        sys.exit(f"Neo4j cannot run: {why_not}")
    fetch()
