"""The kinds of question, and the words that may stand in them: the tables of `ask/data` made into lookups.

`kinds.toml` holds the words of the language and the kinds that ask for partners, `asks.toml` all other kinds,
`lexicon.toml` the closed classes of words that say nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, Final

from graph.ids import fold
from graph.themes import themes
from graph.vocabulary import LANGUAGES, Language

_VERB: Final = re.compile(r"(\w+)(~er|~ed|~e)\b")

ROLES = ("small", "asking", "phrases", "levels", "between", "joins", "or", "except", "unlike", "cited", "abroad")
"""What a word is in a question; each is a list of `data/kinds.toml` for each language."""


@dataclass(frozen=True, slots=True)
class Type:
    """Words that choose the level of the authority that they stand beside: `ville`, `county`."""

    kinds: frozenset[str]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of question.

    `scopes` is how many places or bodies it names at most. One of `cues` must stand in it (of `pairs` all words), unless it
    is `bare` and there are names alone. `extra` are words that may stand beside a cue. `examples` are wordings with the
    names of the scopes. The other fields are those of `data/asks.toml`, which explains them.
    """

    name: str
    scopes: int
    bare: bool
    query: str
    cues: frozenset[str]
    pairs: frozenset[tuple[str, ...]]
    extra: frozenset[str]
    examples: Mapping[Language, tuple[str, ...]]
    slots: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()
    one_of: frozenset[str] = frozenset()
    filters: frozenset[str] = frozenset()
    ignores: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    partners: bool = False
    areas: bool = False
    yes: bool = False
    noun: Mapping[Language, tuple[str, str, str]] = field(default_factory=dict)
    says: Mapping[Language, Mapping[str, str]] = field(default_factory=dict)
    follow: tuple[str, ...] = ()
    unless: frozenset[str] = frozenset()

    def cued(self, said: frozenset[str]) -> bool:
        """Whether one of its cues stands among these words."""
        return bool(said & self.cues) or any(said.issuperset(pair) for pair in self.pairs)


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a question may ask for: its words, and those of the titles that hold it."""

    id: str
    words: frozenset[str]
    titles: tuple[str, ...]
    excluded: tuple[str, ...]
    chair: bool
    names: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class Verb:
    """How actors act on each other: the kinds of relation, the words that ask for them, the verb of one and of several."""

    kinds: tuple[str, ...]
    words: frozenset[str]
    both: bool
    forward: bool
    forms: Mapping[Language, tuple[str, str]]

    def said(self, words: frozenset[str]) -> bool:
        """Whether one of its words (of "a+b" both) stands among these."""
        return any(words.issuperset(word.split("+")) for word in self.words)


@dataclass(frozen=True, slots=True)
class Parts:
    """What the kinds of `data/asks.toml` look for beside names: phrase → what it stands for."""

    offices: tuple[Office, ...]
    verbs: tuple[Verb, ...]
    forward: frozenset[str]
    organisation_kinds: Mapping[str, str]
    event_kinds: Mapping[str, str]
    extremes: Mapping[str, str]
    subjects: Mapping[str, tuple[str, ...]]
    services: Mapping[str, tuple[str, ...]]
    paraphrases: Mapping[str, str]
    planned: frozenset[str]
    counted: Mapping[str, str]

    @property
    def single(self) -> Mapping[str, Mapping[str, str]]:
        """What a question can name one of only: filter → its table."""
        return {
            "event_kind": self.event_kinds,
            "organisation_kind": self.organisation_kinds,
            "extreme": self.extremes,
        }


@dataclass(frozen=True, slots=True)
class Words:
    """Every word that is not a name.

    `roles` is folded word or phrase → its roles, `longest` first word → tokens of the longest phrase that it opens, `marks`
    the words that only one language has, `ordinary` words that are no names unless they have a capital.
    `forms` is word → the form of link that it asks for, where no word of `wider` stands beside it; `statuses` and `themes`
    are phrase → the status or theme that it asks for, `levels` word → the level of authority that it asks for.
    `as_of` and `periods` are what stands before a date, `decades` word → its first year. `yes_no` tells how a question for
    yes or no begins, and `universal` the words ("all") beside which none is answered.
    `cited` are phrases that name documents as those that say it.
    `absent` is a word for what no source tells → the sentence that says so.
    """

    roles: Mapping[str, frozenset[str]]
    longest: Mapping[str, int]
    marks: Mapping[Language, frozenset[str]]
    ordinary: frozenset[str]
    types: tuple[Type, ...]
    forms: Mapping[str, str]
    wider: frozenset[str]
    statuses: Mapping[str, str]
    themes: Mapping[str, str]
    levels: Mapping[str, str]
    months: Mapping[str, int]
    as_of: tuple[tuple[str, ...], ...]
    periods: tuple[tuple[tuple[str, ...], str], ...]
    until: frozenset[str]
    decades: Mapping[str, str]
    universal: frozenset[str]
    absent: Mapping[str, Mapping[Language, str]]
    yes_no: Mapping[str, frozenset[str]]
    cited: frozenset[str]

    def has(self, word: str, role: str) -> bool:
        """Whether a word or phrase has this role."""
        return role in self.roles.get(word, ())


@cache
def kinds() -> tuple[Kind, ...]:
    """Return the kinds of question that ask for partners, in the order in which they are tried."""
    data = _data("kinds.toml")
    return tuple(_kind(entry, data["cues"][entry["like"]]) for entry in data["kinds"])


@cache
def asks() -> tuple[Kind, ...]:
    """Return all other kinds of question, in the order in which they are tried."""
    shared = kinds()[0]
    return tuple(_ask(entry, shared) for entry in _data("asks.toml")["asks"])


@cache
def kind_named(name: str) -> Kind:
    """Return the kind of this name.

    Raises:
        KeyError: there is none.
    """
    return {kind.name: kind for kind in (*kinds(), *asks())}[name]


@cache
def parts() -> Parts:
    """Return what questions turn on beside names."""
    data = _data("asks.toml")
    return Parts(
        offices=tuple(_office(entry) for entry in data["offices"]),
        verbs=tuple(
            Verb(
                kinds=tuple(entry["kinds"]),
                words=frozenset(entry["words"]),
                both=entry.get("both", False),
                forward=entry.get("forward", False),
                forms={language: (entry[language][0], entry[language][1]) for language in LANGUAGES},
            )
            for entry in data["verbs"]
        ),
        forward=frozenset(word for language in LANGUAGES for word in data["directions"]["forward"][language]),
        organisation_kinds=_inverted(data["organisation_kinds"]),
        event_kinds=_inverted(data["event_kinds"]),
        extremes=_inverted(data["extremes"]),
        subjects={phrase: tuple(listed) for listed in data["subjects"].values() for phrase in listed},
        services={phrase: tuple(listed) for listed in data["services"].values() for phrase in listed},
        paraphrases=_inverted(data["paraphrases"]),
        planned=frozenset(data["planned"]["words"]),
        counted=_inverted(data["counted"]),
    )


@cache
def words() -> Words:
    """Return every word that is not a name."""
    data = _data("kinds.toml")
    themed, statuses = _themes(data["themes"]), _inverted(data["statuses"])
    forms = {word: form for form, listed in data["forms"].items() if form != "wider" for word in listed.split()}
    levels = {word.replace("+", " "): level for level, listed in data["levels"].items() for word in listed.split()}
    roles: dict[str, set[str]] = {}
    for role, phrases in (*_roles(data), ("theme", themed), ("status", statuses), ("form", forms), ("levels", levels)):
        for phrase in phrases:
            roles.setdefault(phrase, set()).add(role)
    own = {language: _own(data, language) for language in LANGUAGES}
    return Words(
        roles={phrase: frozenset(found) for phrase, found in roles.items()},
        longest=_longest(roles),
        marks={"fr": frozenset(own["fr"] - own["en"]), "en": frozenset(own["en"] - own["fr"])},
        ordinary=frozenset(data["words"]["ordinary"].split()),
        types=tuple(Type(frozenset(entry["kinds"]), tuple(entry["words"])) for entry in data["types"]),
        forms=forms,
        wider=frozenset(data["forms"]["wider"].split()),
        statuses=statuses,
        themes=themed,
        levels=levels,
        months=_months(data["as_of"]),
        as_of=tuple(sorted((tuple(opening.split()) for opening in data["as_of"]["openings"]), key=len, reverse=True)),
        periods=_periods(data["periods"]),
        until=frozenset(data["periods"]["until"]),
        decades=data["decades"],
        universal=frozenset(data["universal"]["words"]),
        absent={word: entry for entry in data["absent"] for word in entry["words"]},
        cited=frozenset(phrase for language in LANGUAGES for phrase in data["words"][language]["cited"]),
        yes_no={part: frozenset(listed) for part, listed in data["yes_no"].items()},
    )


def _roles(data: Mapping[str, Any]) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield each role with the words and phrases that have it."""
    for language in LANGUAGES:
        yield from ((role, _listed(data["words"][language][role])) for role in ROLES)
        yield from ((role, data[role][language]) for role in ("lead", "begun", "number"))
    yield from ((role, data[role]["words"]) for role in ("three", "only", "now", "twice"))
    for language in LANGUAGES:
        yield "asking", _silent(language)
    yield "cue", _cue_words()


