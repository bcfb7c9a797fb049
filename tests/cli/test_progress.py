"""What a load shows while it works: a line that moves on a terminal, plain lines elsewhere, nothing when quiet."""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console

from cli.progress import Display, shown_progress
from graph.progress import STAGES, tell, watched
from loaders.partnerships.read import partnerships
from loaders.run import load
from tests.bench.national import national


def test_a_terminal_shows_file_stage_rows_and_rate() -> None:
    out = io.StringIO()
    with shown_progress(quiet=False, console=Console(file=out, force_terminal=True, width=80)) as progress:
        progress("register.csv")
        tell("read", 1000)
        tell("write", 2000)
        tell("write", 3000)
    shown = out.getvalue()
    assert "register.csv  write  5,000 rows" in shown
    assert "/s" in shown


def test_elsewhere_each_file_has_a_plain_line() -> None:
    out = io.StringIO()
    with shown_progress(quiet=False, console=Console(file=out, width=40)) as progress:
        progress("a [b].csv")
        tell("read", 1000)
    assert out.getvalue() == "reading a [b].csv\n"


def test_quiet_shows_nothing() -> None:
    out = io.StringIO()
    with shown_progress(quiet=True, console=Console(file=out, force_terminal=True)) as progress:
        progress("a.csv")
        tell("read", 1)
    assert out.getvalue() == ""


def test_a_new_stage_counts_from_nothing() -> None:
    display = Display("fetch")
    display.tell("read", 5)
    display.tell("read", 5)
    assert (display.stage, display.rows) == ("read", 10)
    display.tell("write", 1)
    assert (display.stage, display.rows) == ("write", 1)


def test_a_kind_goes_through_its_stages_in_order(tmp_path: Path) -> None:
    files = national(0.2, tmp_path)
    told: list[str] = []
    with watched(lambda stage, rows: told.append(stage)):
        load(None, [files.register], partnerships(files.register_mapping))
    assert list(dict.fromkeys(told)) == ["fetch", "read", "transform"]
    assert told.count("read") > 2
    assert set(told) < set(STAGES)
