"""Who was there where no list says so: `Ils étaient une douzaine autour d'Isabelle Vincent, adjointe. À ses côtés, …`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.minutes.document import Paragraph
from loaders.minutes.sentences import Sentence, periods

HEAD = 12
"""How many paragraphs from the top may tell it."""

_GATHERED = re.compile(
    r"\b(?:[àÀ] la (?:table|tribune)\s?: |autour d(?:e |u |['’])|[àÀ] (?:ses|leurs|mes|nos) côtés\s?[,:]?"
    r"|en présence de|entourée?s? d(?:e |['’])"
    r"|(?:est|était|sont) représentée?s? par |(?:a|ont|avait|avaient) délégué |(?:was|were|is) led by |conduite? par "
    r"|the group met |accompagnai(?:s|t|ent) |du voyage "
    r"|accompagnée?s? (?:de |d['’]|par )"
    r"|(?:a |avait )?réuni(?:ssait|t)?(?: notamment)? (?=M\.|Mme|[A-ZÀ-Ý])"
    r"|(?:étaient|sont) (?:là|présente?s|venue?s|de la partie)\s?[,:]?|avaient répondu (?:présent"
    r"|à l['’]invitation)s?\s?[,:]?"
    r"|(?:y |ont |avaient )(?:participaient|assistaient|participé|assisté)\s?[,:]?|(?:were |was )?joined by|attended by"
    r"|accompanied by|in the presence of|[Aa]round the table (?:were|sat)|[Ww]ith (?:her|him|us|them) (?:were|was|came)"
    r"|(?:[Bb]eside|[Aa]longside) (?:her|him|them)(?: were| was| sat)?|also (?:came|attended|present)\s?[,:]?)\s*"
)
"""What leads to those who were at a meeting."""


def gathered(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, Sentence]]:
    """Yield what stands behind such words in the opening of a document, with whose paragraph it is."""
    for paragraph in paragraphs[:HEAD]:
        if paragraph.cells:
            continue
        for sentence in periods(paragraph.text):
            if led := _GATHERED.search(sentence.text):
                yield paragraph, Sentence(sentence.text[led.end() :], sentence.start + led.end())
