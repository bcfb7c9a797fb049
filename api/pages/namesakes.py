"""Other authorities that one might take this one for: of its name, or the intercommunality that it is part of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from api.connection import Connection
from ask.gazetteer import Entity, Gazetteer
from graph.ids import fold, without_legal_form
from graph.views import Collectivity

SHOWN = 4
"""Shown at most."""

AUTHORITY = "Collectivity"


def namesakes(connection: Connection, it: Collectivity) -> tuple[Entity, ...]:
    """Return the authorities of the same name in the same country, and the one that it is part of."""
    gazetteer = connection.gazetteer()
    same = connection.once("namesakes", lambda _: _by_key(gazetteer)).get(_key(it.name), ())
    ids = dict.fromkeys(id_ for id_ in (it.part_of, *same) if id_ and id_ != it.id)
    found = (gazetteer.bodies[id_] for id_ in ids if id_ in gazetteer.bodies)
    return tuple(one for one in found if one.country == it.country)[:SHOWN]


def _by_key(gazetteer: Gazetteer) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for id_, body in sorted(gazetteer.bodies.items()):
        if body.label == AUTHORITY:
            found[_key(body.fr)].append(id_)
    return found


def _key(name: str) -> str:
    return without_legal_form(fold(name))[0]
