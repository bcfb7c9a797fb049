"""What of the statements of a source comes in: nothing about people who were erased, each at the seat that was decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from graph.db import Transaction
from graph.decisions import Decision, Decisions
from graph.difference import Stated
from graph.errors import InputError
from graph.privacy.fingerprint import Forgotten, Sieve


def without_erased(stated: Sequence[Stated], decided: Decisions) -> Sequence[Stated]:
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


def seated(stated: Sequence[Stated], decided: Decisions) -> tuple[Sequence[Stated], tuple[str, ...]]:
    """Give each statement its seat; those that contradict a decision are refused, each with a line."""
    if not decided.moves:
        return stated, ()
    placed, refused = [], []
    for row in stated:
        try:
            seat = decided.seat(row.label, row.id, row.source, row.said)
        except InputError as error:
            refused.append(str(error))
            continue
        placed.append(row._replace(id=seat.id, said=seat.said))
    return placed, tuple(refused)
