"""Cities of the world outside France with 15,000 inhabitants or more, by any of their names: `graph/data/cities.csv`."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from io import StringIO
from types import MappingProxyType
from typing import NamedTuple

from graph.ids import collectivity_id, fold


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


@cache
def exonyms() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Country and folded name → all names of the city in French, English, German and its own language."""
    text = (resources.files("graph") / "data" / "exonyms.csv").read_text(encoding="utf-8")
    rows = ((row["country"], tuple(row["names"].split("|"))) for row in csv.DictReader(StringIO(text, newline="")))
    return MappingProxyType({(country, fold(name)): names for country, names in rows for name in names})


def _usual(city: City) -> tuple[str, ...]:
    return exonyms().get((city.territory[:2], fold(city.name)), ())


def _likeliest(cities: list[City]) -> tuple[City, ...]:
    return tuple(sorted(cities, key=lambda city: (-city.population, city.territory, city.name)))
