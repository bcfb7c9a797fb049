"""The other events that a document tells of: held, announced or proposed, with an exact date, a vague one, or none.

An event is a word that names one (`congrès`, `délégation`, `s'est rendu`) with something that makes it a particular one:
a date, or the name of a place, body or edition beside it. A bare plural (`des missions`) and a call-back (`le congrès`)
are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graph.ids import event_id
from loaders.minutes.dates import Dated, dates, vague
from loaders.minutes.document import Paragraph, without_bullet
from loaders.minutes.gazetteer import HOME, Body, Gazetteer
from loaders.minutes.lexicon import key, words
from loaders.minutes.meeting import TAIL, Happening
from loaders.minutes.parties import travelled
from loaders.minutes.retold import merge
from loaders.minutes.sentences import Sentence, sentences
from loaders.minutes.wording import MOVED, STOP, Word, Wording

ENOUGH, MAX_ITEM = 3, 120
"""How many words the name of an event in an agenda has at least, and how many characters at most."""

_LEADING = re.compile(r"^\s*[-–•*]\s*")
_GUESTS = re.compile(
    r"\b(?:chorale|chœur|choir|orchestre|orchestra|élèves|lycéens|collégiens|jeunes|étudiants|pupils|students|young people"
    r"|équipe|team|délégation|delegation|groupe|group|musiciens|artistes|artists)\b",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    r"\b(?:a|ont|est|sont|has|have|is|are|was|were|dit|said|précise|rappelle|indique|noted|reported)\b"
)
_PARTS = ("meeting", "visit", "mission")
_TO = re.compile(r"\sto\s")
_BARS = re.compile(r"[\t|]")
_DAY = re.compile(r"(?:du |le |les |from )?\d{1,2}(?:er|st|nd|rd|th)?(?:\s|[-/.–]\d)|[A-Za-zéû]{3,9}\.? (?:19|20)\d\d$")
MAX_CELLS = 4
"""How many cells a row of an agenda has, at most."""

OPENING = 2
"""How many paragraphs below its title open the minutes of a meeting."""

NEAR = 20
"""How far behind its name `chaque année` may stand, characters."""

OPENS = 25
"""How far from its beginning a line that is a date may hold it, characters."""

_NUMBER = re.compile(r"^\s*(?:#+\s*)?(?:\d{1,3}(?:[./]\d{1,3})*|[A-Z]|[IVX]{1,4})?[.)°\s–-]*")
_NEXT_MEETING = re.compile(
    r"(?:date (?:of|de) (?:the |la )?)?(?:next|prochaine?s?|further|future)\s+(?:\w+\s+)?(?:meetings?|session|réunions?"
    r"|séances?|rencontres?|commission|comité|conseil\w*(?: \w+)?|visio\w*|plénière)",
    re.IGNORECASE,
)
MAX_TITLE = 70
"""A line of fewer characters without a full stop is a heading, which may say that dates to come follow."""

_RECEIVED = re.compile(
    r"\b(?:attendue?s?|reçue?s?|accueil\w*|viendr\w+|est venue?|sont venu\w*|venue? [àd]|recev\w+|expected|received"
    r"|reception|hosted|will visit|welcom\w+)\b",
    re.IGNORECASE,
)
_YEARLY = re.compile(r"\bannuel|\bannual|\beach\b|\bevery year\b|\bchaque\b|\btous les ans\b|\btoutes les années\b")
_ORGANISED = re.compile(r"\b(?:organis|tenu|held|hosted)\w*\s+\w+\s*$", re.IGNORECASE)
_THIS = re.compile(
    r"(?:cette|la présente|ladite|ce|this|today['’]s|the|(?:c['’]est|it is|this is) (?:la|le|the|sa|his|her) \w+)\s+$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:\b(?:the|la|le)\s|\bl['’])\s*$", re.IGNORECASE)
_NAMED_BEHIND = re.compile(r"(?:de |du |des |d['’]|of |on |sur |in |at |à )\s*(?:la |le |les |the |l['’])?[A-ZÀ-Ý]")
_OFFICES = re.compile(
    r"\b(?:presidents?|présidente?s?|secretary|secrétaire|members?|membres?|chair|treasurer|trésori\w+|statutes|statuts|left|joined|joins"
    r"|leaves?|quitt\w+|rejoi\w+|adhér\w+|admi\w+|élue?s?|elected)\b[^.;:]{0,30}$",
    re.IGNORECASE,
)
"""What one is of a body, or does to it."""

_DOUBT = ("Nom de l'événement à relire et à traduire", "The name of the event is to be read again and translated")
_VAGUE = ("Sans date dite : est-ce un événement, et lequel ?", "No date is stated: is it an event, and which?")
_ONLY = ("Seulement proposé : à garder ?", "Only proposed: to be kept?")


class _Context(NamedTuple):
    """What is known around a sentence: names, the document's date and meeting, whether an agenda's heading is above."""

    names: Gazetteer
    today: str | None
    own: Happening | None
    agenda: bool
    before: Body | None


def happenings(
    paragraphs: Sequence[Paragraph], names: Gazetteer, today: str | None, own: Happening | None
) -> Iterator[Happening]:
    """Yield the other events, each once with every place that tells of it; `today` is the document's date (EDTF)."""
    found: list[Happening] = []
    before: Body | None = None
    agenda = False
    titled = next((at for at, one in enumerate(paragraphs) if own and one is own.paragraph), -1)
    for at, paragraph in enumerate(paragraphs):
        text, offset = without_bullet(paragraph.text)
        text = _row_text(paragraph) if paragraph.cells else text
        # What stands above the title says who holds the meeting.
        if (
            (paragraph.cells and not (agenda and _is_dated(paragraph)))
            or at == titled
            or (at < titled and not any(dates(text)))
        ):
            continue
        if (
            not paragraph.cells
            and offset == 0
            and len(text) < MAX_TITLE
            and not text.rstrip().endswith((".", ";", "!"))
        ):
            agenda = bool(Wording(text, names, today).says("agenda"))
        if dated := _headed(paragraphs, at, context := _Context(names, today, own, agenda, before)):
            merge(found, dated)
            continue
        for sentence in sentences(text, offset):
            reader = _Sentence(paragraph, sentence, context._replace(before=before))
            told = list(reader.told()) or ([item] if agenda and (item := reader.item()) else [])
            told = told or ([party] if (party := reader.party()) else [])
            for made in told:
                below = at - titled
                if not (_of_the_journey(made, own, below) or _is_opened(made, own, below) or _is_told(made, found)):
                    merge(found, made)
            before = reader.speaking()
    yield from found


