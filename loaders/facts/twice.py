"""What one facts file says twice, and differently.

An id is declared once: a second entry that gives it another name, kind or place is an error of the file, and rejected. Of a
claim (a partnership, a figure…) a document may well say two things: both are kept, and the question is put to a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from graph.ids import is_id
from graph.records import Entity, Record, ReviewRecord, Text
from graph.vocabulary import ReviewKind


class Contradiction(NamedTuple):
    """Two records about one thing, of one date: in which field they differ, and what each says."""

    first: Record
    second: Record
    field: str
    values: tuple[Any, Any]


def contradictions(records: Iterable[Record]) -> Iterator[Contradiction]:
    """Yield each record that contradicts an earlier one about the same thing, once, with the first field that differs."""
    seen: dict[tuple[str, str, str], list[Record]] = {}
    for record in records:
        earlier = seen.setdefault((record.label, record.claim(), str(record.stated_on or "")), [])
        found = next((pair for one in earlier if (pair := _differ(one, record))), None)
        if found:
            yield found
        earlier.append(record)


def _differ(first: Record, second: Record) -> Contradiction | None:
    one, other = _single(first.said()), _single(second.said())
    for name in one:
        if name in other and one[name] != other[name]:
            return Contradiction(first, second, name, (one[name], other[name]))
    return None


def _single(said: Mapping[str, Any]) -> dict[str, Any]:
    """The single values that cannot both be so; two notes or labels can."""
    return {
        name: value
        for name, value in said.items()
        if not isinstance(value, list)
        and not name.startswith(("note_", "label_", "question_"))
        and "_words" not in name
    }


def questions(found: Sequence[Contradiction]) -> Iterator[ReviewRecord]:
    """Yield the question that each contradicted claim leaves open, once for each claim."""
    asked: set[str] = set()
    for one in found:
        claim = one.second.claim()
        id_ = f"contradicts-{one.second.label.lower()}-{claim}"[:140].rstrip("-")
        if isinstance(one.second, Entity) or id_ in asked:
            continue
        asked.add(id_)
        about = (thing for _, thing, labels in one.second.references() if is_id(thing) and "Theme" not in labels[:1])
        # The lines only: the words of a place may name a person, and a question is read where people are left out.
        places = f"({_lines(one.first.at)}; {_lines(one.second.at)})"
        this, that = (f"{value:g}" if isinstance(value, float) else value for value in one.values)
        yield ReviewRecord(
            id=id_,
            kind=ReviewKind.DISAGREEMENT,
            about=tuple(dict.fromkeys(about)),
            question=Text(
                fr=f"{claim}, {one.field} : {this} ou {that} ? La source dit les deux {places}"[:300],
                en=f"{claim}, {one.field}: {this} or {that}? The source says both {places}"[:300],
            ),
            at=one.second.at,
        )


def _lines(at: str) -> str:
    """Return the lines of a place, without the words before them; all of it where it has none."""
    return at.rpartition(" · ")[2]
