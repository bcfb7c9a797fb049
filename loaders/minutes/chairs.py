"""Who chaired a meeting, and who spoke at it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.ids import fold
from loaders.minutes.document import Paragraph
from loaders.minutes.items import Attendee
from loaders.minutes.lists import AND, DASH
from loaders.minutes.people import person_name, without_honorific

HEAD = 40
"""How many paragraphs from the top may say who chaired."""

_OF_A_BODY = re.compile(
    r"\b(?:association|comité de jumelage|amicale|fondation|société|society)\b[^.;:]{0,60}$", re.IGNORECASE
)
"""`l'association Orne-Sahel, présidée par …` is not the meeting."""

_PRESIDES = re.compile(
    r"\bpar\s+(?P<name>(?:(?:M\.|Mme|Mr|Mrs|Ms)\s*)?[^,.;:(]+),[^.;]{0,80}?\bqui (?:la |l['’]a |en assure la )?présid\w+"
)


_BY_OFFICE = re.compile(
    r"\b(?:[Ll]e|[Ll]a|[Tt]he)\s+(?:présidente?|maire|president|chair\w*|mayor),\s+(?P<name>[^,.;:(]{4,40}),\s+"
    r"(?:ouvre|ouvrait|opens|opened)\s+(?:la séance|la réunion|l['’]assemblée|the meeting)"
)


def chair_of(paragraphs: Sequence[Paragraph]) -> tuple[str, Paragraph, int, int] | None:
    """Return the name of whoever chaired, with where it says so."""
    opening = "|".join(
        re.escape(word)
        for word in (
            "présidée et animée par",
            "présidée par",
            "animée par",
            "sous la présidence de",
            "chaired by",
            "présidé par",
        )
    )
    pattern = re.compile(rf"(?:{opening})\s+(?P<name>(?:MM?\.|Mr\.|Mrs\.|Ms\.|Dr\.)?[^,.;(\n]+)", re.IGNORECASE)
    opens = re.compile(
        r"^(?P<name>(?:M\.|Mme|Mr|Ms|Mrs)?\s*[^,.;:(]+),[^.]{0,160}?\b(?:ouvre la séance|opened the meeting|ouvre la réunion)"
    )
    for paragraph in paragraphs[:HEAD]:
        found = pattern.search(paragraph.text)
        if found and _OF_A_BODY.search(paragraph.text[: found.start()]):
            found = None
        match = (
            found
            or opens.search(paragraph.text)
            or _PRESIDES.search(paragraph.text)
            or _BY_OFFICE.search(paragraph.text)
        )
        if match and (name := person_name(without_honorific(match["name"])[0])):
            return name, paragraph, match.start("name"), match.end("name")
    return None


def speakers(paragraphs: Sequence[Paragraph], there: Sequence[Attendee]) -> set[str]:
    """Return the folded names of those whose name opens a paragraph outside the lists."""
    listed = {id(one.paragraph) for one in there}
    names = {fold(one.name) for one in there}
    leads = (DASH.sub("", paragraph.text[:140]) for paragraph in paragraphs if id(paragraph) not in listed)
    return {name for lead in leads for name in _leading(lead) if name in names}


def _leading(lead: str) -> Iterator[str]:
    """Yield the folded names that a paragraph opens with: `M. Anna Bell et Mme Eva Carr, chargée de…`."""
    opening = re.split(r"\s*[:,(]", lead.lstrip("-–•* "), maxsplit=1)[0]
    for piece in AND.split(opening):
        words_ = piece.split()
        for count in range(min(6, len(words_)), 1, -1):
            if name := person_name(" ".join(words_[:count])):
                yield fold(name)
                break
