"""A register of the national register's shape, made from a seed: the working size of Jumelles, and its multiples.

    files = national(1, folder)         # 4,700 authorities, 8,150 partners abroad, 10,440 partnerships, 134 countries
    load_national(graph, files)         # partnerships, 200 networks with members, 5,000 people in office

The same scale gives the same bytes. Degrees follow a power law; Nancy has twelve partnerships at every scale, one of them
in Pennsylvania, so that a question about it asks for the same amount of work. The French communes are real (graph/data);
beyond their number, from ten times the national size on, the register holds made-up authorities of other European
countries. Names of partners and people are made up of syllables.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple

from graph.db import Graph
from graph.places import CURRENT, communes_by_name, contains, territories
from graph.places import _all_communes as all_communes
from graph.themes import themes
from loaders.kind import Kind
from loaders.members.read import Network, members
from loaders.partnerships.read import partnerships
from loaders.people.read import people
from loaders.report import Report
from loaders.resolve.territory import named_subdivision
from loaders.run import load

SEED: Final = 2021
AUTHORITIES: Final = 4_700
PARTNERS: Final = 8_150
PARTNERSHIPS: Final = 10_440
COUNTRIES: Final = 134
NETWORKS: Final = 200
MEMBERSHIPS: Final = 6_000
PEOPLE: Final = 5_000
NANCY: Final = "54395"
NANCY_PARTNERS: Final = 12

_SHARES: Final = {
    "DE": 22, "GB": 10, "IT": 8, "ES": 6, "US": 4, "PL": 4, "BE": 4, "PT": 3, "ML": 3, "SN": 3, "MA": 3, "BF": 2,
    "RO": 2, "CA": 2, "CN": 2, "JP": 2, "RU": 1, "VN": 1, "MG": 1, "TN": 1, "PS": 1, "UA": 1,
}  # fmt: skip
_HOMES: Final = ("DE", "IT", "ES", "PL", "GB", "BE", "PT", "NL", "RO", "AT", "SE", "CZ")
_STATES: Final = {
    "PA": (41.0, -77.6), "OH": (40.3, -82.8), "TX": (31.5, -99.3), "CA": (37.2, -119.5), "NY": (42.9, -75.5),
    "LA": (31.0, -92.0), "MN": (46.3, -94.3), "GA": (32.6, -83.4), "OR": (43.9, -120.6), "IL": (40.0, -89.2),
}  # fmt: skip
"""A point well inside some states: half of the American rows give coordinates instead of the state's name."""

_ONSETS: Final = (
    "b",
    "br",
    "d",
    "f",
    "g",
    "gr",
    "k",
    "kl",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "st",
    "t",
    "v",
    "w",
    "z",
    "ch",
)
_VOWELS: Final = ("a", "e", "i", "o", "u", "au", "ei", "ia")
_ENDINGS: Final = ("burg", "ville", "ton", "ford", "stad", "ara", "ino", "ova", "heim", "dia", "mar", "bourg")
_FIRST: Final = (
    "Adèle", "Aïcha", "Alain", "Anne", "Bruno", "Camille", "Chloé", "Denis", "Élise", "Fatou", "Gilles", "Hélène", "Hugo",
    "Inès", "Jean", "Julie", "Karim", "Léa", "Louis", "Lucie", "Marc", "Marie", "Michel", "Nadia", "Odile", "Paul", "Rose",
    "Sophie", "Théo", "Yves",
)  # fmt: skip

