"""Which meeting a document is the minutes of: kind, date, name, who held it, where; and the other events that it tells of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.ids import event_id
from loaders.minutes.dates import dates, months
from loaders.minutes.document import Paragraph, without_bullet
from loaders.minutes.gazetteer import Body, Gazetteer
from loaders.minutes.lexicon import Phrases, key, lexicon, tokens, words
from loaders.minutes.mentions import GROUP, Mention, mentions
from loaders.minutes.sentences import WISHES, sentences

HEAD = 12
"""How many paragraphs from the top may name the meeting."""

MAX_NAME = 120
_EVENTS = Phrases((phrase, kind) for kind, every in lexicon()["events"].items() for phrase in every)
_DROP = re.compile(
    r"^\s*(?:#+\s*)?(?:compte[- ]?rendu|relevé de (?:décisions|conclusions)|procès[- ]verbal|minutes)\s*"
    r"(?:de la|de l['’]|du|des|de|of the|of)?\s*:?\s*",
    re.IGNORECASE,
)
_VENUE = re.compile(
    r"\b(?:à|at|in)\s+(?P<place>[A-ZÉÈ][^,.;()]{1,40})|^(?P<dateline>[A-ZÉÈ][^,.;()\d]{1,40}),\s+(?:le\s+)?\d"
)
_TAIL = re.compile(r"[\s,;:–—-]*\b(?:du|le|des|de|en|of|on|held|from|à|au|les|,|–|-)?\s*$", re.IGNORECASE)
_RECEIVED = re.compile(
    r"\b(?:attendue?s?|reçue?s?|accueilli\w*|est venue?|venue à|expected|received|hosted)\b", re.IGNORECASE
)
_ENGLISH = {
    "reunion": "Meeting",
    "seance": "Session",
    "comite": "Committee meeting",
    "atelier": "Workshop",
    "webinaire": "Webinar",
    "seminaire": "Seminar",
    "rencontre": "Meeting",
    "assemblee generale": "General assembly",
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


def meeting(paragraphs: Sequence[Paragraph], names: Gazetteer, language: str) -> Happening | None:
    """Return the meeting itself, from the head of the document; None where no date or title is found there."""
    head = [paragraph for paragraph in paragraphs[:HEAD] if not paragraph.cells]
    titled = _titled(head)
    dated = next(((paragraph, date) for paragraph in head for date in dates(paragraph.text)), None)
    if titled is None:
        return None
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
    )


def _titled(head: Sequence[Paragraph]) -> Paragraph | None:
    def score(paragraph: Paragraph) -> int:
        here = tokens(paragraph.text[:300])
        folded = f" {key(paragraph.text[:300])} "
        named = any(f" {word} " in folded for word in words("meeting", "words"))
        minutes = bool(_DROP.match(paragraph.text))
        return (
            2 * named
            + minutes
            + bool(named and GROUP.search(paragraph.text))
            - (len(here) > 40)
            - 2 * folded.startswith(" presents")
        )

    best = max(head, key=score, default=None)
    return best if best is not None and score(best) > 0 else None


def _kind(text: str) -> str:
    folded = key(text)
    for phrase, kind in (("seminaire", "conference"), ("seminar", "conference"), ("formation", "training")):
        if phrase in folded:
            return kind
    kinds = {kind for kind, _, _ in _EVENTS.all(tokens(text))}
    return next(
        (kind for kind in ("congress", "forum", "conference", "fair") if kind in kinds and "meeting" not in kinds),
        "meeting",
    )


def _name(text: str, language: str) -> str:
    """Return the title without `Compte rendu de la`, date and place: `Réunion du groupe-pays États-Unis`."""
    plain = _DROP.sub("", " ".join(text.split()))
    first = next(dates(plain), None)
    if first and first.start > 8:
        plain = _TAIL.sub(
            "",
            re.sub(
                r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday)\s*$",
                "",
                plain[: first.start],
                flags=re.IGNORECASE,
            ),
        )
    plain = re.sub(r"(?i)groupe[- ]pays etats", "groupe-pays États", plain).strip(" .,:;–—-")
    plain = plain[:MAX_NAME].strip() or ("Réunion" if language == "fr" else "Meeting")
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
        if len(paragraph.text) > 200:
            continue
        for match in _VENUE.finditer(paragraph.text):
            found = mentions(match["place"] or match["dateline"], names)
            if found and found[0].start == 0 and found[0].body.label == "Collectivity":
                return found[0].body
    return None


def happenings(
    paragraphs: Sequence[Paragraph], names: Gazetteer, today: str | None, own: Happening | None
) -> Iterator[Happening]:
    """Yield the other events with a date of their own, each once; `today` is the date of the document (EDTF)."""
    seen = {(own.kind, own.date)} if own else set()
    for paragraph in paragraphs:
        if paragraph.cells or (own and paragraph is own.paragraph):
            continue
        text, offset = without_bullet(paragraph.text)
        for sentence in sentences(text, offset):
            for made in _told(paragraph, sentence.text, sentence.start, names, today):
                if (made.kind, made.date) not in seen:
                    seen.add((made.kind, made.date))
                    yield made


def _told(paragraph: Paragraph, text: str, offset: int, names: Gazetteer, today: str | None) -> Iterator[Happening]:
    here = tokens(text)
    said = [(kind, here[i].start, here[i + count - 1].end) for kind, i, count in _EVENTS.all(here)]
    found = mentions(text, names)
    wish = any(value == "wish" for value, _, _ in WISHES.all(here))
    exact = tuple(dates(text))
    guessed = tuple(
        one for one in months(text, today) if not any(one.start < e.end and e.start < one.end for e in exact)
    )
    for date in sorted((*exact, *guessed), key=lambda one: one.start):
        before = [one for one in said if one[2] <= date.start and date.start - one[2] < 110]
        if not before or (len(date.value) == 4 and date.start - before[-1][2] > 60):
            continue
        kind, start, _ = _heading_word(before, text)
        if kind == "mission" and _RECEIVED.search(text):
            kind = "visit"
        status = "held"
        if today and date.value > today[: len(date.value)]:
            status = "proposed" if wish else "announced"
        start = _quoted(text, start)
        fr = _event_name(text[start : date.start])
        if len(fr.split()) < 2:
            continue
        yield Happening(
            event_id(date.value, fr),
            fr,
            fr,
            kind,
            status,
            date.value,
            date.until,
            _held_in(text, found, date.start),
            _held_by(found, start, date.start),
            paragraph,
            offset + start,
            offset + date.end,
            text[start : date.end],
            0.5 if date in guessed or len(date.value) == 4 else 0.7,
            ("Nom de l'événement à relire et à traduire", "The name of the event is to be read again and translated"),
        )
        said = [one for one in said if one[1] > date.start]


def _heading_word(before: Sequence[tuple[str, int, int]], text: str) -> tuple[str, int, int]:
    """Return the word that the event is called by: the first of those that no verb parts from the date."""
    chosen = before[-1]
    for one in reversed(before):
        if re.search(r"[.;:]|\b(?:qui|que|où|which|that|where)\b", text[one[2] : chosen[1]]):
            break
        chosen = one
    return chosen


def _quoted(text: str, start: int) -> int:
    """Return the beginning of the quotation that a word stands in, else the word's own."""
    opening = max(text.rfind(mark, 0, start) for mark in "«“")
    closed = max(text.rfind(mark, 0, start) for mark in "»”")
    return opening + 1 if opening > closed and start - opening < 60 else start


def _event_name(text: str) -> str:
    plain = re.split(
        r"\s+(?:ayant|qui|où|aura|se tien|a eu|s['’]est|est prévue?|will be|which|was held|took place)\b",
        " ".join(text.split()),
    )[0]
    for _ in range(3):
        plain = _TAIL.sub("", plain)
    plain = plain.strip(' ,;:«»“”"–-')[:MAX_NAME]
    return plain[:1].upper() + plain[1:]


def _held_in(text: str, found: Sequence[Mention], date: int) -> Body | None:
    for one in found:
        lead = text[max(0, one.start - 4) : one.start]
        if (
            one.body.label == "Collectivity"
            and one.body.kind in ("city", "commune")
            and re.search(r"\b(?:à|in|at)\s$", lead)
            and abs(one.start - date) < 80
        ):
            return one.body
    return None


def _held_by(found: Sequence[Mention], start: int, end: int) -> tuple[Body, ...]:
    inside = [one.body for one in found if start <= one.start < end and one.body.label in ("Network", "Organisation")]
    return tuple(inside[:1])
