"""The steps of a load that is written in parts, each within a transaction: add a batch, look what is gone, finish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from graph.admit import decisions, seated, without_erased
from graph.apply import BATCH, apply, each_batch
from graph.batches import batched
from graph.db import Transaction
from graph.decisions import original
from graph.described import described, write_source
from graph.difference import Counts, Difference, LoadReport, Stated
from graph.keep import Said, kept
from graph.model import LABELS
from graph.progress import tell
from graph.read.spans import Span
from graph.records import SourceRecord
from graph.spool import ADDED, UNCHANGED, Batch, Spool

PAGE = 1000
"""Things that the last step looks at in one transaction."""


def began(props: Mapping[str, Any]) -> bool:
    """Return whether all that a source states comes from a first load of it that was never finished."""
    return bool(props.get("loading_first"))


@dataclass
class Load:
    """One load of one source, and what it has come to so far.

    `spool` is None where a load is taken back; `first` where nothing that the source states was there before this load, or
    before one that it begins anew; `bare` where nothing at all of it stands, so that there is nothing to look up; `anew`
    where an unfinished load is begun anew. `there` counts the statements that were found or added, `marked` those that
    bear the mark.
    """

    id: str
    spool: Spool | None
    whole: bool
    first: bool
    bare: bool
    anew: bool = False
    token: str | None = None
    done: int = 0
    there: int = 0
    marked: int = 0

    def __post_init__(self) -> None:
        self.report = LoadReport(self.id, {})

    def count(self, part: LoadReport) -> None:
        """Add what a step came to, once it is committed."""
        sums = dict(self.report.counts)
        for label, counts in part.counts.items():
            sums[label] = sums.get(label, Counts()).plus(counts)
        self.report = LoadReport(
            self.id,
            {label: sums[label] for label in LABELS if label in sums},
            self.report.review + part.review,
            self.report.kept + part.kept,
            (*self.report.refused, *part.refused),
            self.report.withheld + part.withheld,
        )
        self.whole = self.whole and not part.refused

    def take(self, part: Added) -> None:
        """Add what a batch came to, once it is committed."""
        self.count(part.report)
        self.there += part.there
        self.marked += 0 if self.first else len(part.keys)


class Added(NamedTuple):
    """What a batch came to: its report, the keys of what was added, how many of its statements are in the graph now."""

    report: LoadReport
    keys: set[str]
    there: int


def add(transaction: Transaction, load: Load, batch: Batch) -> Added:
    """Write what a batch states anew; return what it came to."""
    decided = decisions(transaction)
    allowed = without_erased([*batch.beside, *batch.rows], decided)
    mine = {row.key for row in batch.rows}
    rows = [row for row in allowed if row.key in mine]
    placed, refused = seated(rows, decided)
    beside, _ = seated([row for row in allowed if row.key not in mine], decided)
    difference = Difference(beside={row.id for row in beside if row.label == "Collectivity"})
    standing = {} if load.bare else _standing(transaction, load.id, placed)
    for row in placed:
        difference.after[row.label].add(row.id)
        was_kept = standing.get((row.label, row.id, row.key))
        if was_kept is not None:
            difference.before[row.label].add(row.id)
            if not was_kept:
                continue
            difference.take(row.label, row.id, row.key, row.source)
        difference.add(row if load.first else row._replace(said={**row.said, "unfinished": True}))
    if any(difference.touched.values()):
        apply(transaction, difference, decided)
    else:
        tell("write", len(placed))
    review = sum(row.label == "Review" for row in placed)
    report = difference.report(load.id, review, refused)
    added = {row.key for things in difference.added.values() for several in things.values() for row in several}
    return Added(replace(report, withheld=len(batch.rows) - len(rows)), added, len(placed))


def _standing(transaction: Transaction, source: str, rows: Sequence[Stated]) -> dict[tuple[str, str, str], bool]:
    """Return label, id and key of what a source states already of these things, and whether it bears the mark `kept`."""
    found: dict[tuple[str, str, str], bool] = {}
    for label in LABELS:
        for ids in batched(sorted({row.id for row in rows if row.label == label}), BATCH):
            for row in transaction.run(f"read/statements_of/{label}", ids=ids):
                if row["source"] == source:
                    found[label, row["id"], row["said"]["key"]] = bool(row["said"].get("kept"))
    return found


def is_clean(transaction: Transaction, load: Load) -> bool:
    """Return whether there is nothing to take back and no mark to take off: all that the source states was in this load."""
    if load.bare:
        return True
    if load.anew or load.marked:
        return False
    (row,) = transaction.run("read/sources_by_id", ids=[load.id])
    return int(row["statements"]) == load.there


def sweep(transaction: Transaction, load: Load, label: str, span: Span) -> LoadReport:
    """Take back what the source no longer states of the things in a span, and the marks off what it states."""
    ids = [row["id"] for row in transaction.run(f"read/ids_within/{label}", **span._asdict())]
    rows = [
        Said((label, row["id"]), row["said"]["key"], row["said"])
        for row in transaction.run(f"read/statements_of/{label}", ids=ids)
        if row["source"] == load.id
    ]
    seen = [one for one in rows if _holds(load, label, one)]
    known = {one.key for one in seen}
    unseen = [one for one in rows if one.key not in known]
    marked = [one for one in seen if one.said.get("unfinished")]
    # What an unfinished load left and this one does not state was never whole.
    before = [] if load.first else [one for one in unseen if not one.said.get("unfinished")]
    stay = _staying(load, before, marked)
    difference = Difference()
    for one in unseen if load.spool else [one for one in unseen if one.key not in stay]:
        if one.key in stay:
            difference.keep(label, one.thing[1], one.key, load.id, anew=not one.said.get("kept"))
        else:
            difference.take(label, one.thing[1], one.key, load.id)
    if marked:
        each_batch(transaction, f"write/finish/{label}", [_place(one, load.id) for one in marked])
    if any(difference.touched.values()):
        apply(transaction, difference, decisions(transaction))
    elif difference.kept:
        for kind, places in difference.kept.items():
            each_batch(transaction, f"write/keep/{kind}", places)
    tell("clean up", len(ids))
    return _report(load, label, difference)


def _staying(load: Load, before: Sequence[Said], added: Sequence[Said]) -> frozenset[str]:
    """Return the keys of what stays, of that which was stated before and is not stated now."""
    if load.spool is None:
        return frozenset(one.key for one in before)
    return frozenset() if load.whole else kept(before, added)


def _holds(load: Load, label: str, one: Said) -> bool:
    return load.spool is not None and load.spool.holds(label, original(one.thing[1], one.said).id, one.key)


def _place(one: Said, source: str) -> dict[str, str]:
    return {"id": one.thing[1], "key": one.key, "source": source}


def _report(load: Load, label: str, difference: Difference) -> LoadReport:
    """Return what is to be added to what the batches came to, in which each thing was counted once already."""
    dead, stay = difference.dead[label], (difference.touched[label] | difference.after[label]) - difference.dead[label]
    became = {id_: load.spool.became(label, id_) if load.spool else None for id_ in stay}
    changed = difference.touched[label] - dead
    turned = sum(became[id_] == UNCHANGED for id_ in changed)
    fresh = sum(became[id_] != ADDED for id_ in changed)
    untouched = sum(became[id_] is None for id_ in stay - changed)
    counts = Counts(0, fresh, untouched - turned, len(dead))
    kept_ = sum(len(rows) for rows in difference.kept.values())
    return LoadReport(load.id, {label: counts} if any(counts) else {}, kept=kept_)


def finish(transaction: Transaction, load: Load, source: SourceRecord) -> None:
    """Write the source as it describes itself, without a mark, and what follows from its being complete."""
    assert load.spool is not None
    complete = load.whole and len(load.spool)
    said = source if complete else source.model_copy(update={"complete_for": None})
    difference, decided = Difference(), decisions(transaction)
    if write_source(transaction, said, described(transaction, load.id), difference, decided):
        apply(transaction, difference, decided)
