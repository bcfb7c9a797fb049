"""A ranking of foreign authorities: "which foreign city has the most French twins" is not about French ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ask.gazetteer import TERRITORY, either, place
from ask.kinds import kinds, words
from ask.reading import Choice
from ask.spans import Piece

_HOME: Final = "FR"
_MOST: Final = ("plus", "nombre", "most", "number", "record")
"""What stands before foreign partners that are counted: "the most foreign partners"."""

_BETWEEN: Final = frozenset(
    ("situe", "situes", "situee", "situees", "located", "based", "qui", "sont", "that", "which", "are", "is", "de", "d")
)


def foreign_subject(pieces: Sequence[Piece]) -> bool:
    """Whether the authorities that a question is about, those it names first, are said to lie abroad.

    "Foreign cities", "villes à l'étranger", "a partner abroad"; not "which city has most partners abroad".
    """
    first = next((at for at, piece in enumerate(pieces) if _noun(piece)), None)
    if first is None:
        return False
    before = first - 1
    if before >= 0 and _abroad(pieces[before]):
        return not _counted(pieces, before)
    after = first + 1
    while after < len(pieces) and pieces[after].text in _BETWEEN and not pieces[after].candidates:
        after += 1
    # "Villes partenaires étrangères": the word for partners belongs to the noun before it.
    if after == first + 1 and after < len(pieces) and _partner(pieces[after]):
        after += 1
    return after < len(pieces) and _abroad(pieces[after]) and not _counted(pieces, first)


def from_abroad(choices: Sequence[Choice]) -> tuple[Choice, ...] | None:
    """Return what such a ranking is about: all that lies outside France, by its links with the place named, or France.

    None where the place is none in France: the sources are about links of France.
    """
    if len(choices) > 1 or any(
        choice.taken.label != TERRITORY or choice.taken.country != _HOME or choice.taken.without for choice in choices
    ):
        return None
    home = Choice("", place(_HOME), slot=1)
    other = next((Choice(one.typed, one.taken, one.others, one.namesakes, one.corrected, 1) for one in choices), home)
    return (Choice("", either((), (place(_HOME),))), other)


def _counted(pieces: Sequence[Piece], at: int) -> bool:
    """Whether what stands here is what is counted: "the most foreign partners"."""
    while at > 0 and pieces[at - 1].text in ("de", "d", "of", "the"):
        at -= 1
    return at > 0 and not pieces[at - 1].candidates and any(word in pieces[at - 1].text.split() for word in _MOST)


def _noun(piece: Piece) -> bool:
    return not piece.candidates and (words().has(piece.text, "levels") or _partner(piece))


def _partner(piece: Piece) -> bool:
    return not piece.candidates and any(piece.text in kind.cues for kind in kinds())


def _abroad(piece: Piece) -> bool:
    return not piece.candidates and words().has(piece.text, "abroad")
