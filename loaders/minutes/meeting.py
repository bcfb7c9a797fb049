"""Which meeting a document is the minutes of: kind, date, name, who held it, where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.ids import event_id
from loaders.minutes.dates import Dated, dates, vague
from loaders.minutes.document import Paragraph, without_bullet
from loaders.minutes.gazetteer import Body, Gazetteer
from loaders.minutes.lexicon import Phrases, key, lexicon, tokens, words
from loaders.minutes.lists import heading
from loaders.minutes.mentions import mentions
from loaders.minutes.newly import GROUP

HEAD = 12
"""How many paragraphs from the top may name the meeting."""

MAX_NAME = 120
MAX_BULLET = 60
"""A longer item of a list is no part of the head, characters."""

_AT = re.compile(r"\s*[-–•*]?\s*\d{1,2}\s?[:h.]\s?\d{2}\b")
"""A line of a programme: `14:00 Workshop`."""

_NUMBERED = re.compile(r"[\s#*]*\d{1,2}\s?[.)]\s")
"""An item of the agenda is no title."""

_MAIL = re.compile(r"^(?:date|envoyé|sent)\s*(?:le)?\s*:", re.IGNORECASE)
_SENT = re.compile(r"^(?:objet|de|à|from|to|subject|cc)\s*:", re.IGNORECASE)
_JOURNEY = re.compile(
    r"\b(?:mission|déplacement|voyage|study tour|delegation visit)\b(?!\s+(?:locale|de service))", re.IGNORECASE
)
EVENTS = Phrases((phrase, kind) for kind, every in lexicon()["events"].items() for phrase in every)
_DROP = re.compile(
    r"^\s*(?:#+\s*)?(?:(?:objet|subject|re|tr|fwd?)\s*:\s*)*"
    r"(?:compte[- ]?rendu|relevé de (?:décisions|conclusions)|extrait du registre des délibérations"
    r"|procès[- ]verbal|pv(?= d)|cr(?= d)|minutes|notes(?= d)|summary(?= of))?\s*"
    r"(?:de la|de l['’]|du|des|de|of the|of)?\s*:?\s*",
    re.IGNORECASE,
)
_VENUE = re.compile(
    r"\b(?:à|at|in)\s+(?P<place>[A-ZÉÈ][^,.;()]{1,40})|^(?P<dateline>[A-ZÉÈ][^,.;()\d]{1,40}),\s+(?:le\s+)?\d"
    r"|^(?:[Ll]ieu|LIEU|[Vv]enue|VENUE|[Pp]lace)\s*:\s*(?P<said>[A-ZÉÈ][^,.;()]{1,40})"
)
_DATE_ROWS = (
    "date",
    "dates",
    "dates de la mission",
    "periode",
    "jour",
    "date de la reunion",
    "date et heure",
    "date et lieu",
    "when",
    "date and time",
    "meeting date",
)
"""What the first cell says of a row that dates the meeting."""

_EDITION = re.compile(r"\s*(?:\d{1,3}(?:st|nd|rd|th|e|es|ème|er|ère)|[IVX]{1,5}(?:e|ème))\s+[A-ZÀ-Ý\w]", re.IGNORECASE)
"""`34th General Assembly`: which of many says the meeting, not the body that holds it."""

TAIL = re.compile(r"[\s,;:–—-]*\b(?:du|le|des|de|en|of|on|held|from|à|au|les|,|–|-)?\s*$", re.IGNORECASE)
_ENGLISH = {
    "reunion": "Meeting",
    "seance": "Session",
    "comite": "Committee meeting",
    "atelier": "Workshop",
    "webinaire": "Webinar",
    "seminaire": "Seminar",
    "rencontre": "Meeting",
    "assemblee generale": "General assembly",
    "conseil municipal": "Town council meeting",
    "conseil departemental": "Departmental council meeting",
    "conseil regional": "Regional council meeting",
    "conseil communautaire": "Community council meeting",
    "groupe de travail": "Working group",
    "commission": "Committee meeting",
}
_FRENCH = {
    "meeting": "Réunion",
    "workshop": "Atelier",
    "session": "Séance",
    "seminar": "Séminaire",
    "webinar": "Webinaire",
}


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as a document tells of it, with where it stands and why it was seen."""

    id: str
    fr: str
    en: str
    kind: str
    status: str
    date: str | None
    until: str | None
    held_in: Body | None
    held_by: tuple[Body, ...]
    paragraph: Paragraph
    start: int
    end: int
    reason: str
    confidence: float
    doubt: tuple[str, str] | None = None
    also: tuple[tuple[Paragraph, int, int], ...] = ()
    """Further places that speak of it."""


def meeting(paragraphs: Sequence[Paragraph], names: Gazetteer, language: str) -> Happening | None:
    """Return the meeting itself, from the head of the document; None where no date or title is found there."""
    head = [paragraph for paragraph in paragraphs[:HEAD] if not paragraph.cells]
    titled = _titled(head)
    if titled is None:
        return None
    rows = [one for one in paragraphs[:HEAD] if one.cells and key(one.cells[0]) in _DATE_ROWS]
    opening = [one for one in head if len(one.text) <= MAX_BULLET or not without_bullet(one.text)[1]]
    dated = _dated(opening, titled) or (_dated(rows, rows[0]) if rows else None)
    date = dated[1].value if dated else None
    name = _name(titled.text, language)
    found = mentions(titled.text, names)
    groups = [one.body for one in found if one.body.label == "Network"]
    fr, en, doubt = _both(name, groups, language)
    place = _place(head, names)
    whole = dated[0] if dated and dated[0] is titled else None
    return Happening(
        event_id(date, fr),
        fr,
        en,
        _kind(titled.text),
        "held",
        date,
        dated[1].until if dated else None,
        place,
        tuple(groups[:1]),
        titled,
        0,
        len(titled.text),
        name if whole else f"{name}, {date}",
        0.95 if date and groups else 0.8 if date else 0.6,
        doubt,
        ((dated[0], dated[1].start, dated[1].end),) if dated and dated[0] is not titled else (),
    )


