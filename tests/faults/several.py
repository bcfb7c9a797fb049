"""Readers while sources are loaded, and several services behind one Neo4j. The long run is `make faults`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.settings import Settings
from tests.conftest import ENGINES
from tests.faults.stage import Server, Stage, stage
from tests.faults.troubles import files_that_grow_too_large, load_while_serving


@pytest.fixture(scope="module", params=ENGINES)
def on(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    from tests.support import neo4j_server

    if request.param == "neo4j" and (reason := neo4j_server.available()):
        pytest.skip(reason)
    with stage(request.param, tmp_path_factory.mktemp(f"faults-{request.param}")) as made:
        yield made


def test_readers_see_the_old_or_the_new_state_of_a_source_never_half_of_it(on: Stage) -> None:
    assert load_while_serving(on, seconds=3, loads=4) > 0


def test_a_file_that_cannot_be_finished_leaves_that_of_yesterday(on: Stage, tmp_path: Path) -> None:
    if on.engine == "neo4j":
        pytest.skip("files know no engine")
    files_that_grow_too_large(on, tmp_path)


def test_two_services_behind_one_neo4j_answer_as_one(on: Stage) -> None:
    """A load by a third process: both answer the new state at once, and the tag of one no longer holds at the other."""
    settings: Settings = on.settings
    on.put(0)
    services = [Server(on), Server(on, NEO4J_URI=(settings.neo4j_uri or "").replace("bolt://", "neo4j://"))]
    if settings.neo4j_uri is None:
        services[1].end()
        services[1] = Server(on)
    try:
        for number in (1, 0, 1):
            before = [one.client.get("/v1/partnerships") for one in services]
            assert before[0].json() == before[1].json()
            tag = before[0].headers["etag"]
            assert services[1].client.get("/v1/partnerships", headers={"If-None-Match": tag}).status_code == 304
            on.put(number)
            after = [one.client.get("/v1/partnerships", headers={"If-None-Match": tag}) for one in services]
            assert [answer.status_code for answer in after] == [200, 200]
            assert after[0].json() == after[1].json() != before[0].json()
    finally:
        for one in services:
            one.end()
