"""One place that a source puts into two countries: same name, same point. It is one place, and a question.

The country is the one under which ISO 3166 lists the place; no position on any dispute is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from graph.ids import fold
from graph.places import country_of
from graph.scratch import several
from graph.vocabulary import ReviewKind
from loaders.resolve.answer import Doubt
from loaders.resolve.apart import spot
from loaders.resolve.territory import country
from loaders.stated import StatedPlace
from loaders.values import CellError

_LISTED_UNDER: Final = MappingProxyType(
    {frozenset({"RU", "UA"}): "UA", frozenset({"RS", "XK"}): "XK", frozenset({"EH", "MA"}): "EH"}
)
"""Crimea is UA-43, Kosovo has XK in our tables, Western Sahara EH."""


class Claim(NamedTuple):
    """The country that a place is put in, and all that the source says."""

    code: str
    said: tuple[str, ...]

    def doubt(self, name: str) -> Doubt:
        """Return the question for review."""
        codes = ", ".join(self.said)
        return Doubt(
            ReviewKind.DISAGREEMENT,
            f"{name} : la source le place dans plusieurs pays ({codes}), nous dans {self.code}",
            f"{name}: the source puts it into several countries ({codes}), we into {self.code}",
        )


def disputed(places: Iterable[StatedPlace]) -> Mapping[StatedPlace, Claim]:
    """Return the places that share name and point (to a hundredth of a degree) but not the country.

    Args:
        places: can be gone through twice; only those in dispute are held.
    """
    groups = several(told for place in places if (told := _told(place)))
    if not groups:
        return {}
    claims = {group: _claim(tuple(sorted(codes))) for group, codes in groups.items()}
    return {place: claims[told[0]] for place in places if (told := _told(place)) and told[0] in claims}


def _claim(codes: tuple[str, ...]) -> Claim:
    return Claim(_LISTED_UNDER.get(frozenset(codes), codes[0]), codes)


_Group = tuple[str, tuple[float, float]]


def _told(place: StatedPlace) -> tuple[_Group, str] | None:
    """Return name and point of a place, and its country; None where one is missing, or a code names the place."""
    point = spot(None, place.lat, place.lon, None).point
    if point is None or not place.name or not place.country or place.insee or place.siren:
        return None
    try:
        return (fold(place.name), point), country_of(country(place.country))
    except CellError:
        return None  # reported where the place is resolved
