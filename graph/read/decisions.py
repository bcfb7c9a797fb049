"""Reading what people decided, what they should look at, and where a merged id went."""

from __future__ import annotations

from collections import defaultdict

from graph.db import Graph
from graph.decisions import THINGS, Decision, Decisions
from graph.duplicates import Candidate, Proposal, proposals
from graph.errors import InputError
from graph.ids import is_id, partnership_id
from graph.records import BODIES

READ_BACKWARDS = 90
"""A longer id of a partnership may end in a hash, and then does not tell its parties."""


def decisions(graph: Graph) -> Decisions:
    """Return all decisions."""
    return Decisions.of(Decision(**row["props"]) for row in graph.read("read/decisions"))


def possible_duplicates(graph: Graph) -> list[Proposal]:
    """Return which things may be one and which id may be two, what speaks loudest first."""
    offices: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for row in graph.read("read/candidate_offices"):
        offices[row["person"]][row["source"]] = tuple(sorted(row["bodies"]))
    candidates = [
        Candidate(label, dict(row["props"]), tuple(sorted(row["sources"])), offices.get(row["props"]["id"], {}))
        for label in ("Collectivity", "Network", "Organisation", "Person")
        for row in graph.read(f"read/candidates/{label}")
    ]
    return proposals(candidates, decisions(graph))


def moved_to(graph: Graph, id_: str, decided: Decisions | None = None) -> str | None:
    """Return the id that stays where a merged one is asked for, of a thing or of a partnership; else None."""
    decided = decided or decisions(graph)
    if not decided.every or not is_id(id_):
        return None
    if (now := decided.anyhow(THINGS, id_)) != id_:
        return now
    if "--" in id_:
        return _tie_moved(graph, id_, decided)
    return None


def _tie_moved(graph: Graph, id_: str, decided: Decisions) -> str | None:
    if len(id_) > READ_BACKWARDS:
        rows = graph.read("read/partnership_formerly", id=id_)
        return str(rows[0]["id"]) if rows else None
    try:
        now = partnership_id(decided.anyhow(BODIES, party) for party in id_.split("--"))
    except InputError:
        return None
    return now if now != id_ else None
