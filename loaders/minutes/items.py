"""The entries of a list of people: a person with office and body, two with one office, whoever was represented."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.minutes.document import Paragraph
from loaders.minutes.gazetteer import Body, Gazetteer
from loaders.minutes.lexicon import tokens
from loaders.minutes.lists import (
    AND,
    DASH,
    PLURALS,
    couple,
    entries,
    heading,
    name_and_rest,
    without_manner,
    without_presence,
)
from loaders.minutes.offices import MAX_TEXT, bodies_in, from_words, is_title, town_alone, whole
from loaders.minutes.people import listed_name, office_before, person_name, without_initials
from loaders.minutes.running import Someone, running
from loaders.minutes.sentences import is_told, sentences
from loaders.minutes.spoken import DASHED, Spoken

_BY_PROXY = re.compile(
    r"\s*\(?\s*(?:,\s*)?(?:(?:a |ayant )?donn(?:é|e|ant) (?:pouvoir|procuration|mandat) |pouvoir |procuration )?"
    r"à\s+(?:M\.|Mme|[A-ZÀ-Ý]).*$"
)
_PROXY = re.compile(
    r"[\s,(–—-]+(?:(?:a |ayant )?donn(?:é|e|ant) )?(?:pouvoir|procuration|proxy)(?: donnée?)?\s+(?:à|to|held by)\s.*$",
    re.IGNORECASE,
)
"""`Mme A (pouvoir à M. B)`: who says so was not there, whatever heads the list."""

REPRESENTED = re.compile(r",?\s*\(?\s*(?:représentée?s?\s+par|represented\s+by)\s+", re.IGNORECASE)
_MYSELF = re.compile(r",?\s+(?:et|and)\s+(?:moi(?:-même)?|myself|nous-mêmes?|votre serviteur)\s*\.?$")
SORRY = re.compile(
    r"(?P<who>[A-ZÀ-Ý][^:.]{3,200}?)\s+(?:(?:nous )?(?:prie|prient|a prié|ont prié) de|s['’](?:est|était|étaient)"
    r"|se sont|s['’]étaient|est|sont|était|étaient|avaient"
    r"|avait|a|ont|has|had|have|were|was|sent)\s+(?:(?:été|fait|prié de|also|their|her|his|l['’]|les|sent|given)\s*)*"
    r"(?:excusée?s?|excuser|apologies|empêchée?s?)\.?$"
)
"""`Karl-Heinz Brandt (Osnabrück) s'était excusé.`"""

SPEECH = re.compile(
    r"\b(?:indique|rappelle|précise|explique|souligne|présente|remercie|informe|annonce|suggère|demande|propose|évoque|ajoute"
    r"|a (?:indiqué|rappelé|présenté|confirmé)|said|noted|"
    r"reported|explained|thanked)\b"
    r"|\b(?:was|were|is|are|est|était|sont|étaient|a été|ont été)\s"
    r"+\w+(?:ed|ée?s?|ise?s?|ie?s?|ue?s?)\s+(?:by|par|pour|for)\b",
    re.IGNORECASE,
)
_COLON = re.compile(r"(?P<label>[^:;]{2,119}):")

MAX_RUN = 2_000
"""A longer paragraph is no list, characters."""

MAX_ITEM = 90
"""From how many characters an entry of a list with a verb of speech in it is prose."""

_HONORIFIC = re.compile(r"(?:Mme|Mlle|MM?\.|Mr|Mrs|Ms|Dr|Cllr|Councillor|Madame|Monsieur)\.?(?=\s)")


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


class Items:
    """Reads the people of a text that is part of a list; whoever reads the list sets what its headings say."""

    def __init__(self, names: Gazetteer) -> None:
        self.names = names
        self.presence: str | None = None
        self.shared: tuple[Body, ...] = ()
        """The body that a line of its own named, for the people below it."""
        self.spoken = Spoken((), names)

    def items(self, paragraph: Paragraph, text: str, offset: int) -> Iterator[Attendee]:
        """Yield the people of a text: as a list of entries, or in running words where these name more of them."""
        last = list(sentences(text))[-1:]
        if last and last[0].start and (sorry := SORRY.match(last[0].text)):
            yield from self.items(paragraph, text[: last[0].start], offset)
            away = list(self.items(paragraph, sorry["who"], offset + last[0].start))
            yield from (replace(one, presence="excused") for one in away)
            return
        text = without_manner(_MYSELF.sub("", text.rstrip()))
        listed = list(self._entries(paragraph, text, offset))
        people = [] if len(text) > MAX_RUN or SPEECH.search(text) else running(text, self.names, self.spoken.alone)
        people = [one for one in people if not _is_place(one.printed, self.names)]
        if not _is_fuller(people, listed):
            yield from listed
            return
        for one in people:
            title, bodies, also = one.office(self.names)
            presence = one.presence or self.presence or "present"
            start, end = offset + one.start, offset + one.end
            yield Attendee(
                one.name,
                one.printed,
                presence,
                title or office_before(one.printed),
                bodies or self.shared,
                paragraph,
                start,
                end,
                "running",
                also,
            )

    def _entries(self, paragraph: Paragraph, text: str, offset: int) -> Iterator[Attendee]:
        for parted in (_COLON.match(text), DASHED.match(text)):
            if parted is None or person_name(parted["label"]):
                continue
            label, rest = parted["label"].strip(), text[parted.end() :]
            if label_of := whole(label, self.names) or (self.spoken.new(label, rest) if self.presence else ()):
                for start, item in entries(rest):
                    yield from self.item(paragraph, item, offset + parted.end() + start, label_of)
                return
        for start, item in entries(text):
            yield from self.item(paragraph, item, offset + start, self.shared)

    def item(self, paragraph: Paragraph, item: str, start: int, shared: tuple[Body, ...]) -> Iterator[Attendee]:
        """Yield the person of one entry, or the two; `shared` is the body said for all of them."""
        by = REPRESENTED.search(item)
        if by:
            yield from self._represented(paragraph, item, start, by)
            return
        if len(item) > MAX_ITEM and SPEECH.search(item):
            return
        proxy = _PROXY.search(item)
        plain = item[: proxy.start()] if proxy else item
        plain, said = without_presence(
            without_initials(_BY_PROXY.sub("", plain) if self.presence == "represented" else plain)
        )
        said = "represented" if proxy else said
        parts = name_and_rest(plain)
        name = listed_name(parts[0]) if parts else None
        if name and (_is_place(parts[0], self.names) or (said is None and is_told(", ".join(parts[1:])))):
            # `Grand Poitiers : rien de neuf`; `M. Niel. — Combien cela coûte-t-il ?`
            return
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
            head, *more = DASH.split(item, maxsplit=1)
            tail = more[0] if more else ""
        both = couple(head)
        pieces = list(both) if both else AND.split(head.strip())
        people = [listed_name(piece) for piece in pieces]
        if len(people) < 2 or not all(people):
            return
        office, bodies, also = from_words(tail, self.names)
        if shared and all(body.label == "Organisation" and not body.known for body in bodies):
            office, bodies = office or tail.strip(" ().")[:MAX_TEXT] or None, ()
        # `S Ames and K Turley (Vice-Chairman)`: there is one.
        single = office is not None and is_title(office) and tokens(office)[0].folded not in PLURALS
        for name, piece in zip(people, pieces, strict=True):
            assert name is not None, "checked above"
            title = office if not single or name == people[-1] else None
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
        absent = list(self.item(paragraph, left, start, ()))
        yield from (replace(one, presence="represented", layout="represented") for one in absent)
        bodies = absent[0].bodies if absent else bodies_in(left, self.names)
        yield from (
            # Who stands in for somebody is there, whatever heads the list.
            replace(one, presence="present", bodies=one.bodies or bodies, layout="represented")
            for one in self.item(paragraph, right, start + by.end(), ())
        )


def _is_place(printed: str, names: Gazetteer) -> bool:
    """Whether what looks like a name is that of an authority: `Grand Poitiers`, `Le Havre`."""
    if _HONORIFIC.match(printed):
        return False
    named = whole(printed, names) or town_alone(printed, names)
    return any(body.label == "Collectivity" and not body.doubt for body in named)


def _is_fuller(people: Sequence[Someone], listed: Sequence[Attendee]) -> bool:
    """Whether running words name more people than the entries of a list do, or the bodies of more of them."""
    count = len({one.name for one in people}), len({one.name for one in listed})
    if count[0] == 1 and count[1] == 0:
        # One person in prose is more often spoken of than there.
        return bool(people[0].bodies or _HONORIFIC.match(people[0].printed))
    return count[0] > count[1]
