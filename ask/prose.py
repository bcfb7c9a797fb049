"""Names in sentences: articles and prepositions of places, elision, numbers, dates, lists. Pure functions."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Callable, Sequence
from functools import cache
from importlib import resources
from io import StringIO
from typing import Final, Literal, NamedTuple

from babel.dates import format_date
from babel.numbers import format_decimal

from ask.areas import areas
from ask.gazetteer import TERRITORY, Entity
from graph.ids import fold
from graph.places import label, territory
from graph.vocabulary import Language

Tense = Literal["now", "ended", "then"]
"""Links that are, links that have all ended, links as they were on a day."""

_FEW_COUNTRIES: Final = 6
NBSP: Final = "\u00a0"

_LOCALES: Final[dict[Language, str]] = {"fr": "fr_FR", "en": "en_GB"}
NUMBERS: Final[dict[Language, tuple[str, ...]]] = {
    "fr": ("aucun", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
    "en": ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
}
# French bodies whose name begins with what they are take an article: la Métropole de Lyon.
_FEMININE_NAMES: Final = (
    "Métropole",
    "Communauté",
    "Eurométropole",
    "Collectivité",
    "Région",
    "Ville",
    "Agence",
    "Université",
    "Association",
    "Assemblée",
    "Délégation",
    "Direction",
    "Commission",
    "Fédération",
    "Facilité",
    "Plateforme",
    "Initiative",
    "Route",
    "Maison",
    "Ambassade",
    "Chambre",
    "Organisation",
    "Union",
    "National",
    "Bourse-partenariats",
    "Diplomatie",
)
_MASCULINE_NAMES: Final = (
    "Département",
    "Pôle",
    "Syndicat",
    "Comté",
    "Conseil",
    "Ministère",
    "Grand",
    "Réseau",
    "Groupe-pays",
    "Comité",
    "Forum",
    "Fonds",
    "Centre",
    "Institut",
    "Partenariat",
    "Consulat",
    "Barreau",
    "Collège",
    "Premier",
    "État",
    "Appel",
    "Atlas",
    "Programme",
    "Lab",
)
_PLURAL_NAMES: Final = (
    "Réseaux",
    "Agences",
    "Collectivités",
    "Associations",
    "Opérateurs",
    "Influenceurs",
    "Ateliers",
    "Villes",
)
_ENGLISH_NAMES: Final = (
    "European",
    "French",
    "Ministry",
    "Council",
    "Delegation",
    "Commission",
    "Consulate",
    "United",
    "National",
    "World",
    "UNESCO",
)
_SORTS: Final = {**dict.fromkeys(("US", "MX", "BR", "AU", "IN"), "state"), "DE": "land", "AT": "land", "CA": "province"}
_ARTICLES: Final = {"le ": ("au ", "du "), "les ": ("aux ", "des ")}


class Article(NamedTuple):
    """How a territory stands in a French sentence, and whether English says "the".

    `gender` is m, f, mp, fp or - for a name without article; `prep` is "in": en, au, aux, à, or dans
    with the article.
    """

    gender: str
    prep: str
    the: bool
    name: str


# --- places ---------------------------------------------------------------------------------------------------------


def name(entity: Entity, language: Language) -> str:
    """Return the bare name: Pennsylvanie, United States."""
    if language == "fr":
        return _article(entity).name or entity.fr
    return entity.en


def the(entity: Entity, language: Language) -> str:
    """Return the name with its article: la Pennsylvanie, les États-Unis, Cuba, the United States, Tours."""
    if entity.parts:
        return _each(entity, the, language)
    if entity.without:
        return _elsewhere(entity, language)
    bare = name(entity, language)
    if language == "en":
        if bare.lower().startswith("the "):
            return bare
        return f"the {bare}" if _article(entity).the or _takes_the(entity, bare) else bare
    return _french_article(entity) + bare


def of(entity: Entity, language: Language) -> str:
    """Return it after "of": de la Pennsylvanie, des États-Unis, d'Angers, du Havre, of the United States."""
    if entity.parts:
        return _each(entity, of, language)
    return f"of {the(entity, 'en')}" if language == "en" else de(the(entity, "fr"))


