"""Write a difference: statements, the current values of what they touch, and the relations that these draw.

What a load costs is decided here. Each touched thing is looked up once, before anything is written. What the graph does not
have yet is created outright; of what stands only those relations are drawn anew that its values no longer draw. The relations
of a thing are wiped before they are drawn, so nothing is ever looked for before it is created.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from graph.at_once import at_once
from graph.batches import batched
from graph.db import Transaction
from graph.decisions import Decisions
from graph.difference import Difference, Stated
from graph.left import CompleteList, current
from graph.model import LABELS, Edge, edges
from graph.progress import tell
from graph.settle import Statement, statement
from graph.themes import theme_row, themes_in
from queries.catalogue import catalogue

BATCH = 1000
"""Rows in one UNWIND."""

_ABOUT_THEMES = ("Network", "Event", "Partnership", "Figure", "Review")
"""Labels whose relations end at themes: only where one of them changed can a theme be left over."""


class Change(NamedTuple):
    """The values of a thing: `was` is None where they are not known, empty where it is new; `now` is empty where it goes."""

    was: Mapping[str, Any] | None
    now: Mapping[str, Any]


Settled = Mapping[str, Mapping[str, Change]]
"""Label → id → what becomes of the thing."""


def apply(transaction: Transaction, difference: Difference, decided: Decisions) -> None:
    """Write a difference; counts one change of the graph."""
    settled = {label: _settle(transaction, label, difference, decided) for label in LABELS}
    for label, rows in difference.gone.items():
        each_batch(transaction, f"write/retract/{label}", rows)
    for label, rows in difference.kept.items():
        each_batch(transaction, f"write/keep/{label}", rows)
    drawn = {label: _redrawn(label, settled[label], difference.standing[label]) for label in LABELS}
    _clear(transaction, {label: sorted(drawn[label].keys() & difference.standing[label]) for label in LABELS})
    for label in reversed(LABELS):
        difference.dead[label] = {id_ for id_, change in settled[label].items() if not change.now}
        each_batch(transaction, f"write/remove/{label}", sorted(difference.dead[label]), rows_name="ids")
    _write_themes(transaction, settled)
    for label in LABELS:
        _put(transaction, label, settled[label], drawn[label], difference)
    _draw(transaction, drawn)
    if any(difference.standing[label] for label in _ABOUT_THEMES):
        transaction.run("write/remove_idle_themes")
    transaction.run("write/revision")


def complete_lists(transaction: Transaction, decided: Decisions) -> tuple[CompleteList, ...]:
    """Return the sources that list every member of a network."""
    rows = transaction.run("read/complete_lists")
    return tuple(CompleteList(row["id"], decided.now("Network", row["network"]), row["date"]) for row in rows)


def _settle(transaction: Transaction, label: str, difference: Difference, decided: Decisions) -> dict[str, Change]:
    """Return what becomes of every touched thing of one kind, and note which of them stand."""
    before: dict[str, list[Statement]] = {id_: [] for id_ in sorted(difference.touched[label])}
    gone = {(row["id"], row["key"], row["source"]) for row in difference.gone[label]}
    kept = {(row["id"], row["key"], row["source"]) for row in difference.kept[label]}
    standing = difference.standing[label] = difference.touched[label] & difference.before[label]
    after: dict[str, list[Statement]] = {id_: [] for id_ in before}
    for ids in batched(before, BATCH):
        for row in transaction.run(f"read/statements_of/{label}", ids=ids):
            id_, said = row["id"], statement(label, row["source"], dict(row["said"]))
            place = (id_, said.key, said.source)
            standing.add(id_)
            before[id_].append(said)
            if place not in gone:
                after[id_].append(said._replace(kept=True) if place in kept else said)
    for id_, rows in difference.added[label].items():
        after[id_].extend(statement(label, row.source, row.said) for row in rows)
    membership = label == "Membership"
    lists = complete_lists(transaction, decided) if membership and before else ()
    return {
        # Which lists ended a membership before is not known any more.
        id_: Change(None if membership and known else current(label, known), current(label, after[id_], lists))
        for id_, known in before.items()
    }


def _redrawn(label: str, settled: Mapping[str, Change], standing: set[str]) -> dict[str, Sequence[Edge]]:
    """Return the relations of each thing that does not draw the same ones as before."""
    found: dict[str, Sequence[Edge]] = {}
    for id_, change in settled.items():
        was, now = change.was, change.now
        drawn = _edges(label, id_, now)
        if id_ not in standing or was is None or _edges(label, id_, was) != drawn:
            found[id_] = drawn
    return found


def _edges(label: str, id_: str, props: Mapping[str, Any]) -> Sequence[Edge]:
    return tuple(edges(label, {**props, "id": id_})) if props else ()


def _clear(transaction: Transaction, ids: Mapping[str, Sequence[str]]) -> None:
    each_batch(transaction, "write/clear_partners_with", ids["Partnership"], rows_name="ids")
    for label in LABELS:
        name = f"write/clear_{label.lower()}"
        if name in catalogue():
            each_batch(transaction, name, ids[label], rows_name="ids")


def _write_themes(transaction: Transaction, settled: Settled) -> None:
    used = {theme for things in settled.values() for change in things.values() for theme in themes_in(change.now)}
    each_batch(transaction, "write/theme", [theme_row(id_) for id_ in sorted(used)])


def _put(
    transaction: Transaction,
    label: str,
    settled: Mapping[str, Change],
    drawn: dict[str, Sequence[Edge]],
    difference: Difference,
) -> None:
    """Write the things of one kind; what is created with its relations is taken out of `drawn`."""
    standing, added, authorities = (
        difference.standing[label],
        difference.added[label],
        difference.after["Collectivity"] | difference.beside,
    )
    same: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    created: list[dict[str, Any]] = []
    whole: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for id_, change in settled.items():
        was, now = change.was, change.now
        if not now:
            continue
        said: Sequence[Stated] = added.get(id_, ())
        if id_ not in standing:
            if (row := at_once(label, {**now, "id": id_}, said, drawn[id_], authorities)) is not None:
                del drawn[id_]
                whole[said[0].source].append(row)
            else:
                created.append(_row(id_, now, said))
        elif was != now:
            changed.append(_row(id_, now, said))
        else:
            same.extend({"id": id_, "source": row.source, "said": row.said} for row in said)
    each_batch(transaction, f"write/state/{label}", same)
    each_batch(transaction, f"write/put/{label}", changed)
    each_batch(transaction, f"write/create/{label}", created)
    for source, rows in whole.items():
        each_batch(transaction, f"write/create_{label.lower()}", rows, source=source)


def _row(id_: str, props: Mapping[str, Any], said: Sequence[Stated]) -> dict[str, Any]:
    statements = [{"key": row.key, "said": row.said, "source": row.source} for row in said]
    return {"id": id_, "props": {**props, "id": id_}, "statements": statements}


def _draw(transaction: Transaction, drawn: Mapping[str, Mapping[str, Sequence[Edge]]]) -> None:
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for edge in _every(drawn):
        rows[edge.query].append(edge.row)
    for query, found in rows.items():
        each_batch(transaction, f"write/draw_{query}", found)


def _every(drawn: Mapping[str, Mapping[str, Sequence[Edge]]]) -> Iterator[Edge]:
    for label in LABELS:
        for several in drawn[label].values():
            yield from several


def each_batch(
    transaction: Transaction, name: str, rows: Sequence[Any], *, rows_name: str = "rows", **params: Any
) -> None:
    """Run a statement for each batch of rows."""
    stage = "clean up" if name.startswith(("write/retract/", "write/clear", "write/remove", "write/keep/")) else "write"
    for batch in batched(rows, BATCH):
        transaction.run(name, **{rows_name: batch}, **params)
        tell(stage, len(batch))