def _of_the_journey(made: Happening, own: Happening | None, below: int) -> bool:
    """Whether what is told is a part of the journey whose report it is, or its second title."""
    if own is None or own.kind != "mission":
        return False
    if made.date is None:
        return made.kind in ("visit", "mission") and (made.status == "held" or below == 1)
    return own.date is not None and own.until is not None and own.date <= made.date <= own.until and made.kind in _PARTS


def _is_told(made: Happening, found: Sequence[Happening]) -> bool:
    """Whether a line of an agenda without a word for an event has the very days of one that was told before."""
    return (
        made.kind == "other"
        and made.until is not None
        and any(one.date == made.date and one.until == made.until for one in found)
    )


def _is_opened(made: Happening, own: Happening | None, below: int) -> bool:
    """Whether the opening tells of the meeting itself, without its date: `… se sont réunis en assemblée générale`."""
    return own is not None and made.date is None and made.kind == own.kind == "meeting" and 0 < below <= OPENING


def _row_text(paragraph: Paragraph) -> str:
    """Return a row of an agenda as a sentence: what, where, and behind them when."""
    first, *others = [cell for cell in paragraph.cells if cell] or [""]
    return f"{', '.join(others)} : {first}" if _DAY.match(first) else _BARS.sub(" ", paragraph.text)


def _is_dated(paragraph: Paragraph) -> bool:
    """Whether a row of a table is one of an agenda: a date, and what is to be then."""
    cells = [cell for cell in paragraph.cells if cell]
    return 1 < len(cells) <= MAX_CELLS and any(_DAY.match(cell) for cell in cells[:2])


