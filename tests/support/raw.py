"""Looking at a graph past our own code, with the bare driver."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from neo4j import Driver, GraphDatabase

from graph.engine import running
from graph.settings import Settings


@contextmanager
def raw_driver(settings: Settings) -> Iterator[tuple[Driver, str | None]]:
    """Yield a bare driver and the database's name; the local engine must run."""
    if settings.neo4j_uri:
        auth = (settings.neo4j_username, settings.neo4j_password.get_secret_value())
        with GraphDatabase.driver(settings.neo4j_uri, auth=auth) as driver:
            yield driver, settings.neo4j_database
        return
    endpoint = running(settings)
    assert endpoint
    with GraphDatabase.driver(endpoint.uri, auth=(endpoint.username, endpoint.password)) as driver:
        yield driver, endpoint.database


def contents(settings: Settings) -> set[tuple[Any, ...]]:
    """Return every node and relation with all its properties, but territories and the count of changes."""
    with raw_driver(settings) as (driver, database):
        nodes = driver.execute_query(
            "MATCH (n) WHERE NOT n:Territory AND NOT n:Meta RETURN labels(n)[0] AS label, properties(n) AS props",
            database_=database,
        ).records
        relations = driver.execute_query(
            "MATCH (a)-[r]->(b) WHERE NOT a:Territory RETURN labels(a)[0] AS la, a.id AS a, type(r) AS type, "
            "properties(r) AS props, labels(b)[0] AS lb, coalesce(b.id, b.code) AS b",
            database_=database,
        ).records
    found: set[tuple[Any, ...]] = {(row["label"], _frozen(row["props"])) for row in nodes}
    listed = [(row["la"], row["a"], row["type"], _frozen(row["props"]), row["lb"], row["b"]) for row in relations]
    assert len(set(listed)) == len(listed), "a relation stands twice"
    return found | set(listed)


def _frozen(props: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple(sorted((name, tuple(value) if isinstance(value, list) else value) for name, value in props.items()))