def _own(data: Mapping[str, Any], language: Language) -> set[str]:
    """Return the words and phrases of one language, which tell it."""
    found = {phrase for role in ROLES for phrase in _listed(data["words"][language][role])}
    found |= set(_silent(language))
    found |= {word.split("+")[0] for cues in data["cues"].values() for word in cues[language].split()}
    return found | {
        w for entry in _data("asks.toml")["asks"] for cue in entry["cues"][language] for w in cue.split("+")
    }


def _silent(language: Language) -> list[str]:
    """Every word and phrase of the closed classes that say nothing about what is asked for."""
    return [phrase for listed in _data("lexicon.toml")[language].values() for phrase in _listed(listed)]


@cache
def spelt() -> Mapping[str, str]:
    """Return what is typed in short → the words that it stands for."""
    found: dict[str, str] = _data("lexicon.toml")["spelt"]
    return found


def _cue_words() -> set[str]:
    """Every word and phrase that a kind, an office, a verb or another part of a question turns on."""
    found: set[str] = set()
    for kind in (*kinds(), *asks()):
        found |= kind.cues | kind.extra | kind.after | kind.before | {word for pair in kind.pairs for word in pair}
    known = parts()
    found |= {word for office in known.offices for word in office.words}
    found |= {part for verb in known.verbs for word in verb.words for part in word.split("+")}
    return (
        found
        | set(known.organisation_kinds)
        | set(known.event_kinds)
        | set(known.extremes)
        | set(known.subjects)
        | known.planned
    )


