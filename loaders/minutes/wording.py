"""How a sentence words an event: the words that name one, the dates and places beside them, and the name they make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from loaders.minutes.dates import Dated, dates, vague
from loaders.minutes.gazetteer import HOME, Body, Gazetteer
from loaders.minutes.lexicon import Phrases, Token, key, lexicon, tokens, words
from loaders.minutes.meeting import EVENTS, MAX_NAME, TAIL
from loaders.minutes.mentions import mentions
from loaders.minutes.naming import Mention
from loaders.minutes.offices import is_title
from loaders.minutes.sentences import WISHES
from loaders.minutes.standing import SPAN

REACH = 110
"""How far from its word the date of an event may stand, characters."""

NEAR_YEARS = 4
"""How far a bare year may lie from the document's for a bare month to be of it (`la foire de mai … en 2017`)."""

MOVED = ("went", "came")
_TELLING = {
    name: Phrases((phrase, name) for phrase in lexicon()["telling"][name])
    for name in ("ahead", "gone", "proposed", "agenda", "off", "none")
}
STOP = re.compile(
    r"[.;:!?]|\sy\s|,(?!\s*(?:à|au|aux|en|in|at)\b)|\s[–—](?!\s[A-ZÀ-Ý])\s?"
    r"|\s+(?:ayant|qui|que|où|dont|aura|auront|avait|avaient|a eu|ont|a été|est|était|sont|sera|seront|va|vont|se tien\w+"
    r"|s['’]est|pour laquelle|will|which|was|were|is|are|held|took place|avec comme|afin)\b"
)
_NUMBER = re.compile(r"(?:\d{1,3}(?:ers?|ères?|e|es|èmes?|th|st|nd|rd)|[IVX]{1,5}(?:es?|èmes?))\s+(?:[\w'’-]+\s+)?$")
_NAME_BEFORE = re.compile(r"(?:[A-Z0-9][\w'’&-]*\s+(?:of\s+|and\s+)?)(?:[\w'’&-]+\s+){0,3}$")
_PARTICIPLES = ("fêté", "rencontré", "visité", "accueillie", "formé", "voyagé")
"""What folds to the same letters as a word for an event."""

_OF_THE_PARTY = re.compile(
    r"\b(?:étaient|était|étions|sont|est|partie)\s(?:[\w]+\s)?(?:du|de la|de l['’])\s?$", re.IGNORECASE
)
"""`étaient aussi du voyage` tells who went, and of no event that was not told."""

_SINCE_IT = re.compile(r"\b(?:depuis|since)\s(?:la |le |l['’]|the |sa |son |its )$", re.IGNORECASE)
"""`depuis la signature de la charte` counts from an event, and tells of none."""

_NO_BODY = ("regional", "departemental", "general", "municipal", "economique", "europeen")
_HOSTS = re.compile(r"^(?:(?:a|ont) )?(?:accueill|reçu|recev|will host|hosted)", re.IGNORECASE)
_OF_PLACE = re.compile(r"\b(?:salon|foire|congrès|forum|sommet|festival) d[e'’]\s?$", re.IGNORECASE)
_DECIDES = re.compile(
    r"\b(?:soumis|présenté|inscrit|voté|examiné|adopté|approuvé|passer|validé|submitted|put)\w*\s"
    r"(?:[^,.;]{0,20}\s)?(?:au|en|devant le|par le|à la|to the|before the)\s$",
    re.IGNORECASE,
)
"""A council that decides something later is no event of which the document tells: `sera soumis au conseil à l'automne`."""

_APART = re.compile(r"[.;]|\b(?:mais|but|tandis|alors que|depuis|since)\b")
_PART = re.compile(r"[^,.;:]{0,45}(?:\b(?:à|au|aux|de|du|des|d['’]|pour|for|of|to|at)|[–—-])\s*(?:\S+\s+)?")
_TO_IT = re.compile(r"[^,.;:]{0,30}\b(?:au|à la|aux|to the|for the)\s+(?:\w+\s)?")


@dataclass(frozen=True, slots=True)
class Word:
    """A word that names an event, from character `start` to `end` of its sentence; `token` is its first word's number."""

    kind: str
    start: int
    end: int
    token: int


