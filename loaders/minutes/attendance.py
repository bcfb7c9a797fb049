"""Who was at a meeting: the lists of those present and excused, in the layouts in which minutes print them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graph.ids import fold
from loaders.minutes.document import Paragraph, without_bullet
from loaders.minutes.gazetteer import Body, Gazetteer
from loaders.minutes.lexicon import key, phrases, tokens, words
from loaders.minutes.mentions import mentions, new_organisation
from loaders.minutes.offices import MAX_TEXT, bodies_in, from_cells, from_words, is_title, whole
from loaders.minutes.people import joined_name, office_before, person_name, without_honorific, without_initials

_DASH = re.compile(r"\s+[-–—]\s+|\s*[–—]\s*|\t+|\s{2,}|\s+:\s+")
_BY_PROXY = re.compile(
    r"\s*\(?\s*(?:,\s*)?(?:(?:a |ayant )?donn(?:é|e|ant) (?:pouvoir|procuration|mandat) |pouvoir |procuration )?à\s+(?:M\.|Mme|[A-ZÀ-Ý]).*$"
)
_REPRESENTED = re.compile(r",?\s*\(?\s*(?:représentée?s?\s+par|represented\s+by)\s+", re.IGNORECASE)
_FOR_BODY = re.compile(
    r"^(?:pour|au titre d[eu]|au nom d[eu]|de la part d[eu]|représentants? d[eu]|for|on behalf of|from|representing)\s+"
    r"(?:(?:la|le|les|the)\s+|l['’])?",
    re.IGNORECASE,
)
_THE_TOWN = ("la ville", "ville", "la mairie", "mairie", "la commune", "commune", "la municipalite")
_THE_BODY = ("comite", "le comite", "association", "l association", "comite de jumelage", "bureau")
_SPEECH = re.compile(
    r"\b(?:indique|rappelle|précise|explique|souligne|présente|remercie|informe|annonce|évoque|ajoute|a (?:indiqué|rappelé|présenté|confirmé)|said|noted|"
    r"reported|explained|thanked)\b",
    re.IGNORECASE,
)
UNHEADED = 60
"""How many paragraphs from the top may hold a list of people without a heading."""

MAX_ITEM = 90
"""From how many characters an entry of a list with a verb of speech in it is prose."""

_AND = re.compile(r"\s+(?:et|and)\s+")
_PLURALS = frozenset(
    "adjoints adjointes conseillers conseilleres elus elues maires presidents presidentes membres techniciens agents charges chargees "
    "directeurs directrices councillors commissioners members officers deputies".split()
)
_COLUMNS = ("first", "last", "person", "title", "body", "presence")


@dataclass(frozen=True, slots=True)
class Attendee:
    """Someone in a list: name as it will be written, as printed, title, bodies, and where it stands in its paragraph."""

    name: str
    printed: str
    presence: str
    title: str | None
    bodies: tuple[Body, ...]
    paragraph: Paragraph
    start: int
    end: int
    layout: str
    also: tuple[tuple[str, Body], ...] = ()
    """Further offices that the same words state: title and body."""


def attendees(paragraphs: Sequence[Paragraph], names: Gazetteer) -> tuple[Attendee, ...]:
    """Return everybody in the lists of a document, each once, in their order."""
    found: dict[str, Attendee] = {}
    for one in list(_Lists(names).read(paragraphs)) or _Lists(names).unheaded(paragraphs):
        found.setdefault(fold(one.name), one)
    return tuple(found.values())


class _Lists:
    """Reads paragraph by paragraph: a heading opens a list, a table header opens a table, prose closes both."""

    def __init__(self, names: Gazetteer) -> None:
        self.names = names
        self.presence: str | None = None
        self.columns: tuple[str | None, ...] = ()
        self.idle = 0
        self.shared: tuple[Body, ...] = ()
        """The body that a line of its own named, for the people below it."""
        self.home: tuple[Body, ...] = ()
        self.holder: tuple[Body, ...] = ()

    def read(self, paragraphs: Iterable[Paragraph]) -> Iterator[Attendee]:
        paragraphs = list(paragraphs)
        self.home, self.holder = _town(paragraphs, self.names), _holder(paragraphs)
        for paragraph in paragraphs:
            yield from self._row(paragraph) if paragraph.cells else self._prose(paragraph)

    def unheaded(self, paragraphs: Sequence[Paragraph]) -> list[Attendee]:
        """Return the first run of lines that each name a person with an office or body, where no heading says what they are."""
        run: list[Attendee] = []
        self.home, self.holder = _town(paragraphs, self.names), _holder(paragraphs)
        for paragraph in paragraphs[:UNHEADED]:
            text, offset = without_bullet(paragraph.text)
            made = [] if paragraph.cells or len(text) > 160 else list(self._items(paragraph, text, offset))
            if [one for one in made if one.title or one.bodies]:
                run += made
            elif shared := self._body_alone(text):
                self.shared = shared
            elif len(run) > 2:
                break
            else:
                run = []
        return [replace(one, layout="unheaded") for one in run] if len(run) > 2 else []

    # --- tables

    def _row(self, paragraph: Paragraph) -> Iterator[Attendee]:
        cells = paragraph.cells
        filled = [cell for cell in cells if cell.strip(" -:")]
        if columns := _columns(cells):
            self.columns = columns
            self.presence = self.presence or "present"
            return
        if len(filled) == 1 and (presence := heading(filled[0])):
            self.presence, self.shared = presence, ()
            return
        if len(filled) == 1 and self.presence and (shared := self._body_alone(filled[0])):
            self.shared = shared
            return
        if not filled or not (self.columns or self.presence):
            return
        yield from self._of_cells(paragraph, cells)

    def _of_cells(self, paragraph: Paragraph, cells: Sequence[str]) -> Iterator[Attendee]:
        columns = self.columns or _guessed(cells, self.names)
        by_role: dict[str, str] = {}
        for role, cell in zip(columns, cells, strict=False):
            if role and cell:
                by_role[role] = f"{by_role[role]} {cell}" if role in by_role else cell
        person, *beside = _parts(without_initials(by_role.get("person", ""))) or [""]
        name = joined_name(by_role.get("first", ""), by_role.get("last", "")) or person_name(person)
        if name is None:
            return
        printed = " ".join(filter(None, (by_role.get("first"), by_role.get("last")))) or person
        stated = _stated(by_role) or self.presence or "present"
        said = by_role.get("title", "") or ", ".join(beside)
        title, bodies, also = from_cells(said, by_role.get("body", ""), self.names)
        title = title or office_before(person)
        yield Attendee(
            name, printed, stated, title, bodies or self.shared, paragraph, 0, len(paragraph.text), "table", also
        )

    # --- prose

    def _prose(self, paragraph: Paragraph) -> Iterator[Attendee]:
        text, offset = without_bullet(paragraph.text)
        label, colon, rest = text.partition(":")
        if len(label) < 90 and (presence := heading(label, beside=self.presence is not None)):
            # `EXCUSÉS` may stand between the rows of one table, which keeps its columns.
            self.presence, self.idle, self.shared = presence, 0, self._body_alone(label) if colon else ()
            if rest.strip():
                yield from self._items(paragraph, rest, offset + len(label) + 1)
            return
        self.columns = ()
        if self.presence and (shared := self._body_alone(text)):
            self.shared, self.idle = shared, self.idle + 1
            return
        if self.presence is None and colon and len(label) < 70 and _FOR_BODY.match(label) and (shared := self._body_alone(label)):
            # `Au titre de la ville :` opens a list where no heading did.
            self.presence, self.idle, self.shared = "present", 0, shared
            if rest.strip():
                yield from self._items(paragraph, rest, offset + len(label) + 1)
            return
        if self.presence is None or _closes(paragraph):
            self.presence, self.shared = None, ()
            return
        made = list(self._items(paragraph, text, offset))
        yield from made
        # Two lines that name nobody (a remark under the heading, a page number) do not end a list; more do.
        self.idle = 0 if made else self.idle + 1
        if self.idle > 2:
            self.presence = None

    def _items(self, paragraph: Paragraph, text: str, offset: int) -> Iterator[Attendee]:
        label, colon, rest = text.partition(":")
        if colon and len(label) < 120 and person_name(label) is None and (of := whole(label.strip(), self.names)):
            for start, item in _split(rest):
                yield from self._item(paragraph, item, offset + len(label) + 1 + start, of)
            return
        for start, item in _split(text):
            yield from self._item(paragraph, item, offset + start, self.shared)

    def _body_alone(self, text: str) -> tuple[Body, ...]:
        """Return the bodies that a line names and nothing else: those of the people below it."""
        text = text.strip(" #*:.-–•")
        if not text or len(text) > 110 or person_name(text) or is_title(text):
            return ()
        plain = _FOR_BODY.sub("", text)
        if key(plain) in _THE_TOWN:
            return self.home
        if key(plain) in _THE_BODY:
            return self.holder
        found = whole(plain, self.names)
        here = tokens(plain)
        if found or not here or phrases("organisations").at(here, 0) is None or not plain[0].isupper() or len(here) > 12:
            return found
        return (new_organisation(plain[:MAX_TEXT]),)

    def _item(self, paragraph: Paragraph, item: str, start: int, shared: tuple[Body, ...]) -> Iterator[Attendee]:
        by = _REPRESENTED.search(item)
        if by:
            yield from self._represented(paragraph, item, start, by)
            return
        if len(item) > MAX_ITEM and _SPEECH.search(item):
            return
        plain = without_initials(_BY_PROXY.sub("", item) if self.presence == "represented" else item)
        plain, said = _without_presence(plain)
        parts = _parts(plain)
        name = person_name(parts[0]) if parts else None
        if name is None:
            yield from self._several(paragraph, item, start, shared)
            return
        title, bodies, also = from_words(", ".join(parts[1:]), self.names)
        if shared and bodies and all(body.label == "Organisation" and not body.known for body in bodies):
            # What stands before all of them says the body: the words behind the name are a title.
            title, bodies = ", ".join(parts[1:])[:MAX_TEXT], ()
        stated = heading(" ".join(parts[1:])) if len(parts) > 1 and len(parts[-1]) < 20 else None
        if stated and not is_title(parts[-1]):
            title, bodies = None, ()
        else:
            stated = said
        yield Attendee(
            name,
            parts[0],
            stated or self.presence or "present",
            title or office_before(parts[0]),
            bodies or shared,
            paragraph,
            start,
            start + len(item),
            "list",
            also,
        )

    def _several(self, paragraph: Paragraph, item: str, start: int, shared: tuple[Body, ...]) -> Iterator[Attendee]:
        """`Anna Bell et Tom Carr (ville de Lille)`: two people in one line, one office for both."""
        head, bracket, tail = item.partition("(")
        if not bracket:
            head, *more = _DASH.split(item, maxsplit=1)
            tail = more[0] if more else ""
        pieces = _AND.split(head.strip())
        people = [person_name(piece) for piece in pieces]
        if len(people) < 2 or not all(people):
            return
        title, bodies, also = from_words(tail, self.names)
        for name, piece in zip(people, pieces, strict=True):
            assert name is not None, "checked above"
            yield Attendee(
                name,
                piece,
                self.presence or "present",
                title,
                bodies or shared,
                paragraph,
                start,
                start + len(item),
                "pair",
                also,
            )

    def _represented(self, paragraph: Paragraph, item: str, start: int, by: re.Match[str]) -> Iterator[Attendee]:
        left, right = item[: by.start()].strip(" ("), item[by.end() :].strip(" ).")
        absent = list(self._item(paragraph, left, start, ()))
        yield from (replace(one, presence="represented", layout="represented") for one in absent)
        bodies = absent[0].bodies if absent else bodies_in(left, self.names)
        yield from (
            replace(one, bodies=one.bodies or bodies, layout="represented")
            for one in self._item(paragraph, right, start + by.end(), ())
        )


def heading(text: str, *, beside: bool = False) -> str | None:
    """Return present, excused or represented where a text is the heading of such a list, else None.

    Args:
        text: a line, a label, a cell.
        beside: whether a list is open, so that weaker words (`Invités`, `Staff`) head another part of it.
    """
    folded = key(text)
    count = len(folded.split())
    if not folded or count > 12:
        return None
    for presence in ("excused", "present"):
        for phrase in words("attendance", presence):
            if (
                folded == phrase
                or (folded.startswith(f"{phrase} ") and _only_heading(folded, phrase))
                or folded.endswith(f" {phrase}")
            ):
                return presence
    if count > 8 or "." in text.strip(" .") or person_name(text) or is_title(text):
        return None
    padded = f" {folded} "
    for presence in ("excused", "represented", "present", "beside"):
        if presence == "beside" and not (beside and count <= 4):
            continue
        if any(f" {phrase} " in padded for phrase in words("attendance", f"heads_{presence}")):
            return "present" if presence == "beside" else presence
    return None


def _holder(paragraphs: Sequence[Paragraph]) -> tuple[Body, ...]:
    """Return the association whose name is a line of the document's head: `le comité` in its lists."""
    for paragraph in paragraphs[:4]:
        here = tokens(paragraph.text)
        found = phrases("organisations").at(here, 0) if here else None
        if found and found[0] == "association" and len(here) < 12:
            return (new_organisation(paragraph.text.strip(" #*")),)
    return ()