@cache
def _data(name: str) -> dict[str, Any]:
    text = (resources.files("ask") / "data" / name).read_text(encoding="utf-8")
    data: dict[str, Any] = _inflected(tomllib.loads(text))
    return data


_ENDINGS: Final = {
    "~er": tuple(
        "e es ons ez ent er ee ees ais ait ions iez aient a erent ant erai era erez eront erait eraient".split()
    ),
    "~ed": ("", "s", "ed", "ing"),
    "~e": ("e", "es", "ed", "ing"),
}
"""What stands for the forms of a regular verb in the tables: presid~er in French, chair~ed and creat~e in English."""


def _inflected(value: Any) -> Any:
    """Return a table with every form of the verbs in it."""
    if isinstance(value, dict):
        return {key: _inflected(part) for key, part in value.items()}
    if isinstance(value, list):
        return [form for part in value for form in (_forms(part) if isinstance(part, str) else [_inflected(part)])]
    if isinstance(value, str) and "~" in value:
        return " ".join(form for word in value.split() for form in _forms(word))
    return value


def _forms(text: str) -> list[str]:
    """Return every form of the verb in a word, a phrase or a pair; the text itself where there is none."""
    found = _VERB.search(text)
    if found is None:
        return [text]
    stem, mark = found.groups()
    before, after = text[: found.start()], text[found.end() :]
    return [f"{before}{stem}{ending}{after}" for ending in _ENDINGS[mark]]


def _listed(value: str | list[str]) -> list[str]:
    return value.split() if isinstance(value, str) else value


