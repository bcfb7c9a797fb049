"""Bodies as the snapshot holds them, and how they are referred to."""

from __future__ import annotations

from typing import NamedTuple

from graph.errors import NotFoundError
from graph.places import Territory, chain, commune, country_of, intercommunality, territories
from graph.views import Names, Row
from graph.views.evidence import BodyRef
from graph.vocabulary import Language


class Body(NamedTuple):
    """An authority, network or organisation.

    Attributes:
        within: codes of the territories that contain it, smallest first.
        population: inhabitants, as stated; of a French commune or intercommunality else that of the reference table.
        lat: degrees WGS 84, as is `lon`.
        reach: how far a network reaches, where stated.
    """

    id: str
    label: str
    kind: str | None
    name: str
    fr: str
    en: str
    territory: str | None
    within: tuple[str, ...]
    governs: str | None
    part_of: str | None
    population: int | None
    lat: float | None
    lon: float | None
    reach: str | None
    themes: tuple[str, ...]

    @property
    def country(self) -> str | None:
        """The code of its country."""
        return self.within[-1] if self.within else None


def body_of(label: str, row: Row) -> Body:
    """Make a body from its row."""
    code = row["territory"]
    name = row["name"] or row["name_fr"] or row["name_en"] or row["id"]
    return Body(
        id=row["id"],
        label=label,
        kind=row["kind"],
        name=name,
        fr=row["name_fr"] or name,
        en=row["name_en"] or name,
        territory=code,
        within=tuple(place.code for place in chain(code)) if code else (),
        governs=row["governs"],
        part_of=row["part_of"],
        population=_population(row),
        lat=row["lat"],
        lon=row["lon"],
        reach=row["reach"],
        themes=tuple(row["themes"] or ()),
    )


def _population(row: Row) -> int | None:
    if row["population"] is not None:
        return int(row["population"])
    try:
        if row["insee"] and len(row["insee"]) == 5:
            return commune(row["insee"]).population
        return intercommunality(row["siren"]).population if row["siren"] else None
    except NotFoundError:
        return None


def body_ref(body: Body) -> BodyRef:
    """Return how a body is referred to."""
    return BodyRef(
        id=body.id,
        label=body.label,
        name=body.name,
        names=Names(fr=body.fr, en=body.en),
        kind=body.kind,
        country=body.country,
        territory=body.territory,
    )


def territory_ref(place: Territory) -> BodyRef:
    """Return how a territory is referred to."""
    return BodyRef(
        id=place.code,
        label="Territory",
        name=place.name,
        names=Names(fr=place.fr, en=place.en),
        kind=None,
        country=country_of(place.code),
        territory=place.code,
    )


def place_names(code: str) -> Names:
    """Return the names of a territory; the code itself where it is unknown."""
    place = territories().get(code)
    return Names(fr=place.fr, en=place.en) if place else Names(fr=code, en=code)


def figure(number: int, language: Language) -> str:
    """Return a number as figures: 104 072 in French, 104,072 in English."""
    return f"{number:,}".replace(",", "\u00a0") if language == "fr" else f"{number:,}"
