"""Reading networks."""

from __future__ import annotations

from collections.abc import Sequence

from graph.db import Graph
from graph.read.by_id import ids_of, one
from graph.views.networks import Network
from graph.views.networks import network as view


def networks(graph: Graph, ids: Sequence[str] | None = None) -> tuple[Network, ...]:
    """Return the networks of these ids, or all, in order of their ids."""
    wanted = ids_of(graph, "Network") if ids is None else ids
    return tuple(view(row) for row in graph.read("read/networks_by_id", ids=list(wanted)))


def network(graph: Graph, id_: str) -> Network:
    """Return one network.

    Raises:
        NotFoundError: no network has this id.
    """
    return one(networks(graph, [id_]), "network", id_)
