"""`jumelles load`: run a load, show its progress and its report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from cli.output import echo_json, fail
from graph.db import open_graph
from graph.settings import read_settings
from loaders.report import Report
from loaders.run import load_facts


def load_files(paths: tuple[Path, ...], *, as_json: bool, dry_run: bool) -> None:
    """Load facts files and report; exit 1 where nothing could be loaded."""
    console = Console(stderr=True)
    progress = _progress(console, quiet=as_json)
    if dry_run:
        report = load_facts(None, paths, progress=progress)
    else:
        with open_graph(read_settings()) as graph:
            report = load_facts(graph, paths, progress=progress)
    if as_json:
        echo_json(report.as_json())
    else:
        show(report)
    if report.failed and not report.loads and not report.read:
        fail(report.failed[0] if as_json else f"nothing was loaded: {len(report.failed)} of {len(paths)} files failed")


def _progress(console: Console, *, quiet: bool) -> Callable[[str], None]:
    if quiet:
        return lambda _: None
    return lambda name: console.print(f"[dim]reading {name}[/dim]", highlight=False, soft_wrap=True)


def show(report: Report) -> None:
    """Print a report for people: counts on standard output, what was rejected on standard error."""
    for row in report.rejected:
        typer.echo(f"rejected {row}", err=True)
    for line in report.failed:
        typer.echo(f"failed {line}", err=True)
    for source, records in report.read:
        typer.echo(f"{source}: {records} records would be loaded")
    if not report.loads:
        return
    table = Table("", "new", "changed", "unchanged", "removed", box=None, header_style="dim")
    for label, counts in report.counts().items():
        table.add_row(label, *(str(number) for number in counts))
    console = Console()
    console.print(table)
    questions = sum(load.review for load in report.loads)
    console.print(
        f"{len(report.loads)} sources, {questions} open questions (jumelles review), {len(report.rejected)} rejected rows",
        highlight=False,
    )
