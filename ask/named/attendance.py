"""Who was where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ask.named.base import (
    Context,
    Item,
    Outcome,
    cell,
    during,
    entity,
    forms,
    ids,
    is_territory,
    lower_first,
    name,
    quoted,
    row,
    thing,
)
from ask.named.columns import BODY, DATE, EVENT, PERSON, PRESENCE, TITLE
from ask.named.offices import when_said
from ask.prose import date, number, the
from ask.reading import Parsed
from graph import read
from graph.ids import fold
from graph.read.askable import EventName
from graph.views.answers import TableRow
from graph.views.people import Attendance
from graph.vocabulary import AttendanceRole, Label, Language, OrganisationKind, Presence

MAX_EVENTS: Final = 24
"""Of how many events at most the attendance lists are read for one question."""
_NOUNS: Final = {
    "meeting": Label("à la réunion", "at the meeting"),
    "congress": Label("au congrès", "at the congress"),
    "forum": Label("au forum", "at the forum"),
    "conference": Label("à la conférence", "at the conference"),
    "mission": Label("à la mission", "on the mission"),
    "visit": Label("à la visite", "on the visit"),
    "fair": Label("au salon", "at the fair"),
    "training": Label("à la formation", "at the training"),
    "ceremony": Label("à la cérémonie", "at the ceremony"),
}
_OTHER: Final = Label("à l'événement", "at the event")


def attendance(context: Context, parsed: Parsed) -> Outcome:
    """Who was present at an event, or excused; for a body only those who stood for it."""
    language, filters = parsed.language, parsed.filters
    network, body = parsed.named(0), parsed.named(1)
    events = [event for event in filters.events if filters.event_kind in (None, event.kind)] or list(filters.events)
    if network and body is None and not any(network.id in event.bodies for event in events):
        # "Who represented Cités Unies France": whom they stood for, where it did not hold the meeting.
        network, body = None, network
    if network:
        events = [event for event in events if network.id in event.bodies]
    asked = None if body is None or is_territory(body) else body.id
    lists = [(event, read.attendances(context.graph, event=event.id)) for event in events[:MAX_EVENTS]]
    lists = [(event, found) for event, found in lists if found]
    every = [one for _, found in lists for one in found if asked in (None, one.body)]
    sort = filters.organisation_kind
    if sort:
        every = [one for one in every if one.body and entity(context, one.body).kind == sort]
    rows = [one for one in every if (one.presence == Presence.EXCUSED) == (filters.presence == "excused")]
    rows.sort(key=lambda one: (one.date or "", fold(one.name)))
    people = {one.person: one for one in rows}
    other = len({one.person for one in every} - people.keys())
    said = _event_words([event for event, _ in lists] or events, parsed)
    excused = filters.presence == "excused"
    for_body = f" pour {the(body, 'fr')}" if body and asked else ""
    if language == "en" and body and asked:
        for_body = f" for {the(body, 'en')}"
    if sort:
        label = quoted(lower_first(OrganisationKind(sort).label.in_(language)), language)
        for_body += f" pour un organisme du type {label}" if language == "fr" else f" for a body of the type {label}"
    return Outcome(
        kind="attendances",
        value=tuple(rows),
        items=tuple(
            Item(
                _who(one, context, language), ids(ref for other in rows if other.person == id_ for ref in other.sources)
            )
            for id_, one in people.items()
        ),
        total=len(people),
        words={
            "were": _were(len(people), language, excused=excused),
            "was_none": _was(language, excused=excused),
            "event": said,
            "body": for_body,
        },
        columns=(PERSON, TITLE, BODY, PRESENCE) if len(lists) < 2 else (PERSON, TITLE, BODY, EVENT, PRESENCE),
        rows=tuple(_attendance_row(one, context, language, event=len(lists) > 1) for one in rows),
        notes=(_others_note(other, language, excused=excused),) if other else (),
    )


def meetings_of(context: Context, parsed: Parsed) -> Outcome:
    """At which events a person was, or who stood for a body there."""
    language, subject = parsed.language, parsed.choices[0].taken
    if subject.label == "Person":
        found = read.attendances(context.graph, person=subject.id)
    else:
        found = read.attendances(context.graph, body=subject.id)
    period = parsed.filters.period
    rows = sorted(
        (one for one in found if period is None or period.holds(one.date)), key=lambda one: (one.date or "", one.event)
    )
    events = {one.event: one for one in rows}
    return Outcome(
        kind="attendances",
        value=tuple(rows),
        items=tuple(
            Item(
                _event_name(one, language)
                + (_excused(language) if all(r.presence == Presence.EXCUSED for r in rows if r.event == id_) else ""),
                ids(ref for r in rows if r.event == id_ for ref in r.sources),
            )
            for id_, one in events.items()
        ),
        words={
            **forms(subject, "a", language),
            "during": during(parsed),
        },
        columns=(EVENT, DATE, PERSON, TITLE, PRESENCE),
        rows=tuple(_meeting_row(one, language) for one in rows),
        total=len(events),
    )


def _event_words(events: Sequence[EventName], parsed: Parsed) -> str:
    language = parsed.language
    if len(events) == 1:
        event = events[0]
        noun = _NOUNS.get(event.kind, _OTHER).in_(language)
        title = quoted(event.names.in_(language), language)
        if not event.date:
            return f"{noun} {title}"
        day = date(event.date, language)
        if language == "en":
            return f"{noun} {title} of {day}"
        return f"{noun} {title} du {day}" if len(event.date) == 10 else f"{noun} {title} ({day})"
    if language == "fr":
        return f"aux événements connus{during(parsed)}"
    return f"at the events known{during(parsed)}"


def _were(count: int, language: Language, *, excused: bool) -> str:
    if language == "en":
        verb = "was" if count == 1 else "were"
        return f"{verb} listed as excused" if excused else verb
    verb, ending = ("était", "") if count == 1 else ("étaient", "s")
    return f"{verb} excusée{ending}" if excused else f"{verb} présente{ending}"


def _was(language: Language, *, excused: bool) -> str:
    if language == "en":
        return "was listed as excused" if excused else "was"
    return "était excusé" if excused else "était présent"


def _others_note(count: int, language: Language, *, excused: bool) -> str:
    counted, s = number(count, language, feminine=True).capitalize(), "s" if count > 1 else ""
    if language == "fr":
        what = "présente" if excused else "excusée"
        return f"{counted} autre{s} {'étaient' if s else 'était'} {what}{s}."
    return f"{counted} other{s} {'were' if s else 'was'} {'present' if excused else 'excused'}."


def _excused(language: Language) -> str:
    return " (excuses)" if language == "fr" else " (excused)"


def _who(one: Attendance, context: Context, language: Language) -> str:
    return f"{one.name} ({name(context, one.body, language)})" if one.body else one.name


def _event_name(one: Attendance, language: Language) -> str:
    day = f", {date(one.date, language)}" if one.date else ""
    return f"{one.event_names.in_(language)}{day}"


def _presence(one: Attendance, language: Language) -> str:
    said = Presence(one.presence).label.in_(language)
    return f"{said}, {lower_first(AttendanceRole(one.role).label.in_(language))}" if one.role else said


def _attendance_row(one: Attendance, context: Context, language: Language, *, event: bool) -> TableRow:
    cells = [
        cell(one.name, one.person, "Person"),
        cell(one.title),
        thing(context, one.body, language) if one.body else cell(None),
        *([cell(_event_name(one, language), one.event, "Event")] if event else []),
        cell(_presence(one, language)),
    ]
    return row(cells, one.sources)


def _meeting_row(one: Attendance, language: Language) -> TableRow:
    cells = [
        cell(one.event_names.in_(language), one.event, "Event"),
        cell(when_said(one.date, language)),
        cell(one.name, one.person, "Person"),
        cell(one.title),
        cell(_presence(one, language)),
    ]
    return row(cells, one.sources)
