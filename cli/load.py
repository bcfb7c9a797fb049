"""`jumelles load`: run a load, show its progress and its report."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import typer
from rich.console import Console
from rich.table import Table

from cli.output import echo_json, fail
from cli.progress import shown_progress
from graph.db import open_graph
from graph.in_batches import take_back
from graph.read import names
from graph.settings import read_settings
from graph.views import Source
from loaders.kind import Kind
from loaders.members.read import Network
from loaders.report import MAX_LINE, Report
from loaders.run import load


class How(NamedTuple):
    """How a load runs and reports."""

    as_json: bool = False
    dry_run: bool = False
    in_batches: bool = False


def load_files(paths: tuple[Path, ...], how: How, kind: Kind[Any]) -> None:
    """Load files of a kind and report; exit 1 where nothing could be loaded."""
    with ExitStack() as stack:
        graph = None if how.dry_run else stack.enter_context(open_graph(read_settings()))
        progress = stack.enter_context(shown_progress(quiet=how.as_json))
        report = load(graph, paths, kind, progress=progress, in_batches=how.in_batches)
    if how.as_json:
        echo_json(report.as_json())
    else:
        show(report)
    if report.failed and not report.loads and not report.read:
        fail(
            report.failed[0]
            if how.as_json
            else f"nothing was loaded: {len(report.failed)} of {len(paths)} files failed"
        )


def cache_folder() -> Path:
    """Return where what Wikidata answers is kept."""
    return read_settings().home / "cache" / "wikidata"


def with_name(network: Network) -> Network:
    """Return a network with its name, which the graph knows where the command does not say it."""
    if network.name is not None:
        return network
    with open_graph(read_settings()) as graph:
        known = {one.id: one.name for one in names(graph) if one.label == "Network"}
    return replace(network, name=known.get(network.id))


def take_back_load(source: str, *, as_json: bool) -> None:
    """Take back a load in batches that was not finished."""
    with open_graph(read_settings()) as graph:
        done = take_back(graph, source)
    report = Report(loads=[done])
    if as_json:
        echo_json(report.as_json())
    else:
        show(report)


def show(report: Report) -> None:
    """Print a report for people: counts on standard output, what was rejected on standard error."""
    for row in report.rejected:
        typer.echo(f"rejected {row}", err=True)
    for line in report.failed:
        typer.echo(f"failed {' '.join(line.split())[:MAX_LINE]}", err=True)
    for source, records in report.read:
        typer.echo(f"{source}: {records} records would be loaded")
    for record in report.first:
        typer.echo(_line(record))
    if report.loads:
        _show_loads(report)
    for one in report.unfinished:
        typer.echo(_unfinished(one), err=True)


def _show_loads(report: Report) -> None:
    table = Table("", "new", "changed", "unchanged", "removed", box=None, header_style="dim")
    for label, counts in report.counts().items():
        table.add_row(label, *(str(number) for number in counts))
    console = Console()
    console.print(table)
    for done in report.loads:
        if done.kept:
            typer.echo(_kept(done.source, done.kept), err=True)
    _tell_withheld(report)
    questions = sum(load.review for load in report.loads)
    console.print(
        f"{len(report.loads)} sources, {questions} open questions (jumelles review), {len(report.rejected)} rejected rows",
        highlight=False,
    )


def _kept(source: str, number: int) -> str:
    what = "1 statement that was" if number == 1 else f"{number} statements that were"
    return f"kept {what} not seen again in {source}, because rows were rejected: mend them and load it again"


def _unfinished(source: Source) -> str:
    state = source.loading
    done = f"{state.done:,} of {state.total:,} statements, begun {state.since}" if state else ""
    return f"half loaded: {source.id} ({done}): load it again, or jumelles load take-back {source.id}"


def _tell_withheld(report: Report) -> None:
    if withheld := sum(load.withheld for load in report.loads):
        typer.echo(f"{withheld} statements left out: they are about people who were erased")


def _line(record: Mapping[str, object]) -> str:
    """Return a record of a dry run in one line."""
    said = "; ".join(
        f"{name}: {', '.join(map(str, value)) if isinstance(value, list) else value}"
        for name, value in record.items()
        if name not in ("record", "id", "at")
    )
    return f"  {record['record']} {record['id']} ({record['at']}) {said}"
