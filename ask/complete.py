"""While typing: names and kinds of question that go on from what stands in the field.

Everything is looked up in lists sorted once for each revision of the graph, so that a key stroke costs a millisecond.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from ask.apart import put, told_apart
from ask.gazetteer import TERRITORY, Entity, Gazetteer, place
from ask.kinds import asks, kinds, words
from ask.parse import Parsed, parse
from ask.prose import sentence_case
from ask.sentence import SPEECH
from graph.ids import CONTRACTED, fold
from graph.places import territories
from graph.views.base import View
from graph.vocabulary import Language

SHOWN: Final = 8
"""Suggestions at most."""

MIN_TYPED: Final = 2
"""Letters of a name before it is looked up."""

_WORDS: Final = 6
_LABELS: Final = ("Collectivity", "Network", "Person", "Organisation", "Event")
_SLOT: Final = re.compile(r"\{([a-z]+)[a-z_]*\}")
_BEFORE: Final[dict[Language, dict[str, str]]] = {
    "fr": {"of": "de ", "origin": "de ", "at": "à ", "in": "en "},
    "en": {"of": "of ", "origin": "in ", "in": "in "},
}
_WORD: Final = re.compile(r"(?<!\S)|(?<=['’])")
"""Where a word of what is typed begins: after a space, or after the apostrophe of "d'Aix"."""

_FUNCTION: Final = frozenset(("small", "asking"))


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

    gazetteer: Gazetteer
    names: tuple[tuple[str, str], ...]
    known: dict[str, Entity]
    weight: dict[str, int]
    wordings: dict[Language, tuple[tuple[str, str], ...]]
    spoken: dict[tuple[str, Language], str | None] = field(default_factory=dict, compare=False, repr=False)
    """How a name must be typed to be understood as this thing, None where no name is; kept once it was tried."""

    @classmethod
    def of(cls, gazetteer: Gazetteer, *, people: bool = True) -> Completer:
        """Sort the names of a graph and of the territories it has something in; of people only where all may see them."""
        known = {id_: one for id_, one in gazetteer.bodies.items() if people or one.label != "Person"}
        names = {(name, id_) for name, ids in gazetteer.index.items() for id_ in ids if id_ in known}
        for code in gazetteer.present:
            if code in territories():
                here = place(code)
                known[code] = here
                names |= {(fold(name), code) for name in (here.fr, here.en)}
        weight = {id_: _weight(one, gazetteer) for id_, one in known.items()}
        return cls(gazetteer, tuple(sorted(names)), known, weight, {"fr": _wordings("fr"), "en": _wordings("en")})

    def complete(self, typed: str, language: Language, *, limit: int = SHOWN) -> tuple[Suggestion, ...]:
        """Return how a question may go on: names that its last words begin, and wordings that it begins.

        What begins with a word of the language ("qui", "the") is a question before it is a name.
        """
        text = " ".join(typed[:300].split())
        found = [self._names(text, language), self._questions(text, language)]
        if _is_function(text.partition(" ")[0]):
            found.reverse()
        return tuple({one.question: one for several in found for one in several}.values())[:limit]

    def _names(self, text: str, language: Language) -> list[Suggestion]:
        starts = [match.start() for match in _WORD.finditer(text)][-_WORDS:]
        for start in starts:
            ids = self._ending(text[:start], text[start:])
            if ids:
                return [one for id_ in ids if (one := self._named(id_, text[:start], language))]
        last = text[starts[-1] :] if starts else ""
        alike = (id_ for word in self.gazetteer.alike(fold(last)) for id_ in self._beginning(word))
        return [
            one for id_ in dict.fromkeys(alike) if (one := self._named(id_, text[: len(text) - len(last)], language))
        ]

    def _ending(self, before: str, tail: str) -> list[str]:
        """Return what the end of a text may be the beginning of; "du Hav" holds the article of Le Havre."""
        if _is_function(tail):
            return []
        article = CONTRACTED.get(fold(before.rstrip().rpartition(" ")[2]))
        with_article = self._beginning(f"{article} {fold(tail)}") if article else []
        return [*with_article, *self._beginning(fold(tail))][:SHOWN]

    def _beginning(self, folded: str) -> list[str]:
        if len(folded) < MIN_TYPED:
            return []
        start = bisect_left(self.names, (folded, ""))
        found: dict[str, str] = {}
        for name, id_ in self.names[start : start + 500]:
            if not name.startswith(folded):
                break
            found.setdefault(id_, name)
        found |= {one.id: one.fr for one in self._joint(folded, found) if one.id not in found}
        order = sorted(found, key=lambda id_: (found[id_] != folded, self.weight[id_], len(found[id_]), id_))
        return order[:SHOWN]

    def _joint(self, folded: str, found: dict[str, str]) -> list[Entity]:
        """Return the intercommunalities that bear the very name of a city: the Métropole de Lyon beside Lyon."""
        cities = [self.known[id_] for id_, name in found.items() if name == folded]
        return [
            one
            for city in cities
            if city.kind in ("commune", "city")
            for one in self.gazetteer.intercommunalities(folded, city.country, city.territory)
        ]

    def _named(self, id_: str, before: str, language: Language) -> Suggestion | None:
        name = self._spoken(id_, language)
        if name is None:
            return None
        one = self.known[id_]
        shown = SPEECH[language].described(one) if one.label in ("Collectivity", TERRITORY) else name
        return Suggestion(kind="name", text=shown, question=put(before, one, name, language), id=id_, label=one.label)

    def _spoken(self, id_: str, language: Language) -> str | None:
        if (id_, language) not in self.spoken:
            self.spoken[id_, language] = self._tried(self.known[id_], language)
        return self.spoken[id_, language]

    def _tried(self, one: Entity, language: Language) -> str | None:
        """Return the first name by which a place is understood as itself: of two Yorks one is "York, Pennsylvania"."""
        if one.label not in ("Collectivity", TERRITORY):
            return one.fr if language == "fr" else one.en
        for name in told_apart(one, language):
            parsed = parse(name, self.gazetteer, language)
            if isinstance(parsed, Parsed) and [choice.taken.id for choice in parsed.choices] == [one.id]:
                return name
        return None

    def _questions(self, text: str, language: Language) -> list[Suggestion]:
        folded = fold(text)
        if len(folded) < MIN_TYPED:
            return []
        fits = [wording for begin, wording in self.wordings[language] if begin.startswith(folded)]
        return [Suggestion(kind="question", text=wording, question=_opening(wording)) for wording in fits]


def _is_function(word: str) -> bool:
    """Whether this is one word of the language that opens no name by itself: de, les, qui, the."""
    return bool(words().roles.get(fold(word), frozenset()) & _FUNCTION)


def _weight(one: Entity, gazetteer: Gazetteer) -> int:
    """What is likelier meant comes first: countries and places with much in them, then authorities, then the rest."""
    if one.label == TERRITORY:
        return 0 if gazetteer.present.get(one.id, 0) > 1 else 3
    return 1 + _LABELS.index(one.label) if one.label in _LABELS else len(_LABELS)


def _wordings(language: Language) -> tuple[tuple[str, str], ...]:
    """Return folded beginning and wording of every kind, its slots as dots."""
    every: Sequence[str] = [text for kind in (*kinds(), *asks()) for text in kind.examples[language]]

    def dots(slot: re.Match[str]) -> str:
        return f"{_BEFORE[language].get(slot[1], '')}…"

    shown = [sentence_case(_SLOT.sub(dots, text).replace(" ?", "\u00a0?")) for text in every]
    return tuple((fold(text.partition("…")[0]), text) for text in dict.fromkeys(shown))


def _opening(wording: str) -> str:
    """Return a wording up to its first name, which is to be typed next."""
    return wording.partition("…")[0]
