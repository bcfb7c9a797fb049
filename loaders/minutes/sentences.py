"""A paragraph cut into sentences, and what makes one of them no fact: a wish, a question, a denial."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from loaders.minutes.lexicon import Phrases, Token, lexicon, tokens

_END = re.compile(
    r"(?<!\bM)(?<!\bMme)(?<!\bSt)(?<!\bDr)(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bUS)(?<!\bJ)[.!?…]+[\"»”)]*\s+(?=[A-ZÀ-Ý«“\"–-])|;\s+"
)
_CLAUSE = re.compile(r"[,;:()]|\s(?:mais|but|et qu|car|puis|alors que)\s")

WISHES = Phrases((phrase, "wish") for phrase in lexicon()["wishes"]["words"])
DENIALS = Phrases((phrase, "denial") for phrase in lexicon()["wishes"]["negations"])


class Sentence(NamedTuple):
    """A sentence: its text, and where it begins in its paragraph."""

    text: str
    start: int


def sentences(text: str, offset: int = 0) -> Iterator[Sentence]:
    """Yield the sentences of a text that begins at `offset` of its paragraph."""
    start = 0
    for match in _END.finditer(text):
        yield Sentence(text[start : match.end()].rstrip(), offset + start)
        start = match.end()
    if text[start:].strip():
        yield Sentence(text[start:].rstrip(), offset + start)


def clause(text: str, at: int) -> tuple[int, int]:
    """Return where the clause begins and ends that holds a character of a sentence."""
    cuts = [match.end() for match in _CLAUSE.finditer(text)]
    begin = max((cut for cut in cuts if cut <= at), default=0)
    end = min((match.start() for match in _CLAUSE.finditer(text) if match.start() >= at), default=len(text))
    return begin, end


def unreal(text: str, word: int, name: int) -> str | None:
    """Return why a tie is not stated as a fact: `wish`, `question`, `denial`; None where it is.

    Args:
        text: the sentence.
        word: where the word of the tie stands.
        name: where the name of the partner begins.
    """
    if text.rstrip().endswith("?"):
        return "question"
    here = tokens(text)
    begin, end = clause(text, word)
    for what, at in _marks(WISHES, here):
        # A wish before the partner's name governs it, unless what follows `mais` takes it back; so does one beside the word.
        if (at < name and not re.search(r"\b(?:mais|but|;)\s", text[at:word])) or begin <= at < end:
            return what
    for what, at in _marks(DENIALS, here):
        if begin <= at < max(word, name) and at < end:
            return what
    return None


def _marks(phrases: Phrases, here: tuple[Token, ...]) -> Iterator[tuple[str, int]]:
    return ((value, here[index].start) for value, index, _ in phrases.all(here))
