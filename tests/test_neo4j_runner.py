"""The Neo4j that the other tests run on is one, is private, and is gone afterwards."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError

from tests.support import neo4j_server
from tests.support.neo4j_server import CHECKOUT

pytestmark = pytest.mark.timeout(180)


@pytest.fixture(autouse=True)
def _runs_here() -> None:
    if reason := neo4j_server.available():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"Neo4j cannot run: {reason}")


def servers(home: Path) -> list[psutil.Process]:
    """Return the Java processes whose data lies below this folder."""
    return [
        process
        for process in psutil.process_iter(["cmdline"])
        if str(home / "neo4j") in (process.info["cmdline"] or []) and process.status() != psutil.STATUS_ZOMBIE
    ]


def test_it_is_a_neo4j_on_loopback_behind_a_password(tmp_path: Path) -> None:
    with neo4j_server.neo4j_server(tmp_path) as endpoint:
        with GraphDatabase.driver(endpoint.uri, auth=(endpoint.username, endpoint.password)) as driver:
            assert driver.get_server_info().agent == f"Neo4j/{neo4j_server.version()}"
            assert driver.execute_query("RETURN 1 AS one", database_=endpoint.database).records[0]["one"] == 1
        with GraphDatabase.driver(endpoint.uri, auth=(endpoint.username, "guess")) as driver, pytest.raises(AuthError):
            driver.verify_connectivity()
        (server,) = servers(tmp_path)
        listening = {c.laddr.ip for c in server.net_connections() if c.status == psutil.CONN_LISTEN}
        assert {address.removeprefix("::ffff:") for address in listening} == {"127.0.0.1"}
    assert servers(tmp_path) == []


def test_it_ends_with_tests_that_are_killed(tmp_path: Path) -> None:
    code = (
        "import sys, time, pathlib\n"
        "from tests.support.neo4j_server import neo4j_server\n"
        "with neo4j_server(pathlib.Path(sys.argv[1])): print('up', flush=True); time.sleep(600)\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=CHECKOUT) as tests:
        assert tests.stdout is not None
        assert tests.stdout.readline() == b"up\n"
        assert servers(tmp_path)
        tests.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 15
    while servers(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert servers(tmp_path) == []


def test_without_java_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert neo4j_server.available() == "no java on the path (17 or newer)"
