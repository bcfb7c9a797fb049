"""`jumelles dump` and `jumelles restore`."""

from __future__ import annotations

from pathlib import Path

import typer

from api.access.audit import audit
from cli.output import clear_progress, echo_json, progress_of
from graph.backup.dump import dump
from graph.backup.restore import restore
from graph.db import open_graph
from graph.settings import read_settings


def write_dump(path: Path, *, as_json: bool) -> None:
    """Write a dump and say what is in it."""
    with open_graph(read_settings()) as graph:
        found = dump(graph, path, progress=progress_of(quiet=as_json))
    clear_progress()
    audit(read_settings().home, "dump written", lines=found.lines, revision=found.revision)
    size = path.stat().st_size
    if as_json:
        echo_json({"file": str(path), "lines": found.lines, "revision": found.revision, "bytes": size})
    else:
        typer.echo(f"{path}: {found.lines} lines, {size / 1000:.0f} kB, revision {found.revision}")


def read_dump(path: Path, *, replace: bool, as_json: bool) -> None:
    """Restore a dump and say what was written."""
    with open_graph(read_settings()) as graph:
        found = restore(graph, path, replace=replace, progress=progress_of(quiet=as_json))
    clear_progress()
    audit(read_settings().home, "dump restored", sources=found.sources, things=found.things)
    if as_json:
        echo_json({"file": str(path), "sources": found.sources, "things": found.things})
    else:
        typer.echo(f"{path}: {found.sources} sources, {found.things} things restored")
