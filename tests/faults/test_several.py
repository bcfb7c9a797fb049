"""Readers while sources are loaded, and several services behind one Neo4j. The long run is `make faults`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import httpx
import pytest

from graph.db import open_graph
from graph.errors import GraphRefusedError
from tests.conftest import ENGINES
from tests.faults.stage import Server, Stage, check_refusal, stage
from tests.faults.troubles import files_that_grow_too_large, load_while_serving
from tests.support import neo4j_server

pytestmark = pytest.mark.timeout(600)  # seconds on an idle machine, minutes on one that is shared


@pytest.fixture(scope="module", params=ENGINES)
def on(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    if request.param == "neo4j" and (reason := neo4j_server.available()):
        pytest.skip(reason)
    with stage(request.param, tmp_path_factory.mktemp(f"faults-{request.param}")) as made:
        yield made


def test_readers_see_the_old_or_the_new_state_of_a_source_never_half_of_it(on: Stage) -> None:
    assert load_while_serving(on, seconds=1, loads=4) > 0


def test_a_file_that_cannot_be_finished_leaves_that_of_yesterday(on: Stage, tmp_path: Path) -> None:
    if on.engine == "neo4j":
        pytest.skip("files know no engine")
    files_that_grow_too_large(on, tmp_path)


def test_two_services_answer_as_one_and_both_come_back(on: Stage) -> None:
    """A load by a third process: both answer the new state at once, and the tag of one no longer holds at the other.

    The second asks by TLS, and by the routing that finds the members of a cluster.
    """
    if on.engine != "neo4j":
        pytest.skip("several machines need a Neo4j")
    on.put(0)
    services = [Server(on), Server(on, **_by_tls(on))]
    try:
        for number in (1, 0):
            before = _both(services)
            tag = before[0].headers["etag"]
            assert services[1].client.get("/v1/partnerships", headers={"If-None-Match": tag}).status_code == 304
            on.put(number)
            after = _both(services, {"If-None-Match": tag})
            assert after[0].json() != before[0].json()
        on.kill()
        for one in services:
            check_refusal(one.client.get("/v1/partnerships"))
        on.start()
        assert [one.body("/v1/partnerships") for one in services] == [after[0].json()] * 2
    finally:
        for one in services:
            one.end()


def _by_tls(on: Stage) -> dict[str, str]:
    return {"NEO4J_URI": (on.settings.neo4j_uri or "").replace("bolt://", "neo4j+ssc://")}


def _both(services: Sequence[Server], headers: dict[str, str] | None = None) -> list[httpx.Response]:
    answers = [one.client.get("/v1/partnerships", headers=headers) for one in services]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    return answers


def test_a_certificate_that_nobody_signed_is_refused_in_a_line(on: Stage, capfd: pytest.CaptureFixture[str]) -> None:
    uri = on.settings.neo4j_uri
    if uri is None:
        pytest.skip("the local engine is on loopback only")
    for scheme in ("bolt+s", "neo4j+s"):
        asked = on.settings.model_copy(update={"neo4j_uri": uri.replace("bolt", scheme)})
        with (
            pytest.raises(GraphRefusedError, match="a certificate that is not trusted: self-signed"),
            open_graph(asked),
        ):
            pass
    asked = on.settings.model_copy(update={"neo4j_uri": uri.replace("bolt", "bolt+ssc")})
    with open_graph(asked) as graph:
        assert graph.read("read/meta")
    assert capfd.readouterr().err == ""
