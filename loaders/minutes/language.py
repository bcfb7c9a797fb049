"""In which language a document is written, as far as reading it needs: French, English, or another."""

from __future__ import annotations

from collections import Counter

from loaders.minutes.lexicon import tokens

_FRENCH = "le la les des du et en un une dans pour avec par sur est sont au aux ce cette qui que de"
_ENGLISH = "the of and in to for with by on is are at this that which from a an was were it be"
_COMMON = {"fr": frozenset(_FRENCH.split()), "en": frozenset(_ENGLISH.split())}
_TELLING = {
    "fr": frozenset(
        "compte rendu reunion maire adjoint adjointe jumelage depuis excuse excuses ville commune presents seance".split()
    ),
    "en": frozenset("minutes meeting mayor councillor council apologies twinning since town present chair".split()),
}
ENOUGH = 4
"""How many words of minutes tell the language of a text that has few common ones."""

MIN_SHARE = 0.12
"""The least share of its words that are common in a language, for a text to be of it."""

MIN_WORDS = 40


def language_of(text: str) -> str | None:
    """Return `fr` or `en`, or None where a text of some length is neither; a short one counts as French."""
    counts = Counter(token.folded for token in tokens(text[:40_000]))
    total = sum(counts.values())
    shares = {name: sum(counts[word] for word in common) / max(total, 1) for name, common in _COMMON.items()}
    best = max(shares, key=lambda name: shares[name])
    if total < MIN_WORDS:
        return best if shares[best] > 0 else "fr"
    if shares[best] >= MIN_SHARE:
        return best
    # Tables have few small words: those of minutes tell.
    told = {name: sum(counts[word] for word in telling) for name, telling in _TELLING.items()}
    best = max(told, key=lambda name: told[name])
    return best if told[best] >= ENOUGH and told[best] > 2 * sum(told.values()) - 2 * told[best] else None
