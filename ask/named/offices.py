"""Who holds which office, whom to call."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ask.kinds import Office, parts
from ask.named.base import Context, Item, Outcome, cell, during, forms, ids, lower_first, name, quoted, row, seen, thing
from ask.named.columns import BODY, PERSON, SEEN, TITLE
from ask.prose import date, vowel
from ask.reading import Parsed
from ask.text import tokens
from graph import read
from graph.ids import fold
from graph.views.answers import TableRow
from graph.views.people import Mandate
from graph.vocabulary import Language

_HEADS: Final = frozenset("dirige dirigent dirigeait tete heads head headed leads led lead runs run ran patron".split())
"""Words that ask for whoever is at the top, chair or director."""

_FORMER: Final = frozenset(
    "ancien ancienne anciens anciennes precedent precedente precedents ex former previous past".split()
)
"""Words that ask for who held an office before."""


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
                [
                    cell(one.title),
                    thing(context, one.body, language, one.body_names),
                    cell(when_said(one.as_of, language)),
                ],
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
        for one in read.mandates(context.graph, body=body.id)
        if holds(office, one.title) and (period is None or period.holds(one.as_of) or period.holds(one.since))
    ]
    if not found and office.chair and _HEADS & set(fold(parsed.text).split()):
        # Who heads a body without a chair is its director.
        director = next(one for one in parts().offices if one.id == "director")
        directs = [one for one in read.mandates(context.graph, body=body.id) if holds(director, one.title)]
        found = [one for one in directs if period is None or period.holds(one.as_of) or period.holds(one.since)]
        office = director if found else office
    subject = parsed.filters.subject
    if subject:
        # "The director of international relations": not the director of anything else.
        found = [one for one in found if _of_subject(one, subject)]
    found.sort(key=lambda one: (one.as_of or "", one.since or "", one.id), reverse=True)
    former = bool(_FORMER & set(fold(parsed.text).split()))
    if found and former:
        # Who held it before: not whom the newest source names.
        now = {one.person for one in found if one.as_of == found[0].as_of}
        found = [one for one in found if one.person not in now]
    if parsed.filters.ongoing:
        # "At the moment": whom the newest source names, with its date.
        found = [one for one in found if one.as_of == found[0].as_of]
    chair = office.chair and not subject and not former
    relations = read.relations(context.graph, kind="governs", end=body.id) if chair else ()
    chairs = (
        [one for one in read.memberships(context.graph, network=body.id) if chair and one.role == "chair"]
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
        row([thing(context, m.member, language), cell(None), cell(when_said(m.since, language))], m.sources)
        for m in chairs
    ]
    label, nobody = office.names[language], _nobody(office, language)
    if former:
        before = " auparavant" if language == "fr" else " formerly"
        label, nobody = label + before, nobody + before
    if subject:
        said = f" {quoted(original(parsed.text, subject), language)}"
        label, nobody = label + said, nobody + said
    return Outcome(
        kind="mandates",
        value=(*found, *relations, *chairs),
        items=tuple(items),
        words={
            **forms(body, "a", language),
            "office": label,
            "office_none": nobody,
            "during": during(parsed),
        },
        columns=(PERSON, TITLE, SEEN),
        rows=tuple(rows),
    )


def contacts_of(context: Context, parsed: Parsed) -> Outcome:
    """Whom sources name for a body: the latest first, of one field where it is asked for and somebody is named."""
    language, body = parsed.language, parsed.choices[0].taken
    found = sorted(read.mandates(context.graph, body=body.id), key=lambda one: (one.as_of or "", one.id), reverse=True)
    place = parsed.named(1)
    asked = list(parsed.filters.subject) + ([fold(place.fr), fold(place.en)] if place else [])
    kept = [one for one in found if _of_subject(one, asked)]
    subject = ""
    notes: tuple[str, ...] = ()
    if asked and kept:
        found = kept
        subject = f", {quoted(original(parsed.text, asked), language)}"
    elif asked and found:
        notes = (_nobody_for(original(parsed.text, asked), language),)
    people = tuple({one.person: one for one in reversed(found)}.values())
    latest = sorted(people, key=lambda one: (one.as_of or "", one.id), reverse=True)
    return Outcome(
        kind="mandates",
        value=tuple(found),
        items=tuple(Item(_holder(one, language), ids(one.sources)) for one in latest),
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


def _of_subject(one: Mandate, asked: Sequence[str]) -> bool:
    """Whether a title has the words of what a person is asked for to be in charge of."""
    title = f" {fold(one.title or '')} "
    return any(f" {text} " in title for text in asked)


def original(text: str, folded: Sequence[str]) -> str:
    """Return the words of a question that fold to one of these phrases, as they were typed."""
    found = tokens(text)
    for phrase in folded:
        size = len(phrase.split())
        for at in range(len(found) - size + 1):
            if " ".join(token.folded for token in found[at : at + size]) == phrase:
                return text[found[at].start : found[at + size - 1].end]
    return folded[0]


def _office(one: Mandate, language: Language) -> str:
    title = (
        lower_first(one.title) if one.title else ("fonction non précisée" if language == "fr" else "office not stated")
    )
    return _bracket(f"{title}, {one.body_names.in_(language)}", one, language)


def _holder(one: Mandate, language: Language, office: str = "") -> str:
    shown = one.title if one.title and fold(one.title) != fold(office) else None
    return _bracket(f"{one.person_name}, {lower_first(shown)}" if shown else one.person_name, one, language)


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


def _mandate_row(one: Mandate, language: Language) -> TableRow:
    cells = [cell(one.person_name, one.person, "Person"), cell(one.title), cell(when_said(one.as_of, language))]
    return row(cells, one.sources)


def holds(office: Office, title: str | None) -> bool:
    """Whether a title is of an office: "Maire", and not "Adjoint au maire"."""
    text = f" {fold(title or '')} "
    if any(f" {word} " in text for word in office.excluded):
        return False
    return any(f" {word} " in text for word in office.titles)


def when_said(day: str | None, language: Language) -> str | None:
    """Return when a source said it, and until when it held."""
    return date(day, language) if day else None
