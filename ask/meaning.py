"""Bodies found by what their name means, not by its words: "network of decentralised cooperation with Palestine".

A name becomes the set of its telling words, each made one for both languages by `[paraphrases]` of `data/asks.toml`. A run of
words in a question that holds the whole set, and nothing else that tells, names the body.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from ask.kinds import parts, words
from ask.text import Token
from graph.ids import fold
from graph.places import demonyms, names

_MAX_COUNTRY: Final = 4

MIN_TOLD: Final = 2
"""How many telling words a name must have to be found by them."""

# Names that the table of territories does not have, because they are words as well.
NICKNAMES: Final = {
    "franco": "FR",
    "us": "US",
    "u s a": "US",
    "the states": "US",
    "u k": "GB",
    "uk": "GB",
    "grand duche": "LU",
    "hexagone": "FR",
}

_SMALL: Final = frozenset(
    (
        "and",
        "et",
        "of",
        "the",
        "for",
        "de",
        "des",
        "du",
        "d",
        "l",
        "la",
        "le",
        "les",
        "a",
        "au",
        "aux",
        "en",
        "in",
        "with",
        "avec",
        "pour",
        "on",
        # An authority that is asked about here is a local one, said or not.
        "local",
        "locale",
        "locales",
        "locaux",
        "territoriale",
        "territoriales",
    )
)


@dataclass(frozen=True, slots=True)
class Meanings:
    """`keys` is id → its telling words, `having` telling word → the ids whose names have it."""

    keys: Mapping[str, frozenset[str]]
    having: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, named: Iterable[tuple[str, Iterable[str]]]) -> Meanings:
        """Make the index of bodies, each an id with its names."""
        keys: dict[str, frozenset[str]] = {}
        having: dict[str, dict[str, None]] = {}
        for id_, several in named:
            for name in several:
                key = frozenset(told for told in _told(fold(name).split()) if told)
                if len(key) >= MIN_TOLD:
                    keys.setdefault(id_, key)
                    for told in key:
                        having.setdefault(told, {})[id_] = None
        return cls(MappingProxyType(keys), MappingProxyType({told: tuple(ids) for told, ids in having.items()}))

    def found(self, tokens: Sequence[Token]) -> tuple[int, int, tuple[str, ...]] | None:
        """Return the run of tokens that names bodies, from `start` to before `end`, and their ids: the longest name first."""
        told = _told([token.folded for token in tokens])
        ids = {id_ for word in set(told) if word for id_ in self.having.get(word, ())}
        present = {word for word in told if word}
        fits = [id_ for id_ in ids if self.keys[id_] <= present]
        best: tuple[int, int, tuple[str, ...]] | None = None
        for key in sorted({self.keys[id_] for id_ in fits}, key=lambda one: (-len(one), sorted(one))):
            run = _run(told, key)
            if run:
                best = (*run, tuple(sorted(id_ for id_ in fits if self.keys[id_] == key)))
                break
        return best


def _told(listed: Sequence[str]) -> list[str]:
    """Return the one form of each telling word; that of a country in several words stands at the first of them."""
    told: list[str] = []
    while len(told) < len(listed):
        at = len(told)
        country = next(
            (
                (count, codes[0])
                for count in range(min(_MAX_COUNTRY, len(listed) - at), 1, -1)
                if (codes := names().get(" ".join(listed[at : at + count]))) and "-" not in codes[0]
            ),
            None,
        )
        told += [country[1], *[""] * (country[0] - 1)] if country else [telling(listed[at])]
    return told


def telling(word: str) -> str:
    """Return the one form of a telling word; empty for a small word."""
    if word in _SMALL:
        return ""
    same = parts().paraphrases.get(word)
    if same:
        return same
    codes = demonyms().get(word) or names().get(word) or ()
    codes = (NICKNAMES[word],) if word in NICKNAMES else codes
    if codes and word not in words().roles:
        return codes[0]
    return word.rstrip("s") if len(word) > 3 else word


def _run(told: Sequence[str], key: frozenset[str]) -> tuple[int, int] | None:
    """Return the shortest stretch that holds all of the key and no other telling word."""
    best: tuple[int, int] | None = None
    for start, word in enumerate(told):
        if word not in key:
            continue
        seen: set[str] = set()
        end = start
        while end < len(told) and (not told[end] or told[end] in key):
            if told[end]:
                seen.add(told[end])
            end += 1
            if seen == key:
                if best is None or end - start < best[1] - best[0]:
                    best = (start, end)
                break
    return best
