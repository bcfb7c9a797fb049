"""The progress of a load: file, stage, rows and rate on a terminal; a line for each file elsewhere; nothing with --json."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.live import Live
from rich.text import Text

from graph.progress import watched


class Display:
    """One line that says what is at work; rich asks for it some times a second."""

    def __init__(self, stage: str) -> None:
        self.file = ""
        self._begin(stage)

    def _begin(self, stage: str) -> None:
        self.stage, self.rows, self.since = stage, 0, time.monotonic()

    def take(self, file: str) -> None:
        """Say which file, or which part of a fetch, is at work."""
        self.file = file

    def tell(self, stage: str, rows: int) -> None:
        """Say that a stage has done so many rows more (`graph.progress.Watcher`)."""
        if stage != self.stage:
            self._begin(stage)
        self.rows += rows

    def __rich__(self) -> Text:
        """Return the line."""
        parts = [self.file, self.stage]
        if self.rows:
            passed = max(time.monotonic() - self.since, 0.001)
            parts += [f"{self.rows:,} rows", f"{self.rows / passed:,.0f}/s"]
        return Text("  ".join(part for part in parts if part), style="dim", no_wrap=True, overflow="ellipsis")


@contextmanager
def shown_progress(*, quiet: bool, console: Console | None = None) -> Iterator[Callable[[str], None]]:
    """Show what happens in the block; yield what is told the file at work.

    Args:
        quiet: show nothing.
        console: where; standard error if not said.
    """
    console = console or Console(stderr=True)
    if quiet:
        yield lambda _: None
    elif not console.is_terminal:
        yield lambda name: console.print(f"reading {name}", highlight=False, soft_wrap=True, markup=False)
    else:
        display = Display("fetch")
        with Live(display, console=console, transient=True, refresh_per_second=8), watched(display.tell):
            yield display.take