_MAPPING: Final = """\
source:
  id: {id}
  title: {{fr: "Registre national d'essai", en: "National register, made up"}}
  date: 2021
format: {{type: csv, delimiter: ";"}}
parties:
  - {{name: collectivite, country: pays_collectivite, territory: departement, insee: insee, kind: niveau}}
  - {{name: partenaire, country: pays, territory: region_partenaire, lat: latitude, lon: longitude}}
since: depuis
form: {{column: nature, values: {{J: twinning, C: cooperation, A: friendship, P: project, X: contact}}}}
status: {{column: etat, values: {{en cours: active, en sommeil: dormant, terminé: ended, inconnu: unknown}}}}
themes: {{column: themes, separator: ","}}
note: remarque
ignore: [numero]
"""
_PEOPLE_MAPPING: Final = """\
source:
  id: {id}
  title: {{fr: "Élus d'essai", en: "Office holders, made up"}}
  date: 2021
format: {{type: csv, delimiter: ";"}}
person: {{first: prenom, last: nom}}
title: fonction
body: {{name: collectivite, country: pays_collectivite, territory: departement, insee: insee, kind: niveau}}
since: depuis
"""
_MEMBER_MAPPING: Final = """\
format: {type: csv, delimiter: ";"}
member: {name: collectivite, country: pays_collectivite, territory: departement, insee: insee, kind: niveau}
role: {column: role, values: {membre: member, président: chair, fondateur: founder}}
since: depuis
"""


class Files(NamedTuple):
    """The files of one scale: what `load_national` loads. `members` pairs each list with its network."""

    scale: float
    register: Path
    register_mapping: Path
    people: Path
    people_mapping: Path
    members: tuple[tuple[Path, Network], ...]
    member_mapping: Path


@dataclass(frozen=True, slots=True)
class Home:
    """An authority at home, as the lists write it."""

    name: str
    country: str
    departement: str
    insee: str
    level: str

    def cells(self) -> tuple[str, ...]:
        """Return name, country, département, INSEE code and level."""
        return (self.name, self.country, self.departement, self.insee, self.level)


@dataclass(frozen=True, slots=True)
class Abroad:
    """A partner abroad, as the register writes it."""

    name: str
    country: str
    region: str = ""
    lat: str = ""
    lon: str = ""

    def cells(self) -> tuple[str, ...]:
        """Return name, country, region and coordinates."""
        return (self.name, self.country, self.region, self.lat, self.lon)


