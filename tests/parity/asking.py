"""Every read query of the catalogue with generated parameters, and what an engine answers in a form that can be compared."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from graph.db import Graph
from graph.places import chain
from graph.vocabulary import RelationKind
from queries.catalogue import Query, catalogue

READS = tuple(query for query in catalogue().values() if query.access == "read")
ODD = ("", "no-such-id", "FR", "'", '"', "\\", "$id", "{}", "é", "İ", "🏛", "a" * 500, "fr-nancy\n", "__proto__")
"""Texts that are nobody's id, and that have upset an engine somewhere."""

LABELS = tuple(name.removeprefix("read/ids/") for name in catalogue() if name.startswith("read/ids/"))


@dataclass(frozen=True)
class Pool:
    """What parameters are drawn from: ids by label, and places."""

    ids: Mapping[str, Sequence[str]]
    places: Sequence[str]

    @classmethod
    def of(cls, graph: Graph) -> Pool:
        """Read them from a graph."""
        ids = {label: [row["id"] for row in graph.read(f"read/ids/{label}")] for label in LABELS}
        codes = {row["territory"] for row in graph.read("read/named/Collectivity") if row["territory"]}
        places = sorted({place.code for code in codes for place in chain(code)})
        return cls(ids, [*places, "DE", "XX"])

    def some(self, chance: Random, *labels: str) -> str:
        """Return an id of one of the labels, now and then of any, or of nothing."""
        if chance.random() < 0.1:
            return chance.choice(ODD)
        wanted = [label for label in labels if self.ids.get(label)] if chance.random() < 0.9 else []
        from_ = wanted or [label for label in self.ids if self.ids[label]]
        return chance.choice(self.ids[chance.choice(from_)]) if from_ else chance.choice(ODD)

    def scope(self, chance: Random) -> str:
        """Return a territory or an authority."""
        return chance.choice(self.places) if chance.random() < 0.7 else self.some(chance, "Collectivity")


BODIES = ("Collectivity", "Organisation", "Network")
ONE = {
    "network": ("Network",),
    "member": ("Collectivity", "Organisation"),
    "organisation": ("Organisation",),
    "event": ("Event",),
    "theme": ("Theme",),
    "source": ("Source",),
    "sha256": ("Source",),
}
NUMBERS = {"limit": (1, 2, 10, 200), "skip": (0, 0, 1, 7, 1000)}
SEVERAL = {"people": ("Person",), "bodies": BODIES}


def parameters(query: Query, pool: Pool, chance: Random) -> dict[str, Any]:
    """Return one set of parameters of a query."""
    return {name: _value(name, _labels(query.name), pool, chance) for name in sorted(query.params)}


def _labels(name: str) -> tuple[str, ...]:
    last = name.rsplit("/", 1)[1]
    if last in LABELS:
        return (last,)
    # "partnerships_of/partnership_rows" and "networks_by_id" say by their first word whose ids they take.
    stem = name.split("/")[1].split("_", maxsplit=1)[0]
    return next(((label,) for label in LABELS if label.lower()[:6] == stem[:6]), BODIES)


def _value(name: str, labels: tuple[str, ...], pool: Pool, chance: Random) -> Any:
    if name in NUMBERS:
        return chance.choice(NUMBERS[name])
    if name == "after":
        return chance.choice(("", "", pool.some(chance, *labels), "m", "zzz"))
    if name in ("a", "b", "within"):
        return pool.scope(chance)
    if name in ("from", "to", "kind"):
        known = [str(kind) for kind in RelationKind] if name == "kind" else [pool.some(chance, *BODIES)]
        return chance.choice((None, chance.choice(known)))
    if name == "ids" or name in SEVERAL:
        return [pool.some(chance, *SEVERAL.get(name, labels)) for _ in range(chance.choice((0, 1, 3, 20)))]
    return pool.some(chance, *ONE.get(name, labels))


def questions(pool: Pool, each: int, seed: int) -> Iterator[tuple[Query, dict[str, Any]]]:
    """Yield every query, once where it takes no parameters, else `each` times with others."""
    for query in READS:
        chance = Random(f"{seed} {query.name}")
        for _ in range(each if query.params else 1):
            yield query, parameters(query, pool, chance)


def canonical(value: Any) -> Any:
    """Return a value without the order of lists within a row, which no query promises and every reader settles."""
    if isinstance(value, Mapping):
        return {key: canonical(one) for key, one in sorted(value.items())}
    if isinstance(value, (list, tuple)):
        return sorted((canonical(one) for one in value), key=lambda one: json.dumps(one, sort_keys=True, default=str))
    return value


def answer(graph: Graph, query: Query, params: Mapping[str, Any]) -> str:
    """Return what an engine answers as text: the rows in their order."""
    rows = [[canonical(row[name]) for name in query.returns] for row in graph.read(query.name, **params)]
    return json.dumps(rows, ensure_ascii=False, default=str)


def answers(graph: Graph, pool: Pool, each: int, seed: int) -> Iterator[tuple[str, str]]:
    """Yield each question, as text, with its answer."""
    for query, params in questions(pool, each, seed):
        yield f"{query.name} {json.dumps(params, ensure_ascii=False)}", answer(graph, query, params)
