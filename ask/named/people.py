"""Who was where, who holds which office, whom to call."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ask.gazetteer import Entity
from ask.kinds import Office
from ask.named.base import (
    Context,
    Item,
    Outcome,
    cell,
    during,
    forms,
    ids,
    is_territory,
    lower_first,
    name,
    quoted,
    row,
    seen,
    thing,
)
from ask.prose import date, number, vowel
from ask.reading import Parsed
from ask.text import tokens
from graph import read
from graph.ids import fold
from graph.read.askable import EventName
from graph.views.answers import TableRow
from graph.views.people import Attendance, Mandate
from graph.vocabulary import AttendanceRole, Label, Language, Presence

MAX_EVENTS: Final = 6
"""Of how many events at most the attendance lists are read for one question."""

PERSON: Final = Label("Personne", "Person")
TITLE: Final = Label("Fonction", "Office")
BODY: Final = Label("Organisme", "Body")
EVENT: Final = Label("Événement", "Event")
DATE: Final = Label("Date", "Date")
PRESENCE: Final = Label("Présence", "Presence")
SEEN: Final = Label("Dit en", "Stated")

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
    if network:
        events = [event for event in events if network.id in event.bodies]
    asked = None if body is None or is_territory(body) else body.id
    lists = [(event, read.attendances(context.graph, event=event.id)) for event in events[:MAX_EVENTS]]
    lists = [(event, found) for event, found in lists if found]
    every = [one for _, found in lists for one in found if asked in (None, one.body)]
    rows = [one for one in every if (one.presence == Presence.EXCUSED) == (filters.presence == "excused")]
    rows.sort(key=lambda one: (one.date or "", fold(one.name)))
    other = len(every) - len(rows)
    said = _event_words([event for event, _ in lists] or events, parsed)
    excused = filters.presence == "excused"
    for_body = f" pour {body.fr}" if body and asked else ""
    if language == "en" and body and asked:
        for_body = f" for {body.en}"
    return Outcome(
        kind="attendances",
        value=tuple(rows),
        items=tuple(Item(_who(one, context, language), ids(one.sources)) for one in rows),
        words={
            "were": _were(len(rows), language, excused=excused),
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


def office_of(context: Context, parsed: Parsed) -> Outcome:
    """Which public offices a person holds or held."""
    language, person = parsed.language, parsed.choices[0].taken
    period = parsed.filters.period
    found = [
        one
        for one in read.mandates(context.graph, person.id)
        if period is None or period.holds(one.as_of) or period.holds(one.since)
    ]
    found.sort(key=lambda one: (one.as_of or "", one.id), reverse=True)
    return Outcome(
        kind="mandates",
        value=tuple(found),
        items=tuple(Item(_office(one, language), ids(one.sources)) for one in found),
        words={**forms(person, "a", language), "during": during(parsed)},
        columns=(TITLE, BODY, SEEN),
        rows=tuple(
            row(
                [cell(one.title), thing(context, one.body, language, one.body_names), cell(_when(one.as_of, language))],
                one.sources,
            )
            for one in found
        ),
    )


def office_in(context: Context, parsed: Parsed) -> Outcome:
    """Who holds an office in a body: mayor, deputy mayor, director, or who chairs it."""
    language, body, office = parsed.language, parsed.choices[0].taken, parsed.filters.office
    assert office is not None, "the kind needs an office"
    period = parsed.filters.period
    found = [
        one
        for one in read.mandates(context.graph, body=_id(body))
        if holds(office, one.title) and (period is None or period.holds(one.as_of) or period.holds(one.since))
    ]
    found.sort(key=lambda one: (one.as_of or "", one.since or "", one.id), reverse=True)
    relations = read.relations(context.graph, kind="governs", end=_id(body)) if office.chair else ()
    chairs = (
        [one for one in read.memberships(context.graph, network=_id(body)) if office.chair and one.role == "chair"]
        if body.label == "Network"
        else []
    )
    items = [Item(_holder(one, language, office.names[language]), ids(one.sources)) for one in found]
    items += [Item(_relation(name(context, r.from_id, language), r.note, language), ids(r.sources)) for r in relations]
    if not found:
        items += [Item(name(context, m.member, language), ids(m.sources)) for m in chairs]
    rows: list[TableRow] = [_mandate_row(one, language) for one in found]
    rows += [row([thing(context, r.from_id, language), cell(None), cell(None)], r.sources) for r in relations]
    rows += [
        row([thing(context, m.member, language), cell(None), cell(_when(m.since, language))], m.sources) for m in chairs
    ]
    label = office.names[language]
    return Outcome(
        kind="mandates",
        value=(*found, *relations, *chairs),
        items=tuple(items),
        words={
            **forms(body, "a", language),
            "office": label,
            "office_none": _nobody(office, language),
            "during": during(parsed),
        },
        columns=(PERSON, TITLE, SEEN),
        rows=tuple(rows),
    )


def contacts_of(context: Context, parsed: Parsed) -> Outcome:
    """Whom sources name for a body: the latest first, of one field where it is asked for and somebody is named."""
    language, body = parsed.language, parsed.choices[0].taken
    found = sorted(
        read.mandates(context.graph, body=_id(body)), key=lambda one: (one.as_of or "", one.id), reverse=True
    )
    place = parsed.named(1)
    asked = list(parsed.filters.subject) + ([fold(place.fr), fold(place.en)] if place else [])
    kept = [one for one in found if any(f" {text} " in f" {fold(one.title or '')} " for text in asked)]
    subject = ""
    notes: tuple[str, ...] = ()
    if asked and kept:
        found = kept
        subject = f", {quoted(original(parsed.text, asked), language)}"
    elif asked and found:
        notes = (_nobody_for(asked[0], language),)
    people = tuple({one.person: one for one in reversed(found)}.values())
    latest = sorted(people, key=lambda one: (one.as_of or "", one.id), reverse=True)
    return Outcome(
        kind="mandates",
        value=tuple(found),
        items=tuple(Item(_person(one, language), ids(one.sources)) for one in latest),
        words={
            **forms(body, "a", language),
            "subject": subject,
            "sources_name": "les sources nomment" if language == "fr" else "the sources name",
        },
        columns=(PERSON, TITLE, SEEN),
        rows=tuple(_mandate_row(one, language) for one in found),
        notes=notes,
        total=len(latest),
    )


def original(text: str, folded: Sequence[str]) -> str:
    """Return the words of a question that fold to one of these phrases, as they were typed."""
    found = tokens(text)
    for phrase in folded:
        size = len(phrase.split())
        for at in range(len(found) - size + 1):
            if " ".join(token.folded for token in found[at : at + size]) == phrase:
                return text[found[at].start : found[at + size - 1].end]
    return folded[0]


def holds(office: Office, title: str | None) -> bool:
    """Whether a title is of an office: "Maire", and not "Adjoint au maire"."""
    text = f" {fold(title or '')} "
    if any(f" {word} " in text for word in office.excluded):
        return False
    return any(f" {word} " in text for word in office.titles)


def _id(body: Entity) -> str:
    return body.id


# --- words ----------------------------------------------------------------------------------------------------------------


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


def _office(one: Mandate, language: Language) -> str:
    title = (
        lower_first(one.title) if one.title else ("fonction non précisée" if language == "fr" else "office not stated")
    )
    return _bracket(f"{title}, {one.body_names.in_(language)}", one, language)


def _holder(one: Mandate, language: Language, office: str = "") -> str:
    shown = one.title if one.title and fold(one.title) != fold(office) else None
    return _bracket(f"{one.person_name}, {lower_first(shown)}" if shown else one.person_name, one, language)


def _person(one: Mandate, language: Language) -> str:
    return _holder(one, language)


def _bracket(text: str, one: Mandate, language: Language) -> str:
    when = seen(one.as_of, language)
    return f"{text} ({when})" if when else text


def _relation(who: str, note: object, language: Language) -> str:
    text = note.in_(language) if note else ""  # type: ignore[attr-defined]
    return f"{who} ({lower_first(text).rstrip('.')})" if text else who


def _nobody(office: Office, language: Language) -> str:
    bare = office.names[language]
    if language == "fr":
        return f"d'{bare}" if vowel(bare) else f"de {bare}"
    return f"a {bare}"


def _nobody_for(text: str, language: Language) -> str:
    said = quoted(text, language)
    if language == "fr":
        return f"Aucune fonction citée ne porte les mots {said}\u00a0: toutes les personnes nommées sont montrées."
    return f"No office named has the words {said}: everybody who is named is shown."


# --- tables -----------------------------------------------------------------------------------------------------------------


def _when(day: str | None, language: Language) -> str | None:
    return date(day, language) if day else None


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
        cell(_when(one.date, language)),
        cell(one.name, one.person, "Person"),
        cell(one.title),
        cell(_presence(one, language)),
    ]
    return row(cells, one.sources)


def _mandate_row(one: Mandate, language: Language) -> TableRow:
    cells = [cell(one.person_name, one.person, "Person"), cell(one.title), cell(_when(one.as_of, language))]
    return row(cells, one.sources)
