"""A real Chromium for the tests of pages and maps: where it is, how it starts, what a page did while it was open."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Error, Page, Route, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium_path() -> str | None:
    """Return the Chromium or Chrome on PATH, or None."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@contextmanager
def running_chromium() -> Iterator[Browser]:
    """Run a headless Chromium; without one the test fails in CI and is skipped elsewhere."""
    path = chromium_path()
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"no Chromium on PATH (looked for {', '.join(NAMES)})")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A headless Chromium for one file; import it in the conftest of browser tests: two in one process do not go."""
    with running_chromium() as browser:
        yield browser


@dataclass
class Watch:
    """What a page did that it should not: dialogs, console errors and warnings, uncaught errors, requests."""

    dialogs: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    @property
    def quiet(self) -> bool:
        """Return whether nothing of it happened."""
        return not (self.dialogs or self.console or self.errors or self.requests)


@contextmanager
def watched_page(
    browser: Browser, allowed: tuple[str, ...] = ("file:", "data:"), **context: Any
) -> Iterator[tuple[Page, Watch]]:
    """Open a page that may only request addresses that begin as in `allowed`; all others are stopped and noted."""
    watch = Watch()
    holder = browser.new_context(**context)
    page = holder.new_page()

    def note_dialog(dialog: Dialog) -> None:
        watch.dialogs.append(dialog.message)
        dialog.dismiss()

    def note_console(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            watch.console.append(message.text)

    def note_error(error: Error) -> None:
        watch.errors.append(str(error))

    def guard(route: Route) -> None:
        if route.request.url.startswith(allowed):
            route.continue_()
        else:
            watch.requests.append(route.request.url)
            route.abort()

    page.on("dialog", note_dialog)
    page.on("console", note_console)
    page.on("pageerror", note_error)
    page.route("**/*", guard)
    try:
        yield page, watch
    finally:
        holder.close()
