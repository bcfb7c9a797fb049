"""What the documents say of something, and what they leave open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ask.gazetteer import TERRITORY, Entity
from ask.named.base import Context, Item, Outcome, cell, entity, forms, ids, row, thing
from ask.named.columns import ABOUT, DATE, KIND, QUESTION, SOURCE
from ask.prose import date, listed, of, the
from ask.reading import Parsed
from graph import read
from graph.places import contains
from graph.views.answers import OpenPoint
from graph.views.base import SourceRef
from graph.views.sources import Source
from graph.vocabulary import Language, ReviewKind, SourceKind

AND: Final[Mapping[Language, str]] = {"fr": "et", "en": "and"}


def open_points(context: Context, parsed: Parsed) -> Outcome:
    """What sources leave open about something, slips and all; everything where nothing is named."""
    language = parsed.language
    subject = parsed.choices[0].taken if parsed.choices else None
    subjects = parsed.scopes
    points = [
        OpenPoint(id=one.id, kind=one.kind, question=one.question, about=one.about, sources=(one.source,))
        for one in read.review(context.graph)
        if all(_concerns(context, one.about, each) for each in subjects)
    ]
    many = len(points) > 1
    return Outcome(
        kind="open",
        value=tuple(points),
        items=tuple(Item(one.question.in_(language), ids(one.sources)) for one in points),
        words={
            "about": "".join(
                _about(one, language) if not at else f" {AND[language]} {the(one, language)}"
                for at, one in enumerate(subjects)
            ),
            "s": "s" if many else "",
            **(forms(subject, "a", language) if subject else {}),
        },
        columns=(QUESTION, KIND, ABOUT),
        rows=tuple(
            row(
                [
                    cell(one.question.in_(language)),
                    cell(ReviewKind(one.kind).label.in_(language)),
                    cell(listed([thing(context, id_, language).text for id_ in one.about], language)),
                ],
                one.sources,
            )
            for one in points
        ),
    )


def sources(context: Context, parsed: Parsed) -> Outcome:
    """Which sources speak of something; all where nothing is named."""
    language = parsed.language
    subject = parsed.choices[0].taken if parsed.choices else None
    if subject is None:
        found = read.sources(context.graph)
    else:
        cited = {ref.id for ref in _cited(context, subject)}
        found = tuple(one for one in read.sources(context.graph) if one.id in cited)
    if parsed.filters.extreme:
        dated = sorted((one for one in found if one.date), key=lambda one: (one.date or "", one.id))
        found = tuple(dated[-1:] if parsed.filters.extreme == "newest" else dated[:1])
    speak = {"fr": ("parle", "parlent"), "en": ("speaks", "speak")}[language][len(found) > 1]
    about = f" {of(subject, language)}" if subject else ""
    if subject is None:
        speak = {"fr": ("est chargée", "sont chargées"), "en": ("is loaded", "are loaded")}[language][len(found) > 1]
    extreme = parsed.filters.extreme
    if extreme and found:
        said = {
            "oldest": {"fr": "la source la plus ancienne", "en": "the oldest source"},
            "newest": {"fr": "la source la plus récente", "en": "the newest source"},
        }[extreme][language]
        that = "" if not subject else f" qui parle{about}" if language == "fr" else f" that speaks{about}"
        ordered = {"n": f"{said}{that}", "speak": "est" if language == "fr" else "is", "about": ""}
    else:
        ordered = {}
    return Outcome(
        kind="sources",
        value=found,
        items=tuple(Item(_titled(one, language), (one.id,)) for one in found),
        words={
            "speak": speak,
            "about": about,
            "about_of": f" qui parlent{about}"
            if subject and language == "fr"
            else f" that speak{about}"
            if subject
            else "",
            **(forms(subject, "a", language) if subject else {}),
            **ordered,
        },
        columns=(SOURCE, KIND, DATE),
        rows=tuple(
            row(
                [
                    cell(one.titles.in_(language), one.id, "Source"),
                    cell(SourceKind(one.kind).label.in_(language)),
                    cell(date(one.date, language) if one.date else None),
                ],
                (),
            )
            for one in found
        ),
    )


def _cited(context: Context, subject: Entity) -> tuple[SourceRef, ...]:
    """Return every place in a source that speaks of a thing, or of a link of it."""
    graph, id_ = context.graph, subject.id
    if subject.label == "Collectivity" and id_ not in context.gazetteer.bodies:
        # A French commune that no source names.
        return ()
    links = read.partnerships(graph, id_) if subject.label in ("Collectivity", "Organisation", TERRITORY) else ()
    found = [ref for link in links for ref in link.sources]
    match subject.label:
        case "Collectivity":
            found += read.collectivity(graph, id_).sources
        case "Network":
            found += read.network(graph, id_).sources
        case "Organisation":
            found += read.organisation(graph, id_).sources
        case "Person":
            person = read.person(graph, id_)
            found += [*person.sources, *(ref for one in person.offices for ref in one.sources)]
            found += [ref for one in person.attendances for ref in one.sources]
        case "Event":
            found += read.event(graph, id_).sources
        case _:
            pass
    return tuple(found)


def _concerns(context: Context, about: tuple[str, ...], subject: Entity) -> bool:
    if subject.label != TERRITORY:
        return subject.id in about
    return any(
        one.territory is not None and contains(subject.id, one.territory)
        for one in (entity(context, id_) for id_ in about)
    )


def _about(subject: Entity | None, language: Language) -> str:
    if subject is None:
        return ""
    return f" sur {the(subject, 'fr')}" if language == "fr" else f" about {the(subject, 'en')}"


def _titled(one: Source, language: Language) -> str:
    title = one.titles.in_(language)
    return f"{title} ({date(one.date, language)})" if one.date else title
