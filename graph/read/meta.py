"""Reading about the graph itself."""

from __future__ import annotations

from graph.db import Graph


def revision(graph: Graph) -> int:
    """Return the number of changes the graph has seen; what is worked out from the graph holds as long as it stays."""
    rows = graph.read("read/meta")
    graph.seen = int(rows[0]["revision"]) if rows else 0
    return graph.seen


def counts(graph: Graph) -> dict[str, int]:
    """Return label or relation type → how many there are."""
    nodes = {row["label"]: row["total"] for row in graph.read("read/node_counts")}
    relations = {row["type"]: row["total"] for row in graph.read("read/relation_counts")}
    return nodes | relations
