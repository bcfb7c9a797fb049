"""Dates written in words, as registers and deeds write them: `le vingt-huit septembre deux mille vingt-trois`."""

from __future__ import annotations

import re
from functools import cache

from graph.ids import fold

_FRENCH = (
    "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf"
)
_ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
_TENS = (
    ("vingt", "trente", "quarante", "cinquante", "soixante"),
    ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
)
_WORD = r"[A-Za-zÀ-ÿ'’-]+"
_DAY = rf"(?!du\b|mois\b){_WORD}(?:[ -](?!du\b|mois\b){_WORD}){{0,3}}?"
_MONTHS = (
    r"janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
)
_YEAR = rf"(?:deux[ -]mille|mil(?:le)?[ -]neuf[ -]cent|two thousand|nineteen|twenty)(?:[ -](?:and[ -]|et[ -])?{_WORD}){{0,3}}"
IN_WORDS = re.compile(
    rf"\bl['’]an\s+(?P<before>{_YEAR}),?\s+(?:et\s+)?(?:le\s+)?(?P<first>{_DAY})\s+"
    rf"(?:du\s+mois\s+d[e'’]\s*)?(?P<month1>{_MONTHS})\b"
    rf"|\b(?P<day>{_DAY})\s+(?:day\s+)?(?:of\s+|du\s+mois\s+d[e'’]\s*)?(?P<month2>{_MONTHS}),?\s+(?:l['’]an\s+)?"
    rf"(?P<year>{_YEAR})",
    re.IGNORECASE,
)
"""A day, a month and a year in words; `L'an deux mille vingt-trois, le vingt-huit septembre` too."""


@cache
def _numbers() -> dict[str, int]:
    """Return the numbers from 1 to 99 by their words, folded, in French and English, and the ordinals of days."""
    small = [word.replace("-", " ") for word in _FRENCH.split()]
    found = {word: number for number, word in enumerate(small) if number}
    for ten, word in enumerate(_TENS[0], 2):
        found |= {f"{word} {small[one]}": ten * 10 + one for one in range(1, 10)}
        found |= {word: ten * 10, f"{word} et un": ten * 10 + 1}
    found |= {f"soixante {small[one]}": 60 + one for one in range(10, 20)} | {"soixante et onze": 71}
    found |= {f"quatre vingt {small[one]}": 80 + one for one in range(1, 20)} | {
        "quatre vingts": 80,
        "quatre vingt": 80,
    }
    english = _ENGLISH.split()
    found |= {word: number for number, word in enumerate(english) if number}
    ordinals = _ORDINALS.split()
    found |= {word: number for number, word in enumerate(ordinals, 1)} | {"premier": 1, "thirtieth": 30}
    for ten, word in enumerate(_TENS[1], 2):
        found[word] = ten * 10
        found |= {f"{word} {english[one]}": ten * 10 + one for one in range(1, 10)}
        found |= {f"{word} {ordinals[one - 1]}": ten * 10 + one for one in range(1, 10)}
    return found


def number(words: str) -> int | None:
    """Return the number from 1 to 99 that some words say; None where they say none."""
    return _numbers().get(fold(words))


def year(words: str) -> int | None:
    """Return the year that some words say: `deux mille vingt-trois`, `mil neuf cent cinquante-sept`, `twenty twenty-five`."""
    folded = fold(words).replace("-", " ")
    # The year may have taken in a word that goes on: `deux mille vingt-trois à dix-huit heures`.
    parts = folded.split()
    return next((found for count in range(len(parts), 0, -1) if (found := _year(" ".join(parts[:count])))), None)


def _year(folded: str) -> int | None:
    for lead, base in (
        ("deux mille", 2000),
        ("two thousand", 2000),
        ("mil neuf cent", 1900),
        ("mille neuf cent", 1900),
        ("nineteen", 1900),
        ("twenty", 2000),
    ):
        if folded == lead:
            return base if " " in lead else None
        if folded.startswith(f"{lead} "):
            rest = number(folded.removeprefix(lead).strip().removeprefix("and "))
            return base + rest if rest else None
    return None


def day(words: str) -> int | None:
    """Return the day of a month that the last of some words say: `vendredi quatorze`."""
    parts = [word for word in fold(words).split() if word not in ("of", "the", "day", "le", "du")]
    for count in (3, 2, 1):
        found = number(" ".join(parts[-count:])) if len(parts) >= count else None
        if found and found <= 31:
            return found
    return None
