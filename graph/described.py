"""A source's own description in the graph, and what follows from it: who has left a network by its complete lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.db import Transaction
from graph.decisions import Decisions
from graph.difference import Difference
from graph.ids import fold
from graph.records import SourceRecord


def described(transaction: Transaction, id_: str) -> dict[str, Any]:
    """Return how a source stands in the graph; empty where it does not."""
    rows = transaction.run("read/source_props", id=id_)
    return dict(rows[0]["props"]) if rows else {}


def source_props(source: SourceRecord) -> dict[str, Any]:
    """Return the properties of a source's node."""
    names = (source.title.fr, source.title.en, source.publisher or "")
    return {**source.props(), "search": " ".join(fold(name) for name in names)}


def write_source(
    transaction: Transaction,
    source: SourceRecord,
    before: Mapping[str, Any],
    difference: Difference,
    decided: Decisions,
) -> bool:
    """Write a source as it describes itself, where it stood as `before`; return whether that was otherwise."""
    props = source_props(source)
    if before == props:
        return False
    transaction.run("write/source", id=source.id, props=props)
    for network in sorted({one for one in (before.get("complete_for"), source.complete_for) if one}):
        touch_members(transaction, difference, decided.now("Network", network))
    return True


def touch_members(transaction: Transaction, difference: Difference, network: str) -> None:
    """Work out anew who has left a network."""
    for row in transaction.run("read/memberships_in", network=network):
        difference.touched["Membership"].add(row["id"])
