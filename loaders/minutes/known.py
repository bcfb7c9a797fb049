"""What is known before a document is read: the names of a graph, or of facts files."""

from __future__ import annotations

from collections.abc import Iterable

from graph.db import Graph
from graph.read import Named
from graph.read import names as names_in
from graph.records import Entity, PersonRecord, Record
from loaders.minutes.gazetteer import Gazetteer

_NAMES = ("name", "name_fr", "name_en", "acronym")
_LISTS = ("aliases", "former_names", "as_stated")


def of_records(records: Iterable[Record]) -> Gazetteer:
    """Return the names that some records state: what a graph would know that holds nothing else."""
    every = list(records)
    bodies = [
        one for one in every if isinstance(one, Entity) and one.label in ("Collectivity", "Network", "Organisation")
    ]
    people = [(one.id, one.name) for one in every if isinstance(one, PersonRecord)]
    people += [(one.id, name) for one in every if isinstance(one, PersonRecord) for name in one.as_stated]
    return Gazetteer([_named(one) for one in bodies], people)


def _named(one: Entity) -> Named:
    said = one.said()
    kept = [said[name] for name in _NAMES if name in said] + [name for list_ in _LISTS for name in said.get(list_, ())]
    name = said["name"]
    names = tuple(dict.fromkeys(kept))
    fr, en = str(said.get("name_fr", name)), str(said.get("name_en", name))
    return Named(one.id, one.label, said.get("kind"), said.get("territory"), names, name, fr, en)


def of_graph(graph: Graph) -> Gazetteer:
    """Return the names that a graph holds.

    Raises:
        GraphUnavailableError: the database does not answer.
    """
    return Gazetteer(names_in(graph), [(row["id"], row["name"]) for row in graph.read("read/people_names")])
