"""The words that maps say: dates, numbers, places and the short sentences about an actor, in French and English."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

from graph import places
from graph.errors import JumellesError
from graph.vocabulary import CollectivityKind, Label, Language, NetworkKind, OrganisationKind, Word

NBSP = "\u00a0"
_OWN_KINDS: Mapping[str, type[Word]] = {"Network": NetworkKind, "Organisation": OrganisationKind}
_KINDS: Mapping[str, Label] = {
    **{kind.value: kind.label for kind in NetworkKind},
    **{kind.value: kind.label for kind in OrganisationKind},
    **{kind.value: kind.label for kind in CollectivityKind},
    "organisation": Label("Organisme", "Organisation"),
    "network": Label("Réseau", "Network"),
}
_SMALL: Mapping[Language, Sequence[str]] = {
    "fr": ("aucun", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"),
    "en": ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
}
_MODES: Mapping[str, Label] = {"about": Label("vers ", "about "), "before": Label("avant ", "before ")}


def number(value: int, language: Language) -> str:
    """Return a count as figures: 1 174 in French, 1,174 in English."""
    return str(format_decimal(value, locale=language)).replace("\u202f", NBSP)


def count(value: int, one: str, many: str, language: Language) -> str:
    """Return a count with its noun: `2 liens`. French says zero in the singular, English in the plural."""
    singular = value < 2 if language == "fr" else value == 1
    return f"{number(value, language)} {one if singular else many}"


def spelled(value: int, language: Language) -> str:
    """Return a count in a sentence: in words below ten."""
    return _SMALL[language][value] if value < len(_SMALL[language]) else number(value, language)


@lru_cache(maxsize=8192)
def date_words(iso: str | None, language: Language, *, long: bool = False) -> str:
    """Return an ISO date of any precision in words: 2020, juin 2016, 20 nov. 2025, or `sans date` for none."""
    if not iso:
        return "sans date" if language == "fr" else "undated"
    parts = [int(part) for part in iso.split("-")] if iso.replace("-", "").isdigit() else []
    if not 2 <= len(parts) <= 3:
        return iso
    month = "MMMM" if long else "MMM"
    pattern = f"d {month} y" if len(parts) == 3 else f"{month} y"
    try:
        return str(format_date(dt.date(parts[0], parts[1], (*parts, 1)[2]), pattern, locale=_LOCALES[language]))
    except ValueError:
        return iso


def since_words(iso: str | None, mode: str | None, language: Language) -> str:
    """Return since when a link exists: `1991`, `vers 2006`, `avant 2016`, `sans date`."""
    prefix = _MODES.get(mode or "") if iso else None
    return (prefix.in_(language) if prefix else "") + date_words(iso, language)


def from_words(iso: str, mode: str | None, language: Language) -> str:
    """Return since when, in a sentence: `depuis le 25 sept. 2025`, `depuis 2006 environ`, `avant 2016`."""
    said = date_words(iso, language)
    if mode == "before":
        return since_words(iso, mode, language)
    if language == "en":
        return f"since {'about ' if mode == 'about' else ''}{said}"
    return f"depuis {'le ' if len(iso) == 10 else ''}{said}{' environ' if mode == 'about' else ''}"


def until_words(iso: str, mode: str | None, language: Language) -> str:
    """Return until when: `jusqu’au 13 oct. 2020`, `jusqu’en 2020`; `avant le 13 oct. 2020` where an end is only inferred."""
    said, day = date_words(iso, language), len(iso) == 10
    if language == "en":
        about = "about " if mode == "about" else ""
        return f"before {said}" if mode == "before" else f"until {about}{said}"
    if mode == "before":
        return f"avant {'le ' if day else ''}{said}"
    about = " environ" if mode == "about" else ""
    return f"jusqu’{'au' if day else 'en'} {said}{about}"


def quoted(words: str | None, language: Language) -> str:
    """Return a source's own words in the quotation marks of the language, or nothing."""
    if not words:
        return ""
    return f"«{NBSP}{words}{NBSP}»" if language == "fr" else f"“{words}”"


def kind_words(kind: str | None, language: Language, label: str | None = None) -> str:
    """Return the kind of an actor as a word; `label` tells a network of another kind from an authority of another kind."""
    own = _OWN_KINDS.get(label or "")
    found = own(kind).label if own and kind in list(own) else _KINDS.get(kind or "")
    return found.in_(language) if found else ("Type non renseigné" if language == "fr" else "Kind not stated")


@lru_cache(maxsize=8192)
def place_words(code: str | None, language: Language) -> str:
    """Return the name of a territory, or its code where we do not know it, or nothing."""
    if not code:
        return ""
    try:
        return places.label(code, language)
    except JumellesError:
        return code


def capital(text: str) -> str:
    """Return the text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


_LOCALES: Mapping[Language, str] = {"fr": "fr_FR", "en": "en_GB"}
