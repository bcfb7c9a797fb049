"""What the review page shows: open questions and possible twins with both sides, and what is decided already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from api.pages.present import Note, Notes
from ask.gazetteer import Entity
from graph import verdicts
from graph.decisions import Decision
from graph.duplicates import CODES, Candidate, Proposal
from graph.read import LeftOpen, Question
from graph.views import Names, Source, SourceRef
from graph.vocabulary import Label, ReviewKind

Open = Question | Proposal
Known = Mapping[str, Entity]


class Side(NamedTuple):
    """One of two things that may be one: its codes, its sources, and for people the bodies that each source names."""

    it: Candidate
    codes: tuple[tuple[str, str], ...]
    notes: tuple[Note, ...]
    bodies: tuple[tuple[tuple[Entity, ...], tuple[Note, ...]], ...]


class Point(NamedTuple):
    """Something to decide: `cited` and `place` of a question, the `sides` of a proposal, and which verdicts it takes."""

    id: str
    kind: str
    question: Names | Label
    about: tuple[Entity, ...]
    cited: tuple[Note, ...]
    place: str
    verdicts: tuple[str, ...]
    proposal: Proposal | None = None
    sides: tuple[Side, ...] = ()
    new_id: str = ""


class Decided(NamedTuple):
    """A decision, with what it names: the question that it settles, or two things."""

    it: Decision
    question: Names | None
    one: Entity | None
    other: Entity | None


def kind_of(one: Open) -> str:
    """Return the kind of an open point."""
    return one.kind if isinstance(one, Question) else str(ReviewKind.DUPLICATE)


def on_person(one: Open | LeftOpen, known: Known) -> bool:
    """Whether an open point is about someone."""
    if isinstance(one, Proposal):
        return one.one.label == "Person"
    return any(id_ in known and known[id_].label == "Person" for id_ in one.about)


def cited(points: Iterable[Open], sources: Mapping[str, Source]) -> list[SourceRef]:
    """Return the sources behind some points; where a thing stands in them is not said."""
    every = list(points)
    named = [id_ for one in every if isinstance(one, Proposal) for it in (one.one, one.other) for id_ in it.sources]
    found = [sources[id_] for id_ in dict.fromkeys(named) if id_ in sources]
    return [one.source for one in every if isinstance(one, Question)] + [
        SourceRef(id=one.id, title=one.title, titles=one.titles, date=one.date, locator="") for one in found
    ]


def point(one: Open, notes: Notes, known: Known) -> Point:
    """Return an open point as the page shows it."""
    if isinstance(one, Question):
        about = tuple(known[id_] for id_ in one.about if id_ in known)
        return Point(one.id, one.kind, one.question, about, notes.of([one.source.id]), one.source.locator, ("settle",))
    sides = tuple(_side(it, notes, known) for it in (one.one, one.other))
    asked, new = verdicts.asked(one), verdicts.new_id(one) if one.source else ""
    return Point(one.id, kind_of(one), asked, (), (), "", verdicts.possible(one), one, sides, new)


def decided(one: Decision, settled: Mapping[str, LeftOpen], known: Known) -> Decided:
    """Return a decision as the page shows it."""
    question = settled[one.one].question if one.one in settled else None
    return Decided(one, question, known.get(one.one), known.get(one.other or ""))


def _side(it: Candidate, notes: Notes, known: Known) -> Side:
    codes = tuple((name, str(it.props[name])) for name in CODES if it.props.get(name))
    bodies = tuple((_entities(ids, known), notes.of([source])) for source, ids in sorted(it.bodies.items()))
    return Side(it, codes, notes.of(it.sources), bodies)


def _entities(ids: Sequence[str], known: Known) -> tuple[Entity, ...]:
    return tuple(known.get(id_, Entity(id_, "", None, None, id_, id_)) for id_ in ids)