def origin(entity: Entity, language: Language) -> str:
    """Return where someone is from: de Pennsylvanie, du Texas, des États-Unis, d'Auvergne-Rhône-Alpes; in Pennsylvania."""
    if entity.parts and all(one.label != TERRITORY for one in entity.parts) and not entity.without:
        return _among(entity, language)
    if entity.parts:
        return _each(entity, origin, language)
    if entity.without:
        return inside(entity, language)
    if language == "en":
        return f"in {the(entity, 'en')}"
    prep = _article(entity).prep
    return de(name(entity, "fr")) if prep == "en" and not _takes_du(entity) else of(entity, "fr")


def inside(entity: Entity, language: Language) -> str:
    """Return it after "in": en Pennsylvanie, au Texas, dans le Tennessee, aux États-Unis, à Tours; in the United States."""
    if entity.area and (entity.parts or entity.without):
        return _among(entity, language)
    if language == "en":
        return f"in {the(entity, 'en')}"
    article = _article(entity)
    if article.prep == "dans":
        return f"dans {the(entity, 'fr')}"
    if article.prep in ("en", "au", "aux"):
        return f"{article.prep} {name(entity, 'fr')}"
    return to(the(entity, "fr"))


def _each(entity: Entity, make: Callable[[Entity, Language], str], language: Language) -> str:
    """Return several places in one form, and those left out: au Texas ou dans l'Ohio, en France sauf Paris."""
    joined = either([make(part, language) for part in entity.parts], language)
    if not entity.without:
        return joined
    left = listed([the(one, language) for one in entity.without], language)
    return f"{joined} {'sauf' if language == 'fr' else 'except'} {left}"


def _among(entity: Entity, language: Language) -> str:
    """Return it after "in": au Texas ou dans l'Ohio, parmi Minneapolis et Boston, en dehors de l'Europe."""
    french = language == "fr"
    if entity.parts and any(one.label == TERRITORY for one in entity.parts):
        return _each(entity, inside, language)
    if entity.parts:
        names_ = listed([the(one, language) for one in entity.parts], language)
        return f"{'parmi' if french else 'among'} {names_}"
    left = listed([of(one, "fr") if french else the(one, "en") for one in entity.without], language)
    if french:
        return f"en dehors {left}"
    return f"{'outside' if all(one.label == TERRITORY for one in entity.without) else 'apart from'} {left}"


def _elsewhere(entity: Entity, language: Language) -> str:
    """Return all places but those left out: une collectivité en dehors de l'Europe."""
    if all(one.label != TERRITORY for one in entity.without):
        left = listed([the(one, language) for one in entity.without], language)
        return f"une autre collectivité que {left}" if language == "fr" else f"an authority other than {left}"
    return f"{'une collectivité' if language == 'fr' else 'an authority'} {inside(entity, language)}"


def extent(area: Entity, language: Language) -> str:
    """Return in brackets how many countries a part of the world is taken for, and which where they are few."""
    if area.parts or area.without:
        return ""
    codes = areas()[area.id].codes
    if len(codes) > _FEW_COUNTRIES:
        parts = ("départements", "départements") if any("-" in code for code in codes) else ("pays", "countries")
        return f" ({digits(len(codes), language)} {parts[language == 'en']})"
    return f" ({listed(sorted((label(code, language) for code in codes), key=fold), language)})"


def slots(letter: str, entity: Entity, language: Language) -> dict[str, str]:
    """Return the forms of a scope that the wordings of examples use: {the_a}, {of_a}, {in_a}, {origin_a}."""
    forms = {"the": the, "of": of, "in": inside, "origin": origin}
    return {f"{form}_{letter}": make(entity, language) for form, make in forms.items()}


def de(text: str) -> str:
    """Put "de" before a French name: d'Angers, du Havre, des Sables-d'Olonne, de La Rochelle."""
    for start, (_, contracted) in _ARTICLES.items():
        if text.lower().startswith(start):
            return contracted + text[len(start) :]
    return f"d'{text}" if vowel(text) else f"de {text}"


def to(text: str) -> str:
    """Put "à" before a French name: au Havre, aux Sables-d'Olonne, à La Rochelle."""
    for start, (contracted, _) in _ARTICLES.items():
        if text.lower().startswith(start):
            return contracted + text[len(start) :]
    return f"à {text}"


def vowel(text: str) -> bool:
    """Whether French elides before this name; a y before a consonant counts (d'Yvetot, de York), an h does not."""
    folded = fold(text)
    if folded.startswith("y"):
        return folded[1:2] not in "aeiou"
    return folded[:1] in tuple("aeiou")


