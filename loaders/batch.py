"""What every kind of source hands to the runner: a source, what it states, and what was rejected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.records import Record, SourceRecord
from loaders.report import Rejected


@dataclass(frozen=True, slots=True)
class Batch:
    """All that one source states, read and checked, ready to replace what it stated before."""

    source: SourceRecord
    records: Sequence[Record]
    rejected: list[Rejected] = field(default_factory=list)
