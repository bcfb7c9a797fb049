"""Asking the query service: a stand-in answers pages, refusals, cut-off and malformed answers."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from graph.errors import InputError
from graph.records import PartnershipRecord
from loaders.wikidata.fetch import AGENT, Service, fetch
from loaders.wikidata.read import read_wikidata
from tests.loaders.test_wikidata import binding

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class StandIn:
    """Two pages of one binding each and an empty one; `first` are answered before, one a request."""

    url: str = ""
    first: list[Answer] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)

    def service(self) -> Service:
        return Service(self.url, page=1, sleep=self.slept.append)


def send(handler: BaseHTTPRequestHandler, body: bytes, *, code: int = 200, length: int = 0, **headers: str) -> None:
    handler.send_response(code)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(length or len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def page(handler: BaseHTTPRequestHandler, offset: int) -> None:
    towns = [("Q1040", "Karlsruhe"), ("Q40898000", "Kanazawa")]
    bindings: list[Any] = []
    if offset < len(towns):
        item, name = towns[offset]
        bindings = [binding(b=f"http://www.wikidata.org/entity/{item}", bLabel=name)]
    send(handler, json.dumps({"head": {}, "results": {"bindings": bindings}}).encode())


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    state = StandIn()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            query = form["query"][0]
            state.asked.append(query)
            state.agents.append(self.headers["User-Agent"])
            if state.first:
                state.first.pop(0)(self)
            else:
                page(self, int(query.split("OFFSET ")[1].split()[0]))

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_address[1]}/sparql"
    yield state
    server.shutdown()
    thread.join()
    server.server_close()


def test_pages_become_one_answer(stand_in: StandIn, tmp_path: Path) -> None:
    path = fetch(tmp_path, "France", stand_in.service())
    assert len([one for one in read_wikidata(path).records if isinstance(one, PartnershipRecord)]) == 2
    assert len(stand_in.asked) == 3
    assert 'wdt:P297 "FR"' in stand_in.asked[0]
    assert set(stand_in.agents) == {AGENT}
    assert stand_in.slept == [1.0, 1.0, 1.0]
    assert [one.name for one in tmp_path.iterdir()] == ["wikidata-twin-towns-fr.json"]


@pytest.mark.parametrize(
    ("trouble", "waits"),
    [
        (lambda handler: send(handler, b"", code=429, Retry_After="7"), 7.0),
        (lambda handler: send(handler, b"", code=429, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT"), 0.0),
        (lambda handler: send(handler, b"", code=429), 1.0),
        (lambda handler: send(handler, b"", code=500), 1.0),
        (lambda handler: send(handler, b'{"results": {"bindings": [', length=900), 1.0),
        (lambda handler: send(handler, b'{"results": {"bindings": [\njava.util.concurrent.TimeoutException'), 1.0),
        (lambda handler: send(handler, b'{"results": {"bindings": {}}}'), 1.0),
        (lambda handler: send(handler, b"[]"), 1.0),
    ],
)
def test_a_passing_trouble_is_waited_for(stand_in: StandIn, tmp_path: Path, trouble: Answer, waits: float) -> None:
    stand_in.first.append(trouble)
    fetch(tmp_path, "FR", stand_in.service())
    assert len(stand_in.asked) == 4
    assert stand_in.slept == [waits, 1.0, 1.0, 1.0]


def test_what_came_is_kept_and_the_next_run_goes_on(stand_in: StandIn, tmp_path: Path) -> None:
    stand_in.first = [lambda handler: page(handler, 0), *[lambda handler: send(handler, b"", code=503)] * 5]
    with pytest.raises(InputError, match="answered 503, 5 times: run again later, what came is kept"):
        fetch(tmp_path, "FR", stand_in.service())
    assert stand_in.slept == [1.0, 1.0, 2.0, 4.0, 8.0]
    stand_in.asked.clear()
    fetch(tmp_path, "FR", stand_in.service())
    assert ["OFFSET 0" in query for query in stand_in.asked] == [False, False]


def test_a_refusal_is_final(stand_in: StandIn, tmp_path: Path) -> None:
    for code, headers, message in (
        (403, {}, "answered 403"),
        (429, {"Retry_After": "3600"}, "asks to wait 3600 s"),
    ):
        stand_in.first = [lambda handler, c=code, h=headers: send(handler, b"", code=c, **h)]  # type: ignore[misc]
        with pytest.raises(InputError, match=message) as caught:
            fetch(tmp_path, "FR", stand_in.service())
        assert "\n" not in str(caught.value)


def test_what_cannot_be_asked(tmp_path: Path) -> None:
    for home, service, message in (
        ("Atlantis", Service("http://127.0.0.1:9/"), "no country is called 'Atlantis'"),
        ("FR", Service("file:///etc/passwd"), "expected an address"),
        ("FR", Service("http://127.0.0.1:9/", sleep=lambda _: None), "did not answer"),
    ):
        with pytest.raises(InputError, match=message):
            fetch(tmp_path, home, service)
