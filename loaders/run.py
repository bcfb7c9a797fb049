"""The runner of all loads: one source after the other, each whole or not at all, one report."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from graph.db import Graph
from graph.errors import InputError
from graph.write import replace_source
from loaders.batch import Batch
from loaders.facts.read import read_facts
from loaders.report import Report

Progress = Callable[[str], None]
Reader = Callable[[Path], Batch]


def load(graph: Graph | None, paths: Iterable[Path], read: Reader, *, progress: Progress = lambda _: None) -> Report:
    """Read files and load what they state. A file that cannot be read is reported as failed, the others go on.

    Args:
        graph: where to write; None for a dry run, which reads and checks only.
        paths: the files.
        read: how one file becomes a batch.
        progress: told which file is at work.
    """
    report = Report(dry_run=graph is None)
    for path in paths:
        progress(path.name)
        try:
            batch = read(path)
        except InputError as error:
            report.failed.append(str(error))
            continue
        report.rejected.extend(batch.rejected)
        if graph is not None:
            report.loads.append(replace_source(graph, batch.source, batch.records))
        else:
            report.read.append((batch.source.id, len(batch.records)))
    return report


def load_facts(graph: Graph | None, paths: Iterable[Path], *, progress: Progress = lambda _: None) -> Report:
    """Load facts files, see `load`."""
    return load(graph, paths, read_facts, progress=progress)
