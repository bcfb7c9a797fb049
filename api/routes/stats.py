"""`/v1/stats`: how much the graph holds."""

from __future__ import annotations

from fastapi import APIRouter

from api.deps import ConnectionDep
from graph import read
from graph.db import Graph
from graph.read.sources import searched
from graph.views import Coverage, View

router = APIRouter(tags=["lists"])


class Stats(View):
    """How many there are of each kind of node and relation, the number of changes seen, and what it rests on."""

    counts: dict[str, int]
    revision: int
    coverage: Coverage


@router.get("/stats", operation_id="stats")
def stats(connection: ConnectionDep) -> Stats:
    """Count what the graph holds, by kind of node and relation, with the sources it rests on."""

    def work(graph: Graph) -> Stats:
        return Stats(counts=read.counts(graph), revision=read.revision(graph), coverage=searched(graph))

    return connection.use(work)
