"""Reading who belongs to what."""

from __future__ import annotations

from graph.db import Graph
from graph.views.claims import plain
from graph.views.memberships import Membership


def memberships(graph: Graph, *, network: str | None = None, member: str | None = None) -> tuple[Membership, ...]:
    """Return who is in a network, or which networks a body is in; one of the two is given."""
    if network is not None:
        rows = graph.read("read/members_of/membership_rows", network=network)
    else:
        rows = graph.read("read/memberships_of/membership_rows", member=member)
    return tuple(Membership(**plain(row)) for row in rows)
