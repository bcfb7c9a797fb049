"""What a search finds."""

from __future__ import annotations

from collections.abc import Mapping

from graph.views.base import Coverage, Names, View


class Found(View):
    """One thing that a search found.

    `type` is collectivity, territory, network, organisation, person, event, theme or source. `matched` is the name that
    fits and `how` it does: name (all of it), beginning, words, beginnings (of words) or spelling (with a slip). `detail`
    tells it from namesakes: a person's newest office, an event's date. `weight` counts its partnerships and
    memberships, or offices.
    """

    id: str
    type: str
    name: str
    names: Names
    kind: str | None = None
    country: str | None = None
    territory: str | None = None
    matched: str
    how: str
    detail: Names | None = None
    weight: int = 0
    url: str


class Results(View):
    """What a search found: `total` in all, `types` how many of each type, `next` the address of the following page."""

    query: str
    value: tuple[Found, ...]
    total: int
    types: Mapping[str, int]
    next: str | None = None
    coverage: Coverage