def _only_heading(folded: str, phrase: str) -> bool:
    rest = folded.removeprefix(phrase).split()
    return len(rest) <= 6 and not any(word in words("attendance", "titles") for word in rest)


def _without_presence(item: str) -> tuple[str, str | None]:
    """Take out the piece that says somebody was not there: `…, ville de Dieppe, empêché, n'a pu venir`."""
    pieces = re.split(r"(,\s*)", item)
    for index in range(2, len(pieces), 2):
        folded = f" {key(pieces[index])} "
        if len(folded.split()) <= 6 and any(f" {word} " in folded for word in words("attendance", "heads_excused")):
            return "".join(pieces[: index - 1]), "excused"
    return item, None


def _stated(by_role: dict[str, str]) -> str | None:
    """Return the presence that the cells of a row state: a word, a letter (`P`, `E`), a cross in a column."""
    if by_role.get("away", "").strip(" -"):
        return "excused"
    if by_role.get("there", "").strip(" -"):
        return "present"
    cell = by_role.get("presence", "").strip()
    mark = re.match(r"(?P<letter>[PEAXR✓✔x])\b|(?P<sign>[✓✔])", cell)
    if mark:
        letter = (mark["letter"] or mark["sign"]).upper()
        return {"E": "excused", "A": "excused", "R": "represented"}.get(letter, "present")
    return heading(cell)


