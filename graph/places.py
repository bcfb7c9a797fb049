"""Places by code and by name: ISO 3166 territories, what lies in what, demonyms, French communes.

Reads the tables of `graph/data/` (sources and licences in its README) when first asked, and keeps them. Nothing here
touches the graph. Containment follows `parent`: FR-69 → FR-ARA → FR, and MQ → FR-972 → FR.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from io import StringIO
from types import MappingProxyType
from typing import Any, Final, TypeVar

from graph.errors import NotFoundError
from graph.ids import SAME_PLACE, collectivity_id, fold, without_legal_form

T = TypeVar("T")

CURRENT: Final = "commune"
"""The kind of a commune that exists today; the other kinds are part of the one that `into` names."""

# What becomes a suffix of the id of a French homonym: FR-75C and FR-69M are still 75 and 69 on every letter.
_DEPARTEMENT_LENGTH: Final = 2

# English names of communes that are not those of others in France.
_ENGLISH: Final = MappingProxyType(
    {"dunkirk": "dunkerque", "lyons": "lyon", "marseilles": "marseille", "rheims": "reims", "strasburg": "strasbourg"}
)
_SAINT: Final = re.compile(r"\bst(e?)\b")


@dataclass(frozen=True, slots=True)
class Territory:
    """A country (level 0) or a subdivision: ISO 3166 code, parent's code, names local, French, English, others."""

    code: str
    parent: str | None
    level: int
    name: str
    fr: str
    en: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Commune:
    """A French commune of INSEE's code, or what has become part of one.

    `kind` is commune, commune-deleguee, commune-associee or arrondissement; `departement` an ISO 3166-2 code (FR-69 for
    Lyon too: FR-69M is the métropole's own); `epci` the SIREN of its intercommunality; `population` its inhabitants;
    `into` the INSEE code of the commune that it is now part of.
    """

    insee: str
    name: str
    kind: str
    departement: str
    epci: str | None
    population: int | None
    siren: str | None
    into: str | None


@dataclass(frozen=True, slots=True)
class Intercommunality:
    """A French intercommunality.

    `form` is its legal form as a slug (`metropole`), `departement` the ISO code of the smallest territory that it fits
    in (a département, a region, else FR), `population` its inhabitants.
    """

    siren: str
    name: str
    form: str
    departement: str
    population: int


# --- territories --------------------------------------------------------------------------------------------------


@cache
def territories() -> Mapping[str, Territory]:
    """Every territory by its ISO 3166 code, in the order of the codes."""
    found = {}
    for code, parent, level, name, fr, en, aliases in _rows("territories.csv", _columns(Territory)):
        others = tuple(filter(None, aliases.split("|")))
        found[code] = Territory(code, parent or None, int(level), name, fr, en, others)
    return MappingProxyType(found)


def territory(code: str) -> Territory:
    """The territory of this code.

    Raises:
        NotFoundError: no country or subdivision has it.
    """
    found = territories().get(code)
    if found is None:
        raise NotFoundError(f"no territory has the code {code!r}: expected ISO 3166, such as FR, FR-54 or US-PA")
    return found


@cache
def chain(code: str) -> tuple[Territory, ...]:
    """The territory, its parent, and so on up to its country.

    Raises:
        NotFoundError: as `territory`.
    """
    here = territory(code)
    return (here,) if here.parent is None else (here, *chain(here.parent))


def contains(outer: str, inner: str) -> bool:
    """Whether `inner` lies in `outer`, or is it; two codes of one place (MQ, FR-972) hold each other.

    Raises:
        NotFoundError: as `territory`, for either code.
    """
    return canonical(territory(outer).code) in (step.code for step in chain(canonical(inner)))


def canonical(code: str) -> str:
    """The code to use of a place that ISO 3166 lists twice: MQ → FR-972, PR → US-PR; any other code as it is."""
    return SAME_PLACE.get(code, code)


def country_of(code: str) -> str:
    """The code of the country that the territory is in: US-PA → US, MQ → FR.

    Raises:
        NotFoundError: as `territory`.
    """
    return chain(code)[-1].code


