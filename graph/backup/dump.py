"""Writing a dump: what every source states, in one file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from graph.backup.format import FORMAT, Line, write_lines
from graph.db import Graph
from graph.errors import InputError
from graph.files import PRIVATE, written
from graph.migrate import SCHEMA, check
from graph.model import LABELS
from graph.read import revision
from graph.read.whole import PAGE, things
from graph.steady import Changed, steady
from graph.version import VERSION

Progress = Callable[[str, int], None]
"""Told the label at work, and how many of its things are written."""


class Dumped(NamedTuple):
    """What a dump holds: how many lines, and the revision of the graph it shows."""

    lines: int
    revision: int


def dump(graph: Graph, path: Path, *, progress: Progress = lambda *_: None) -> Dumped:
    """Write all that the graph holds into one file, whole or not at all.

    A load in between starts it over, so that it shows one state of the graph.

    Raises:
        InputError: the file cannot be written, or the graph is empty.
        GraphBusyError: the graph changed again and again.
    """
    if not check(graph):
        raise InputError("the graph is empty: there is nothing to dump")

    def work(changed: Changed) -> Dumped:
        at = revision(graph)
        with written(path, PRIVATE) as file:
            lines = write_lines(file, _lines(graph, at, progress))
            changed()
        return Dumped(lines, at)

    return steady(graph, work)


def _lines(graph: Graph, at: int, progress: Progress) -> Iterator[Line]:
    made = datetime.now(UTC).date().isoformat()
    yield {"jumelles": "dump", "format": FORMAT, "schema": SCHEMA, "program": VERSION, "made": made, "revision": at}
    for row in graph.read("read/sources", id=None):
        yield {"source": dict(row["props"])}
    for row in graph.read("read/decisions"):
        yield {"decision": dict(row["props"])}
    for label in LABELS:
        for count, thing in enumerate(things(graph, label), 1):
            yield {"thing": label, "id": thing.id, "statements": thing.statements}
            if not count % PAGE:
                progress(label, count)
