"""Networks and the actors around them: members, links, what one does for another, events, figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ask.gazetteer import TERRITORY, Entity
from ask.named.base import (
    COLON,
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
from ask.prose import date, digits, inside, number, of, the, to
from ask.reading import Parsed
from graph import read
from graph.ids import fold
from graph.places import contains
from graph.themes import themes
from graph.views.answers import TableRow
from graph.views.events import Event
from graph.views.figures import Figure
from graph.views.memberships import Membership
from graph.views.relations import Relation
from graph.vocabulary import EventKind, EventStatus, Label, Language, MembershipRole, RelationKind

MEMBER: Final = Label("Membre", "Member")
ROLE: Final = Label("Rôle", "Role")
SINCE: Final = Label("Depuis", "Since")
NETWORK: Final = Label("Réseau", "Network")
LINK: Final = Label("Lien", "Link")
FROM: Final = Label("Acteur", "Actor")
TO: Final = Label("Sur", "On")
WHAT: Final = Label("Ce qui est compté", "What is counted")
VALUE: Final = Label("Valeur", "Value")
YEAR: Final = Label("Année", "Year")
EVENT: Final = Label("Événement", "Event")
KIND: Final = Label("Genre", "Kind")
DATE: Final = Label("Date", "Date")
PLACE: Final = Label("Lieu", "Place")
STATUS: Final = Label("État", "State")

Tie = Membership | Relation


def members_of(context: Context, parsed: Parsed) -> Outcome:
    """Who is a member of a network; where no source names a member, what sources list under it."""
    language, network, place = parsed.language, parsed.choices[0].taken, parsed.named(1)
    found: list[Tie] = list(read.memberships(context.graph, network=network.id))
    listed = not found
    if listed:
        found = list(read.relations(context.graph, kind="listed_under", end=network.id))
    beside = [
        one
        for one in read.relations(context.graph, kind="participates_in", end=network.id)
        if not any(one.from_id == _other(tie, network.id) for tie in found)
    ]
    if place:
        found = [tie for tie in found if _in_place(entity(context, _other(tie, network.id)), place)]
    levels = {level for _, level in parsed.filters.hard}
    if levels:
        found = [tie for tie in found if entity(context, _other(tie, network.id)).kind in levels]
    found.sort(key=lambda tie: fold(name(context, _other(tie, network.id), language)))
    notes = [*_stated_members(context, network, language), *_beside(context, beside, language)]
    where = "" if place is None else f" {inside(place, language)}"
    words = {**forms(network, "a", language), "place": where}
    words["sources_name"] = "les sources nomment" if language == "fr" else "the sources name"
    if listed and found:
        words |= _listed_under(len(found), network, language)
    return Outcome(
        kind="memberships" if not listed else "relations",
        value=tuple(found),
        items=tuple(Item(_item(tie, network.id, context, language), ids(tie.sources)) for tie in found),
        words=words,
        columns=(MEMBER, ROLE, SINCE),
        rows=tuple(_member_row(tie, network.id, context, language) for tie in found),
        notes=tuple(notes),
    )


def networks_of(context: Context, parsed: Parsed) -> Outcome:
    """Which networks a body is in: as a member, or taking part without being called one."""
    language, body = parsed.language, parsed.choices[0].taken
    found: list[Tie] = list(read.memberships(context.graph, member=body.id))
    known = {tie.network for tie in found if isinstance(tie, Membership)}
    found += [
        one
        for one in read.relations(context.graph, kind="participates_in", start=body.id)
        if one.to_label == "Network" and one.to_id not in known
    ]
    theme = ""
    if parsed.filters.themes:
        wanted = set(parsed.filters.themes)
        about = {n.id: set(n.themes) for n in read.networks(context.graph, [_other(tie, body.id) for tie in found])}
        found = [tie for tie in found if about.get(_other(tie, body.id), set()) & wanted]
        label = themes()[parsed.filters.themes[0]].in_(language)
        theme = f" ({lower_first(label)})"
    found.sort(key=lambda tie: fold(name(context, _other(tie, body.id), language)))
    return Outcome(
        kind="memberships",
        value=tuple(found),
        items=tuple(Item(_item(tie, body.id, context, language), ids(tie.sources)) for tie in found),
        words={
            **forms(body, "a", language),
            "theme": theme,
            "sources_place": "les sources placent" if language == "fr" else "the sources place",
        },
        columns=(NETWORK, ROLE, SINCE),
        rows=tuple(_member_row(tie, body.id, context, language) for tie in found),
    )


def covering(context: Context, parsed: Parsed) -> Outcome:
    """Which networks cover a territory, or the one that an authority lies in."""
    language, place = parsed.language, parsed.choices[0].taken
    code = place.id if place.label == TERRITORY else place.governs or place.territory
    found = [
        one
        for one in read.relations(context.graph, kind="covers")
        if code and one.to_label == TERRITORY and contains(one.to_id, code)
    ]
    acronyms = {one.id: one.acronym for one in read.networks(context.graph, [one.from_id for one in found])}
    cover = {"fr": ("couvre", "couvrent"), "en": ("covers", "cover")}[language][len(found) > 1]
    return Outcome(
        kind="relations",
        value=tuple(found),
        items=tuple(Item(_with_acronym(acronyms, one, context, language), ids(one.sources)) for one in found),
        words={**forms(place, "a", language), "cover": cover},
        columns=(NETWORK, LINK, PLACE),
        rows=tuple(_relation_row(one, context, language) for one in found),
    )


def part_of(context: Context, parsed: Parsed) -> Outcome:
    """What an actor is part of, a section of, or a member of."""
    language, actor = parsed.language, parsed.choices[0].taken
    found: list[Tie] = []
    for kind in ("national_section_of", "part_of"):
        found += read.relations(context.graph, kind=kind, start=actor.id)
    known = {_other(tie, actor.id) for tie in found}
    found += [tie for tie in read.memberships(context.graph, member=actor.id) if tie.network not in known]
    return Outcome(
        kind="relations",
        value=tuple(found),
        items=tuple(Item(_tied(tie, context, language), ids(tie.sources)) for tie in found),
        words=forms(actor, "a", language),
        columns=(LINK, NETWORK),
        rows=tuple(
            row([cell(_tie_word(tie, language)), thing(context, _other(tie, actor.id), language)], tie.sources)
            for tie in found
        ),
    )


def relations(context: Context, parsed: Parsed) -> Outcome:
    """Who acts on an actor in one way, or on whom it acts."""
    language, actor, verb = parsed.language, parsed.choices[0].taken, parsed.filters.verb
    assert verb is not None, "the kind needs a verb"
    forward = parsed.filters.forward
    found: dict[str, Relation] = {}
    for kind in verb.kinds:
        if found:
            break
        if forward or verb.both:
            found |= {one.id: one for one in read.relations(context.graph, kind=kind, start=actor.id)}
        if not forward or verb.both:
            found |= {one.id: one for one in read.relations(context.graph, kind=kind, end=actor.id)}
    rows = list(found.values())
    if parsed.filters.organisation_kind:
        rows = [one for one in rows if entity(context, _other(one, actor.id)).kind == parsed.filters.organisation_kind]
    others = list(dict.fromkeys(_other(one, actor.id) for one in rows))
    others.sort(key=lambda id_: fold(name(context, id_, language)))
    items = tuple(
        Item(
            the(entity(context, id_), language),
            ids(ref for one in rows if _other(one, actor.id) == id_ for ref in one.sources),
        )
        for id_ in others
    )
    one_verb, many_verb = verb.forms[language]
    it = the(actor, language)
    lead, tail = "", f" {_done_to(many_verb if len(others) > 1 else one_verb, actor, language)}"
    if verb.both:
        verb_, noun = ("a", "partenaire") if language == "fr" else ("has", "partner")
        if verb.kinds == ("merging_with",):
            verb_, noun = ("fusionne avec", "acteur") if language == "fr" else ("is merging with", "actor")
        count = number(len(others), language)
        lead, tail = f"{it} {verb_} {count} {noun}{'s' if len(others) > 1 else ''}{COLON[language]}", ""
    elif forward:
        counted = f"{number(len(others), language)} {_others(len(others), verb.kinds[0], language)}"
        lead, tail = f"{it} {one_verb} {counted}{COLON[language]}", ""
    return Outcome(
        kind="relations",
        value=tuple(rows),
        items=items,
        words={
            "lead": lead,
            "tail": tail,
            "who_verb": _who_verb(one_verb, actor, language, forward=forward and not verb.both),
        },
        columns=(FROM, LINK, TO),
        rows=tuple(_relation_row(one, context, language) for one in rows),
        total=len(others),
    )


def events(context: Context, parsed: Parsed) -> Outcome:
    """Events by name, by who held them, by place, by date, by kind."""
    language, filters = parsed.language, parsed.filters
    about = parsed.choices[0].taken if parsed.choices else None
    names = [event for event in context.gazetteer.events if filters.event_kind in (None, event.kind)]
    if filters.period:
        names = [event for event in names if filters.period.holds(event.date)]
    text = ""
    if about and about.label == "Event":
        same = {choice.taken.id for choice in parsed.choices} | {one.id for one in parsed.choices[0].others}
        names = [event for event in names if event.id in same]
        text = f" {quoted(about.fr if language == 'fr' else about.en, language)}"
    elif about and about.label in ("Network", "Organisation"):
        names = [event for event in names if about.id in event.bodies]
        text = f" {of(about, language)}" if language == "fr" else f" of {the(about, 'en')}"
    elif about:
        names = [event for event in names if _at(context, event.held_in, about) or about.id in event.bodies]
        text = f" liés à {the(about, 'fr')}" if language == "fr" else f" tied to {the(about, 'en')}"
    found = sorted(read.events(context.graph, [event.id for event in names]), key=lambda one: (one.date or "", one.id))
    if filters.themes:
        found = [one for one in found if set(one.themes) & set(filters.themes)]
    return Outcome(
        kind="events",
        value=tuple(found),
        items=tuple(Item(_event(one, language), ids(one.sources)) for one in found),
        words={
            "about": text,
            "during": during(parsed),
            "sources": "les sources mentionnent" if language == "fr" else "the sources mention",
        },
        columns=(EVENT, KIND, DATE, PLACE, STATUS),
        rows=tuple(_event_row(one, language) for one in found),
    )


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


# --- words ------------------------------------------------------------------------------------------------------------------


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


def _listed_under(count: int, network: Entity, language: Language) -> dict[str, str]:
    """Return the words for what sources list under a heading without calling it a member."""
    if language == "fr":
        said = (
            f"{number(count, 'fr')} acteur{'s' if count > 1 else ''}, sans {'les' if count > 1 else 'le'} dire membre"
        )
        listed = {"n": f"{said}{'s' if count > 1 else ''},", "of_a": f"parmi {the(network, 'fr')}"}
        return {**listed, "sources_name": "les sources classent"}
    calling = "without calling them members" if count > 1 else "without calling it a member"
    said = f"{number(count, 'en')} actor{'s' if count > 1 else ''}, {calling},"
    return {"n": said, "of_a": f"under {the(network, 'en')}", "sources_name": "the sources list"}


def _with_acronym(acronyms: Mapping[str, str | None], one: Relation, context: Context, language: Language) -> str:
    acronym = acronyms.get(one.from_id)
    text = name(context, one.from_id, language)
    return f"{text} ({acronym})" if acronym else text


def _stated_members(context: Context, network: Entity, language: Language) -> list[str]:
    """Say how many members sources count, beside those they name."""
    known = [figure.id for figure in context.gazetteer.figures.get(network.id, ()) if figure.measure == "members"]
    stated = sorted(read.figures(context.graph, known), key=lambda one: one.year or "", reverse=True)
    if not stated:
        return []
    told = ", ".join(f"{amount(one, language)}{f' ({one.year})' if one.year else ''}" for one in stated)
    if language == "fr":
        return [f"Les sources comptent plus de membres qu'elles n'en nomment\u00a0: {told}."]
    return [f"The sources count more members than they name: {told}."]


def _beside(context: Context, beside: list[Relation], language: Language) -> list[str]:
    if not beside:
        return []
    names = ", ".join(name(context, one.from_id, language) for one in beside[:6])
    if language == "fr":
        verb = "participe" if len(beside) == 1 else "participent"
        return [f"Les sources disent aussi, sans parler de membre, que {names} y {verb}."]
    verb = "takes" if len(beside) == 1 else "take"
    return [f"The sources also say, without speaking of a member, that {names} {verb} part."]


def _other(tie: Tie, id_: str) -> str:
    one, other = (tie.member, tie.network) if isinstance(tie, Membership) else (tie.from_id, tie.to_id)
    return other if one == id_ else one


def _in_place(one: Entity, place: Entity) -> bool:
    if not is_territory(place):
        return one.id == place.id
    return one.territory is not None and contains(place.id, one.territory)


def _at(context: Context, held_in: str | None, place: Entity) -> bool:
    return bool(held_in) and _in_place(entity(context, held_in or ""), place)


def _item(tie: Tie, id_: str, context: Context, language: Language) -> str:
    text = name(context, _other(tie, id_), language)
    if isinstance(tie, Membership) and tie.role != MembershipRole.MEMBER:
        return f"{text} ({lower_first(MembershipRole(tie.role).label.in_(language))})"
    if isinstance(tie, Relation) and tie.kind == RelationKind.PARTICIPATES_IN:
        return f"{text} ({'y participe' if language == 'fr' else 'takes part'})"
    return text


def _tie_word(tie: Tie, language: Language) -> str:
    if isinstance(tie, Membership):
        return "membre de" if language == "fr" else "member of"
    return RelationKind(tie.kind).label.in_(language)


def _tied(tie: Tie, context: Context, language: Language) -> str:
    other = entity(context, tie.network if isinstance(tie, Membership) else tie.to_id)
    if language == "en":
        word = (
            "member of"
            if isinstance(tie, Membership)
            else {"national_section_of": "national section of", "part_of": "part of"}.get(tie.kind, "")
        )
        return f"{word} {the(other, 'en')}"
    word = (
        "membre"
        if isinstance(tie, Membership)
        else {"national_section_of": "section nationale", "part_of": "partie"}.get(tie.kind, "")
    )
    return f"{word} {of(other, 'fr')}"


def _others(count: int, kind: str, language: Language) -> str:
    if kind == "active_in":
        return "pays" if language == "fr" else ("country" if count == 1 else "countries")
    one, many = ("acteur", "acteurs") if language == "fr" else ("actor", "actors")
    return many if count > 1 else one


def _done_to(verb: str, actor: Entity, language: Language) -> str:
    """Put an actor after a verb, which in French may end in "de" or "à": "est opérateur de l'État", "participe au forum"."""
    if language == "fr" and verb.endswith(" de"):
        return f"{verb.removesuffix(' de')} {of(actor, 'fr')}"
    if language == "fr" and verb.endswith(" à"):
        return f"{verb.removesuffix(' à')} {to(the(actor, 'fr'))}"
    return f"{verb} {the(actor, language)}"


def _who_verb(verb: str, actor: Entity, language: Language, *, forward: bool) -> str:
    if forward:
        return quoted(f"{the(actor, language)} {verb} …", language)
    return f"{'qui' if language == 'fr' else 'who'} {_done_to(verb, actor, language)}"


def _event(one: Event, language: Language) -> str:
    day = f"{date(one.date, language)}" if one.date else ("sans date" if language == "fr" else "undated")
    place = f", {one.held_in.names.in_(language)}" if one.held_in else ""
    state = "" if one.status == EventStatus.HELD else f", {lower_first(EventStatus(one.status).label.in_(language))}"
    return f"{one.names.in_(language)} ({day}{place}{state})"


# --- tables -----------------------------------------------------------------------------------------------------------------


def _member_row(tie: Tie, id_: str, context: Context, language: Language) -> TableRow:
    if isinstance(tie, Membership):
        role = MembershipRole(tie.role).label.in_(language)
    else:
        role = RelationKind(tie.kind).label.in_(language)
    since = date(tie.since, language) if tie.since else None
    return row([thing(context, _other(tie, id_), language), cell(role), cell(since)], tie.sources)


def _relation_row(one: Relation, context: Context, language: Language) -> TableRow:
    cells = [
        thing(context, one.from_id, language),
        cell(RelationKind(one.kind).label.in_(language)),
        thing(context, one.to_id, language),
    ]
    return row(cells, one.sources)


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