def _town(paragraphs: Sequence[Paragraph], names: Gazetteer) -> tuple[Body, ...]:
    """Return the French commune that the head of the document names first: `la ville` in its lists."""
    for paragraph in paragraphs[:6]:
        for one in mentions(paragraph.text, names):
            if one.body.kind == "commune":
                return (one.body,)
    return ()


def _closes(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a heading of something else: numbered, or a short line that ends in a colon."""
    text = paragraph.text
    return (
        bool(re.match(r"\s*(?:#|\d{1,2}\s?[.)]\s|[IVX]{1,4}\s?[.)]\s)", text))
        and person_name(without_bullet(text)[0]) is None
        and "(" not in text
    )


def _columns(cells: Sequence[str]) -> tuple[str | None, ...]:
    """Return what each column holds, where a row is the header of a list of people; empty otherwise."""
    folded = [key(cell) for cell in cells]
    has_first = any(cell in words("attendance", "columns_first") for cell in folded)
    roles: list[str | None] = []
    for cell in folded:
        if has_first and cell in words("attendance", "columns_first"):
            roles.append("first")
        elif has_first and cell in words("attendance", "columns_last"):
            roles.append("last")
        elif cell in ("present", "presents", "presente", "presence o n") and "there" not in roles and len(folded) > 2:
            roles.append("there")
        elif cell in ("excuse", "excuses", "absent", "absents", "excusee", "apologies") and len(folded) > 2:
            roles.append("away")
        else:
            roles.append(
                next(
                    (
                        role
                        for role in ("person", "title", "body", "presence")
                        if cell in words("attendance", f"columns_{role}")
                    ),
                    None,
                )
            )
    people = "person" in roles or {"first", "last"} <= set(roles)
    return tuple(roles) if people and len([role for role in roles if role]) >= 2 else ()


def _guessed(cells: Sequence[str], names: Gazetteer) -> tuple[str | None, ...]:
    """Return what each cell probably holds, in a table without a header."""
    roles: list[str | None] = []
    for cell in cells:
        if "person" not in roles and person_name(cell):
            roles.append("person")
        elif is_title(cell):
            roles.append("title")
        elif cell and "body" not in roles and mentions(cell, names, strict=False):
            roles.append("body")
        else:
            roles.append(None)
    return tuple(roles)


def _split(text: str) -> Iterator[tuple[int, str]]:
    """Yield the items of a list with their start: parted by commas and semicolons outside of brackets.

    Where there are semicolons, or brackets behind the names, commas part; else they belong to one person, unless the
    pieces are people with an office for all of them: `Anna Bell, Tom Carr, adjoints - Eva Lind, maire`.
    """
    if grouped := _grouped(text):
        yield from grouped
        return
    depth, start = 0, 0
    marks = ";" if ";" in text else "," if _comma_parts(text) else ";"
    for index, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if character in marks and depth <= 0:
            yield from _trimmed(text, start, index)
            start, depth = index + 1, 0
    yield from _trimmed(text, start, len(text))


def _grouped(text: str) -> list[tuple[int, str]]:
    """Return people with the office behind them, where one office stands for several people; empty otherwise."""
    found: list[tuple[int, str, str]] = []
    waiting: list[int] = []
    plural = False
    if "(" in text:
        return []
    for piece in re.finditer(r"(?:(?!,|;|\s[-–—]\s|\s(?:et|and)\s).)+", text):
        said = piece[0].strip(" .")
        if not said:
            continue
        if person_name(said) and not (found and phrases("organisations").at(tokens(said), 0)):
            lead = len(piece[0]) - len(piece[0].lstrip(" ."))
            found.append((piece.start() + lead, said, ""))
            waiting.append(len(found) - 1)
        elif not found:
            return []
        else:
            several = tokens(said)[0].folded in _PLURALS if tokens(said) else False
            plural |= several and len(waiting) > 1
            for index in waiting if several else (waiting[-1:] or [len(found) - 1]):
                at, name, office = found[index]
                found[index] = (at, name, f"{office}, {said}" if office else said)
            waiting = []
    if not plural:
        return []
    return [(at, f"{name}, {office}" if office else name) for at, name, office in found]


def _comma_parts(text: str) -> bool:
    if re.search(r"\)\s*,", text):
        return True
    pieces = [piece for piece in re.split(r",\s*", re.sub(r"\([^)]*\)", "", text).strip(" .")) if piece]
    return len(pieces) > 1 and sum(person_name(re.split(_AND, piece)[0]) is not None for piece in pieces) >= max(
        2, len(pieces) * 0.7
    )


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip(" ,.•-–"))
    if piece.strip(" ,.•-–"):
        yield start + lead, piece.strip(" ,.•-–")


def _parts(item: str) -> list[str]:
    """Return name and description of one person: `Name (…)`, `Name – …`, `Name, …`."""
    bracket = re.match(r"([^()]+)\((.*)\)?\s*$", item)
    if bracket and person_name(bracket[1]):
        return [bracket[1].strip(), bracket[2].strip(" ).")]
    for parted in (_DASH.split(item, maxsplit=1), re.split(r",\s*", item, maxsplit=1)):
        if len(parted) > 1 and person_name(parted[0]):
            return [piece.strip() for piece in parted]
    return [item.strip()]


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
    pattern = re.compile(rf"(?:{opening})\s+(?P<name>[^,.;(\n]+)", re.IGNORECASE)
    opens = re.compile(
        r"^(?P<name>(?:M\.|Mme|Mr|Ms|Mrs)?\s*[^,.;:(]+),[^.]{0,160}?\b(?:ouvre la séance|opened the meeting|ouvre la réunion)"
    )
    for paragraph in paragraphs:
        match = pattern.search(paragraph.text) or opens.search(paragraph.text)
        if match and (name := person_name(without_honorific(match["name"])[0])):
            return name, paragraph, match.start("name"), match.end("name")
    return None


def speakers(paragraphs: Sequence[Paragraph], there: Sequence[Attendee]) -> set[str]:
    """Return the folded names of those whose name opens a paragraph outside the lists."""
    listed = {id(one.paragraph) for one in there}
    names = {fold(one.name) for one in there}
    leads = (_DASH.sub("", paragraph.text[:140]) for paragraph in paragraphs if id(paragraph) not in listed)
    return {name for lead in leads for name in _leading(lead) if name in names}


def _leading(lead: str) -> Iterator[str]:
    """Yield the folded names that a paragraph opens with: `M. Anna Bell et Mme Eva Carr, chargée de…`."""
    opening = re.split(r"\s*[:,(]", lead.lstrip("-–•* "), maxsplit=1)[0]
    for piece in _AND.split(opening):
        words_ = piece.split()
        for count in range(min(6, len(words_)), 1, -1):
            if name := person_name(" ".join(words_[:count])):
                yield fold(name)
                break
