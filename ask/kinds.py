"""The kinds of question, and the words that may stand in them: `data/kinds.toml` made into lookups.

A new kind is a new entry there; code is only needed where its query function or its sentence is new.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from graph.vocabulary import LANGUAGES, Language

ROLES = ("small", "asking", "phrases", "levels", "between", "joins", "or", "abroad")
"""What a word is in a question; each is a list of `data/kinds.toml` for each language."""


@dataclass(frozen=True, slots=True)
class Type:
    """Words that choose the level of the authority that they stand beside: `ville`, `county`."""

    kinds: frozenset[str]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of question.

    `scopes` is how many places or bodies it names. One of `cues` must stand in it (of `pairs` both words), unless it is
    `bare` and there are names alone. `extra` are words that may stand beside a cue. `query` and `sentence` name functions
    of `ask.engine`; `examples` are wordings with the places of the scopes.
    """

    name: str
    scopes: int
    bare: bool
    query: str
    sentence: str
    cues: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    extra: frozenset[str]
    examples: Mapping[Language, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Words:
    """Every word that is not a name.

    `roles` is folded word or phrase → its roles, `longest` first word → tokens of the longest phrase that it opens, `marks`
    the words that only one language has, `ordinary` words that are no names unless they have a capital.
    `forms` is word → the form of link that it asks for, where no word of `wider` stands beside it.
    """

    roles: Mapping[str, frozenset[str]]
    longest: Mapping[str, int]
    marks: Mapping[Language, frozenset[str]]
    ordinary: frozenset[str]
    types: tuple[Type, ...]
    forms: Mapping[str, str]
    wider: frozenset[str]
    months: Mapping[str, int]
    as_of: tuple[tuple[str, ...], ...]

    def has(self, word: str, role: str) -> bool:
        """Whether a word or phrase has this role."""
        return role in self.roles.get(word, ())


@cache
def kinds() -> tuple[Kind, ...]:
    """Return the kinds of question, in the order in which they are tried."""
    data = _data()
    return tuple(_kind(entry, data["cues"][entry["like"]]) for entry in data["kinds"])


@cache
def words() -> Words:
    """Return every word that is not a name."""
    data = _data()
    roles: dict[str, set[str]] = {}
    own: dict[Language, set[str]] = {"fr": set(), "en": set()}
    for language in LANGUAGES:
        for role in ROLES:
            for phrase in _listed(data["words"][language][role]):
                roles.setdefault(phrase, set()).add(role)
                own[language].add(phrase)
    for kind in kinds():
        for cue in kind.cues | kind.extra | {word for pair in kind.pairs for word in pair}:
            roles.setdefault(cue, set()).add("cue")
    for language in LANGUAGES:
        own[language] |= {word.split("+")[0] for cues in data["cues"].values() for word in cues[language].split()}
    return Words(
        roles={phrase: frozenset(found) for phrase, found in roles.items()},
        longest=_longest(roles),
        marks={"fr": frozenset(own["fr"] - own["en"]), "en": frozenset(own["en"] - own["fr"])},
        ordinary=frozenset(data["words"]["ordinary"].split()),
        types=tuple(Type(frozenset(entry["kinds"]), tuple(entry["words"])) for entry in data["types"]),
        forms={word: form for form, listed in data["forms"].items() if form != "wider" for word in listed.split()},
        wider=frozenset(data["forms"]["wider"].split()),
        months=_months(data["as_of"]),
        as_of=tuple(sorted((tuple(opening.split()) for opening in data["as_of"]["openings"]), key=len, reverse=True)),
    )


def _data() -> dict[str, Any]:
    text = (resources.files("ask") / "data" / "kinds.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _listed(value: str | list[str]) -> list[str]:
    return value.split() if isinstance(value, str) else value


def _kind(entry: Mapping[str, Any], cues: Mapping[str, str]) -> Kind:
    every = [word for language in LANGUAGES for word in cues[language].split()]
    return Kind(
        name=entry["name"],
        scopes=entry["scopes"],
        bare=entry["bare"],
        query=entry["query"],
        sentence=entry["sentence"],
        cues=frozenset(word for word in every if "+" not in word),
        pairs=frozenset((word.split("+")[0], word.split("+")[1]) for word in every if "+" in word),
        extra=frozenset(word for language in LANGUAGES for word in cues[f"with_{language}"].split()),
        examples={language: tuple(entry["examples"][language]) for language in LANGUAGES},
    )


def _longest(phrases: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for phrase in phrases:
        parts = phrase.split()
        longest[parts[0]] = max(longest.get(parts[0], 0), len(parts))
    return longest


def _months(data: Mapping[str, Any]) -> dict[str, int]:
    months = {name: number for names in data["months"].values() for number, name in enumerate(names, 1)}
    months |= {name: number for number, names in enumerate(data["short"], 1) for name in names.split()}
    return months
