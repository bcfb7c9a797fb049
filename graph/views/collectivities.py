"""A local authority."""

from __future__ import annotations

from typing import Any

from graph.places import chain, country_of
from graph.views.base import Names, Row, SourceRef, View, names_of, source_ref


class Collectivity(View):
    """A local authority. `territory` is the smallest known, `within` names all that contain it, smallest first.

    `population_source` is the id of the newest source that states its inhabitants.
    """

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
    population_source: str | None = None
    lat: float | None = None
    lon: float | None = None
    partnerships: int = 0
    sources: tuple[SourceRef, ...] = ()

    @property
    def of_population(self) -> tuple[SourceRef, ...]:
        """The source that states its inhabitants, empty where none does."""
        return tuple(source for source in self.sources if source.id == self.population_source)[:1]


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
        population_source=_source_of("population", props, statements),
        sources=tuple(source_ref(statement, statement["said"]["locator"]) for statement in statements),
        **kept,
    )


def _source_of(name: str, props: Row, statements: Any) -> str | None:
    stated = (one["id"] for one in statements if name in props and one["said"].get(name) == props[name])
    return next(stated, None)
