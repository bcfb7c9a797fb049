"""Whom a line of a list names that is no person: a body by its name, `la ville`, `le comité`, a label that nobody knows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.minutes.document import Paragraph
from loaders.minutes.gazetteer import Body, Gazetteer
from loaders.minutes.lexicon import key, phrases, tokens, words
from loaders.minutes.lists import entries, heading, name_and_rest
from loaders.minutes.mentions import mentions
from loaders.minutes.newly import new_organisation
from loaders.minutes.offices import MAX_TEXT, bodies_in, is_title, town_alone, whole
from loaders.minutes.people import listed_name, person_name
from loaders.minutes.sentences import is_told

FOR_BODY = re.compile(
    r"^(?:côté|pour|au titre d[eu]|au nom d[eu]|de la part d[eu]|représentants? d[eu]|for|on behalf of|from|representing)\s+"
    r"(?:(?:la|le|les|the)\s+|l['’])?",
    re.IGNORECASE,
)
_THE_TOWN = ("la ville", "ville", "la mairie", "mairie", "la commune", "commune", "la municipalite")
_NETWORK = re.compile(
    r"(?:conference|network|réseau|union|alliance|federation|fédération|league|ligue)\s+(?:of|des?|du|for|française?|européenn?e?)\s[^,.:;()]{4,60}",
    re.IGNORECASE,
)
"""A head that is the name of a network: `CONFERENCE OF ATLANTIC ARC CITIES`."""

_THE_BODY = (
    "secretariat",
    "le secretariat",
    "the secretariat",
    "comite",
    "le comite",
    "association",
    "l association",
    "comite de jumelage",
    "bureau",
)
_OF_LEVEL = {
    "region": "region",
    "conseil regional": "region",
    "departement": "departement",
    "conseil departemental": "departement",
    "metropole": "intercommunality",
    "agglomeration": "intercommunality",
    "communaute urbaine": "intercommunality",
}
LED_BY = re.compile(r".{0,30}\b(?:pour|au titre d[eu]|au nom d[eu]|for|on behalf of)\s", re.IGNORECASE)
_THERE = re.compile(
    r"^(?:étaient )?(?:présente?s?|absente?s?|excusée?s?|participante?s?|present|attending|apologies|participants)\s+"
    r"(?=(?:pour|for|from|au titre d[eu]|au nom d[eu])\s)",
    re.IGNORECASE,
)
"""`Présents pour Gevelsberg`: who it is about stands behind."""

DASHED = re.compile(r"(?P<label>[A-ZÀ-Ý][^:;–—]{1,80}?)\s[–—-]\s(?=[A-ZÀ-Ý])")
"""`Ambassade du Japon – Mme Yuko Tanaka`: the body before its people."""

MAX_LABEL = 9
"""The longest name of a body that a label may be, words."""

MAX_LINE = 110
"""A longer line is more than a name, characters."""

MAX_WORDS = 12
"""The longest name of a body that has a line to itself, words."""

HEAD = 6
"""How many paragraphs from the top say who `la ville` is."""


class Spoken:
    """Tells whom short lines and labels of a document name; its head says who `la ville` and `la Région` are."""

    def __init__(self, paragraphs: Sequence[Paragraph], names: Gazetteer) -> None:
        self.names = names
        self.home, self.holder = _town(paragraphs, names), _holder(paragraphs)
        self.levels = _levels(paragraphs, names)

    def new(self, label: str, rest: str) -> tuple[Body, ...]:
        """Return the body that a label is the name of, though nobody knows it: `Lamballe Terre & Mer : Thierry Andrieux`."""
        groups = words("attendance", "groups").intersection(key(label).split())
        told = heading(label, beside=True) or is_title(label) or groups or is_told(label)
        here = tokens(label)
        if told or not here or len(here) > MAX_LABEL or not label[0].isupper():
            return ()
        if listed_name(name_and_rest(next((item for _, item in entries(rest)), ""))[0]) is None:
            return ()
        known = self.names.authority(key(label.replace("&", "et")), "intercommunality") if len(here) > 1 else None
        if known:
            return (known,)
        return (new_organisation(label),) if phrases("organisations").at(here, 0) else bodies_in(label, self.names)

    def alone(self, text: str) -> tuple[Body, ...]:
        """Return the bodies that a line names and nothing else: those of the people below it."""
        text = _THERE.sub("", text.strip(" #*:.-–•"))
        if (dashed := DASHED.match(text)) and listed_name(name_and_rest(text[dashed.end() :])[0]):
            return ()
        plain = FOR_BODY.sub("", text)
        if len(text) < MAX_LINE and not is_title(plain) and (named := whole(plain, self.names)):
            return named
        if not text or len(text) > MAX_LINE or person_name(text) or is_title(text):
            return ()
        town = town_alone(plain, self.names) if plain != text else ()
        return self._called(key(plain)) or whole(plain, self.names) or town or self._made_up(plain)

    def _called(self, spoken: str) -> tuple[Body, ...]:
        if spoken in _THE_TOWN:
            return self.home
        if spoken in _THE_BODY:
            return self.holder
        return self.levels.get(_OF_LEVEL.get(re.sub(r"^(?:la|le|l) ", "", spoken), ""), ())

    @staticmethod
    def _made_up(plain: str) -> tuple[Body, ...]:
        """Return a new organisation, where a line begins as the name of one does."""
        here = () if ":" in plain else tokens(plain)
        if not here or phrases("organisations").at(here, 0) is None or not plain[0].isupper() or len(here) > MAX_WORDS:
            return ()
        return (new_organisation(plain[:MAX_TEXT]),)


def _holder(paragraphs: Sequence[Paragraph]) -> tuple[Body, ...]:
    """Return the association whose name is a line of the document's head: `le comité` in its lists."""
    for paragraph in paragraphs[:4]:
        here = tokens(paragraph.text)
        found = phrases("organisations").at(here, 0) if here else None
        if found and found[0] == "association" and len(here) < MAX_WORDS:
            return (new_organisation(paragraph.text.strip(" #*")),)
        if _NETWORK.fullmatch(head := paragraph.text.strip(" #*")):
            return (new_organisation(head.title() if head.isupper() else head),)
    return ()


def _levels(paragraphs: Sequence[Paragraph], names: Gazetteer) -> dict[str, tuple[Body, ...]]:
    """Return the first authority of each level that the head names."""
    found: dict[str, tuple[Body, ...]] = {}
    for paragraph in paragraphs[:HEAD]:
        for one in mentions(paragraph.text, names):
            if one.body.kind in _OF_LEVEL.values():
                found.setdefault(one.body.kind or "", (one.body,))
    return found


def _town(paragraphs: Sequence[Paragraph], names: Gazetteer) -> tuple[Body, ...]:
    """Return the French commune that the head of the document names first: `la ville` in its lists."""
    for paragraph in paragraphs[:HEAD]:
        for one in mentions(paragraph.text, names):
            if one.body.kind == "commune":
                return (one.body,)
    return ()
