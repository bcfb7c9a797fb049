"""What reading a document proposes: facts with their place, how sure each is and why it was seen; nothing is loaded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from graph.records import SourceRecord
from loaders.facts.format import FORMAT, LISTS
from loaders.minutes.document import Document, Spot


@dataclass(frozen=True, slots=True)
class Proposed:
    """One proposed fact: an entry of a list of a facts file.

    `confidence` is between 0 and 1, `reason` the words by which it was seen, `known` whether the graph has what it speaks
    of, `doubt` what a person should look at (French, English), `spots` where it stands in the document.
    """

    list: str
    entry: Mapping[str, Any]
    confidence: float
    reason: str
    known: bool = False
    doubt: tuple[str, str] | None = None
    spots: tuple[Spot, ...] = ()

    @property
    def key(self) -> str:
        """Twelve hex digits that stay the same as long as the list and what is said stay, wherever it stands."""
        said = {name: value for name, value in self.entry.items() if name != "at"}
        return hashlib.sha256(json.dumps([self.list, said], sort_keys=True, default=str).encode()).hexdigest()[:12]

    @property
    def problem(self) -> str | None:
        """What the facts format would refuse of it, in one line; None where it would be taken."""
        return check(self.list, self.entry)

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data, the shape of `--json`."""
        doubt = {"fr": self.doubt[0], "en": self.doubt[1]} if self.doubt else None
        return {
            "key": self.key,
            "list": self.list,
            "fact": dict(self.entry),
            "confidence": self.confidence,
            "reason": self.reason,
            "known": self.known,
            "doubt": doubt,
        }


@dataclass(frozen=True, slots=True)
class Proposal:
    """All that a document proposes: its source, its facts in the order of the format, and notes for whoever reads it."""

    document: Document
    source: Mapping[str, Any]
    facts: tuple[Proposed, ...]
    language: str | None
    notes: tuple[tuple[str, str], ...] = ()

    def of(self, list_: str) -> tuple[Proposed, ...]:
        """Return the facts of one list."""
        return tuple(fact for fact in self.facts if fact.list == list_)

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data, the shape of `--json`."""
        return {
            "format": int(FORMAT),
            "document": {
                "name": self.document.name,
                "sha256": self.document.checksum,
                "lines": len(self.document.lines),
            },
            "source": dict(self.source),
            "language": self.language,
            "notes": [{"fr": fr, "en": en} for fr, en in self.notes],
            "counts": {name: count for name in LISTS if (count := len(self.of(name)))},
            "facts": [fact.as_json() for fact in self.facts],
        }


def check(list_: str, entry: Mapping[str, Any]) -> str | None:
    """Return what the facts format would refuse of an entry, in one line; None where it would be taken."""
    record = SourceRecord if list_ == "source" else LISTS[list_]
    try:
        record.model_validate(dict(entry))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        return f"{where}: {first['msg']}"
    return None
