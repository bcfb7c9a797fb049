"""A word of the vocabulary of themes."""

from __future__ import annotations

from graph.views.base import Names, Row, View, names_of


class Theme(View):
    """A theme, and how many partnerships, networks and events are about it."""

    id: str
    name: str
    names: Names
    partnerships: int
    networks: int
    events: int


def theme(row: Row) -> Theme:
    """Make the view of one row of a query."""
    names = names_of(row)
    counts = {name: row[name] for name in ("partnerships", "networks", "events")}
    return Theme(id=row["id"], name=names.fr, names=names, **counts)
