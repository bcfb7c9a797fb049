"""The other events that a document tells of: held, announced or proposed, with an exact date, a vague one, or none.

An event is a word that names one (`congrès`, `délégation`, `s'est rendu`) with something that makes it a particular one: a
date, or the name of a place, body or edition beside it. A bare plural (`des missions`) and a call-back (`le congrès`) are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.ids import event_id
from loaders.minutes.dates import Dated, dates, vague
from loaders.minutes.document import Paragraph, without_bullet
from loaders.minutes.gazetteer import HOME, Body, Gazetteer
from loaders.minutes.lexicon import Phrases, Token, key, lexicon, tokens, words
from loaders.minutes.meeting import EVENTS, MAX_NAME, TAIL, Happening
from loaders.minutes.mentions import Mention, mentions
from loaders.minutes.sentences import WISHES, sentences

REACH = 110
"""How far behind its word the date of an event may stand, characters; half of it before."""

_MOVED = ("went", "came")
_TELLING = {
    name: Phrases((phrase, name) for phrase in lexicon()["telling"][name])
    for name in ("ahead", "gone", "proposed", "agenda", "off", "none")
}
_STOP = re.compile(
    r"[.;:!?]|\sy\s|,(?!\s*(?:à|au|aux|en|in|at)\b)|\s[–—](?!\s[A-ZÀ-Ý])\s?|\s+(?:ayant|qui|que|où|dont|aura|auront|avait|avaient|a eu|ont|a été|est|était|sont|"
    r"sera|seront|va|vont|se tien\w+|s['’]est|pour laquelle|will|which|was|were|is|are|held|took place|avec comme|afin)\b"
)
_NUMBER = re.compile(r"(?:\d{1,3}(?:ers?|ères?|e|es|èmes?|th|st|nd|rd)|[IVX]{1,5}(?:es?|èmes?))\s+(?:[\w'’-]+\s+)?$")
_NAME_BEFORE = re.compile(r"(?:[A-Z0-9][\w'’&-]*\s+(?:of\s+|and\s+)?)(?:[\w'’&-]+\s+){0,3}$")
_RECEIVED = re.compile(
    r"\b(?:attendue?s?|reçue?s?|accueil\w*|viendr\w+|est venue?|sont venu\w*|venue? [àd]|recev\w+|expected|received|reception|hosted|will visit|welcom\w+)\b",
    re.IGNORECASE,
)
_PARTICIPLES = ("fêté", "rencontré", "visité", "accueillie", "formé")
"""What folds to the same letters as a word for an event."""

_NO_BODY = ("regional", "departemental", "general", "municipal", "economique", "europeen")
_EDITIONS = ("congress", "forum", "fair", "conference")
_GUESTS = frozenset("delegation delegations gouverneur maire ambassadeur ambassadrice consul consule president presidente prefet gouverneure mayor governor ambassador group groupe eleves lyceens jeunes students".split())
_HOSTS = re.compile(r"^(?:(?:a|ont) )?(?:accueill|reçu|recev|will host|hosted)", re.IGNORECASE)
_DOUBT = ("Nom de l'événement à relire et à traduire", "The name of the event is to be read again and translated")
_VAGUE = ("Sans date dite : est-ce un événement, et lequel ?", "No date is stated: is it an event, and which?")
_ONLY = ("Seulement proposé : à garder ?", "Only proposed: to be kept?")


def happenings(
    paragraphs: Sequence[Paragraph], names: Gazetteer, today: str | None, own: Happening | None
) -> Iterator[Happening]:
    """Yield the other events, each once with every place that tells of it; `today` is the date of the document (EDTF)."""
    found: list[Happening] = []
    speaking: Body | None = None
    agenda = False
    for paragraph in paragraphs:
        text, offset = without_bullet(paragraph.text)
        if paragraph.cells or (own and paragraph is own.paragraph):
            continue
        if len(text) < 70:
            title = not text.rstrip().endswith((".", ";", "!"))
            agenda = bool(_says("agenda", tokens(text))) if title and offset == 0 else agenda
        for sentence in sentences(text, offset):
            reader = _Sentence(paragraph, sentence.text, sentence.start, names, today, own, agenda, speaking)
            for made in reader.told():
                _merge(found, made)
            speaking = reader.speaking()
    yield from found


def _merge(found: list[Happening], made: Happening) -> None:
    """Add an event, or its place to the one that it is."""
    for index, other in enumerate(found):
        if _same(other, made):
            first, second = (made, other) if made.date and not other.date else (other, made)
            if first.status == "proposed" and second.status != "proposed" and first.date == second.date:
                first, second = second, first
            found[index] = replace(
                first,
                held_in=first.held_in or second.held_in,
                held_by=first.held_by or second.held_by,
                also=(*first.also, (second.paragraph, second.start, second.end), *second.also),
            )
            return
    found.append(made)


def _same(one: Happening, other: Happening) -> bool:
    if one.kind != other.kind:
        return False
    if one.date and other.date:
        coarse, fine = sorted((one.date, other.date), key=len)
        if not fine.startswith(coarse):
            return False
        if len(coarse) >= 10 or (len(coarse) == 7 and one.kind != "meeting"):
            return one.held_in is None or other.held_in is None or one.held_in.id == other.held_in.id
    if one.held_in and other.held_in and one.held_in.id != other.held_in.id:
        return False
    content, more = _content(one.fr), _content(other.fr)
    if one.kind in _EDITIONS:
        # `le congrès 2016`, `le congrès de Pittsburgh`: the one of that year, the one there.
        if one.date and other.date and not (content and more):
            return True
        if one.held_in and other.held_in and not (one.date and other.date):
            return True
    return bool(content & more) and len(content & more) >= 0.6 * min(len(content), len(more))


def _content(name: str) -> set[str]:
    here = tokens(name)
    called = {index + i for _, index, count in EVENTS.all(here) for i in range(count)}
    return {
        token.folded
        for index, token in enumerate(here)
        if len(token.folded) > 2 and not token.folded.isdigit() and index not in called
    }


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that names an event, from character `start` to `end` of its sentence; `token` is its first word's number."""

    kind: str
    start: int
    end: int
    token: int


