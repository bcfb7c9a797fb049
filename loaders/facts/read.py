"""Read a facts file strictly: each entry is a record, or is rejected with its line, field and what was expected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from graph.errors import InputError
from graph.records import AttendanceRecord, Entity, Record, ReviewRecord, SourceRecord
from graph.references import dangling
from loaders.batch import Batch
from loaders.facts.format import FORMAT, LISTS
from loaders.facts.twice import contradictions, questions
from loaders.kind import Kind
from loaders.report import Rejected
from loaders.yamlfile import Yaml, read_yaml


class _Entry(NamedTuple):
    """An entry that is a record, and the line it stands at."""

    line: int
    record: Record


class _Facts(NamedTuple):
    """A file that was read: its source, its entries in the order of the lists, and what was rejected."""

    source: SourceRecord
    entries: list[_Entry]
    rejected: list[Rejected]


def _read(path: Path) -> _Facts:
    document = read_yaml(path)
    if not isinstance(document.data, dict) or document.data.get("format") != FORMAT:
        raise InputError(f"{path}:1: format: expected {FORMAT}, the only format there is")
    source = _source(path, document)
    rejected = [
        Rejected(str(path), document.line(name), name, f"unknown list, expected one of {', '.join(LISTS)}")
        for name in document.data
        if name not in ("format", "source", *LISTS)
    ]
    return _Facts(source, list(_entries(path, document, rejected)), rejected)


def _batch(path: Path, read: _Facts) -> Batch:
    source, entries, rejected = read
    entries = _once(path, entries, rejected)
    entries = _whole(path, entries, rejected)
    stated: list[Record] = [entry.record for entry in entries]
    stated += questions(list(contradictions(stated)))
    return Batch(source, list(_with_mandates(stated)), sorted(rejected))


FACTS: Final = Kind(read=_read, transform=_batch)
"""Facts files as a kind of source."""


def read_facts(path: Path) -> Batch:
    """Return what a facts file states.

    Raises:
        InputError: the file as a whole cannot be read, or does not say which source it is.
    """
    return FACTS.batch(path)


def _source(path: Path, document: Yaml) -> SourceRecord:
    try:
        return SourceRecord.model_validate(document.data.get("source"))
    except ValidationError as error:
        first = error.errors()[0]
        where = ("source", *first["loc"])
        raise InputError(f"{path}:{document.line(*where)}: {_name(where)}: {_expected(first)}") from error


def _entries(path: Path, document: Yaml, rejected: list[Rejected]) -> Iterator[_Entry]:
    for name, record in LISTS.items():
        rows = document.data.get(name) or []
        if not isinstance(rows, list):
            rejected.append(Rejected(str(path), document.line(name), name, "expected a list"))
            continue
        for index, row in enumerate(rows):
            try:
                yield _Entry(document.line(name, index), record.model_validate(row))
            except ValidationError as error:
                rejected.append(_rejected(path, document, (name, index), error.errors()[0]))


def _rejected(path: Path, document: Yaml, entry: tuple[str, int], error: ErrorDetails) -> Rejected:
    line = document.line(*entry, *error["loc"])
    return Rejected(str(path), line, _name((entry[0], *error["loc"])), _expected(error))


def _name(location: tuple[str | int, ...]) -> str:
    return ".".join(str(part) for part in location)


def _expected(error: ErrorDetails) -> str:
    message = error["msg"].removeprefix("Value error, ")
    given: Any = error.get("input")
    shown = f", got {given!r}" if isinstance(given, str | int | float) else ""
    return f"{message[:1].lower()}{message[1:]}{shown}"


def _once(path: Path, entries: list[_Entry], rejected: list[Rejected]) -> list[_Entry]:
    """Reject an entry that declares an id a second time, as something else."""
    lines = {id(entry.record): entry.line for entry in entries}
    twice = {id(one.second): one for one in contradictions(entry.record for entry in entries) if _declares(one.second)}
    for key, one in twice.items():
        first, second = one.values
        reason = f"{one.second.claim()} stands at line {lines[id(one.first)]} already with {first!r}, got {second!r}"
        rejected.append(Rejected(str(path), lines[key], one.field, reason))
    return [entry for entry in entries if id(entry.record) not in twice]


def _declares(record: Record) -> bool:
    return isinstance(record, Entity) and not isinstance(record, ReviewRecord)


def _whole(path: Path, entries: list[_Entry], rejected: list[Rejected]) -> list[_Entry]:
    """Reject entries that name what is not there, then those that name a rejected one, until all is whole."""
    while broken := {id(item.record): item for item in dangling([entry.record for entry in entries])}:
        found = [(entry.line, broken[id(entry.record)]) for entry in entries if id(entry.record) in broken]
        rejected.extend(Rejected(str(path), line, item.field, str(item)) for line, item in found)
        entries = [entry for entry in entries if id(entry.record) not in broken]
    return entries


def _with_mandates(records: Iterable[Record]) -> Iterator[Record]:
    for record in records:
        yield record
        if isinstance(record, AttendanceRecord) and (mandate := record.mandate()):
            yield mandate
