"""Who was at a meeting: the lists of those present and excused, in the layouts in which minutes print them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from graph.ids import fold
from loaders.minutes.apposed import DELEGATION, Apposed, apposed
from loaders.minutes.cards import cards
from loaders.minutes.document import DITTO, MARGIN, Paragraph, without_bullet
from loaders.minutes.gathered import HEAD, gathered
from loaders.minutes.gazetteer import Body, Gazetteer
from loaders.minutes.items import MAX_RUN, REPRESENTED, SORRY, SPEECH, Attendee, Items
from loaders.minutes.legends import Legends
from loaders.minutes.lexicon import key
from loaders.minutes.lists import (
    columns_of,
    couple,
    entries,
    guessed_columns,
    heading,
    is_substitute,
    lettered,
    name_and_rest,
    presence_of,
    without_presence,
)
from loaders.minutes.offices import from_cells, from_words, is_title
from loaders.minutes.opened import Officer, group_of, officers
from loaders.minutes.people import (
    joined_name,
    listed_name,
    office_before,
    person_name,
    without_honorific,
    without_initials,
)
from loaders.minutes.sentences import sentences
from loaders.minutes.spoken import FOR_BODY, LED_BY, Spoken
from loaders.minutes.surnames import full

_APOLOGIES = re.compile(
    r"^(?:apologies(?: for absence)? (?:(?:was|were|had been|have been) )?(?:received |came |sent )?(?:from|by)"
    r"|se sont excusée?s|s['’]est excusée?"
    r"|ont prié de les excuser)\s*:?\s*",
    re.IGNORECASE,
)
_AND_FROM = re.compile(r",?\s+(?:and from|et de)\s+(?=(?:M\.|Mmes?|Mr|Mrs|Ms|Dr|Prof\.?|Cllr)?\s?[A-ZÀ-Ý])")
"""`Apologies from A, mayor, and from B`: one ends, another begins."""

_PREVENTED = re.compile(
    r"(?:prevented from|unable to (?:attend|come|travel)|could not (?:attend|come|travel)|empêchée?\b|n['’]a(?: pas)? pu)",
    re.IGNORECASE,
)
_LAST = re.compile(r".*[.!?]\s+(?=[A-ZÀ-Ý])")
_REPORTERS = ("rapporteur", "rapporteure", "rapporteurs", "rapporteuse")
_OPENING = re.compile(
    r"^(?:(?:étaient|sont|ont été) (?:présente?s|autour de la table|réunie?s)|participaient(?: à la (?:réunion|séance))?"
    r"|assistaient(?: à la (?:réunion|séance))?|ont participé(?: à la (?:réunion|séance))?|(?:those )?present were)"
    r"\s+(?=(?:M\.|MM\.|Mmes?|Mr|Mrs|Ms|Dr|Cllr|Councillor|[A-ZÀ-Ý][a-zà-ÿ-]+ [A-ZÀ-Ý]))",
    re.IGNORECASE,
)
UNHEADED = 60
"""How many paragraphs from the top may hold a list of people without a heading."""

MAX_UNHEADED = 160
"""A longer paragraph is no line of a list without a heading, characters."""

OPENING, MAX_POST = 20, 4
"""How many paragraphs from the top may name the people of the house by a label, and the longest office in one, words."""

MAX_LED = 70
"""The longest label that says for whom those behind it speak, characters."""

_BEGINS = re.compile(
    r"(?:(?:Délibération|Délib|Rapport|Point|Item|Motion|Question) (?:n°|no|\d)|Ordre du jour|Agenda\b"
    r"|Tour (?:de table|d['’]écran)"
    r"|(?:Mme|M\.|Mr|Mrs|Ms|Cllr)(?: le| la| the)? [\w'’ -]{3,40}\.\s[—–-]\s)",
    re.IGNORECASE,
)
"""What begins something else than a list: an item of the agenda, somebody who speaks (`M. Niel. — Combien …`)."""

_FILLED = re.compile(
    r"(?:ont été |sont |est |were |are )?(?:élue?s?|réélue?s?|nommée?s?|elected|appointed)\b", re.IGNORECASE
)
"""`Sont élus : …` says who is from now on, not who was there."""

_ELECTED = re.compile(r"\b(?:élue?s?|elected|appointed|nommée?s?)\b[^.:]{0,30}:?$", re.IGNORECASE)
_COLUMNS = ("first", "last", "person", "title", "body", "presence")


def attendees(paragraphs: Sequence[Paragraph], names: Gazetteer) -> tuple[Attendee, ...]:
    """Return everybody in the lists of a document, each once, in their order."""
    found: dict[str, Attendee] = {}
    lists = _Lists(names)
    listed = list(lists.read(paragraphs)) or _Lists(names).unheaded(paragraphs)
    if all(one.presence == "excused" for one in listed):
        # No list says who was there.
        listed = [*_Lists(names).told(paragraphs), *listed]
    opening = [_officer(one, lists.spoken.holder) for one in officers(paragraphs)]
    for one in full([*listed, *opening], paragraphs):
        before = found.get(fold(one.name))
        if before is None or (not before.title and not before.bodies and before.presence == one.presence):
            # Who is named twice is what the fuller of both says.
            found[fold(one.name)] = one if before is None or one.title or one.bodies else before
    return tuple(found.values())


class _Lists(Items):
    """Reads paragraph by paragraph: a heading opens a list, a table header opens a table, prose closes both."""

    def __init__(self, names: Gazetteer) -> None:
        super().__init__(names)
        self.columns: tuple[str | None, ...] = ()
        self.filled = False
        """Whether the line above says that the rows are of those elected."""

        self.idle = 0
        self.at = 0
        """The number of the paragraph that is read."""

        self.lettered: frozenset[int] = frozenset()
        """The paragraphs that are headings by their letters."""
        self.legends = Legends(())
        self.above: tuple[Body, ...] = ()
        """The bodies of the row above, in a table."""

    def read(self, paragraphs: Iterable[Paragraph]) -> Iterator[Attendee]:
        paragraphs = list(paragraphs)
        self.spoken, self.legends = Spoken(paragraphs, self.names), Legends(paragraphs)
        self.lettered = lettered(paragraphs)
        before: list[Attendee] = []
        below = cards(paragraphs, self.spoken.alone)
        told = {id(line) for lines in below.values() for line in lines}
        for self.at, paragraph in enumerate(paragraphs):
            if id(paragraph) in told:
                continue
            made = list(self._row(paragraph) if paragraph.cells else self._prose(paragraph))
            if len(made) == 1 and (lines := below.get(id(paragraph))):
                made = [self._with_card(made[0], lines)]
            if len(before) == 1 and not made and _PREVENTED.match(paragraph.text):
                # `Prevented from travelling`, below the name.
                before = [replace(before[0], presence="excused")]
            yield from before
            before = made
        yield from before

    def _with_card(self, one: Attendee, lines: Sequence[Paragraph]) -> Attendee:
        """Return somebody with the office and body that the lines below the name say."""
        title, bodies, also = from_words(", ".join(line.text for line in lines), self.names)
        bodies = bodies or next((found for line in lines if (found := self.spoken.alone(line.text))), ())
        return replace(one, title=title, bodies=bodies or one.bodies, also=also)

    def unheaded(self, paragraphs: Sequence[Paragraph]) -> list[Attendee]:
        """Return the first run of lines that each name a person with an office or body, where no heading says so."""
        run: list[Attendee] = []
        self.spoken = Spoken(paragraphs, self.names)
        for paragraph in paragraphs[:UNHEADED]:
            text, offset = without_bullet(paragraph.text)
            other = paragraph.cells or len(text) > MAX_UNHEADED or _FILLED.match(text)
            made = [] if other else list(self.items(paragraph, text, offset))
            if [one for one in made if one.title or one.bodies]:
                run += made
            elif shared := self.spoken.alone(text):
                self.shared = shared
            elif len(run) > 2:
                break
            else:
                run = []
        return [replace(one, layout="unheaded") for one in run] if len(run) > 2 else []

    def told(self, paragraphs: Sequence[Paragraph]) -> list[Attendee]:
        """Return those whom the sentences of the opening tell to have been there, where nothing is a list."""
        self.spoken, self.presence = Spoken(paragraphs, self.names), "present"
        found = [
            replace(one, layout="told")
            for paragraph, said in gathered(paragraphs)
            for one in self.items(paragraph, said.text, said.start)
        ]
        return [*found, *self._sorry(paragraphs)] if found else []

    def _sorry(self, paragraphs: Sequence[Paragraph]) -> Iterator[Attendee]:
        for paragraph in paragraphs[:HEAD]:
            for sentence in () if paragraph.cells else sentences(paragraph.text):
                if sorry := SORRY.match(sentence.text):
                    away = self.items(paragraph, sorry["who"], sentence.start)
                    yield from (replace(one, presence="excused", layout="told") for one in away)

    # --- tables

    def _row(self, paragraph: Paragraph) -> Iterator[Attendee]:
        cells = paragraph.cells
        if self.filled:
            return
        filled = [cell for cell in cells if cell.strip(" -:")]
        if columns := columns_of(cells):
            self.columns = columns
            self.presence = self.presence or "present"
            return
        if len(filled) == 1 and (presence := heading(filled[0])):
            self.presence, self.shared = presence, ()
            return
        if len(filled) == 1 and self.presence and (shared := self.spoken.alone(filled[0])):
            self.shared = shared
            return
        numbers = sum(cell.strip()[:1].isdigit() for cell in filled)
        if not filled or not (self.columns or self.presence) or (numbers > 1 and not self.columns):
            return
        yield from self._of_cells(paragraph, cells)

    def _of_cells(self, paragraph: Paragraph, cells: Sequence[str]) -> Iterator[Attendee]:
        columns = self.columns or guessed_columns(cells, self.names)
        # Two people side by side: the columns come twice.
        twice = [at for at, role in enumerate(columns) if role == "person"][1:] if "first" not in columns else []
        for first, last in pairwise((0, *twice, max(len(columns), len(cells)))):
            yield from self._of_person(paragraph, cells[first:last], columns[first:last])

    def _of_person(
        self, paragraph: Paragraph, cells: Sequence[str], columns: Sequence[str | None]
    ) -> Iterator[Attendee]:
        by_role = _by_role(columns, cells)
        several = by_role.get("person", "")
        if ";" in several or REPRESENTED.search(several) or couple(several):
            yield from self._in_cell(paragraph, several, by_role)
            return
        person, *beside = name_and_rest(without_initials(by_role.get("person", ""))) or [""]
        name = joined_name(by_role.get("first", ""), by_role.get("last", "")) or person_name(person)
        if name is None:
            return
        said_there = by_role.get("presence", "").strip("–—- ")
        by_role["presence"] = self.legends.code(said_there)
        printed = " ".join(filter(None, (by_role.get("first"), by_role.get("last")))) or person
        stated = (
            presence_of(by_role) or ("present" if said_there != by_role["presence"] else self.presence) or "present"
        )
        deputy = by_role.get("substitute", "") if is_substitute(by_role["presence"]) else ""
        said = by_role.get("title", "") or ", ".join(beside)
        title, bodies, also = from_cells(said, by_role.get("body", ""), self.names)
        title = title or office_before(person)
        if not bodies and columns and columns[0] == "body" and cells[0].strip() in DITTO:
            # An empty first cell stands for the one above.
            bodies = self.above
        self.above = bodies
        stood = next((cell for cell in cells if REPRESENTED.match(cell)), "")
        by = REPRESENTED.match(stood)
        length = len(paragraph.text)
        yield Attendee(
            name,
            printed,
            "represented" if by or deputy else stated,
            title,
            bodies or self.shared,
            paragraph,
            0,
            length,
            "table",
            also,
        )
        if deputy:
            for one in self.item(paragraph, deputy, 0, bodies):
                yield replace(one, presence="present", bodies=bodies, end=length, layout="represented")
        if by:
            for one in self.item(paragraph, stood[by.end() :], 0, bodies):
                yield replace(one, presence="present", bodies=bodies, end=length, layout="represented")

    def _in_cell(self, paragraph: Paragraph, several: str, by_role: dict[str, str]) -> Iterator[Attendee]:
        """Yield the people of one cell: several, or somebody with who stood in."""
        bodies = from_cells("", by_role.get("body", ""), self.names)[1]
        before, self.presence = self.presence, presence_of(by_role) or self.presence or "present"
        for one in list(self.items(paragraph, several, 0)):
            yield replace(one, bodies=bodies or one.bodies or self.shared, end=len(paragraph.text), layout="table")
        self.presence = before

    # --- prose

    def _prose(self, paragraph: Paragraph) -> Iterator[Attendee]:
        text, offset = without_bullet(paragraph.text)
        self.filled = _ELECTED.search(text) is not None
        if id(paragraph) in self.lettered:
            self.presence, self.idle, self.shared = heading(text.partition(" ")[2]), 0, ()
            self.columns = ()
            return
        if (sorry := SORRY.match(text)) and (away := list(self.items(paragraph, sorry["who"], offset))):
            yield from (replace(one, presence="excused") for one in away if one.presence == "present")
            return
        if group := group_of(text):
            self.presence, self.idle, self.shared = "present", 0, ()
            for one in self.items(paragraph, text[group[1] :], offset + group[1]):
                yield replace(one, title=group[0], bodies=self.spoken.holder)
            return
        for shape, presence in ((_APOLOGIES, "excused"), (_OPENING, "present")):
            # `Étaient autour de la table M. …`: a list that no colon opens.
            if opening := shape.match(text):
                self.presence, self.idle, self.shared = presence, 0, ()
                listed = _AND_FROM.sub(lambda found: ";".ljust(len(found[0])), text[opening.end() :])
                yield from self.items(paragraph, listed, offset + opening.end())
                return
        told = DELEGATION.search(text)
        if len(text) < MAX_RUN and (told or (self.presence and not SPEECH.search(text))):
            made = apposed(text, self.names, self.spoken.alone)
            if made:
                self.presence, self.idle = self.presence or "present", 0
                yield from (_attendee(one, paragraph, offset, self.presence) for one in made)
                return
        yield from self._labelled(paragraph, text, offset)

    def _labelled(self, paragraph: Paragraph, text: str, offset: int) -> Iterator[Attendee]:
        label, colon, rest, shift = _label_of(text)
        offset, text = offset + shift, f"{label}{colon}{rest}"
        if key(label) in _REPORTERS and self.presence is None:
            # `Rapporteur : M. Guesdon` names one, and opens no list.
            yield from self.items(paragraph, rest, offset + len(label) + 1)
            return
        led = colon and self.at < OPENING and not text.startswith("#") and _names_people(rest)
        led = led and not _FILLED.match(label)
        beside = self.presence is not None or MARGIN.match(paragraph.text) is not None or bool(led)
        item = not colon and len(name_and_rest(text)) > 1 and _names_people(text)
        if len(label) < 90 and not item and (presence := heading(label, beside=beside)):
            # `EXCUSÉS` may stand between the rows of one table, which keeps its columns.
            led_by = colon or LED_BY.match(label)
            self.presence, self.idle, self.shared = presence, 0, self.spoken.alone(label) if led_by else ()
            if rest.strip():
                yield from self.items(paragraph, rest, offset + len(label) + 1)
            return
        if (led or (colon and self.presence)) and _is_post(label):
            # `Interprète : Gisela Grosse` names one, and heads nobody below.
            self.shared = ()
            for one in self.items(paragraph, rest, offset + len(label) + 1):
                yield replace(one, title=one.title or label.strip())
            return
        self.columns = ()
        if self.presence and (shared := self.spoken.alone(text)):
            self.shared, self.idle = shared, self.idle + 1
            return
        opens = self.presence is None and colon and len(label) < MAX_LED and FOR_BODY.match(label)
        if opens and (shared := self.spoken.alone(label)):
            # `Au titre de la ville :` opens a list where no heading did.
            self.presence, self.idle, self.shared = "present", 0, shared
            if rest.strip():
                yield from self.items(paragraph, rest, offset + len(label) + 1)
            return
        yield from self._going_on(paragraph, text, offset)

    def _going_on(self, paragraph: Paragraph, text: str, offset: int) -> Iterator[Attendee]:
        """Yield the people of a line in a list that is open, and close it where the line is of something else."""
        if self.presence is None or _closes(paragraph):
            self.presence, self.shared = None, ()
            return
        made = list(self.items(paragraph, text, offset))
        yield from made
        # Two lines that name nobody (a remark under the heading, a page number) do not end a list; more do.
        self.idle = 0 if made else self.idle + 1
        if self.idle > 2:
            self.presence = None


def _names_people(text: str) -> bool:
    """Whether a text begins with somebody, and is more than two words that might be any name."""
    every = [name_and_rest(item) for _, item in entries(text)]
    if not every or listed_name(every[0][0]) is None:
        return False
    return len(every) > 1 or len(every[0]) > 1 or without_honorific(every[0][0])[1]


def _is_post(label: str) -> bool:
    """Whether a label is an office that one person holds at a meeting: `Interprète`, `Présidence`, `Chair`."""
    folded = key(label)
    return len(folded.split()) <= MAX_POST and "publication" not in folded and is_title(label)


def _by_role(columns: Sequence[str | None], cells: Sequence[str]) -> dict[str, str]:
    """Return what a row says of each role; who is excused in brackets behind office or body is so."""
    if "person" in columns and "body" not in columns and "title" not in columns:
        columns = _with_described(columns, cells)
    by_role: dict[str, str] = {}
    for role, said in zip(columns, cells, strict=False):
        cell, stated = without_presence(said) if role in ("title", "body") else (said, None)
        if stated:
            by_role["presence"] = stated
        if role and cell:
            by_role[role] = f"{by_role[role]} {cell}" if role in by_role else cell
    return by_role


def _with_described(columns: Sequence[str | None], cells: Sequence[str]) -> list[str | None]:
    """Return columns where the one behind the person, which no header names, is what describes them."""
    at = columns.index("person") + 1
    free = at < len(columns) and columns[at] is None and at < len(cells) and len(cells[at]) > 1
    return [*columns[:at], "title", *columns[at + 1 :]] if free else list(columns)


def _label_of(text: str) -> tuple[str, str, str, int]:
    """Return the label of a line, the colon if there is one, what follows, and by how much the text before them is longer."""
    label, colon, rest = text.partition(":")
    margin = MARGIN.match(text)
    if margin and heading(margin["label"], beside=listed_name(name_and_rest(text[margin.end() :])[0]) is not None):
        label, rest = margin["label"], text[margin.end() :]
        return label, ":", rest, margin.end() - len(label) - 1
    if colon and (cut := _LAST.search(label)) and heading(label[cut.end() :]):
        # `…de vendredi. On était six : …`: the sentence before the colon opens the list.
        return label[cut.end() :], colon, rest, cut.end()
    return label, colon, rest, 0


def _officer(one: Officer, holder: tuple[Body, ...]) -> Attendee:
    printed = one.paragraph.text[one.start : one.end]
    return Attendee(one.name, printed, one.presence, one.title, holder, one.paragraph, one.start, one.end, "opening")


def _attendee(one: Apposed, paragraph: Paragraph, offset: int, presence: str) -> Attendee:
    stated = one.presence or presence
    start, end = offset + one.start, offset + one.end
    return Attendee(one.name, one.printed, stated, one.title, one.bodies, paragraph, start, end, "apposed")


def _closes(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a heading of something else: numbered, or a short line that ends in a colon."""
    text = paragraph.text
    if text.startswith("#"):
        return True
    return _BEGINS.match(text) is not None or (
        bool(re.match(r"\s*(?:#|\d{1,2}\s?[.)/–-]\s|[IVX]{1,4}\s?[.)–-]\s)", text))
        and (person_name(without_bullet(text)[0]) is None or without_bullet(text)[0].isupper())
        and "(" not in text
    )
