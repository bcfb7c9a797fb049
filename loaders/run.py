"""The runner of all loads: one source after the other, each whole or not at all, one report."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from graph.db import Graph
from graph.errors import InputError
from graph.progress import tell
from graph.read import sources
from graph.records import Entity, Record
from graph.write import replace_source
from loaders.facts.read import FACTS
from loaders.kind import Kind, Progress
from loaders.report import Rejected, Report

SHOWN = 5
"""How many claims of a source a dry run shows."""


def load(
    graph: Graph | None,
    paths: Iterable[Path],
    kind: Kind[Any],
    *,
    progress: Progress = lambda _: None,
    in_batches: bool = False,
) -> Report:
    """Take files through the five stages. A file that cannot be read is reported as failed, the others go on.

    Args:
        graph: where to write; None for a dry run, which reads and checks only.
        paths: the files, or where the kind fetches them from.
        kind: the first three stages; writing and cleaning up are the same for all.
        progress: told which file is at work.
        in_batches: write each source in many transactions, see `graph.in_batches`.

    Raises:
        InputError: what is to be fetched does not come.
    """
    report = Report(dry_run=graph is None)
    with _uncollected():
        for path in paths:
            tell("fetch")
            file = kind.fetch(path, progress)
            progress(file.name)
            _load(graph, file, kind, report, in_batches=in_batches)
    if graph is not None:
        report.unfinished.extend(source for source in sources(graph) if source.loading)
    return report


def _load(graph: Graph | None, path: Path, kind: Kind[Any], report: Report, *, in_batches: bool) -> None:
    try:
        batch = kind.batch(path)
    except InputError as error:
        report.failed.append(str(error))
        return
    report.rejected.extend(batch.rejected)
    if batch.rejected and not batch.records:
        # Writing nothing would take back all that the source stated before.
        report.failed.append(f"{path}: none of its rows could be taken, {len(batch.rejected)} were rejected")
        return
    if graph is None:
        report.read.append((batch.source.id, len(batch.records)))
        report.first.extend(first_records(batch.records))
        return
    source, records, whole = batch.source, iter(batch.records), not batch.rejected
    del batch  # the records of a big register take as much memory as their writing: nobody holds them meanwhile
    done = replace_source(graph, source, records, whole=whole, in_batches=in_batches)
    report.loads.append(done)
    report.rejected.extend(Rejected(str(path), 0, "", line) for line in done.refused)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Spare the search for cycles: a load leaves none, and looking at all its records again and again takes long."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def first_records(records: Sequence[Record]) -> list[dict[str, object]]:
    """Return the first claims of a source, each after the things it ties together, as they would be written."""
    claims = list(islice((record for record in records if not isinstance(record, Entity)), SHOWN))
    named = {thing for claim in claims for _, thing, _ in claim.references()}
    things = {one.claim(): one for one in records if isinstance(one, Entity) and one.claim() in named}
    shown: dict[str, Record] = {}
    for claim in claims:
        shown.update({thing: things[thing] for _, thing, _ in claim.references() if thing in things})
        shown[claim.claim()] = claim
    return [{"record": one.label, "id": id_, "at": one.at, **one.said()} for id_, one in shown.items()]


def load_facts(graph: Graph | None, paths: Iterable[Path], *, progress: Progress = lambda _: None) -> Report:
    """Load facts files, see `load`."""
    return load(graph, paths, FACTS, progress=progress)
