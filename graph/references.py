"""Whether each thing that a source's records name is there: declared by the same source, a territory or a theme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from graph.places import territories
from graph.records import Record
from graph.themes import themes


class Dangling(NamedTuple):
    """A record that names something that is not there."""

    record: Record
    field: str
    thing: str
    expected: str

    def __str__(self) -> str:
        """Return what is wrong, in one line."""
        return undeclared(self.thing, self.expected)


def dangling(records: Sequence[Record]) -> Iterator[Dangling]:
    """Yield each record that names something that is not there, once for each field."""
    known: dict[str, set[str]] = defaultdict(set)
    for record in records:
        known[record.label].add(record.claim())
    known["Territory"] = set(territories())
    known["Theme"] = set(themes())
    for record in records:
        for name, thing, labels in record.references():
            if not any(thing in known[label] for label in labels):
                yield Dangling(record, name, thing, wanted(labels))
        yield from unplaced(record)


def undeclared(thing: str, expected: str) -> str:
    """Return the words for a thing that is named and not declared."""
    return f"{thing!r} is not declared, expected {expected} of this source"


def wanted(labels: Iterable[str]) -> str:
    """Return the words for what a thing may be."""
    return " or ".join(_word(label) for label in labels)


def _word(label: str) -> str:
    return {"Territory": "the code of a territory", "Theme": "a theme of the vocabulary"}.get(
        label, f"a {label.lower()}"
    )


def unplaced(record: Record) -> Iterator[Dangling]:
    """Yield each territory that a record names and that is none."""
    known = territories()
    for name in ("territory", "governs"):
        code = getattr(record, name, None)
        if code and code not in known:
            yield Dangling(record, "in" if name == "territory" else name, code, "the ISO 3166 code of a territory")
