"""Forgetting people: what is held about them goes, at once, and a fingerprint keeps it from coming back."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from graph.admit import decisions
from graph.apply import apply
from graph.db import Graph, Transaction
from graph.decisions import Decision, Decisions
from graph.difference import Difference, Stated
from graph.errors import InputError, NotFoundError
from graph.model import LABELS
from graph.privacy.fingerprint import FORGET, PERSONAL, Forgotten, decision, fingerprint, skeleton
from graph.read.spans import span_by_span

PAGE = 2000
"""Things read at a time."""


class Erased(NamedTuple):
    """What was erased: whom, how many statements of each label, and in how many texts a name was hidden."""

    people: tuple[str, ...]
    statements: dict[str, int]
    hidden: int


class Statement(NamedTuple):
    """One statement as it stands in the graph."""

    label: str
    id: str
    source: str
    said: dict[str, Any]


@dataclass
class _Person:
    """What names somebody, and the newest date of what is stated about the person."""

    names: set[str] = field(default_factory=set)
    newest: str = ""


def forget(graph: Graph, id_: str, *, namesakes: bool = False) -> Erased:
    """Erase somebody: the person, offices, attendances, open questions about the person, and the name in all texts.

    Args:
        graph: an open graph.
        id_: the person's id.
        namesakes: erase everybody of this name as well. Only the name can be kept out, so where others bear it, they
            must go too.

    Raises:
        NotFoundError: nobody has this id.
        InputError: others bear the name.
    """

    def work(transaction: Transaction) -> Erased:
        transaction.run("write/lock")
        people = _people(transaction)
        if id_ not in people:
            raise NotFoundError(f"no person has the id {id_[:140]!r}")
        skeletons = {skeleton(name) for name in people[id_].names}
        same = sorted(
            other
            for other, one in people.items()
            if other != id_ and skeletons & {skeleton(name) for name in one.names}
        )
        if same and not namesakes:
            raise InputError(
                f"{len(same)} others bear this name ({', '.join(same[:5])}): --namesakes erases them as well"
            )
        return _erase(transaction, {one: people[one] for one in (id_, *same)}, None)

    return graph.write(work)


def forget_older(graph: Graph, day: str, *, dry_run: bool = False) -> Erased:
    """Erase everybody about whom nothing was stated after a day (ISO text); what is stated later may bring them back."""

    def work(transaction: Transaction) -> Erased:
        transaction.run("write/lock")
        old = {id_: one for id_, one in _people(transaction).items() if one.newest <= day}
        if dry_run or not old:
            return Erased(tuple(sorted(old)), {}, 0)
        return _erase(transaction, old, day)

    return graph.write(work)


def allow(graph: Graph, name: str) -> bool:
    """Let a name in again that was kept out; return whether it was."""

    def work(transaction: Transaction) -> bool:
        transaction.run("write/lock")
        found = [
            one
            for one in decisions(transaction).every
            if one.kind == FORGET and one.other and fingerprint(one.other, name) == one.one
        ]
        for one in found:
            transaction.run("write/remove_decision", id=one.id)
        return bool(found)

    return graph.write(work)


def checked_age(text: str, today: date | None = None) -> str:
    """Return the day that an age (`5y`, `18m`, `400d`) or a date means, as ISO text.

    Raises:
        InputError: it is neither.
    """
    now = today or datetime.now(UTC).date()
    number, unit = text[:-1], text[-1:]
    if number.isdigit() and len(number) < 5 and unit in "ymd":
        months = {"y": 12, "m": 1, "d": 0}[unit] * int(number)
        if unit == "d":
            return date.fromordinal(max(1, now.toordinal() - int(number))).isoformat()
        total = now.year * 12 + now.month - 1 - months
        if total >= 12:
            return date(total // 12, total % 12 + 1, min(now.day, 28)).isoformat()
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise InputError(
            f"{text[:40]!r}: expected an age such as 5y, 18m or 400d, or a date such as 2020-12-31"
        ) from error


def everything(transaction: Transaction, labels: Iterable[str] = LABELS) -> Iterator[Statement]:
    """Yield every statement of the graph."""
    for label in labels:
        for rows in span_by_span(transaction.run, f"read/dump/{label}", label, PAGE):
            for row in rows:
                for one in row["statements"]:
                    yield Statement(label, row["id"], one["source"], dict(one["said"]))


def _people(transaction: Transaction) -> dict[str, _Person]:
    found: dict[str, _Person] = defaultdict(_Person)
    for one in everything(transaction, ("Person", *PERSONAL)):
        id_ = one.id if one.label == "Person" else one.said["person"]
        if one.label == "Person":
            found[id_].names.update(filter(None, (one.said.get("name"), *one.said.get("as_stated", ()))))
        found[id_].newest = max(found[id_].newest, one.said.get("stated_on") or "")
    return {id_: person for id_, person in found.items() if person.names}


def _erase(transaction: Transaction, people: dict[str, _Person], before: str | None) -> Erased:
    decided = decisions(transaction)
    kept = [one for one in decided.every if one.one not in people and one.other not in people]
    new = _fingerprints(decided, people, before)
    for one in decided.every:
        if one not in kept:
            transaction.run("write/remove_decision", id=one.id)
    for one in new:
        transaction.run("write/decision", id=one.id, props=one.props())
    now = Decisions.of([*kept, *new])
    difference, counted, hidden = Difference(), dict[str, int](), 0
    names = Forgotten.of(new)
    for stated in everything(transaction):
        label, id_, source, said = stated
        if _about(stated, people):
            difference.take(label, id_, said["key"], source)
            counted[label] = counted.get(label, 0) + 1
        elif (hiding := names.redacted(label, said)) is not said:
            difference.take(label, id_, said["key"], source)
            difference.add(Stated(label, id_, said["key"], hiding, source))
            hidden += 1
    apply(transaction, difference, now)
    return Erased(tuple(sorted(people)), counted, hidden)


def _about(one: Statement, people: dict[str, _Person]) -> bool:
    if one.label == "Person":
        return one.id in people
    if one.label in PERSONAL:
        return one.said["person"] in people
    return one.label == "Review" and any(thing in people for thing in one.said.get("about", ()))


def _fingerprints(decided: Decisions, people: dict[str, _Person], before: str | None) -> list[Decision]:
    salts = sorted(one.other for one in decided.every if one.kind == FORGET and one.other)
    salt = salts[0] if salts else secrets.token_hex(16)
    today = datetime.now(UTC).date().isoformat()
    names = {skeleton(name): name for person in people.values() for name in sorted(person.names)}
    return [decision(salt, name, today, before) for _, name in sorted(names.items())]
