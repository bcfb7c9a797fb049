"""Who was where, and who holds which public office."""

from __future__ import annotations

from graph.views.base import Names, Row, SourceRef, View, names_of
from graph.views.claims import stated_in


class Attendance(View):
    """A person at an event, present or excused; `body` is whom the person stood for."""

    person: str
    name: str
    event: str
    event_names: Names
    date: str | None
    presence: str
    role: str | None
    title: str | None
    body: str | None
    sources: tuple[SourceRef, ...]


class Mandate(View):
    """A public office that a person holds or held; `as_of` is when it was last stated."""

    person: str
    person_name: str
    body: str
    body_name: str
    title: str | None
    since: str | None
    until: str | None
    as_of: str | None
    sources: tuple[SourceRef, ...]


def attendance(row: Row) -> Attendance:
    """Make the view of one row of a query."""
    kept = {name: row[name] for name in ("person", "name", "event", "date", "presence", "role", "title", "body")}
    return Attendance(**kept, event_names=names_of(row, "event"), sources=stated_in(row))
