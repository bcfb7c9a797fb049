"""What ids a filter may name: those that the graph holds."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Any

from graph.lists.bodies import bodies, of_label, source_names
from graph.lists.shelf import Shelf
from graph.themes import themes


def known_themes(shelf: Shelf) -> Iterable[str]:
    """Return the vocabulary of themes."""
    return themes()


def known_networks(shelf: Shelf) -> Iterable[str]:
    """Return the ids of networks."""
    return of_label(shelf, "Network")


def known_bodies(shelf: Shelf) -> Iterable[str]:
    """Return the ids of authorities, networks and organisations."""
    return bodies(shelf)


def known_sources(shelf: Shelf) -> Iterable[str]:
    """Return the ids of sources."""
    return source_names(shelf)


def known_people(shelf: Shelf) -> Iterable[str]:
    """Return the ids of people."""
    return shelf.kept("people known", lambda: {row[0] for row in shelf.rows("read/list_people")})


def known_events(shelf: Shelf) -> Iterable[str]:
    """Return the ids of events."""
    return shelf.kept("events known", lambda: {row[0] for row in shelf.rows("read/list_events")})


def known_values(shelf: Shelf, query: str, column: int) -> Iterable[str]:
    """Return the values that one column of a list's rows holds."""
    found: Container[Any] = shelf.kept(f"{query} {column}", lambda: {row[column] for row in shelf.rows(query)})
    return found  # type: ignore[return-value]
