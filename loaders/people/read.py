"""A list of office holders, by its mapping: each row becomes a person and the office held in a body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from graph.errors import InputError
from graph.ids import slug
from graph.records import MandateRecord, PersonRecord, Record
from graph.scratch import Again, gathered
from loaders.batch import Batch
from loaders.bodies import Bodies, MakeFinder
from loaders.kind import Kind
from loaders.mapping import locator, read_mapping, rejected
from loaders.people.mapping import PeopleMapping
from loaders.people.names import cased, person_ids
from loaders.report import Rejected
from loaders.resolve.resolver import Resolver
from loaders.rows import Drafts, read_drafts
from loaders.stated import StatedPlace
from loaders.tables import Row, open_table
from loaders.values import CellError


@dataclass(frozen=True, slots=True)
class _Holder:
    """A row that was read: who, told apart by what, in which body as the words say, and what else is said of the office."""

    row: int
    name: str
    written: str
    key: str
    words: StatedPlace
    office: dict[str, Any]


_List = Drafts[PeopleMapping, _Holder]


def people(mapping: Path | None = None, make_finder: MakeFinder = Resolver) -> Kind[_List]:
    """Return lists of office holders (CSV, TSV, XLSX or JSON) as a kind of source.

    Args:
        mapping: what their columns mean; None for lists that a shipped mapping describes.
        make_finder: makes who tells which authority a name means.
    """
    return Kind(
        read=lambda path: _read(path, read_mapping(mapping, PeopleMapping) if mapping else shipped_for(path)),
        transform=lambda path, holders: _batch(path, holders, make_finder),
    )


def read_people(path: Path, mapping: Path | None = None, make_finder: MakeFinder = Resolver) -> Batch:
    """Return what a list of office holders states, see `people`.

    Raises:
        InputError: list or mapping cannot be read; a column is neither mapped nor ignored, or private.
    """
    return people(mapping, make_finder).batch(path)


def _read(path: Path, plan: PeopleMapping) -> _List:
    return read_drafts(path, plan, lambda row: _holder(plan, row))


def _batch(path: Path, read: _List, make_finder: MakeFinder) -> Batch:
    plan, holders, refused = read
    bodies = Bodies(make_finder(Again(lambda: (one.words for one in holders))))
    # The people first: which bodies they name is known only when the last of them was taken.
    mandates = gathered(_records(path, plan, bodies, holders, refused))
    records = Again(lambda: chain(mandates, bodies.records()))
    return Batch(plan.source.record(path), records, sorted(refused))


def shipped_mappings() -> tuple[Path, ...]:
    """Return the mappings that come with Jumelles."""
    return tuple(sorted(Path(__file__).parent.glob("*.yml")))


def shipped_for(path: Path) -> PeopleMapping:
    """Return the shipped mapping that has a word for every column of a list.

    Raises:
        InputError: the list cannot be read, or no shipped mapping fits it.
    """
    reasons = []
    for mapping in shipped_mappings():
        plan = read_mapping(mapping, PeopleMapping)
        try:
            with open_table(path, plan.format) as table:
                plan.check(path, table.columns)
        except InputError as error:
            reasons.append(f"{mapping.stem}: {str(error).removeprefix(f'{path}: ')}")
            continue
        return plan
    raise InputError(
        f"{path}: no shipped mapping fits ({'; '.join(reasons)}): write one, jumelles mapping suggest begins it"
    )


def _holder(plan: PeopleMapping, row: Row) -> _Holder:
    values = row.values
    written = _written(plan, row)
    words = plan.body.stated(values)
    if words is None:
        raise CellError(plan.body.field("name"), "empty, expected the body that the office is held in")
    office = {
        "title": plan.title.text(values) if plan.title else None,
        "since": plan.date(plan.since, values),
        "until": plan.date(plan.until, values),
        "stated_on": plan.date(plan.stated_on, values),
    }
    key = (plan.person.id.text(values) if plan.person.id else None) or ""
    return _Holder(row.number, cased(written), written, key, words, office)


def _written(plan: PeopleMapping, row: Row) -> str:
    columns = (plan.person.name,) if plan.person.name else (plan.person.first, plan.person.last)
    parts = []
    for value in columns:
        text = value.text(row.values) if value else None
        if value and text is None:
            raise CellError(value.field, "empty, expected a name")
        parts.append(text or "")
    name = " ".join(part for part in parts if part)
    try:
        slug(name)
    except InputError as error:
        raise CellError(next(value.field for value in columns if value), str(error)) from error
    return name


def _records(
    path: Path, plan: PeopleMapping, bodies: Bodies, holders: Iterable[_Holder], refused: list[Rejected]
) -> Iterator[Record]:
    """Yield people, each once, and their mandates."""
    placed = gathered(_placed(path, plan, bodies, holders, refused))
    ids = person_ids((one.name, one.key, body) for one, body in placed)
    known: set[str] = set()
    for one, body in placed:
        id_ = ids[one.name, one.key, body]
        try:
            person, mandate = _pair(one, id_, body)
        except (ValidationError, InputError) as error:
            refused.append(_refused(path, one.row, error))
            continue
        if id_ not in known:
            known.add(id_)
            yield person
        yield mandate
        bodies.keep(one.words, mandate.at)


def _placed(
    path: Path, plan: PeopleMapping, bodies: Bodies, holders: Iterable[_Holder], refused: list[Rejected]
) -> Iterator[tuple[_Holder, str]]:
    for one in holders:
        try:
            yield one, plan.body.found(bodies, one.words, locator(one.row)).id
        except CellError as error:
            refused.append(rejected(path, one.row, error))


def _pair(one: _Holder, id_: str, body: str) -> tuple[PersonRecord, MandateRecord]:
    at = locator(one.row)
    spelt = [one.written] if one.written != one.name else []
    person = PersonRecord.model_validate({"id": id_, "name": one.name, "as_stated": spelt, "at": at})
    mandate = MandateRecord.model_validate({"person": id_, "body": body, "at": at, **one.office})
    mandate.claim()  # a title without letters has no id, and says so here rather than in the write
    return person, mandate


def _refused(path: Path, row: int, error: ValidationError | InputError) -> Rejected:
    if isinstance(error, ValidationError):
        return rejected(path, row, error)
    return Rejected(str(path), row, "", str(error))
