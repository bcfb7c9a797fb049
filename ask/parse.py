"""A question → which kind it is, about which places and bodies; or what in it is not understood.

Every word must be explained by a name, by a list of `data/kinds.toml`, or by a date; one that is not refuses the question.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ask.beside import LINKS, merged, typed
from ask.choose import namesakes, network_in, ranked
from ask.dates import AsOf, as_of
from ask.gazetteer import TERRITORY, Entity, Gazetteer
from ask.kinds import Kind, Words, kinds, words
from ask.spans import Piece, cut
from ask.text import Token, checked, language_of, tokens
from graph.ids import fold
from graph.vocabulary import Language

MAX_CHOICES: Final = 4
"""How many things of one name are considered."""

_GENERAL: Final = frozenset(("small", "asking", "phrases", "levels", "between", "joins", "abroad"))
_BARE: Final = frozenset(("et", "and", "avec", "with", "to", "x", "a", "entre", "between")) | LINKS
_BEFORE_NAMES: Final = frozenset(("de", "d", "a", "avec", "en", "of", "with", "in"))
_LOOSE: Final = frozenset(
    ("entities", "entity", "authorities", "bodies", "actors", "cities", "towns", "entites", "collectivites", "acteurs")
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a name was taken for: as it was typed, what was taken, what else bears the name, other authorities so called.

    `corrected` says that a typing error was taken out.
    """

    typed: str
    taken: Entity
    others: tuple[Entity, ...] = ()
    namesakes: tuple[Entity, ...] = ()
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """A question understood: its kind and what it names, French places first."""

    text: str
    language: Language
    kind: Kind
    choices: tuple[Choice, ...]
    abroad: bool
    form: str | None
    as_of: str | None

    @property
    def scopes(self) -> tuple[Entity, ...]:
        """The places and bodies that the question is about."""
        return tuple(choice.taken for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Refused:
    """A question not understood: why (`places` words look like names of places), which words, what was found in it."""

    text: str
    language: Language
    reason: str
    unknown: tuple[str, ...]
    found: tuple[Entity, ...]


def parse(question: str, gazetteer: Gazetteer, language: Language | None = None) -> Parsed | Refused:
    """Understand a question, or say what in it is not understood.

    Raises:
        InputError: the text is empty, too long, or has control characters.
    """
    text = checked(question)
    found = tokens(text)
    speech = language or language_of(found, words()) or "fr"
    day = as_of(found, words())
    left = [token for at, token in enumerate(found) if day is None or not day.start <= at < day.end]
    pieces = typed(merged(cut(left, gazetteer, words())), words())
    return _Reading(text, speech, tuple(left), pieces, day, gazetteer).result()


@dataclass(frozen=True, slots=True)
class _Reading:
    text: str
    language: Language
    tokens: tuple[Token, ...]
    pieces: tuple[Piece, ...]
    day: AsOf | None
    gazetteer: Gazetteer

    @property
    def names(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.candidates)

    def result(self) -> Parsed | Refused:
        choices = [self._choice(piece) for piece in self.names]
        found = tuple(choice.taken for choice in choices if choice)
        unknown = self._unknown() or self._nowhere()
        if unknown:
            return self._refused(self._why(unknown), unknown, found)
        nobody = [piece for piece, choice in zip(self.names, choices, strict=True) if choice is None]
        if nobody:
            reason = "network" if network_in(nobody[0]) else "level"
            return self._refused(reason, [self._said(piece) for piece in nobody], found)
        clear = [choice for choice in choices if choice]
        kind = next((kind for kind in kinds() if self._fits(kind, len(clear))), None)
        if kind is None or not self._joined(found):
            return self._refused("places" if not clear else "shape", [], found)
        clear.sort(key=lambda choice: choice.taken.country != "FR")
        said = {piece.text for piece in self.pieces if not piece.candidates}
        return Parsed(
            text=self.text,
            language=self.language,
            kind=kind,
            choices=tuple(clear),
            abroad=any(words().has(text, "abroad") for text in said),
            form=_form(said, words()),
            as_of=self.day.value if self.day else None,
        )

    def _choice(self, piece: Piece) -> Choice | None:
        at = self.pieces.index(piece)
        before = self.pieces[at - 1].text if at else ""
        after = self.pieces[at + 1].text if at + 1 < len(self.pieces) else ""
        order = ranked(piece, self.gazetteer, before, loose=after in _LOOSE)
        if not order:
            return None
        other = () if piece.type else namesakes(order[0], piece, self.gazetteer)
        return Choice(self._said(piece), order[0], order[1:MAX_CHOICES], other, piece.typed is not None)

    def _unknown(self) -> list[str]:
        """Return the words that nothing explains, neighbours together, as they were written."""
        runs: list[tuple[int, int]] = []
        for at, piece in enumerate(self.pieces):
            if piece.candidates or self._explained(at):
                continue
            if runs and runs[-1][1] == piece.start:
                runs[-1] = (runs[-1][0], piece.end)
            else:
                runs.append((piece.start, piece.end))
        return [self.text[self.tokens[start].start : self.tokens[end - 1].end] for start, end in runs]

    def _nowhere(self) -> list[str]:
        """Return a name that is not where the question says it is: "York, Pennsylvania" where only another York is known."""
        cue = any(piece.text in kind.cues for piece in self.pieces for kind in kinds() if not piece.candidates)
        for one, two in pairwise(self.pieces):
            between = self.text[self.tokens[one.end - 1].end : self.tokens[two.start].start]
            place = two.candidates and not two.demonym and two.candidates[-1].label == TERRITORY
            if cue and one.candidates and place and ("," in between or "(" in between):
                return [self.text[self.tokens[one.start].start : self.tokens[two.end - 1].end]]
        return []

    def _explained(self, at: int) -> bool:
        text = self.pieces[at].text
        roles = words().roles.get(text, frozenset())
        if roles & _GENERAL or any(text in kind.cues or text in kind.extra for kind in kinds()):
            return True
        if any(text == pair[0] for kind in kinds() for pair in kind.pairs):
            return True
        # "ou" is "where" at the beginning; between two levels it joins words that do not filter.
        return "or" in roles and (at == 0 or (self._is_level(at - 1) and self._is_level(at + 1)))

    def _is_level(self, at: int) -> bool:
        return 0 <= at < len(self.pieces) and words().has(self.pieces[at].text, "levels")

    def _fits(self, kind: Kind, scopes: int) -> bool:
        if kind.scopes != scopes:
            return False
        others = {piece.text for piece in self.pieces if not piece.candidates}
        if others & kind.cues or any(first in others and second in others for first, second in kind.pairs):
            return True
        return kind.bare and all(text in _BARE or words().has(text, "levels") for text in others)

    def _joined(self, found: Sequence[Entity]) -> bool:
        """Whether two places are joined as a question about links between them joins them.

        "Partners of Nancy and Tours" asks for those of both: only "between", or two countries, makes a pair of "and".
        """
        others = [piece.text for piece in self.pieces if not piece.candidates]
        between = any(words().has(text, "between") for text in others)
        if len(found) < 2:
            return not between or any(words().has(text, "abroad") for text in others)
        first, second = self.names
        gap = [piece.text for piece in self.pieces if first.end <= piece.start < second.start]
        joined = any(words().has(text, "joins") for text in gap)
        return between or not joined or found[0].country != found[1].country

    def _why(self, unknown: Sequence[str]) -> str:
        """Return `place` where the unknown looks like a name: a capital, or where a name would stand."""
        first = self.text.startswith(unknown[0])
        named = all(character.isalpha() or character in " -'’." for character in unknown[0])
        ordinary = fold(unknown[0]) in words().ordinary and unknown[0].islower()
        if len(unknown) > 1 or not named or ordinary or (first and unknown[0] != self.text.rstrip(" ?!.")):
            return "words"
        before = self.text[: self.text.index(unknown[0])].split()
        place = unknown[0][0].isupper() or (not self.names and bool(before) and fold(before[-1]) in _BEFORE_NAMES)
        return "place" if place else "words"

    def _said(self, piece: Piece) -> str:
        return self.text[self.tokens[piece.start].start : self.tokens[piece.end - 1].end]

    def _refused(self, reason: str, unknown: Sequence[str], found: Sequence[Entity]) -> Refused:
        return Refused(self.text, self.language, reason, tuple(unknown), tuple(found))


def _form(said: AbstractSet[str], vocabulary: Words) -> str | None:
    """Return the only form of link that a question asks for, if it does: "jumelées", "twinned"."""
    forms = {vocabulary.forms[word] for word in said if word in vocabulary.forms}
    return forms.pop() if len(forms) == 1 and not said & vocabulary.wider else None
