"""The graph as nodes and links: what GraphML, GEXF, GeoJSON and the dashboards draw."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from graph.db import Graph
from graph.places import territories
from graph.read.whole import Actor, Known, actors, known, pages

MEMBER_OF = "member_of"
"""The kind of a link from a member to its network; other kinds are those of relations, and `partnership`."""


class Link(NamedTuple):
    """A link: of `kind` partnership (which has no direction), member_of, or how one acts on the other.

    `claim` is the id of the thing that bears the sources; `form` and `status` are of a partnership, `sources` counts them.
    """

    id: str
    kind: str
    a: str
    b: str
    claim: str
    form: str | None = None
    status: str | None = None
    since: str | None = None
    until: str | None = None
    stated_on: str | None = None
    sources: int = 0


def nodes(graph: Graph) -> Iterator[Actor]:
    """Yield all actors, then the territories that an actor acts on."""
    yield from actors(graph)
    codes = {
        thing.props["to"] for page in pages(graph, "Relation") for thing in page if thing.props["to"] in territories()
    }
    ends = known(graph, codes)
    for code in sorted(codes - ends.keys()):
        here = territories()[code]
        yield Actor(Known(code, "Territory", here.name, here.fr, here.en, None, code), 0, 0)


def links(graph: Graph) -> Iterator[Link]:
    """Yield each partnership once for every two of its parties, then memberships and relations."""
    for page in pages(graph, "Partnership"):
        for thing in page:
            props = thing.props
            for a, b in combinations(props["parties"], 2):
                said = (props.get("form"), props.get("status", "unknown"), props.get("since"), props.get("until"))
                count = len({source for source, _ in thing.statements})
                id_ = thing.id if len(props["parties"]) == 2 else f"{thing.id}/{a}/{b}"
                yield Link(id_, "partnership", a, b, thing.id, *said, props.get("stated_on"), count)
    for label, start, end in (("Membership", "member", "network"), ("Relation", "from", "to")):
        for page in pages(graph, label):
            for thing in page:
                props = thing.props
                kind = props.get("kind", MEMBER_OF)
                dates = (props.get("since"), props.get("until"), props.get("stated_on"))
                count = len({source for source, _ in thing.statements})
                id_ = f"{label.lower()}/{thing.id}"
                yield Link(id_, kind, props[start], props[end], thing.id, None, None, *dates, count)
