"""JSON: one document with every list, each thing in the shape that the API answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import orjson
from pydantic import BaseModel

from graph import read
from graph.db import Graph
from graph.files import written
from graph.read.whole import all_partnerships, id_pages
from graph.steady import Changed
from graph.version import VERSION
from viz.exports.csvs import Progress

PAGE = 500
"""Things read at a time."""

_BY_ID: dict[str, tuple[str, Callable[[Graph, Sequence[str]], Iterable[BaseModel]]]] = {
    "collectivities": ("Collectivity", read.collectivities_by_id),
    "networks": ("Network", read.networks),
    "organisations": ("Organisation", read.organisations),
    "people": ("Person", read.people),
    "events": ("Event", read.events),
    "memberships": ("Membership", read.memberships_by_id),
    "relations": ("Relation", read.relations_by_id),
    "figures": ("Figure", read.figures),
}


def write(path: Path, graph: Graph, changed: Changed, progress: Progress, *, people: bool) -> None:
    """Write the document, whole or not at all."""
    with written(path) as file:
        head = {"jumelles": "export", "program": VERSION, "revision": read.revision(graph)}
        file.write(orjson.dumps(head)[:-1])
        for name, things in _lists(graph, people=people):
            file.write(f',\n"{name}":['.encode())
            count = 0
            for count, thing in enumerate(things, 1):
                file.write(b"\n" if count == 1 else b",\n")
                file.write(orjson.dumps(thing.model_dump(mode="json", by_alias=True)))
                if not count % PAGE:
                    progress(name, count)
            file.write(b"]")
        file.write(b"}\n")
        changed()


def _lists(graph: Graph, *, people: bool) -> Iterator[tuple[str, Iterable[BaseModel]]]:
    yield "sources", read.sources(graph)
    yield "themes", read.themes(graph)
    for name, (label, by_id) in _BY_ID.items():
        if people or name != "people":
            yield name, _paged(graph, label, by_id)
    yield "partnerships", all_partnerships(graph)


def _paged(
    graph: Graph, label: str, by_id: Callable[[Graph, Sequence[str]], Iterable[BaseModel]]
) -> Iterator[BaseModel]:
    for ids in id_pages(graph, label, PAGE):
        yield from by_id(graph, ids)
