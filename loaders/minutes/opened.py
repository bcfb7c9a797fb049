"""Officers whom the opening of minutes names in running words: `La présidente, Eva Lind, ouvre l'assemblée`.

An office with its article, a comma, a name; the sentence says that they were there, or that they were excused. And groups
of officers: `Les responsables de section sont tous là : …`, where brackets tell of what they are in charge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from loaders.minutes.document import Paragraph
from loaders.minutes.offices import is_title
from loaders.minutes.people import person_name
from loaders.minutes.sentences import sentences

HEAD = 14
"""How many paragraphs from the top the opening has, at most."""

_OFFICER = re.compile(
    r"(?<![\w'’])(?:[Ll]a|[Ll]e|[Tt]he)\s+(?P<title>[a-zà-ÿ][a-zà-ÿ -]{3,40}),\s+"
    r"(?P<name>[A-ZÀ-Ý][\w'’-]+(?:\s+(?:de |du |van |von )?[A-ZÀ-Ý][\w'’-]+){1,3})"
)
_AWAY = re.compile(r"\b(?:excusée?s?|empêchée?s?|absente?s?|apologies|unable)\b", re.IGNORECASE)
_THERE = re.compile(
    r"\b(?:ouvre|ouvrait|préside|présidait|accueille|à ses côtés|entourée? d[eu]|assistée? d[eu]|est là|était là"
    r"|opens|opened|chairs|chaired|welcomed|beside (?:her|him)|flanked by|is here|was there)\b"
)
_NUMBERED = re.compile(r"\s*(?:#+\s*)?(?:\d{1,2}|[IVX]{1,4})\s?[.)°–-]\s")
_GROUP = re.compile(
    r"(?:Les|The)\s+(?P<title>[a-zà-ÿ]+s(?:\s[a-zà-ÿ' ’-]+?)?)\s+(?:sont|étaient|are|were)\s+(?:(?:tous|toutes|all)\s+)?"
    r"(?:là|présente?s?|here|there|present)\b[^:.;]{0,30}:\s*"
)


class Officer(NamedTuple):
    """Somebody whom the opening names with an office: name, presence, office, and where both stand."""

    name: str
    presence: str
    title: str
    paragraph: Paragraph
    start: int
    end: int


def officers(paragraphs: Sequence[Paragraph]) -> Iterator[Officer]:
    """Yield the officers whom the opening names, up to the first numbered heading."""
    for paragraph in paragraphs[:HEAD]:
        if _NUMBERED.match(paragraph.text):
            return
        if paragraph.cells:
            continue
        for sentence in sentences(paragraph.text):
            presence = "excused" if _AWAY.search(sentence.text) else "present" if _THERE.search(sentence.text) else None
            for match in _OFFICER.finditer(sentence.text) if presence else ():
                name = person_name(match["name"])
                if presence and name and is_title(match["title"]):
                    title = match["title"][:1].upper() + match["title"][1:]
                    start = sentence.start + match.start("title")
                    yield Officer(name, presence, title, paragraph, start, sentence.start + match.end())


def group_of(text: str) -> tuple[str, int] | None:
    """Return the office of each of a group and where their names begin: `Les responsables de section sont là : …`."""
    match = _GROUP.match(text)
    if match is None or not is_title(match["title"]):
        return None
    first, space, rest = match["title"].partition(" ")
    return f"{first[0].upper()}{first[1:].removesuffix('s')}{space}{rest}", match.end()
