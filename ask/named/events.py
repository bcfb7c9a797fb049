"""Meetings and congresses, and the figures that sources give."""

from __future__ import annotations

from typing import Final

from ask.gazetteer import Entity
from ask.named.base import Context, Item, Outcome, cell, during, entity, forms, ids, lower_first, quoted, row
from ask.named.columns import DATE, EVENT, KIND, PLACE, STATUS, VALUE, WHAT, YEAR
from ask.named.ties import lies_in
from ask.prose import date, digits, of, the
from ask.reading import Parsed
from graph import read
from graph.ids import fold
from graph.read.askable import EventName
from graph.views.answers import TableRow
from graph.views.events import Event
from graph.views.figures import Figure
from graph.vocabulary import EventKind, EventStatus, Label, Language

_TO_COME: Final = Label(" à venir", " to come")
_ONCE: Final = Label(" (seulement annoncé ou proposé)", " (only announced or proposed)")


def events(context: Context, parsed: Parsed) -> Outcome:
    """Events by name, by who held them, by place, by date, by kind."""
    language, filters = parsed.language, parsed.filters
    about = parsed.choices[0].taken if parsed.choices else None
    names = [event for event in context.gazetteer.events if filters.event_kind in (None, event.kind)]
    if filters.period:
        names = [event for event in names if filters.period.holds(event.date)]
    text = ""
    if about and about.label == "Event" and filters.planned:
        about = _holder(context, about) or about
    if about and about.label == "Event":
        same = {choice.taken.id for choice in parsed.choices} | {one.id for one in parsed.choices[0].others}
        names = [event for event in names if event.id in same]
        text = f" {quoted(about.fr if language == 'fr' else about.en, language)}"
    elif about and about.label in ("Network", "Organisation"):
        names = [event for event in names if about.id in event.bodies or _named_in(event, about)]
        text = f" {of(about, language)}" if language == "fr" else f" of {the(about, 'en')}"
    elif about:
        names = [event for event in names if _at(context, event.held_in, about) or about.id in event.bodies]
        text = f" en lien avec {the(about, 'fr')}" if language == "fr" else f" tied to {the(about, 'en')}"
    found = sorted(read.events(context.graph, [event.id for event in names]), key=lambda one: (one.date or "", one.id))
    if filters.themes:
        found = [one for one in found if set(one.themes) & set(filters.themes)]
    if filters.planned:
        found = _to_come(context, parsed, found)
    if filters.extreme:
        # What is only announced is no last meeting.
        dated = [one for one in found if one.date and one.status == EventStatus.HELD]
        found = dated[-1:] if filters.extreme == "newest" else dated[:1]
    return Outcome(
        kind="events",
        value=tuple(found),
        items=tuple(Item(_event(one, language), ids(one.sources)) for one in found),
        words={
            "about": text,
            "during": during(parsed) + _end(filters.extreme, language) + _planned(parsed),
            "sources": "les sources mentionnent" if language == "fr" else "the sources mention",
        },
        columns=(EVENT, KIND, DATE, PLACE, STATUS),
        rows=tuple(_event_row(one, language) for one in found),
    )


def _holder(context: Context, event: Entity) -> Entity | None:
    """Return who held an event: the next of its name is another event of the same body."""
    bodies = next((one.bodies for one in context.gazetteer.events if one.id == event.id), ())
    return entity(context, bodies[0]) if bodies else None


def _named_in(event: EventName, about: Entity) -> bool:
    """Whether the title of an event has the name of a body: the creation of Arricod."""
    return f" {fold(about.fr)} " in f" {fold(event.names.fr)} " or f" {fold(about.en)} " in f" {fold(event.names.en)} "


def _to_come(context: Context, parsed: Parsed, found: list[Event]) -> list[Event]:
    """Return what sources only announce or propose; without a period, of what no newer source has left behind."""
    newest = max((row_["date"] or "" for row_ in read.sources_searched(context.graph)), default="")
    left = [one for one in found if one.status != EventStatus.HELD]
    return (
        left if parsed.filters.period else [one for one in left if not one.date or one.date >= newest[: len(one.date)]]
    )


def _planned(parsed: Parsed) -> str:
    if not parsed.filters.planned:
        return ""
    return (_ONCE if parsed.filters.period else _TO_COME).in_(parsed.language)


def _end(extreme: str | None, language: Language) -> str:
    """Return which end of the order in time is asked for."""
    if extreme is None:
        return ""
    said = {"oldest": ("le plus ancien", "the first"), "newest": ("le plus récent", "the latest")}[extreme]
    return f" ({said[language == 'en']})"


def figures(context: Context, parsed: Parsed) -> Outcome:
    """What sources count about a subject."""
    language, subject = parsed.language, parsed.choices[0].taken
    period = parsed.filters.period
    found = [
        one
        for one in read.figures(context.graph, [figure.id for figure in parsed.filters.figures])
        if period is None or period.holds(one.year)
    ]
    found.sort(key=lambda one: (one.measure, one.year or "", one.id), reverse=True)
    asked = parsed.filters.figures
    one_measure = len({figure.measure for figure in asked}) == 1
    measure = f" ({lower_first(min((one.labels.in_(language) for one in asked), key=len))})" if one_measure else ""
    return Outcome(
        kind="figures",
        value=tuple(found),
        items=tuple(Item(_figure(one, language), ids(one.sources)) for one in found),
        words={**forms(subject, "a", language), "measure": measure, "during": during(parsed)},
        columns=(WHAT, VALUE, YEAR),
        rows=tuple(
            row([cell(one.label.in_(language)), cell(amount(one, language)), cell(one.year)], one.sources)
            for one in found
        ),
    )


def amount(one: Figure, language: Language) -> str:
    """Return a figure with its unit: 106, 43 %, 1 000 000 € par an."""
    value = digits(int(one.value), language) if one.value == int(one.value) else f"{one.value:g}"
    if language == "fr" and "." in value:
        value = value.replace(".", ",")
    unit = {
        "percent": "\u00a0%" if language == "fr" else "%",
        "EUR": "\u00a0€",
        "USD": "\u00a0$" if language == "fr" else " USD",
        "EUR per year": "\u00a0€ par an" if language == "fr" else " € a year",
        "years": " ans" if language == "fr" else " years",
    }.get(one.unit, "")
    return value + unit


def _figure(one: Figure, language: Language) -> str:
    label = lower_first(one.label.in_(language))
    year = f" ({one.year})" if one.year else (" (sans date)" if language == "fr" else " (undated)")
    joined = " " if label.endswith((" à", "above", "below", "than")) else ", "
    return f"{label}{joined}{amount(one, language)}{year}"


def _at(context: Context, held_in: str | None, place: Entity) -> bool:
    return bool(held_in) and lies_in(entity(context, held_in or ""), place)


def _event(one: Event, language: Language) -> str:
    day = f"{date(one.date, language)}" if one.date else ("sans date" if language == "fr" else "undated")
    place = f", {one.held_in.names.in_(language)}" if one.held_in else ""
    state = "" if one.status == EventStatus.HELD else f", {lower_first(EventStatus(one.status).label.in_(language))}"
    return f"{one.names.in_(language)} ({day}{place}{state})"


def _event_row(one: Event, language: Language) -> TableRow:
    day = date(one.date, language) if one.date else None
    cells = [
        cell(one.names.in_(language), one.id, "Event"),
        cell(EventKind(one.kind).label.in_(language)),
        cell(day),
        cell(one.held_in.names.in_(language), one.held_in.id, "Collectivity") if one.held_in else cell(None),
        cell(EventStatus(one.status).label.in_(language)),
    ]
    return row(cells, one.sources)
