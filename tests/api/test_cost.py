"""What an answer costs, counted rather than timed: queries a request, bytes an answer."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from api.app import create_app
from graph.db import Graph, Rows
from graph.lists.catalogue import LISTS
from graph.settings import Settings
from tests.conftest import serving
from tests.support.pages import THINGS

QUERIES = {
    "/v1/collectivities/fr-nancy": 1,
    "/v1/collectivities/fr-nancy/partners": 0,
    "/v1/partnerships?between=FR&and=US-PA": 0,
    "/v1/partnerships?facets=form,status,country&limit=1": 0,
    "/v1/search?q=nan&suggest=true": 0,
    "/v1/path?from=fr-nancy&to=us-pa": 0,
    "/v1/graph?around=fr-nancy": 0,
    "/v1/ask?q=which+French+cities+partner+with+Pennsylvania+entities": 3,
    "/c/fr-nancy": 6,
}
"""An address → the most queries that it may send when it is asked again, on the local engine."""

ANEW = 1
"""The most queries of a page of a list that nobody asked for at this revision: its rows."""

ROWS = 6
"""The most rows that a list of one thing may read with all its facets: the thing with what states it, and the revision."""

BYTES = {
    "/v1/partnerships?between=FR&and=US-PA": 2_500,
    "/v1/search?q=nan&suggest=true": 6_000,
    "/c/fr-nancy": 220_000,
}
"""An address → the most bytes that it may answer with, before compression; of a list, for each of its things."""


PAGES = (
    "/",
    "/?q=Quels+liens+entre+la+France+et+les+%C3%89tats-Unis+%3F",
    "/?q=quelle+ville+est+la+plus+amie",
    "/c/fr-lyon-metropole",
    *THINGS,
    "/sources",
    "/sources/groupe-pays-etats-unis-2025-11-20",
    "/t/US",
    "/browse/partnerships",
    "/browse/collectivities",
    "/compare?a=fr-nancy&b=fr-tours",
    "/review",
    "/about",
    "/read",
    "/nowhere",
)
PAGE = 150_000
"""The most bytes that a page may weigh for who opens it first, compressed, with its styles, scripts and every font of its
letters; without the outlines and links that its maps draw."""
_LINKED = re.compile(r'(?:src|href)="(/static/[^"]+\.(?:css|js|svg|woff2)[^"]*)"')
_MAP = re.compile(r'<svg class="(?:lenses|lens|centred).*?</svg>', re.DOTALL)


class Sent:
    """The names of the queries that were sent, and how many rows came back."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.rows = 0

    def clear(self) -> None:
        """Begin anew."""
        self.names.clear()
        self.rows = 0


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Sent:
    found = Sent()
    read = Graph.read

    def counted(self: Graph, name: str, /, **params: Any) -> Rows:
        found.names.append(name)
        rows = read(self, name, **params)
        found.rows += len(rows)
        return rows

    monkeypatch.setattr(Graph, "read", counted)
    return found


@pytest.fixture(scope="module")
def local_url(corpus_settings: Settings) -> Iterator[str]:
    with serving(create_app(corpus_settings)) as url:
        yield url


@pytest.mark.parametrize("corpus_settings", ["local"], indirect=True, scope="session")
def test_a_request_sends_few_queries(corpus_settings: Settings, local_url: str, sent: Sent) -> None:
    asked = {}
    with httpx.Client(base_url=local_url, timeout=170) as client:
        for address in QUERIES:
            client.get(address).raise_for_status()
            sent.clear()
            client.get(address).raise_for_status()
            asked[address] = list(sent.names)
        sent.clear()
        client.get("/v1/collectivities/fr-tours/partners").raise_for_status()
        assert len(sent.names) <= ANEW, sent.names
    too_many = {address: names for address, names in asked.items() if len(names) > QUERIES[address]}
    assert not {address: len(names) for address, names in too_many.items()}


@pytest.mark.parametrize("corpus_settings", ["local"], indirect=True, scope="session")
def test_facets_read_no_row(local_url: str, sent: Sent) -> None:
    read = {}
    with httpx.Client(base_url=local_url, timeout=170) as client:
        for kind, fields in ((name, tuple(spec.facets)) for name, spec in LISTS.items() if spec.facets):
            client.get(f"/v1/{kind}").raise_for_status()  # the revision is read
            sent.clear()
            answer = client.get(f"/v1/{kind}?facets={','.join(fields)}&limit=1").raise_for_status().json()
            assert answer["facets"].keys() == set(fields)
            read[kind] = sent.rows
    assert max(read.values()) <= ROWS, read
    assert len(read) > 10


@pytest.mark.parametrize("corpus_settings", ["local"], indirect=True, scope="session")
def test_an_answer_is_small(corpus_settings: Settings, local_url: str) -> None:
    with httpx.Client(base_url=local_url, timeout=170) as client:
        for address, most in BYTES.items():
            answer = client.get(address).raise_for_status()
            listed = address.startswith("/v1/") and answer.json()["value"]
            assert len(answer.content) <= most * max(1, len(listed or ())), address


@pytest.mark.parametrize("corpus_settings", ["local"], indirect=True, scope="session")
def test_a_page_is_light(corpus_settings: Settings, local_url: str) -> None:
    weights = {}
    with httpx.Client(base_url=local_url, timeout=170, headers={"accept": "text/html"}) as client:
        for path in PAGES:
            weights[path] = weight(client, path)
    heavy = {path: found for path, found in weights.items() if found > PAGE}
    assert not heavy
    assert min(weights.values()) > PAGE / 4, "fonts and styles are counted"


def weight(client: httpx.Client, path: str) -> int:
    """Return what a browser fetches for a page at its first visit, bytes as they travel."""
    html = client.get(path).text
    linked = dict.fromkeys(_LINKED.findall(html))
    total = len(gzip.compress(_MAP.sub("", html).encode(), 5, mtime=0))
    fonts = set()
    for address in linked:
        if address.partition("?")[0].endswith(".woff2"):
            fonts.add(address.partition("?")[0])
        else:
            total += travelled(client, address)
    return total + sum(travelled(client, address) for address in fonts | needed(client, html))


def needed(client: httpx.Client, html: str) -> set[str]:
    """Return the fonts that hold letters of a page, whatever its style says of them; none is left out, some may be over."""
    letters, found = {ord(letter) for letter in html}, set()
    faces = client.get("/static/fonts.css").text
    for name, ranges in re.findall(r'url\("(fonts/[^"?]+)[^)]*\).*?unicode-range: ([^;]+);', faces, re.DOTALL):
        spans = [part.strip().removeprefix("U+").partition("-") for part in ranges.split(",")]
        if any(int(first, 16) <= letter <= int(last or first, 16) for first, _, last in spans for letter in letters):
            found.add(f"/static/{name}")
    return found


def travelled(client: httpx.Client, address: str) -> int:
    """Return how many bytes of a file travel."""
    with client.stream("GET", address, headers={"accept-encoding": "gzip"}) as answer:
        answer.raise_for_status()
        return sum(len(part) for part in answer.iter_raw())
