"""What all views share: frozen models, names in two languages, the source behind a claim, a page of a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from graph.vocabulary import Language

T = TypeVar("T")


Row = Mapping[str, Any]


class View(BaseModel):
    """Base of all views: frozen, no field beyond those declared; a validator is built when it is first needed."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


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


def source_ref(row: Row, locator: str) -> SourceRef:
    """Make the reference to a source (`id`, `title_fr`, `title_en`, `date`) at one place in it."""
    titles = names_of(row, "title")
    return SourceRef(id=row["id"], title=titles.fr, titles=titles, date=row["date"], locator=locator)


class Coverage(View):
    """What an answer rests on: how many sources it cites, their oldest and newest date, and how many were searched.

    `unknown` says of how many rows of a list no source states a value, by the name of the value.
    """

    sources: int
    oldest: str | None
    newest: str | None
    undated: int = 0
    searched: int = 0
    searched_newest: str | None = None
    unknown: Mapping[str, int] = {}


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


class Page(View, Generic[T]):
    """One page of a list. `total` counts the whole filtered set, `next` is the address of the following page."""

    value: tuple[T, ...]
    total: int
    next: str | None = None
    coverage: Coverage
