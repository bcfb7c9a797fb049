"""What sources leave open."""

from __future__ import annotations

from typing import NamedTuple

from graph.views.base import Names, Row, SourceRef, source_ref


class Question(NamedTuple):
    """Something that a source leaves open: `about` are the ids it concerns."""

    id: str
    kind: str
    question: Names
    about: tuple[str, ...]
    source: SourceRef


class LeftOpen(NamedTuple):
    """What a source leaves open, of which kind, and the ids it is about."""

    kind: str
    question: Names
    about: frozenset[str]


def row_source(row: Row) -> SourceRef:
    """Return the source that a row names."""
    return source_ref({**row, "id": row["source"]}, row["locator"])
