"""What differs between the two engines, all in one place.

| | Neo4j | local engine (ArcadeDB) |
|---|---|---|
| full-text index | `CREATE FULLTEXT INDEX` | refused; its SQL makes one that the same procedure reads |
| concurrent writers | wait for each other | one is refused ("Duplicated key"), which the driver does not retry |
| READ access mode | enforced | not enforced, so nobody outside ever sends Cypher |
| timeout of a transaction | honoured | ignored; the engine has a deadline of its own for each statement |
| a big statement outside a transaction | whole or not at all | committed in slices, so every write runs in one |
| subquery expression after a write in one statement | sees the write | does not: such a statement is cut in two |
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dialect:
    """One engine: its name, and the error codes after which a write is worth another try."""

    name: str
    retried: frozenset[str]


NEO4J = Dialect("neo4j", frozenset())
LOCAL = Dialect("local", frozenset({"Neo.ClientError.Schema.ConstraintValidationFailed"}))


def full_text_sql(label: str) -> tuple[str, ...]:
    """Return the local engine's statements for the full-text index of one label; safe to repeat."""
    return (
        # Without the declared property the index is refused.
        f"CREATE PROPERTY `{label}`.search IF NOT EXISTS STRING",
        f"CREATE INDEX `search_{label.lower()}_text` IF NOT EXISTS ON `{label}` (search) FULL_TEXT",
    )
