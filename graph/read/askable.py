"""What a question may name beside authorities, networks and organisations: people, events, figures."""

from __future__ import annotations

from typing import NamedTuple

from graph.db import Graph
from graph.views.base import Names, names_of
from graph.views.names import Named


class EventName(NamedTuple):
    """An event by its names; `date` and `until` are ISO dates of known precision, `bodies` who held or joined it."""

    id: str
    names: Names
    kind: str
    date: str | None
    until: str | None
    held_in: str | None
    bodies: tuple[str, ...]


class FigureName(NamedTuple):
    """What a figure counts (`of` is an id or a code), and the words for it."""

    id: str
    of: str
    measure: str
    unit: str
    labels: Names


class Askable(NamedTuple):
    """Everything beside bodies that questions name."""

    people: tuple[Named, ...] = ()
    events: tuple[EventName, ...] = ()
    figures: tuple[FigureName, ...] = ()


def askable(graph: Graph) -> Askable:
    """Return the names of people and events, and the words of figures."""
    people = tuple(
        Named(
            row["id"],
            "Person",
            None,
            None,
            (row["name"], *(row["as_stated"] or ())),
            row["name"],
            row["name"],
            row["name"],
        )
        for row in graph.read("read/askable_people")
    )
    events = tuple(
        EventName(
            row["id"],
            names_of(row),
            row["kind"],
            row["date"],
            row["until"],
            row["held_in"],
            (*row["held_by"], *row["joined_by"]),
        )
        for row in graph.read("read/askable_events")
    )
    figures = tuple(
        FigureName(row["id"], row["of"], row["measure"], row["unit"], names_of(row, "label"))
        for row in graph.read("read/askable_figures")
    )
    return Askable(people, events, figures)
