"""The answer to a question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.views.base import Coverage, Names, SourceRef, View
from graph.views.events import Event
from graph.views.figures import Figure
from graph.views.memberships import Membership
from graph.views.partnerships import Partnership
from graph.views.people import Attendance, Mandate
from graph.views.refs import Ref
from graph.views.relations import Relation
from graph.views.sources import Source
from graph.vocabulary import Language


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


class Ranked(View):
    """Who or what comes where by number of links; `id` is that of an authority, or the code of a country."""

    id: str
    label: str
    names: Names
    kind: str | None = None
    country: str | None = None
    count: int
    sources: tuple[SourceRef, ...] = ()


class Peer(View):
    """An authority that shares partners with another; `shared` are these partners."""

    id: str
    names: Names
    kind: str | None
    country: str | None
    shared: tuple[Ref, ...]
    sources: tuple[SourceRef, ...] = ()


class OpenPoint(View):
    """Something that a source leaves open, or a slip of it; `about` are the ids it concerns."""

    id: str
    kind: str
    question: Names
    about: tuple[str, ...]
    sources: tuple[SourceRef, ...] = ()


class ThemeCount(View):
    """A theme, and how many of the links treat it."""

    id: str
    names: Names
    count: int
    sources: tuple[SourceRef, ...] = ()


class Alternative(View):
    """Something else that a name may mean, and the question that asks for it."""

    id: str
    label: str
    name: str
    question: str


class Reading(View):
    """What a name in the question was taken for, and what else bears it; `corrected` where a typing error was taken out."""

    typed: str
    id: str
    label: str
    name: str
    corrected: bool = False
    others: tuple[Alternative, ...] = ()


class Cell(View):
    """One cell of a table: its text, and where it names a thing the id and label of that."""

    text: str
    id: str | None = None
    label: str | None = None


class TableRow(View):
    """One row of a table, with its sources."""

    cells: tuple[Cell, ...]
    sources: tuple[SourceRef, ...] = ()


class Table(View):
    """The rows of an answer as a person reads them: the same for terminal, page and assistant."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]


Value = (
    Partnership
    | Attendance
    | Mandate
    | Membership
    | Relation
    | Event
    | Figure
    | Source
    | Ranked
    | Peer
    | OpenPoint
    | ThemeCount
)
"""What the rows behind an answer may be."""


class Answer(View):
    """The answer to a question: one sentence, what it rests on, and the rows behind it.

    `answer` is the sentence as plain text, `sentence` the same cut into pieces that name their sources. `kind` says what the
    rows of `value` are; `table` is `value` in words, and None where they are partnerships, which pages draw their own way.
    `notes` say what the reader should know beside it: another authority of the same name, what the sources leave open.
    `readings` say what names were taken for, `followups` are questions that go on from here.
    """

    question: str
    language: Language
    understood: Understood
    answer: str
    sentence: tuple[Segment, ...]
    notes: tuple[str, ...] = ()
    kind: str = "partnerships"
    value: tuple[Value, ...]
    table: Table | None = None
    readings: tuple[Reading, ...] = ()
    followups: tuple[str, ...] = ()
    coverage: Coverage

    @property
    def links(self) -> tuple[Partnership, ...]:
        """The rows that are partnerships."""
        return tuple(item for item in self.value if isinstance(item, Partnership))
