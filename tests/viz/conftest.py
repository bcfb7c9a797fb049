"""What the tests of pictures share: a Chromium, and a page opened with a network in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from graph.views import Partnership
from tests.support.browser import Watch, chromium, watched_page
from viz.network import network_html, network_page
from viz.shell import Around

__all__ = ["chromium", "network_document"]

Open = Callable[..., AbstractContextManager[tuple[Page, Watch]]]


def network_document(partnerships: Sequence[Partnership], **options: Any) -> str:
    """Return the network of some partnerships as a file of its own."""
    given = {"language": "fr", "title": "Essai", **options}
    made = {name: given.pop(name) for name in ("home", "pages") if name in given}
    return network_html(network_page(partnerships, given["language"], **made), Around(**given))


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Open:
    """Write the network of some partnerships to a file and open it, as a reader would."""

    @contextmanager
    def open_network(
        partnerships: Sequence[Partnership],
        *,
        hash_: str = "",
        page_options: dict[str, Any] | None = None,
        **options: Any,
    ) -> Iterator[tuple[Page, Watch]]:
        html = network_document(partnerships, **options)
        file = tmp_path / "network.html"
        file.write_bytes(html.encode())
        with watched_page(chromium, **{"viewport": {"width": 1440, "height": 900}, **(page_options or {})}) as (
            page,
            watch,
        ):
            page.goto(f"{file.as_uri()}{hash_}")
            page.wait_for_function("() => window.jumelles && window.jumelles.ready")
            yield page, watch

    return open_network
