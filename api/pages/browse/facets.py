"""The facets beside a list: every value with its count, chosen or not; zero stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from api.pages.browse.asked import Asked

FIRST = 8
"""Values shown before the rest is unfolded."""


class Option(NamedTuple):
    """One value of a facet."""

    value: str
    label: str
    total: int
    checked: bool


class FacetOf(NamedTuple):
    """One facet: its title as a message id, its values, how many of them are shown at first."""

    name: str
    title: str
    options: tuple[Option, ...]
    first: int

    @property
    def opened(self) -> bool:
        """Whether a chosen value lies among those that are folded."""
        return any(option.checked for option in self.options[self.first :])


def facet(
    name: str, title: str, counts: Iterable[tuple[str, str, int]], asked: Asked, *, closed: bool
) -> FacetOf | None:
    """Return a facet, None where there is nothing to choose.

    Args:
        name: the parameter it sets.
        title: its message id.
        counts: value, label and count of each.
        asked: what is chosen.
        closed: the values are a closed vocabulary, whose order is kept.
    """
    chosen = asked.values(name)
    options = [Option(value, label, count, value in chosen) for value, label, count in counts]
    if not closed:
        options.sort(key=lambda one: (not one.checked, -one.total, one.label))
    if not options:
        return None
    first = len(options) if len(options) <= FIRST + 2 else FIRST
    return FacetOf(name, title, tuple(options), first)


class Token(NamedTuple):
    """A filter in use: its words, and the address without it."""

    label: str
    without: str


def tokens(asked: Asked, label: Callable[[str, str], str]) -> Sequence[Token]:
    """Return the filters in use, one for each value."""
    return [
        Token(label(name, value), asked.address(without=(name, value)))
        for name in asked.filters
        for value in ([asked.filters[name]] if name == "q" else asked.values(name))
    ]
