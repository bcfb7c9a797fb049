"""Two lenses for two territories: each at its own scale, the links crossing from one to the other, as one SVG.

Drawn on the server, so that it works without JavaScript, prints, and can be embedded. Colours are the custom properties
of `viz.style`, with those of the light theme to fall back on. What has no place in either lens is named in the caption.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache

from markupsafe import escape

from graph import places
from graph.views import Partnership, Party
from graph.vocabulary import Language, Status
from viz import style
from viz.geometry import outline_of
from viz.labels import Label, Obstacle, along, around, placed
from viz.lens import lens, ticks
from viz.scene import Scene, scene
from viz.words import NBSP, count, kind_words

Point = tuple[float, float]

_RADIUS = 180.0
_SIZE = 14.0
"""Letters of the labels, px."""
_FONT = style.SANS.replace('"', "'")


def lenses_svg(
    partnerships: Sequence[Partnership],
    a: str,
    b: str,
    *,
    language: Language,
    home: str = "FR",
    stacked: bool = False,
) -> str | None:
    """Return the two lenses as one SVG, or None where the outline of either territory is unknown.

    Args:
        partnerships: those that have a party in `a` and another in `b` are drawn.
        a: ISO code of the left territory (or the id of an authority in it).
        b: the same of the right one.
        language: of all words.
        home: ISO code of the country whose authorities are filled.
        stacked: one lens below the other, for a phone.
    """
    outlines = [outline_of(_territory(code)) for code in (a, b)]
    if outlines[0] is None or outlines[1] is None:
        return None
    second = (200.0, 616.0) if stacked else (616.0, 200.0)
    pair = lens(outlines[0], 200.0, 200.0, _RADIUS), lens(outlines[1], *second, _RADIUS)
    return _svg(scene(partnerships, (a, b), pair), language, home, stacked=stacked)


def _territory(scope: str) -> str:
    """Return the ISO code that a scope stands for: itself, or the country that an id begins with."""
    return scope if scope.isupper() or scope[2:3] != "-" else scope[:2].upper()


# --- drawing ----------------------------------------------------------------------------------------------------------


def _svg(shown: Scene, language: Language, home: str, *, stacked: bool) -> str:
    width, base = (400, 816) if stacked else (816, 400)
    caption = _wrapped(_caption(shown, language, home), 62 if stacked else 128)
    height = base + 20 * len(caption) + 6
    name = "lenses-tall" if stacked else "lenses-wide"
    frame = (2.0, 2.0, width - 2.0, base - 2.0)
    statuses = list(_statuses(shown)) if shown.few else []
    labels = list(_labels(shown, statuses, language, frame)) if shown.few else []
    title, summary = _summary(shown, language)
    opening = (
        f'<svg class="lenses {name}" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img"'
        f' aria-labelledby="{name}-title {name}-desc"><title id="{name}-title">{_text(title)}</title>'
        f'<desc id="{name}-desc">{_text(summary)}</desc>'
    )
    parts = (
        opening,
        *(_lens_svg(one.outline.code, one.x, one.y, f"{name}-{number}") for number, one in enumerate(shown.lenses)),
        *_bows_svg(shown),
        *(_status_svg(point, status) for point, status in statuses),
        *(_point_svg(shown, key, language, home) for key in shown.points),
        *(_label_svg(label) for label in labels),
        f'<g font-family="{_FONT}" font-size="14" fill="{_var("ink-3")}">',
        *(f'<text x="2" y="{base + 18 + 20 * row}">{_text(line)}</text>' for row, line in enumerate(caption)),
        "</g></svg>",
    )
    return "".join(parts)


def _var(name: str) -> str:
    return f"var(--{name}, {style.palette('light')[name]})"


def _text(words: str) -> str:
    """Escape text, and leave out what XML does not allow."""
    return str(escape("".join(c for c in words if c >= " " and c not in "\ufffe\uffff")))


@lru_cache(maxsize=64)
def _lens_svg(code: str, x: float, y: float, name: str) -> str:
    """Draw a lens without what lies on it; the ground of a territory is always the same, so it is kept."""
    outline = outline_of(code)
    one = lens(outline, x, y, _RADIUS) if outline else None
    if one is None:
        return ""
    circle = f'cx="{one.x:g}" cy="{one.y:g}" r="{one.radius:g}"'
    around_it, territory, inside = one.land()
    coast = _var("coast")
    lines = f'<path d="{inside}" fill="none" stroke="{_var("hairline")}" stroke-width="1"/>' if inside else ""
    return (
        f'<clipPath id="{name}"><circle {circle}/></clipPath><circle {circle} fill="{_var("sea")}"/>'
        f'<g clip-path="url(#{name})" stroke-linejoin="round">'
        f'<path d="{around_it}" fill="{_var("wash")}" stroke="{coast}" stroke-width=".7"/>'
        f'<path d="{territory}" fill="{_var("land")}" stroke="{_var("control")}" stroke-width="1"/>{lines}</g>'
        f'<circle {circle} fill="none" stroke="{_var("ink")}" stroke-width="2"/>'
        f'<path d="{ticks(one)}" stroke="{_var("control")}" stroke-width="1" fill="none"/>'
    )


def _bows_svg(shown: Scene) -> Iterator[str]:
    """Give the links, each with a casing in the colour of the paper; the loosest forms lie lowest."""
    order = list(style.FORMS)
    for bow in sorted(shown.bows, key=lambda bow: -order.index(style.form_key(bow.link.form))):
        key, look = style.form_key(bow.link.form), style.form_style(bow.link.form)
        (sx, sy), (cx, cy), (ex, ey) = bow.start, bow.control, bow.end
        path = f"M{sx:.1f} {sy:.1f}Q{cx:.1f} {cy:.1f} {ex:.1f} {ey:.1f}"
        dash = f' stroke-dasharray="{" ".join(f"{step:g}" for step in look.dash)}"' if look.dash else ""
        cap = ' stroke-linecap="round"' if look.round else ""
        width = look.width if shown.few else look.width * 0.4
        through = "" if shown.few else ' opacity=".62"'
        if shown.few:
            yield f'<path d="{path}" fill="none" stroke="{_var("paper")}" stroke-width="{width + 3:g}" opacity=".8"/>'
        yield f'<path d="{path}" fill="none" stroke="{_var(f"form-{key}")}" stroke-width="{width:.2g}"{dash}{cap}{through}/>'


def _statuses(shown: Scene) -> Iterator[tuple[Point, str]]:
    """Give the known statuses near the middle of their links, where they do not meet."""
    taken: list[Point] = list(shown.points.values())
    for bow in shown.bows:
        status = style.status_key(bow.link.status)
        free = (bow.at(share) for share in (0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65))
        point = next((p for p in free if all(math.dist(p, other) > 21 for other in taken)), None)
        if status != Status.UNKNOWN and point:
            taken.append(point)
            yield point, status


def _status_svg(point: Point, status: str) -> str:
    x, y = point
    glyph = style.status_glyph_svg(status).replace(
        'width="16" height="16"', f'x="{x - 8:.1f}" y="{y - 8:.1f}" width="16" height="16"'
    )
    return f'<g color="{_var("ink")}"><circle cx="{x:.1f}" cy="{y:.1f}" r="10" fill="{_var("paper")}"/>{glyph}</g>'


def _point_svg(shown: Scene, key: str, language: Language, home: str) -> str:
    (x, y), party = shown.points[key], shown.parties[key]
    shape, size = style.shape_of(party.kind), (0.82 if shown.few else 0.48)
    fill = _var("ink" if party.country == home else "paper")
    k = size * shape.scale
    return (
        f'<g transform="translate({x - 8 * k:.1f} {y - 8 * k:.1f}) scale({k:.3g})">'
        f"<title>{_text(_name(party, language))}</title>"
        f'<path d="{shape.path}" fill="{fill}" stroke="{_var("ink")}" stroke-width="2"/></g>'
    )


def _labels(
    shown: Scene, statuses: Sequence[tuple[Point, str]], language: Language, frame: tuple[float, float, float, float]
) -> Iterator[Label]:
    obstacles: list[Obstacle] = [around(point, 6, 3) for point in shown.points.values()]
    obstacles += [around(point, 11, 3) for point, _ in statuses]
    for one in shown.lenses:
        rim = (
            (one.x + one.radius * math.cos(turn / 30), one.y + one.radius * math.sin(turn / 30)) for turn in range(189)
        )
        obstacles += along(list(rim), 0.5)
    for bow in shown.bows:
        obstacles += along([bow.at(step / 60) for step in range(1, 60)], 0.12)
    named = [(point, _name(shown.parties[key], language)) for key, point in shown.points.items()]
    return placed(named, obstacles, frame, _SIZE)


def _label_svg(label: Label) -> str:
    spans = "".join(
        f'<tspan x="{label.x:.1f}" y="{label.y + row * _SIZE * 1.15:.1f}">{_text(line)}</tspan>'
        for row, line in enumerate(label.lines)
    )
    look = f'stroke="{_var("land")}" stroke-width="3" stroke-linejoin="round" paint-order="stroke" fill="{_var("ink")}"'
    font = f'font-family="{_FONT}" font-size="{_SIZE:g}" font-weight="600" text-anchor="{label.anchor}"'
    return f"<text {font} {look}>{spans}</text>"


# --- words ------------------------------------------------------------------------------------------------------------


def _name(party: Party, language: Language) -> str:
    return party.names.in_(language) or party.name


def _caption(shown: Scene, language: Language, home: str) -> str:
    fr = language == "fr"
    inside = ("en France" if fr else "in France") if home == "FR" else ("dans le pays" if fr else "in the country")
    words = (
        f"Deux cartes, deux échelles. Plein{NBSP}: {inside}{NBSP}; creux{NBSP}: à l’étranger."
        if fr
        else f"Two maps, two scales. Filled: {inside}; hollow: abroad."
    )
    shapes = {style.shape_of(shown.parties[key].kind).name for key in shown.points}
    if "square" in shapes:
        words += f" Carré{NBSP}: région ou État." if fr else " Square: region or state."
    if shown.outside:
        names = ", ".join(_name(party, language) for party in shown.outside)
        words += f" Hors du cadre{NBSP}: {names}." if fr else f" Outside the frame: {names}."
    return words


def _summary(shown: Scene, language: Language) -> tuple[str, str]:
    """Return the title and the description that stand for the picture where it is not seen."""
    fr = language == "fr"
    left, right = (places.label(one.outline.code, language) for one in shown.lenses)
    links = count(len(shown.bows), *(("lien", "liens") if fr else ("link", "links")), language)
    title = f"{left} et {right}{NBSP}: {links}" if fr else f"{left} and {right}: {links}"
    lines = []
    for one in {bow.link.id: bow.link for bow in shown.bows}.values():
        names = " – ".join(f"{_name(p, language)} ({kind_words(p.kind, language).lower()})" for p in one.partners)
        form = style.FORM_LABELS[style.form_key(one.form)].in_(language).lower()
        status = Status(style.status_key(one.status)).label.in_(language).lower()
        lines.append(f"{names}, {form}, {status}")
    return title, "; ".join(lines[:60]) + "."


def _wrapped(words: str, width: int) -> list[str]:
    """Break a caption into lines of about so many letters."""
    lines = [""]
    for word in words.split(" "):
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines[:6]
