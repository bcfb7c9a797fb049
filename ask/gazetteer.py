"""Names to look up in a question: those of the graph, and those of all the territories of the world.

Everything is folded. What does not depend on the graph is made once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

from rapidfuzz import fuzz, process

from ask.areas import area_demonyms, area_names, areas, lies_in
from ask.kinds import words
from ask.meaning import NICKNAMES, Meanings, telling
from graph.cities import cities_named, exonym, exonyms
from graph.ids import collectivity_id, fold
from graph.places import (
    chain,
    commune_id,
    communes_by_name,
    contains,
    country_of,
    demonyms,
    label,
    outermost,
    territories,
)
from graph.places import names as territory_names
from graph.read.askable import Askable, EventName, FigureName
from graph.views.names import Named

EVENT: Final = "Event"
"""The label of an event."""

ACTORS: Final = ("Network", "Organisation")
"""Labels of the bodies that are found by what their names mean."""

TERRITORY: Final = "Territory"
"""The label of an entity that is a place, beside the labels of the graph."""

AREA: Final = "area"
"""The kind of a territory that is more than one: a continent, "Texas or Ohio", "outside Europe"."""

MIN_LETTERS: Final = 5
"""Shortest word in which a typing error is looked for."""

KNOWN: Final = 50_000
"""Inhabitants from which a city abroad that no source names is known by its name."""

LIKENESS: Final = 88
"""How like a name a mistyped word must be, percent."""

_DEPARTEMENT: Final = len("FR-69")

# The local names of subdivisions are full of two- to four-letter transliterations ("mon", "lib"): with a capital only.
_SHORT: Final = 4
_KNOWN_SHORT: Final = ("FR", "US")


class Entity(NamedTuple):
    """What a name stands for: an ISO code or an id of the graph, its label there, its kind, where it is, its names.

    `governs` is the code of the territory of which it is the authority. An area (kind `AREA`) is a part of the world, or
    what is in one of `parts` (anywhere, without any) and in none of `without`.
    """

    id: str
    label: str
    kind: str | None
    territory: str | None
    fr: str
    en: str
    governs: str | None = None
    parts: tuple[Entity, ...] = ()
    without: tuple[Entity, ...] = ()

    @property
    def area(self) -> bool:
        """Whether no single ISO code and no single id stands for it."""
        return self.kind == AREA

    def holds(self, id_: str, territory: str | None) -> bool:
        """Whether a body is it, or lies in it; of one without a known place nobody can say that it lies outside."""
        if self.parts or self.without:
            if any(one.holds(id_, territory) for one in self.without):
                return False
            if not self.parts:
                return territory is not None or all(one.label != TERRITORY for one in self.without)
            return any(one.holds(id_, territory) for one in self.parts)
        if self.label != TERRITORY:
            return id_ == self.id
        return territory is not None and lies_in(self.id, territory)

    @property
    def country(self) -> str | None:
        """The code of its country, if known."""
        return country_of(self.territory) if self.territory else None


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The names of one graph over those of the world.

    `bodies` is id → entity, `index` folded name → ids, `longest` first word → tokens of the longest name that it opens,
    `letters` first letter → words to correct towards, `present` territory → how many bodies of the graph are in it, `joint`
    the intercommunalities with the words of their names. `surnames` is folded surname → people, `rare` a word of one
    network's or organisation's name only → that body, `meanings` finds them by what their names mean. `events` are all
    events, `figures` what is counted → its figures, `titles` a word that only titles of events have → these events.
    `placed` is country → how many of its authorities are in no part of it that is known, and how many in one.
    """

    bodies: Mapping[str, Entity]
    index: Mapping[str, tuple[str, ...]]
    longest: Mapping[str, int]
    letters: Mapping[str, tuple[str, ...]]
    present: Mapping[str, int]
    joint: tuple[tuple[frozenset[str], Entity], ...]
    surnames: Mapping[str, tuple[str, ...]]
    rare: Mapping[str, tuple[str, ...]]
    meanings: Meanings
    events: tuple[EventName, ...]
    figures: Mapping[str, tuple[FigureName, ...]]
    titles: Mapping[str, frozenset[str]]
    placed: Mapping[str, tuple[int, int]]

    @classmethod
    def of(cls, named: Iterable[Named], askable: Askable | None = None) -> Gazetteer:
        """Make the gazetteer of a graph from all its named things."""
        known = askable or Askable()
        bodies: dict[str, Entity] = {}
        index: dict[str, dict[str, None]] = {}
        places: Counter[str] = Counter()
        every = [*named, *known.people]
        for one in every:
            bodies[one.id] = _body(one)
            for name in (*one.names, *_elsewhere(one)):
                index.setdefault(fold(name), {})[one.id] = None
            if one.territory and one.label != "Network":
                places[one.territory] += 1
        for event in known.events:
            bodies[event.id] = Entity(event.id, EVENT, event.kind, None, event.names.fr, event.names.en)
            for name in (event.names.fr, event.names.en):
                index.setdefault(fold(name), {})[event.id] = None
        for name, id_ in _grand(every).items():
            index.setdefault(name, {id_: None})
        index.pop("", None)
        for opening, ids in _openings(every).items():
            index.setdefault(opening, dict.fromkeys(ids))
        actors = [one for one in every if one.label in ACTORS]
        for initials, id_ in _initials(actors).items():
            index.setdefault(initials, {id_: None})
        return cls(
            bodies=MappingProxyType(bodies),
            index=MappingProxyType({name: tuple(ids) for name, ids in index.items()}),
            longest=MappingProxyType(_longest(index)),
            letters=MappingProxyType(_letters(index)),
            present=MappingProxyType(_with_parents(places)),
            joint=tuple(
                (frozenset(fold(f"{body.fr} {body.en}").split()), body)
                for _, body in sorted(bodies.items())
                if body.kind == "intercommunality"
            ),
            surnames=MappingProxyType(_surnames(known.people, index)),
            rare=MappingProxyType(_rare(actors, index)),
            meanings=Meanings.of((one.id, one.names) for one in actors),
            events=known.events,
            figures=MappingProxyType(_figures(known.figures)),
            titles=MappingProxyType(_titles(known.events, index)),
            placed=MappingProxyType(_placed(bodies.values())),
        )

    def entities(self, name: str, *, capital: bool = True) -> tuple[Entity, ...]:
        """Return everything that a folded name stands for, bodies of the graph first.

        Where the name is an ordinary word, or no more than four letters, it must have a capital to be a territory.
        """
        if not capital and name in words().ordinary:
            return ()
        codes = _codes(name)
        city = _city_abroad(name)
        known = [self.bodies[id_] for id_ in self.index.get(name, ())]
        if city and not any(one.country == city.country for one in known):
            # Genève is in Switzerland, though a source knows only a Geneva in the United States.
            return (*known, city, *(place(code) for code in codes))
        if name in area_names() and not any(one.label not in ACTORS for one in known):
            # The European Union is a part of the world, and a body that acts.
            return (place(area_names()[name]), *known)
        ids = dict.fromkeys(self.index.get(name, ()))
        ids |= dict.fromkeys(id_ for code in codes if "-" in code for id_ in self._called_as(code, name))
        if capital and not ids and not codes:
            ids = dict.fromkeys(self.surnames.get(name, ()))
        bodies = tuple(self.bodies[id_] for id_ in ids)
        if not capital and len(name) <= _SHORT and not bodies:
            codes = tuple(code for code in codes if "-" not in code or code.startswith(_KNOWN_SHORT))
        return bodies + tuple(place(code) for code in codes)

    def _called_as(self, code: str, name: str) -> tuple[str, ...]:
        """Return the bodies of its country that bear another name of a subdivision, or nearly this one.

        So the city that a source spells Marrakesh is found as Marrakech, which to us is only the prefecture around it.
        Spellings are compared only where the graph has nothing in the subdivision.
        """
        names = _names_of(code)
        if not self.present.get(code):
            names = (*names, *self._spelt_like(name))
        found = (id_ for one in names for id_ in self.index.get(one, ()))
        return tuple(id_ for id_ in found if self.bodies[id_].country == country_of(code))

    def _spelt_like(self, name: str) -> tuple[str, ...]:
        near = self.letters.get(name[0], ()) if len(name) >= MIN_LETTERS and name.isalpha() else ()
        found = process.extract(name, near, scorer=fuzz.ratio, score_cutoff=LIKENESS, limit=3)
        return tuple(match[0] for match in found)

    def longest_from(self, word: str) -> int:
        """Return how many tokens the longest name that opens with this word has."""
        return max(self.longest.get(word, 0), _world().longest.get(word, 0))

    def alike(self, word: str) -> tuple[str, ...]:
        """Return up to three words of names, or cues, that this word may be a typing error of, the likest first.

        The first letter is taken to be right: errors in it are rare, and false friends many.
        """
        if len(word) < MIN_LETTERS or not word.isalpha():
            return ()
        near = (*self.letters.get(word[0], ()), *_world().letters.get(word[0], ()))
        near = tuple(one for one in dict.fromkeys(near) if abs(len(one) - len(word)) <= 2)
        found = process.extract(word, near, scorer=fuzz.ratio, score_cutoff=LIKENESS, limit=3)
        return tuple(match[0] for match in found)

    def intercommunalities(self, name: str, country: str | None, near: str | None = None) -> tuple[Entity, ...]:
        """Return the intercommunalities of a country whose name holds the words of this name, in order of their id.

        With `near`, the territory of a city, only those in the same département or around it: Grand Paris Sud is not Paris.
        """
        wanted = set(name.split())
        found = (body for said, body in self.joint if wanted <= said and body.country == country)
        return tuple(body for body in found if near is None or _near(body.territory, near))

    def named_in_part(self, word: str) -> tuple[Entity, ...]:
        """Return the network or organisation that alone has this word in its name."""
        return tuple(self.bodies[id_] for id_ in self.rare.get(word, ()))

    def authority_of(self, code: str) -> Entity | None:
        """Return the authority that governs a territory, if the graph has it."""
        return self.bodies.get(code.lower())


