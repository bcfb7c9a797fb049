"""A stated number."""

from __future__ import annotations

from graph.views.base import Names, Row, SourceRef, View, names_of
from graph.views.claims import stated_in
from graph.views.refs import ref


class Figure(View):
    """A stated number: what it counts (`of`, an id or the code of a territory; `measure`), its value, unit and year."""

    id: str
    of: str
    of_names: Names | None
    measure: str
    label: Names
    value: float
    unit: str
    year: str | None
    sources: tuple[SourceRef, ...] = ()


def figure(row: Row) -> Figure:
    """Make the view of one row of a query."""
    props = row["props"]
    return Figure(
        id=props["id"],
        of=props["of"],
        of_names=ref(row["of"][0]).names if row["of"] else None,
        measure=props["measure"],
        label=names_of(props, "label"),
        value=props["value"],
        unit=props["unit"],
        year=props.get("year"),
        sources=stated_in(row),
    )
