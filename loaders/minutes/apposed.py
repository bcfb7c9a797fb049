"""People whose office stands before their name: `conduite par la première adjointe, Mme A, et comprenant le directeur, M. B`.

A running list is read from the name on (`running.py`); prose about a delegation is read towards it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from loaders.minutes.gazetteer import Body, Gazetteer
from loaders.minutes.lexicon import key, words
from loaders.minutes.offices import from_words, is_title
from loaders.minutes.people import person_name

DELEGATION = re.compile(
    r"\b(?:délégation|mission|groupe|équipe|delegation|party|team)\b[^.;]{0,160}?\b(?:compren\w+|compos\w+|réuniss\w+|form\w+"
    r"|included?|including|comprised|consisted of|made up of)\b",
    re.IGNORECASE,
)
"""A sentence that tells who belonged to a delegation."""

_NAME = re.compile(
    r"(?:Mme|Mlle|M\.|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Prof\.?|Cllr)\s+[A-ZÀ-Ý][\w'’-]*(?:\s+(?:(?:de|du|des|le|la|van|von|d['’])\s*)?[A-ZÀ-Ý][\w'’-]*)+"
)
_ARTICLE = re.compile(r"(?:\b(?:le|la|les|son|sa|leur|notre|the|his|her|its|our)\s+|\bl['’])", re.IGNORECASE)
_FOR = re.compile(
    r"^[\s,]*(?:(?:et|and|enfin)\b[\s,]*)?(?:pour|for|au nom de)\s+(?:(?:la|le|the)\s+|l['’])?(?P<body>[^,;]{3,60}),",
    re.IGNORECASE,
)
_STOOD_FOR = re.compile(r"\b(?:fait représenter|représentée?|represented)\s+(?:par|by)\b", re.IGNORECASE)
_THE_TOWN = re.compile(r"\b(?:de|of)\s+(?:la|the|notre|our)\s+(?:ville|city|mairie|town)$", re.IGNORECASE)
ENOUGH = 2
"""How many names must have their office before them for a text to be such a list; all but one in three of them."""


class Apposed(NamedTuple):
    """Someone with the office that stands before the name, and where both stand (characters, the end exclusive)."""

    name: str
    printed: str
    title: str
    bodies: tuple[Body, ...]
    presence: str | None
    start: int
    end: int


def apposed(text: str, names: Gazetteer, town: Callable[[str], tuple[Body, ...]]) -> list[Apposed]:
    """Return the people of a text whose offices stand before their names; empty where most do not.

    Args:
        text: a paragraph.
        names: who bears which name.
        town: what tells the bodies that a short text names, `la ville` among them.
    """
    every = [match for match in _NAME.finditer(text) if person_name(match[0])]
    found = list(_read(text, every, names, town))
    return found if len(found) >= ENOUGH and len(found) * 3 >= len(every) * 2 else []


def _read(
    text: str, every: list[re.Match[str]], names: Gazetteer, town: Callable[[str], tuple[Body, ...]]
) -> Iterator[Apposed]:
    at, before = 0, None
    for index, match in enumerate(every):
        lead, name = text[at : match.start()], person_name(match[0])
        until = every[index + 1].start() if index + 1 < len(every) else len(text)
        office = _office(lead)
        if office and name:
            title, bodies, _ = from_words(_THE_TOWN.sub("", office), names)
            if led := _FOR.match(re.split(r"[;.]", lead)[-1]):
                bodies = bodies or town(led["body"])
            if _THE_TOWN.search(office):
                bodies = bodies or town("la ville")
            if before and _STOOD_FOR.search(lead):
                bodies = bodies or before.bodies
            before = Apposed(
                name,
                match[0],
                title or office[:1].upper() + office[1:],
                bodies,
                _presence(text[match.end() : until]),
                match.start() - len(lead) + lead.rfind(office),
                match.end(),
            )
            yield before
        at = match.end()


def _office(lead: str) -> str | None:
    """Return the office that the words right before a name say; None where they say none."""
    piece = re.split(r"[;.:]\s|^\s*,", lead)[-1].rstrip(" ,")
    for article in _ARTICLE.finditer(piece):
        said = piece[article.end() :]
        if is_title(said) and not re.search(r"\b(?:a|ont|est|sont|qui|has|was|is|who)\b", said):
            return said
    return None


def _presence(behind: str) -> str | None:
    """Return what the rest of a sentence says of somebody's presence."""
    said = re.split(r"[.;]\s", behind)[0]
    if _STOOD_FOR.search(said):
        return "represented"
    folded = f" {key(said)} "
    return "excused" if any(f" {word} " in folded for word in words("attendance", "heads_excused")) else None
