"""Hostile names on every page, in a real browser: they are shown, and nothing of them runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from api.app import create_app
from graph.db import open_graph
from graph.records import OrganisationRecord, Record, RelationRecord
from graph.settings import read_settings
from graph.write import replace_source
from tests.conftest import serving
from tests.support.browser import chromium, watched_page
from tests.support.world import actors, claims, link, source, town, towns
from tests.viz.hostile import HOSTILE

__all__ = ["chromium"]

pytestmark = pytest.mark.browser

PAGES = (
    "/",
    "/?q=partenaires+de+Nancy",
    "/map",
    "/world",
    "/actors",
    "/c/fr-nancy",
    "/c/us-oh-cincinnati",
    "/p/fr-nancy--us-oh-cincinnati",
    "/o/afd",
    "/browse/collectivities",
    "/browse/partnerships",
    "/browse/organisations",
    "/sources",
    "/sources/one",
    "/embed/map",
)


def hostile() -> list[Record]:
    """Towns, organisations and claims whose every text is hostile, each with another text."""
    texts = iter(HOSTILE * 4)
    named = [town(id_, name=next(texts)[:200], at=next(texts)[:80]) for id_ in ("fr-nancy", "us-oh-cincinnati")]
    others = [one for one in towns() if one.claim() not in ("fr-nancy", "us-oh-cincinnati")]
    bodies = [
        OrganisationRecord.model_validate({"id": f"o{number}", "name": text[:200], "in": "FR", "at": "l. 1"})
        for number, text in enumerate(HOSTILE)
    ]
    ties = [
        RelationRecord.model_validate({"from": "afd", "kind": "finances", "to": f"o{number}", "at": text[:80]})
        for number, text in enumerate(HOSTILE)
    ]
    more = [link("fr-nancy", "us-oh-cincinnati", form="twinning", supporters=["o1", "o2"], at=HOSTILE[2])]
    return [*named, *others, *actors(), *claims()[1:], *bodies, *ties, *more]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = read_settings(home=Path(tmp_path_factory.mktemp("hostile")))
    title = {"fr": HOSTILE[0], "en": HOSTILE[1]}
    with open_graph(settings) as graph:
        replace_source(graph, source().model_copy(update={"title": source().title.model_validate(title)}), hostile())
        with serving(create_app(settings)) as address:
            yield address


def test_nothing_hostile_runs_on_any_page(chromium: Browser, url: str) -> None:
    with watched_page(chromium, allowed=(url, "data:", "blob:")) as (page, watch):
        for path in PAGES:
            answer = page.goto(url + path, wait_until="load")
            assert answer is not None
            assert answer.status in (200, 404), f"{path}: {answer.status}"
            assert (
                page.evaluate("document.querySelectorAll('img[src=x], svg[onload], [onerror], [onmouseover]').length")
                == 0
            )
            assert [*watch.dialogs, *watch.errors, *watch.requests] == [], path
        assert page.goto(f"{url}/c/fr-nancy") is not None
        assert HOSTILE[0] in page.inner_text("body")
