"""`jumelles mapping`: propose a mapping."""

from __future__ import annotations

from pathlib import Path

import typer

from cli.output import echo_json, write_new
from loaders.suggest import DOUBT
from loaders.suggest import suggest as proposed


def suggest(file: Path, output: Path | None, *, as_json: bool) -> None:
    """Print the proposed mapping, or write it to a file that is not there yet."""
    text = proposed(file)
    doubtful = text.count(DOUBT)
    if output is not None:
        write_new(output, text)
    if as_json:
        echo_json({"mapping": text, "doubtful": doubtful, "written": str(output) if output else None})
    elif output is None:
        typer.echo(text, nl=False)
    else:
        typer.echo(f"{output}: {doubtful} doubtful lines to look at")
