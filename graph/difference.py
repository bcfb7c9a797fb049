"""What a load comes to: what is said now against what was said before, and the report that is made of it. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from graph.model import LABELS


class Counts(NamedTuple):
    """What a load did to the things of one kind: things of the graph, so the new ones of several sources add up."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0

    def plus(self, other: Counts) -> Counts:
        """Return the sum of both."""
        return Counts(*(one + two for one, two in zip(self, other, strict=True)))


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
    beside: set[str] = field(default_factory=set)
    """Authorities that the source stated in an earlier batch: what is added may name them."""

    def add(self, row: Stated) -> None:
        """Say that a statement is new at its seat."""
        self.added[row.label][row.id].append(row)
        self.touched[row.label].add(row.id)

    def take(self, label: str, id_: str, key: str, source: str) -> None:
        """Say that a statement goes from its seat."""
        self.gone[label].append({"id": id_, "key": key, "source": source})
        self.touched[label].add(id_)

    def keep(self, label: str, id_: str, key: str, source: str, *, anew: bool) -> None:
        """Say that a statement that was not seen stays at its seat; `anew` where it was seen the last time."""
        self.kept[label].append({"id": id_, "key": key, "source": source})
        self.after[label].add(id_)
        if anew:
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
