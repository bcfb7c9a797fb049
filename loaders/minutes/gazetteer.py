"""Who bears a name: the graph's own bodies first, then the tables of authorities, territories and cities of the world."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.cities import City, cities_named
from graph.ids import collectivity_id, fold
from graph.places import (
    Commune,
    commune_id,
    communes_by_name,
    country_of,
    intercommunalities_by_name,
    intercommunality_id,
    label,
    territories,
)
from graph.places import names as territory_names
from graph.read import Named
from loaders.minutes.lexicon import key, lexicon, words
from loaders.minutes.spellings import territory_near, town_near

HOME = "FR"
GOVERNED = ("region", "departement", "state")
TIED = "tied"
"""The level of a bare name behind `avec` or `with`: whoever it is, it is a place."""

WELL_KNOWN = 20_000
"""Inhabitants from which a French commune is known by its bare name."""

SPEAKING = 3_000
"""The same for a name of two words (`Le Vésinet`); one of three (`Bagnères-de-Bigorre`) is no other word."""

ELSEWHERE = 200_000
"""Inhabitants from which a city is known by its bare name in a document about another country."""

SAME = 100
DOMINANT = 6
"""How many times larger than its namesakes a place must be to be meant by its bare name."""


@dataclass(frozen=True, slots=True)
class Body:
    """Someone whom a document names: `fields` are what a facts file says of it besides id and place.

    `known` tells whether the graph has it; `doubt` says, in both languages, what a person should look at.
    """

    id: str
    label: str
    fields: Mapping[str, Any] = field(hash=False, compare=False)
    known: bool = False
    doubt: tuple[str, str] | None = None

    @property
    def territory(self) -> str | None:
        """The smallest territory that it is known to lie in."""
        found: str | None = self.fields.get("in")
        return found

    @property
    def country(self) -> str | None:
        """The country of an authority or organisation."""
        return country_of(self.territory) if self.territory else None

    @property
    def kind(self) -> str | None:
        """Its kind, of the vocabulary of its label."""
        found: str | None = self.fields.get("kind")
        return found

    @property
    def name(self) -> str:
        """Its official name."""
        return str(self.fields["name"])


NEARER = 92
"""How like a town's name a spelling is at least that is near to a region's as well, of 100: `Lovetch` is Lovech."""


class Gazetteer:
    """Looks names up. `abroad` is the country that a document without more words is about."""

    def __init__(
        self, named: Iterable[Named], people: Iterable[tuple[str, str]] = (), abroad: str | None = None
    ) -> None:
        self.abroad, self.alone, self.home = abroad, True, HOME
        self._settled: dict[str, set[Body]] = {}
        self._settled_from: dict[str, int] = {}
        self.read: dict[tuple[str, bool], Any] = {}
        """What texts were found to name, for `loaders.minutes.mentions`: several readers look at the same sentence."""

        self.people = {fold(name): (id_, name) for id_, name in people}
        self._known: dict[str, list[Named]] = {}
        self._ids: set[str] = set()
        for one in named:
            self._ids.add(one.id)
            for name in dict.fromkeys(key(name) for name in one.names):
                if name:
                    self._known.setdefault(name, []).append(one)
        spoken = {**lexicon()["aliases"], **lexicon()["bodies"]}
        self._said = {name: id_ for id_, every in spoken.items() for name in every}
        self._by_id = {one.id: one for every in self._known.values() for one in every}
        self._memo: dict[tuple[str, str | None], Body | None] = {}
        self._longest: dict[str, int] = {}
        for name in (*self._known, *self._said):
            first, count = name.partition(" ")[0], name.count(" ") + 1
            self._longest[first] = max(count, self._longest.get(first, 0))

    def about(self, country: str | None, *, alone: bool = True, home: str = HOME) -> Gazetteer:
        """Return the same names for a document about another country, and about no other if `alone`, written in one."""
        other = object.__new__(Gazetteer)
        other.__dict__.update(
            self.__dict__, abroad=country, alone=alone, home=home, _memo={}, _settled={}, _settled_from={}, read={}
        )
        return other

    def longest(self, first: str) -> int:
        """Return how many words the longest name of the graph has that begins with this word; 0 for none."""
        return self._longest.get(first, 0)

    def known(self, name: str) -> Body | None:
        """Return the body of the graph that bears a name (its words as `key` gives them)."""
        if name in words("common", "words"):
            return None
        if (id_ := self._said.get(name)) and id_ in self._by_id:
            return _named(self._by_id[id_])
        found = self._known.get(name, ())
        if not found:
            return None
        ordered = sorted(found, key=lambda one: (*self._far(one), one.id))
        return _named(ordered[0], _which(ordered))

    def spoken(self, name: str) -> Body | None:
        """Return the body of the graph that a name means in speech: `Région Sud`."""
        id_ = self._said.get(name)
        if id_ is None:
            return None
        return _named(self._by_id[id_]) if id_ in self._by_id else self.governing(name, "region")

    def _far(self, one: Named) -> tuple[bool, bool]:
        country = country_of(one.territory) if one.territory else None
        return country not in (HOME, self.abroad), one.label != "Collectivity"

    def authority(self, name: str, level: str | None) -> Body | None:
        """Return the authority of this name at a level (None for a bare name), known or not."""
        if (name, level) not in self._memo:
            self._memo[name, level] = self._authority(name, level)
        return self._memo[name, level]

    def _authority(self, name: str, level: str | None) -> Body | None:
        if level in GOVERNED or level == "county":
            return self.governing(name, level)
        if level == "intercommunality":
            return self._intercommunality(name)
        return self._city(name, bare=level in (None, TIED), known=ELSEWHERE if level is None else 0)

    def governing(self, name: str, level: str | None) -> Body | None:
        """Return the authority that governs the territory of this name: `Bretagne`, `Pennsylvanie`."""
        if level is None and name in words("common", "words"):
            return None
        if (id_ := self._said.get(name)) and id_.upper() in territories():
            return self._governed(id_.upper())
        codes = [code for code in territory_names().get(name, ()) if self._fits(code, level)]
        if level is None:
            # By its name alone only what the document is about: there is a Nord and a Savannah in many countries.
            codes = [code for code in codes if self._near(code) and not self._is_city(name)]
            if city := next((city for code in codes if (city := self._capital_of(code))), None):
                return city
        elif any(city.population > ELSEWHERE for city in cities_named(name)):
            # `la région de Rabat` is not Malta's because the tables have no other.
            lands = {country_of(city.territory) for city in cities_named(name) if city.population > ELSEWHERE}
            codes = [code for code in codes if self._near(code) or country_of(code) in lands]
        codes.sort(key=lambda code: (country_of(code) not in (self.abroad, HOME), territories()[code].level, code))
        return self._governed(codes[0]) if codes else None

    def state(self, name: str) -> Body | None:
        """Return who governs a state or region abroad, by its name alone where nothing but an authority can be meant."""
        codes = [
            code
            for code in territory_names().get(name, ())
            if country_of(code) != HOME and territories()[code].level == 1
        ]
        return self._governed(codes[0]) if len(codes) == 1 and not cities_named(name) else None

    def _capital_of(self, code: str) -> Body | None:
        """Return the large city that bears the name of a territory abroad: `Kiev`, known to the tables as Kyiv."""
        if country_of(code) == HOME:
            return None
        for said in (label(code, "en"), territories()[code].name):
            found = [city for city in cities_named(fold(said or "")) if country_of(city.territory) == country_of(code)]
            if found and found[0].population > ELSEWHERE:
                return self._foreign(fold(said or ""), tuple(found))
        return None

    def _fits(self, code: str, level: str | None) -> bool:
        here = territories()[code]
        if here.level == 0:
            return False
        if country_of(code) != HOME:
            if level == "county":
                return True
            # `province`, `diputación`: in some countries the second level.
            return here.level == 1 if level != "state" else here.level <= 2
        kind = "region" if here.parent == HOME else "departement"
        return level in (None, kind) and (kind == "region" or level is not None)

    def _near(self, code: str) -> bool:
        return country_of(code) in (HOME, self.abroad)

    def _is_city(self, name: str) -> bool:
        return any(
            country_of(city.territory) == self.abroad and city.population > ELSEWHERE for city in cities_named(name)
        )

    def _governed(self, code: str) -> Body:
        id_ = code.lower()
        if id_ in self._by_id:
            return _named(self._by_id[id_])
        here = territories()[code]
        kind = ("region" if here.parent == HOME else "departement") if country_of(code) == HOME else "state"
        names = {language: name for language in ("fr", "en") if (name := label(code, language)) != here.name}
        said = {"name": here.name, "names": names, "kind": kind, "in": code, "governs": code}
        return Body(id_, "Collectivity", {name: value for name, value in said.items() if value}, known=id_ in self._ids)

    def _intercommunality(self, name: str) -> Body | None:
        if (id_ := self._said.get(name)) and id_ in self._by_id:
            return _named(self._by_id[id_])
        found = intercommunalities_by_name(name)
        if not found:
            return None
        here = found[0]
        said = {"name": here.name, "kind": "intercommunality", "in": here.departement, "siren": here.siren}
        several = tuple(one.name for one in found)
        return self._body(
            intercommunality_id(here.siren), said, doubt=_several(here.name, several) if len(found) > 1 else None
        )

    def settle(self, name: str, body: Body) -> None:
        """Remember whom a document means by a name, where it says the country or state beside it once."""
        said = self._settled.setdefault(name, set())
        first, count = name.partition(" ")[0], name.count(" ") + 1
        self._settled_from[first] = max(count, self._settled_from.get(first, 0))
        if body not in said:
            said.add(body)
            self._memo.clear()
            self.read.clear()

    def settled_from(self, first: str) -> int:
        """Return how many words the longest name has that begins with this word and that the document has explained."""
        return self._settled_from.get(first, 0)

    def _city(self, name: str, *, bare: bool, known: int) -> Body | None:
        if bare and (settled := self._explained(name)):
            return settled
        if bare and (name in words("common", "words") or name.partition(" ")[2] in words("common", "words")):
            return None
        french = [one for one in communes_by_name(name) if one.into is None]
        abroad = self._abroad(name)
        of_its_land = [city for city in abroad if country_of(city.territory) == self.abroad]
        if french and of_its_land and of_its_land[0].population > 2 * (french[0].population or 0):
            # Saint-Louis in minutes about Senegal.
            return self._foreign(name, tuple(of_its_land))
        if french and not (bare and abroad and (french[0].population or 0) < WELL_KNOWN):
            large = (french[0].population or 0) >= (
                (WELL_KNOWN if known else SPEAKING) if " " not in name else SPEAKING if name.count(" ") == 1 else 0
            )
            return self._commune(french) if large or not bare else None
        far = abroad and bare and country_of(abroad[0].territory) != self.abroad
        if far and (abroad[0].population < known or self._is_country(name)):
            return None
        return self._foreign(name, abroad) if abroad else self._explained(name)

    def _explained(self, name: str) -> Body | None:
        """Return the one town that the document has said a name to be, though no table has it."""
        settled = self._settled.get(name, ())
        return next(iter(settled)) if len(settled) == 1 else None

    @staticmethod
    def _is_country(name: str) -> bool:
        return any("-" not in code for code in territory_names().get(name, ()))

    def _commune(self, found: list[Commune]) -> Body:
        here = found[0]
        clear = len(found) == 1 or (here.population or 0) >= DOMINANT * (found[1].population or 0)
        said = {"name": here.name, "kind": "commune", "in": here.departement, "insee": here.insee}
        several = tuple(f"{one.name} ({one.departement})" for one in found[:4])
        return self._body(commune_id(here.insee), said, doubt=None if clear else _several(here.name, several))

    def commune_in(self, name: str, departement: str) -> Body | None:
        """Return the commune of a name in a département that the document names beside it, by name or number."""
        codes = {f"{HOME}-{departement}", *territory_names().get(key(departement), ())}
        found = [one for one in communes_by_name(name) if one.into is None and one.departement in codes]
        return self._commune(found[:1]) if found else None

    def _abroad(self, name: str) -> tuple[City, ...]:
        found = cities_named(name)
        near = tuple(city for city in found if country_of(city.territory) == self.abroad)
        return near or found

    def _foreign(self, name: str, found: tuple[City, ...]) -> Body:
        here = found[0]
        country = country_of(here.territory)
        same = [city for city in found if country_of(city.territory) == country and city.territory != here.territory]
        if same and here.population < DOMINANT * same[0].population:
            # The state stays open: the id without it is the one to be settled.
            where = tuple(f"{city.name} ({label(city.territory, 'fr')})" for city in found[:4])
            open_ = {"name": here.name, "kind": "city", "in": country}
            return self._body(collectivity_id(here.name, "city", country), open_, doubt=_several(here.name, where))
        said = _city_fields(here)
        if fold(here.name) != name:
            said["aliases"] = [name.title()]
        return self._body(here.id, said)

    def city_in(self, name: str, territory: str) -> Body:
        """Return the city of this name in a territory that the document names beside it, listed or not."""
        near = [
            city
            for city in cities_named(name)
            if city.territory == territory or country_of(city.territory) == territory
        ]
        if near:
            return self._body(near[0].id, _city_fields(near[0]))
        if alike := self._alike(name, territory):
            return alike
        official = name.title() if name.islower() else name
        said = {"name": official, "kind": "city", "in": territory}
        return self._body(collectivity_id(official, "city", territory), said)

    def _alike(self, name: str, territory: str) -> Body | None:
        """Return whom a spelling is near to that no table has, in the country beside it: `Abovian`, `la Wielkopolska`."""
        country, folded = country_of(territory), fold(name)
        near = town_near(folded, country)
        if (near is None or near.likeness < NEARER) and (code := territory_near(folded, country)):
            return self._governed(code)
        if near is None:
            return None
        city = next(city for city in cities_named(near.name) if country_of(city.territory) == country)
        said_so = (f"{name} : est-ce {city.name} ?", f"{name}: is it {city.name}?") if near.likeness < SAME else None
        return self._body(city.id, _city_fields(city), doubt=said_so)

    def new_city(self, name: str, country: str | None = None) -> Body | None:
        """Return a city that no table has, in a country or that which the document is about; None where that is open."""
        country = country or (self.abroad if self.alone else None)
        if country is None or key(name) in words("common", "words"):
            return None
        said = {"name": name, "kind": "city", "in": country}
        doubt = (f"{name} : inconnu des tables, est-ce une ville ?", f"{name}: in no table, is it a city?")
        return self._body(collectivity_id(name, "city", country), said, doubt=doubt)

    def _body(self, id_: str, said: Mapping[str, Any], doubt: tuple[str, str] | None = None) -> Body:
        if id_ in self._by_id:
            return _named(self._by_id[id_], doubt)
        return Body(id_, "Collectivity", said, known=False, doubt=doubt)

    def person(self, name: str) -> tuple[str, str] | None:
        """Return id and name of someone whom the graph knows under this name, in either order of its parts."""
        folded = fold(name)
        found = self.people.get(folded)
        if found is None:
            first, _, rest = folded.partition(" ")
            found = self.people.get(f"{rest} {first}")
        return found


def _city_fields(city: City) -> dict[str, Any]:
    return {"name": city.name, "kind": "city", "in": city.territory, "lat": city.lat, "lon": city.lon}


def _named(one: Named, doubt: tuple[str, str] | None = None) -> Body:
    said: dict[str, Any] = {"name": one.name, "kind": one.kind}
    if one.territory:
        said["in"] = one.territory
    code = one.id.upper()
    if one.label == "Collectivity" and code in territories():
        said["governs"] = code
    names = {language: name for language, name in (("fr", one.name_fr), ("en", one.name_en)) if name != one.name}
    if names:
        said["names"] = names
    return Body(one.id, one.label, {name: value for name, value in said.items() if value}, known=True, doubt=doubt)


def _which(ordered: list[Named]) -> tuple[str, str] | None:
    others = tuple(dict.fromkeys(one.id for one in ordered))
    if len(others) < 2:
        return None
    return _several(ordered[0].name, others[:4])


def _several(name: str, others: tuple[str, ...]) -> tuple[str, str]:
    listed = ", ".join(others)
    return f"{name} : lequel ? ({listed})"[:300], f"{name}: which one? ({listed})"[:300]
