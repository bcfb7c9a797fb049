"""The members of a network: each row becomes a membership, and who is not in the list is not stated to be a member."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from graph.errors import InputError
from graph.ids import is_id, slug
from graph.records import CollectivityRecord, MembershipRecord, NetworkRecord, Record, ReviewRecord, SourceRecord, Text
from graph.scratch import Again
from graph.vocabulary import MembershipRole, ReviewKind
from loaders.batch import Batch
from loaders.bodies import Bodies, MakeFinder
from loaders.kind import Kind
from loaders.mapping import expected, read_mapping, rejected
from loaders.members.columns import MembersMapping, by_known_names
from loaders.report import Rejected
from loaders.resolve import Resolver
from loaders.rows import Drafts, read_drafts
from loaders.stated import StatedPlace
from loaders.tables import Row, TableFormat, open_table
from loaders.values import CellError

NOT_FOUND = "not_found"
"""The list of a JSON file that names members of which nothing else is known."""


@dataclass(frozen=True, slots=True)
class Network:
    """The network of a list: its id, its name, and the day (EDTF) for which the list is complete."""

    id: str
    name: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class _Member:
    """A row that was read: who, and what is said of the membership."""

    row: int
    words: StatedPlace
    said: dict[str, Any]


class _List(NamedTuple):
    """A list that was read: the network by its name, the rows, and a question for each member that is a bare name."""

    head: NetworkRecord
    rows: Drafts[MembersMapping, _Member]
    unknown: list[Record]


def members(network: Network, mapping: Path | None = None, make_finder: MakeFinder = Resolver) -> Kind[_List]:
    """Return lists of a network's members (CSV, TSV, XLSX or JSON) as a kind of source.

    Args:
        network: whose members.
        mapping: what the columns mean; None where they have names that we know.
        make_finder: makes who tells which authority a name means.
    """
    return Kind(
        read=lambda path: _read(path, network, mapping),
        transform=lambda path, read: _batch(path, network, read, make_finder),
    )


def read_members(
    path: Path, network: Network, mapping: Path | None = None, make_finder: MakeFinder = Resolver
) -> Batch:
    """Return what a list of members states, see `members`.

    Raises:
        InputError: list or mapping cannot be read, a column is unknown, or the network has no name.
    """
    return members(network, mapping, make_finder).batch(path)


def _read(path: Path, network: Network, mapping: Path | None) -> _List:
    if not is_id(network.id) or not network.name:
        raise InputError(f"--network {network.id}: not in the graph, expected its id and --name with its name")
    layout = TableFormat(records="members" if _is_object(path) else None)
    plan = read_mapping(mapping, MembersMapping) if mapping else _known(path, layout)
    rows = read_drafts(path, plan, lambda row: _member(plan, row))
    head = NetworkRecord(id=network.id, name=network.name, at="liste · l. 1")
    return _List(head, rows, list(_unknown(path, network)) if mapping is None else [])


def _batch(path: Path, network: Network, read: _List, make_finder: MakeFinder) -> Batch:
    head, (plan, rows, refused), unknown = read
    bodies = Bodies(make_finder(Again(lambda: (member.words for member in rows))))
    claims = list(_claims(path, network, bodies, plan, rows, refused))
    source = _source(path, network, plan, whole=not refused and not unknown)
    if refused and not claims:
        # Not an empty list: nobody has left because nobody could be read.
        return Batch(source, [], sorted(refused))
    return Batch(source, [head, *map(_own_identity, bodies.records()), *claims, *unknown], sorted(refused))


def _known(path: Path, layout: TableFormat) -> MembersMapping:
    with open_table(path, layout) as table:
        return by_known_names(path, table.columns, layout)


def _member(plan: MembersMapping, row: Row) -> _Member:
    words = plan.member.stated(row.values)
    if words is None:
        raise CellError(plan.member.field("name"), "empty, expected the name of a member")
    role = plan.role.word(row.values, MembershipRole) if plan.role else None
    said = {"since": plan.date(plan.since, row.values), "until": plan.date(plan.until, row.values)}
    return _Member(row.number, words, said | ({"role": role} if role else {}))


def _claims(
    path: Path,
    network: Network,
    bodies: Bodies,
    plan: MembersMapping,
    members: Iterable[_Member],
    refused: list[Rejected],
) -> Iterator[Record]:
    for member in members:
        at = f"liste · l. {member.row}"
        try:
            body = plan.member.found(bodies, member.words, at)
            claim = MembershipRecord(member=body.id, network=network.id, at=at, **member.said)
        except (CellError, ValidationError) as error:
            refused.append(rejected(path, member.row, error))
            continue
        bodies.keep(member.words, at)
        yield claim


def _own_identity(record: Record) -> Record:
    """Take a city's Wikidata id off an intercommunality: public lists give both the same, and that is wrong."""
    if isinstance(record, CollectivityRecord) and record.kind == "intercommunality" and record.wikidata:
        return record.model_copy(update={"wikidata": None})
    return record


def _source(path: Path, network: Network, plan: MembersMapping, *, whole: bool) -> SourceRecord:
    """Return the list as a source: each date is a source of its own, so an earlier list stays beside a newer one."""
    said = plan.source.record(path).model_dump(exclude_none=True) if plan.says_source else {"document": path.name}
    name = network.name
    title = {"fr": f"Membres : {name}", "en": f"Members: {name}"}
    kept = {"kind": "member_list", "title": title, **said, **({"date": network.date} if network.date else {})}
    try:
        source = SourceRecord.model_validate({**kept, "id": f"members-{network.id}"})
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(f"{path}: {'.'.join(map(str, first['loc']))}: {expected(first)}") from error
    if source.date is None:
        return source
    complete = network.id if whole else None
    return source.model_copy(update={"id": f"{source.id}-{source.date.value}", "complete_for": complete})


def _is_object(path: Path) -> bool:
    """Whether a JSON file is an object with a list of members in it; other files are as they are."""
    if path.suffix.lower() != ".json":
        return False
    try:
        with path.open("rb") as file:
            return file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"
    except OSError:
        return False  # open_table says what is wrong


def _unknown(path: Path, network: Network) -> Iterator[Record]:
    """Yield a question for each member of which the list only has a name; other lists of a JSON file are an error."""
    if not _is_object(path):
        return
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8-sig"))
    if strange := [name for name in document if name not in ("members", NOT_FOUND)]:
        raise InputError(f"{path}: unknown field {strange[0]!r}, expected members and {NOT_FOUND}: use --mapping")
    names = document.get(NOT_FOUND, [])
    if not isinstance(names, list):
        raise InputError(f"{path}: {NOT_FOUND}: expected a list of names")
    for number, name in enumerate(names, 1):
        if not isinstance(name, str) or not name.strip():
            raise InputError(f"{path}: {NOT_FOUND}: expected a name, got {str(name)[:60]!r}")
        yield ReviewRecord(
            id=f"member-{network.id}-{slug(name)}"[:120].rstrip("-"),
            kind=ReviewKind.UNCLEAR,
            about=(network.id,),
            question=Text(
                fr=f"Quelle collectivité est « {name[:100]} » ? La liste ne donne que ce nom",
                en=f"Which authority is “{name[:100]}”? The list gives nothing but this name",
            ),
            at=f"{NOT_FOUND} · l. {number}",
        )
