"""Text of a question: what is accepted, its tokens, its language, the dates in it.

Pure functions, linear in the length of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from ask.kinds import Words, spelt
from graph.errors import InputError
from graph.ids import fold
from graph.vocabulary import Language

MAX_CHARACTERS = 300
"""Longest question, characters."""

_WORD = re.compile(r"\w+")


class Token(NamedTuple):
    """One folded word, and where it stands in the question: two of one place where folding makes two words of one."""

    folded: str
    start: int
    end: int
    capital: bool


def checked(question: str) -> str:
    """Return the question in composed form, its blanks made single spaces.

    Raises:
        InputError: empty, longer than `MAX_CHARACTERS`, or with control characters.
    """
    # The length is looked at first, so that nothing below ever works on a long text.
    if len(question) > MAX_CHARACTERS:
        raise InputError(f"a question has at most {MAX_CHARACTERS} characters, this one has {len(question)}")
    text = " ".join(unicodedata.normalize("NFC", question).split(" "))
    if any(unicodedata.category(character) in ("Cc", "Cs", "Co") for character in text):
        raise InputError("a question has no control characters")
    text = " ".join(text.split())
    if not text:
        raise InputError("the question is empty")
    return text


def tokens(text: str) -> tuple[Token, ...]:
    """Cut a text into folded words. A word that cannot be folded stays as it is, so that nothing passes unseen."""
    return tuple(
        Token(part, match.start(), match.end(), match.group()[0].isupper())
        for match in _WORD.finditer(text)
        for part in fold(match.group()).split() or [match.group()]
    )


def in_full(found: Sequence[Token]) -> tuple[Token, ...]:
    """Return tokens with what is typed in short ("ki", "ds") as the words that it stands for, where it has no capital."""
    return tuple(
        token._replace(folded=part)
        for token in found
        for part in ((spelt().get(token.folded) if not token.capital else None) or token.folded).split(" ")
    )


def asks_yes(folded: Sequence[str], words: Words) -> bool:
    """Whether a question asks for yes or no: "Is Nancy twinned with …", "Nancy est-elle jumelée …"."""
    text = f" {' '.join(folded)} "
    if any(word in folded for word in words.yes_no["never"]):
        return False
    opens = any(text.startswith(f" {opening} ") for opening in words.yes_no["openings"])
    return opens or any(f" {turned} " in text for turned in words.yes_no["inverted"])


def language_of(found: Sequence[Token], words: Words) -> Language | None:
    """Return the language whose own words are more frequent in the text, None where neither is."""
    french = sum(token.folded in words.marks["fr"] for token in found)
    english = sum(token.folded in words.marks["en"] for token in found)
    if french == english:
        return None
    return "fr" if french > english else "en"
