"""Reading a dump into the graph: all of it or nothing, in one transaction."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from graph.backup.dump import Progress
from graph.backup.format import Line, read_lines
from graph.batches import batched
from graph.db import Graph, Transaction
from graph.decisions import Decision, Decisions
from graph.errors import InputError, SchemaError
from graph.ids import ID_PATTERN
from graph.left import CompleteList, current
from graph.migrate import SCHEMA, prepare
from graph.model import LABELS, edges
from graph.privacy.fingerprint import FORGET, Forgotten, Sieve
from graph.read import counts
from graph.settle import statement
from graph.themes import theme_row, themes_in

BATCH = 1000
"""Things written in one statement."""

WIPED = ("Source", "Theme", "Decision", *reversed(LABELS))
"""What is removed before a dump takes its place."""

_PROPERTY = re.compile(r"^[a-z][a-z0-9_]{0,60}$")


class Thing(NamedTuple):
    """One thing of a dump: its label, its id, and its statements as source and what was said."""

    label: str
    id: str
    statements: Sequence[tuple[str, dict[str, Any]]]

    def props(self, lists: Sequence[CompleteList]) -> dict[str, Any]:
        """Return its current values, worked out from the statements and the complete lists of members."""
        stated = [statement(self.label, source, said) for source, said in self.statements]
        return {**current(self.label, stated, lists), "id": self.id}


class Restored(NamedTuple):
    """What a restore wrote."""

    sources: int
    things: int


def restore(graph: Graph, path: Path, *, replace: bool = False, progress: Progress = lambda *_: None) -> Restored:
    """Make the graph hold what a dump holds.

    The whole file is read and checked once before anything is written. A reader of the graph sees the old state or the
    new one, and a restore that dies leaves the old one.

    Args:
        graph: an open graph, of either engine.
        path: the dump.
        replace: take the place of what the graph holds; else it must hold nothing.
        progress: told the label at work.

    Raises:
        InputError: the file is no dump, or a damaged, altered or newer one; or the graph holds something.
        SchemaError: the dump has a newer schema than this program.
    """
    verify(path)
    prepare(graph)
    if not replace and (held := counts(graph).get("Source")):
        raise InputError(f"the graph holds {held} sources: give --replace to put the dump in their place")
    return graph.write(lambda transaction: _restore(transaction, path, progress))


def verify(path: Path) -> Line:
    """Check a dump from its first line to its last without writing anything; return its header.

    Raises:
        InputError, SchemaError: as `restore`.
    """
    header: Line = {}
    known: set[str] = set()
    for number, line in read_lines(path):
        if number == 1:
            header = line
        elif "source" in line:
            known.add(_source(path, number, line["source"])["id"])
        elif "decision" in line:
            _decision(path, number, line["decision"])
        else:
            thing = _thing(path, number, line)
            for source, _ in thing.statements:
                if source not in known:
                    raise InputError(
                        f"{path}:{number}: {thing.id} is stated in {source!r}, which the dump does not hold"
                    )
    if header["schema"] > SCHEMA:
        raise SchemaError(
            f"{path}: a dump of schema {header['schema']}, this program knows {SCHEMA}: use a newer Jumelles"
        )
    return header


def _restore(transaction: Transaction, path: Path, progress: Progress) -> Restored:
    transaction.run("write/lock")
    erased = [one for one in _decisions(transaction) if one.kind == FORGET]
    for label in WIPED:
        while transaction.run(f"write/wipe/{label}", limit=BATCH)[0]["removed"]:
            pass
    lines = read_lines(path)
    _, header = next(lines)
    # Who was erased here stays erased, though the dump be older.
    forgotten = Forgotten.of([*_decided(path), *erased])
    sources = _write_things(transaction, path, lines, forgotten, progress)
    for one in erased:
        transaction.run("write/decision", id=one.id, props=one.props())
    things = _draw_edges(transaction, path, forgotten)
    transaction.run("write/revision_at_least", revision=header["revision"])
    transaction.run("write/revision")
    return Restored(sources, things)


def _write_things(
    transaction: Transaction, path: Path, lines: Iterator[tuple[int, Line]], forgotten: Forgotten, progress: Progress
) -> int:
    """Write sources, then things with their statements; return how many sources."""
    sources, themes, lists, sieve = 0, set[str](), _lists(path), Sieve(forgotten)
    for label, group in _grouped(path, lines):
        if label == "Source":
            for props in group:
                transaction.run("write/source", id=props["id"], props=props)
                sources += 1
            continue
        if label == "Decision":
            for props in group:
                transaction.run("write/decision", id=props["id"], props=props)
            continue
        written = 0
        for batch in batched(_sifted(group, sieve), BATCH):
            rows = [_row(thing, lists) for thing in batch]
            themes |= {theme for row in rows for theme in themes_in(row["props"])}
            transaction.run(f"write/create/{label}", rows=rows)
            written += len(rows)
            progress(label, written)
    transaction.run("write/theme", rows=[theme_row(id_) for id_ in sorted(themes)])
    return sources


def _draw_edges(transaction: Transaction, path: Path, forgotten: Forgotten) -> int:
    """Read the file once more and draw the relations, now that both ends of each are there; return how many things."""
    things, lists = 0, _lists(path)
    for batch in batched(_sifted(_things(path), Sieve(forgotten)), BATCH):
        drawn: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for thing in batch:
            for edge in edges(thing.label, thing.props(lists)):
                drawn[edge.query].append(edge.row)
        for query, rows in drawn.items():
            transaction.run(f"write/draw_{query}", rows=rows)
        things += len(batch)
    return things


def _sifted(things: Iterable[Thing], sieve: Sieve) -> Iterator[Thing]:
    """Yield things without what is said about people who were erased; people come before what is said about them."""
    for thing in things:
        if thing.label == "Person":
            if sieve.person(thing.id, (said for _, said in thing.statements)):
                yield thing
            continue
        passed = [(source, sieve.claim(thing.label, said)) for source, said in thing.statements]
        statements = [(source, said) for source, said in passed if said is not None]
        if statements:
            yield thing._replace(statements=statements)


def _decisions(transaction: Transaction) -> list[Decision]:
    return [Decision(**row["props"]) for row in transaction.run("read/decisions")]


def _decided(path: Path) -> Iterator[Decision]:
    """Yield the decisions of a dump, which stand before all things."""
    for _, line in read_lines(path):
        if "thing" in line:
            return
        if "decision" in line:
            yield Decision(**line["decision"])


def _grouped(path: Path, lines: Iterator[tuple[int, Line]]) -> Iterator[tuple[str, Iterable[Any]]]:
    """Yield label and content of each run of lines of one kind, the sources first."""
    parsed = (_labelled(path, number, line) for number, line in lines)
    for label, group in groupby(parsed, key=lambda pair: pair[0]):
        yield label, (content for _, content in group)


def _labelled(path: Path, number: int, line: Line) -> tuple[str, Any]:
    if "source" in line:
        return "Source", _source(path, number, line["source"])
    if "decision" in line:
        return "Decision", _decision(path, number, line["decision"])
    thing = _thing(path, number, line)
    return thing.label, thing


def _lists(path: Path) -> list[CompleteList]:
    """Return the sources of a dump that list every member of a network; they and the decisions stand before all things."""
    sources, decided = [], []
    for _, line in read_lines(path):
        if "thing" in line:
            break
        if "source" in line:
            sources.append(line["source"])
        elif "decision" in line:
            decided.append(Decision(**line["decision"]))
    now = Decisions.of(decided).now
    complete = (props for props in sources if props.get("complete_for") and props.get("date"))
    return [CompleteList(props["id"], now("Network", props["complete_for"]), props["date"]) for props in complete]


def _things(path: Path) -> Iterator[Thing]:
    for number, line in read_lines(path):
        if "thing" in line:
            yield _thing(path, number, line)


def _row(thing: Thing, lists: Sequence[CompleteList]) -> dict[str, Any]:
    statements = [{"source": source, "said": said} for source, said in thing.statements]
    return {"id": thing.id, "props": thing.props(lists), "statements": statements}


def _source(path: Path, number: int, props: Any) -> dict[str, Any]:
    if not isinstance(props, dict) or not _is_id(props.get("id")):
        raise InputError(f"{path}:{number}: not a source of a dump")
    _check_values(path, number, props)
    return props


def _decision(path: Path, number: int, props: Any) -> dict[str, Any]:
    if not isinstance(props, dict) or not {"id", "kind", "label", "one"} <= props.keys() <= set(Decision._fields):
        raise InputError(f"{path}:{number}: not a decision of a dump")
    _check_values(path, number, props)
    return props


def _thing(path: Path, number: int, line: Line) -> Thing:
    label, id_, statements = line.get("thing"), line.get("id"), line.get("statements")
    if label not in LABELS or not isinstance(id_, str) or not _is_id(id_):
        raise InputError(f"{path}:{number}: not a thing of a dump")
    if not isinstance(statements, list) or not statements:
        raise InputError(f"{path}:{number}: not a thing of a dump")
    for one in statements:
        _check_statement(path, number, one)
    return Thing(label, id_, [(source, said) for source, said in statements])


def _check_statement(path: Path, number: int, one: Any) -> None:
    if not isinstance(one, list) or len(one) != 2 or not isinstance(one[1], dict):
        raise InputError(f"{path}:{number}: a statement of another shape")
    _check_values(path, number, one[1])
    if not {"key", "locator"} <= one[1].keys():
        raise InputError(f"{path}:{number}: a statement without key or place")


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and bool(ID_PATTERN.fullmatch(value))


def _check_values(path: Path, number: int, props: dict[str, Any]) -> None:
    for name, value in props.items():
        texts = isinstance(value, list) and all(isinstance(item, str) for item in value)
        if not _PROPERTY.match(name) or not (texts or isinstance(value, str | int | float)):
            raise InputError(f"{path}:{number}: {name[:60]!r} is no property that a source can state")
