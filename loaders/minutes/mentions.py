"""Where a text names bodies: the longest name at each word, with the words of its level and of its territory."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.minutes.gazetteer import Gazetteer
from loaders.minutes.levelled import Levelled
from loaders.minutes.lexicon import KEPT_TEXTS, phrases, tokens
from loaders.minutes.naming import Mention
from loaders.minutes.newly import newly_named


def mentions(text: str, names: Gazetteer, *, strict: bool = True) -> tuple[Mention, ...]:
    """Return the bodies that a text names, in their order.

    Args:
        text: a sentence, a cell, a label.
        names: who bears which name.
        strict: whether a name must begin with a capital and not follow one (`François Laval` is no town).
    """
    known: tuple[Mention, ...] | None = names.read.get((text, strict))
    if known is None:
        if len(names.read) >= KEPT_TEXTS:
            names.read.clear()
        known = names.read[text, strict] = tuple(_Finder(text, tokens(text), names, strict=strict).all())
    return known


def known_bodies(text: str, names: Gazetteer) -> tuple[Mention, ...]:
    """Return the networks and organisations of the graph that a text names; places are not looked for."""
    here = tokens(text)
    if not any(names.longest(token.folded) for token in here):
        return ()
    finder = _Finder(text, here, names, strict=True)
    return tuple(one for one in finder.listed() if one.body.label != "Collectivity" and one.body.known)


class _Finder(Levelled):
    """Goes through a text from name to name."""

    def all(self) -> Iterator[Mention]:
        new = newly_named(self.text)
        index = 0
        while index < len(self.here):
            found = self._at(index, new) if self._may_open(index, new) else None
            if not found:
                index += 1
                continue
            made, index = found
            self.last = max(one.end for one in made)
            yield from made

    def listed(self) -> Iterator[Mention]:
        """Yield the bodies that the graph has, or whose names tell their form."""
        index = 0
        while index < len(self.here):
            found = self._listed(index) if self.names.longest(self.here[index].folded) else None
            yield from found[0] if found else ()
            index = found[1] if found else index + 1

    def _may_open(self, index: int, new: dict[int, re.Match[str]]) -> bool:
        """Whether any name can begin here: most words are told apart by this alone."""
        word = self.here[index]
        if word.capital or not self.strict or word.start in new:
            return True
        return phrases("levels").opens(word.folded) or self.names.longest(word.folded) > 1

    def _at(self, index: int, new: dict[int, re.Match[str]]) -> tuple[list[Mention], int] | None:
        return (
            self._levelled(index)
            or self._listed(index)
            or self._named_newly(index, new)
            or self._governed_behind(index)
            or self._bare(index)
            or self._placed_newly(index)
        )
