"""Bring a graph to the schema and the reference tables of this program.

The graph says which schema it has (`Meta.schema`). An older one is migrated step by step, a newer one refused.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any

from graph.batches import batched
from graph.db import Graph, Transaction
from graph.errors import SchemaError
from graph.ids import fold
from graph.places import Territory, territories
from queries.catalogue import catalogue

SCHEMA = 2
"""Version of the schema that this program writes."""

MIGRATIONS: dict[int, tuple[str, ...]] = {1: ()}
"""Schema version → the write queries, in order, that bring a graph from it to the next one."""

BATCH = 2000
"""Rows in one UNWIND."""


def prepare(graph: Graph) -> None:
    """Create or migrate schema and reference tables where the graph has older ones; else change nothing.

    Raises:
        SchemaError: the graph was written by a newer program.
    """
    found = _meta(graph)
    reference = _reference_version()
    if found == (SCHEMA, reference):
        return
    if found[0] != SCHEMA:
        graph.apply_schema()
    graph.write(lambda transaction: _migrate(transaction, found, reference))


def check(graph: Graph) -> bool:
    """Return whether the graph has this program's schema; a fresh graph has none.

    Raises:
        SchemaError: the graph was written by a newer program.
    """
    return _meta(graph)[0] == SCHEMA


def schema_statements() -> tuple[str, ...]:
    """Return the statements that make constraints and indexes on a Neo4j."""
    return tuple(query.text for query in catalogue().values() if query.access == "schema")


def _meta(graph: Graph) -> tuple[int, str]:
    rows = graph.read("read/meta")
    schema = (rows[0]["schema"] or 0) if rows else 0
    if schema > SCHEMA:
        raise SchemaError(
            f"{graph.where} holds a graph of schema {schema}, this program knows {SCHEMA}: use a newer Jumelles"
        )
    return schema, (rows[0]["reference"] or "") if rows else ""


def _migrate(transaction: Transaction, found: tuple[int, str], reference: str) -> None:
    transaction.run("write/lock")
    for version in range(found[0], SCHEMA) if found[0] else ():
        for name in MIGRATIONS[version]:
            transaction.run(name)
    if found[1] != reference:
        _write_reference(transaction)
    transaction.run("write/meta", schema=SCHEMA, reference=reference)
    transaction.run("write/revision")


def _write_reference(transaction: Transaction) -> None:
    rows = [territory_row(territory) for territory in territories().values()]
    for batch in batched(rows, BATCH):
        transaction.run("write/territory", rows=batch)
    for batch in batched([row for row in rows if "parent" in row], BATCH):
        transaction.run("write/territory_in", rows=batch)


def territory_row(territory: Territory) -> dict[str, Any]:
    """Return the properties of a territory's node."""
    names = (territory.name, territory.fr, territory.en, *territory.aliases)
    row = {
        "code": territory.code,
        "parent": territory.parent,
        "level": territory.level,
        "name": territory.name,
        "name_fr": territory.fr,
        "name_en": territory.en,
        "search": " ".join(dict.fromkeys(fold(name) for name in names)),
    }
    return {name: value for name, value in row.items() if value is not None}


@cache
def _reference_version() -> str:
    text = "\n".join(repr(territory) for territory in territories().values())
    return hashlib.sha256(text.encode()).hexdigest()[:16]