class _Sentence:
    """Reads one sentence; `before` is the authority that the sentence before spoke of."""

    def __init__(
        self,
        paragraph: Paragraph,
        text: str,
        offset: int,
        names: Gazetteer,
        today: str | None,
        own: Happening | None,
        agenda: bool,
        before: Body | None,
    ) -> None:
        self.paragraph, self.text, self.offset, self.names, self.today = paragraph, text, offset, names, today
        self.own, self.agenda, self.before = own, agenda, before
        self.here = tokens(text)
        said = (_Word(kind, self.here[i].start, self.here[i + n - 1].end, i) for kind, i, n in EVENTS.all(self.here))
        self.said = [word for word in said if self._names_one(word)]
        self._found: tuple[Mention, ...] | None = None

    def _names_one(self, word: _Word) -> bool:
        after = self.here[word.token + 1].folded if word.token + 1 < len(self.here) else ""
        first = self.here[word.token]
        if first.text.lower() in _PARTICIPLES or (first.folded == "conseil" and after in _NO_BODY):
            return False
        lead = self.text[max(0, word.start - 3) : word.start]
        return not re.search(r"(?:^|\s)(?:d['’]|de\s)$", lead) or word.kind in _MOVED

    @property
    def found(self) -> tuple[Mention, ...]:
        """The bodies that the sentence names; looked for only where an event is."""
        if self._found is None:
            every = mentions(self.text, self.names)
            # `City Summit` is no town, whoever bears that name.
            self._found = tuple(
                one for one in every if one.body.label != "Collectivity" or not any(one.end == word.end for word in self.said)
            )
        return self._found

    def speaking(self) -> Body | None:
        """Return the first French authority that the sentence names, if it was looked at."""
        first = next((one.body for one in self._found or () if one.body.label == "Collectivity"), None)
        return first or self.before

    def told(self) -> Iterator[Happening]:
        """Yield the events of the sentence."""
        if not self.said or self.text.rstrip().endswith("?"):
            return
        every = self._dates()
        taken: set[int] = set()
        until, last = -1, None
        for word in self.said:
            if word.start < until or any(one.start <= word.start < one.end and one.body.label != "Collectivity" for one in self.found):
                continue
            date = self._date_of(word, [one for one in every if one.start not in taken])
            if date is None and last and (word.kind == "came" or self._leads(last[0], word)):
                date = last[1]
            made = self._made(word, date)
            if made is None:
                continue
            if date:
                taken.add(date.start)
                last = (word, date)
            follows = next((one for one in self.said if one.start > word.start), None)
            until = follows.start if follows and self._leads(word, follows) else made.end - self.offset
            yield made

    def _leads(self, word: _Word, other: _Word) -> bool:
        """Whether one event is a journey to the other, on the same days: `déplacement au congrès`."""
        between = self.text[word.end : other.start]
        return word.kind in ("mission", "went") and re.fullmatch(r"[^,.;:]{0,30}\b(?:au|à la|aux|to the|for the)\s+(?:\w+\s)?", between) is not None

    # --- when

    def _dates(self) -> list[Dated]:
        exact = list(dates(self.text))
        loose = [
            one
            for one in vague(self.text, self.today)
            if not any(one.start < other.end and other.start < one.end and len(other.value) > 4 for other in exact)
        ]
        years = [one for one in exact if len(one.value) == 4 and not any(o.start <= one.start < o.end for o in loose)]
        finer = [one for one in exact if len(one.value) > 4]
        lone = [one for one in loose if len(one.value) > 4]
        now = int((self.today or "0")[:4])
        if len(years) == 1 and len(lone) == 1 and not finer and abs(int(years[0].value) - now) < 4:
            # `la foire de mai … en 2017`: the month and the year of one event.
            year, month = years[0].value, lone[0]
            end = f"{year}{month.until[4:]}" if month.until else None
            return [month._replace(value=f"{year}{month.value[4:]}", until=end)]
        return sorted((*finer, *years, *loose), key=lambda one: one.start)

    def _date_of(self, word: _Word, every: Sequence[Dated]) -> Dated | None:
        after = [one for one in every if 0 <= one.start - word.end < REACH and self._joined(word.end, one.start)]
        if after and (len(after[0].value) > 4 or after[0].start - word.end < 70):
            return after[0]
        before = [one for one in every if 0 <= word.start - one.end < REACH and self._joined(one.end, word.start)]
        return before[-1] if before else None

    def _joined(self, start: int, end: int) -> bool:
        """Whether no other event and no new clause stands between two places."""
        between = self.text[start:end]
        return not re.search(r"[.;]|\b(?:mais|but|tandis|alors que|depuis|since)\b", between) and not any(
            start < one.start < end and one.kind not in _MOVED and not self._inside(one, start) for one in self.said
        )

    def _inside(self, one: _Word, start: int) -> bool:
        """Whether a word belongs to the name before it: `déplacement au congrès`, `rencontres du réseau`."""
        return (
            re.fullmatch(
                r"[^,.;:]{0,45}(?:\b(?:à|au|aux|de|du|des|d['’]|pour|for|of|to|at)|[–—-])\s*(?:\S+\s+)?", self.text[start : one.start]
            )
            is not None
        )

    # --- what

    def _made(self, word: _Word, date: Dated | None) -> Happening | None:
        begin, end = self._stretch(word, date)
        if self._is_off(word, end) or self._is_own(word, date, end):
            return None
        firm = self._particular(word, begin, end)
        status, sure = self._moved(word, date) if word.kind in _MOVED else self._status(date, begin, end)
        if date is None and (not firm or word.kind == "meets"):
            return None
        if word.kind in _MOVED and (not firm or (date is None and status != "held")):
            return None
        bare = date is not None and self.text[date.start : date.end].isdigit()
        if self.here[word.token].folded in words("telling", "standing") and not firm and bare and not self.agenda:
            return None
        if date is None and status is None:
            return None
        kind = self._kind(word, begin, end)
        name = self._name(word, begin, end)
        if name is None:
            return None
        if word.kind in ("training", "ceremony") and date is None and status == "held":
            return None
        place = self._place(begin, max(end, date.end if date else 0))
        exact = date is not None and len(date.value) > 7
        return Happening(
            event_id(date.value if date else None, name),
            name,
            name,
            kind,
            status or "held",
            date.value if date else None,
            date.until if date else None,
            place,
            self._held_by(begin, end),
            self.paragraph,
            self.offset + min(begin, date.start if date else begin),
            self.offset + max(end, date.end if date else 0),
            self.text[begin : max(end, date.end if date else 0)],
            round((0.7 if exact else 0.6 if date else 0.4) - (0.1 if status == "proposed" else 0) + sure, 2),
            _ONLY if status == "proposed" else _DOUBT if date else _VAGUE,
        )

    def _stretch(self, word: _Word, date: Dated | None) -> tuple[int, int]:
        """Return where the name of the event begins and ends."""
        begin = self._opening(word)
        stop = _STOP.search(self.text, word.end)
        end = stop.start() if stop else len(self.text)
        if date and word.end <= date.start < end:
            end = date.start
        opening, closing = self.text.find("«", word.end, end), self.text.find("(", word.end, end)
        if opening > 0 and (close := self.text.find("»", opening)) > 0 and close + 1 > end:
            end = close + 1
        if closing > 0 and ")" not in self.text[closing:end]:
            end = closing
        return begin, min(end, begin + MAX_NAME)

    def _opening(self, word: _Word) -> int:
        quote = max(self.text.rfind(mark, 0, word.start) for mark in "«“")
        closed = max(self.text.rfind(mark, 0, word.start) for mark in "»”")
        if quote > closed and word.start - quote < 60:
            return quote + 1
        lead = self.text[: word.start]
        number = _NUMBER.search(lead)
        if number:
            return number.start()
        # `D-Day economic forum`: in English, and in names, what is before the word is part of it.
        before = _NAME_BEFORE.search(lead)
        if before and self._is_name(before.start(), word):
            return before.start()
        return word.start

    def _is_name(self, start: int, word: _Word) -> bool:
        """Whether what stands before a word is a name that it closes, not the subject of a sentence."""
        piece = [token for token in self.here if start <= token.start < word.start]
        small = {"the", "a", "an", "le", "la", "les", "un", "une", "des", "de", "cette", "ce", "cet", "ces", "this", "that", "our", "notre", "du", "au", "aux", "en", "to", "at", "in"}
        if not piece or any(token.folded in small or token.folded in words("wishes", "words") for token in piece):
            return False
        return word.kind not in _MOVED and self._is_english(word)

    def _is_english(self, word: _Word) -> bool:
        folded = self.here[word.token].folded
        return folded in ("forum", "summit", "conference", "congress", "fair", "trip", "tour", "visit", "delegation", "meeting") or (
            folded in ("workshop", "seminar", "session", "reception", "event", "exhibition", "ceremony", "mission")
        )

    def _is_off(self, word: _Word, end: int) -> bool:
        near = [token for token in self.here if word.start - 25 <= token.start <= end + 40]
        if any(token.start > word.start for token in _says("off", near)):
            return True
        return any(token.end < word.start <= token.end + 12 for token in _says("none", near))

    def _is_own(self, word: _Word, date: Dated | None, end: int) -> bool:
        """Whether the meeting itself is meant."""
        if self.own is None:
            return False
        if date and date.value == self.own.date:
            return True
        return date is None and bool(
            re.search(r"(?:cette|la présente|ladite|ce|this|today['’]s|the)\s+$", self.text[: word.start], re.IGNORECASE)
            and self.here[word.token].folded in words("telling", "standing")
        )

    def _particular(self, word: _Word, begin: int, end: int) -> bool:
        """Whether the words make it one event among all: an edition, a name, a place, a body."""
        folded = self.here[word.token].folded
        lead = self.text[:begin].rstrip()
        determiner = key(lead[-16:]).rsplit(" ", 1)[-1] if lead else ""
        inside = [token for token in self.here if word.end <= token.start < end]
        if word.kind in _MOVED:
            return self._went_to(word) is not None or (word.kind == "came" and self._came(word) is not None)
        if re.search(r"\bannuel|\bannual|\beach\b|\bchaque\b", self.text[begin:end]) and not (self.agenda or _says("ahead", self.here)):
            return False
        if begin < word.start and self._is_english(word) and not (self.agenda or _says("ahead", self.here) or _says("gone", self.here)):
            return False
        if determiner in ("cette", "ce", "cet", "ces", "this", "that", "celle", "celui"):
            return False
        if determiner in ("des", "les", "ses", "leurs", "nos", "quelques", "plusieurs", "these", "some", "de", "grands", "large") and (
            folded not in ("assises", "rencontres", "journees", "entretiens")
        ):
            return False
        named = begin < word.start or "«" in self.text[begin:end] or any(
            token.capital and not token.text.isdigit() for token in inside
        )
        new = any(token.folded in words("telling", "new") for token in self.here[max(0, word.token - 2) : word.token])
        proposed = bool(_says("proposed", [token for token in self.here if token.start <= end]))
        if folded in words("telling", "standing"):
            return (new or proposed) and (named or len(inside) > 1 or self.agenda)
        if word.kind in ("mission", "visit") and determiner in ("la", "le", "l", "the"):
            return named and bool(_says("ahead", self.here) or _says("gone", self.here))
        if determiner in ("un", "une", "a", "an") and re.search(r"\b(?:organis|tenu|held|hosted)\w*\s+\w+\s*$", lead, re.IGNORECASE):
            return bool(inside) and not any(value == "wish" for value, _, _ in WISHES.all(self.here))
        alone = determiner in ("le", "la", "l", "ce", "cette", "du", "au", "the", "this", "son", "sa", "its") and not named
        return not alone and (named or (proposed and len(inside) > 2))

    def _status(self, date: Dated | None, begin: int, end: int) -> tuple[str | None, float]:
        """Return held, announced or proposed, None where nothing tells, and how much surer that makes it."""
        here = self.here
        wish = any(value == "wish" for value, _, _ in WISHES.all(here))
        if date and self.today:
            ahead = date.value > self.today[: len(date.value)] or (
                date.value == self.today[: len(date.value)]
                and len(date.value) < 10
                and (self.agenda or bool(_says("ahead", here)))
            )
            if not ahead:
                return "held", 0.0
            doubtful = bool(_says("proposed", here)) or wish
            return ("proposed", 0.0) if doubtful else ("announced", 0.0)
        if _says("proposed", here):
            return "proposed", 0.0
        if wish:
            return None, 0.0
        if self.agenda or _says("ahead", here):
            return "announced", 0.1
        if _says("gone", here):
            return "held", 0.1
        return "held", 0.0

    def _moved(self, word: _Word, date: Dated | None) -> tuple[str | None, float]:
        """Return whether a journey was made, or will be: the form of the verb says it."""
        verb = key(self.text[word.start : word.end])
        ahead = bool(re.search(r"(?:ra|ront)\b|^will ", verb))
        if verb.endswith("se rendre") or any(value == "wish" for value, _, _ in WISHES.all(self.here)):
            return ("proposed", 0.0) if date else (None, 0.0)
        return ("announced" if ahead else "held"), 0.0

    def _kind(self, word: _Word, begin: int, end: int) -> str:
        inside = [one.kind for one in self.said if begin <= one.start < end and one.kind not in _MOVED]
        kind = word.kind
        if kind == "meets":
            return "meeting"
        if kind == "came" or (kind == "mission" and _RECEIVED.search(self.text)):
            return "visit"
        if kind == "went":
            return "visit" if self.here[word.token].folded in ("visited",) else "mission"
        if kind == "mission" and self._from_abroad(word.end, end):
            return "visit"
        if kind == "meeting" and "conference" in inside[:2]:
            return "conference"
        return kind

    def _from_abroad(self, start: int, end: int) -> bool:
        """Whether the journey leads from abroad to France: `voyage de Boston à Lyon`."""
        there = [one for one in self.found if start <= one.start < end and one.body.label == "Collectivity"]
        return len(there) > 1 and there[0].body.country != HOME and there[-1].body.country == HOME

    def _name(self, word: _Word, begin: int, end: int) -> str | None:
        if word.kind == "meets":
            return "Prochaine réunion" if word.start == 0 or not self._is_latin_english() else "Next meeting"
        if word.kind == "came" and (guest := self._came(word)):
            return f"Visite : {guest}"[:MAX_NAME]
        if word.kind in _MOVED:
            place = self._went_to(word)
            who = next((one.body for one in self.found if one.end <= word.start), None) or self.before
            by = f" de {who.name}" if who and place and who.id != place.id else ""
            return f"Déplacement{by} à {place.name}" if place else None
        plain = " ".join(self.text[begin:end].split())
        for _ in range(3):
            plain = TAIL.sub("", plain)
        plain = plain.strip(' ,;:«»“”"–-(')[:MAX_NAME].strip()
        if len(plain.split()) < 2:
            lead = self.here[word.token - 1] if word.token else None
            if lead and lead.folded in words("telling", "new"):
                plain = f"{lead.text} {plain}"
            elif word.kind == "meeting" and self.here[word.token].folded in ("reunion", "seance", "bureau", "session"):
                return None if len(plain) < 3 else plain[:1].upper() + plain[1:]
        return plain[:1].upper() + plain[1:] if len(plain) > 2 else None

    def _is_latin_english(self) -> bool:
        return any(token.folded in ("the", "will", "again", "on") for token in self.here)

    # --- where, by whom

    def _went_to(self, word: _Word) -> Body | None:
        """Return where somebody went: the place behind the word, or before it for `s'y est rendu`."""
        if self.here[min(word.token + 1, len(self.here) - 1)].folded == "y":
            cities = [one.body for one in self.found if one.end <= word.start and one.body.kind in ("city", "commune")]
            return cities[-1] if cities else None
        return self._place(word.start, len(self.text))

    def _came(self, word: _Word) -> str | None:
        """Return who came, in the words of the sentence: an office or a delegation."""
        if _HOSTS.match(self.text[word.start : word.end]):
            stop = _STOP.search(self.text, word.end)
            guest = self.text[word.end : stop.start() if stop else len(self.text)]
        else:
            lead = re.split(r"[.,;:()]\s", self.text[: word.start])[-1]
            guest = lead if len(lead) < 90 else ""
        here = tokens(guest)
        if not any(token.folded in _GUESTS for token in here):
            return None
        guest = re.sub(r"^\s*(?:une?|le|la|les|l['’]|des|a|an|the)\s*", "", " ".join(guest.split()), flags=re.IGNORECASE)
        return guest[:90].strip() or None

    def _place(self, begin: int, end: int) -> Body | None:
        for one in self.found:
            lead = self.text[max(0, one.start - 10) : one.start]
            if (
                one.body.label == "Collectivity"
                and begin <= one.start < end + 80
                and (
                    (one.body.kind in ("city", "commune") and re.search(r"(?:\b(?:à|À|in|at)|[,:–-])\s$", lead))
                    or re.search(r"\b(?:au|aux|en|to|visited|visité)\s$", lead)
                    or (one.start < end and re.search(r"\b(?:salon|foire|congrès|forum|sommet|festival) d[e'’]\s?$", self.text[: one.start], re.I))
                )
            ):
                return one.body
        return None

    def _held_by(self, start: int, end: int) -> tuple[Body, ...]:
        for one in self.found:
            lead = key(self.text[max(0, one.start - 8) : one.start]).rsplit(" ", 1)[-1]
            if not start <= one.start < end:
                continue
            if re.search(r"\b(?:salon|foire|congrès|forum|sommet|festival) d[e'’]\s?$", self.text[: one.start], re.IGNORECASE):
                continue
            if one.body.label in ("Network", "Organisation") or lead in ("de", "du", "d", "la", "l", "of"):
                return (one.body,)
        return ()


def _says(what: str, here: Sequence[Token]) -> list[Token]:
    """Return the first words of the phrases of one list of `telling`."""
    return [here[index] for _, index, _ in _TELLING[what].all(here)]
