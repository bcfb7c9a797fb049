"""Several names that stand for one thing in a question: "Texas or Ohio", "outside Europe", "Germany except Berlin"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ask.beside import LINKS
from ask.choose import ranked
from ask.gazetteer import TERRITORY, Entity, Gazetteer, either
from ask.kinds import Words
from ask.spans import Piece
from ask.text import Token

_TIES: Final = LINKS | {"a", "to", "with", "avec", "from", "celles", "ceux", "those", "that"}
"""Words that may stand between "or" or "except" and the name that follows."""


def joined(
    pieces: Sequence[Piece], text: str, tokens: Sequence[Token], gazetteer: Gazetteer, words: Words
) -> tuple[Piece, ...]:
    """Make one name of those that "or" joins, and take out of the others those that "except" and "outside" name.

    What is left out belongs to the name that holds it ("France except Paris"); where none does it is a name of its own, that
    of all other places ("partners of Nancy outside Germany").
    """
    kept = _told_apart(list(pieces), gazetteer, words)
    return _left_out(_united(kept, text, tokens, gazetteer, words), gazetteer, words)


def _told_apart(kept: list[Piece], gazetteer: Gazetteer, words: Words) -> list[Piece]:
    """Take out what only says which of several a name does not mean: "Saxony (not Saxony-Anhalt)", "York, not the one in …".

    That is a namesake of the name before it, or a territory in which some that bear the name lie. Of two names that have
    nothing to do with each other it stays: "partners of Nancy, not those of Tours" leaves out partners, not a place.
    """
    at = 1
    while at < len(kept):
        piece = kept[at]
        after = None if piece.candidates or not words.has(piece.text, "unlike") else _unlike(kept, at + 1, words)
        meant = kept[at - 1]
        if after is not None and meant.candidates and (other := _meant(kept, after, gazetteer)):
            left = tuple(one for one in meant.candidates if one.id != other[0].id and not _holds(other[0], one))
            fewer = len(left) < len(meant.candidates)
            if left and ((fewer and other[0].label == TERRITORY) or _alike(meant, kept[after])):
                # "Not the US state": the level says what is not meant, and no level of what is asked for.
                level = other[0].label == TERRITORY and words.has(
                    "".join(p.text for p in kept[after + 1 :][:1]), "levels"
                )
                kept[at - 1 : after + 1 + level] = [replace(meant, candidates=left)]
                continue
        at += 1
    return kept


def _unlike(pieces: Sequence[Piece], at: int, words: Words) -> int | None:
    """Return the name that follows, with a level before it where it is an adjective: "l'État américain"."""
    name = _next_name(pieces, at)
    if name is None and at < len(pieces) and words.has(pieces[at].text, "levels"):
        name = _next_name(pieces, at + 1)
        return name if name is not None and pieces[name].demonym else None
    return name


def _alike(one: Piece, other: Piece) -> bool:
    """Whether one of two names begins with the other: Saxe, Saxe-Anhalt."""
    first, second = one.text.split(), other.text.split()
    size = min(len(first), len(second))
    return first[:size] == second[:size]


def _united(kept: list[Piece], text: str, tokens: Sequence[Token], gazetteer: Gazetteer, words: Words) -> list[Piece]:
    at = 0
    while at < len(kept):
        after = _after(kept, at, "or", words)
        if after is None and _comma(kept, at, text, tokens):
            # "Nancy, Tours and Lyon": three or more are a list, as with "or".
            after = _after(kept, at, "joins", words)
        if after is not None:
            parts = [*_meant(kept, at, gazetteer), *_meant(kept, after, gazetteer)]
            # "Texas, Oregon or Ohio": those before the comma as well.
            start = at
            while _comma(kept, start, text, tokens) and (before := _name_before(kept, start)) is not None:
                start = before
                parts = [*_meant(kept, start, gazetteer), *parts]
            if len(parts) == len(dict.fromkeys(parts)) >= 2:
                kept[start : after + 1] = [_one(kept[start], kept[after], either(tuple(parts)))]
                at = start
                continue
        at += 1
    return kept


def _left_out(kept: list[Piece], gazetteer: Gazetteer, words: Words) -> tuple[Piece, ...]:
    for at, piece in enumerate(kept):
        name = None if piece.candidates or not words.has(piece.text, "except") else _next_name(kept, at + 1)
        if name is None:
            continue
        out = list(_meant(kept, name, gazetteer))
        last = name
        while out and (more := _after(kept, last, "joins", words)) is not None:
            last = more
            out += _meant(kept, last, gazetteer)
        if not out:
            continue
        rest = [*kept[:at], *kept[last + 1 :]]
        for here, other in enumerate(rest):
            taken = _meant(rest, here, gazetteer) if other.candidates else ()
            if taken and all(_holds(taken[0], one) for one in out):
                rest[here] = replace(other, candidates=(either(taken, tuple(out)),), type=None)
                return tuple(rest)
        rest.insert(at, _one(piece, kept[last], either((), tuple(out))))
        return tuple(rest)
    return tuple(kept)


def _holds(outer: Entity, inner: Entity) -> bool:
    if outer.label != TERRITORY or outer.id == inner.id:
        return False
    return outer.holds(inner.id, inner.id if inner.label == TERRITORY and not inner.area else inner.territory)


def _after(pieces: Sequence[Piece], at: int, role: str, words: Words) -> int | None:
    """Return the name that a word of this role joins to the name at `at`, None where there is none."""
    if not 0 <= at < len(pieces) or not pieces[at].candidates:
        return None
    here = at + 1
    if here < len(pieces) and not pieces[here].candidates and words.has(pieces[here].text, role):
        return _next_name(pieces, here + 1)
    return None


def _next_name(pieces: Sequence[Piece], at: int) -> int | None:
    while at < len(pieces) and not pieces[at].candidates and pieces[at].text in _TIES:
        at += 1
    return at if at < len(pieces) and pieces[at].candidates else None


def _comma(pieces: Sequence[Piece], at: int, text: str, tokens: Sequence[Token]) -> bool:
    """Whether a name stands just before that at `at`, with a comma and at most an article between them."""
    before = _name_before(pieces, at)
    if before is None or not pieces[at].candidates:
        return False
    return "," in text[tokens[pieces[before].end - 1].end : tokens[pieces[at].start].start]


def _name_before(pieces: Sequence[Piece], at: int) -> int | None:
    if not 0 < at < len(pieces):
        return None
    at -= 1
    while at > 0 and not pieces[at].candidates and pieces[at].text in _TIES:
        at -= 1
    return at if pieces[at].candidates else None


def _meant(pieces: Sequence[Piece], at: int, gazetteer: Gazetteer) -> tuple[Entity, ...]:
    """Return what a name stands for, as one or, where it is joined already, as several."""
    piece = pieces[at]
    before = pieces[at - 1].text if at else ""
    found = ranked(piece, gazetteer, before)[:1]
    return found[0].parts if found and found[0].area and found[0].parts and not found[0].without else found


def _one(first: Piece, last: Piece, entity: Entity) -> Piece:
    return Piece(first.start, last.end, entity.id, (entity,), demonym=first.demonym and last.demonym)
