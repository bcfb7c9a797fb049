"""While typing: names and kinds of question that go on from what stands in the field.

Everything is looked up in lists sorted once for each revision of the graph, so that a key stroke costs a millisecond.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ask.gazetteer import TERRITORY, Entity, Gazetteer, place
from ask.kinds import asks, kinds
from ask.prose import sentence_case
from ask.sentence import SPEECH
from graph.ids import fold
from graph.places import territories
from graph.views.base import View
from graph.vocabulary import Language

SHOWN: Final = 8
"""Suggestions at most."""

MIN_TYPED: Final = 2
"""Letters of a name before it is looked up."""

_WORDS: Final = 6
_LABELS: Final = ("Collectivity", "Network", "Person", "Organisation", "Event")
_SLOT: Final = re.compile(r"\{[a-z_]+\}")


class Suggestion(View):
    """One way to go on: what is shown, and the whole question with it. `kind` is name or question."""

    kind: str
    text: str
    question: str
    id: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Completer:
    """Names by their folded beginnings, wordings by theirs; made once for each revision of the graph."""

    names: tuple[tuple[str, str], ...]
    known: dict[str, Entity]
    weight: dict[str, int]
    wordings: dict[Language, tuple[tuple[str, str], ...]]

    @classmethod
    def of(cls, gazetteer: Gazetteer) -> Completer:
        """Sort the names of a graph and of all countries and first-level territories it has something in."""
        known = dict(gazetteer.bodies)
        names = {(name, id_) for name, ids in gazetteer.index.items() for id_ in ids}
        for code in gazetteer.present:
            if code in territories():
                here = place(code)
                known[code] = here
                names |= {(fold(name), code) for name in (here.fr, here.en)}
        weight = {id_: _weight(one, gazetteer) for id_, one in known.items()}
        return cls(tuple(sorted(names)), known, weight, {"fr": _wordings("fr"), "en": _wordings("en")})

    def complete(self, typed: str, language: Language, *, limit: int = SHOWN) -> tuple[Suggestion, ...]:
        """Return how a question may go on: names that its last words begin, then wordings that it begins."""
        text = " ".join(typed[:300].split())
        found = [*self._names(text, language), *self._questions(text, language)]
        return tuple({one.question: one for one in found}.values())[:limit]

    def _names(self, text: str, language: Language) -> list[Suggestion]:
        words = text.split(" ")
        for count in range(min(_WORDS, len(words)), 0, -1):
            tail = " ".join(words[-count:])
            ids = self._beginning(fold(tail))
            if ids:
                return [self._named(id_, text, tail, language) for id_ in ids]
        return []

    def _beginning(self, folded: str) -> list[str]:
        if len(folded) < MIN_TYPED:
            return []
        start = bisect_left(self.names, (folded, ""))
        found: dict[str, str] = {}
        for name, id_ in self.names[start : start + 500]:
            if not name.startswith(folded):
                break
            found.setdefault(id_, name)
        order = sorted(found, key=lambda id_: (found[id_] != folded, self.weight[id_], len(found[id_]), id_))
        return order[:SHOWN]

    def _named(self, id_: str, text: str, tail: str, language: Language) -> Suggestion:
        one = self.known[id_]
        name = one.fr if language == "fr" else one.en
        shown = SPEECH[language].described(one) if one.label in ("Collectivity", TERRITORY) else name
        question = f"{text[: len(text) - len(tail)]}{name}"
        return Suggestion(kind="name", text=shown, question=question, id=id_, label=one.label)

    def _questions(self, text: str, language: Language) -> list[Suggestion]:
        folded = fold(text)
        if len(folded) < MIN_TYPED:
            return []
        fits = [wording for begin, wording in self.wordings[language] if begin.startswith(folded)]
        return [Suggestion(kind="question", text=wording, question=_opening(wording)) for wording in fits]


def _weight(one: Entity, gazetteer: Gazetteer) -> int:
    """What is likelier meant comes first: countries and places with much in them, then authorities, then the rest."""
    if one.label == TERRITORY:
        return 0 if gazetteer.present.get(one.id, 0) > 1 else 3
    return 1 + _LABELS.index(one.label) if one.label in _LABELS else len(_LABELS)


def _wordings(language: Language) -> tuple[tuple[str, str], ...]:
    """Return folded beginning and wording of every kind, its slots as dots."""
    every: Sequence[str] = [text for kind in (*kinds(), *asks()) for text in kind.examples[language]]
    shown = [sentence_case(_SLOT.sub("…", text).replace(" ?", "\u00a0?")) for text in every]
    return tuple((fold(text.partition("…")[0]), text) for text in dict.fromkeys(shown))


def _opening(wording: str) -> str:
    """Return a wording up to its first name, which is to be typed next."""
    return wording.partition("…")[0]
