"""A source."""

from __future__ import annotations

from graph.views.base import Names, Row, View, names_of


class Source(View):
    """A source: what it is, and how much of the graph it states."""

    id: str
    title: str
    titles: Names
    kind: str
    date: str | None
    publisher: str | None
    language: str | None
    document: str | None
    url: str | None
    licence: str | None
    statements: int = 0


def source(row: Row) -> Source:
    """Make the view of one row of a query."""
    props = row["props"]
    titles = names_of(props, "title")
    optional = ("date", "publisher", "language", "document", "url", "licence")
    return Source(
        id=props["id"],
        title=titles.fr,
        titles=titles,
        kind=props["kind"],
        statements=row["statements"],
        **{name: props.get(name) for name in optional},
    )
