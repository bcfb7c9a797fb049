"""Printing: one JSON document, or one line of failure."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import typer


def echo_json(document: Any) -> None:
    """Print one JSON document on standard output."""
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2))


def progress_of(*, quiet: bool) -> Callable[[str, int], None]:
    """Return what shows on a terminal, in one line that is written over, what is at work and how far it is."""
    if quiet or not sys.stderr.isatty():
        return lambda *_: None

    def show(what: str, count: int) -> None:
        sys.stderr.write(f"\r\x1b[K{what} {count:,}".replace(",", " "))
        sys.stderr.flush()

    return show


def clear_progress() -> None:
    """Remove the line of progress from a terminal."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")


def write_new(path: Path, text: str) -> None:
    """Write a text to a file that is not there yet; fail where it is, or cannot be written."""
    try:
        with path.open("x", encoding="utf-8") as target:
            target.write(text)
    except OSError as error:
        fail(f"{path}: {error.strerror}")


def fail(line: str, *more: str) -> NoReturn:
    """Print why the command failed on standard error and exit with 1."""
    typer.echo(f"jumelles: {' '.join(line.split())}", err=True)
    for text in more:
        typer.echo(text, err=True)
    sys.exit(1)
