"""What a load did, for people and machines: counts, and each row that was not taken with its reason."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.difference import Counts, LoadReport
from graph.views import Source

MAX_LINE = 600
"""The longest line that a rejected row is told in, characters."""


@dataclass(frozen=True, slots=True, order=True)
class Rejected:
    """A row that was not taken. `row` is a line number or the number of a record, from 1; 0 for the whole file."""

    file: str
    row: int
    field: str
    reason: str

    def __str__(self) -> str:
        """Return file, row, field and reason in one line."""
        where = f"{self.file}:{self.row}" if self.row else self.file
        line = f"{where}: {self.field}: {self.reason}" if self.field else f"{where}: {self.reason}"
        return " ".join(line.split())[:MAX_LINE]


@dataclass(slots=True)
class Report:
    """The report of one command: what each source brought, and what was rejected.

    `failed` has a line for each file that could not be read at all; `read` has source and number of records of a dry run,
    `first` the first of them as they would be; `unfinished` the sources of the graph that are half loaded.
    """

    loads: list[LoadReport] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    read: list[tuple[str, int]] = field(default_factory=list)
    first: list[dict[str, object]] = field(default_factory=list)
    unfinished: list[Source] = field(default_factory=list)
    dry_run: bool = False

    def counts(self) -> dict[str, Counts]:
        """Return label → what happened, added up over the sources."""
        added: dict[str, Counts] = {}
        for load in self.loads:
            for label, counts in load.counts.items():
                before = added.get(label, Counts())
                added[label] = before.plus(counts)
        return added

    def as_json(self) -> dict[str, object]:
        """Return the report as plain data, the shape of `--json`."""
        return {
            "dry_run": self.dry_run,
            "sources": [
                {
                    "id": load.source,
                    "counts": {label: counts._asdict() for label, counts in load.counts.items()},
                    "kept": load.kept,
                }
                for load in self.loads
            ],
            "counts": {label: counts._asdict() for label, counts in self.counts().items()},
            "review": sum(load.review for load in self.loads),
            "withheld": sum(load.withheld for load in self.loads),
            "kept": sum(load.kept for load in self.loads),
            "rejected": [
                {"file": row.file, "row": row.row, "field": row.field, "reason": row.reason} for row in self.rejected
            ],
            "failed": self.failed,
            "read": [{"id": source, "records": records} for source, records in self.read],
            "first": self.first,
            "unfinished": [
                {"id": source.id, **source.loading.model_dump(mode="json")}
                for source in self.unfinished
                if source.loading
            ],
        }