def foreign_cities(name: str) -> tuple[Entity, ...]:
    """Return the biggest city abroad of a name that the graph does not have, if it has `KNOWN` inhabitants or more."""
    return tuple(
        Entity(city.id, "Collectivity", "city", city.territory, city.name, city.name)
        for city in cities_named(name)[:1]
        if city.population >= KNOWN
    )


def _elsewhere(one: Named) -> tuple[str, ...]:
    """Return what a city abroad is called in other languages."""
    country = country_of(one.territory) if one.territory and one.label == "Collectivity" else "FR"
    called = None if country == "FR" else next((city for name in one.names if (city := exonym(country, name))), None)
    return called.names if called else ()


def _near(there: str | None, here: str) -> bool:
    """Whether two territories are one or one in the other; of a city only its country may be known."""
    if there is None or "-" not in there or "-" not in here:
        return True
    # FR-69 and FR-69M, FR-75 and FR-75C are one département.
    return there[:_DEPARTEMENT] == here[:_DEPARTEMENT] or contains(there, here) or contains(here, there)


def place(code: str) -> Entity:
    """Return the entity of a territory or of a part of the world."""
    if area := areas().get(code):
        countries = {country_of(one) for one in area.codes}
        return Entity(code, TERRITORY, AREA, countries.pop() if len(countries) == 1 else None, area.fr, area.en)
    return Entity(code, TERRITORY, None, code, label(code, "fr"), label(code, "en"))


