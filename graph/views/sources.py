"""A source."""

from __future__ import annotations

from graph.views.base import Names, Row, View, names_of


class Loading(View):
    """A load in batches that is not finished: since when, and how many of its statements are written."""

    since: str
    done: int
    total: int


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
    loading: Loading | None = None
    """A load of it that is at work, or was broken off: what it states is not whole."""


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
        loading=_loading(props),
        **{name: props.get(name) for name in optional},
    )


def _loading(props: Row) -> Loading | None:
    if "loading" not in props:
        return None
    return Loading(since=props["loading_since"], done=props["loading_done"], total=props["loading_total"])
