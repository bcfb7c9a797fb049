"""A large network as clusters: one for each region at home and one for each country abroad, opened by a click.

Home's regions lie in the middle, about as they lie in the country; the others around them, in the direction in which they
are and as far as a root of the distance, pushed apart until none covers another.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from graph import places
from graph.errors import JumellesError
from graph.vocabulary import Language
from viz.columns import place_of
from viz.geometry import centre_of
from viz.picture import Picture
from viz.words import capital, place_words

Point = tuple[float, float]

MOST = 2000
"""Up to so many actors each is drawn; above, clusters."""
_MIDDLE = (46.6, 2.4)
"""Latitude and longitude of the middle of home, degrees."""
_HOME_SCALE = 62.0
"""Px for a degree of latitude among home's regions."""
_INNER, _OUTER = 430.0, 620.0


def clusters(picture: Picture) -> dict[str, Any] | None:
    """Return which cluster each actor is in, and of each its code, name, whether it is at home, and its place in px.

    None for a network that is small enough to be drawn as it is.
    """
    if len(picture.parties) <= MOST:
        return None
    codes = [_cluster_of(picture, n) for n in range(len(picture.parties))]
    order = {code: n for n, code in enumerate(sorted(set(codes)))}
    members: dict[str, list[Point]] = {code: [] for code in order}
    for code, party in zip(codes, picture.parties, strict=True):
        if place := place_of(party):
            members[code].append(place)
    return {
        "of": [order[code] for code in codes],
        "codes": list(order),
        "names": [_name(code, picture.language) for code in order],
        "home": [int(code.partition("-")[0] == picture.home) for code in order],
        "places": _places(order, members, picture.home),
    }


def _cluster_of(picture: Picture, position: int) -> str:
    party = picture.parties[position]
    if party.country != picture.home or not party.territory:
        return party.country or ""
    try:
        chain = [place.code for place in places.chain(party.territory)]
    except JumellesError:
        return party.country
    # The largest within the country: its regions.
    return chain[-2] if len(chain) > 1 else party.country


def _name(code: str, language: Language) -> str:
    if not code:
        return "Pays non renseigné" if language == "fr" else "Country not stated"
    return capital(place_words(code, language))


def _places(order: Mapping[str, int], members: Mapping[str, Sequence[Point]], home: str) -> list[Point]:
    middles = {code: centre_of(code) if code.startswith(home + "-") else None for code in order}
    return [_place(code, middles[code] or _mean(members[code]), home) for code in order]


def _mean(points: Sequence[Point]) -> Point | None:
    if not points:
        return None
    return sum(lon for lon, _ in points) / len(points), sum(lat for _, lat in points) / len(points)


def _place(code: str, middle: Point | None, home: str) -> Point:
    if middle is None:
        return 0.0, _INNER + _OUTER
    lon, lat = middle
    near = (lon - _MIDDLE[1]) * 0.69, _MIDDLE[0] - lat
    if code.partition("-")[0] == home and math.hypot(*near) < 9:
        return round(near[0] * _HOME_SCALE, 1), round(near[1] * _HOME_SCALE, 1)
    angle, share = _bearing(lon, lat)
    reach = _INNER + _OUTER * math.sqrt(share)
    return round(1.25 * reach * math.sin(angle), 1), round(-reach * math.cos(angle), 1)


def _bearing(lon: float, lat: float) -> tuple[float, float]:
    """Return the direction from the middle of home, radians from north, and the distance as a share of the farthest."""
    phi0, phi, across = math.radians(_MIDDLE[0]), math.radians(lat), math.radians(lon - _MIDDLE[1])
    east = math.sin(across) * math.cos(phi)
    north = math.cos(phi0) * math.sin(phi) - math.sin(phi0) * math.cos(phi) * math.cos(across)
    straight = math.sin(phi0) * math.sin(phi) + math.cos(phi0) * math.cos(phi) * math.cos(across)
    return math.atan2(east, north), math.acos(max(-1.0, min(1.0, straight))) / math.pi
