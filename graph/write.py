"""The one write door: the statements of a source replace those it made before, all at once or not at all.

What a source stated and no longer states is taken back, and what nothing states any more is removed. What it states as
before is left untouched, so loading twice changes nothing. Everything happens in one transaction: a reader sees the old or
the new state of a source, and a writer that dies leaves the old one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from graph.batches import batched
from graph.db import Graph, Transaction
from graph.decisions import Decision, Decisions
from graph.errors import InputError
from graph.ids import fold
from graph.keep import Said, kept
from graph.left import CompleteList, current
from graph.migrate import prepare
from graph.model import LABELS, edges
from graph.privacy.fingerprint import Forgotten, Sieve
from graph.progress import tell
from graph.records import Record, SourceRecord
from graph.references import dangling
from graph.settle import Statement, statement
from graph.themes import theme_row, themes_in
from queries.catalogue import catalogue

BATCH = 1000
"""Rows in one UNWIND."""

_ABOUT_THEMES = ("Network", "Event", "Partnership", "Figure", "Review")
"""Labels whose relations end at themes: only where one of them changed can a theme be left over."""


class Counts(NamedTuple):
    """What a load did to the things of one kind: things of the graph, so the new ones of several sources add up."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did: per label, and whether the graph changed at all.

    `kept` is the number of statements that were not seen again and stay, because the source was not read whole;
    `refused` has a line for each that contradicts what people decided.
    """

    source: str
    counts: Mapping[str, Counts]
    review: int = 0
    kept: int = 0
    refused: tuple[str, ...] = ()
    withheld: int = 0
    """Statements left out, because they are about people who were erased."""

    @property
    def changed(self) -> bool:
        """Whether anything is new, changed or removed."""
        return any(count.new or count.changed or count.removed for count in self.counts.values())


class Stated(NamedTuple):
    """A record ready to be written: which thing, under which key, what, and who says it."""

    label: str
    id: str
    key: str
    said: dict[str, Any]
    source: str


@dataclass
class Difference:
    """What is said now against what was said before; `gone` and `kept` as rows of id, key and source."""

    added: dict[str, dict[str, list[Stated]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    gone: dict[str, list[dict[str, str]]] = field(default_factory=lambda: defaultdict(list))
    kept: dict[str, list[dict[str, str]]] = field(default_factory=lambda: defaultdict(list))
    touched: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    before: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    after: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    dead: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    standing: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Touched things that are in the graph already: all others draw nothing yet, so there is nothing to clear."""

    def add(self, row: Stated) -> None:
        """Say that a statement is new at its seat."""
        self.added[row.label][row.id].append(row)
        self.touched[row.label].add(row.id)

    def take(self, label: str, id_: str, key: str, source: str) -> None:
        """Say that a statement goes from its seat."""
        self.gone[label].append({"id": id_, "key": key, "source": source})
        self.touched[label].add(id_)

    def report(self, source: str, review: int, refused: tuple[str, ...] = ()) -> LoadReport:
        """Return what this does to each kind of thing."""
        counts = {}
        for label in LABELS:
            touched, standing, dead = self.touched[label], self.standing[label], self.dead[label]
            if touched or self.after[label]:
                changed = len(touched & standing - dead)
                counts[label] = Counts(len(touched - standing), changed, len(self.after[label] - touched), len(dead))
        return LoadReport(source, counts, review, sum(len(rows) for rows in self.kept.values()), refused)


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


def apply(transaction: Transaction, difference: Difference, decided: Decisions) -> None:
    """Write a difference: statements, current values of what they touch, and the relations these draw."""
    for label, rows in difference.gone.items():
        _each_batch(transaction, f"write/retract/{label}", rows)
    for label, rows in difference.kept.items():
        _each_batch(transaction, f"write/keep/{label}", rows)
    settled = {label: _settle(transaction, label, difference, decided) for label in LABELS}
    _clear(transaction, difference.standing)
    for label in reversed(LABELS):
        difference.dead[label] = {id_ for id_, props in settled[label].items() if not props}
        _each_batch(transaction, f"write/remove/{label}", sorted(difference.dead[label]), rows_name="ids")
    _write_themes(transaction, settled)
    for label in LABELS:
        _put(transaction, label, settled[label], difference.added[label])
    _draw(transaction, settled)
    if any(difference.standing[label] for label in _ABOUT_THEMES):
        transaction.run("write/remove_idle_themes")
    transaction.run("write/revision")


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


def _settle(
    transaction: Transaction, label: str, difference: Difference, decided: Decisions
) -> dict[str, dict[str, Any]]:
    """Return the current values of every touched thing of one kind; empty for one that nothing states any more."""
    statements: dict[str, list[Statement]] = {id_: [] for id_ in sorted(difference.touched[label])}
    gone = {row["id"] for row in difference.gone[label]}
    difference.standing[label] = difference.touched[label] & (difference.before[label] | gone)
    for ids in batched(statements, BATCH):
        for row in transaction.run(f"read/statements_of/{label}", ids=ids):
            difference.standing[label].add(row["id"])
            statements[row["id"]].append(statement(label, row["source"], dict(row["said"])))
    for id_, rows in difference.added[label].items():
        statements[id_].extend(statement(label, row.source, row.said) for row in rows)
    lists = complete_lists(transaction, decided) if label == "Membership" and statements else ()
    return {id_: current(label, known, lists) for id_, known in statements.items()}


def complete_lists(transaction: Transaction, decided: Decisions) -> tuple[CompleteList, ...]:
    """Return the sources that list every member of a network."""
    rows = transaction.run("read/complete_lists")
    return tuple(CompleteList(row["id"], decided.now("Network", row["network"]), row["date"]) for row in rows)


def _clear(transaction: Transaction, standing: Mapping[str, set[str]]) -> None:
    _each_batch(transaction, "write/clear_partners_with", sorted(standing["Partnership"]), rows_name="ids")
    for label in LABELS:
        name = f"write/clear_{label.lower()}"
        if name in catalogue():
            _each_batch(transaction, name, sorted(standing[label]), rows_name="ids")


def _write_themes(transaction: Transaction, settled: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> None:
    used = {theme for things in settled.values() for props in things.values() for theme in themes_in(props)}
    rows = [theme_row(id_) for id_ in sorted(used)]
    _each_batch(transaction, "write/theme", rows)


def _put(
    transaction: Transaction,
    label: str,
    settled: Mapping[str, dict[str, Any]],
    added: Mapping[str, Sequence[Stated]],
) -> None:
    rows: list[dict[str, Any]] = [
        {
            "id": id_,
            "props": {**props, "id": id_},
            "statements": [{"key": row.key, "said": row.said, "source": row.source} for row in added.get(id_, ())],
        }
        for id_, props in settled.items()
        if props
    ]
    _each_batch(transaction, f"write/put/{label}", rows)


def _draw(transaction: Transaction, settled: Mapping[str, Mapping[str, dict[str, Any]]]) -> None:
    drawn: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for label in LABELS:
        for id_, props in settled[label].items():
            for edge in edges(label, {**props, "id": id_}) if props else ():
                drawn[edge.query].append(edge.row)
    for query, rows in drawn.items():
        _each_batch(transaction, f"write/draw_{query}", rows)


def _each_batch(transaction: Transaction, name: str, rows: Sequence[Any], *, rows_name: str = "rows") -> None:
    stage = "write" if name.startswith(("write/put/", "write/draw_")) else "clean up"
    for batch in batched(rows, BATCH):
        transaction.run(name, **{rows_name: batch})
        tell(stage, len(batch))
