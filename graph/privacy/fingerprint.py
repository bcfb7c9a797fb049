"""Salted fingerprints of names: how somebody who was erased is kept out without keeping the name. Pure functions.

A fingerprint is of the name's skeleton, so that another spelling has the same: accents, case, hyphens, the order of the
words, titles, doubled and silent letters do not matter (Mme MARTIN Ada, Ada Martin; Thierry Mathieu, Thiery Matthieu).
It is kept as a decision (`forget`), beside those of review: a dump carries it, a load meets it.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from graph.decisions import Decision
from graph.ids import fold

FORGET: Final = "forget"
"""The kind of the decision."""

PERSONAL: Final = ("Mandate", "Attendance")
"""Labels of claims about a person, beside the person."""

HIDDEN: Final = "[…]"
"""What stands in a text in the place of an erased name."""

MOST_WORDS: Final = 5
"""The longest name that is looked for in a text, words."""

_TITLES = frozenset(
    "m mm mme mmes mlle mr mrs ms dr pr prof me monsieur madame mademoiselle sir docteur maitre".split()
)
_SOUNDS = (("ph", "f"), ("qu", "c"), ("ck", "c"), ("y", "i"), ("k", "c"), ("q", "c"), ("z", "s"), ("w", "v"), ("h", ""))
_DOUBLE = re.compile(r"(.)\1+")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_TEXTS = ("locator", "note_fr", "note_en", "question_fr", "question_en", "title", "since_words", "until_words")
_EVENT_TEXTS = ("name_fr", "name_en", "as_stated")


def skeleton(name: str) -> str:
    """Return what all spellings of a name have in common; empty where nothing is left."""
    words = fold(name).split()
    kept = [word for word in words if word not in _TITLES] or words
    return " ".join(sorted(filter(None, map(_sounds, kept))))


def _sounds(word: str) -> str:
    for letters, sound in _SOUNDS:
        word = word.replace(letters, sound)
    return _DOUBLE.sub(r"\1", word)


def fingerprint(salt: str, name: str) -> str:
    """Return the salted fingerprint of a name, 32 hexadecimal digits."""
    return hmac.new(bytes.fromhex(salt), skeleton(name).encode(), hashlib.sha256).hexdigest()[:32]


def decision(salt: str, name: str, decided_on: str, before: str | None = None) -> Decision:
    """Return the decision to keep a name out: for good, or what was stated by the day `before`."""
    print_ = fingerprint(salt, name)
    return Decision(f"{FORGET}-{print_}", FORGET, "Person", print_, salt, None, before, decided_on)


@dataclass(frozen=True)
class Forgotten:
    """Who is kept out: salt → fingerprint → the day by which it must have been stated, None for whenever."""

    prints: dict[str, dict[str, str | None]] = field(default_factory=dict)

    @classmethod
    def of(cls, every: Iterable[Decision]) -> Forgotten:
        """Take them from all decisions."""
        found: dict[str, dict[str, str | None]] = {}
        for one in every:
            if one.kind == FORGET and one.other:
                found.setdefault(one.other, {})[one.one] = one.answer
        return cls(found)

    def __bool__(self) -> bool:
        return bool(self.prints)

    def holds(self, name: str, stated_on: str | None) -> bool:
        """Return whether a person of this name is kept out, given the newest date of what is stated."""
        for salt, prints in self.prints.items():
            print_ = fingerprint(salt, name)
            if print_ in prints:
                before = prints[print_]
                if before is None or (stated_on or "") <= before:
                    return True
        return False

    def redacted(self, label: str, said: dict[str, Any]) -> dict[str, Any]:
        """Return what was said without the names of those who are kept out for good; the same object where none is in it."""
        fields = (*_TEXTS, *(_EVENT_TEXTS if label == "Event" else ()))
        changed = {name: new for name in fields if name in said and (new := self._hidden(said[name])) != said[name]}
        return {**said, **changed} if changed else said

    def _hidden(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._hidden(item) for item in value]
        return self._without_names(value) if isinstance(value, str) else value

    def _without_names(self, text: str) -> str:
        # A name has a capital in its first word; windows that have none are not worth a digest.
        words = list(_WORD.finditer(text))
        at, pieces, done = 0, [], 0
        while at < len(words):
            end = next((end for end in self._windows(words, at) if self._named(text, words, at, end)), None)
            if end is None:
                at += 1
                continue
            pieces += [text[done : words[at].start()], HIDDEN]
            done, at = words[end - 1].end(), end
        return "".join([*pieces, text[done:]]) if pieces else text

    @staticmethod
    def _windows(words: list[re.Match[str]], at: int) -> Iterator[int]:
        if words[at].group()[0].isupper():
            yield from range(min(len(words), at + MOST_WORDS), at, -1)

    def _named(self, text: str, words: list[re.Match[str]], at: int, end: int) -> bool:
        name = text[words[at].start() : words[end - 1].end()]
        if not words[end - 1].group()[0].isupper():
            return False
        return any(prints.get(fingerprint(salt, name), "") is None for salt, prints in self.prints.items())


@dataclass
class Sieve:
    """Lets things through one by one, people before what is said about them, and keeps out those who were erased."""

    forgotten: Forgotten
    out: set[str] = field(default_factory=set)
    withheld: int = 0

    def person(self, id_: str, statements: Iterable[dict[str, Any]]) -> bool:
        """Return whether a person may pass, by all names and the newest date that are stated."""
        stated = list(statements)
        newest = max((said.get("stated_on") or "" for said in stated), default="")
        names = {name for said in stated for name in (said.get("name"), *said.get("as_stated", ())) if name}
        if any(self.forgotten.holds(name, newest) for name in sorted(names)):
            self.out.add(id_)
            return False
        return True

    def claim(self, label: str, said: dict[str, Any]) -> dict[str, Any] | None:
        """Return what may pass of a statement that is not a person's own: None, or the words without erased names."""
        if label in PERSONAL and said.get("person") in self.out:
            return None
        if label == "Review" and self.out.intersection(said.get("about", ())):
            return None
        return self.forgotten.redacted(label, said)
