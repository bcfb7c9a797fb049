"""The drawing of the map of actors: boxes in bands, arrows between them, and the rules that show what is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from graph.analysis.system import LAYERS
from viz import style
from viz.actors import ASIDE, ROLES, Actor, Actors, Tie
from viz.labels import text_width
from viz.words import NBSP

Point = tuple[float, float]

_BOX, _GAP, _PAD, _LINE, _SIZE = 176, 18, 9, 17, 14
_LABEL = 30
_MOST_LINES = 3


class Box(NamedTuple):
    """A box of the picture, px."""

    x: float
    y: float
    height: float
    lines: Sequence[str]


class Drawing:
    """The boxes of one picture and the arrows between them."""

    def __init__(self, actors: Actors, *, tall: bool) -> None:
        self.actors = actors
        self.columns = 2 if tall else 5
        self.left = 0 if tall else 96
        self.width = self.left + self.columns * _BOX + (self.columns - 1) * _GAP + 2 * _GAP
        self.tall = tall
        self.boxes: dict[str, Box] = {}
        self.bands: list[tuple[str, float, float]] = []
        self.height = self._lay()

    def _lay(self) -> float:
        y = 8.0
        for band in LAYERS:
            own = [actor for actor in self.actors.actors if actor.band == band]
            if not own:
                continue
            top = y
            y += _LABEL if self.tall else _GAP
            for first in range(0, len(own), self.columns):
                row = own[first : first + self.columns]
                lines = [_wrapped(actor) for actor in row]
                height = max(len(some) for some in lines) * _LINE + 2 * _PAD
                # A short last row stands in the middle, so that the eye does not read a list.
                indent = (self.columns - len(row)) * (_BOX + _GAP) / 2
                for column, (actor, some) in enumerate(zip(row, lines, strict=True)):
                    x = self.left + _GAP + indent + column * (_BOX + _GAP)
                    self.boxes[actor.id] = Box(x, y, height, some)
                y += height + (_GAP if self.tall else 26)
            self.bands.append((band, top, y))
            y += 10
        return y

    def svg(self) -> Markup:
        """Return the drawing."""
        name = "actors-tall" if self.tall else "actors-wide"
        drawn = [tie for tie in self.actors.ties if tie.kind in ROLES and self._between(tie)]
        size = f'viewBox="0 0 {self.width:g} {self.height:g}" xmlns="http://www.w3.org/2000/svg"'
        parts = [
            f'<svg class="{name}" {size} role="group" aria-label="{escape(self.actors.title())}">',
            *self._heads(name),
            *self._bands_svg(),
            '<g class="ties">',
            *(self._arrow(tie, name) for tie in drawn),
            "</g>",
            *self._chosen(name),
            *(self._box_svg(actor) for actor in self.actors.actors),
            *self._words(),
            "</svg>",
        ]
        return Markup("".join(parts))  # noqa: S704 - every text in it is escaped

    def _between(self, tie: Tie) -> bool:
        return tie.start in self.boxes and tie.end in self.boxes and tie.start != tie.end

    def _heads(self, name: str) -> Iterator[str]:
        for kind, colour in (("ink-2", "ink-2"), ("ink", "ink")):
            yield (
                f'<marker id="{name}-{kind}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" '
                f'markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L10 5L0 10z" fill="{_var(colour)}"/></marker>'
            )

    def _bands_svg(self) -> Iterator[str]:
        for n, (band, top, bottom) in enumerate(self.bands):
            words = LAYERS[band].in_(self.actors.language)
            x, y = (_GAP, top + 20) if self.tall else (8, top + 34)
            size = f'width="{self.width:g}" height="{bottom - top:g}"'
            yield f'<rect x="0" y="{top:g}" {size} fill="{_var("wash" if n % 2 == 0 else "paper")}"/>'
            yield (
                f'<text x="{x}" y="{y:g}" font-size="{_SIZE}" font-weight="600" fill="{_var("ink-3")}">'
                f"{''.join(_spans(words, x, broken=not self.tall))}</text>"
            )

    def _box_svg(self, actor: Actor) -> str:
        box = self.boxes[actor.id]
        shape = style.DIAMOND if actor.network else style.TRIANGLE_DOWN
        lines = "".join(
            f'<tspan x="{box.x + 30:g}" dy="{_LINE if n else 0}">{escape(line)}</tspan>'
            for n, line in enumerate(box.lines)
        )
        first = box.y + _PAD + 13
        return (
            f'<a href="#{actor.part}" class="actor n{actor.number}"><title>{escape(actor.name)}</title>'
            f'<rect x="{box.x:g}" y="{box.y:g}" width="{_BOX}" height="{box.height:g}" fill="{_var("paper")}" '
            f'stroke="{_var("control")}"/>'
            f'<path transform="translate({box.x + 8:g} {first - 12:g})" d="{shape.path}" fill="{_var("ink")}"/>'
            f'<text x="{box.x + 30:g}" y="{first:g}" font-size="{_SIZE}" fill="{_var("ink")}">{lines}</text></a>'
        )

    def _arrow(self, tie: Tie, name: str, *, strong: bool = False) -> str:
        dash, width = ROLES.get(tie.kind, ("", 1.4))
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        colour = "ink" if strong else "ink-2"
        stroke = f'stroke="{_var(colour)}" stroke-width="{width}"{dashed}'
        words = f"{tie.from_name} {tie.verb} {tie.to_name}"
        return (
            f'<path class="k-{tie.kind}" d="{self._path(tie)}" fill="none" {stroke} '
            f'marker-end="url(#{name}-{colour})"><title>{escape(words)}</title></path>'
        )

    def _path(self, tie: Tie) -> str:
        (sx, sy), (cx, cy), (dx, dy), (ex, ey) = self._curve(tie)
        return f"M{sx:.1f} {sy:.1f}C{cx:.1f} {cy:.1f} {dx:.1f} {dy:.1f} {ex:.1f} {ey:.1f}"

    def _curve(self, tie: Tie) -> tuple[Point, ...]:
        """Return the four points of an arrow: it leaves and enters a box above or below, or bows over boxes of one row."""
        a, b = self.boxes[tie.start], self.boxes[tie.end]
        shift = (len(tie.start) * 7 + len(tie.end) * 3) % 60 - 30
        ax, bx = a.x + _BOX / 2 + shift, b.x + _BOX / 2 - shift
        if abs(a.y - b.y) < 4:
            rise = 26 + abs(bx - ax) * 0.06
            return (ax, a.y), (ax, a.y - rise), (bx, b.y - rise), (bx, b.y - 2)
        down = a.y < b.y
        start, end = (a.y + a.height, b.y - 2) if down else (a.y, b.y + b.height + 2)
        reach = max(24.0, abs(end - start) * 0.4) * (1 if down else -1)
        return (ax, start), (ax, start + reach), (bx, end - reach), (bx, end)

    def _chosen(self, name: str) -> Iterator[str]:
        """Give the arrows of each actor, shown when the address names it."""
        for actor in self.actors.actors:
            own = [tie for tie in self.actors.ties_of(actor) if tie.kind not in ASIDE and self._between(tie)]
            if own:
                yield f'<g class="own n{actor.number}">{"".join(self._arrow(tie, name, strong=True) for tie in own)}</g>'

    def _words(self) -> Iterator[str]:
        """Give the verbs on the arrows of each actor, over the boxes."""
        for actor in self.actors.actors:
            own = [tie for tie in self.actors.ties_of(actor) if tie.kind not in ASIDE and self._between(tie)]
            if own:
                yield f'<g class="own n{actor.number}" aria-hidden="true">{"".join(self._verbs(own))}</g>'

    def _verbs(self, ties: Sequence[Tie]) -> Iterator[str]:
        """Give the verbs on some arrows, none over another; one that finds no room is in the panel only."""
        taken: list[tuple[float, float, float]] = []
        look = f'fill="{_var("ink")}" stroke="{_var("paper")}" stroke-width="5" paint-order="stroke" stroke-linejoin="round"'
        for tie in ties:
            width = text_width(tie.verb, 13)
            spots = (self._spot(tie, share, width) for share in (0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78))
            free = (spot for spot in spots if all(_apart(spot, width, other) for other in taken))
            if spot := next(free, None):
                taken.append((*spot, width))
                at = f'x="{spot[0]:.0f}" y="{spot[1] + 4:.0f}" text-anchor="middle" font-size="13" font-weight="600"'
                yield f"<text {at} {look}>{escape(tie.verb)}</text>"

    def _spot(self, tie: Tie, share: float, width: float) -> Point:
        x, y = _on(self._curve(tie), share)
        return min(max(x, width / 2 + 4), self.width - width / 2 - 4), y


def _apart(spot: Point, width: float, other: tuple[float, float, float]) -> bool:
    return abs(spot[0] - other[0]) > (width + other[2]) / 2 + 4 or abs(spot[1] - other[1]) > 16


def css(actors: Actors) -> Markup:
    """Return the rules that show what the address names: the part of the panel, its arrows, its box and its neighbours."""
    rules = []
    for actor in actors.actors:
        others = {id_ for tie in actors.ties_of(actor) for id_ in (tie.start, tie.end) if tie.kind not in ASIDE}
        near = [f".actor.n{one.number}" for one in actors.actors if one.id in others]
        has = f"body:has(#{actor.part}:target)"
        rules.append(f"{has} .own.n{actor.number}{{display:inline}}")
        rules.append(f"{','.join(f'{has} {one}' for one in near or [f'.actor.n{actor.number}'])}{{opacity:1}}")
        rules.append(f"{has} .actor.n{actor.number} rect{{stroke:var(--ink);stroke-width:3}}")
    return Markup("".join(rules))  # noqa: S704 - slugs and numbers only


def _on(curve: Sequence[Point], t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    return sum(w * x for w, (x, _) in zip(weights, curve, strict=True)), sum(
        w * y for w, (_, y) in zip(weights, curve, strict=True)
    )


def _wrapped(actor: Actor) -> list[str]:
    """Break a name into at most three lines; an acronym stands for a name that is longer."""
    name = actor.name.replace("« ", f"«{NBSP}").replace(" »", f"{NBSP}»")
    lines = _broken(name.split(" "))
    if len(lines) > _MOST_LINES and actor.acronym:
        lines = _broken(f"{actor.acronym}, {name}".split(" "))
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], lines[_MOST_LINES - 1].rstrip(",") + "…"]
    return lines


def _broken(words: Iterable[str]) -> list[str]:
    lines = [""]
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, _SIZE) > _BOX - 40:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _spans(words: str, x: float, *, broken: bool) -> Iterator[str]:
    for n, line in enumerate(_broken(words.split()) if broken and len(words) > 14 else [words]):
        yield f'<tspan x="{x}" dy="{_LINE if n else 0}">{escape(line)}</tspan>'


def _var(name: str) -> str:
    return f"var(--{name}, {style.palette('light')[name]})"
