"""From views to what templates show: numbered sources, rows with two sides, and what each row says when."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from graph.ids import fold
from graph.places import contains, territories
from graph.views import HistoryItem, Names, Partnership, Party, Segment, Source, SourceRef
from graph.vocabulary import CollectivityKind, Language, PartyRole, Status
from viz.words import date_words

Side = Callable[[Party], bool]
"""Whether a party stands on the left of a table."""

HOME = "FR"
LINE = " · l. "
"""What stands before the lines of a place in a source."""
LINES = 6
"""Lines named of one chapter, at most."""
_DIGITS = re.compile(r"\d+")


class Note(NamedTuple):
    """A source as it stands in the margin: its number on this page, itself, and the places in it that are cited."""

    number: int
    id: str
    titles: Names
    date: str | None
    locators: tuple[str, ...]
    publisher: str | None
    language: str | None

    def title(self, language: Language) -> str:
        """Return its title without the date, which stands on a line of its own."""
        return undated_title(self.titles.in_(language), self.date, language)


class Notes:
    """The sources of one page, numbered from the newest; the undated come last."""

    def __init__(self, cited: Iterable[SourceRef], described: Mapping[str, Source]) -> None:
        refs: dict[str, list[SourceRef]] = {}
        for ref in cited:
            refs.setdefault(ref.id, []).append(ref)
        order = sorted(refs, key=lambda id_: (refs[id_][0].date or "", id_), reverse=True)
        self.all = tuple(_note(number, refs[id_], described.get(id_)) for number, id_ in enumerate(order, 1))
        self._by_id = {note.id: note for note in self.all}

    def of(self, ids: Iterable[str]) -> tuple[Note, ...]:
        """Return the notes of some sources, each once, in the order of their numbers."""
        return tuple(sorted({self._by_id[id_] for id_ in ids if id_ in self._by_id}))

    def of_refs(self, refs: Iterable[SourceRef]) -> tuple[Note, ...]:
        """Return the notes of the sources behind a claim."""
        return self.of(ref.id for ref in refs)

    def segments(self, sentence: Iterable[Segment]) -> tuple[tuple[Segment, tuple[Note, ...]], ...]:
        """Return the pieces of a sentence with the notes that support each."""
        return tuple((segment, self.of(segment.sources)) for segment in sentence)


def _note(number: int, refs: Sequence[SourceRef], source: Source | None) -> Note:
    locators = gathered(ref.locator for ref in refs if ref.locator)
    first = refs[0]
    return Note(
        number,
        first.id,
        first.titles,
        first.date,
        locators,
        source.publisher if source else None,
        source.language if source else None,
    )


def gathered(locators: Iterable[str]) -> tuple[str, ...]:
    """Return places in a source, those in one chapter as one: `Introduction · l. 3, 12, 40`; long lists are cut."""
    chapters: dict[str, list[str]] = {}
    for locator in dict.fromkeys(locators):
        chapter, found, lines = locator.rpartition(LINE)
        chapters.setdefault(chapter if found else locator, []).extend([lines] if found else [])
    return tuple(
        chapter
        + (LINE + ", ".join(sorted(lines, key=_line)[:LINES]) + ("…" if len(lines) > LINES else "") if lines else "")
        for chapter, lines in chapters.items()
    )


def _line(text: str) -> tuple[int, str]:
    first = _DIGITS.match(text)
    return int(first[0]) if first else 0, text


def undated_title(title: str, date: str | None, language: Language) -> str:
    """Return a title without the date at its end, where that is the source's own."""
    if not date:
        return title
    for tail in (f", {date_words(date, language, long=True)}", f", {date}"):
        if title.endswith(tail):
            return title.removesuffix(tail)
    return title


class Row(NamedTuple):
    """A partnership as a row: its two sides, who supports it, and what is said of it."""

    link: Partnership
    left: tuple[Party, ...]
    right: tuple[Party, ...]
    support: tuple[Party, ...]
    notes: tuple[Note, ...]
    status_said: str | None
    history: tuple[tuple[HistoryItem, tuple[Note, ...]], ...]

    @property
    def disagree(self) -> bool:
        """Whether sources say different things of one day: of what it is, or of when it began."""
        return disagree(self.link)


def disagree(link: Partnership) -> bool:
    """Whether two sources give a link different forms or beginnings; a status may change in time."""
    forms = {item.form for item in link.history if item.form}
    # 2006 and 2006-05 say the same, the one more closely.
    sinces = {item.since[:4] for item in link.history if item.since}
    return len(forms) > 1 or len(sinces) > 1


def rows(partnerships: Iterable[Partnership], left: Side, notes: Notes, language: Language) -> tuple[Row, ...]:
    """Return partnerships as rows, in the order of the names on the left, then on the right."""
    made = (row(link, left, notes) for link in partnerships)
    return tuple(sorted(made, key=lambda entry: tuple(_sort_key(side, language) for side in (entry.left, entry.right))))


def row(link: Partnership, left: Side, notes: Notes) -> Row:
    """Return one partnership as a row; with nobody or everybody on the left, the first party stands there."""
    parties = link.partners or link.parties
    here = tuple(party for party in parties if left(party))
    if not here or len(here) == len(parties):
        here = parties[:1]
    return Row(
        link,
        here,
        tuple(party for party in parties if party not in here),
        tuple(party for party in link.parties if party.role != PartyRole.PARTY),
        notes.of(ref.id for ref in link.sources),
        next((item.stated_on for item in link.history if item.status and item.status != Status.UNKNOWN), None),
        tuple((item, notes.of([item.source.id])) for item in link.history),
    )


def _sort_key(parties: Sequence[Party], language: Language) -> str:
    return fold(", ".join(party.names.in_(language) for party in parties))


def side_of(scope: str) -> Side:
    """Return the side of a scope: an id, or the code of a territory with all in it."""
    if scope not in territories():
        return lambda party: party.id == scope
    return lambda party: bool(party.territory) and contains(scope, party.territory or "")


PATHS: Mapping[str, str] = {
    "Collectivity": "/c/",
    "Network": "/n/",
    "Organisation": "/o/",
    "Person": "/person/",
    "Event": "/e/",
    "Partnership": "/p/",
    "Territory": "/t/",
    "Theme": "/theme/",
    "Source": "/sources/",
}
"""Label in the graph → where its pages lie."""


def path_of(label: str | None, id_: str) -> str | None:
    """Return the path of a thing's page, None where its kind has none."""
    return PATHS[label] + id_ if label and label in PATHS else None


def has_page(party: Party) -> bool:
    """Whether a party is a local authority, which has a page, and not an organisation."""
    if party.kind != CollectivityKind.OTHER:
        return party.kind in list(CollectivityKind)
    return bool(party.country) and party.id.startswith(f"{(party.country or '').lower()}-")


def is_home(party: Party) -> bool:
    """Whether a party is in France: its shape is filled."""
    return party.country == HOME