def _headed(paragraphs: Sequence[Paragraph], at: int, context: _Context) -> Happening | None:
    """Return the meeting whose date is the line below its heading: `24/40 NEXT MEETING`, `Thursday 5 December 2024`."""
    if not at:
        return None
    above, text = _NUMBER.sub("", paragraphs[at - 1].text).strip(" #*.:"), paragraphs[at].text
    date = next(dates(text), None) or next(vague(text, context.today), None)
    if date is None or date.start > OPENS or len(date.value) < len("2024-12-05") or not _NEXT_MEETING.fullmatch(above):
        return None
    place = _Sentence(paragraphs[at], Sentence(text, 0), context).place(date.end, len(text))
    name = above[:1].upper() + (above[1:].lower() if above.isupper() else above[1:])
    status = "announced" if not context.today or date.value > context.today else "held"
    return Happening(
        event_id(date.value, name),
        name,
        name,
        "meeting",
        status,
        date.value,
        date.until,
        place,
        (),
        paragraphs[at],
        0,
        len(text),
        f"{above}: {text}"[:200],
        0.7,
        _DOUBT,
        ((paragraphs[at - 1], 0, len(paragraphs[at - 1].text)),),
    )


class _Sentence(Wording):
    """Decides which words of a sentence are events, and what is said of each."""

    def __init__(self, paragraph: Paragraph, sentence: Sentence, context: _Context) -> None:
        super().__init__(sentence.text, context.names, context.today, context.before)
        self.paragraph, self.offset, self.own, self.agenda = paragraph, sentence.start, context.own, context.agenda

    def speaking(self) -> Body | None:
        """Return the first authority that the sentence names, if it told of an event; else who spoke before."""
        found = self.found if self.said else ()
        return next((one.body for one in found if one.body.label == "Collectivity"), None) or self.before

    def told(self) -> Iterator[Happening]:
        """Yield the events of the sentence."""
        if not self.said or self.text.rstrip().endswith("?"):
            return
        every = self.dates()
        taken: set[int] = set()
        until, last = -1, None
        for word in self.said:
            if word.start < until or self._in_name(word):
                continue
            date = self.date_of(word, [one for one in every if one.start not in taken])
            if date is None and last and (word.kind == "came" or self.leads(last[0], word)):
                date = last[1]
            made = self._made(word, date)
            if made is None:
                continue
            if date:
                taken.add(date.start)
                last = (word, date)
            follows = next((one for one in self.said if one.start > word.start), None)
            until = follows.start if follows and self.leads(word, follows) else made.end - self.offset
            yield made

    def item(self) -> Happening | None:
        """Return the event of a line in an agenda that has no word for one: `Chorale de Denver à Brest : 12 juillet`."""
        date = next((one for one in self.dates() if len(one.value) > len("2024-07")), None)
        if date is None or self.said or self.wishes or self.text.rstrip().endswith("?"):
            return None
        before = _LEADING.sub("", self.text[: date.start]).strip(" :,–—-(") or self.text[date.end :].strip(" :,–—-.")
        name = TAIL.sub("", before).strip(" :,–—-(").partition(" : ")[0][:MAX_ITEM]
        many = [
            one for one in self.found if one.body.label == "Collectivity" and one.start < max(date.start, len(name))
        ]
        if not name[:1].isupper() or len(name.split()) < ENOUGH or not many or _SPOKEN.search(self.text):
            return None
        status = self._status(date)
        if status is None:
            return None
        return Happening(
            event_id(date.value, name),
            name,
            name,
            "visit" if _GUESTS.search(name) else "other",
            status,
            date.value,
            date.until,
            self.place(0, len(self.text)),
            (),
            self.paragraph,
            self.offset,
            self.offset + len(self.text),
            self.text,
            0.5,
            _DOUBT,
        )

    def party(self) -> Happening | None:
        """Return the visit that a sentence tells without a word for one, where it says when and names a place."""
        found = travelled(self.text)
        date = next((one for one in self.dates() if len(one.value) >= len("2024-07")), None) if found else None
        if found is None or date is None or self.wishes or self.text.rstrip().endswith("?"):
            return None
        place = self.place(found.start, len(self.text))
        near = [one for one in self.found if one.body.label == "Collectivity" and found.start <= one.start]
        if place is None and near and near[0].start - found.end == 1:
            place = near[0].body
        if not near or not (
            self.own is None or date.value[:7] != (self.own.date or "")[:7] or len(date.value) > len("2024-07")
        ):
            return None
        stop = min([date.start, *(one.start() for one in STOP.finditer(self.text, found.end))])
        name = TAIL.sub("", self.text[found.start : max(stop, found.end)]).strip(" ,;:–—-(")[:MAX_ITEM]
        status = self._status(date)
        if status is None:
            return None
        name = name[:1].upper() + name[1:]
        return Happening(
            event_id(date.value, name),
            name,
            name,
            "mission" if place and place.country != self.names.home and near[0].body == place else "visit",
            status,
            date.value,
            date.until,
            place,
            (),
            self.paragraph,
            self.offset + found.start,
            self.offset + max(date.end, found.end),
            self.text[found.start : max(date.end, found.end)],
            0.55,
            _DOUBT,
        )

    def _in_name(self, word: Word) -> bool:
        bodies = (one for one in self.found if one.body.label != "Collectivity")
        return any(one.start <= word.start < one.end for one in bodies)

    def _made(self, word: Word, date: Dated | None) -> Happening | None:
        begin, end = self.stretch(word, date)
        alone = date is None and _NEXT_MEETING.fullmatch(_NUMBER.sub("", self.text).strip(" #*.:"))
        if alone or self._is_body(word) or self._is_off(word, end) or self._is_own(word, date):
            return None
        status = self._moved(word, date) if word.kind in MOVED else self._status(date)
        name = self.name(word, begin, end)
        if status is None or name is None or not self._is_event(word, date, status, (begin, end)):
            return None
        after = max(end, date.end if date else 0)
        sure = 0.4 if date is None else 0.7 if len(date.value) > 7 else 0.6
        told = date is None and (self.agenda or bool(self.says("ahead") or self.says("gone")))
        return Happening(
            event_id(date.value if date else None, name),
            name,
            name,
            self._kind(word, begin, end),
            status,
            date.value if date else None,
            date.until if date else None,
            self.place(begin, after),
            self.held_by(begin, end),
            self.paragraph,
            self.offset + min(begin, date.start if date else begin),
            self.offset + after,
            self.text[begin:after],
            round(sure + 0.1 * told - 0.1 * (status == "proposed"), 2),
            _ONLY if status == "proposed" else _DOUBT if date else _VAGUE,
        )

    # --- whether

    def _is_event(self, word: Word, date: Dated | None, status: str, stretch: tuple[int, int]) -> bool:
        """Whether date and words are enough to make it an event."""
        firm = self._is_particular(word, *stretch)
        if word.kind in MOVED:
            return firm and (date is not None or status == "held")
        if date and len(date.value) == len("2024") and self._is_yearly(stretch):
            return False
        if date is None:
            return firm and word.kind != "meets" and not (word.kind in ("training", "ceremony") and status == "held")
        bare_year = self.text[date.start : date.end].isdigit()
        return firm or self.agenda or not bare_year or not self.is_one_of(word, "standing")

    def _is_body(self, word: Word) -> bool:
        """Whether the word is what a body calls itself: `President of the Conference`, `left the Conference in 2022`."""
        behind = self.text[word.end :].lstrip()
        named = behind[:1].isupper() or behind.startswith(("«", "“", '"')) or _NAMED_BEHIND.match(behind)
        inside = self.text[: word.start].rstrip()
        return bool(
            self.text[word.start].isupper()
            and inside
            and _ARTICLE.search(f"{inside} ")
            and not named
            and _OFFICES.search(inside)
        )

    def _is_off(self, word: Word, end: int) -> bool:
        near = [token for token in self.here if word.start - 25 <= token.start <= end + 40]
        if any(token.start > word.start for token in self.says("off", near)):
            return True
        return any(token.end < word.start <= token.end + 12 for token in self.says("none", near))

    def _is_own(self, word: Word, date: Dated | None) -> bool:
        """Whether the meeting itself is meant."""
        if self.own is None:
            return False
        if date:
            return date.value == self.own.date
        return self.is_one_of(word, "standing") and _THIS.search(self.text[: word.start]) is not None

    def _is_particular(self, word: Word, begin: int, end: int) -> bool:
        """Whether the words make it one event among all: an edition, a name, a place, a body."""
        if word.kind in MOVED:
            return self.went_to(word) is not None or (word.kind == "came" and self.guest(word) is not None)
        lead = self.text[:begin].rstrip()
        determiner = key(lead[-16:]).rsplit(" ", 1)[-1] if lead else ""
        told = bool(self.agenda or self.says("ahead") or self.says("gone"))
        closed = begin < word.start and self.is_one_of(word, "closing")
        if (closed and not told) or self._is_general(word, determiner, (begin, end)):
            return False
        return self._is_named(word, determiner, (begin, end), told=told)

    def _is_general(self, word: Word, determiner: str, stretch: tuple[int, int]) -> bool:
        """Whether many are meant, or one that was spoken of before."""
        if self._is_yearly(stretch):
            return True
        many = determiner in words("telling", "several") and not self.is_one_of(word, "plural")
        return many or determiner in words("telling", "these")

    def _is_yearly(self, stretch: tuple[int, int]) -> bool:
        """Whether what a stretch tells of comes every year, and none of them is announced."""
        said = _YEARLY.search(self.text[max(0, stretch[0] - 2 * NEAR) : stretch[1] + NEAR])
        return said is not None and not (self.agenda or self.says("ahead"))

    def _is_named(self, word: Word, determiner: str, stretch: tuple[int, int], *, told: bool) -> bool:
        begin, end = stretch
        inside = [token for token in self.here if word.end <= token.start < end]
        capital = any(token.capital and not token.text.isdigit() for token in inside)
        named = capital or begin < word.start or "«" in self.text[begin:end]
        proposed = bool(self.says("proposed", [token for token in self.here if token.start <= end]))
        if self.is_one_of(word, "standing"):
            lead = self.here[max(0, word.token - 2) : word.token]
            new = any(token.folded in words("telling", "new") for token in lead)
            return (new or proposed) and (named or len(inside) > 1 or self.agenda)
        if word.kind in ("mission", "visit") and determiner in ("la", "le", "l", "the"):
            return named and told
        if determiner in words("telling", "indefinite") and _ORGANISED.search(self.text[:begin]):
            return bool(inside) and (proposed or not self.wishes)
        return named or (proposed and len(inside) > 2 and determiner not in words("telling", "definite"))

    # --- what is said of it

    def _status(self, date: Dated | None) -> str | None:
        """Return held, announced or proposed; None where it is only wished for."""
        proposed = bool(self.says("proposed"))
        if date and self.today:
            return self._status_on(date.value, self.today[: len(date.value)], proposed=proposed or self.wishes)
        if proposed:
            return "proposed"
        if self.wishes:
            return None
        return "announced" if self.agenda or self.says("ahead") else "held"

    def _status_on(self, day: str, now: str, *, proposed: bool) -> str:
        soon = day == now and len(day) < 10 and (self.agenda or bool(self.says("ahead")))
        if day <= now and not soon:
            return "held"
        return "proposed" if proposed else "announced"

    def _moved(self, word: Word, date: Dated | None) -> str | None:
        """Return whether a journey was made, or will be: the form of the verb says it."""
        verb = key(self.text[word.start : word.end])
        if verb.endswith("se rendre") or self.wishes:
            return "proposed" if date else None
        return "announced" if re.search(r"(?:ra|ront)\b|^will ", verb) else "held"

    def _kind(self, word: Word, begin: int, end: int) -> str:
        if word.kind == "meets":
            return "meeting"
        if word.kind == "went":
            return "visit" if self.folded(word) == "visited" else "mission"
        if word.kind == "came":
            return "visit"
        if word.kind == "visit" and self.names.home != HOME and _TO.match(self.text[word.end :]):
            # `Lord Mayor's visit to Rouen`.
            place = self.place(word.start, len(self.text))
            return "mission" if place and place.country != self.names.home else "visit"
        if word.kind == "mission" and (_RECEIVED.search(self.text) or self.from_abroad(word.end, end)):
            return "visit"
        inside = [one.kind for one in self.said if begin <= one.start < end and one.kind not in MOVED]
        return "conference" if word.kind == "meeting" and "conference" in inside[:2] else word.kind
