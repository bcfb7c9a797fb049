"""A meeting, congress, mission…: held, announced or only proposed."""

from __future__ import annotations

from graph.views.base import Names, Row, SourceRef, View, names_of
from graph.views.claims import stated_in, text_of
from graph.views.refs import Ref, refs


class Event(View):
    """An event; `attendances` counts the people that a source names, present or excused. Dates are ISO text."""

    id: str
    name: str
    names: Names
    kind: str
    status: str
    date: str | None
    until: str | None
    held_in: Ref | None
    held_by: tuple[Ref, ...] = ()
    joined_by: tuple[Ref, ...] = ()
    themes: tuple[str, ...] = ()
    note: Names | None = None
    attendances: int = 0
    stated_on: str | None = None
    sources: tuple[SourceRef, ...] = ()


def event(row: Row) -> Event:
    """Make the view of one row of a query."""
    props = row["props"]
    names = names_of(props)
    places = refs(row["held_in"])
    return Event(
        id=props["id"],
        name=names.fr,
        names=names,
        kind=props["kind"],
        status=props["status"],
        date=props.get("date"),
        until=props.get("until"),
        held_in=places[0] if places else None,
        held_by=refs(row["held_by"]),
        joined_by=refs(row["joined_by"]),
        themes=tuple(props.get("themes", ())),
        note=text_of(props, "note"),
        attendances=row["attendances"],
        stated_on=props.get("stated_on"),
        sources=stated_in(row),
    )
