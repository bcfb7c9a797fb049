"""The words of pages: one gettext catalogue for each language, read from its .po file when first asked for.

English is the language of the message ids, so `en.po` holds only how English counts. Dates, numbers and places are said
by `viz.words`, the same on pages as on maps.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from graph.vocabulary import Language
from viz.words import NBSP, capital, count, date_words, number, quoted, spelled

__all__ = ["Words", "catalogue", "words"]

_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_BREAKABLE = re.compile(r"(?<=«) | (?=[:;?!»])")
_DE_BEFORE_VOWEL = re.compile(r"\b([Dd])e (?=[aeiouyàâéèêëîïôûAEIOUYÀÂÉÈÊËÎÏÔÛ])")


def catalogue(language: Language) -> Catalog:
    """Return the catalogue of a language as it is written in its .po file."""
    with (files("api.pages") / "locale" / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language, domain="messages")


class Words:
    """What pages say in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        compiled = BytesIO()
        write_mo(compiled, catalogue(language))
        compiled.seek(0)
        self.translations = Translations(compiled, domain="messages")

    def gettext(self, message: str, /, **values: object) -> str:
        """Return a message in this language, with its values put in."""
        return self.elided(self.translations.gettext(message) % values)

    def ngettext(self, one: str, many: str, n: int, /, **values: object) -> str:
        """Return a message that counts; `%(num)s` is the count as figures."""
        shown = {"num": number(n, self.language), **values}
        return self.elided(self.translations.ngettext(one, many, n) % shown)

    def counting(self, one: str, many: str, n: int, /) -> str:
        """Return a message that counts with its count as figures and its other values left open, as templates ask for it."""
        return self.translations.ngettext(one, many, n).replace("%(num)s", number(n, self.language))

    def elided(self, text: str) -> str:
        """Return French text with `de` cut short before a vowel: d’avril, d’Angers."""
        return _DE_BEFORE_VOWEL.sub(r"\1’", text) if self.language == "fr" else text

    def typo(self, text: str) -> str:
        """Return a text from elsewhere with the apostrophes, and in French the no-break spaces, of print."""
        text = _APOSTROPHE.sub("’", text)
        return _BREAKABLE.sub(NBSP, text) if self.language == "fr" else text

    def date(self, iso: str | None, *, long: bool = False) -> str:
        """Return an ISO date in words, `20 nov. 2025` or `20 novembre 2025`."""
        return date_words(iso, self.language, long=long)

    def month(self, iso: str | None, *, long: bool = False) -> str:
        """Return the month of an ISO date in words, or its year where no more is known."""
        return date_words(iso[:7] if iso else None, self.language, long=long)

    def number(self, value: int) -> str:
        """Return a count as figures."""
        return number(value, self.language)

    def spelled(self, value: int) -> str:
        """Return a count in words below ten, as figures above."""
        return spelled(value, self.language)

    def quoted(self, text: str | None) -> str:
        """Return a text in the quotation marks of the language."""
        return quoted(text, self.language)

    def counted(self, value: int, one: str, many: str) -> str:
        """Return a count with a noun that is already in this language."""
        return count(value, one, many, self.language)

    def capital(self, text: str) -> str:
        """Return the text with a capital first letter."""
        return capital(text)

    def list(self, items: tuple[str, ...] | list[str]) -> str:
        """Return a list in words: `a, b et c`."""
        if len(items) < 2:
            return "".join(items)
        return self.gettext("%(first)s and %(last)s", first=", ".join(items[:-1]), last=items[-1])


@cache
def words(language: Language) -> Words:
    """Return the words of a language."""
    return Words(language)