def called(text: str) -> tuple[Entity, ...]:
    """Return the places whose people or things a folded adjective names: bavaroise, African."""
    codes = (area_demonyms()[text],) if text in area_demonyms() else demonyms().get(text, ())
    return tuple(place(code) for code in codes)


def either(parts: tuple[Entity, ...], without: tuple[Entity, ...] = ()) -> Entity:
    """Return what is in one of several places, or is one of several bodies, and in none of those left out."""
    ids = ",".join([*(one.id for one in parts), *(f"!{one.id}" for one in without)])
    countries = {one.country for one in parts}
    territory = countries.pop() if len(countries) == 1 else None
    return Entity(ids, TERRITORY, AREA, territory, ids, ids, parts=parts, without=without)


def french_communes(name: str) -> tuple[Entity, ...]:
    """Return the French communes of today that bear this name, whether the graph has them or not."""
    return tuple(
        Entity(commune_id(one.insee), "Collectivity", "commune", one.departement, one.name, one.name)
        for one in communes_by_name(name)
        if one.into is None
    )


@cache
def _city_abroad(name: str) -> Entity | None:
    """Return a city of our table of names, though no source speaks of it: Londres is not the City of London."""
    found = [(country, city) for (country, folded), city in exonyms().items() if folded == name]
    if len(found) != 1 or communes_by_name(name):
        return None
    country, city = found[0]
    return Entity(collectivity_id(city.names[0], "city", country), "Collectivity", "city", country, city.fr, city.en)


def _body(one: Named) -> Entity:
    code = one.id.upper()
    governs = code if one.label == "Collectivity" and code in territories() else None
    return Entity(one.id, one.label, one.kind, one.territory, one.name_fr, one.name_en, governs)


def _codes(name: str) -> tuple[str, ...]:
    nickname = NICKNAMES.get(name)
    return (nickname,) if nickname else outermost(territory_names().get(name, ()))


@cache
def _names_of(code: str) -> tuple[str, ...]:
    here = territories()[code]
    return tuple(dict.fromkeys(fold(name) for name in (here.name, here.fr, here.en, *here.aliases)))


