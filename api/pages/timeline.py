"""An authority in time, drawn: moments with their sources over one axis, a bar for each dated link.

A bar is thick where a source attests the link, thin where nobody has spoken since. The same stands beside it as a list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from api.pages.present import Note
from api.pages.ruler import BOX, Span, span
from viz import style

WIDTH = 1184
LEFT, RIGHT = 16.0, WIDTH - 24.0
LEVEL = 44
"""Height of one row of labels, px."""
LANE = 7
DRAWN = 10
"""Moments drawn, at most; the list holds all."""
LANES = 6
LETTER = 7.7
"""Width of a letter of a label, about, px."""
STEPS = (1, 2, 5, 10, 20, 25, 50, 100)


class Moment(NamedTuple):
    """Something that happened or began: its ISO date of any precision, words, a second line, and its sources."""

    date: str
    label: str
    under: str
    notes: tuple[Note, ...]
    address: str | None = None


class Bar(NamedTuple):
    """A dated link: its form, from when, until when a source attests it, and its end where one is stated."""

    form: str | None
    since: str
    attested: str | None
    until: str | None


class Axis(NamedTuple):
    """Years on the picture."""

    first: float
    last: float
    step: int

    def x(self, year: float) -> float:
        """Return the place of a moment."""
        return LEFT + (year - self.first) / (self.last - self.first) * (RIGHT - LEFT)


class _Placed(NamedTuple):
    moment: Moment
    x: float
    level: int
    rightwards: bool


def timeline_svg(moments: Sequence[Moment], bars: Sequence[Bar], today: str, summary: str) -> Markup | None:
    """Return the timeline as SVG, or None where there is nothing to draw."""
    shown = sorted(moments, key=lambda one: one.date)[-DRAWN:]
    if not shown:
        return None
    now = span(today).end
    axis = _axis([span(one.date).start for one in shown], now)
    placed = list(_place(shown, axis))
    lanes = bars[:LANES]
    top = (max(one.level for one in placed) + 1) * LEVEL + 8
    base = top + LANE * max(0, len(lanes) - 1)
    height = base + 32
    parts = (
        *(part for one in placed for part in _moment(one, top)),
        *_ticks(axis, base),
        *(part for lane, bar in enumerate(lanes) for part in _bar(bar, axis, base - lane * LANE, now)),
        f'<path class="now" d="M{axis.x(now):.1f} {base + 14}V{base - 12}"/>',
    )
    return Markup(  # noqa: S704 - numbers of ours, and words escaped
        f'<svg class="timeline" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img"'
        f' aria-label="{escape(summary)}">{"".join(parts)}</svg>'
    )


def _axis(starts: Sequence[float], now: float) -> Axis:
    oldest = min([*starts, now - 5])
    step = next((step for step in STEPS if (now - oldest) / step <= 6), STEPS[-1])
    margin = max(1.0, (now - oldest) * 0.04)
    return Axis(oldest - margin, now + margin / 4, step)


def _place(moments: Sequence[Moment], axis: Axis) -> Iterator[_Placed]:
    """Give each moment a row and a side on which its words meet nobody else's and no stem crosses them.

    Words stand left of their stem, the newer above the older; those too near to the left edge stand right of it, above all
    that they reach over.
    """
    placed: list[tuple[float, float, int]] = []

    def level(start: float, end: float) -> int:
        found = max((row + 1 for left, right, row in placed if left < end and start < right), default=0)
        placed.append((start, end, found))
        return found

    at = [(one, axis.x(span(one.date).middle), _width(one)) for one in moments]
    for one, x, width in at:
        if x - width >= 0:
            yield _Placed(one, x, level(x - width, x + BOX), rightwards=False)
    for one, x, width in reversed(at):
        if x - width < 0:
            yield _Placed(one, x, level(x - BOX, x + width), rightwards=True)


def _width(one: Moment) -> float:
    return BOX + 10 + LETTER * max(len(one.label), 0.86 * len(one.under))


def _moment(one: _Placed, axis: float) -> Iterator[str]:
    x, top = one.x, axis - 8 - (one.level + 1) * LEVEL + (LEVEL - BOX - 16)
    yield f'<path class="stem" d="M{x:.1f} {top + BOX:.1f}V{axis + 4:.1f}"/>'
    number = one.moment.notes[0].number if one.moment.notes else None
    if number is None:
        yield f'<circle class="dated" cx="{x:.1f}" cy="{top + BOX / 2:.1f}" r="5"/>'
    else:
        yield f'<rect class="dated" x="{x - BOX / 2:.1f}" y="{top:.1f}" width="{BOX}" height="{BOX}"/>'
        yield f'<text class="on" x="{x:.1f}" y="{top + 13.2:.1f}">{number}</text>'
    at, anchor = (x + BOX, "start") if one.rightwards else (x - BOX, "end")
    yield f'<text class="what" x="{at:.1f}" y="{top + 13.5:.1f}" text-anchor="{anchor}">{escape(one.moment.label)}</text>'
    yield f'<text class="year" x="{at:.1f}" y="{top + 32:.1f}" text-anchor="{anchor}">{escape(one.moment.under)}</text>'


def _bar(bar: Bar, axis: Axis, y: float, now: float) -> Iterator[str]:
    colour = f"var(--form-{style.form_key(bar.form)})"
    start = span(bar.since).start
    end = span(bar.until).end if bar.until else now
    attested = min(max(start, _end(bar.attested, start)), end)
    if attested > start:
        yield f'<path d="M{axis.x(start):.1f} {y}H{axis.x(attested):.1f}" stroke="{colour}" stroke-width="4"/>'
    if end > attested:
        yield f'<path d="M{axis.x(attested):.1f} {y}H{axis.x(end):.1f}" stroke="{colour}" stroke-width="1.2"/>'


def _end(date: str | None, start: float) -> float:
    stretch: Span = span(date) if date else Span(start, start)
    return stretch.middle


def _ticks(axis: Axis, y: float) -> Iterator[str]:
    yield f'<path class="axis" d="M{LEFT} {y}H{RIGHT}"/>'
    first = int(axis.first // axis.step * axis.step)
    minor = max(1, axis.step // 5)
    for year in range(first, int(axis.last) + 1, minor):
        x = axis.x(year)
        if x < LEFT:
            continue
        major = year % axis.step == 0
        yield f'<path class="axis" d="M{x:.1f} {y}v{9 if major else 5}"/>'
        if major:
            yield f'<text class="year tick" x="{x:.1f}" y="{y + 26}">{year}</text>'
