"""`jumelles export`."""

from __future__ import annotations

from pathlib import Path

import typer

from cli.output import clear_progress, progress_of
from graph.db import open_graph
from graph.settings import read_settings
from viz.exports.export import Format, export


def write_export(form: str, path: Path, *, people: bool) -> None:
    """Write an export and say how big it is."""
    with open_graph(read_settings()) as graph:
        export(graph, Format(form), path, people=people, progress=progress_of(quiet=False))
    clear_progress()
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    size = sum(file.stat().st_size for file in files) / 1000
    typer.echo(f"{path}: {len(files)} files, {size:.0f} kB" if path.is_dir() else f"{path}: {size:.0f} kB")
