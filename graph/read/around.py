"""What lies around an authority, an organisation or a network: links within some steps, memberships among them."""

from __future__ import annotations

from collections.abc import Sequence

from graph.db import Graph
from graph.read.bounds import EVERYTHING
from graph.read.memberships import memberships
from graph.read.networks import networks
from graph.read.partnerships import partnerships
from graph.read.scopes import check_scope
from graph.views import HistoryItem, Partnership, Party
from graph.views.memberships import Membership
from graph.views.networks import Network
from graph.vocabulary import MembershipRole, Status

MEMBERSHIP = "membership"
"""The form under which a membership is drawn: it is no partnership, but a line between two all the same."""


def around(graph: Graph, id_: str, depth: int) -> tuple[Partnership, ...]:
    """Return the partnerships within `depth` steps of a body; around a network its memberships too, as first step.

    Raises:
        NotFoundError: there is no such authority, organisation or network.
    """
    everything = partnerships(graph, limit=EVERYTHING)
    found = networks(graph, [id_])
    if not found:
        check_scope(graph, id_)
        return near(everything, [id_], depth)
    places = {party.id: party for one in everything for party in one.parties}
    members = [_as_link(found[0], member, places) for member in memberships(graph, network=id_)]
    ids = [party.id for one in members for party in one.parties if party.id != id_]
    return (*members, *(near(everything, ids, depth - 1) if depth > 1 else ()))


def near(links: Sequence[Partnership], start: Sequence[str], depth: int) -> tuple[Partnership, ...]:
    """Return the partnerships within `depth` steps of some bodies, in the order given.

    Args:
        links: all of them.
        start: the ids of the bodies.
        depth: 1 for their own partnerships, 2 for those of their partners too, and so on.
    """
    of: dict[str, list[int]] = {}
    for n, one in enumerate(links):
        for party in one.partners:
            of.setdefault(party.id, []).append(n)
    kept: set[int] = set()
    seen, edge = set(start), set(start)
    for _ in range(depth):
        here = {n for id_ in edge for n in of.get(id_, ())} - kept
        kept |= here
        edge = {party.id for n in here for party in links[n].partners} - seen
        seen |= edge
    return tuple(links[n] for n in sorted(kept))


def _as_link(network: Network, one: Membership, places: dict[str, Party]) -> Partnership:
    known = places.get(one.member)
    member = Party(
        id=one.member,
        name=one.member_name,
        names=one.member_names,
        kind=one.member_kind,
        country=one.country,
        territory=one.territory,
        role="party",
        lat=known.lat if known else None,
        lon=known.lon if known else None,
    )
    whole = Party(
        id=network.id,
        name=network.name,
        names=network.names,
        kind="network",
        country=None,
        territory=None,
        role="party",
    )
    role = MembershipRole(one.role).label
    note = one.note or (None if one.role == MembershipRole.MEMBER else network.names.model_copy(update=role._asdict()))
    history = tuple(
        HistoryItem(
            stated_on=said.stated_on,
            form=MEMBERSHIP,
            status=None,
            since=said.since,
            until=said.until,
            note=note,
            source=said.source,
        )
        for said in one.history
    )
    return Partnership(
        id=one.id,
        parties=(member, whole),
        form=MEMBERSHIP,
        status=Status.UNKNOWN,
        since=one.since,
        until=one.until,
        themes=(),
        stated_on=max((said.stated_on for said in one.history if said.stated_on), default=None),
        sources=one.sources,
        history=history,
    )
