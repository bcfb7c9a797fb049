"""Cutting a question into names, words, and what is neither: longest match over folded tokens, left to right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ask.areas import area_demonyms, area_names
from ask.gazetteer import Entity, Gazetteer, called, foreign_cities, french_communes, place
from ask.kinds import Type, Words, parts
from ask.text import Token
from graph.ids import CONTRACTED

MAX_CORRECTED: Final = 4
"""A question with more unknown words than this is not searched for typing errors."""

_MAX_NAME: Final = 24
_MAX_COMMUNE: Final = 7


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens from `start` to before `end`, folded in `text`: a name where it has `candidates`, else a word or phrase.

    `typed` is a name as it was typed where a typing error was taken out of it; `type` what stands beside it ("ville de").
    """

    start: int
    end: int
    text: str
    candidates: tuple[Entity, ...] = ()
    demonym: bool = False
    typed: str | None = None
    type: Type | None = None


def cut(tokens: Sequence[Token], gazetteer: Gazetteer, words: Words) -> tuple[Piece, ...]:
    """Cut tokens into pieces, typing errors and French communes that the graph does not have included."""
    pieces = _cut(tokens, gazetteer, words)
    unknown = [piece for piece in pieces if not piece.candidates and piece.text not in words.roles]
    if not unknown:
        return pieces
    pieces = _with_communes(pieces, tokens, words)
    unknown = [piece for piece in pieces if not piece.candidates and piece.text not in words.roles]
    if len(unknown) > MAX_CORRECTED:
        return pieces
    return _corrected(pieces, tokens, unknown, gazetteer, words)


def _cut(tokens: Sequence[Token], gazetteer: Gazetteer, words: Words) -> tuple[Piece, ...]:
    pieces = []
    at = 0
    while at < len(tokens):
        name = _name(tokens, at, gazetteer, words)
        phrase = _phrase(tokens, at, words)
        word = phrase or Piece(at, at + 1, tokens[at].folded)
        if name and words.has(tokens[at].folded, "small") and at + 1 < len(tokens):
            # "the United States" is a country, and "United States country group" a network.
            longer = _name(tokens, at + 1, gazetteer, words)
            name = None if longer and longer.end > name.end else name
        # A word of ours is a word even where a village somewhere is called so; a longer name wins.
        piece = name if name and (phrase is None or name.end > phrase.end) else word
        pieces.append(piece)
        at = piece.end
    return tuple(pieces)


def with_areas(pieces: Sequence[Piece], tokens: Sequence[Token], gazetteer: Gazetteer) -> tuple[Piece, ...]:
    """Return the pieces with words that are also the name of a part of the world ("Europe", "Réunion") as names."""
    pieces = [_island(piece, tokens, gazetteer) for piece in pieces]
    return tuple(
        replace(piece, candidates=called(piece.text), demonym=True)
        if not piece.candidates and piece.text in area_demonyms()
        else replace(piece, candidates=(place(area_names()[piece.text]),))
        if not piece.candidates and piece.text in area_names()
        else piece
        for piece in pieces
    )


def _island(piece: Piece, tokens: Sequence[Token], gazetteer: Gazetteer) -> Piece:
    """Return a word for an event that has a capital within the question, and is the name of a place, as that name."""
    event = not piece.candidates and piece.start and piece.text in parts().event_kinds
    if not event or not tokens[piece.start].capital:
        return piece
    return replace(piece, candidates=gazetteer.entities(piece.text))


def _only_words(text: str, found: Sequence[Entity], named: Sequence[Token], vocabulary: Words) -> bool:
    """Whether a network's name is here nothing but words of ours: "sister cities" without a capital."""
    if any(token.capital for token in named) or any(one.label not in ("Network", "Organisation") for one in found):
        return False
    return all(word in vocabulary.roles for word in text.split())


