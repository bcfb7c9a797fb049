"""Keys, limits and headers: who gets in, what is said to whom does not, and what is kept of it."""

from __future__ import annotations

import base64
import datetime as dt
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from fastapi.testclient import TestClient
from structlog.testing import capture_logs

from api.access.keys import Keyring, Scope
from api.app import create_app
from cli.serve import log_as_json, run
from graph.errors import SettingsError
from graph.settings import read_settings

AWAY = "bolt://127.0.0.1:1"


@pytest.fixture
def keyring(tmp_path: Path) -> Keyring:
    return Keyring(tmp_path)


def client(home: Path, *, key_required: bool = False, **settings: object) -> TestClient:
    """A client of an app whose graph is away: what the gate lets through answers 503."""
    made = read_settings(home=home, neo4j_uri=AWAY, connect_timeout=0.2, **settings)
    return TestClient(create_app(made, key_required=key_required), raise_server_exceptions=False)


def test_a_key_is_hashed_at_rest_and_known_again_by_another_process(tmp_path: Path, keyring: Keyring) -> None:
    key, text = keyring.make("dashboard", [Scope.READ])
    file = tmp_path / "keys.json"
    assert text.rpartition("_")[2] not in file.read_text(encoding="utf-8")
    assert file.stat().st_mode & 0o077 == 0
    other = Keyring(tmp_path)
    assert other.find(text) == key
    keyring.revoke(key.id)
    assert other.find(text) is None


@pytest.mark.parametrize("wrong", ["", "-", "jml", "jml_", "jml__", "jml_00000000_x", "ünï_x_y", "jml_" + "a" * 9000])
def test_what_is_no_key_is_none(keyring: Keyring, wrong: str) -> None:
    keyring.make("one", [Scope.READ])
    assert keyring.find(wrong) is None


def test_a_key_works_until_its_last_day(keyring: Keyring) -> None:
    day = dt.date(2027, 1, 31)
    key, text = keyring.make("short", [Scope.READ], expires=day)
    assert keyring.find(text, today=day) == key
    assert keyring.find(text, today=day + dt.timedelta(days=1)) is None


def test_without_a_key_only_health_and_files_answer(tmp_path: Path, keyring: Keyring) -> None:
    _, text = keyring.make("reader", [Scope.READ])
    app = client(tmp_path, key_required=True)
    assert app.get("/healthz").status_code == 200
    assert app.get("/static/logo.svg").status_code == 200
    for path in every_path(app):
        refused = app.get(path)
        assert refused.status_code == 401, path
        assert "Bearer" in refused.headers["www-authenticate"]
        assert refused.json()["title"] == "Unauthorized"
    basic = base64.b64encode(f"anyone:{text}".encode()).decode()
    for headers in ({"X-API-Key": text}, {"Authorization": f"Bearer {text}"}, {"Authorization": f"Basic {basic}"}):
        assert app.get("/metrics", headers=headers).status_code == 200
    assert app.get("/metrics", headers={"X-API-Key": text + "x"}).status_code == 401
    assert app.get("/metrics", headers={"Authorization": "Basic ?"}).status_code == 401


def every_path(app: TestClient) -> Iterator[str]:
    """Every address of the API, with something in place of its parameters, and some pages."""
    for path in app.app.openapi()["paths"]:  # type: ignore[attr-defined]
        if path not in ("/healthz", "/readyz"):
            yield path.replace("{id}", "x").replace("{a}", "x")
    yield from ("/", "/map", "/sources", "/openapi.json", "/docs", "/nowhere")


def test_people_need_their_scope_where_the_instance_says_so(tmp_path: Path, keyring: Keyring) -> None:
    _, reader = keyring.make("reader", [Scope.READ])
    _, people = keyring.make("people", [Scope.PEOPLE])
    app = client(tmp_path, people_scope=True)
    for path in (
        "/v1/people",
        "/v1/people/x",
        "/v1/people.csv",
        "/v1/contacts",
        "/browse/people",
        "/v1/collectivities/fr-nancy/contacts",
        "/person/x",
    ):
        assert app.get(path).status_code == 401, path
        assert app.get(path, headers={"X-API-Key": reader}).status_code == 403, path
        assert app.get(path, headers={"X-API-Key": people}).status_code not in (401, 403), path
    assert app.get("/metrics", headers={"X-API-Key": people}).status_code == 200


def test_a_rate_that_is_none_is_refused_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="JUMELLES_RATE_LIMIT"):
        client(tmp_path, rate_limit="often")


def test_giants_and_strange_hosts_are_refused(tmp_path: Path) -> None:
    app = client(tmp_path, hosts="graph.example, localhost")
    assert app.get("/healthz", headers={"host": "graph.example:8000"}).status_code == 200
    assert app.get("/healthz", headers={"host": "bent.example"}).status_code == 400
    long = app.get("/v1/sources?x=" + "a" * 5000, headers={"host": "localhost"})
    assert long.status_code == 414
    giant = app.post("/read", headers={"host": "localhost", "content-length": str(10**12)}, content=b"")
    assert giant.status_code == 413
    assert giant.headers["content-type"] == "application/problem+json"


def test_every_answer_has_its_id_and_the_headers_of_safety(tmp_path: Path) -> None:
    app = client(tmp_path)
    for path in ("/healthz", "/nowhere", "/static/logo.svg", "/v1/sources"):
        answer = app.get(path, headers={"x-request-id": "req-1"})
        assert answer.headers["x-request-id"] == "req-1"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "unsafe-inline" not in answer.headers["content-security-policy"].split("script-src")[-1]
    assert app.get("/healthz", headers={"x-request-id": "bad id\x7f"}).headers["x-request-id"].startswith("req-")


def test_the_log_and_the_counters_hold_no_names(tmp_path: Path, keyring: Keyring) -> None:
    key, text = keyring.make("reader", [Scope.READ])
    app = client(tmp_path, access_log=True)
    with capture_logs() as logs:
        app.get("/v1/people/antoine-le-solleuz?fields=name", headers={"X-API-Key": text})
    (said,) = [line for line in logs if line["event"] == "request"]
    assert said["key"] == key.id
    assert said["route"].startswith("/v1/people/{")
    assert "solleuz" not in str(logs)
    assert text not in str(logs)
    counted = app.get("/metrics").text
    assert "jumelles_requests_total" in counted
    assert "solleuz" not in counted


def test_what_libraries_log_is_json_too(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    root, config = logging.getLogger(), structlog.get_config()
    monkeypatch.setattr(root, "handlers", [])
    level = root.level
    try:
        log_as_json()
        logging.getLogger("neo4j.pool").warning("no connection to %s", "127.0.0.1:1")
        structlog.get_logger().warning("graph away", error="x")
    finally:
        root.setLevel(level)
        structlog.configure(**config)
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["event"] for line in said] == ["no connection to 127.0.0.1:1", "graph away"]
    assert {line["level"] for line in said} == {"warning"}


def test_beyond_this_machine_it_starts_with_keys_or_openly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUMELLES_HOME", str(tmp_path))
    with pytest.raises(SettingsError, match="jumelles keys make"):
        run("0.0.0.0", 0)
