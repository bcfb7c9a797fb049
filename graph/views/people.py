"""Who holds which public office, and who was where."""

from __future__ import annotations

from collections.abc import Iterable

from graph.places import country_of
from graph.views.base import Names, Row, SourceRef, View, names_of
from graph.views.claims import Said, history, stated_in


class Attendance(View):
    """A person at an event, present or excused; `body` is whom the person stood for."""

    id: str = ""
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

    id: str = ""
    person: str
    person_name: str
    body: str
    body_name: str
    body_names: Names
    body_label: str
    country: str | None
    title: str | None
    since: str | None
    until: str | None
    as_of: str | None
    sources: tuple[SourceRef, ...]
    history: tuple[Said, ...] = ()


class Person(View):
    """Someone in public office: the offices and the meetings that sources name, and nothing private."""

    id: str
    name: str
    offices: tuple[Mandate, ...] = ()
    attendances: tuple[Attendance, ...] = ()
    sources: tuple[SourceRef, ...] = ()


def attendance(row: Row) -> Attendance:
    """Make the view of one row of a query."""
    names = ("id", "person", "name", "event", "date", "presence", "role", "title", "body")
    return Attendance(**{name: row[name] for name in names}, event_names=names_of(row, "event"), sources=stated_in(row))


def mandate(row: Row) -> Mandate:
    """Make the view of one row of a query."""
    names = ("id", "person", "person_name", "body", "body_label", "title", "since", "until", "as_of")
    body = names_of({"body": row["body_name"], "body_fr": row["body_fr"], "body_en": row["body_en"]}, "body")
    return Mandate(
        **{name: row[name] for name in names},
        body_name=row["body_name"] or body.fr,
        body_names=body,
        country=country_of(row["territory"]) if row["territory"] else None,
        sources=stated_in(row),
        history=history(row),
    )


def person(row: Row, offices: Iterable[Mandate], attendances: Iterable[Attendance]) -> Person:
    """Make the view of one row of a query, with the person's offices and meetings."""
    props = row["props"]
    return Person(
        id=props["id"],
        name=props["name"],
        offices=tuple(offices),
        attendances=tuple(attendances),
        sources=stated_in(row),
    )
