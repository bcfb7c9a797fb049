"""Cities of the world outside France with 15,000 inhabitants or more, by any of their names: `graph/data/cities.csv`."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from io import StringIO
from types import MappingProxyType
from typing import Final, NamedTuple

from graph.ids import collectivity_id, fold

_NEAR: Final = 0.5
"""How far from the city of the table a place may lie and still be it, degrees: some 50 km."""


class City(NamedTuple):
    """A city: GeoNames' name, ISO 3166 code (with the state in US, CA, AU), inhabitants, degrees WGS 84, other names."""

    name: str
    territory: str
    population: int
    lat: float
    lon: float
    aliases: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Its id in the graph."""
        return collectivity_id(self.name, "city", self.territory)


def cities_named(name: str) -> tuple[City, ...]:
    """Return the cities of this name or alias, folded or not, the most populous first; empty where there is none."""
    return _by_name().get(fold(name), ())


def city_names() -> Iterable[str]:
    """Return all names and aliases, folded."""
    return _by_name().keys()


@cache
def _by_name() -> Mapping[str, tuple[City, ...]]:
    found: dict[str, list[City]] = {}
    text = (resources.files("graph") / "data" / "cities.csv").read_text(encoding="utf-8")
    for name, territory, population, lat, lon, aliases in list(csv.reader(StringIO(text, newline="")))[1:]:
        city = City(name, territory, int(population), float(lat), float(lon), tuple(filter(None, aliases.split("|"))))
        for one in dict.fromkeys(fold(other) for other in (name, *city.aliases, *_usual(city))):
            found.setdefault(one, []).append(city)
    return MappingProxyType({name: _likeliest(cities) for name, cities in found.items() if name})


class Exonym(NamedTuple):
    """A city abroad: its French and its English name, and all its names, its own first."""

    fr: str
    en: str
    names: tuple[str, ...]


@cache
def exonyms() -> Mapping[tuple[str, str], Exonym]:
    """Country and folded name → the city with its names in French, English, German and its own language."""
    text = (resources.files("graph") / "data" / "exonyms.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(StringIO(text, newline=""))
    cities = [(row["country"], Exonym(row["fr"], row["en"], tuple(row["names"].split("|")))) for row in rows]
    return MappingProxyType({(country, fold(name)): city for country, city in cities for name in city.names})


def exonym(country: str, name: str, point: tuple[float, float] | None = None) -> Exonym | None:
    """Return what a city is called that a source calls by any of its names; None for one that has no other name.

    Args:
        country: ISO code of the country that the city is in.
        name: as the source has it.
        point: latitude and longitude as the source has them: a namesake elsewhere in the country is another city.
    """
    found = exonyms().get((country, fold(name)))
    if found is None or point is None:
        return found
    cities = [city for one in found.names for city in cities_named(one) if city.territory[:2] == country]
    # Salamanca is a city and a quarter of Madrid with more inhabitants: either may be meant. Munster is not Münster.
    likely = [city for city in cities if city.name == found.names[0]] or cities[:1]
    return found if not likely or any(_near(city, point) for city in likely) else None


def _near(city: City, point: tuple[float, float]) -> bool:
    east = (city.lon - point[1]) * math.cos(math.radians(city.lat))
    return math.hypot(city.lat - point[0], east) <= _NEAR


def _usual(city: City) -> tuple[str, ...]:
    known = exonym(city.territory[:2], city.name)
    return known.names if known else ()


def _likeliest(cities: list[City]) -> tuple[City, ...]:
    return tuple(sorted(cities, key=lambda city: (-city.population, city.territory, city.name)))
