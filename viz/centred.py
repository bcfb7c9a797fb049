"""One lens for one authority: centred on it, its partners at their true bearing, near distances drawn larger.

The projection is azimuthal: a great circle from the centre is a straight line, and the radius grows as the distance to the
power 0.4, so that neighbours part and the other side of the world still fits. Drawn on the server as SVG.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from markupsafe import escape

from graph.views import Partnership, Party
from graph.vocabulary import Language
from viz import style
from viz.geometry import Point, centre_of, coarse_coasts
from viz.labels import along, around, placed
from viz.words import NBSP, count, number

_SIZE, _MIDDLE, _RADIUS = 440, 220.0, 190.0
_POWER = 0.4
_EARTH = 6371.0
_KM = (100, 500, 2000, 5000, 10000)
"""Where distance rings may stand."""
_LABELLED = 30
_LETTERS = 14.0
_FONT = style.SANS.replace('"', "'")
_HALO = (
    f'stroke="var(--land, #fff)" stroke-width="3" stroke-linejoin="round" paint-order="stroke" font-family="{_FONT}"'
)


class Spot(NamedTuple):
    """A partner on the picture, and the link that leads there."""

    party: Party
    link: Partnership
    at: Point


class View(NamedTuple):
    """A centre, and the distance that reaches to the ring, km."""

    lon: float
    lat: float
    reach: float

    def at(self, lon: float, lat: float) -> Point:
        """Return where a place lies on the picture."""
        xs, ys = self.all(np.array([lon]), np.array([lat]))
        return float(xs[0]), float(ys[0])

    def all(self, lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64]) -> tuple[npt.NDArray[np.float64], ...]:
        """Return where places lie on the picture; those beyond the ring lie outside it."""
        away, bearing = _polar(self.lon, self.lat, lon, lat)
        radius = _RADIUS * (away / self.reach) ** _POWER
        return _MIDDLE + radius * np.sin(bearing), _MIDDLE - radius * np.cos(bearing)


def centred_svg(
    lat: float, lon: float, name: str, links: Sequence[Partnership], own: str, *, language: Language
) -> str:
    """Return the lens of an authority, or nothing where no partner has a place.

    Args:
        lat: where the authority is, degrees.
        lon: the same.
        name: what it is called.
        links: its partnerships.
        own: its id.
        language: of all words.
    """
    found = [
        (party, link, place)
        for link in links
        for party in link.partners
        if party.id != own and (place := _place(party))
    ]
    if not found:
        return ""
    away = [_distance(lon, lat, *place) for _, _, place in found]
    view = View(lon, lat, max(1000.0, min(20015.0, 1.15 * max(away))))
    spots = [Spot(party, link, view.at(*place)) for party, link, place in found]
    title = f"{name}{NBSP}: " if language == "fr" else f"{name}: "
    title += count(
        len(spots), *(("partenaire", "partenaires") if language == "fr" else ("partner", "partners")), language
    )
    parts = (
        f'<svg class="lens-centred" viewBox="0 0 {_SIZE} {_SIZE}" role="img" aria-label="{escape(title)}">',
        '<clipPath id="centred"><circle cx="220" cy="220" r="190"/></clipPath>',
        f'<circle cx="220" cy="220" r="190" fill="{_var("sea")}"/>',
        _ground(view),
        *_rings(view, language),
        f'<circle cx="220" cy="220" r="190" fill="none" stroke="{_var("ink")}" stroke-width="2"/>',
        f'<path d="{_ticks()}" stroke="{_var("control")}" fill="none"/>',
        *(part for spot in spots for part in _line(spot)),
        *(_dot(spot) for spot in spots),
        f'<circle cx="220" cy="220" r="9" fill="none" stroke="{_var("ink")}" stroke-width="2"/>',
        f'<circle cx="220" cy="220" r="5.5" fill="{_var("ink")}"/>',
        *_labels(spots, language),
        "</svg>",
    )
    return "".join(parts)


def _ground(view: View) -> str:
    land = _land(round(view.lon, 2), round(view.lat, 2), round(view.reach))
    look = f'fill="{_var("land")}" stroke="{_var("coast")}" stroke-width=".6" stroke-linejoin="round"'
    return f'<path clip-path="url(#centred)" d="{land}" {look}/>'


def _place(party: Party) -> Point | None:
    if party.lat is not None and party.lon is not None:
        return party.lon, party.lat
    return centre_of(party.territory)


def _polar(
    lon0: float, lat0: float, lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return distances, km, and bearings, radians from north."""
    across, phi, phi0 = np.radians(lon - lon0), np.radians(lat), math.radians(lat0)
    cosine = math.sin(phi0) * np.sin(phi) + math.cos(phi0) * np.cos(phi) * np.cos(across)
    y = np.sin(across) * np.cos(phi)
    x = math.cos(phi0) * np.sin(phi) - math.sin(phi0) * np.cos(phi) * np.cos(across)
    return _EARTH * np.arccos(np.clip(cosine, -1, 1)), np.arctan2(y, x)


def _distance(lon0: float, lat0: float, lon: float, lat: float) -> float:
    return float(_polar(lon0, lat0, np.array([lon]), np.array([lat]))[0][0])


