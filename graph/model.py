"""The shape of the graph: which relations each kind of thing draws from its current values.

A thing (node) draws relations; the node owns them, and they are drawn anew whenever its values change. A claim that is a
node of its own (Membership, Mandate, Attendance, Relation, Partnership) also draws the plain relation that questions walk
(MEMBER_OF, HOLDS, ATTENDED, ACTS_ON, PARTNERS_WITH); `claim` on it is the id of the node that holds the sources.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from typing import Any, NamedTuple

from graph.vocabulary import PartyRole, RelationKind

Props = Mapping[str, Any]

LABELS = (
    "Collectivity",
    "Network",
    "Organisation",
    "Person",
    "Event",
    "Partnership",
    "Membership",
    "Mandate",
    "Attendance",
    "Relation",
    "Figure",
    "Review",
)
"""Labels of what sources state, things before the claims that tie them: the order of writing."""


class Edge(NamedTuple):
    """One relation to draw: the write query that draws it (`write/draw_<query>`) and its row."""

    query: str
    row: dict[str, Any]


def edges(label: str, props: Props) -> Iterator[Edge]:
    """Yield the relations that a thing draws; `props` are its current values with its `id`."""
    draw = _DRAWN.get(label)
    if draw:
        yield from draw(props)


def _edge(query: str, props: Props, start: str, end: str, *names: str, **more: Any) -> Edge:
    kept = {name: props[name] for name in names if name in props}
    return Edge(query, {"from": start, "to": end, "props": {**kept, **more}})


def _about(query: str, props: Props) -> Iterator[Edge]:
    yield from (_edge(query, props, props["id"], theme) for theme in props.get("themes", ()))


def _collectivity(props: Props) -> Iterator[Edge]:
    yield _edge("collectivity_in", props, props["id"], props["territory"])
    if "part_of" in props:
        yield _edge("collectivity_part_of", props, props["id"], props["part_of"])


def _organisation(props: Props) -> Iterator[Edge]:
    if "territory" in props:
        yield _edge("organisation_in", props, props["id"], props["territory"])


def _network(props: Props) -> Iterator[Edge]:
    yield from _about("network_about", props)


def _event(props: Props) -> Iterator[Edge]:
    yield from _about("event_about", props)
    if "held_in" in props:
        yield _edge("held_in", props, props["id"], props["held_in"])
    yield from (_edge("held_by", props, props["id"], body) for body in props.get("held_by", ()))
    yield from (_edge("joined_by", props, props["id"], body) for body in props.get("joined_by", ()))


def _partnership(props: Props) -> Iterator[Edge]:
    me, parties = props["id"], props["parties"]
    roles = dict.fromkeys(props.get("supporters", ()), PartyRole.SUPPORT)
    roles |= dict.fromkeys(props.get("intermediaries", ()), PartyRole.INTERMEDIARY)
    roles |= dict.fromkeys(parties, PartyRole.PARTY)
    yield from (_edge("party_to", props, body, me, role=str(role)) for body, role in sorted(roles.items()))
    yield from _about("partnership_about", props)
    for one, other in combinations(parties, 2):
        yield _edge("partners_with", props, one, other, "form", "status", "since", "until", claim=me)


def _membership(props: Props) -> Iterator[Edge]:
    yield _edge("member_of", props, props["member"], props["network"], "role", "since", "until", claim=props["id"])


def _mandate(props: Props) -> Iterator[Edge]:
    names = ("title", "since", "until")
    yield _edge("holds", props, props["person"], props["body"], *names, claim=props["id"], as_of=props.get("stated_on"))


def _attendance(props: Props) -> Iterator[Edge]:
    names = ("presence", "role", "title", "body")
    yield _edge("attended", props, props["person"], props["event"], *names, claim=props["id"])


def _relation(props: Props) -> Iterator[Edge]:
    yield _edge("acts_on", props, props["from"], props["to"], "kind", "since", "until", claim=props["id"])
    if props["kind"] in (RelationKind.PART_OF, RelationKind.NATIONAL_SECTION_OF):
        yield _edge("network_part_of", props, props["from"], props["to"], "kind", claim=props["id"])


def _figure(props: Props) -> Iterator[Edge]:
    yield _edge("observed", props, props["id"], props["of"], "value", "unit", "year")


def _review(props: Props) -> Iterator[Edge]:
    yield from (_edge("concerns", props, props["id"], thing) for thing in props.get("about", ()))


_DRAWN: dict[str, Callable[[Props], Iterator[Edge]]] = {
    "Collectivity": _collectivity,
    "Organisation": _organisation,
    "Network": _network,
    "Event": _event,
    "Partnership": _partnership,
    "Membership": _membership,
    "Mandate": _mandate,
    "Attendance": _attendance,
    "Relation": _relation,
    "Figure": _figure,
    "Review": _review,
}
