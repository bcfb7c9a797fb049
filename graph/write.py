"""The one write door: the statements of a source replace those it made before, all at once or not at all.

What a source stated and no longer states is taken back, and what nothing states any more is removed. What it states as
before is left untouched, so loading twice changes nothing. Everything happens in one transaction: a reader sees the old or
the new state of a source, and a writer that dies leaves the old one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from graph.apply import BATCH, apply
from graph.batches import batched
from graph.db import Graph, Transaction
from graph.decisions import Decision, Decisions
from graph.difference import Difference, LoadReport, Stated
from graph.errors import InputError
from graph.ids import fold
from graph.keep import Said, kept
from graph.migrate import prepare
from graph.model import LABELS
from graph.privacy.fingerprint import Forgotten, Sieve
from graph.records import Record, SourceRecord
from graph.references import dangling


def replace_source(graph: Graph, source: SourceRecord, records: Iterable[Record], *, whole: bool = True) -> LoadReport:
    """Make the graph hold exactly these statements of this source; schema and reference tables are prepared first.

    Args:
        graph: an open graph.
        source: the source, as it describes itself.
        records: everything that it states. Each thing a record names must be among them, or be a territory or a theme.
        whole: whether these are all its statements; if rows of it were rejected, what they may have stated stays.

    Raises:
        InputError: a record names a thing that is not there; nothing was written.
    """
    stated = _stated(source, list(records))
    prepare(graph)
    return graph.write(lambda transaction: _replace(transaction, source, stated, whole=whole))


def remove_source(graph: Graph, source: SourceRecord) -> LoadReport:
    """Take back everything that a source states."""
    return graph.write(lambda transaction: _replace(transaction, source, [], whole=True))


def _stated(source: SourceRecord, records: Sequence[Record]) -> list[Stated]:
    for broken in dangling(records):
        raise InputError(f"{broken.record.label} {broken.record.claim()}, {broken.field}: {broken}")
    rows: dict[str, Stated] = {}
    for record in records:
        said = record.said()
        key = record.key(source.id, source.date, said)
        date = record.stated_on or source.date
        said |= {"key": key, "locator": record.at, **({"stated_on": date.value} if date else {})}
        rows[key] = Stated(record.label, record.claim(), key, said, source.id)
    return list(rows.values())


def _replace(transaction: Transaction, source: SourceRecord, stated: Sequence[Stated], *, whole: bool) -> LoadReport:
    transaction.run("write/lock")
    decided = decisions(transaction)
    allowed = _without_erased(stated, decided)
    seated, refused = _seated(allowed, decided)
    whole = whole and not refused
    difference = _compare(transaction, source.id, seated, whole=whole)
    review = sum(row.label == "Review" for row in seated)
    said = source if whole and seated else source.model_copy(update={"complete_for": None})
    if _write_source(transaction, said, difference, decided) or any(difference.touched.values()):
        apply(transaction, difference, decided)
    return replace(difference.report(source.id, review, refused), withheld=len(stated) - len(allowed))


def _without_erased(stated: Sequence[Stated], decided: Decisions) -> Sequence[Stated]:
    """Leave out what is said about people who were erased, and hide their names in what else is said."""
    forgotten = Forgotten.of(decided.every)
    if not forgotten:
        return stated
    sieve = Sieve(forgotten)
    people: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in stated:
        if row.label == "Person":
            people[row.id].append(row.said)
    allowed = {id_ for id_, said in people.items() if sieve.person(id_, said)}
    passed = [row for row in stated if row.label == "Person" and row.id in allowed]
    others = ((row, sieve.claim(row.label, row.said)) for row in stated if row.label != "Person")
    return [*passed, *(row._replace(said=said) for row, said in others if said is not None)]


def decisions(transaction: Transaction) -> Decisions:
    """Return what people decided."""
    return Decisions.of(Decision(**row["props"]) for row in transaction.run("read/decisions"))


def _seated(stated: Sequence[Stated], decided: Decisions) -> tuple[Sequence[Stated], tuple[str, ...]]:
    """Give each statement its seat; those that contradict a decision are refused, each with a line."""
    if not decided.moves:
        return stated, ()
    seated, refused = [], []
    for row in stated:
        try:
            seat = decided.seat(row.label, row.id, row.source, row.said)
        except InputError as error:
            refused.append(str(error))
            continue
        seated.append(row._replace(id=seat.id, said=seat.said))
    return seated, tuple(refused)


def touch_members(transaction: Transaction, difference: Difference, network: str) -> None:
    """Work out anew who has left a network."""
    for row in transaction.run("read/memberships_in", network=network):
        difference.touched["Membership"].add(row["id"])


def _compare(transaction: Transaction, source: str, stated: Sequence[Stated], *, whole: bool) -> Difference:
    difference = Difference()
    old: dict[str, tuple[str, str]] = {}
    unseen: set[str] = set()
    for label, id_, key, marked in (row.values() for row in transaction.run("read/statements_in", source=source)):
        old[key] = (label, id_)
        difference.before[label].add(id_)
        if marked:
            unseen.add(key)
    seen = {row.key for row in stated}
    gone = {key: thing for key, thing in old.items() if key not in seen}
    for row in stated:
        difference.after[row.label].add(row.id)
        if row.key not in old or row.key in unseen:
            difference.add(row)
    stay = frozenset[str]() if whole else _unseen(transaction, source, gone, difference)
    # What is seen again is written anew, without the mark.
    for key, (label, id_) in sorted((gone | {key: old[key] for key in unseen & seen}).items()):
        if key not in stay:
            difference.take(label, id_, key, source)
            continue
        difference.kept[label].append({"id": id_, "key": key, "source": source})
        difference.after[label].add(id_)
        if key not in unseen:
            difference.touched[label].add(id_)
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


def _write_source(transaction: Transaction, source: SourceRecord, difference: Difference, decided: Decisions) -> bool:
    names = (source.title.fr, source.title.en, source.publisher or "")
    props = {**source.props(), "search": " ".join(fold(name) for name in names)}
    before = transaction.run("read/source_props", id=source.id)
    if before and dict(before[0]["props"]) == props:
        return False
    transaction.run("write/source", id=source.id, props=props)
    was = before[0]["props"].get("complete_for") if before else None
    for network in sorted({one for one in (was, source.complete_for) if one}):
        touch_members(transaction, difference, decided.now("Network", network))
    return True