def _dated(head: Sequence[Paragraph], titled: Paragraph) -> tuple[Paragraph, Dated] | None:
    """Return the date of the meeting: the title's own, else the first of the head; an e-mail's says when it was sent."""
    exact = [(paragraph, date) for paragraph in (titled, *head) for date in dates(paragraph.text)]
    full = [one for one in exact if len(one[1].value) > 4] or exact
    sent = next((one for one in full if _MAIL.match(one[0].text)), None)
    if sent and any(_SENT.match(paragraph.text) for paragraph in head):
        loose = (
            (paragraph, date)
            for paragraph in head
            if next(EVENTS.all(tokens(paragraph.text)), None)
            for date in vague(paragraph.text, sent[1].value)
            if len(date.value) > 7
        )
        named = next(((titled, _before(one, sent[1].value)) for one in vague(titled.text, sent[1].value)), None)
        named = named if named and len(named[1].value) > len("2024-03") else None
        held = next((one for one in full if not _MAIL.match(one[0].text) and len(one[1].value) > 7), None)
        return named if named and not any(dates(titled.text)) else held or next(loose, sent)
    return full[0] if full else None


def _before(date: Dated, sent: str) -> Dated:
    """Return a day without a year as the last one before an e-mail was sent."""
    if date.value <= sent:
        return date
    return date._replace(value=f"{int(date.value[:4]) - 1}{date.value[4:]}")


def _titled(head: Sequence[Paragraph]) -> Paragraph | None:
    def score(paragraph: Paragraph) -> int:
        here = tokens(paragraph.text[:300])
        folded = f" {key(paragraph.text[:300])} "
        named = any(f" {word} " in folded for word in words("meeting", "words"))
        minutes = bool(_DROP.match(paragraph.text))
        return (
            2 * named
            + minutes
            + bool(named and (GROUP.search(paragraph.text) or _EDITION.match(paragraph.text)))
            - (len(here) > 40)
            - 2 * folded.startswith(" presents")
            - 3 * bool(_AT.match(paragraph.text) or _NUMBERED.match(paragraph.text))
        )

    best = max(head, key=score, default=None)
    if best is not None and score(best) > 0:
        return best
    # Minutes without a word for what they are: the first short line, where a date stands near.
    dated = any(len(date.value) > 7 for paragraph in head[:6] for date in dates(paragraph.text))
    short = (paragraph for paragraph in head[:4] if 2 <= len(tokens(paragraph.text)) <= 20)
    return next(short, None) if dated else None


def _kind(text: str) -> str:
    folded = key(text)
    for phrase, kind in (("seminaire", "conference"), ("seminar", "conference"), ("formation", "training")):
        if phrase in folded:
            return kind
    if _JOURNEY.search(text) and not re.search(r"réunion|comité|commission|meeting", text, re.IGNORECASE):
        return "mission"
    kinds = {kind for kind, _, _ in EVENTS.all(tokens(text))}
    return next(
        (kind for kind in ("congress", "forum", "conference", "fair") if kind in kinds and "meeting" not in kinds),
        "meeting",
    )


def _name(text: str, language: str) -> str:
    """Return the title without `Compte rendu de la`, date and place: `Réunion du groupe-pays États-Unis`."""
    plain = _DROP.sub("", " ".join(text.split()))
    first = next(dates(plain), None)
    if first and first.start > 8:
        plain = TAIL.sub(
            "",
            re.sub(
                r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday)\s*$",
                "",
                plain[: first.start],
                flags=re.IGNORECASE,
            ),
        )
    plain = re.sub(r"(?i)groupe[- ]pays etats", "groupe-pays États", plain).strip(" .,:;–—-")
    plain = plain[:MAX_NAME].strip()
    plain = plain if key(plain) else ("Réunion" if language == "fr" else "Meeting")
    return plain[0].upper() + plain[1:]


def _both(name: str, groups: Sequence[Body], language: str) -> tuple[str, str, tuple[str, str] | None]:
    """Return the name in both languages; what cannot be made from known words stays as it is, and is asked about."""
    words_ = _ENGLISH if language != "en" else _FRENCH
    opening = next((word for word in sorted(words_, key=len, reverse=True) if key(name).startswith(word)), None)
    doubt = ("Nom de l'événement à traduire", "The name of the event is to be translated")
    if opening and groups and len(key(name).split()) <= len(key(groups[0].name).split()) + 4:
        other = groups[0].fields.get("names", {}).get("en" if language != "en" else "fr") or groups[0].name
        made = f"{words_[opening]} of the {other}" if language != "en" else f"{words_[opening]} : {other}"
        return (name, made, None) if language != "en" else (made, name, None)
    return name, name, doubt


def _place(head: Sequence[Paragraph], names: Gazetteer) -> Body | None:
    """Return the place of a meeting that was not held at a distance."""
    text = "\n".join(paragraph.text for paragraph in head[:6])
    if re.search(
        r"visio|en ligne|online|videoconference|video ?call|zoom|teams|distanciel|webinaire|webinar",
        text,
        re.IGNORECASE,
    ):
        return None
    for paragraph in head[:6]:
        if heading(paragraph.text.partition(":")[0]):
            break
        if len(paragraph.text) > 200:
            continue
        for match in _VENUE.finditer(paragraph.text):
            found = mentions(match["place"] or match["dateline"] or match["said"], names)
            if found and found[0].start == 0 and found[0].body.label == "Collectivity":
                return found[0].body
    return None
