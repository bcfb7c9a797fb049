"""A local authority."""

from __future__ import annotations

from typing import Any

from graph.places import chain, country_of
from graph.views.base import Names, Row, SourceRef, View, names_of, source_ref


class Collectivity(View):
    """A local authority. `territory` is the smallest known, `within` names all that contain it, smallest first."""

    id: str
    name: str
    names: Names
    kind: str
    country: str
    territory: str
    within: tuple[str, ...] = ()
    part_of: str | None = None
    aliases: tuple[str, ...] = ()
    insee: str | None = None
    siren: str | None = None
    wikidata: str | None = None
    population: int | None = None
    lat: float | None = None
    lon: float | None = None
    partnerships: int = 0
    sources: tuple[SourceRef, ...] = ()


def collectivity(row: Row, statements: Any = ()) -> Collectivity:
    """Make the view of one row of a query; `statements` are what sources say of it."""
    props = row["props"]
    kept = {
        name: props[name]
        for name in ("part_of", "insee", "siren", "wikidata", "population", "lat", "lon")
        if name in props
    }
    return Collectivity(
        id=props["id"],
        name=props["name"],
        names=names_of(props),
        kind=props["kind"],
        country=country_of(props["territory"]),
        territory=props["territory"],
        within=tuple(place.code for place in chain(props["territory"])),
        aliases=tuple(props.get("aliases", ())),
        partnerships=row["partnerships"],
        sources=tuple(source_ref(statement, statement["said"]["locator"]) for statement in statements),
        **kept,
    )
