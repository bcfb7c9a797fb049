"""Which of the things that bear a name is meant: by the words beside it, then by what the graph holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ask.gazetteer import TERRITORY, Entity, Gazetteer
from ask.kinds import Type
from ask.spans import Piece
from graph.ids import fold
from graph.places import contains

# French tells a country from a city by its article: "au Luxembourg", "à Luxembourg".
_OF_TERRITORIES: Final = frozenset(("la", "le", "l", "les", "du", "des", "au", "aux", "en", "dans"))
_STATES_TELL_APART: Final = frozenset(("US", "CA", "AU"))
PLACES: Final = ("Collectivity", "Organisation", TERRITORY)
"""Labels of what has partners."""

_OF_CITIES: Final = frozenset(("a",))


def ranked(piece: Piece, gazetteer: Gazetteer, before: str = "", *, loose: bool = False) -> tuple[Entity, ...]:
    """Return what a name may mean, the likeliest first; empty where the words beside it fit none of it.

    A territory stands for the authority that governs it, unless the type beside the name is that of the authority.

    Args:
        piece: a name with its candidates and its type.
        gazetteer: where the candidates come from.
        before: the folded word before it, type included.
        loose: whether entities or authorities follow ("State of Pennsylvania entities"): then the territory is meant.
    """
    candidates = [one for one in piece.candidates if one.label in PLACES]
    if piece.type and not loose:
        return _typed(piece, piece.type, candidates, gazetteer)
    codes = {one.id for one in candidates if one.label == TERRITORY}
    # The territory stands in for its authority even where only the authority bears this name.
    kept = [one for one in candidates if one.governs not in codes]
    order = sorted(kept, key=lambda one: _order(one, piece.text, before, gazetteer))
    return tuple(order)


def network_in(piece: Piece) -> Entity | None:
    """Return the network that a name stands for, where it stands for nothing else."""
    networks = [one for one in piece.candidates if one.label not in PLACES]
    return networks[0] if networks and len(networks) == len(piece.candidates) else None


def namesakes(chosen: Entity, piece: Piece, gazetteer: Gazetteer) -> tuple[Entity, ...]:
    """Return the intercommunalities that bear the name of a chosen city: other authorities, not part of the answer."""
    if chosen.label != "Collectivity" or chosen.kind not in ("commune", "city"):
        return ()
    found = gazetteer.intercommunalities(piece.text, chosen.country, chosen.territory)
    return tuple(one for one in found if one.id != chosen.id)[:2]


def _typed(piece: Piece, type_: Type, candidates: Sequence[Entity], gazetteer: Gazetteer) -> tuple[Entity, ...]:
    places = [one for one in candidates if one.label == TERRITORY]
    governing = [gazetteer.authority_of(one.id) for one in places]
    bodies = [one for one in (*candidates, *governing) if one and one.label != TERRITORY and one.kind in type_.kinds]
    below = [one for one in places if "-" in one.id]
    if bodies:
        order = sorted(dict.fromkeys(bodies), key=lambda one: _order(one, piece.text, "", gazetteer))
        return (*order, *below)
    if "intercommunality" in type_.kinds:
        country = next((one.country for one in candidates), None)
        return gazetteer.intercommunalities(piece.text, country)
    # The graph has no such authority: a "région Bretagne" is then the territory, "Vatican City" the country.
    return tuple(below or places)


def _order(one: Entity, text: str, before: str, gazetteer: Gazetteer) -> tuple[float, bool, bool, str]:
    official = text in (fold(one.fr), fold(one.en))
    return (_rank(one, before, gazetteer), not official, one.country != "FR", one.id)


def _rank(one: Entity, before: str, gazetteer: Gazetteer) -> float:
    """Country, then a city of the graph, then a part of a country, then another body; the article may turn that round."""
    if one.kind == "intercommunality":
        # "le Grand Lyon" is the authority, though ISO has a territory of that name.
        return -1
    if one.label != TERRITORY:
        return (1 if one.label == "Collectivity" else 3) - (2 if before in _OF_CITIES else 0)
    rank = 2.0 if "-" in one.id else 0.0
    if before in _OF_TERRITORIES:
        rank -= 2
    return rank if one.area or gazetteer.present.get(one.id) else rank + 3


def within(candidates: Sequence[Entity], container: Entity) -> tuple[Entity, ...]:
    """Return the candidates that lie in a territory and are not that territory.

    Where no body is known to lie in it, those of its country of which no more is known; not where states tell cities apart.
    """
    others = [one for one in candidates if one.territory and container.id not in (one.id, one.governs)]
    found = [one for one in others if _inside(one, container)]
    if not any(one.label != TERRITORY for one in found) and container.country not in _STATES_TELL_APART:
        # Boston, of which only England is known, may be that in Lincolnshire.
        found += [
            one
            for one in others
            if one.label != TERRITORY
            and (one.territory == container.country or (container.country != "FR" and _around(one, container)))
        ]
    return tuple(found)


def _around(one: Entity, container: Entity) -> bool:
    return container.label == TERRITORY and one.territory is not None and contains(one.territory, container.id)


def _inside(one: Entity, container: Entity) -> bool:
    return container.label == TERRITORY and one.territory is not None and contains(container.id, one.territory)
