"""Which name of a question fills which slot of a kind, and what it is taken for there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from ask.choose import PLACES, ranked
from ask.gazetteer import ACTORS, EVENT, TERRITORY, Entity, Gazetteer
from ask.spans import Piece

LABELS: Final[Mapping[str, tuple[str, ...]]] = {
    "place": PLACES,
    "body": ("Collectivity", "Organisation", TERRITORY),
    "network": ("Network", "Organisation"),
    "actor": ("Network", "Organisation", "Collectivity"),
    "person": ("Person",),
    "event": (EVENT,),
    "territory": (TERRITORY,),
    "any": ("Collectivity", "Organisation", "Network", "Person", EVENT, TERRITORY),
}
"""What may fill a slot."""

Rank = Callable[[Piece], tuple[Entity, ...]]
Filled = tuple[int, Piece, tuple[Entity, ...]]
"""A slot's number, the name in it, what that may be taken for."""


def filled(slots: Sequence[str], names: Sequence[Piece], gazetteer: Gazetteer, rank: Rank) -> tuple[Filled, ...] | None:
    """Give each name a slot: its number, the name, what it may be taken for. None where one is left over or missing."""
    return next(_assigned(tuple(enumerate(slots)), tuple(names), gazetteer, rank), None)


def _assigned(
    free: tuple[tuple[int, str], ...], names: tuple[Piece, ...], gazetteer: Gazetteer, rank: Rank
) -> Iterator[tuple[Filled, ...]]:
    """Yield the ways to give names free slots: each the first that it fits, then others where a later name needs that."""
    if not names:
        if all(slot.endswith("?") for _, slot in free):
            yield ()
        return
    first, *rest = names
    for at, slot in free:
        taken = fitting(slot, first, gazetteer, rank)
        if taken:
            left = tuple(one for one in free if one[0] != at)
            yield from (((at, first, taken), *more) for more in _assigned(left, tuple(rest), gazetteer, rank))


def fitting(slot: str, piece: Piece, gazetteer: Gazetteer, rank: Rank) -> tuple[Entity, ...]:
    """Return what a name may be taken for in a slot, the likeliest first."""
    found: dict[Entity, None] = {}
    for part in slot.removesuffix("?").split("|"):
        if part in ("place", "any"):
            found |= dict.fromkeys(rank(piece))
        if part == "territory":
            # A city that a part of its country is called after is no place in which others lie.
            likeliest = rank(piece)
            if likeliest and likeliest[0].label == TERRITORY:
                found |= dict.fromkeys(one for one in likeliest if one.label == TERRITORY)
        if part == "body":
            found |= dict.fromkeys(_authority(one, gazetteer) for one in rank(piece))
        if part == "actor":
            found |= dict.fromkeys(one for one in _actors(piece))
            found |= dict.fromkeys(_authority(one, gazetteer) for one in rank(piece) if one.label != TERRITORY)
        if part in ("network", "person", "event", "any"):
            labels = LABELS[part]
            found |= dict.fromkeys(one for one in piece.candidates if one.label in labels and one.label not in PLACES)
        if part == "network":
            found |= dict.fromkeys(one for one in piece.candidates if one.label in ACTORS)
    return tuple(found)


def _actors(piece: Piece) -> tuple[Entity, ...]:
    return tuple(
        sorted((one for one in piece.candidates if one.label in ACTORS), key=lambda one: one.label != "Network")
    )


def _authority(one: Entity, gazetteer: Gazetteer) -> Entity:
    """The authority that governs a territory stands for it where only an authority can be meant."""
    return (gazetteer.authority_of(one.id) or one) if one.label == TERRITORY else one


def ranker(pieces: Sequence[Piece], gazetteer: Gazetteer, loose: frozenset[str]) -> Rank:
    """Return the order of what a name may mean, by the words beside it."""

    def rank(piece: Piece) -> tuple[Entity, ...]:
        at = pieces.index(piece)
        before = pieces[at - 1].text if at else ""
        after = pieces[at + 1].text if at + 1 < len(pieces) else ""
        return ranked(piece, gazetteer, before, loose=after in loose)

    return rank
