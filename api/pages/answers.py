"""An answer as pages show it: sentence, lenses, table, notes, freshness, and where its map and data lie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from api.connection import Connection
from api.pages.chrome import Chrome
from api.pages.fresh import Freshness, freshness
from api.pages.i18n import words
from api.pages.present import Note, Notes, Row, rows
from api.pages.sides import sides
from graph import read
from graph.views import Answer, Partnership, Segment, Source, SourceRef
from graph.views.answers import TableRow
from graph.vocabulary import Language
from viz.lenses import lenses_svg


class Shown(NamedTuple):
    """Everything that the template of an answer needs."""

    answer: Answer
    segments: tuple[tuple[Segment, tuple[Note, ...]], ...]
    notes: Notes
    rows: tuple[Row, ...]
    heads: tuple[str | None, str]
    lenses: tuple[Markup, ...]
    fresh: Freshness | None
    languages: Mapping[str, str | None]
    map: str
    json: str
    as_of: str | None
    table: tuple[tuple[TableRow, tuple[Note, ...]], ...] = ()
    framed_table: str = ""
    framed_lenses: str = ""


def described(connection: Connection) -> Mapping[str, Source]:
    """Return every source by its id."""
    return connection.once("sources", lambda graph: {source.id: source for source in read.sources(graph)})


def shown(answer: Answer, sources: Mapping[str, Source], chrome: Chrome, as_of: str | None) -> Shown:
    """Return an answer with all that stands around it."""
    said = words(chrome.language)
    notes = Notes(
        [*(ref for item in answer.value for ref in getattr(item, "sources", ())), *_cited(answer, sources)], sources
    )
    layout = sides(answer, said)
    day = answer.understood.parameters.get("as_of") or as_of
    return Shown(
        answer=answer,
        segments=tuple((segment, notes.of(segment.sources)) for segment in answer.sentence),
        notes=notes,
        rows=rows(answer.links, layout.left, notes, chrome.language),
        heads=layout.heads,
        lenses=lenses(answer.links, layout.lenses, chrome.language) if layout.lenses else (),
        fresh=freshness(notes.all, answer.links, said, chrome.today, day),
        languages={id_: source.language for id_, source in sources.items()},
        map=chrome.to("/map", q=answer.question, as_of=as_of),
        json=chrome.to("/v1/ask", q=answer.question, as_of=as_of, lang=chrome.language),
        as_of=day,
        table=tuple((row, notes.of([ref.id for ref in row.sources])) for row in answer.table.rows)
        if answer.table
        else (),
        framed_table=chrome.to("/embed/table", q=answer.question, as_of=as_of, lang=chrome.language),
        framed_lenses=_framed(layout.lenses, chrome, as_of),
    )


def _framed(about: Sequence[str] | None, chrome: Chrome, as_of: str | None) -> str:
    """Return the address of the two lenses of an answer, nothing where it has none."""
    if not about or len(about) != 2:
        return ""
    return chrome.to("/embed/lenses", **{"between": about[0], "and": about[1]}, as_of=as_of, lang=chrome.language)


def _cited(answer: Answer, sources: Mapping[str, Source]) -> list[SourceRef]:
    """Return the sources that the sentence names, whether or not a row rests on them."""
    ids = dict.fromkeys(id_ for segment in answer.sentence for id_ in segment.sources)
    found = (sources[id_] for id_ in ids if id_ in sources)
    return [SourceRef(id=it.id, title=it.title, titles=it.titles, date=it.date, locator="") for it in found]


def lenses(links: Sequence[Partnership], about: Sequence[str], language: Language) -> tuple[Markup, ...]:
    """Return the two lenses side by side, and one above the other for phones; nothing where they cannot be drawn."""
    drawn = (lenses_svg(links, about[0], about[1], language=language, stacked=stacked) for stacked in (False, True))
    return tuple(Markup(svg) for svg in drawn if svg) if links else ()  # noqa: S704 - viz.lenses escapes every name