def _inverted(data: Mapping[str, list[str]]) -> dict[str, str]:
    return {phrase: value for value, phrases in data.items() for phrase in phrases}


def _themes(data: Mapping[str, str]) -> dict[str, str]:
    """Phrase → theme: further words first, then the labels themselves."""
    found = {word.replace("+", " "): theme for theme, listed in data.items() for word in listed.split()}
    return {fold(label): theme for theme, both in themes().items() for label in both} | found


def _kind(entry: Mapping[str, Any], cues: Mapping[str, str]) -> Kind:
    every = [word for language in LANGUAGES for word in cues[language].split()]
    return Kind(
        name=entry["name"],
        scopes=entry["scopes"],
        bare=entry["bare"],
        query=entry["query"],
        cues=frozenset(
            (*(w for w in every if "+" not in w), *(p for language in LANGUAGES for p in cues[f"phrases_{language}"]))
        ),
        pairs=frozenset(tuple(word.split("+")) for word in every if "+" in word),
        extra=frozenset(word for language in LANGUAGES for word in cues[f"with_{language}"].split()),
        examples=_examples(entry),
        slots=("place",) * entry["scopes"],
        follow=tuple(entry.get("follow", ())),
    )


def _ask(entry: Mapping[str, Any], partners: Kind) -> Kind:
    every = [cue for language in LANGUAGES for cue in entry["cues"][language]]
    also = partners.cues | partners.extra | {w for pair in partners.pairs for w in pair}
    extra = frozenset(word.replace("_", " ") for language in LANGUAGES for word in entry["with"][language].split())
    return Kind(
        name=entry["name"],
        scopes=len(entry["slots"]),
        bare=entry.get("bare", False),
        query=entry["query"],
        cues=frozenset(cue for cue in every if "+" not in cue),
        pairs=frozenset(tuple(cue.split("+")) for cue in every if "+" in cue),
        extra=extra | also if entry.get("partners") else extra,
        examples=_examples(entry),
        slots=tuple(entry["slots"]),
        needs=frozenset(entry.get("needs", ())),
        one_of=frozenset(entry.get("one_of", ())),
        filters=frozenset(entry.get("filters", ())),
        ignores=frozenset(entry.get("ignores", ())),
        after=_both(entry.get("after")),
        before=_both(entry.get("before")),
        partners=entry.get("partners", False),
        areas=entry.get("areas", False),
        yes=entry.get("yes", False),
        noun={language: tuple(entry["noun"][language]) for language in LANGUAGES},
        says={
            language: {name: entry[name][language] for name in ("some", "none", "understood")} for language in LANGUAGES
        },
        follow=tuple(entry.get("follow", ())),
        unless=frozenset(entry.get("unless", ())),
    )


def _both(data: Mapping[str, list[str]] | None) -> frozenset[str]:
    return frozenset(word for language in LANGUAGES for word in data[language]) if data else frozenset()


def _examples(entry: Mapping[str, Any]) -> dict[Language, tuple[str, ...]]:
    return {language: tuple(entry["examples"][language]) for language in LANGUAGES}


def _office(entry: Mapping[str, Any]) -> Office:
    return Office(
        id=entry["id"],
        words=frozenset(entry["words"]),
        titles=tuple(entry["titles"]),
        excluded=tuple(entry["not"]),
        chair=entry.get("chair", False),
        names={language: entry[language] for language in LANGUAGES},
    )


def _longest(phrases: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for phrase in phrases:
        parts_ = phrase.split()
        longest[parts_[0]] = max(longest.get(parts_[0], 0), len(parts_))
    return longest


def _periods(data: Mapping[str, list[str]]) -> tuple[tuple[tuple[str, ...], str], ...]:
    order = ("between", "since", "after", "before", "in")
    found = [(tuple(opening.split()), when) for when in order for opening in data[when]]
    return tuple(sorted(found, key=lambda one: (order.index(one[1]) > 0, -len(one[0]))))


def _months(data: Mapping[str, Any]) -> dict[str, int]:
    months = {name: number for names in data["months"].values() for number, name in enumerate(names, 1)}
    months |= {name: number for number, names in enumerate(data["short"], 1) for name in names.split()}
    return months
