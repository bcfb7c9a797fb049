"""Named questions with typed parameters, past the parser: what assistants call, with the answer of the same words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from ask.beside import typed
from ask.dates import Period, checked_day
from ask.filters import Filters
from ask.gazetteer import Entity, Gazetteer, place
from ask.kinds import Kind, kind_named, kinds, parts, words
from ask.reading import Choice, Parsed
from ask.slots import fitting, ranker
from ask.spans import Piece, cut
from ask.text import checked, tokens
from graph.errors import InputError
from graph.ids import fold
from graph.places import territories
from graph.read.askable import EventName
from graph.themes import themes
from graph.vocabulary import Form, Language, Status

_MAX_NAMES: Final = 3


def parsed(  # noqa: PLR0913 - one for each part of a question
    gazetteer: Gazetteer,
    kind: str,
    language: Language,
    named: Mapping[int, str],
    filters: Filters | None = None,
    *,
    form: str | None = None,
    as_of: str | None = None,
    abroad: bool = False,
) -> Parsed:
    """Return a question of a kind about the things that fill its slots, each given by its id, its ISO code or its name.

    Raises:
        InputError: a name is not known, or stands for nothing that fits its slot.
    """
    found = kind_named(kind)
    choices = tuple(_choice(gazetteer, found, slot, text) for slot, text in sorted(named.items()))
    if found in kinds():
        choices = tuple(sorted(choices, key=lambda choice: choice.taken.country != "FR"))
    day = checked_day(as_of) if as_of else None
    text = ", ".join([kind, *(choice.typed for choice in choices)])
    return Parsed(text, language, found, choices, abroad, form, day, filters or Filters())


def _choice(gazetteer: Gazetteer, kind: Kind, slot: int, text: str) -> Choice:
    wanted = kind.slots[slot]
    text = checked(text)
    taken = _by_id(gazetteer, text)
    if taken is None:
        order = _by_name(gazetteer, wanted, text)
        if not order:
            raise InputError(
                f"{text[:80]}: neither an id, an ISO 3166 code nor a name of {wanted.rstrip('?')} that is known"
            )
        return Choice(text, order[0], order[1:_MAX_NAMES], slot=slot)
    piece = Piece(0, 1, fold(text), (taken,))
    fits = fitting(wanted, piece, gazetteer, lambda one: one.candidates)
    if not fits:
        raise InputError(f"{text[:80]}: is no {wanted.rstrip('?').replace('|', ' or ')}")
    return Choice(text, fits[0], slot=slot)


def _by_id(gazetteer: Gazetteer, text: str) -> Entity | None:
    if text.upper() in territories() and (text.isupper() or "-" in text):
        known = gazetteer.bodies.get(text)
        return known or place(text.upper())
    return gazetteer.bodies.get(text)


def _by_name(gazetteer: Gazetteer, slot: str, text: str) -> tuple[Entity, ...]:
    """Return what a name stands for in a slot, typing errors and words like "métropole de" understood."""
    found = tokens(text)
    pieces = typed(cut(found, gazetteer, words()), words())
    rank = ranker(pieces, gazetteer, frozenset())
    for piece in pieces:
        if piece.candidates and (fits := fitting(slot, piece, gazetteer, rank)):
            return fits
    meant = gazetteer.meanings.found(found)
    if meant:
        piece = Piece(meant[0], meant[1], fold(text), tuple(gazetteer.bodies[id_] for id_ in meant[2]))
        return fitting(slot, piece, gazetteer, lambda one: one.candidates)
    return ()


def narrowed(
    *,
    form: str | None = None,
    status: str | None = None,
    theme: str | None = None,
    since_from: str | None = None,
    since_to: str | None = None,
    level: str | None = None,
) -> Filters:
    """Return filters of links from checked values.

    Raises:
        InputError: a value that is none of the vocabulary, or a day that is none.
    """
    _known("form", form, [str(one) for one in Form])
    _known("status", status, [str(one) for one in Status])
    _known("theme", theme, list(themes()))
    low, high = (checked_day(day) if day else None for day in (since_from, since_to))
    period = None
    if low or high:
        when = "between" if low and high else "since" if low else "before"
        period = Period(when, low, high, 0, 0)
    return Filters(
        statuses=(status,) if status else (),
        themes=(theme,) if theme else (),
        levels=((None, level),) if level else (),
        period=period,
        began=period is not None,
    )


def office(name: str) -> Filters:
    """Return the filter of an office.

    Raises:
        InputError: it is not one of those declared.
    """
    known = {one.id: one for one in parts().offices}
    _known("office", name, list(known))
    return Filters(office=known[name])


def verb(kind: str, *, forward: bool) -> Filters:
    """Return the filter of a kind of relation.

    Raises:
        InputError: it is not one of those declared.
    """
    # Of several verbs for one kind of relation the first says it: "composes", not "sits on".
    known = {name: one for one in reversed(parts().verbs) for name in reversed(one.kinds)}
    _known("relation", kind, list(known))
    found = known[kind]
    return Filters(verb=found, forward=(forward or found.forward) and not found.both)


def on_day(gazetteer: Gazetteer, day: str) -> tuple[EventName, ...]:
    """Return the events of a day, a month or a year.

    Raises:
        InputError: the day is none.
    """
    period = Period("in", checked_day(day), checked_day(day), 0, 0)
    return tuple(event for event in gazetteer.events if period.holds(event.date))


def _known(what: str, value: str | None, values: Sequence[str]) -> None:
    if value is not None and value not in values:
        raise InputError(f"{what}: expected one of {', '.join(values)}, got {value[:40]!r}")