class Wording:
    """What a sentence says of events; `before` is the authority that the sentence before spoke of."""

    def __init__(self, text: str, names: Gazetteer, today: str | None, before: Body | None = None) -> None:
        self.text, self.names, self.today, self.before = text, names, today, before
        self.here = tokens(text)
        said = (Word(kind, self.here[i].start, self.here[i + n - 1].end, i) for kind, i, n in EVENTS.all(self.here))
        self.said = [word for word in said if self._names_one(word)]

    def _names_one(self, word: Word) -> bool:
        after = self.here[word.token + 1].folded if word.token + 1 < len(self.here) else ""
        first = self.here[word.token]
        if first.text.lower() in _PARTICIPLES or (first.folded == "conseil" and after in _NO_BODY):
            return False
        if _DECIDES.search(self.text[: word.start]):
            return False
        if _OF_THE_PARTY.search(self.text[: word.start]):
            return False
        if _SINCE_IT.search(self.text[: word.start]):
            return False
        lead = self.text[max(0, word.start - 3) : word.start]
        return word.kind in MOVED or not re.search(r"(?:^|\s)(?:d['’]|de\s)$", lead)

    @cached_property
    def found(self) -> tuple[Mention, ...]:
        """The bodies that the sentence names; `City Summit` is no town, whoever bears that name."""
        ends = {word.end for word in self.said}
        every = mentions(self.text, self.names)
        return tuple(one for one in every if one.body.label != "Collectivity" or one.end not in ends)

    def says(self, what: str, here: Sequence[Token] | None = None) -> list[Token]:
        """Return the first words of the phrases of one list of `telling`, in the sentence or in some of its words."""
        where = self.here if here is None else here
        return [where[index] for _, index, _ in _TELLING[what].all(where)]

    def folded(self, word: Word) -> str:
        """Return a word for an event, folded."""
        return self.here[word.token].folded

    def is_one_of(self, word: Word, name: str) -> bool:
        """Whether a word for an event is in one list of `telling`."""
        return self.folded(word) in words("telling", name)

    @cached_property
    def wishes(self) -> bool:
        """Whether the sentence wishes rather than states."""
        return next(WISHES.all(self.here), None) is not None

    # --- when

    def dates(self) -> list[Dated]:
        """Return the dates of the sentence, vague ones among them."""
        exact = [one for one in dates(self.text) if not self._of_an_office(one)]
        finer = [one for one in exact if len(one.value) > 4]
        loose = [one for one in vague(self.text, self.today) if not any(_overlap(one, other) for other in finer)]
        years = [one for one in exact if len(one.value) == 4 and not any(_overlap(one, other) for other in loose)]
        lone = [one for one in loose if len(one.value) > 4]
        if len(years) == 1 and len(lone) == 1 and not finer and self._is_near(years[0].value):
            # `la foire de mai … en 2017`: the month and the year of one event.
            year, month = years[0].value, lone[0]
            end = f"{year}{month.until[4:]}" if month.until else None
            return [month._replace(value=f"{year}{month.value[4:]}", until=end)]
        return sorted((*finer, *years, *loose), key=lambda one: one.start)

    def _of_an_office(self, date: Dated) -> bool:
        """Whether a date says when somebody held an office, which is when no event was: `maire de Lyon de 1989 à 1995`."""
        return any(
            span.start() <= date.start < span.end()
            and any(is_title(piece) for piece in self.text[: span.start()].split(",")[-1:])
            for span in SPAN.finditer(self.text)
        )

    def _is_near(self, year: str) -> bool:
        return abs(int(year) - int((self.today or "0")[:4])) < NEAR_YEARS

    def date_of(self, word: Word, every: Sequence[Dated]) -> Dated | None:
        """Return the date that belongs to a word: the next one behind it, else the last before it."""
        after = [one for one in every if 0 <= one.start - word.end < REACH and self._joined(word.end, one.start)]
        if after and (len(after[0].value) > 4 or after[0].start - word.end < 70):
            return after[0]
        before = [one for one in every if 0 <= word.start - one.end < REACH and self._joined(one.end, word.start)]
        return before[-1] if before else None

    def _joined(self, start: int, end: int) -> bool:
        """Whether no other event and no new clause stands between two places."""
        others = (one for one in self.said if start < one.start < end and one.kind not in MOVED)
        return not _APART.search(self.text[start:end]) and all(
            _PART.fullmatch(self.text[start : one.start]) for one in others
        )

    def leads(self, word: Word, other: Word) -> bool:
        """Whether one event is a journey to the other, on the same days: `déplacement au congrès`."""
        return word.kind in ("mission", "went") and _TO_IT.fullmatch(self.text[word.end : other.start]) is not None

    # --- what it is called

    def stretch(self, word: Word, date: Dated | None) -> tuple[int, int]:
        """Return where the name of the event begins and ends."""
        begin = self._opening(word)
        stop = STOP.search(self.text, word.end)
        end = stop.start() if stop else len(self.text)
        if date and word.end <= date.start < end:
            end = date.start
        quoted, bracket = self.text.find("«", word.end, end), self.text.find("(", word.end, end)
        if quoted > 0 and (close := self.text.find("»", quoted)) > 0 and close + 1 > end:
            end = close + 1
        if bracket > 0 and ")" not in self.text[bracket:end]:
            end = bracket
        return begin, min(end, begin + MAX_NAME)

    def _opening(self, word: Word) -> int:
        quote = max(self.text.rfind(mark, 0, word.start) for mark in "«“")
        closed = max(self.text.rfind(mark, 0, word.start) for mark in "»”")
        if quote > closed and word.start - quote < 60:
            return quote + 1
        lead = self.text[: word.start]
        number = _NUMBER.search(lead)
        # `D-Day economic forum`: in English, and in names, what is before the word is part of it.
        before = number or _NAME_BEFORE.search(lead)
        return before.start() if before and (number or self._is_name(before.start(), word)) else word.start

    def _is_name(self, start: int, word: Word) -> bool:
        """Whether what stands before a word is a name that it closes, not the subject of a sentence."""
        piece = [token.folded for token in self.here if start <= token.start < word.start]
        small = words("telling", "no_name") | words("wishes", "words")
        return bool(piece) and not small.intersection(piece) and self.is_one_of(word, "closing")

    def name(self, word: Word, begin: int, end: int) -> str | None:
        """Return the name of an event in the sentence's own words; None where there is too little of one."""
        if word.kind == "meets":
            english = any(token.folded in ("the", "will", "again", "on") for token in self.here)
            return "Next meeting" if english else "Prochaine réunion"
        if word.kind == "came" and (guest := self.guest(word)):
            return f"Visite : {guest}"[:MAX_NAME]
        if word.kind in MOVED:
            return self._journey(word)
        plain = " ".join(self.text[begin:end].split())
        for _ in range(3):
            plain = TAIL.sub("", plain)
        plain = plain.strip(' ,;:«»“”"–-(')[:MAX_NAME].strip()
        lead = self.here[word.token - 1] if word.token and " " not in plain else None
        if lead and lead.folded in words("telling", "new"):
            plain = f"{lead.text} {plain}"
        return plain[:1].upper() + plain[1:] if len(key(plain)) > 2 else None

    def _journey(self, word: Word) -> str | None:
        place = self.went_to(word)
        who = next((one.body for one in self.found if one.end <= word.start), None) or self.before
        by = f" de {who.name}" if who and place and who.id != place.id else ""
        return f"Déplacement{by} à {place.name}" if place else None

    def guest(self, word: Word) -> str | None:
        """Return who came, in the words of the sentence: an office or a delegation."""
        if _HOSTS.match(self.text[word.start : word.end]):
            stop = STOP.search(self.text, word.end)
            guest = self.text[word.end : stop.start() if stop else len(self.text)]
        else:
            guest = re.split(r"[.,;:()]\s", self.text[: word.start])[-1]
        if len(guest) > 90 or not any(token.folded in words("telling", "guests") for token in tokens(guest)):
            return None
        plain = " ".join(guest.split())
        return re.sub(r"^(?:une?|le|la|les|l['’]|des|a|an|the)\s*", "", plain, flags=re.IGNORECASE) or None

    # --- where, by whom

    def went_to(self, word: Word) -> Body | None:
        """Return where somebody went: the place behind the word, or before it for `s'y est rendu`."""
        if self.here[min(word.token + 1, len(self.here) - 1)].folded == "y":
            cities = [one.body for one in self.found if one.end <= word.start and one.body.kind in ("city", "commune")]
            return cities[-1] if cities else None
        return self.place(word.start, len(self.text))

    def place(self, begin: int, end: int) -> Body | None:
        """Return where an event is held whose name and date stand in a stretch of the sentence."""
        near = (one for one in self.found if one.body.label == "Collectivity" and begin <= one.start < end + 80)
        return next((one.body for one in near if self._is_place(one, end)), None)

    def _is_place(self, one: Mention, end: int) -> bool:
        lead = self.text[max(0, one.start - 10) : one.start]
        town = one.body.kind in ("city", "commune")
        return bool(
            (town and re.search(r"(?:\b(?:à|À|in|at)|[,:–-])\s$", lead))
            or re.search(r"\b(?:au|aux|en|to|visited|visité)\s$", lead)
            or (one.start < end and _OF_PLACE.search(self.text[: one.start]))
        )

    def held_by(self, start: int, end: int) -> tuple[Body, ...]:
        """Return who holds an event: the first body whose it is said to be."""
        for one in self.found:
            lead = key(self.text[max(0, one.start - 8) : one.start]).rsplit(" ", 1)[-1]
            if not start <= one.start < end or _OF_PLACE.search(self.text[: one.start]):
                continue
            if one.body.label in ("Network", "Organisation") or lead in ("de", "du", "d", "la", "l", "of"):
                return (one.body,)
        return ()

    def from_abroad(self, start: int, end: int) -> bool:
        """Whether a journey leads from abroad to France: `voyage de Boston à Lyon`."""
        there = [one for one in self.found if start <= one.start < end and one.body.label == "Collectivity"]
        return len(there) > 1 and there[0].body.country != HOME and there[-1].body.country == HOME


def _overlap(one: Dated, other: Dated) -> bool:
    return one.start < other.end and other.start < one.end
