"""Places that no ISO code stands for: continents and former French regions, as sets of codes (`data/areas.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from graph.ids import fold
from graph.places import canonical, chain, contains


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the world or of France: its names in French and English, and the ISO codes of what it is made of."""

    fr: str
    en: str
    codes: frozenset[str]


@cache
def areas() -> Mapping[str, Area]:
    """Return every area by its id."""
    data = _data()
    return {id_: Area(entry["fr"], entry["en"], frozenset(_codes(data, id_))) for id_, entry in data.items()}


@cache
def area_names() -> Mapping[str, str]:
    """Return folded name → id."""
    return {
        fold(name): id_
        for id_, entry in _data().items()
        for name in (entry["fr"], entry["en"], *entry.get("names", ()))
    }


@cache
def area_demonyms() -> Mapping[str, str]:
    """Return folded adjective → id."""
    return {form: id_ for id_, entry in _data().items() for form in entry.get("demonyms", ())}


@lru_cache(maxsize=20_000)
def lies_in(code: str, territory: str) -> bool:
    """Whether a territory lies in an area or in another territory, or is it."""
    area = areas().get(code)
    if area is None:
        return contains(code, territory)
    return any(step.code in area.codes for step in chain(canonical(territory)))


def _codes(data: Mapping[str, Any], id_: str) -> set[str]:
    entry = data[id_]
    found = set(entry.get("codes", "").split())
    return found.union(*(_codes(data, other) for other in entry.get("of", ())))


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((resources.files("ask") / "data" / "areas.toml").read_text(encoding="utf-8"))