def _with_parents(places: Counter[str]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for code, count in places.items():
        for step in chain(code):
            total[step.code] += count
    return dict(total)


def _initials(actors: Iterable[Named]) -> dict[str, str]:
    """Return the first letters of names, which nobody else's have: UCLG for United Cities and Local Governments."""
    found: dict[str, set[str]] = {}
    for one in actors:
        for name in one.names:
            letters = "".join(word[0] for word in fold(name).split() if telling(word))
            if len(letters) >= len("CUF"):
                found.setdefault(letters, set()).add(one.id)
    return {letters: ids.pop() for letters, ids in found.items() if len(ids) == 1 and letters not in words().roles}


def _placed(bodies: Iterable[Entity]) -> dict[str, tuple[int, int]]:
    known = [(one.country, one.territory) for one in bodies if one.label == "Collectivity" and one.territory]
    found = Counter((country, country != territory) for country, territory in known)
    return {country: (found[country, False], found[country, True]) for country, _ in found if country}


def _titles(events: Iterable[EventName], index: Mapping[str, object]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for event in events:
        for word in fold(f"{event.names.fr} {event.names.en}").split():
            if len(word) > MIN_LETTERS and word not in index and word not in words().roles:
                found.setdefault(word, set()).add(event.id)
    return {word: frozenset(ids) for word, ids in found.items()}


def _surnames(people: Iterable[Named], index: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for one in people:
        # "Le Solleuz", "de Maximy": the surname is all after the first word.
        for surname in {fold(one.name).partition(" ")[2], fold(one.name).split()[-1]}:
            if len(surname) >= MIN_LETTERS and surname not in index and surname not in words().roles:
                found.setdefault(surname, {})[one.id] = None
    return {surname: tuple(ids) for surname, ids in found.items()}


def _grand(named: Iterable[Named]) -> dict[str, str]:
    """Return "grand nancy" → the Métropole du Grand Nancy: what people call an intercommunality that is called so."""
    found = {}
    for one in named:
        if one.kind == "intercommunality":
            for name in one.names:
                before, grand, rest = f" {fold(name)}".partition(" grand ")
                if before.strip() and grand and rest:
                    found[f"grand {rest}"] = one.id
    return found


def _openings(named: Iterable[Named]) -> dict[str, tuple[str, ...]]:
    """Return "groupe pays" → the networks whose names begin so: what all of a kind are called stands for each of them."""
    found: dict[str, dict[str, None]] = {}
    for one in named:
        if one.kind == "country_group":
            for name in one.names:
                parts = fold(name).split()
                opening = " ".join(parts[-2:] if parts[-1] == "group" else parts[:2])
                found.setdefault(opening, {})[one.id] = None
    return {opening: tuple(sorted(ids)) for opening, ids in found.items()}


def _rare(actors: Iterable[Named], index: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    having: dict[str, dict[str, None]] = {}
    for one in actors:
        for word in {word for name in one.names for word in fold(name).split()}:
            having.setdefault(word, {})[one.id] = None
    known = words()
    return {
        word: tuple(ids)
        for word, ids in having.items()
        if len(ids) == 1 and len(word) >= MIN_LETTERS and word not in index
        if word not in known.roles and word not in known.ordinary and word not in known.levels
        if telling(word) == word.rstrip("s")
    }


def _figures(figures: Iterable[FigureName]) -> dict[str, tuple[FigureName, ...]]:
    found: dict[str, list[FigureName]] = {}
    for figure in figures:
        found.setdefault(figure.of, []).append(figure)
    return {of: tuple(several) for of, several in found.items()}


class _World(NamedTuple):
    longest: Mapping[str, int]
    letters: Mapping[str, tuple[str, ...]]


@cache
def _world() -> _World:
    every = [*territory_names(), *demonyms(), *NICKNAMES, *area_names(), *area_demonyms()]
    # Only the names of pages are worth correcting towards: the local names of the world resemble everything.
    shown = {fold(name) for here in territories().values() for name in (here.fr, here.en) if _is_shown(here.code)}
    cues = {word for word in words().roles if words().has(word, "cue")}
    return _World(_longest(every), _letters([*shown, *demonyms(), *cues]))


def _is_shown(code: str) -> bool:
    return "-" not in code or code.startswith(("FR-", "US-", "DE-", "CA-"))


def _longest(names: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for name in names:
        first, count = name.partition(" ")[0], name.count(" ") + 1
        if count > longest.get(first, 0):
            longest[first] = count
    return longest


def _letters(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    letters: dict[str, dict[str, None]] = {}
    for name in names:
        for word in name.split():
            if len(word) >= MIN_LETTERS:
                letters.setdefault(word[0], {})[word] = None
    return {letter: tuple(found) for letter, found in letters.items()}
