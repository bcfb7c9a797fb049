"""The service while its engine goes away and comes back."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import httpx

from api.app import create_app
from graph.db import open_graph
from graph.settings import read_settings
from graph.write import replace_source
from tests.conftest import serving
from tests.support.world import source, whole
from tests.test_crash import engine_of


def test_it_recovers_from_a_killed_engine_by_itself(tmp_path: Path) -> None:
    settings = read_settings(home=tmp_path)
    with open_graph(settings) as graph:
        replace_source(graph, source(), whole())
    with serving(create_app(settings)) as url, httpx.Client(base_url=url, timeout=30) as client:
        before = client.get("/v1/stats").raise_for_status().json()  # counted anew each time
        for _ in range(2):
            engine_of(tmp_path).send_signal(signal.SIGKILL)
            answers: list[httpx.Response] = []
            deadline = time.monotonic() + 30
            while not answers or (answers[-1].status_code != 200 and time.monotonic() < deadline):
                answers.append(client.get("/v1/stats"))
            assert answers[-1].json() == before
            for refused in answers[:-1]:
                assert refused.status_code == 503
                assert refused.headers["retry-after"] == "2"
                assert "engine" not in refused.json()["detail"]


def test_without_a_database_it_says_503_and_when_to_try_again(tmp_path: Path) -> None:
    settings = read_settings(home=tmp_path, neo4j_uri="bolt://127.0.0.1:1")
    with serving(create_app(settings)) as url, httpx.Client(base_url=url, timeout=30) as client:
        assert client.get("/healthz").status_code == 200
        for path in ("/readyz", "/v1/partnerships", "/v1/ask?q=Nancy"):
            answer = client.get(path)
            assert answer.status_code == 503
            assert answer.headers["content-type"] == "application/problem+json"
            assert answer.headers["retry-after"] == "2"
            assert "127.0.0.1" not in answer.text
        page = client.get("/?q=Nancy", headers={"Accept": "text/html"})
        assert page.status_code == 503
        assert page.headers["content-type"].startswith("text/html")


def test_an_empty_graph_is_not_ready(tmp_path: Path) -> None:
    with serving(create_app(read_settings(home=tmp_path))) as url, httpx.Client(base_url=url, timeout=30) as client:
        assert client.get("/readyz").status_code == 503
        assert client.get("/v1/partnerships").json()["value"] == []
