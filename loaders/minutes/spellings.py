"""Which name of the tables a spelling is near to, in one country: `Abovian` is Abovyan, `la Wielkopolska` the voivodeship.

The names of a country are gathered once for the process; all of them together are 63,000, and a document asks for many.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from rapidfuzz import fuzz, process

from graph.cities import cities_named, city_names
from graph.places import country_of, territories
from graph.places import names as territory_names
from loaders.minutes.lexicon import KEPT_TEXTS

ALIKE = 85
"""How near a spelling must be to a name of the same country to be it, of 100."""


class Near(NamedTuple):
    """A name of the tables, folded, and how like it the spelling is, 0 to 100."""

    name: str
    likeness: float


@lru_cache(maxsize=KEPT_TEXTS)
def territory_near(folded: str, country: str) -> str | None:
    """Return the code of the region or state of a country whose name a spelling is near to, None where there is none."""
    here = _regions().get(country, {})
    found = process.extractOne(folded, list(here), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return here[found[0]] if found else None


@lru_cache(maxsize=KEPT_TEXTS)
def town_near(folded: str, country: str) -> Near | None:
    """Return the town of a country whose name a spelling is nearest to, None where there is none."""
    found = process.extractOne(folded, _towns().get(country, ()), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return Near(found[0], found[1]) if found else None


@cache
def _regions() -> Mapping[str, Mapping[str, str]]:
    """Country → names of its territories of the first level → their codes."""
    found: dict[str, dict[str, str]] = {}
    for name, codes in territory_names().items():
        for code in codes:
            if territories()[code].level == 1:
                found.setdefault(country_of(code), {})[name] = code
    return MappingProxyType(found)


@cache
def _towns() -> Mapping[str, tuple[str, ...]]:
    """Country → the names of its towns, folded, in the order of the tables."""
    found: dict[str, dict[str, None]] = {}
    for name in city_names():
        for city in cities_named(name):
            found.setdefault(country_of(city.territory), {})[name] = None
    return MappingProxyType({country: tuple(names) for country, names in found.items()})
