"""Offices that a meeting fills: `Mrs Guilbert was elected President of the Conference`, `Mme Roy est élue présidente`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from graph.ids import fold
from loaders.minutes.document import Paragraph, without_bullet
from loaders.minutes.gazetteer import Body, Gazetteer
from loaders.minutes.offices import from_words, is_title
from loaders.minutes.people import listed_name, person_name
from loaders.minutes.sentences import sentences, unreal

_ELECTED = re.compile(
    r"(?P<name>(?:(?:Mme|Mlle|M\.|Mr|Mrs|Ms|Dr|Cllr)\s+)?[A-ZÀ-Ý][\w'’-]+(?:\s+[A-ZÀ-Ý][\w'’-]+){0,3})\s+"
    r"(?:was|is|has been|est|a été|devient)\s+(?:(?:unanimously|à l['’]unanimité)\s+)?"
    r"(?:(?:re-?|ré)?(?:elected|élue?|appointed|désignée?|nommée?)\s+)?(?P<title>[A-Za-zÀ-ÿ][^,.;:]{4,60})"
)
_VERB = re.compile(r"elected|élue?\b|appointed|désignée?|nommée?|devient")
_OF_THE_HOUSE = re.compile(
    r"\s+(?:du|de la|de l['’]|of the|of our)\s*(?:réseau|conférence|conference|association|comité|network"
    r"|forum|union|committee)"
    r"(?:\s+(?:for|pour)\s.*)?$",
    re.IGNORECASE,
)
_WHILE = re.compile(r"\s+(?:for|pour|à l['’]unanimité|by|in|with|en remplacement)\b.*$")


_COMPOSED = re.compile(
    r"\b(?:bureau|conseil d['’]administration|board|officers|committee)\b[^.]{0,60}?"
    r"(?:composée?|constituée?|élue?s?|elected|as follows)"
    r"[^.:]{0,30}:\s*$",
    re.IGNORECASE,
)
"""`Le bureau est ainsi composé :`, above a list of offices and names."""

_FOLLOWS = re.compile(r"\b(?:élue?s?|elected|appointed)\b[^.:]{0,30}:\s*$", re.IGNORECASE)
"""`Après vote à main levée, sont élus :`, above a table."""

_HOLDS = re.compile(r"(?P<title>[^\W\d][^:.;]{3,50}?)\s*:\s+(?P<name>[^,.;:(]{4,50})")


class Elected(NamedTuple):
    """Somebody who was elected: name, office, body, and where it stands in its paragraph."""

    name: str
    title: str
    body: Body
    paragraph: Paragraph
    start: int
    end: int


def elected(
    paragraphs: Sequence[Paragraph], holder: Sequence[Body], people: Mapping[str, str], names: Gazetteer
) -> Iterator[Elected]:
    """Yield who was elected to an office.

    Args:
        paragraphs: of the document.
        holder: the network or association whose meeting it is; an office without a body is its.
        people: the names of those in the lists, by their folded surnames.
        names: who bears which name.
    """
    yield from _composed(paragraphs, holder)
    for paragraph in paragraphs:
        if paragraph.cells or not _VERB.search(paragraph.text):
            continue
        for sentence in sentences(paragraph.text):
            for match in _ELECTED.finditer(sentence.text):
                name = listed_name(match["name"]) or match["name"]
                name = people.get(fold(name), name)
                said = _WHILE.sub("", match["title"])
                if " " not in name or not _VERB.search(match[0]) or not is_title(said):
                    continue
                if unreal(sentence.text, match.start("title"), match.end()):
                    continue
                title, bodies, _ = from_words(_OF_THE_HOUSE.sub("", said), names)
                for body in (bodies or tuple(holder))[:1]:
                    office = title or said[:1].upper() + said[1:]
                    yield Elected(
                        name, office, body, paragraph, sentence.start + match.start(), sentence.start + match.end()
                    )


def _composed(paragraphs: Sequence[Paragraph], holder: Sequence[Body]) -> Iterator[Elected]:
    """Yield whom a list below `le bureau est ainsi composé :` names, each behind the office."""
    opened = False
    for paragraph in paragraphs:
        if paragraph.cells:
            yield from _row(paragraph, holder) if opened else ()
            continue
        text, offset = without_bullet(paragraph.text)
        held = _HOLDS.match(text) if opened else None
        name = person_name(held["name"]) if held else None
        if held and name and is_title(held["title"]):
            title = held["title"][:1].upper() + held["title"][1:]
            for body in holder[:1]:
                yield Elected(name, title, body, paragraph, offset, offset + held.end())
        else:
            opened = any(shape.search(paragraph.text) for shape in (_COMPOSED, _FOLLOWS))


def _row(paragraph: Paragraph, holder: Sequence[Body]) -> Iterator[Elected]:
    """Yield who stands in a row of offices and names; a re-elected one has held the office before, since when nobody says."""
    title, said = (*paragraph.cells, "", "")[:2]
    name = person_name(said)
    if name and is_title(title):
        for body in holder[:1]:
            yield Elected(name, title, body, paragraph, 0, len(paragraph.text))