def national(scale: float, folder: Path) -> Files:
    """Write the files of a scale into a folder; files that are there already are taken as they are.

    Args:
        scale: 1 is the national size; 0.02 is a small one for tests.
        folder: where to write, made where needed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(SEED)
    homes = list(_homes(rng, _times(AUTHORITIES, scale)))
    files = Files(
        scale,
        folder / "register.csv",
        _text(folder / "register.yml", _MAPPING.format(id="national-register")),
        folder / "people.csv",
        _text(folder / "people.yml", _PEOPLE_MAPPING.format(id="national-people")),
        tuple(
            (folder / f"network-{n:03}.csv", _network(n)) for n in range(1, max(2, _times(NETWORKS, min(scale, 1))) + 1)
        ),
        _text(folder / "members.yml", _MEMBER_MAPPING),
    )
    _write(files.register, REGISTER, partial(_register, rng, scale, homes))
    _write(files.people, OFFICES, partial(_people, random.Random(SEED + 1), scale, homes))
    sizes = _sizes(len(files.members), _times(MEMBERSHIPS, scale), len(homes))
    for (path, _), size in zip(files.members, sizes, strict=True):
        _write(path, MEMBERS, partial(_members, random.Random(f"{SEED} {path.name}"), homes, size))
    return files


def batches(files: Files) -> Iterator[tuple[Path, Kind[Any]]]:
    """Yield each file with its kind, in the order of loading."""
    yield files.register, partnerships(files.register_mapping)
    for path, network in files.members:
        yield path, members(network, files.member_mapping)
    yield files.people, people(files.people_mapping)


def load_national(graph: Graph, files: Files, *, everything: bool = True, in_batches: bool = False) -> list[Report]:
    """Load all files as the command line does, or the register alone; each report says what happened."""
    several = islice(batches(files), None if everything else 1)
    return [load(graph, [path], kind, in_batches=in_batches) for path, kind in several]


HOME: Final = ("collectivite", "pays_collectivite", "departement", "insee", "niveau")
REGISTER: Final = ("numero", *HOME, "partenaire", "pays", "region_partenaire", "latitude", "longitude",
                   "depuis", "nature", "etat", "themes", "remarque")  # fmt: skip
OFFICES: Final = ("prenom", "nom", "fonction", *HOME, "depuis")
MEMBERS: Final = (*HOME, "role", "depuis")


def _network(number: int) -> Network:
    return Network(f"reseau-essai-{number:03}", f"Réseau d'essai {number:03}", "2021")


def _times(count: int, scale: float) -> int:
    return max(1, round(count * scale))


def _text(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def _write(path: Path, header: Sequence[str], rows: Callable[[], Iterable[Sequence[Any]]]) -> None:
    if path.exists():
        return
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter=";", lineterminator="\n")
        out.writerow(header)
        out.writerows(rows())
    part.replace(path)


# --- authorities --------------------------------------------------------------------------------------------------


def _homes(rng: random.Random, count: int) -> Iterator[Home]:
    """Yield Nancy, regions and départements, communes (the big ones first), then made-up cities of other countries."""
    every = sorted(
        (one for one in all_communes() if one.kind == CURRENT), key=lambda one: (-(one.population or 0), one.insee)
    )
    known = territories()
    communes = [Home(one.name, "FR", known[one.departement].fr, one.insee, "commune") for one in every]
    nancy = next(one for one in communes if one.insee == NANCY)
    france = [one for one in known.values() if one.parent and contains("FR", one.code) and one.code[3:].isalnum()]
    regions = [one for one in france if one.parent == "FR" and len(one.code) == 6]
    departements = [one for one in france if one.parent in {region.code for region in regions}]
    governing = [Home(one.fr, "FR", "", "", "region") for one in regions]
    governing += [Home(one.fr, "FR", "", "", "departement") for one in departements]
    few = governing[: count // 20]
    ordered = [nancy, *few, *(_unnumbered(rng, one) for one in communes if one.insee != NANCY)]
    yield from ordered[:count]
    for number in range(count - len(ordered)):
        yield Home(_town(number), _HOMES[number % len(_HOMES)], "", "", "city")


def _unnumbered(rng: random.Random, home: Home) -> Home:
    """Take the INSEE code off one commune in three, where name and département tell it."""
    namesakes = [one for one in communes_by_name(home.name) if territories()[one.departement].fr == home.departement]
    if rng.random() < 1 / 3 and len(namesakes) == 1:
        return Home(home.name, home.country, home.departement, "", home.level)
    return home


def _abroad(rng: random.Random, count: int) -> Iterator[Abroad]:
    """Yield partners in 134 countries: each country at least once, Pennsylvania among the first."""
    codes = _countries()
    weights = [_SHARES.get(code, 0.15) for code in codes]
    inside = {code: [one.name for one in territories().values() if one.parent == code] for code in codes}
    regions = {code: [name for name in inside[code] if named_subdivision(name, code)] for code in codes}
    for number in range(count):
        if number < NANCY_PARTNERS:
            code = "US" if number == 0 else "DE"
        else:
            code = codes[number] if number < len(codes) else rng.choices(codes, weights)[0]
        # One name in fifty is taken again: namesakes, told apart by where they lie.
        name = _town(number if rng.random() > 0.02 else rng.randrange(number + 1))
        if code == "US":
            yield _american(rng, number, name)
        elif rng.random() < 0.5 and regions[code]:
            yield Abroad(name, code, rng.choice(regions[code]))
        else:
            yield Abroad(name, code, "", f"{rng.uniform(-35, 65):.4f}", f"{rng.uniform(-120, 140):.4f}")


def _american(rng: random.Random, number: int, name: str) -> Abroad:
    state = "PA" if number == 0 else rng.choice(tuple(_STATES))
    if rng.random() < 0.5:
        return Abroad(name, "US", territories()[f"US-{state}"].name)
    lat, lon = _STATES[state]
    return Abroad(name, "US", "", f"{lat + rng.uniform(-0.4, 0.4):.4f}", f"{lon + rng.uniform(-0.4, 0.4):.4f}")


def _countries() -> list[str]:
    rest = [one.code for one in territories().values() if one.level == 0 and one.code not in {"FR", *_SHARES}]
    return [*_SHARES, *rest][:COUNTRIES]


def _town(number: int) -> str:
    """Return the name of that number: never the same twice, one to four syllables and an ending."""
    rest, ending = divmod(number, len(_ENDINGS))
    word = ""
    while True:
        rest, onset = divmod(rest, len(_ONSETS))
        rest, vowel = divmod(rest, len(_VOWELS))
        word += _ONSETS[onset] + _VOWELS[vowel]
        if not rest:
            return f"{word.capitalize()}{_ENDINGS[ending]}"
        rest -= 1


# --- rows ---------------------------------------------------------------------------------------------------------


def _register(rng: random.Random, scale: float, homes: Sequence[Home]) -> Iterator[Sequence[Any]]:
    abroad = list(_abroad(rng, max(NANCY_PARTNERS + 1, _times(PARTNERS, scale))))
    kinds = list(themes())
    for number, (home, partner) in enumerate(_ties(rng, len(homes), len(abroad), _times(PARTNERSHIPS, scale)), 1):
        since = str(rng.randint(1950, 2021)) if rng.random() < 0.9 else ""
        nature = rng.choices("JCAPX", (55, 28, 8, 6, 3))[0]
        state = rng.choices(("en cours", "en sommeil", "terminé", "inconnu"), (70, 12, 12, 6))[0]
        about = ",".join(sorted({kinds[_rank(rng, len(kinds))] for _ in range(rng.randint(0, 3))}))
        note = f"Convention n° {number}" if rng.random() < 0.1 else ""
        yield (number, *homes[home].cells(), *abroad[partner].cells(), since, nature, state, about, note)


def _ties(rng: random.Random, homes: int, partners: int, count: int) -> Iterator[tuple[int, int]]:
    """Yield pairs, each once: every authority and every partner has one, the rest go to those that have many."""
    seen = set()
    for number in range(count):
        if number < NANCY_PARTNERS:
            pair = (0, number)
        elif number < max(homes, partners):
            home = number - NANCY_PARTNERS + 1
            pair = (home if home < homes else 1 + _rank(rng, homes - 1), number)
        else:
            pair = _pair(rng, homes, partners)
            while pair in seen:
                pair = _pair(rng, homes, partners)
        seen.add(pair)
        yield pair


def _pair(rng: random.Random, homes: int, partners: int) -> tuple[int, int]:
    return 1 + _rank(rng, homes - 1), NANCY_PARTNERS + _rank(rng, partners - NANCY_PARTNERS)


def _rank(rng: random.Random, count: int) -> int:
    """Draw a rank from 0: the chance of rank r falls as one over the root of r, so degrees have a heavy tail."""
    return int(count * rng.random() ** 2)


def _people(rng: random.Random, scale: float, homes: Sequence[Home]) -> Iterator[Sequence[Any]]:
    for number in range(_times(PEOPLE, scale)):
        office = (
            "Maire" if number < len(homes) else rng.choice(("Adjoint aux relations internationales", "Conseillère"))
        )
        home = homes[number % len(homes)]
        since = f"{rng.randint(2014, 2020)}-0{rng.randint(1, 9)}"
        yield (rng.choice(_FIRST), _town(rng.randrange(3000)).upper(), office, *home.cells(), since)


def _members(rng: random.Random, homes: Sequence[Home], size: int) -> Iterator[Sequence[Any]]:
    for place, number in enumerate(rng.sample(range(len(homes)), size)):
        role = "président" if place == 0 else "fondateur" if place < 4 else "membre"
        yield (*homes[number].cells(), role, str(rng.randint(1985, 2021)))


def _sizes(networks: int, memberships: int, most: int) -> list[int]:
    """Share memberships out: the first network has most, by one over its rank."""
    whole = sum(1 / rank for rank in range(1, networks + 1))
    return [min(most, max(1, round(memberships / rank / whole))) for rank in range(1, networks + 1)]


def rows_of(path: Path, count: int | None = None) -> list[dict[str, str]]:
    """Return the rows of one of the files, for tests."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(islice(csv.DictReader(file, delimiter=";"), count))
