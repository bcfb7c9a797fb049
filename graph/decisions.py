"""What people decided about things: which are one, which are two, which question is closed. Pure functions.

A decision is a node of its own (`Decision`) and touches no statement's words. Where a statement stands in the graph, its
seat, follows from what its source said and from the decisions of the day: a merged id reads as the one that stays. The
original ids are kept on the statement (`was`), so a decision that is undone gives every statement its old seat back. So
the graph never depends on which came first, the load or the decision (docs/adr/0010-decisions.md).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from graph.errors import InputError
from graph.ids import claim_id, is_id, partnership_id, slug
from graph.records import BODIES

MERGED, PARTED, SETTLED, SPLIT = "merge", "part", "settle", "split"

THINGS = ("Collectivity", "Network", "Organisation", "Person", "Event")
"""What can be merged."""

_ALL: Final = (*BODIES, "Event")
NAMED: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "Collectivity": {"part_of": ("Collectivity",)},
    "Event": {"held_in": ("Collectivity",), "held_by": BODIES, "joined_by": BODIES},
    "Partnership": {"parties": BODIES, "intermediaries": BODIES, "supporters": BODIES},
    "Membership": {"member": BODIES, "network": ("Network",)},
    "Mandate": {"person": ("Person",), "body": BODIES},
    "Attendance": {"person": ("Person",), "event": ("Event",), "body": BODIES},
    "Relation": {"from": BODIES, "to": BODIES},
    "Figure": {"of": _ALL},
    "Review": {"about": (*_ALL, "Person")},
}
"""Label → the properties of a statement that name another thing, and what that thing may be."""

Said = Mapping[str, Any]


class Decision(NamedTuple):
    """One decision. `one` and `other` are ids of things of that label, or of a question and its answer in words.

    merge: `one` is `other`, which stays. part: they are two. split: what `source` calls `one` is `other`.
    settle: the question `one` is closed, `answer` says how.
    """

    id: str
    kind: str
    label: str
    one: str
    other: str | None = None
    source: str | None = None
    answer: str | None = None
    decided_on: str | None = None
    named: str | None = None
    """What it was called that the decision takes out of sight, so that a page can say it; never a person's name."""

    def props(self) -> dict[str, str]:
        """Return the properties of its node."""
        return {name: value for name, value in self._asdict().items() if value is not None}


class Seat(NamedTuple):
    """Where a statement stands: the thing that it is about, and what it says there."""

    id: str
    said: dict[str, Any]


@dataclass(frozen=True)
class Decisions:
    """All decisions of a graph."""

    every: tuple[Decision, ...] = ()
    _merged: dict[tuple[str, str], str] = field(default_factory=dict)
    _split: dict[tuple[str, str, str], str] = field(default_factory=dict)

    @classmethod
    def of(cls, every: Iterable[Decision]) -> Decisions:
        """Make them ready for use."""
        all_ = tuple(every)
        merged = {(one.label, one.one): one.other for one in all_ if one.kind == MERGED and one.other}
        split = {
            (one.label, one.one, one.source): one.other
            for one in all_
            if one.kind == SPLIT and one.other and one.source
        }
        return cls(all_, merged, split)

    @property
    def moves(self) -> bool:
        """Whether any statement has another seat than the one its source gave it."""
        return bool(self._merged or self._split)

    def now(self, label: str, id_: str, source: str | None = None) -> str:
        """Return the id that stays for what (a source) calls by this id."""
        found = self._split.get((label, id_, source), id_) if source else id_
        while (label, found) in self._merged:
            found = self._merged[label, found]
        return found

    def anyhow(self, labels: Iterable[str], id_: str, source: str | None = None) -> str:
        """Return the id that stays, of a thing that may be of several kinds."""
        return next((now for label in labels if (now := self.now(label, id_, source)) != id_), id_)

    def apart(self, label: str, one: str, other: str) -> bool:
        """Whether the two were parted for good, as two ids or as what two sources called by one."""
        pair = {one, other}
        return any(d.kind in (PARTED, SPLIT) and d.label == label and {d.one, d.other} == pair for d in self.every)

    def closed(self) -> frozenset[str]:
        """Return the ids of the questions that are closed."""
        return frozenset(d.one for d in self.every if d.kind == SETTLED)

    def seat(self, label: str, id_: str, source: str, said: Said) -> Seat:
        """Return where a statement stands; `said` as its source said it.

        Raises:
            InputError: it ties a thing to itself, for its two ends were decided to be one.
        """
        if not self.moves:
            return Seat(id_, dict(said))
        new, was = dict(said), {}
        for name, labels in NAMED.get(label, {}).items():
            if name in said and (now := self._renamed(labels, said[name], source)) != said[name]:
                was[name], new[name] = said[name], now
        here = self.now(label, id_, source) if label in THINGS else claimed(label, new, id_) if was else id_
        if new.get("part_of") == here and here != id_:
            was["part_of"] = said["part_of"]
            del new["part_of"]
        if _tied_to_itself(label, new):
            raise InputError(f"{label} {id_} ({said.get('locator')}): its two ends were decided to be one, {here}")
        if here != id_ or was:
            new["was"] = json.dumps({"id": id_, **was}, ensure_ascii=False, sort_keys=True)
        return Seat(here, new)

    def _renamed(self, labels: Iterable[str], value: Any, source: str) -> Any:
        if isinstance(value, str):
            return self.anyhow(labels, value, source)
        return sorted(dict.fromkeys(self.anyhow(labels, item, source) for item in value))


def original(id_: str, said: Said) -> Seat:
    """Return a statement as its source said it, from its seat and what stands there."""
    if "was" not in said:
        return Seat(id_, dict(said))
    was: dict[str, Any] = json.loads(said["was"])
    old = was.pop("id")
    return Seat(old, {name: value for name, value in said.items() if name != "was"} | was)


def formerly(said: Said) -> str | None:
    """Return the id by which its source called the thing that a statement is about, where another one stays."""
    return str(json.loads(said["was"])["id"]) if "was" in said else None


def claimed(label: str, said: Said, id_: str) -> str:
    """Return the id of the claim that a statement makes: the rule of `Record.claim`, on what was said."""
    if label == "Partnership":
        # A thing that two parties have become is refused by `seat`.
        return partnership_id(said["parties"]) if len(said["parties"]) > 1 else id_
    parts = [said[name] for name in _PARTS.get(label, ()) if name in said]
    return claim_id(*(part if is_id(part) else slug(part) for part in parts)) if parts else id_


_PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "Membership": ("member", "network"),
    "Mandate": ("person", "body", "title"),
    "Attendance": ("person", "event"),
    "Relation": ("from", "kind", "to"),
    "Figure": ("of", "measure", "year"),
}
"""Label of a claim → the properties that its id is made of."""


def _tied_to_itself(label: str, said: Said) -> bool:
    match label:
        case "Partnership":
            return len(said["parties"]) < 2
        case "Membership":
            return bool(said["member"] == said["network"])
        case "Relation":
            return bool(said["from"] == said["to"])
    return False
