"""Deciding: two things are one, or two for good; a question is closed. Each can be undone.

A decision takes effect at once on all that is loaded, in one transaction, and on every load after it (graph/decisions.py).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from graph.admit import decisions
from graph.apply import apply
from graph.db import Graph, Transaction
from graph.decisions import MERGED, PARTED, SETTLED, SPLIT, THINGS, Decision, Decisions, original
from graph.described import touch_members
from graph.difference import Difference, Stated
from graph.errors import InputError, NotFoundError
from graph.ids import is_id
from graph.migrate import prepare
from graph.model import LABELS

LEVELS = ("intercommunality", "departement", "region", "state", "county")
"""Kinds of authorities that stay apart from every other: a city and its métropole are two."""


class Moved(NamedTuple):
    """What a decision did: itself, and how many statements have another seat now."""

    decision: Decision
    statements: int


def merge(graph: Graph, label: str, one: str, into: str) -> Moved:
    """Decide that two things of one kind are one; `into` is the id that stays.

    Raises:
        NotFoundError: one of them is not there.
        InputError: they cannot be one: of two levels, parted before, or tied to each other.
    """
    named = _name(graph, label, one)
    decision = Decision(f"merge--{label.lower()}--{one}", MERGED, label, one, into, decided_on=_today(), named=named)
    return _decide(graph, decision, lambda transaction, decided: _check_pair(transaction, decided, decision))


def part(graph: Graph, label: str, one: str, other: str) -> Moved:
    """Decide that two things are two for good: they are not proposed as one again.

    Raises:
        NotFoundError: one of them is not there.
        InputError: they were merged before.
    """
    first, second = sorted((one, other))
    id_ = f"part--{label.lower()}--{first}--{second}"
    decision = Decision(id_, PARTED, label, first, second, decided_on=_today())
    return _decide(graph, decision, lambda transaction, decided: _check_pair(transaction, decided, decision))


def split(graph: Graph, label: str, one: str, source: str, new: str) -> Moved:
    """Decide that what one source calls by an id is another thing, with an id of its own.

    Raises:
        NotFoundError: nothing has that id, or the source says nothing of it.
        InputError: the new id is taken, or is no id.
    """
    id_ = f"split--{label.lower()}--{one}--{source}"
    decision = Decision(id_, SPLIT, label, one, new, source, decided_on=_today())

    def check(transaction: Transaction, _: Decisions) -> None:
        if not is_id(new) or "--" in new:
            raise InputError(f"got {new!r}, expected an id such as {one}-2")
        if transaction.run(f"read/thing/{label}", id=new):
            raise InputError(f"{new} is the id of something else")
        if not _stated_by(transaction, label, one, source):
            raise NotFoundError(f"{source!r} says nothing of {one!r}")

    return _decide(graph, decision, check)


def settle(graph: Graph, question: str, answer: str, *, known: bool = False, named: str | None = None) -> Moved:
    """Close an open question; `known` where it is a proposal, which no source states, `named` of whom it asks.

    Raises:
        NotFoundError: there is no such question.
        InputError: the answer is empty or too long.
    """
    text = " ".join(answer.split())
    if not text or len(text) > 300:
        raise InputError("expected an answer of 1 to 300 characters")
    id_ = f"settle--{question}"
    decision = Decision(id_, SETTLED, "Review", question, answer=text, decided_on=_today(), named=named)

    def check(transaction: Transaction, _: Decisions) -> None:
        if not known:
            _check_there(transaction, "Review", question)

    return _decide(graph, decision, check)


def undo(graph: Graph, decision: str) -> Moved:
    """Take a decision back: every statement has the seat that it would have without it.

    Raises:
        NotFoundError: there is no such decision.
    """
    prepare(graph)

    def work(transaction: Transaction) -> Moved:
        transaction.run("write/lock")
        decided = decisions(transaction)
        found = next((one for one in decided.every if one.id == decision), None)
        if found is None:
            raise NotFoundError(f"no decision has the id {decision!r}")
        transaction.run("write/remove_decision", id=decision)
        rest = Decisions.of(one for one in decided.every if one is not found)
        return Moved(found, _reseat(transaction, found, rest))

    return graph.write(work)


Check = Callable[[Transaction, Decisions], None]


def _decide(graph: Graph, decision: Decision, check: Check) -> Moved:
    prepare(graph)

    def work(transaction: Transaction) -> Moved:
        transaction.run("write/lock")
        decided = decisions(transaction)
        if (before := next((one for one in decided.every if one.id == decision.id), None)) is not None:
            if before[:-1] == decision[:-1]:
                return Moved(before, 0)  # decided so already
            raise InputError(f"decided otherwise on {before.decided_on}: take it back first, review undo {before.id}")
        check(transaction, decided)
        transaction.run("write/decision", id=decision.id, props=decision.props())
        return Moved(decision, _reseat(transaction, decision, Decisions.of((*decided.every, decision))))

    return graph.write(work)


def _reseat(transaction: Transaction, decision: Decision, decided: Decisions) -> int:
    """Move every statement that has another seat now; return how many there are."""
    difference, moved = Difference(), 0
    for label in LABELS if decision.kind in (MERGED, SPLIT) else ():
        for row in transaction.run(f"read/statements_naming/{label}", id=decision.one):
            old = original(row["id"], row["said"])
            seat = decided.seat(label, old.id, row["source"], old.said)
            if (seat.id, seat.said) != (row["id"], dict(row["said"])):
                difference.take(label, row["id"], row["said"]["key"], row["source"])
                difference.add(Stated(label, seat.id, row["said"]["key"], seat.said, row["source"]))
                moved += 1
    if moved and decision.label == "Network":
        for network in {decision.one, decision.other or ""}:
            touch_members(transaction, difference, network)
    if moved:
        apply(transaction, difference, decided)
    else:
        transaction.run("write/revision")
    return moved


def _check_pair(transaction: Transaction, decided: Decisions, decision: Decision) -> None:
    label, one, other = decision.label, decision.one, decision.other or ""
    if label not in THINGS:
        raise InputError(f"a {label.lower()} cannot be merged: decide about what it ties")
    if one == other:
        raise InputError(f"{one} is itself: expected two ids")
    if decided.now(label, one) != one or decided.now(label, other) != other:
        raise InputError(f"merged already: {one} is {decided.now(label, one)}, {other} is {decided.now(label, other)}")
    kinds = [_check_there(transaction, label, id_).get("kind") for id_ in (one, other)]
    if decision.kind != MERGED:
        return
    if decided.apart(label, one, other):
        raise InputError(f"{one} and {other} were parted for good: take it back first, with review undo")
    if label == "Collectivity" and kinds[0] != kinds[1] and any(kind in LEVELS for kind in kinds):
        raise InputError(f"{one} is a {kinds[0]} and {other} a {kinds[1]}: levels stay apart")


def _name(graph: Graph, label: str, id_: str) -> str | None:
    """Return what a thing is called; None for a person, of whom nothing is kept beside, and where there is none."""
    found = graph.read(f"read/thing/{label}", id=id_) if label in THINGS and label != "Person" else ()
    return str(found[0]["props"].get("name") or "") or None if found else None


def _check_there(transaction: Transaction, label: str, id_: str) -> dict[str, object]:
    found = transaction.run(f"read/thing/{label}", id=id_)
    if not found:
        word = "question" if label == "Review" else label.lower()
        raise NotFoundError(f"no {word} has the id {id_!r}")
    return dict(found[0]["props"])


def _stated_by(transaction: Transaction, label: str, id_: str, source: str) -> bool:
    return any(row["source"] == source for row in transaction.run(f"read/statements_of/{label}", ids=[id_]))


def _today() -> str:
    return dt.datetime.now(dt.UTC).date().isoformat()