def sort(code: str) -> str:
    """Return what a territory is: country, region, departement, state, land, province, or else territory."""
    country, _, rest = code.partition("-")
    if not rest:
        return "country"
    if country == "FR":
        if (len(rest) == 2 and rest[0].isdigit()) or rest == "75C":
            return "departement"
        return "region" if territory(code).level == 1 and len(rest) > 2 else "territory"
    return _SORTS.get(country, "territory")


def _french_article(entity: Entity) -> str:
    bare = name(entity, "fr")
    gender = _article(entity).gender if entity.label == TERRITORY else _gender(bare)
    if gender in ("mp", "fp"):
        return "les "
    if gender in ("m", "f"):
        return "l'" if vowel(bare) else {"m": "le ", "f": "la "}[gender]
    return ""


def _gender(bare: str) -> str:
    first = bare.partition(" ")[0]
    if first == bare and first != "Bourse-partenariats":
        return "-"
    if first in _PLURAL_NAMES:
        return "mp"
    return "f" if first in _FEMININE_NAMES else "m" if first in _MASCULINE_NAMES else "-"


def _takes_the(entity: Entity, bare: str) -> bool:
    """Whether English puts "the" before a body's name: the European Union, the Commission nationale."""
    first, _, rest = bare.partition(" ")
    if entity.label not in ("Network", "Organisation") or not rest:
        return False
    return first in (*_ENGLISH_NAMES, *_PLURAL_NAMES) or _gender(bare) != "-"


def _takes_du(entity: Entity) -> bool:
    return _article(entity).gender == "m" and not vowel(name(entity, "fr"))


def _article(entity: Entity) -> Article:
    plain = Article("-", "à", the=False, name="")
    return _articles().get(entity.id, plain) if entity.label == TERRITORY else plain


@cache
def _articles() -> dict[str, Article]:
    text = (resources.files("ask") / "data" / "articles.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(StringIO(text, newline=""))
    return {row["code"]: Article(row["gender"], row["in"], bool(row["the"]), row["fr"]) for row in rows}


# --- numbers, dates, lists ------------------------------------------------------------------------------------------


def number(count: int, language: Language, *, feminine: bool = False) -> str:
    """Return a number in words up to ten, then in digits: trois, une, 1 174, 1,174."""
    if count <= 10:
        return "une" if language == "fr" and feminine and count == 1 else NUMBERS[language][count]
    return digits(count, language)


def digits(count: int, language: Language) -> str:
    """Return a number in digits as the language groups them."""
    return format_decimal(count, locale=_LOCALES[language])


def date_in_full(text: str, language: Language) -> str:
    """Return an ISO day as one says it: 20 novembre 2025."""
    return format_date(datetime.date.fromisoformat(text), "d MMMM y", locale=_LOCALES[language])


def date(text: str, language: Language) -> str:
    """Return an ISO date of known precision as it is written: 2019, déc. 2020, 20 nov. 2025, 20 Nov 2025."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return text
    day = datetime.date(parts[0], parts[1], parts[2] if len(parts) == 3 else 1)
    pattern = "d MMM y" if len(parts) == 3 else "MMM y"
    # CLDR's British September is "Sept"; three letters like the others.
    written = format_date(day, pattern, locale=_LOCALES[language])
    return (
        written.replace("Sept ", "Sep ")
        if language == "en"
        else written.replace("1 ", "1er ", 1)
        if _first(day, parts)
        else written
    )


def _first(day: datetime.date, parts: Sequence[int]) -> bool:
    return len(parts) == 3 and day.day == 1


def on(text: str, language: Language) -> str:
    """Return a date after "of" or "on": du 20 nov. 2025, de 2021, of 20 Nov 2025."""
    written = date(text, language)
    if language == "en":
        return f"of {written}"
    return f"du {written}" if len(text) == 10 else de(written)


def listed(parts: Sequence[str], language: Language) -> str:
    """Join with commas, and "et" or "and" before the last."""
    last = " et " if language == "fr" else " and "
    return last.join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def either(parts: Sequence[str], language: Language) -> str:
    """Join with commas, and "ou" or "or" before the last."""
    last = " ou " if language == "fr" else " or "
    return last.join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def sentence_case(text: str) -> str:
    """Return the text with a capital at its beginning."""
    return text[:1].upper() + text[1:]
