"""Reading about the graph itself."""

from __future__ import annotations

from graph.db import Graph


def revision(graph: Graph) -> int:
    """Return the number of changes the graph has seen; what is worked out from the graph holds as long as it stays."""
    return graph.revision()


def counts(graph: Graph) -> dict[str, int]:
    """Return label or relation type → how many there are."""
    nodes = {row["label"]: row["total"] for row in graph.read("read/node_counts")}
    relations = {row["type"]: row["total"] for row in graph.read("read/relation_counts")}
    return nodes | relations
