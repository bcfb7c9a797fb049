"""What can be measured of the graph as a whole, with an explanation in words."""

from __future__ import annotations

from graph.views.around import Total
from graph.views.base import Names, View
from graph.views.evidence import BodyRef


class Measured(View):
    """The measures of one node, each between 0 and 1 but for `degree`, the number of neighbours.

    `community` and `component` are the numbers of its group, the largest being 1.
    """

    node: BodyRef
    degree: int
    betweenness: float
    community: int
    component: int


class Community(View):
    """A group of nodes with more ties inside than outside: its size, countries and best tied members."""

    number: int
    size: int
    countries: tuple[tuple[str, int], ...]
    members: tuple[BodyRef, ...]


class Component(View):
    """A part that is tied together, and to nothing else."""

    number: int
    size: int
    members: tuple[BodyRef, ...]


class Explanation(View):
    """What a measure says, in words."""

    measure: str
    text: Names


class Measures(View):
    """The measures of the graph over some kinds of claims.

    `sampled` is the number of nodes from which betweenness was estimated, None where it is exact; `seed` is that of the
    sample and of the communities, fixed, so that the same graph gives the same numbers. `modularity` says how marked the
    communities are (0 none, 1 fully apart).
    """

    over: tuple[str, ...]
    revision: int
    size: Total
    density: float
    components: tuple[Component, ...]
    components_total: int
    communities: tuple[Community, ...]
    communities_total: int
    modularity: float
    sampled: int | None
    seed: int
    sort: str
    value: tuple[Measured, ...]
    total: int
    left_out: int
    explanation: tuple[Explanation, ...]
