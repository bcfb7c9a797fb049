"""What a named query works with, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from ask.gazetteer import TERRITORY, Entity, Gazetteer, place
from ask.prose import date, de, of, on, sentence_case, the
from ask.reading import Parsed
from graph.db import Graph
from graph.ids import fold
from graph.places import demonyms, territories
from graph.views.answers import Cell, TableRow, Value
from graph.views.base import Names, SourceRef
from graph.views.partnerships import Partnership
from graph.vocabulary import Label, Language

LISTED: Final = 8
"""Up to so many names stand in a sentence, more are counted."""


COLON: Final[Mapping[Language, str]] = {"fr": "\u00a0: ", "en": ": "}
"""What stands before a list."""


_PERIODS: Final = {
    "since": Label("depuis {low}", "since {low}"),
    "after": Label("après {low}", "after {low}"),
    "before": Label("avant {high}", "before {high}"),
    "decade": Label("dans les années {low}", "in the {low}s"),
    "between": Label("entre {low} et {high}", "between {low} and {high}"),
}


class Context(NamedTuple):
    """The graph, its names, and all its partnerships, which are read once for each revision of the graph."""

    graph: Graph
    gazetteer: Gazetteer
    links: Callable[[], tuple[Partnership, ...]]


class Item(NamedTuple):
    """One thing named in a sentence, with the ids of its sources."""

    text: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a named query found.

    `kind` says what the rows are; `items` fill {list}, `words` the other parts of the sentence; `columns` and `rows` are
    the table (none where the rows are partnerships); `total` is the number said, if it is not that of the rows.
    """

    kind: str
    value: tuple[Value, ...]
    items: tuple[Item, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[Label, ...] = ()
    rows: tuple[TableRow, ...] = ()
    notes: tuple[str, ...] = ()
    total: int | None = None
    some: bool | None = None

    @property
    def found(self) -> bool:
        """Whether there is something to say."""
        return bool(self.value) if self.some is None else self.some


Query = Callable[[Context, Parsed], Outcome]


def ids(refs: Iterable[SourceRef]) -> tuple[str, ...]:
    """Return the ids of sources, each once."""
    return tuple(dict.fromkeys(ref.id for ref in refs))


def entity(context: Context, id_: str) -> Entity:
    """Return a thing by its id, or a territory by its code."""
    if id_ in territories():
        return place(id_)
    return context.gazetteer.bodies.get(id_) or Entity(id_, "", None, None, id_, id_)


def name(context: Context, id_: str, language: Language) -> str:
    """Return the name of a thing."""
    found = entity(context, id_)
    return found.fr if language == "fr" else found.en


def cell(text: str | None, id_: str | None = None, label: str | None = None) -> Cell:
    """Make a cell; what is not known is said by a dash that pages and terminals print alike."""
    return Cell(text=text or "–", id=id_, label=label)


def thing(context: Context, id_: str, language: Language, names: Names | None = None) -> Cell:
    """Make the cell of a thing, which is a link where pages are made of it."""
    found = entity(context, id_)
    text = names.in_(language) if names else name(context, id_, language)
    return Cell(text=text, id=id_, label=found.label or None)


def row(cells: Sequence[Cell], sources: Iterable[SourceRef]) -> TableRow:
    """Make a row of a table."""
    return TableRow(cells=tuple(cells), sources=tuple(sources))


def forms(entity_: Entity, letter: str, language: Language) -> dict[str, str]:
    """Return the forms of a name that sentences use: {a}, {of_a}, {name_a}."""
    bare = entity_.fr if language == "fr" else entity_.en
    return {letter: the(entity_, language), f"of_{letter}": of(entity_, language), f"name_{letter}": bare}


def seen(when: str | None, language: Language) -> str:
    """Return when a source said it: dit le 20 nov. 2025, stated on 20 Nov 2025."""
    if not when:
        return ""
    return (
        f"dit {_on_fr(when)}" if language == "fr" else f"stated {'on' if len(when) == 10 else 'in'} {date(when, 'en')}"
    )


def on_day(when: str, language: Language) -> str:
    """Return when: le 20 nov. 2025, en 2021, on 20 Nov 2025, in 2021; nothing for no date."""
    if not when:
        return ""
    return _on_fr(when) if language == "fr" else f"{'on' if len(when) == 10 else 'in'} {date(when, 'en')}"


def _on_fr(when: str) -> str:
    return f"le {date(when, 'fr')}" if len(when) == 10 else f"en {date(when, 'fr')}"


def during(parsed: Parsed) -> str:
    """Return the period asked for, as the end of a sentence."""
    period = parsed.filters.period
    if period is None:
        return ""
    language = parsed.language
    low, high = (date(day, language) if day else "" for day in (period.low, period.high))
    if period.when == "in":
        day = period.low or ""
        return f" {_on_fr(day)}" if language == "fr" else f" {'on' if len(day) == 10 else 'in'} {low}"
    return " " + _PERIODS[period.when].in_(language).format(low=low, high=high)


def since_when(day: str, language: Language) -> str:
    """Return from when: depuis le 25 sept. 2025, depuis 2006, since 2006."""
    if language == "en":
        return f"since {date(day, 'en')}"
    return f"depuis {'le ' if len(day) == 10 else ''}{date(day, 'fr')}"


def from_to(first: str, last: str, language: Language) -> tuple[str, str]:
    """Return both ends of a time: du 30 mars 2016, au 20 nov. 2025; from 2016, to 2025."""
    if not first:
        return "", ""
    if language == "en":
        return f"from {date(first, 'en')}", f"to {date(last, 'en')}"
    begin = f"du {date(first, 'fr')}" if len(first) == 10 else de(date(first, "fr"))
    return begin, f"{'au' if len(last) == 10 else 'à'} {date(last, 'fr')}"


def is_territory(entity_: Entity | None) -> bool:
    """Whether a name stands for a place with all in it."""
    return entity_ is not None and entity_.label == TERRITORY


def lower_first(text: str) -> str:
    """Return a text without a capital at its beginning; an acronym, a lone letter and "French" keep their own."""
    kept = text[1:2].isupper() or (text[:1].isupper() and fold(text).partition(" ")[0] in demonyms("en"))
    return text if kept else text[:1].lower() + text[1:]


def quoted(text: str, language: Language) -> str:
    """Return a title between the quotation marks of the language."""
    return f"«\u00a0{text}\u00a0»" if language == "fr" else f"“{text}”"


__all__ = [
    "COLON",
    "LISTED",
    "Cell",
    "Context",
    "Item",
    "Outcome",
    "Query",
    "cell",
    "during",
    "entity",
    "forms",
    "ids",
    "is_territory",
    "lower_first",
    "name",
    "on",
    "quoted",
    "row",
    "seen",
    "sentence_case",
    "thing",
]