@lru_cache(maxsize=1)
def _coasts() -> tuple[tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]], ...]:
    """Return the outlines of the countries, coarse ones: for a picture in which a continent is a thumb wide."""
    return tuple((np.array([x for x, _ in ring]), np.array([y for _, y in ring])) for ring in coarse_coasts())


@lru_cache(maxsize=256)
def _land(lon: float, lat: float, reach: int) -> str:
    """Return path data of the countries that come into the lens."""
    view, parts = View(lon, lat, reach), []
    for lons, lats in _coasts():
        # What lies wholly beyond the ring would fold around the far side of the earth.
        if _polar(lon, lat, lons, lats)[0].min() < reach:
            parts.append(_path(*view.all(lons, lats)))
    return "".join(parts)


def _path(xs: npt.NDArray[np.float64], ys: npt.NDArray[np.float64]) -> str:
    tenths = np.rint(np.stack([xs, ys], axis=1) * 10).astype(int)
    kept = [tenths[0]]
    for point in tenths[1:]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= 14:
            kept.append(point)
    if len(kept) < 3:
        return ""
    steps = "".join(f"l{(b[0] - a[0]) / 10:g},{(b[1] - a[1]) / 10:g}" for a, b in pairwise(kept))
    return f"M{kept[0][0] / 10:g},{kept[0][1] / 10:g}{steps}z"


def _rings(view: View, language: Language) -> Iterator[str]:
    """Give the distance rings, their kilometres to the south-west, where a picture of Europe has the sea."""
    drawn = [km for km in _KM if km < view.reach * 0.9][-3:]
    for place, km in enumerate(drawn):
        radius = _RADIUS * (km / view.reach) ** _POWER
        yield f'<circle cx="220" cy="220" r="{radius:.1f}" fill="none" stroke="{_var("control")}" stroke-dasharray="1 4"/>'
        unit = f"{NBSP}km" if place in (0, len(drawn) - 1) else ""
        x, y = _MIDDLE - radius * 0.5, _MIDDLE + radius * 0.866
        yield (
            f'<text x="{x:.1f}" y="{y + 4:.1f}" font-size="13" text-anchor="middle" fill="{_var("ink-3")}" {_HALO}>'
            f"{number(km, language)}{unit}</text>"
        )


def _line(spot: Spot) -> Iterator[str]:
    look, colour = style.form_style(spot.link.form), f"var(--form-{style.form_key(spot.link.form)})"
    known = bool(spot.link.since) or len(spot.link.history) > 1
    dash = f' stroke-dasharray="{" ".join(f"{step:g}" for step in look.dash)}"' if look.dash else ""
    cap = ' stroke-linecap="round"' if look.round else ""
    yield (
        f'<path d="M220 220L{spot.at[0]:.1f} {spot.at[1]:.1f}" fill="none" stroke="{colour}"'
        f' stroke-width="{look.width * (1.25 if known else 0.6):.2g}"{dash}{cap}/>'
    )


def _dot(spot: Spot) -> str:
    fill, shape = _var("ink" if spot.party.country == "FR" else "paper"), style.shape_of(spot.party.kind)
    size = 0.72 * shape.scale
    return (
        f'<g transform="translate({spot.at[0] - 8 * size:.1f} {spot.at[1] - 8 * size:.1f}) scale({size:.3g})">'
        f'<path d="{shape.path}" fill="{fill}" stroke="{_var("ink")}" stroke-width="2.2"/></g>'
    )


def _labels(spots: Sequence[Spot], language: Language) -> Iterator[str]:
    shown = sorted(spots, key=lambda spot: (not spot.link.since, -len(spot.link.history)))[:_LABELLED]
    obstacles = [around((_MIDDLE, _MIDDLE), 12, 3), *(around(spot.at, 6, 3) for spot in spots)]
    for spot in spots:
        steps = [step / 20 for step in range(2, 19)]
        obstacles += along(
            [(_MIDDLE + (spot.at[0] - _MIDDLE) * s, _MIDDLE + (spot.at[1] - _MIDDLE) * s) for s in steps], 0.12
        )
    named = [(spot.at, spot.party.names.in_(language)) for spot in shown]
    for label in placed(named, obstacles, (2.0, 2.0, _SIZE - 2.0, _SIZE - 2.0), _LETTERS):
        lines = "".join(
            f'<tspan x="{label.x:.1f}" y="{label.y + row * _LETTERS * 1.15:.1f}">{escape(line)}</tspan>'
            for row, line in enumerate(label.lines)
        )
        look = f'font-size="{_LETTERS:g}" font-weight="600" text-anchor="{label.anchor}" fill="{_var("ink")}" {_HALO}'
        yield f"<text {look}>{lines}</text>"


def _ticks() -> str:
    parts = []
    for step in range(60):
        angle, long = math.radians(step * 6), step % 5 == 0
        inner, outer = _RADIUS + 5, _RADIUS + (13 if long else 9)
        sin, cos, mid = math.sin(angle), math.cos(angle), _MIDDLE
        parts.append(
            f"M{mid + inner * sin:.1f} {mid - inner * cos:.1f}L{mid + outer * sin:.1f} {mid - outer * cos:.1f}"
        )
    return "".join(parts)


def _var(name: str) -> str:
    return f"var(--{name}, {style.palette('light')[name]})"
