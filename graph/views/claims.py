"""From the statements in a row to the sources that a view carries."""

from __future__ import annotations

from graph.views.base import Row, SourceRef, source_ref


def stated_in(row: Row) -> tuple[SourceRef, ...]:
    """Return the sources of a row, in the order of its statements."""
    return tuple(source_ref(statement, statement["said"]["locator"]) for statement in row["statements"])


def plain(row: Row) -> dict[str, object]:
    """Return the values of a row, its statements as `sources`."""
    return {**{name: value for name, value in row.items() if name != "statements"}, "sources": stated_in(row)}