def _name(tokens: Sequence[Token], at: int, gazetteer: Gazetteer, vocabulary: Words) -> Piece | None:
    first = tokens[at].folded
    openings = [first] + ([CONTRACTED[first]] if first in CONTRACTED else [])
    limit = max(gazetteer.longest_from(opening) for opening in openings)
    for count in range(min(limit, _MAX_NAME, len(tokens) - at), 0, -1):
        rest = [token.folded for token in tokens[at + 1 : at + count]]
        capital = any(token.capital for token in tokens[max(at, 1) : at + count])
        for opening in openings if count > 1 else openings[:1]:
            text = " ".join([opening, *rest])
            found = gazetteer.entities(text, capital=capital)
            if found and not _only_words(text, found, tokens[at : at + count], vocabulary):
                return Piece(at, at + count, text, found)
            people = called(text)
            if people:
                return Piece(at, at + count, text, people, demonym=True)
    return None


def _phrase(tokens: Sequence[Token], at: int, words: Words) -> Piece | None:
    limit = words.longest.get(tokens[at].folded, 0)
    for count in range(min(limit, len(tokens) - at), 0, -1):
        text = " ".join(token.folded for token in tokens[at : at + count])
        if text in words.roles:
            return Piece(at, at + count, text)
    return None


def _with_communes(pieces: Sequence[Piece], tokens: Sequence[Token], words: Words) -> tuple[Piece, ...]:
    found: list[Piece] = []
    covered = 0
    for piece in pieces:
        if piece.start < covered:
            continue
        commune = _commune(piece, tokens, words)
        if commune:
            while found and found[-1].start >= commune.start:
                found.pop()
        found.append(commune or piece)
        covered = found[-1].end
    return tuple(found)


def _commune(piece: Piece, tokens: Sequence[Token], words: Words) -> Piece | None:
    """Return the commune whose name begins at a word that nobody knows, or at the article before it."""
    if piece.candidates or piece.text in words.roles or piece.text in words.ordinary:
        return None
    openings = [(piece.start, tokens[piece.start].folded)]
    if piece.start and tokens[piece.start - 1].folded in ("le", "la", "les", "l", *CONTRACTED):
        before = tokens[piece.start - 1].folded
        openings.insert(0, (piece.start - 1, CONTRACTED.get(before, before)))
    for start, opening in openings:
        for end in range(min(start + _MAX_COMMUNE, len(tokens)), piece.start, -1):
            text = " ".join([opening, *(token.folded for token in tokens[start + 1 : end])])
            places = french_communes(text) or (foreign_cities(text) if tokens[start].capital else ())
            if places:
                return Piece(start, end, text, places)
    return None


def _corrected(
    pieces: tuple[Piece, ...], tokens: Sequence[Token], unknown: Sequence[Piece], gazetteer: Gazetteer, words: Words
) -> tuple[Piece, ...]:
    mended = list(tokens)
    changed: dict[int, Token] = {}
    for piece in unknown:
        at = piece.start
        right = "" if piece.text in words.ordinary else _right_word(mended, at, gazetteer, words)
        if right:
            changed[at] = tokens[at]
            mended[at] = tokens[at]._replace(folded=right)
    if not changed:
        return pieces
    again = _with_communes(_cut(mended, gazetteer, words), mended, words)
    return tuple(_with_typing(piece, changed, tokens) for piece in again)


def _right_word(tokens: Sequence[Token], at: int, gazetteer: Gazetteer, words: Words) -> str:
    """Return the word that makes a name, or a cue, of the unknown one; empty where there is none."""
    for candidate in gazetteer.alike(tokens[at].folded):
        trial = [*tokens[:at], tokens[at]._replace(folded=candidate), *tokens[at + 1 :]]
        for piece in _cut(trial, gazetteer, words):
            if piece.start <= at < piece.end and (piece.candidates or words.has(piece.text, "cue")):
                return candidate
    return ""


def _with_typing(piece: Piece, changed: Mapping[int, Token], tokens: Sequence[Token]) -> Piece:
    if not piece.candidates or not any(at in changed for at in range(piece.start, piece.end)):
        return piece
    typed = " ".join(token.folded for token in tokens[piece.start : piece.end])
    return replace(piece, typed=typed)
