"""Loading a source in batches: what is too big for one transaction, or for our memory (docs/adr/0025-loads-in-batches.md).

Each batch is a transaction and adds what the source states anew; what it states no longer is taken back in the last step.
Meanwhile the source says of itself that it is being loaded, since when, and how far; a statement that such a load adds to a
source which stood before bears the mark `unfinished`. So a load that dies at any moment can be begun anew, which is loading
once, or be taken back. One load at a time: whoever begins anew writes a token of its own, and the other stops.

`write_at_once` does the same in a single transaction: for a source too big for our memory, not for the engine's.
"""

from __future__ import annotations

import gc
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from graph import load_steps
from graph.db import Graph, Transaction
from graph.described import described, source_props
from graph.difference import LoadReport
from graph.errors import InputError, NotFoundError
from graph.load_steps import Added, Load, add, began, finish, is_clean, sweep
from graph.model import LABELS
from graph.read.spans import spans
from graph.records import SourceRecord
from graph.spool import Spool

T = TypeVar("T")

MARKS = ("loading", "loading_since", "loading_done", "loading_total", "loading_first")
"""What stands on a source while it is being loaded: the token, since when, statements done and in all, whether it is new."""


def write_at_once(graph: Graph, source: SourceRecord, spool: Spool, *, whole: bool) -> LoadReport:
    """Make the graph hold exactly what is spooled, in one transaction."""

    def work(transaction: Transaction) -> LoadReport:
        transaction.run("write/lock")
        before = described(transaction, source.id)
        if not before:
            transaction.run("write/source", id=source.id, props=_incomplete(source))
        first = not before or began(before)
        load = Load(source.id, spool, whole, first, bare=not before, anew="loading" in before)
        for batch in spool.batches():
            added = add(transaction, load, batch)
            load.take(added)
            spool.written(batch.rows, added.keys)
        for label in () if is_clean(transaction, load) else reversed(LABELS):
            for span in list(spans(transaction.run, label, load_steps.PAGE)):
                load.count(sweep(transaction, load, label, span))
        finish(transaction, load, source)
        return load.report

    return graph.write(work)


def write_in_batches(graph: Graph, source: SourceRecord, spool: Spool, *, whole: bool) -> LoadReport:
    """Make the graph hold exactly what is spooled, in many transactions.

    Raises:
        InputError: another command began the load anew, or took it back, meanwhile.
    """
    load = graph.write(lambda transaction: _begin(transaction, source, spool, whole=whole))
    for batch in spool.batches():

        def step(transaction: Transaction) -> Added:
            done = add(transaction, load, batch)  # noqa: B023 - it is over before the next batch comes
            if done.keys:
                transaction.run("write/progress", id=load.id, done=load.done + len(batch.rows))  # noqa: B023
            return done

        added = _guarded(graph, load, step)
        load.take(added)
        load.done += len(batch.rows)
        spool.written(batch.rows, added.keys)
    if not _guarded(graph, load, lambda transaction: is_clean(transaction, load)):
        _sweep_all(graph, load)
    _guarded(graph, load, lambda transaction: finish(transaction, load, source))
    return load.report


def take_back(graph: Graph, id_: str) -> LoadReport:
    """Take back a load that was not finished: the source states what it stated before it, or is gone if it was new.

    Raises:
        NotFoundError: there is no such source.
        InputError: no load of it is unfinished; or another command began it anew meanwhile.
    """

    def begin(transaction: Transaction) -> Load:
        transaction.run("write/lock")
        props = described(transaction, id_)
        if not props:
            raise NotFoundError(f"no source has the id {id_!r}")
        if "loading" not in props:
            raise InputError(f"{id_}: no load of it is unfinished, there is nothing to take back")
        token = _token()
        transaction.run("write/source", id=id_, props={**props, "loading": token})
        return Load(id_, None, whole=False, first=began(props), bare=False, token=token)

    def end(transaction: Transaction) -> None:
        if load.first:
            transaction.run("write/remove_source", id=id_)
        else:
            props = {name: value for name, value in described(transaction, id_).items() if name not in MARKS}
            transaction.run("write/source", id=id_, props=props)
        transaction.run("write/revision")

    load = graph.write(begin)
    _sweep_all(graph, load)
    _guarded(graph, load, end)
    return load.report


def _begin(transaction: Transaction, source: SourceRecord, spool: Spool, *, whole: bool) -> Load:
    """Write that the source is being loaded; what it says of itself and states stays as it is until the end."""
    transaction.run("write/lock")
    before = described(transaction, source.id)
    first = not before or began(before)
    marks: dict[str, Any] = {
        "loading": _token(),
        "loading_since": before.get("loading_since") or datetime.now(UTC).replace(microsecond=0).isoformat(),
        "loading_done": 0,
        "loading_total": len(spool),
        **({"loading_first": True} if first else {}),
    }
    transaction.run("write/source", id=source.id, props={**(_incomplete(source) if first else before), **marks})
    transaction.run("write/revision")
    return Load(source.id, spool, whole, first, bare=not before, anew="loading" in before, token=marks["loading"])


def _sweep_all(graph: Graph, load: Load) -> None:
    """Look at every thing for what the source no longer states, claims before the things that they name."""
    for label in reversed(LABELS):
        for span in list(spans(graph.read, label, load_steps.PAGE)):

            def step(transaction: Transaction) -> LoadReport:
                return sweep(transaction, load, label, span)  # noqa: B023 - it is over before the next span

            load.count(_guarded(graph, load, step))


def _guarded(graph: Graph, load: Load, step: Callable[[Transaction], T]) -> T:
    """Run a step in a transaction of its own, unless the load is not ours any more."""

    def work(transaction: Transaction) -> T:
        transaction.run("write/lock")
        if described(transaction, load.id).get("loading") != load.token:
            raise InputError(f"{load.id}: another command loaded it or took it back meanwhile; this load stops here")
        return step(transaction)

    try:
        return graph.write(work)
    finally:
        # Who loads may have the collector off; what the driver leaves in cycles would then stay to the end.
        gc.collect(0)


def _incomplete(source: SourceRecord) -> dict[str, Any]:
    """Return the properties of a source that is not complete yet: nobody has left a network because of it."""
    return source_props(source.model_copy(update={"complete_for": None}))


def _token() -> str:
    return secrets.token_hex(8)
