"""Other words for a question that is not understood as it stands: `data/wordings.toml`, tried one after the other.

A wording takes away, or says plainly, what it finds by its structure. What it takes away holds nothing that tells, so that no
word of a question is passed over; whether the rest is understood is for the grammar to say.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from ask.gazetteer import TERRITORY, Gazetteer
from ask.kinds import words
from ask.spans import cut
from ask.text import MAX_CHARACTERS, tokens

_MOST: Final = 12
"""How many other wordings of one question are tried."""

_SILENT: Final = frozenset(("small", "asking", "phrases"))


@dataclass(frozen=True, slots=True)
class Wording:
    """A pattern over plain text, and what may stand in place of what it finds."""

    find: re.Pattern[str]
    to: tuple[str, ...]


@cache
def wordings() -> tuple[Wording, ...]:
    """Return all wordings, in the order in which they are tried."""
    data = tomllib.loads((resources.files("ask") / "data" / "wordings.toml").read_text(encoding="utf-8"))
    return tuple(Wording(re.compile(entry["find"]), tuple(entry["to"])) for entry in data["wordings"])


def reworded(text: str, gazetteer: Gazetteer) -> Iterator[str]:
    """Yield other wordings of a question: one change, then further changes of what came of it."""
    seen = {text}
    waiting = [text]
    while waiting and len(seen) <= _MOST:
        for again in _changed(waiting.pop(0), gazetteer):
            if again not in seen:
                seen.add(again)
                waiting.append(again)
                yield again


def _changed(text: str, gazetteer: Gazetteer) -> Iterator[str]:
    plain = _plain(text)
    for wording in wordings():
        found = wording.find.search(plain)
        if found is None:
            continue
        said = {name: text[found.start(name) : found.end(name)] for name in found.groupdict() if found.group(name)}
        if not _allowed(said, text[: found.start()], gazetteer):
            continue
        for to in wording.to:
            put = to.format_map(_Said(said))
            again = " ".join(f"{text[: found.start()]} {put} {text[found.end() :]}".split()).replace(" ,", ",")
            if again.strip(" ?.!") and len(again) <= MAX_CHARACTERS:
                yield again


class _Said(dict[str, str]):
    """What was found by its name; nothing for what was not."""

    def __missing__(self, key: str) -> str:
        return ""


def _allowed(said: Mapping[str, str], before: str, gazetteer: Gazetteer) -> bool:
    """Whether an aside tells nothing, a name is one, and a level is another one than what is asked for before it."""
    if "aside" in said and not _silent(said["aside"], gazetteer):
        return False
    if "tail" in said and not _silent(said["tail"], gazetteer, timed=True):
        return False
    if "name" in said and not any(piece.candidates for piece in cut(tokens(said["name"]), gazetteer, words())):
        return False
    if "body" in said and not _is_body(said["body"], gazetteer):
        return False
    if "level" in said:
        levels = words().levels
        named = levels.get(_plain(said["level"]))
        asked = {levels[token.folded] for token in tokens(before) if token.folded in levels}
        return named is not None and bool(asked) and named not in asked
    return True


def _is_body(text: str, gazetteer: Gazetteer) -> bool:
    """Whether words are the name of one authority, with at most small words beside it."""
    pieces = cut(tokens(text), gazetteer, words())
    names = [piece for piece in pieces if piece.candidates]
    others = [piece for piece in pieces if not piece.candidates]
    return (
        len(names) == 1
        and not names[0].demonym
        and any(one.label != TERRITORY for one in names[0].candidates)
        and all(words().has(piece.text, "small") for piece in others)
    )


def _silent(aside: str, gazetteer: Gazetteer, *, timed: bool = False) -> bool:
    """Whether words hold no name, number or word that narrows a question; `timed` may say when what stands before it is."""
    vocabulary = words()
    return not any(
        (piece.candidates and piece.typed is None) or any(character.isdigit() for character in piece.text)
        for piece in cut(tokens(aside), gazetteer, vocabulary)
    ) and not any(_tells(token.folded) and not (timed and token.folded in _times()) for token in tokens(aside))


def _tells(word: str) -> bool:
    roles = words().roles.get(word, frozenset())
    return bool(roles and not roles & _SILENT) or word in words().universal or word in turning() or word in _times()


@cache
def turning() -> frozenset[str]:
    """Return the words without which a question asks for something else."""
    return frozenset(_near()["turning"].split())


@cache
def _times() -> frozenset[str]:
    return frozenset(_near()["times"].split())


@cache
def ties() -> frozenset[str]:
    """Return the words that go with what is left out after them."""
    return frozenset(_near()["ties"].split())


@cache
def _near() -> Mapping[str, str]:
    text = (resources.files("ask") / "data" / "near.toml").read_text(encoding="utf-8")
    found: dict[str, str] = tomllib.loads(text)["words"]
    return found


def _plain(text: str) -> str:
    """Return the text without accents and capitals, each character in its place."""
    return "".join(_base(character) for character in text)


def _base(character: str) -> str:
    if character in "’‘`´":
        return "'"
    if character in "–—‑":
        return "-"
    bare = unicodedata.normalize("NFD", character)[0].lower()
    return bare if len(bare) == 1 else character
