"""All that one source states, on disk, in the order in which it is written: batch by batch, each whole by itself.

A batch holds some claims and the things that they name, so what is written with it leans on nothing that comes later.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from graph.batches import batched
from graph.difference import Stated
from graph.errors import InputError
from graph.model import LABELS
from graph.places import territories
from graph.records import Record, SourceRecord
from graph.references import undeclared, unplaced, wanted
from graph.scratch import scratch
from graph.themes import themes

SIZE = 2000
"""Claims in one batch; with the things that they name some ten thousand statements at most."""

WAITING, UNCHANGED, ADDED = 0, 1, 2
"""What became of a statement: not written yet, found as it was, written."""

_RANK: Mapping[str, int] = {label: rank for rank, label in enumerate(LABELS)}
_CLAIMS = _RANK["Partnership"]
"""From this rank on a label is that of a claim; those before are things."""

_TABLES = (
    """CREATE TABLE said (rank INTEGER, id TEXT, key TEXT, said TEXT, names TEXT, state INTEGER,
    PRIMARY KEY (rank, id, key)) WITHOUT ROWID""",
    """CREATE TABLE named (thing TEXT, labels TEXT, label TEXT, claim TEXT, field TEXT,
    PRIMARY KEY (thing, labels)) WITHOUT ROWID""",
)
_Row = tuple[int, str, str, str, str, int]


class Batch(NamedTuple):
    """What is written at once, and the things it names that were written before."""

    rows: Sequence[Stated]
    beside: Sequence[Stated]


class Spool:
    """The statements of a source; filled once, then read in batches, as often as need be."""

    def __init__(self, source: SourceRecord, records: Iterable[Record]) -> None:
        self._source = source
        self._disk = scratch(*_TABLES)
        for several in batched(records, SIZE):
            self._add(several)
        self._check()

    def _add(self, records: Sequence[Record]) -> None:
        rows, named = [], []
        for record in records:
            for broken in unplaced(record):
                raise unnamed(record.label, record.claim(), broken.field, str(broken))
            one = stated(self._source, record)
            things = []
            for name, thing, labels in record.references():
                things.append(thing)
                named.append((thing, " ".join(labels), record.label, one.id, name))
            said = json.dumps(one.said, ensure_ascii=False)
            rows.append((_RANK[one.label], one.id, one.key, said, json.dumps(things), WAITING))
        self._disk.executemany("INSERT OR REPLACE INTO said VALUES (?, ?, ?, ?, ?, ?)", rows)
        self._disk.executemany("INSERT OR IGNORE INTO named VALUES (?, ?, ?, ?, ?)", named)

    def _check(self) -> None:
        """Refuse a source that names what it does not declare, before anything is written."""
        others = {"Territory": territories(), "Theme": themes()}
        for thing, labels, label, claim, name in self._disk.execute("SELECT * FROM named ORDER BY thing, labels"):
            kinds = labels.split()
            if not any(thing in others[kind] if kind in others else self._has(kind, thing) for kind in kinds):
                raise unnamed(label, claim, name, undeclared(thing, wanted(kinds)))

    def _has(self, label: str, id_: str) -> bool:
        query = "SELECT 1 FROM said WHERE rank = ? AND id = ? LIMIT 1"
        return self._disk.execute(query, (_RANK[label], id_)).fetchone() is not None

    def __len__(self) -> int:
        return int(self._disk.execute("SELECT count(*) FROM said").fetchone()[0])

    def batches(self) -> Iterator[Batch]:
        """Yield all that is stated, from the start: claims with the things they name, then what no claim names."""
        self._disk.execute("UPDATE said SET state = ? WHERE state <> ?", (WAITING, WAITING))
        yield from self._with_things(_CLAIMS, len(LABELS))
        yield from self._with_things(0, _CLAIMS)

    def written(self, rows: Iterable[Stated], added: frozenset[str] | set[str]) -> None:
        """Note that these statements were written: added, where their key says so, else found as they were."""
        marks = [(ADDED if row.key in added else UNCHANGED, _RANK[row.label], row.id, row.key) for row in rows]
        self._disk.executemany("UPDATE said SET state = ? WHERE rank = ? AND id = ? AND key = ?", marks)

    def holds(self, label: str, id_: str, key: str) -> bool:
        """Return whether the source states this."""
        query = "SELECT 1 FROM said WHERE rank = ? AND id = ? AND key = ?"
        return self._disk.execute(query, (_RANK[label], id_, key)).fetchone() is not None

    def became(self, label: str, id_: str) -> int | None:
        """Return what became of the statements about a thing: ADDED if any was; None where there is none."""
        query = "SELECT max(state) FROM said WHERE rank = ? AND id = ?"
        found = self._disk.execute(query, (_RANK[label], id_)).fetchone()[0]
        return None if found is None else int(found)

    def _with_things(self, low: int, high: int) -> Iterator[Batch]:
        for slice_ in self._slices(low, high):
            waiting = [row for row in slice_ if row[-1] == WAITING]
            if not waiting:
                continue
            rows = {row[:3]: row for row in waiting}
            near = [row for row in self._named(waiting) if row[:3] not in rows]
            rows |= {row[:3]: row for row in near if row[-1] == WAITING}
            beside = [row for row in near if row[-1] != WAITING]
            yield Batch(self._stated(rows[at] for at in sorted(rows)), self._stated(beside))

    def _slices(self, low: int, high: int) -> Iterator[list[_Row]]:
        """Yield slices in order, all that is said about one thing in the same."""
        after = "SELECT * FROM said WHERE (rank, id, key) > (?, ?, ?) AND rank < ? ORDER BY rank, id, key LIMIT ?"
        rest = "SELECT * FROM said WHERE rank = ? AND id = ? AND key > ? ORDER BY key"
        last: tuple[int, str, str] = (low, "", "")
        while rows := self._disk.execute(after, (*last, high, SIZE)).fetchall():
            rows += self._disk.execute(rest, rows[-1][:3]).fetchall()
            last = rows[-1][:3]
            yield rows

    def _named(self, rows: Iterable[_Row]) -> list[_Row]:
        """Return the things that rows name, and that these name in turn."""
        query = "SELECT said.* FROM json_each(?) AS one CROSS JOIN said WHERE said.rank = ? AND said.id = one.value"
        found: list[_Row] = []
        known: set[str] = set()
        while things := {thing for row in rows for thing in json.loads(row[4])} - known:
            known |= things
            ids = json.dumps(sorted(things))
            rows = [row for rank in range(_CLAIMS) for row in self._disk.execute(query, (ids, rank))]
            found += rows
        return found

    def _stated(self, rows: Iterable[_Row]) -> list[Stated]:
        return [Stated(LABELS[rank], id_, key, json.loads(said), self._source.id) for rank, id_, key, said, *_ in rows]


def stated(source: SourceRecord, record: Record) -> Stated:
    """Return a record as the graph keeps it: which thing, under which key, what, and who says it."""
    said = record.said()
    key = record.key(source.id, source.date, said)
    date = record.stated_on or source.date
    said |= {"key": key, "locator": record.at, **({"stated_on": date.value} if date else {})}
    return Stated(record.label, record.claim(), key, said, source.id)


def unnamed(label: str, claim: str, field: str, words: str) -> InputError:
    """Return the error for a record that names what is not there."""
    return InputError(f"{label} {claim}, {field}: {words}")
