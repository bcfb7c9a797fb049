"""The freshness ruler: one numbered mark for each source at its date, the undated at the left, today as a tall stroke."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

BOX = 18
GAP = 4
WIDTH = 288
BESIDE = 76
"""Where the axis starts when undated sources stand to its left."""
ALONE = 18
RIGHT = WIDTH - 10
ROW = BOX + GAP
PER_ROW = 3
"""Undated boxes beside one another."""
STEPS = (1, 2, 5, 10, 20, 25, 50, 100)
LABELS = 4
"""Years written under the axis, at most."""


class Mark(NamedTuple):
    """A source on the ruler: its number and its ISO date of any precision."""

    number: int
    date: str | None


class Scale(NamedTuple):
    """The axis: where it starts on the picture, its first year, its end, and the years between two labels."""

    left: float
    first: float
    last: float
    step: int

    def x(self, year: float) -> float:
        """Return the place of a moment on the axis, never past its ends."""
        share = (year - self.first) / (self.last - self.first)
        return self.left + min(max(share, 0), 1) * (RIGHT - self.left)


class Span(NamedTuple):
    """A stretch of time in years with decimals: what an ISO date may mean, from its first to its last day."""

    start: float
    end: float

    @property
    def middle(self) -> float:
        """The point at which its mark stands."""
        return (self.start + self.end) / 2


def span(iso: str) -> Span:
    """Return the stretch of a date: a day, a month, or a whole year."""
    parts = [int(part) for part in iso.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 1
    if len(parts) == 1:
        return Span(year, year + 1)
    if len(parts) == 2:
        return Span(year + (month - 1) / 12, year + month / 12)
    day = year + (dt.date(year, month, parts[2]).timetuple().tm_yday - 1) / 365.25
    return Span(day, day)


def ruler_svg(marks: Sequence[Mark], today: str, *, sentence: str, undated: str) -> Markup:
    """Return the ruler as SVG.

    Args:
        marks: the sources.
        today: the day of the tall stroke, ISO.
        sentence: what the ruler says, in words; its text alternative.
        undated: the words under the undated boxes.
    """
    dated = sorted((span(mark.date), mark.number) for mark in marks if mark.date)
    without = [mark.number for mark in marks if not mark.date]
    now = span(today).end
    scale = _scale([stretch.start for stretch, _ in dated], now, BESIDE if without else ALONE)
    places = [(scale.x(stretch.middle), number, stretch) for stretch, number in dated]
    levels = _levels([x for x, _, _ in places])
    rows = max([level + 1 for level in levels] + [-(-len(without) // PER_ROW), 2])
    axis = rows * ROW + 2
    parts = [
        *_undated(without, axis, undated),
        *_axis(scale, axis),
        # Below the boxes: a source of this month would lose its number under the stroke.
        f'<path class="now" d="M{scale.x(now):.1f} {axis + 7}V{axis - ROW - 12}"/>',
        *(
            part
            for (x, number, stretch), level in zip(places, levels, strict=True)
            for part in _mark(x, number, axis - 3 - level * ROW, axis, (scale.x(stretch.start), scale.x(stretch.end)))
        ),
    ]
    height = axis + 26
    return Markup(  # noqa: S704 - numbers of ours, and words escaped
        f'<svg class="ruler" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img"'
        f' aria-label="{escape(sentence)}">{"".join(parts)}</svg>'
    )


def _scale(starts: Sequence[float], now: float, left: float) -> Scale:
    oldest = min([*starts, now - 5])
    step = next((step for step in STEPS if (now - oldest) / step <= LABELS - 0.6), STEPS[-1])
    first = oldest // step * step
    return Scale(left, first, max(now, *starts, first + 1), step)


def _levels(xs: Iterable[float]) -> list[int]:
    """Return how high each mark stands, so that none covers another; `xs` ascend."""
    ends: list[float] = []
    levels = []
    for x in xs:
        level = next((level for level, end in enumerate(ends) if x - end >= BOX + 2), len(ends))
        ends[level : level + 1] = [x]
        levels.append(level)
    return levels


def _mark(x: float, number: int, bottom: float, axis: float, extent: tuple[float, float]) -> Iterable[str]:
    left, top = x - BOX / 2, bottom - BOX
    yield f'<path class="stem" d="M{x:.1f} {bottom:.1f}V{axis + 5:.1f}"/>'
    # A source that gives only its year or month stands in the middle of it: the bar shows how far that reaches.
    if extent[1] - extent[0] > 3:
        yield f'<path class="extent" d="M{extent[0]:.1f} {axis}H{extent[1]:.1f}"/>'
    yield f'<rect class="dated" x="{left:.1f}" y="{top:.1f}" width="{BOX}" height="{BOX}"/>'
    yield f'<text class="on" x="{x:.1f}" y="{top + 13.2:.1f}">{number}</text>'


def _undated(numbers: Sequence[int], axis: float, word: str) -> Iterable[str]:
    for index, number in enumerate(numbers):
        row, column = divmod(index, PER_ROW)
        x, y = 1 + column * ROW, axis - 3 - BOX - row * ROW
        yield f'<rect class="undated" x="{x}" y="{y}" width="{BOX}" height="{BOX}"/>'
        yield f'<text class="off" x="{x + BOX / 2}" y="{y + 13.2:.1f}">{number}</text>'
    if numbers:
        yield f'<text class="word" x="0" y="{axis + 21}">{escape(word)}</text>'


def _axis(scale: Scale, axis: float) -> Iterable[str]:
    yield f'<path class="axis" d="M{scale.left} {axis}H{RIGHT}"/>'
    first = int(scale.first)
    for year in range(first, int(scale.last) + 1, max(1, scale.step // 5)):
        major = (year - first) % scale.step == 0
        yield f'<path class="axis" d="M{scale.x(year):.1f} {axis}v{8 if major else 5}"/>'
        if major:
            yield f'<text class="year" x="{scale.x(year):.1f}" y="{axis + 21}">{year}</text>'
