"""Reading the names of everything that has one."""

from __future__ import annotations

from graph.db import Graph
from graph.views.names import Named, named


def names(graph: Graph) -> tuple[Named, ...]:
    """Return every authority, network and organisation with all its names."""
    labels = ("Collectivity", "Network", "Organisation")
    return tuple(named(label, row) for label in labels for row in graph.read(f"read/named/{label}"))
