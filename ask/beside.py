"""What stands beside a name: the territory that tells where it is, the word that tells which level is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from ask.choose import within
from ask.gazetteer import TERRITORY, Entity
from ask.kinds import Type, Words, words
from ask.spans import Piece

LINKS: Final = frozenset(("de", "d", "du", "des", "of", "the", "la", "le", "l", "les", "in", "en", "dans", "au", "aux"))
"""Words that tie a name to what stands before it."""

_INSIDE: Final = frozenset(("in", "en", "a", "au", "aux", "dans", "the", "la", "le", "l", "les"))


def merged(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Make one of a name and the territory that tells where it is: "York, Pennsylvania", "French city of Tours"."""
    kept = list(pieces)
    again = True
    while again:
        again = False
        names = [at for at, piece in enumerate(kept) if piece.candidates]
        for one, two in pairwise(names):
            narrowed = _narrowed(kept, one, two, many=len(names) > 2)
            if narrowed is not None:
                kept, again = narrowed, True
                break
    return tuple(kept)


def _narrowed(pieces: list[Piece], one: int, two: int, *, many: bool) -> list[Piece] | None:
    first, second = pieces[one], pieces[two]
    gap = [piece.text for piece in pieces[one + 1 : two]]
    if second.demonym and set(gap) <= {"the"} and [piece.text for piece in pieces[two + 1 : two + 2]] == ["one"]:
        # "Laval, the French one" tells which is meant; where none of the name is there, the words are not understood.
        meant, end, rest = _in(first, second), second.end, pieces[two + 2 :]
        if len(rest) > 1 and rest[0].text in _INSIDE | LINKS | {"on", "from"} and rest[1].candidates:
            # "The French one in Mayenne".
            meant, end, rest = _in(replace(first, candidates=meant), rest[1]), rest[1].end, rest[2:]
        told = (replace(first, candidates=meant, end=end),) if meant else (first, replace(pieces[two + 1], text=""))
        return [*pieces[:one], *told, *rest]
    inner = _in(first, second) if not second.demonym else ()
    if inner and (not gap or (set(gap) <= _INSIDE and (many or 0 < len(inner) < len(first.candidates)))):
        piece = replace(first, candidates=inner, end=second.end, demonym=False)
        return [*pieces[:one], piece, *pieces[two + 1 :]]
    # "Saint-Denis de la Réunion": which of several is meant.
    if inner and set(gap) <= LINKS and 0 < len(inner) < len(first.candidates) and not first.demonym:
        return [*pieces[:one], replace(first, candidates=inner, end=second.end), *pieces[two + 1 :]]
    inner = _in(second, first)
    described = first.demonym and _describes(pieces, one, gap)
    if inner and (described or (many and set(gap) <= LINKS)):
        return [*pieces[:one], *pieces[one + 1 : two], replace(second, candidates=inner), *pieces[two + 1 :]]
    return None


def _in(inner: Piece, outer: Piece) -> tuple[Entity, ...]:
    containers = [one for one in outer.candidates if one.label == TERRITORY and not one.area]
    return within(inner.candidates, containers[0]) if containers else ()


def _describes(pieces: Sequence[Piece], at: int, gap: Sequence[str]) -> bool:
    """Whether a demonym belongs to the word for a city beside it: "French city of", "ville française de"."""
    before = pieces[at - 1].text if at else ""
    return any(
        (bool(gap) and gap[0] in type_.words and set(gap[1:]) <= LINKS) or (before in type_.words and set(gap) <= LINKS)
        for type_ in words().types
    )


def typed(pieces: Sequence[Piece], vocabulary: Words) -> tuple[Piece, ...]:
    """Give each name the type that stands before it ("ville de"), after it ("County"), or in it ("Nantes Métropole")."""
    return tuple(
        replace(piece, type=_type(pieces, at, vocabulary)) if piece.candidates and not piece.demonym else piece
        for at, piece in enumerate(pieces)
    )


def _type(pieces: Sequence[Piece], at: int, vocabulary: Words) -> Type | None:
    name = pieces[at].text.split()
    before = [piece.text for piece in pieces[:at]]
    while before and before[-1] in LINKS:
        before.pop()
    after = [piece.text for piece in pieces[at + 1 : at + 2] if not piece.candidates]
    asked = len(before) > 1 and vocabulary.has(before[-2], "small") and before[-2].startswith(("quel", "which", "what"))
    for type_ in vocabulary.types:
        inside = len(name) > 1 and (name[0] in type_.words or name[-1] in type_.words)
        # "New York City Police Department" has the word too, and is no authority.
        if inside and any(one.label == TERRITORY or one.kind in type_.kinds for one in pieces[at].candidates):
            return type_
        if before and not asked and _ends_with(before, type_) and not pieces[at - 1].candidates:
            return type_
        if after and after[0] in type_.words:
            return type_
    return None


def _ends_with(before: Sequence[str], type_: Type) -> bool:
    """Whether the words end with one of the type: "communauté urbaine" may be two pieces."""
    return any(tuple(before[-len(parts) :]) == parts for parts in (tuple(word.split()) for word in type_.words))
