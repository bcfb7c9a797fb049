"""A register of partnerships, by its mapping: each row becomes a partnership between authorities, or is rejected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from graph.ids import fold
from graph.records import PartnershipRecord, Record, Text
from graph.scratch import Again, gathered
from graph.themes import themes
from graph.vocabulary import Form, Status
from loaders.batch import Batch
from loaders.bodies import Bodies, MakeFinder
from loaders.kind import Kind
from loaders.mapping import Place, locator, read_mapping, rejected
from loaders.partnerships.mapping import PartnershipsMapping
from loaders.report import Rejected
from loaders.resolve.resolver import Resolver
from loaders.rows import Drafts, read_drafts
from loaders.stated import StatedPlace
from loaders.tables import Row
from loaders.values import CellError

MAX_NOTE = 300
"""A longer note is cut, with an ellipsis, characters."""


class _Tie(NamedTuple):
    """A row that was read: its number, between whom, and what else is said."""

    row: int
    parties: list[tuple[Place, StatedPlace]]
    said: dict[str, Any]


_Register = Drafts[PartnershipsMapping, _Tie]


def partnerships(mapping: Path, make_finder: MakeFinder = Resolver) -> Kind[_Register]:
    """Return registers of partnerships (CSV, TSV, XLSX or JSON) as a kind of source.

    Args:
        mapping: what their columns mean.
        make_finder: makes who tells which authority a name means.
    """
    return Kind(
        read=lambda path: _read(path, read_mapping(mapping, PartnershipsMapping)),
        transform=lambda path, register: _records(path, register, make_finder),
    )


def read_partnerships(path: Path, mapping: Path, make_finder: MakeFinder = Resolver) -> Batch:
    """Return what a register states, see `partnerships`.

    Raises:
        InputError: register or mapping cannot be read, or a column is neither mapped nor ignored.
    """
    return partnerships(mapping, make_finder).batch(path)


def _read(path: Path, plan: PartnershipsMapping) -> _Register:
    return read_drafts(path, plan, lambda row: _tie(plan, row))


def _records(path: Path, register: _Register, make_finder: MakeFinder) -> Batch:
    plan, ties, refused = register
    bodies = Bodies(make_finder(Again(lambda: (words for tie in ties for _, words in tie.parties))))
    # The links first: what they name is known only when the last of them was taken.
    links = gathered(_links(path, bodies, ties, refused))
    records = Again(lambda: chain(links, bodies.records()))
    return Batch(plan.source.record(path), records, sorted(refused))


def _links(path: Path, bodies: Bodies, ties: Iterable[_Tie], refused: list[Rejected]) -> Iterator[Record]:
    for tie in ties:
        try:
            yield _link(bodies, tie)
        except (CellError, ValidationError) as error:
            refused.append(rejected(path, tie.row, error))


def _tie(plan: PartnershipsMapping, row: Row) -> _Tie:
    values = row.values
    since, until = plan.date(plan.since, values), plan.date(plan.until, values)
    if since and until and plan.until and until.value[: len(since.value)] < since.value[: len(until.value)]:
        raise CellError(plan.until.field, f"got {until}, expected {since} or later")
    said = {
        "since": since,
        "until": until,
        "stated_on": plan.date(plan.stated_on, values),
        "form": plan.form.word(values, Form) if plan.form else None,
        "status": plan.status.word(values, Status) if plan.status else None,
        "themes": _themes(plan, values),
        "note": _note(plan, values),
    }
    return _Tie(row.number, _parties(plan, row), said)


def _link(bodies: Bodies, tie: _Tie) -> PartnershipRecord:
    at = locator(tie.row)
    record = PartnershipRecord.model_validate({"parties": _found(bodies, tie.parties, at), "at": at, **tie.said})
    # Only now, so that a rejected row leaves no authority behind.
    for _, words in tie.parties:
        bodies.keep(words, at)
    return record


def _parties(plan: PartnershipsMapping, row: Row) -> list[tuple[Place, StatedPlace]]:
    stated = []
    for number, place in enumerate(plan.parties, 1):
        words = place.stated(row.values)
        if words is not None:
            stated.append((place, words))
        elif number <= 2:
            raise CellError(place.field("name"), f"empty, expected the name of party {number}")
    return stated


def _found(bodies: Bodies, stated: Sequence[tuple[Place, StatedPlace]], at: str) -> list[str]:
    """Return the id of each party.

    Raises:
        CellError: one cannot be told, or two are the same authority.
    """
    fields: dict[str, str] = {}
    for place, words in stated:
        body = place.found(bodies, words, at)
        if body.id in fields:
            both = f"{fields[body.id]} and {place.field('name')}"
            raise CellError(both, f"both are {body.name} ({body.id}), expected different parties")
        fields[body.id] = place.field("name")
    return list(fields)


def _themes(plan: PartnershipsMapping, values: Mapping[str, str]) -> tuple[str, ...]:
    if plan.themes is None:
        return ()
    found: dict[str, None] = {}
    for text in plan.themes.texts(values):
        theme = text if text in themes() else _theme_names().get(fold(text))
        if theme is None:
            raise CellError(
                plan.themes.field, f"got {text!r}, expected a theme of the vocabulary: say what it means with values"
            )
        found[theme] = None
    return tuple(found)


@cache
def _theme_names() -> Mapping[str, str]:
    """Folded name in either language → theme."""
    return {fold(name): id_ for id_, label in themes().items() for name in label}


def _note(plan: PartnershipsMapping, values: Mapping[str, str]) -> Text | None:
    text = plan.note.text(values) if plan.note else None
    if text is None:
        return None
    if len(text) > MAX_NOTE:
        text = text[: MAX_NOTE - 1] + "…"
    return Text(fr=text, en=text)
