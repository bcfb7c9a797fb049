"""Hostile names on every page, in a real browser: they are shown, and nothing of them runs."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import TypeVar

import httpx
import pytest
from playwright.sync_api import Browser
from pydantic import BaseModel

from api.app import create_app
from api.lists.out import FORMULA
from api.pages.browse.kinds import KINDS
from graph.db import open_graph
from graph.records import OrganisationRecord, Record, RelationRecord, Text
from graph.settings import Settings, read_settings
from graph.write import replace_source
from tests.api.test_limits import every_route
from tests.conftest import serving
from tests.support.browser import chromium, watched_page
from tests.support.world import source, whole
from tests.viz.hostile import HOSTILE

__all__ = ["chromium"]

R = TypeVar("R", bound=BaseModel)

pytestmark = pytest.mark.browser

PAGES = (
    "/",
    "/?q=partenaires+de+Nancy",
    "/?q=%3Cscript%3Ealert(1)%3C/script%3E",
    "/map",
    "/world",
    "/actors",
    "/about",
    "/c/fr-nancy",
    "/c/us-oh-cincinnati",
    "/c/fr-nancy/report",
    "/p/fr-nancy--us-oh-cincinnati",
    "/o/afd",
    "/n/cuf",
    "/e/2020-12-15-reunion",
    "/person/ada-martin",
    "/t/FR-54",
    "/theme/water",
    "/compare?a=fr-nancy&b=us-oh-cincinnati",
    *(f"/browse/{name}" for name in KINDS),
    "/review",
    "/read",
    "/docs",
    "/sources",
    "/sources/one",
    *(f"/embed/{view}?between=FR&and=US" for view in ("map", "world", "lenses", "actors", "table")),
)
PATIENCE = 150_000
"""What a machine that is busy with other things is waited for, ms."""
JOINED = " ".join(HOSTILE)
TOUCHED = (
    "name",
    "title",
    "at",
    "unit",
    "note",
    "acronym",
    "label_",
    "question",
    "publisher",
    "document",
    "url",
    "licence",
)
"""Fields of records that hold free text."""


def hostile() -> list[Record]:
    """One record of each kind whose every text is hostile, and organisations with one such text each."""
    bodies = [
        OrganisationRecord.model_validate({"id": f"o{number}", "name": text[:200], "in": "FR", "at": "l. 1"})
        for number, text in enumerate(HOSTILE)
    ]
    formulas = [
        OrganisationRecord.model_validate(
            {"id": f"f{number}", "name": f"{sign}cmd|' /C calc'!A0", "in": "FR", "at": f"{sign}1+1"}
        )
        for number, sign in enumerate("=+-@")
    ]
    ties = [
        RelationRecord.model_validate({"from": "afd", "kind": "finances", "to": f"o{number}", "at": text[:80]})
        for number, text in enumerate(HOSTILE)
    ]
    return [*(turned(one) for one in whole()), *bodies, *formulas, *ties]


def turned(record: R) -> R:
    """Return a record with every text made hostile, past all that a loader would refuse."""
    held = {name: getattr(record, name, None) for name in TOUCHED}
    texts: dict[str, object] = {name: JOINED for name, value in held.items() if isinstance(value, str)}
    both = {
        name: value.model_copy(update={"fr": JOINED, "en": JOINED})
        for name, value in held.items()
        if isinstance(value, Text)
    }
    return record.model_copy(update={**texts, **both})


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = read_settings(home=Path(tmp_path_factory.mktemp("hostile")))
    said = source().model_copy(update={"url": "javascript:alert(5)//href", "publisher": JOINED, "document": JOINED})
    with open_graph(settings) as graph:
        replace_source(graph, turned(said).model_copy(update={"url": said.url}), hostile())
        with serving(create_app(settings)) as address:
            yield address


def test_every_page_is_among_those_that_are_opened() -> None:
    patterns = {path for method, path in every_route(create_app(Settings()).routes) if method == "GET"}
    pages = {
        path
        for path in patterns
        if not path.startswith(("/v1/", "/static", "/mcp", "/openapi", "/healthz", "/readyz", "/metrics"))
    }
    opened = [path.partition("?")[0] for path in (*PAGES, "/read/0", "/read/0/facts.yml")]
    assert not [
        one for one in pages if not any(re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", one), path) for path in opened)
    ]


def test_no_cell_of_a_table_begins_a_formula(url: str) -> None:
    tables = [path for path in create_app(Settings()).openapi()["paths"] if path.endswith(".csv")]
    seen, neutral = 0, 0
    with httpx.Client(base_url=url, timeout=60) as client:
        for path in tables:
            id_ = "cuf" if "networks" in path else "fr-nancy"
            answer = client.get(path.replace("{id}", id_), params=ASKED.get(path))
            assert answer.status_code == 200, f"{path}: {answer.text}"
            cells = [cell for row in csv.reader(StringIO(answer.text, newline="")) for cell in row]
            seen += len(cells)
            neutral += sum(cell.startswith(tuple(f"'{sign}" for sign in FORMULA)) for cell in cells)
            assert not [cell for cell in cells if cell.startswith(FORMULA) and not NUMBER.fullmatch(cell)], path
    assert seen > 500
    assert neutral >= 4


ASKED = {
    "/v1/path.csv": {"from": "fr-nancy", "to": "us-oh-cincinnati"},
    "/v1/common.csv": {"a": "fr-nancy", "b": "us-oh-cincinnati"},
    "/v1/gaps.csv": {"territory": "FR"},
}
NUMBER = re.compile(r"-?[\d.]+")


def test_nothing_hostile_runs_on_any_page(chromium: Browser, url: str) -> None:
    minutes = "Réunion du 3 mars 2026\n\n" + "\n".join(f"- {text}, maire de Nancy" for text in HOSTILE)
    reading = httpx.post(
        f"{url}/read", files={"document": ("<img src=x onerror=alert(1)>.txt", minutes.encode())}, timeout=60
    )
    assert reading.status_code == 303
    with watched_page(chromium, allowed=(url, "data:", "blob:")) as (page, watch):
        page.set_default_timeout(PATIENCE)
        for path in (*PAGES, reading.headers["location"]):
            answer = page.goto(url + path, wait_until="load")
            assert answer is not None
            assert answer.status in (200, 422), f"{path}: {answer.status}"
            assert page.evaluate(ALIVE) == 0, path
            assert [*watch.dialogs, *watch.errors, *watch.requests] == [], path
        assert page.goto(f"{url}/c/fr-nancy") is not None
        assert HOSTILE[0] in page.inner_text("body")


ALIVE = """() => document.querySelectorAll(
    "img[src=x], svg[onload], [onerror], [onmouseover], [onfocus], [href^='javascript:' i], [src*='evil.example']"
).length"""
"""How many elements were made of a text."""