def label(code: str, language: str) -> str:
    """The territory's name in French (`fr`) or English (`en`), in its own language for any other.

    Raises:
        NotFoundError: as `territory`.
    """
    here = territory(code)
    return {"fr": here.fr, "en": here.en}.get(language, here.name)


@cache
def names() -> Mapping[str, tuple[str, ...]]:
    """Folded name (local, French, English, alias) → the codes that bear it, the widest territory first.

    More than one code where the name is ambiguous (`georgia` → GE, US-GA); one for a place of two codes. No demonyms.
    """
    pairs = (
        (fold(name), canonical(here.code))
        for here in territories().values()
        # Most names are the same in several languages: each is folded once.
        for name in {here.name, here.fr, here.en, *here.aliases}
    )
    return _codes_by_word(pairs)


def outermost(codes: Iterable[str]) -> tuple[str, ...]:
    """Those codes that lie in no other of them: a name shared by a province and its only region means the region.

    Raises:
        NotFoundError: as `territory`.
    """
    known = tuple(dict.fromkeys(codes))
    return tuple(code for code in known if not any(other != code and contains(other, code) for other in known))


@cache
def demonyms(language: str | None = None) -> Mapping[str, tuple[str, ...]]:
    """Folded adjective or demonym (`bavaroise`, `american`) → codes, of French, English, or both (None)."""
    rows = _rows("demonyms.csv", ("code", "lang", "form"))
    return _codes_by_word((form, code) for code, lang, form in rows if language in (None, lang))


# --- France -------------------------------------------------------------------------------------------------------


def commune(insee: str) -> Commune:
    """The commune of this INSEE code; for one that merged into a namesake, the commune of today.

    Raises:
        NotFoundError: no commune has it, or it went out of use without leaving a delegated commune.
    """
    found = _communes().get(insee)
    if found is None:
        raise NotFoundError(f"no French commune has the INSEE code {insee!r}: expected five characters such as 54395")
    return found


def communes_by_name(name: str) -> tuple[Commune, ...]:
    """The communes of this name, whatever its accents and hyphens, `St` and `Ste` spelt out; empty where there is none.

    Dunkirk and the few others that have an English name are found by that too.

    Those of today first, the most populous before the others; then what is now part of one.
    """
    key = _commune_key(name)
    return _communes_by_name().get(key) or _communes_by_name().get(_ENGLISH.get(key, ""), ())


def commune_names() -> tuple[str, ...]:
    """The names of all communes, today's and former ones."""
    return tuple(one.name for one in _all_communes())


def commune_id(insee: str) -> str:
    """The id in the graph of the commune of this INSEE code: `fr-nancy`, `fr-saint-denis-93` where there are several.

    A former or delegated commune has no id of its own, it answers with that of the commune that it is part of.

    Raises:
        NotFoundError: as `commune`.
    """
    here = commune(insee)
    if here.into is not None:
        return commune_id(here.into)
    number = _departement_number(here.departement) if _homonyms()[fold(here.name)] > 1 else None
    return collectivity_id(here.name, "commune", here.departement, departement=number)


def intercommunality(siren: str) -> Intercommunality:
    """The intercommunality of this SIREN.

    Raises:
        NotFoundError: no French intercommunality has it.
    """
    found = _intercommunalities().get(siren)
    if found is None:
        raise NotFoundError(f"no French intercommunality has the SIREN {siren!r}: expected nine digits")
    return found


def intercommunality_id(siren: str) -> str:
    """The id in the graph of the intercommunality of this SIREN: `fr-grand-nancy-metropole`.

    The few that share name and form end in the number of their département, as communes do.

    Raises:
        NotFoundError: as `intercommunality`.
    """
    here = intercommunality(siren)
    namesakes = [one for one in intercommunalities_by_name(here.name) if one.form == here.form]
    number = _departement_number(here.departement) if len(namesakes) > 1 else None
    return collectivity_id(here.name, "intercommunality", here.departement, departement=number, form=here.form)


def intercommunalities_by_name(name: str) -> tuple[Intercommunality, ...]:
    """The intercommunalities of this name, with its legal form or without; the most populous first.

    A form in the name that some of them have leaves only those: `Métropole de Lyon`, but also `Grand Nancy`.
    """
    short, form = without_legal_form(fold(name))
    found = _intercommunalities_by_name().get(short, ())
    return tuple(one for one in found if one.form == form) or found


