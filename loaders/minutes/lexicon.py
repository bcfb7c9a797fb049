"""The words by which a document is understood: `data/lexicon.toml`, made into lookups once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import Any, NamedTuple

from graph.ids import fold

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
KEPT_WORDS, KEPT_TEXTS = 50_000, 500
"""How many words and texts are remembered as they are read: the same sentence is looked at by several readers."""

_SAINT = {"st": "saint", "ste": "sainte"}


class Token(NamedTuple):
    """A word of a text: itself, folded, and where it stands (characters from 0, the end exclusive)."""

    text: str
    folded: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital, or is a number."""
        return self.text[0].isupper() or self.text[0].isdigit()


@lru_cache(maxsize=KEPT_WORDS)
def _folded(word: str) -> str:
    folded = fold(word).replace(" ", "")
    return _SAINT.get(folded, folded)


@lru_cache(maxsize=KEPT_TEXTS)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of a text; `St` and `Ste` are folded as `saint` and `sainte`, as in names of places."""
    found = ((word[0], _folded(word[0]), *word.span()) for word in _WORD.finditer(text))
    return tuple(Token(*said) for said in found if said[1])


def key(text: str) -> str:
    """Return the folded words of a name as `tokens` would give them."""
    return " ".join(token.folded for token in tokens(text))


@cache
def lexicon() -> Mapping[str, Any]:
    """Return the tables of `data/lexicon.toml`."""
    return tomllib.loads((resources.files("loaders.minutes") / "data" / "lexicon.toml").read_text(encoding="utf-8"))


@cache
def words(table: str, name: str) -> frozenset[str]:
    """Return one list of the lexicon, folded."""
    return frozenset(lexicon()[table][name])


class Phrases:
    """Phrases of several words, each with what it stands for; the longest that fits is found first."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, value in pairs:
            parts = tuple(phrase.split())
            self._by_first.setdefault(parts[0], []).append((parts, value))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def opens(self, word: str) -> bool:
        """Whether a phrase begins with this folded word."""
        return word in self._by_first

    def at(self, here: Sequence[Token], index: int) -> tuple[str, int] | None:
        """Return the value of the longest phrase that begins at this word, and how many words it has."""
        for parts, value in self._by_first.get(here[index].folded, ()):
            if tuple(token.folded for token in here[index : index + len(parts)]) == parts:
                return value, len(parts)
        return None

    def all(self, here: Sequence[Token]) -> Iterator[tuple[str, int, int]]:
        """Yield the value, first word and number of words of every phrase, none inside another."""
        index, firsts = 0, self._by_first
        while index < len(here):
            found = self.at(here, index) if here[index].folded in firsts else None
            if found:
                yield found[0], index, found[1]
            index += found[1] if found else 1


@cache
def phrases(table: str) -> Phrases:
    """Return the phrases of one table: each stands for the name of its list."""
    return Phrases((phrase, name) for name, list_ in lexicon()[table].items() for phrase in list_)
