"""Reading who belongs to what."""

from __future__ import annotations

from collections.abc import Sequence

from graph.db import Graph
from graph.views.memberships import Membership
from graph.views.memberships import membership as view


def memberships(graph: Graph, *, network: str | None = None, member: str | None = None) -> tuple[Membership, ...]:
    """Return who is in a network, or which networks a body is in; one of the two is given."""
    if network is not None:
        rows = graph.read("read/members_of/membership_rows", network=network)
    else:
        rows = graph.read("read/memberships_of/membership_rows", member=member)
    return tuple(view(row) for row in rows)


def memberships_by_id(graph: Graph, ids: Sequence[str]) -> tuple[Membership, ...]:
    """Return the memberships of these ids."""
    return tuple(view(row) for row in graph.read("read/memberships_by_id/membership_rows", ids=list(ids)))
