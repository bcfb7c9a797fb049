"""Printing: one JSON document, or one line of failure."""

from __future__ import annotations

import json
import sys
from typing import Any, NoReturn

import typer


def echo_json(document: Any) -> None:
    """Print one JSON document on standard output."""
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2))


def fail(line: str, *more: str) -> NoReturn:
    """Print why the command failed on standard error and exit with 1."""
    typer.echo(f"jumelles: {' '.join(line.split())}", err=True)
    for text in more:
        typer.echo(text, err=True)
    sys.exit(1)
