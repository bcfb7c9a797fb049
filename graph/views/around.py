"""A part of the graph as nodes and links, with what was left out."""

from __future__ import annotations

from pydantic import Field

from graph.views.base import Coverage, Names, SourceRef, View


class GraphNode(View):
    """A body or a meeting. `degree` counts its neighbours in the whole graph, `distance` the steps from the centre.

    `label` is Collectivity, Network, Organisation, Event or Territory; `lat`, `lon` are degrees WGS 84.
    """

    id: str
    label: str
    name: str
    names: Names
    kind: str | None
    country: str | None
    territory: str | None
    lat: float | None
    lon: float | None
    population: int | None
    degree: int
    distance: int | None


class GraphLink(View):
    """A claim between two nodes; one of several parties is a link for each two of them, with the same `claim`.

    `word` is form of a partnership, role of a member or at a meeting, kind of a relation (read from → to).
    """

    id: str
    start: str = Field(serialization_alias="from")
    end: str = Field(serialization_alias="to")
    kind: str
    word: str | None
    status: str | None
    since: str | None
    until: str | None
    themes: tuple[str, ...]
    claim: str
    sources: tuple[SourceRef, ...]


class Total(View):
    """How many nodes and links."""

    nodes: int
    links: int


class GraphView(View):
    """A part of the graph: `total` is all that was asked for, `left_out` what the limit cut off, `text` says it in words."""

    nodes: tuple[GraphNode, ...]
    links: tuple[GraphLink, ...]
    total: Total
    left_out: Total
    text: Names
    coverage: Coverage