# --- reading ------------------------------------------------------------------------------------------------------


def _rows(table: str, columns: tuple[str, ...]) -> Iterator[list[str]]:
    """The rows of a table of `graph/data/`, whose header must be these columns.

    Plain lists, not mappings: the communes are 37,000 and are read in half the time.

    Raises:
        ValueError: the table and this module do not agree, which is a mistake of ours.
    """
    text = (resources.files("graph") / "data" / table).read_text(encoding="utf-8")
    rows = csv.reader(StringIO(text, newline=""))
    header = tuple(next(rows))
    if header != columns:
        raise ValueError(f"{table}: expected the columns {', '.join(columns)}, got {', '.join(header)}")
    return rows


def _columns(kind: type) -> tuple[str, ...]:
    """The columns of the table that a record is read from: its fields, in their order."""
    return tuple(field.name for field in fields(kind))


def _codes_by_word(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """Word → its codes, each once, countries before their subdivisions."""
    found: dict[str, set[str]] = {}
    for word, code in pairs:
        if word:
            found.setdefault(word, set()).add(code)
    level = {code: here.level for code, here in territories().items()}
    return MappingProxyType({word: tuple(sorted(found[word], key=lambda c: (level[c], c))) for word in sorted(found)})


@cache
def _communes() -> Mapping[str, Commune]:
    """Every commune by INSEE code; the commune of today before a delegated one that kept the same code."""
    found: dict[str, Commune] = {}
    for one in _all_communes():
        found.setdefault(one.insee, one)
    return MappingProxyType(found)


@cache
def _all_communes() -> tuple[Commune, ...]:
    """Every row of communes.csv, those of today first."""
    return tuple(
        Commune(insee, name, kind, place, epci or None, int(people) if people else None, siren or None, into or None)
        for insee, name, kind, place, epci, people, siren, into in _rows("communes.csv", _columns(Commune))
    )


@cache
def _communes_by_name() -> Mapping[str, tuple[Commune, ...]]:
    """Key of a name → the communes that bear it, in the order that `communes_by_name` promises."""
    return _grouped(
        _all_communes(),
        lambda one: _commune_key(one.name),
        lambda one: (one.kind != CURRENT, -(one.population or 0), one.insee),
    )


@cache
def _homonyms() -> Counter[str]:
    """Folded name → how many communes of today bear it."""
    return Counter(fold(one.name) for one in _all_communes() if one.kind == CURRENT)


@cache
def _intercommunalities() -> Mapping[str, Intercommunality]:
    """Every intercommunality by SIREN."""
    rows = _rows("intercommunalities.csv", _columns(Intercommunality))
    read = (Intercommunality(siren, name, form, place, int(people)) for siren, name, form, place, people in rows)
    return MappingProxyType({one.siren: one for one in read})


@cache
def _intercommunalities_by_name() -> Mapping[str, tuple[Intercommunality, ...]]:
    """Folded name without its legal form → the intercommunalities that bear it."""
    return _grouped(
        _intercommunalities().values(),
        lambda one: without_legal_form(fold(one.name))[0],
        lambda one: (-one.population, one.siren),
    )


def _grouped(
    items: Iterable[T], key: Callable[[T], str], order: Callable[[T], tuple[Any, ...]]
) -> Mapping[str, tuple[T, ...]]:
    """Key → the items that have it, in their order."""
    found: dict[str, list[T]] = {}
    for item in sorted(items, key=order):
        found.setdefault(key(item), []).append(item)
    return MappingProxyType({word: tuple(group) for word, group in found.items()})


def _commune_key(name: str) -> str:
    """The folded name with `st` and `ste` spelt out."""
    folded = fold(name)
    return _SAINT.sub(r"saint\1", folded) if "st" in folded else folded


def _departement_number(code: str) -> str:
    """`69` of FR-69M, `75` of FR-75C, `2A` of FR-2A, `974` of FR-974, `NC` of FR-NC."""
    number = code.removeprefix("FR-")
    return number if number.isdigit() else number[:_DEPARTEMENT_LENGTH]
