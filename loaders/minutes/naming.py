"""A body named in a text, and the words that may be a name: whether they hang together, how they are folded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.minutes.gazetteer import Body, Gazetteer
from loaders.minutes.lexicon import Token, lexicon

_LINKS = sorted((tuple(link.split()) for link in lexicon()["levels"]["links"]), key=len, reverse=True)


@dataclass(frozen=True, slots=True)
class Mention:
    """A body named in a text, from character `start` to `end`; `level` tells whether words before it say what it is."""

    start: int
    end: int
    body: Body
    level: bool = False


class Words:
    """The words of a text, of which names are made; `strict` names begin with a capital and follow none."""

    def __init__(self, text: str, here: Sequence[Token], names: Gazetteer, *, strict: bool) -> None:
        self.text, self.here, self.names, self.strict = text, here, names, strict
        self.last = -1
        """Where the name found last ends."""

    def _close(self, one: Token, other: Token, between: str) -> bool:
        return self.text[one.end : other.start] == between

    def _one_piece(self, index: int, count: int) -> bool:
        """Whether nothing but spaces, hyphens and apostrophes parts these words."""
        piece = self.here[index : index + count]
        pairs = pairwise(piece)
        return all(re.fullmatch(r"\s?[-'’. ]?\s?", self.text[a.end : b.start]) is not None for a, b in pairs)

    def _name(self, index: int, count: int) -> str:
        return " ".join(token.folded for token in self.here[index : index + count])

    def _skip_links(self, index: int) -> int:
        for link in _LINKS:
            if tuple(token.folded for token in self.here[index : index + len(link)]) == link:
                # `La Rochelle` and `Le Havre` keep their article.
                kept = self.here[index + len(link) - 1]
                article = kept.folded in ("la", "le", "les", "l") and kept.text[0].isupper() and not kept.text.isupper()
                return index + len(link) - article
        return index
