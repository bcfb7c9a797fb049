"""The one write door: the statements of a source replace those it made before, all at once or not at all.

What a source stated and no longer states is taken back, and what nothing states any more is removed. What it states as
before is left untouched, so loading twice changes nothing. Everything happens in one transaction: a reader sees the old or
the new state of a source, and a writer that dies leaves the old one. Only a load that is asked to go in batches does
otherwise (`graph.in_batches`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice

from graph import in_batches as batches
from graph import scratch
from graph.admit import decisions, seated, without_erased
from graph.apply import BATCH, apply
from graph.batches import batched
from graph.db import STATEMENT_KIB, Graph, Transaction
from graph.described import described, write_source
from graph.difference import Difference, LoadReport, Stated
from graph.errors import GraphRefusedError, GraphUnavailableError, InputError
from graph.keep import Said, kept
from graph.load_steps import began
from graph.migrate import prepare
from graph.model import LABELS
from graph.records import Record, SourceRecord
from graph.references import dangling
from graph.spool import Spool, stated, unnamed


def replace_source(
    graph: Graph, source: SourceRecord, records: Iterable[Record], *, whole: bool = True, in_batches: bool = False
) -> LoadReport:
    """Make the graph hold exactly these statements of this source; schema and reference tables are prepared first.

    Args:
        graph: an open graph.
        source: the source, as it describes itself.
        records: everything that it states. Each thing a record names must be among them, or be a territory or a theme.
        whole: whether these are all its statements; if rows of it were rejected, what they may have stated stays.
        in_batches: write in many transactions, see `graph.in_batches`.

    Raises:
        InputError: a record names a thing that is not there, or these are more statements than one transaction can hold;
            nothing was written.
    """
    several = iter(records)
    first = list(islice(several, scratch.ROOM + 1))
    if in_batches or len(first) > scratch.ROOM:
        spool = Spool(source, chain(first, several))
        prepare(graph)
        return _write_spooled(graph, source, spool, whole=whole, in_batches=in_batches)
    rows = _stated(source, first)
    prepare(graph)
    return graph.write(lambda transaction: _replace(transaction, source, rows, whole=whole))


def _write_spooled(graph: Graph, source: SourceRecord, spool: Spool, *, whole: bool, in_batches: bool) -> LoadReport:
    """Write what is spooled; where the database fails, say what is to be done."""
    most = graph.most_at_once
    if not in_batches and most is not None and len(spool) > most:
        needed = len(spool) * STATEMENT_KIB // 1024
        raise InputError(
            f"{source.id}: {len(spool)} statements are too many for one transaction in the heap of {graph.where}, nothing "
            f"was written: load them --in-batches, or raise JUMELLES_ENGINE_HEAP_MB (about {needed})"
        )
    write = batches.write_in_batches if in_batches else batches.write_at_once
    try:
        return write(graph, source, spool, whole=whole)
    except (GraphRefusedError, GraphUnavailableError) as error:
        todo = (
            f"{source.id} is half loaded: load it again, or jumelles load take-back {source.id}"
            if in_batches
            else f"nothing was written: {len(spool)} statements are much for one transaction, load them --in-batches"
        )
        told = type(error)(f"{error}; {todo}")
        told.todo = todo
        raise told from error


def remove_source(graph: Graph, source: SourceRecord) -> LoadReport:
    """Take back everything that a source states."""
    return graph.write(lambda transaction: _replace(transaction, source, [], whole=True))


def _stated(source: SourceRecord, records: Sequence[Record]) -> list[Stated]:
    for broken in dangling(records):
        raise unnamed(broken.record.label, broken.record.claim(), broken.field, str(broken))
    return list({one.key: one for one in (stated(source, record) for record in records)}.values())


def _replace(transaction: Transaction, source: SourceRecord, rows: Sequence[Stated], *, whole: bool) -> LoadReport:
    transaction.run("write/lock")
    decided = decisions(transaction)
    allowed = without_erased(rows, decided)
    placed, refused = seated(allowed, decided)
    whole = whole and not refused
    before = described(transaction, source.id)
    difference = _compare(transaction, source.id, placed, whole=whole, bare=began(before))
    review = sum(row.label == "Review" for row in placed)
    said = source if whole and placed else source.model_copy(update={"complete_for": None})
    if write_source(transaction, said, before, difference, decided) or any(difference.touched.values()):
        apply(transaction, difference, decided)
    return replace(difference.report(source.id, review, refused), withheld=len(rows) - len(allowed))


def _compare(transaction: Transaction, source: str, rows: Sequence[Stated], *, whole: bool, bare: bool) -> Difference:
    """Tell what a source states from what stands; `bare` where all that stands comes from a load that never ended."""
    difference = Difference()
    old: dict[str, tuple[str, str]] = {}
    marked: set[str] = set()
    # What an unfinished load left stays only where it is seen again.
    left: set[str] = set()
    for label, id_, key, was_kept, unfinished in (
        row.values() for row in transaction.run("read/statements_in", source=source)
    ):
        old[key] = (label, id_)
        difference.before[label].add(id_)
        if was_kept or unfinished:
            marked.add(key)
        if unfinished or bare:
            left.add(key)
    seen = {row.key for row in rows}
    gone = {key: thing for key, thing in old.items() if key not in seen}
    for row in rows:
        difference.after[row.label].add(row.id)
        if row.key not in old or row.key in marked:
            difference.add(row)
    stated_before = {key: thing for key, thing in gone.items() if key not in left}
    stay = frozenset[str]() if whole else _unseen(transaction, source, stated_before, difference)
    # What is seen again is written anew, without the mark.
    for key, (label, id_) in sorted((gone | {key: old[key] for key in marked & seen}).items()):
        if key in stay:
            difference.keep(label, id_, key, source, anew=key not in marked)
        else:
            difference.take(label, id_, key, source)
    return difference


def _unseen(
    transaction: Transaction, source: str, gone: Mapping[str, tuple[str, str]], difference: Difference
) -> frozenset[str]:
    """Return the keys of what a source that was not read whole no longer says, and which stays all the same."""
    before: list[Said] = []
    for label in LABELS:
        ids = sorted({id_ for label_, id_ in gone.values() if label_ == label})
        for batch in batched(ids, BATCH):
            rows = transaction.run(f"read/statements_of/{label}", ids=batch)
            before.extend(
                Said((label, row["id"]), row["said"]["key"], row["said"])
                for row in rows
                if row["source"] == source and row["said"]["key"] in gone
            )
    added = [
        Said((row.label, row.id), row.key, row.said)
        for things in difference.added.values()
        for rows in things.values()
        for row in rows
    ]
    return kept(before, added)
