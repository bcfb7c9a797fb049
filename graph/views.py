"""Views: what read queries give out, as the API answers it and as pages and maps draw it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from graph.places import country_of
from graph.vocabulary import Language

T = TypeVar("T")
Row = Mapping[str, Any]


class View(BaseModel):
    """Base of all views: frozen, no field beyond those declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Names(View):
    """A name or title in both languages."""

    fr: str
    en: str

    def in_(self, language: Language) -> str:
        """Return the name in that language."""
        return self.fr if language == "fr" else self.en


def names_of(row: Row, stem: str = "name") -> Names:
    """Return the names of a row; where a language has none, the official one."""
    official = row.get(stem) or row.get(f"{stem}_fr") or row.get(f"{stem}_en") or ""
    return Names(fr=row.get(f"{stem}_fr") or official, en=row.get(f"{stem}_en") or official)


class SourceRef(View):
    """A source as it stands behind a claim; `locator` is the place in it."""

    id: str
    title: str
    titles: Names
    date: str | None
    locator: str


class Party(View):
    """A party to a partnership. `territory` is the smallest known (ISO 3166), `lat` and `lon` are degrees WGS 84."""

    id: str
    name: str
    names: Names
    kind: str | None
    country: str | None
    territory: str | None
    role: str
    lat: float | None = None
    lon: float | None = None


class HistoryItem(View):
    """What one source says of a partnership, at one place."""

    stated_on: str | None
    form: str | None
    status: str | None
    since: str | None = None
    since_words: str | None = None
    until: str | None = None
    note: Names | None = None
    as_stated: tuple[str, ...] = ()
    source: SourceRef


class Partnership(View):
    """A partnership: its parties, its current values, and the history that its sources tell, newest first.

    `since` and `until` are ISO dates of known precision; `since_mode` is exact, about or before.
    """

    id: str
    parties: tuple[Party, ...]
    form: str | None
    status: str
    since: str | None
    since_mode: str | None = None
    since_words: str | None = None
    until: str | None
    themes: tuple[str, ...]
    stated_on: str | None
    sources: tuple[SourceRef, ...]
    history: tuple[HistoryItem, ...]

    @property
    def partners(self) -> tuple[Party, ...]:
        """The parties proper, without intermediaries and supporters."""
        return tuple(party for party in self.parties if party.role == "party")


class Coverage(View):
    """What an answer rests on: how many sources it cites, their oldest and newest date, and how many were searched."""

    sources: int
    oldest: str | None
    newest: str | None
    undated: int = 0
    searched: int = 0
    searched_newest: str | None = None


class Page(View, Generic[T]):
    """One page of a list. `total` counts the whole filtered set, `next` is the address of the following page."""

    value: tuple[T, ...]
    total: int
    next: str | None = None
    coverage: Coverage


class Collectivity(View):
    """A local authority. `territory` is the smallest known, `within` names all that contain it, smallest first."""

    id: str
    name: str
    names: Names
    kind: str
    country: str
    territory: str
    within: tuple[str, ...] = ()
    part_of: str | None = None
    aliases: tuple[str, ...] = ()
    insee: str | None = None
    siren: str | None = None
    wikidata: str | None = None
    population: int | None = None
    lat: float | None = None
    lon: float | None = None
    partnerships: int = 0
    sources: tuple[SourceRef, ...] = ()


class Source(View):
    """A source: what it is, and how much of the graph it states."""

    id: str
    title: str
    titles: Names
    kind: str
    date: str | None
    publisher: str | None
    language: str | None
    document: str | None
    url: str | None
    licence: str | None
    statements: int = 0


def partnership(row: Row) -> Partnership:
    """Make the view of one row of a partnership query."""
    statements = row["statements"]
    history = tuple(history_item(statement) for statement in statements)
    return Partnership(
        id=row["id"],
        parties=tuple(party(entry) for entry in row["parties"]),
        form=row["form"],
        status=row["status"] or "unknown",
        since=row["since"],
        since_mode=row["since_mode"] or ("exact" if row["since"] else None),
        since_words=row["since_words"],
        until=row["until"],
        themes=tuple(row["themes"] or ()),
        stated_on=row["stated_on"],
        sources=tuple(item.source for item in history),
        history=history,
    )


def party(row: Row) -> Party:
    """Make the view of one party."""
    names = names_of(row)
    code = row["territory"]
    return Party(
        id=row["id"],
        name=row["name"] or names.fr,
        names=names,
        kind=row["kind"],
        country=country_of(code) if code else None,
        territory=code,
        role=row["role"],
        lat=row["lat"],
        lon=row["lon"],
    )


def source_ref(row: Row, locator: str) -> SourceRef:
    """Make the reference to a source (`id`, `title_fr`, `title_en`, `date`) at one place in it."""
    titles = names_of(row, "title")
    return SourceRef(id=row["id"], title=titles.fr, titles=titles, date=row["date"], locator=locator)


def history_item(row: Row) -> HistoryItem:
    """Make the view of one statement about a partnership."""
    said = row["said"]
    return HistoryItem(
        stated_on=said.get("stated_on"),
        form=said.get("form"),
        status=said.get("status"),
        since=said.get("since"),
        since_words=said.get("since_words"),
        until=said.get("until"),
        note=names_of(said, "note") if "note_fr" in said else None,
        as_stated=tuple(said.get("as_stated", ())),
        source=source_ref(row, said["locator"]),
    )


def coverage(sources: Iterable[SourceRef], searched: Sequence[Row] = ()) -> Coverage:
    """Work out what an answer rests on; `searched` are rows with the `date` of every source in the graph."""
    cited = {source.id: source.date for source in sources}
    dates = sorted(date for date in cited.values() if date)
    return Coverage(
        sources=len(cited),
        oldest=dates[0] if dates else None,
        newest=dates[-1] if dates else None,
        undated=sum(date is None for date in cited.values()),
        searched=len(searched),
        searched_newest=max((row["date"] for row in searched if row["date"]), default=None),
    )


class Understood(View):
    """How a question was understood: which named query, with which parameters, said in words."""

    intent: str
    parameters: Mapping[str, Any]
    text: str


class Segment(View):
    """A piece of the answering sentence, with the ids of the sources that support it; `strong` is what it turns on."""

    text: str
    sources: tuple[str, ...] = ()
    strong: bool = False


class Answer(View):
    """The answer to a question: one sentence, what it rests on, and the rows behind it.

    `answer` is the sentence as plain text, `sentence` the same cut into pieces that name their sources.
    `notes` say what the reader should know beside it: another authority of the same name, what the sources leave open.
    """

    question: str
    language: Language
    understood: Understood
    answer: str
    sentence: tuple[Segment, ...]
    notes: tuple[str, ...] = ()
    value: tuple[Partnership, ...]
    coverage: Coverage
