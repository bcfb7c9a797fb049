"""A document → a proposed facts file: what minutes state about meetings, people and partnerships.

Nothing is loaded, and nothing is learnt from elsewhere: names of the graph, the shipped tables, patterns, and the
structure of the document decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from graph.ids import fold, slug
from loaders.minutes.attendance import attendees
from loaders.minutes.chairs import chair_of, speakers
from loaders.minutes.cues import FIRM
from loaders.minutes.document import Document, Paragraph, Spot
from loaders.minutes.elected import elected
from loaders.minutes.events import happenings
from loaders.minutes.focus import Discourse
from loaders.minutes.gazetteer import HOME, Body, Gazetteer
from loaders.minutes.homeland import homeland
from loaders.minutes.house import housed, of_the_house
from loaders.minutes.items import Attendee
from loaders.minutes.language import language_of
from loaders.minutes.lexicon import key
from loaders.minutes.meeting import Happening, meeting
from loaders.minutes.mentions import known_bodies, mentions
from loaders.minutes.newly import country_abroad
from loaders.minutes.offices import from_words, settled_by
from loaders.minutes.persons import Named, met_by, persons
from loaders.minutes.proposal import Proposal, Proposed
from loaders.minutes.spoken import Spoken
from loaders.minutes.tie import Tie
from loaders.minutes.ties import ties
from loaders.minutes.told import with_offices

LISTS_OF = {"Collectivity": "collectivities", "Network": "networks", "Organisation": "organisations"}
MAX_AT = 280

NOT_READ = (
    "Ni français ni anglais : seuls les listes et les noms ont pu être lus.",
    "Neither French nor English: only lists and names could be read.",
)
UNHEADED = (
    "Liste sans titre : ces personnes étaient-elles présentes ?",
    "A list without a heading: were these people present?",
)
MET = ("Rencontré pendant la mission : à compter parmi les présents ?", "Met on the journey: to be counted as present?")
SURNAME = ("Nommé par son seul nom de famille : qui est-ce ?", "Named by the surname only: who is it?")
_SURE = {"unheaded": 0.6, "surname": 0.5, "met": 0.6, "told": 0.7}
_OPEN = {"unheaded": UNHEADED, "surname": SURNAME, "met": MET}
"""How sure somebody of a list is, and why not, by its layout."""

NO_LIST = ("Aucune liste de présence n'a été trouvée.", "No attendance list was found.")
NO_DATE = ("Aucune date de réunion n'a été trouvée en tête du document.", "No date of a meeting was found at its head.")


def propose(document: Document, names: Gazetteer) -> Proposal:
    """Return what a document proposes.

    Args:
        document: as `loaders.minutes.formats.open_document` reads it.
        names: what is known before, `loaders.minutes.known`.
    """
    text = "\n".join(document.lines)
    language = language_of(text)
    country, alone = country_abroad(text)
    home = homeland(text, language)
    if home not in (HOME, country):
        # Its own towns go by their bare names, whoever else bears them.
        country, alone = home, False
    reader = _Reader(document, names.about(country, alone=alone, home=home), language)
    return reader.proposal()


class _Reader:
    """Gathers the facts of one document; bodies and people are declared once, with every place that names them."""

    def __init__(self, document: Document, names: Gazetteer, language: str | None) -> None:
        self.document, self.names, self.language = document, names, language
        self.paragraphs = document.paragraphs()
        for paragraph in self.paragraphs:
            # Where the country stands beside a town once, it is that town everywhere.
            if _BESIDE.search(paragraph.text):
                mentions(paragraph.text, names)
            settled_by(paragraph.text, names)
        self.owner: tuple[Body, ...] = ()
        """Whose minutes they are."""

        self.facts: list[Proposed] = []
        self.bodies: dict[str, tuple[Body, list[tuple[Paragraph, int, int]]]] = {}

    def proposal(self) -> Proposal:
        own = meeting(self.paragraphs, self.names, self.language or "fr")
        there = tuple(with_offices(attendees(self.paragraphs, self.names), self.paragraphs, self.names))
        for body in (
            body for one in there for body in one.bodies if body.kind in ("city", "commune") and not body.doubt
        ):
            # Whoever sits there is meant by the bare name, however small.
            self.names.settle(key(body.name), body)
        met, there = _met(there, own)
        speaking = Discourse(self.paragraphs, self.names, there, self.language)
        self.owner = speaking.owner
        ended = (own.until or own.date) if own else None
        told = list(happenings(self.paragraphs, self.names, ended, own)) if self.language else []
        tied = list(ties(self.paragraphs, speaking, own.date if own else None, there)) if self.language else []
        there = housed(there, self.owner, Spoken(self.paragraphs, self.names).holder)
        beside = {fold(one.name) for one in there}
        if chair := chair_of(self.paragraphs):
            beside.add(fold(chair[0]))
        self._attendances(there, own)
        self._named(met_by(met, beside))
        if self.language:
            self._named(persons(self.paragraphs, self.names, beside))
            self._elected(there, own)
        self._partnerships(tied)
        events = [self._event(one) for one in [own, *told] if one]
        found = [*self._declared(), *self._people(there), *self.facts, *events]
        order = {name: index for index, name in enumerate(_ORDER)}
        facts = sorted(found, key=lambda fact: order[fact.list])
        return Proposal(self.document, self._source(own), tuple(facts), self.language, tuple(self._notes(own, there)))

    # --- the parts

    def _source(self, own: Happening | None) -> dict[str, Any]:
        stem = slug(PurePath(self.document.name).stem)[:100] if fold(PurePath(self.document.name).stem) else "document"
        id_ = f"{slug(own.fr)[:110]}-{own.date}" if own and own.date else own.id if own else stem
        date = own.date if own else None
        title = {"fr": own.fr, "en": own.en} if own else {"fr": self.document.name, "en": self.document.name}
        if own and date:
            title = {"fr": f"{own.fr}, compte rendu", "en": f"{own.en}, minutes"}
        said = {
            "id": id_[:140].rstrip("-"),
            "title": title,
            "kind": "minutes",
            "date": date,
            "language": self.language,
            "document": self.document.name,
            "sha256": self.document.checksum,
        }
        return {name: value for name, value in said.items() if value}

    def _notes(self, own: Happening | None, there: Sequence[Attendee]) -> Iterator[tuple[str, str]]:
        if self.language is None:
            yield NOT_READ
        if not there:
            yield NO_LIST
        if own is None or own.date is None:
            yield NO_DATE

    def _attendances(self, there: Sequence[Attendee], own: Happening | None) -> None:
        chair = chair_of(self.paragraphs)
        spoke = speakers(self.paragraphs, there)
        for one in self._with_chair(there, chair):
            person = self._person_id(one.name)
            past = one.title is not None and _FORMER.match(one.title) is not None
            # Of whom somebody was once is not for whom they sat there.
            body = one.bodies[0] if one.bodies and not past else None
            for named in (*one.bodies, *(body for _, body in one.also)):
                self._uses(named, one.paragraph, one.start, one.end)
            at, spots = self._place([(one.paragraph, one.start, one.end)])
            chairs = chair is not None and fold(chair[0]) == fold(one.name)
            role = "chair" if chairs else "speaker" if fold(one.name) in spoke else None
            known = self.names.person(one.name) is not None
            if own:
                said = {
                    "person": person,
                    "event": own.id,
                    "presence": one.presence,
                    "role": role if one.presence == "present" else None,
                    "title": one.title,
                    "body": body.id if body else None,
                    "at": at,
                }
                self._add(
                    "attendances",
                    said,
                    _SURE.get(one.layout, 0.95 if one.bodies else 0.85),
                    one.printed,
                    spots,
                    known=known,
                    doubt=_OPEN.get(one.layout) or _doubt(one.bodies),
                )
            offices = [*one.also, *((one.title or "", other) for other in one.bodies[not past :])]
            if not own and body:
                offices.append((one.title or "", body))
            for title, other in offices:
                self._add(
                    "mandates",
                    {"person": person, "body": other.id, "title": title or None, "at": at},
                    0.85,
                    one.printed,
                    spots,
                    known=known,
                )
        self._absent_chair(chair, there, own)

    def _named(self, found: Iterable[Named]) -> None:
        """People whom the text names outside of the lists, with their office where its body is known."""
        for one in found:
            at, spots = self._place([(one.paragraph, one.start, one.end)])
            known = self.names.person(one.name)
            said = {"id": self._person_id(one.name), "name": known[1] if known else one.name, "at": at}
            reason = f"{one.printed}, {one.title}" if one.title else one.printed
            more = {"known": known is not None, "doubt": one.doubt}
            self._add("people", said, one.confidence, reason, spots, **more)
            house = None if one.away else of_the_house(one.title, self.owner, one.paragraph.text)
            for body in one.bodies[:1] or ([house] if house else []):
                self._uses(body, one.paragraph, one.start, one.end)
                office = {"person": said["id"], "body": body.id, "title": one.title or None, "at": at}
                self._add("mandates", office, one.confidence, reason, spots, **more)

    def _chaired_as(self, paragraph: Paragraph, end: int) -> tuple[str | None, tuple[Body, ...], int]:
        """Return the office that stands behind the name of whoever chaired, and where it ends."""
        office = _BEHIND.match(paragraph.text[end:])
        title, bodies, _ = from_words(office["office"], self.names) if office else (None, (), ())
        house = of_the_house(title, self.owner)
        return title, bodies or ((house,) if house else ()), end + (office.end() if office else 0)

    def _with_chair(
        self, there: Sequence[Attendee], chair: tuple[str, Paragraph, int, int] | None
    ) -> Iterator[Attendee]:
        """Yield the people of the lists; whoever chaired with the office said there, where the list has none."""
        for one in there:
            if chair is None or one.title or one.bodies or fold(one.name) != fold(chair[0]):
                yield one
                continue
            title, bodies, _ = self._chaired_as(chair[1], chair[3])
            yield replace(one, title=title, bodies=bodies)

    def _elected(self, there: Sequence[Attendee], own: Happening | None) -> None:
        """Offices that the meeting filled, since its day."""
        holder = (own.held_by if own else ()) or Spoken(self.paragraphs, self.names).holder
        surnames = {fold(one.name.partition(" ")[2]): one.name for one in there}
        for one in elected(self.paragraphs, holder, surnames, self.names):
            at, spots = self._place([(one.paragraph, one.start, one.end)])
            person, known = self._person_id(one.name), self.names.person(one.name)
            self._uses(one.body, one.paragraph, one.start, one.end)
            said = {"person": person, "body": one.body.id, "title": one.title, "since": own.date if own else None}
            reason = one.paragraph.text[one.start : one.end]
            self._add("mandates", {**said, "at": at}, 0.7, reason, spots, known=known is not None, doubt=one.body.doubt)
            if not any(fact.list == "people" and fact.entry["id"] == person for fact in self.facts) and not any(
                fold(other.name) == fold(one.name) for other in there
            ):
                self._add("people", {"id": person, "name": one.name, "at": at}, 0.7, reason, spots)

    def _absent_chair(
        self, chair: tuple[str, Paragraph, int, int] | None, there: Sequence[Attendee], own: Happening | None
    ) -> None:
        if chair is None or own is None or any(fold(one.name) == fold(chair[0]) for one in there):
            return
        name, paragraph, start, end = chair
        at, spots = self._place([(paragraph, start, end)])
        person = self._person_id(name)
        title, bodies, behind = self._chaired_as(paragraph, end)
        for body in bodies[:1]:
            self._uses(body, paragraph, start, behind)
        said = {
            "person": person,
            "event": own.id,
            "role": "chair",
            "title": title,
            "body": bodies[0].id if bodies else None,
        }
        self._add("attendances", {**said, "at": at}, 0.85, name, spots, doubt=_doubt(bodies))
        self._add("people", {"id": person, "name": name, "at": at}, 0.85, name, spots)

    def _people(self, there: Sequence[Attendee]) -> Iterator[Proposed]:
        for one in there:
            known = self.names.person(one.name)
            at, spots = self._place([(one.paragraph, one.start, one.end)])
            name = known[1] if known else one.name
            said: dict[str, Any] = {"id": self._person_id(one.name), "name": name}
            if one.printed.strip() != name:
                said["as_stated"] = [one.printed.strip()[:200]]
            doubt = _OPEN["surname"] if one.layout == "surname" else None
            sure = _SURE["surname"] if doubt else 0.95
            yield Proposed("people", {**said, "at": at}, sure, one.printed[:200], known is not None, doubt, spots)

    def _person_id(self, name: str) -> str:
        known = self.names.person(name)
        return known[0] if known else slug(name)[:140].rstrip("-")

    def _partnerships(self, tied: Iterable[Tie]) -> None:
        by_id: dict[str, list[Tie]] = {}
        for tie in tied:
            by_id.setdefault(tie.id, []).append(tie)
        for every in by_id.values():
            self._partnership(every)

    def _partnership(self, every: Sequence[Tie]) -> None:
        """One entry for each partnership: the firmest form, the first status and date that are said, all places."""
        firm = min(every, key=lambda tie: FIRM.index(tie.form))
        for tie in every:
            for body in tie.parties:
                self._uses(body, tie.paragraph, tie.start, tie.end)
        dated = next((tie for tie in (firm, *every) if tie.since), None)
        if dated:
            # Of one year, the day that another place says.
            dated = next((tie for tie in every if tie.since and tie.since.startswith(f"{dated.since}-")), dated)
        status = next((tie.status for tie in (firm, *every) if tie.status), None)
        at, spots = self._place([(tie.paragraph, tie.start, tie.end) for tie in every])
        said = {
            "parties": [body.id for body in firm.parties],
            "form": firm.form,
            "status": status,
            "since": dated.since if dated else None,
            "since_words": dated.since_words if dated else None,
            "themes": sorted({theme for tie in every for theme in tie.themes}) or None,
            "at": at,
        }
        reason = " · ".join(dict.fromkeys(tie.reason for tie in every))
        sure = max(tie.confidence for tie in every)
        known = all(body.known for body in firm.parties)
        self._add("partnerships", said, sure, reason, spots, known=known, doubt=_doubt(firm.parties))

    def _event(self, one: Happening) -> Proposed:
        for body in (*one.held_by, *((one.held_in,) if one.held_in else ())):
            self._uses(body, one.paragraph, one.start, one.end)
        at, spots = self._place([(one.paragraph, one.start, one.end), *one.also])
        said = {
            "id": one.id[:140].rstrip("-"),
            "kind": one.kind,
            "status": one.status,
            "name": {"fr": one.fr, "en": one.en},
            "date": one.date,
            "until": one.until,
            "held_in": one.held_in.id if one.held_in else None,
            "held_by": [body.id for body in one.held_by] or None,
            "at": at,
        }
        return Proposed("events", _kept(said), one.confidence, one.reason[:200], doubt=one.doubt, spots=spots)

    # --- bodies

    def _uses(self, body: Body, paragraph: Paragraph, start: int, end: int) -> None:
        self.bodies.setdefault(body.id, (body, []))[1].append((paragraph, start, end))

    def _declared(self) -> Iterator[Proposed]:
        """Declare every body that a fact uses, and the networks and organisations that the text names beside them."""
        for paragraph in self.paragraphs:
            for one in known_bodies(paragraph.text, self.names):
                self._uses(one.body, paragraph, one.start, one.end)
        for body, places in self.bodies.values():
            at, spots = self._place(places)
            said = {"id": body.id, **body.fields, "at": at}
            spelt = self._spelt(body, places)
            if spelt:
                said["as_stated"] = spelt
            sure = 0.95 if body.known else 0.6 if body.doubt else 0.85
            yield Proposed(
                LISTS_OF[body.label], said, sure, spelt[0] if spelt else body.name, body.known, body.doubt, spots
            )

    def _spelt(self, body: Body, places: Sequence[tuple[Paragraph, int, int]]) -> list[str]:
        found: dict[str, None] = {}
        for paragraph, start, end in places:
            for one in mentions(paragraph.text[start:end], self.names, strict=False):
                text = " ".join(paragraph.text[start:end][one.start : one.end].split())
                if one.body.id == body.id and text != body.name and 1 < len(text) < 200:
                    found[text] = None
        return list(found)[:4]

    # --- places

    def _place(self, places: Sequence[tuple[Paragraph, int, int]]) -> tuple[str, tuple[Spot, ...]]:
        """Return the locator (`§ 2, p. 3 · l. 77-78, 103`) and the stretches to mark."""
        places = sorted(places, key=lambda place: (place[0].line(place[1]), place[1]))
        spots = [spot for paragraph, start, end in places for spot in paragraph.spots(start, end)]
        numbers = sorted({spot.line for spot in spots})
        sections = dict.fromkeys(paragraph.section for paragraph, _, _ in places if paragraph.section)
        pages = dict.fromkeys(f"p. {page}" for number in numbers if (page := self.document.page(number)))
        head = ", ".join([*list(sections)[:3], *list(pages)[:3]]) or "Document"
        return f"{head} · l. {_ranges(numbers)}"[:MAX_AT].rstrip(", -"), tuple(dict.fromkeys(spots))

    def _add(
        self, list_: str, said: Mapping[str, Any], sure: float, reason: str, spots: tuple[Spot, ...], **more: Any
    ) -> None:
        self.facts.append(Proposed(list_, _kept(said), round(sure, 2), reason[:200], spots=spots, **more))


def _met(there: Sequence[Attendee], own: Happening | None) -> tuple[list[Attendee], tuple[Attendee, ...]]:
    """Return those who were met elsewhere, and those who were there: on a journey who was met was."""
    journey = own is not None and own.kind == "mission"
    present = (
        replace(one, presence="present", layout="met") if journey and one.presence == "met" else one for one in there
    )
    return [one for one in there if one.presence == "met" and not journey], tuple(
        one for one in present if one.presence != "met"
    )


_BESIDE = re.compile(r"[a-zà-ÿ](?: \(|, (?:(?:au|en|aux|in|dans l[ea]) )?| [-–] )[A-ZÀ-Ý]")
"""A name beside another: perhaps a town and its country."""

_FORMER = re.compile(r"(?:former|past|ex-|ancien(?:ne)?s?|honorary)\b", re.IGNORECASE)
_BEHIND = re.compile(r",\s+(?P<office>[^.;()]{4,160})")
"""The office that stands behind a name."""

_ORDER = ("collectivities", "networks", "organisations", "people", "mandates", "events", "attendances", "partnerships")


def _kept(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value is not None}


def _doubt(bodies: Sequence[Body]) -> tuple[str, str] | None:
    return next((body.doubt for body in bodies if body.doubt), None)


def _ranges(numbers: Sequence[int]) -> str:
    """Return line numbers as ranges: `14-15, 77`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
