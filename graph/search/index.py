"""The index of one revision, and how what is found is ranked.

A question is cut into folded words. A thing is found when one of its names has all of them: as a word, as the beginning of
one, or, where nothing is found so, with a slip of the pen. What is found is ranked by how well the name fits, then by
how much the graph knows of it, then by type, name and id: the same question gives the same order on both engines.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from graph.ids import fold
from graph.search.entries import TYPES, Entry

MOST: Final = 400
"""So many of the things that fit are ranked: those that the graph knows most of. Names that fit wholly are all ranked."""

MAX_WORDS: Final = 8
"""Words of a question that are looked at."""

SLIP_FROM: Final = 4
"""Shortest word, letters, in which a slip is looked for; from twice that, two slips."""

SLIPS: Final = 12
"""Words that a slip may have been meant for, at most."""

WHOLE, BEGINS, WORDS, PREFIXES, SLIP = range(5)
"""How a name fits: all of it, its beginning, as words, as beginnings of words, with a slip."""

HOW: Final = ("name", "beginning", "words", "beginnings", "spelling")
"""What each is called in an answer."""

FOREIGN: Final = 0.5
"""By how much a name in another language ranks behind one that sources use."""


class Hit(NamedTuple):
    """What was found: the entry, the name that fits, and how."""

    entry: Entry
    matched: str
    how: str


class _Name(NamedTuple):
    """A name of an entry: folded, its words, as it is written, and what it adds to the rank."""

    folded: str
    words: tuple[str, ...]
    text: str
    behind: float


@dataclass(frozen=True, slots=True)
class Index:
    """All entries in the order of their weight, their names, and which words lead to them."""

    entries: Sequence[Entry]
    names: Sequence[tuple[_Name, ...]]
    words: Sequence[str]
    postings: Mapping[str, Sequence[int]]
    whole: Mapping[str, Sequence[int]]
    _memory: dict[tuple[str, frozenset[str]], tuple[Hit, ...]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Index:
        """Make the index of some entries."""
        ordered = sorted(entries, key=_weight)
        names = tuple(tuple(_names(entry)) for entry in ordered)
        postings: dict[str, dict[int, None]] = {}
        whole: dict[str, dict[int, None]] = {}
        for number, known in enumerate(names):
            for name in known:
                whole.setdefault(name.folded, {})[number] = None
                for word in name.words:
                    postings.setdefault(word, {})[number] = None
        return cls(
            ordered,
            names,
            sorted(postings),
            {word: tuple(numbers) for word, numbers in postings.items()},
            {name: tuple(numbers) for name, numbers in whole.items()},
        )

    def search(self, text: str, types: frozenset[str] = frozenset(TYPES)) -> tuple[Hit, ...]:
        """Return what a text finds among the things of these types, the best first."""
        folded = " ".join(fold(text).split()[:MAX_WORDS])
        key = (folded, types)
        if not folded:
            return ()
        if key not in self._memory:
            if len(self._memory) > 2000:
                self._memory.clear()
            self._memory[key] = self._found(folded, types)
        return self._memory[key]

    def _found(self, folded: str, types: frozenset[str]) -> tuple[Hit, ...]:
        words = folded.split()
        found = self._ranked(folded, words, types, slip=False)
        if not found:
            meant = [self._meant(word) for word in words]
            if all(meant) and any(one != [word] for one, word in zip(meant, words, strict=True)):
                found = self._with_slips(meant, types)
        return found

    def _ranked(self, folded: str, words: Sequence[str], types: frozenset[str], *, slip: bool) -> tuple[Hit, ...]:
        numbers = self._candidates(words, types)
        numbers |= {number for number in self.whole.get(folded, ()) if self.entries[number].type in types}
        ranked: list[tuple[float, int, Hit]] = []
        for number in numbers:
            fit = self._fit(number, folded, words)
            if fit:
                score, name = fit
                how = HOW[SLIP] if slip else HOW[int(score)]
                ranked.append((score, number, Hit(self.entries[number], name, how)))
        ranked.sort(key=lambda item: item[:2])
        return tuple(hit for _, _, hit in ranked)

    def _candidates(self, words: Sequence[str], types: frozenset[str]) -> set[int]:
        """Return the numbers of the entries that have all words, at most `MOST` of those of greatest weight."""
        every: set[int] | None = None
        # The longest word leads to the fewest.
        for word in sorted(words, key=len, reverse=True):
            numbers = {number for full in self._beginning(word) for number in self.postings[full]}
            every = numbers if every is None else every & numbers
            if not every:
                return set()
        fit = (number for number in every or () if self.entries[number].type in types)
        return set(heapq.nsmallest(MOST, fit))

    def _beginning(self, word: str) -> Sequence[str]:
        start = bisect_left(self.words, word)
        return self.words[start : bisect_left(self.words, word + "\x7f", start)]

    def _fit(self, number: int, folded: str, words: Sequence[str]) -> tuple[float, str] | None:
        """Return how well the best name of an entry fits and that name, None where no single name has all words."""
        best: tuple[float, str] | None = None
        for name in self.names[number]:
            fit = _fit(name, folded, words)
            if fit is not None and (best is None or fit + name.behind < best[0]):
                best = (fit + name.behind, name.text)
        return best

    def _with_slips(self, meant: Sequence[Sequence[str]], types: frozenset[str]) -> tuple[Hit, ...]:
        """Return what is found with each word replaced by what may have been meant, the likeliest readings first."""
        found: dict[str, Hit] = {}
        for reading in _readings(meant):
            for hit in self._ranked(" ".join(reading), reading, types, slip=True):
                found.setdefault(hit.entry.type + hit.entry.id, hit)
        return tuple(found.values())

    def _meant(self, word: str) -> list[str]:
        """Return the words that this one may be a slip of, the likeliest first; the word itself where it leads somewhere."""
        if self._beginning(word):
            return [word]
        if len(word) < SLIP_FROM:
            return []
        most = 2 if len(word) >= 2 * SLIP_FROM else 1
        near = process.extract(word, self.words, scorer=OSA.distance, score_cutoff=most, limit=4 * SLIPS)
        if not near:  # a word that is being typed: its beginning, with one slip
            begun = [one[: len(word)] for one in self.words]
            cut = process.extract(word, begun, scorer=OSA.distance, score_cutoff=1, limit=4 * SLIPS)
            near = [(self.words[at], distance, at) for _, distance, at in cut]
        # The first letter is seldom wrong; then the word that leads to more is likelier.
        ordered = sorted(near, key=lambda one: (one[1], one[0][0] != word[0], self.postings[one[0]][0], one[0]))
        return [one[0] for one in ordered[:SLIPS]]


def _weight(entry: Entry) -> tuple[int, int, str, str]:
    return (-entry.weight, TYPES.index(entry.type), entry.name, entry.id)


def _names(entry: Entry) -> Iterator[_Name]:
    seen: set[str] = set()
    for names, behind in ((entry.names, 0.0), (entry.foreign, FOREIGN)):
        for text in names:
            folded = fold(text)
            if folded and folded not in seen:
                seen.add(folded)
                yield _Name(folded, tuple(folded.split()), text, behind)


def _fit(name: _Name, folded: str, words: Sequence[str]) -> int | None:
    if name.folded == folded:
        return WHOLE
    if name.folded.startswith(folded):
        return BEGINS
    if all(word in name.words for word in words):
        return WORDS
    if all(any(one.startswith(word) for one in name.words) for word in words):
        return PREFIXES
    return None


def _readings(meant: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """Yield the likeliest reading, then those that differ from it in one word."""
    first = [one[0] for one in meant]
    yield first
    for position, several in enumerate(meant):
        for other in several[1:]:
            yield [*first[:position], other, *first[position + 1 :]]
