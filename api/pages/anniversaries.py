"""Links with a round birthday this year: the occasion for a letter, a visit or a party."""

from __future__ import annotations

from typing import NamedTuple

from graph.db import Graph
from graph.lists.answer import Asked, listed
from graph.lists.catalogue import LISTS
from graph.views import Partnership, SourceRef
from graph.vocabulary import Status

MOST = 4
_OVER = (Status.ENDED, Status.SUSPENDED)
ROUND = tuple(sorted(range(5, 105, 5), key=lambda age: (age % 25 > 0, age % 10 > 0, -age)))
"""The birthdays that are kept: quarters of a century first, then tens, then fives; the older before the younger."""


class Anniversary(NamedTuple):
    """A link, how many years old it is, and the source that says since when it exists."""

    link: Partnership
    age: int
    source: SourceRef


def anniversaries(graph: Graph, year: int) -> tuple[Anniversary, ...]:
    """Return the links with the roundest birthdays of a year, of those whose first year a source states exactly."""
    found: list[Anniversary] = []
    for age in ROUND:
        born = str(year - age)
        asked = Asked({"since_from": born, "since_to": born}, MOST * 2, sort="since")
        for link in listed(graph, LISTS["partnerships"], asked).value:
            said = next((item for item in link.history if item.since and item.since[:4] == born), None)
            if said and link.since_mode in (None, "exact") and link.status not in _OVER:
                found.append(Anniversary(link, age, said.source))
        if len(found) >= MOST:
            break
    return tuple(found[:MOST])
