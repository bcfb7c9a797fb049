"""How actors act on each other: who finances, composes, covers, is part of what."""

from __future__ import annotations

from collections.abc import Mapping

from ask.gazetteer import TERRITORY, Entity
from ask.named.base import (
    COLON,
    Context,
    Item,
    Outcome,
    cell,
    entity,
    forms,
    ids,
    name,
    on_day,
    quoted,
    row,
    since_when,
    thing,
)
from ask.named.columns import FROM, LINK, NETWORK, PLACE, TO
from ask.named.ties import Tie, other_end
from ask.prose import de, number, of, the, to
from ask.reading import Parsed
from graph import read
from graph.ids import fold
from graph.places import contains
from graph.views.answers import TableRow
from graph.views.memberships import Membership
from graph.views.relations import Relation
from graph.vocabulary import Language, RelationKind


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
    known = {other_end(tie, actor.id) for tie in found}
    found += [tie for tie in read.memberships(context.graph, member=actor.id) if tie.network not in known]
    whole = parsed.named(1)
    if whole:
        found = [tie for tie in found if other_end(tie, actor.id) == whole.id]
    return Outcome(
        kind="relations",
        value=tuple(found),
        items=tuple(Item(_tied(tie, context, language), ids(tie.sources)) for tie in found),
        words=forms(actor, "a", language) | (forms(whole, "b", language) if whole else {}),
        columns=(LINK, NETWORK),
        rows=tuple(
            row([cell(_tie_word(tie, language)), thing(context, other_end(tie, actor.id), language)], tie.sources)
            for tie in found
        ),
    )


def ties_between(context: Context, parsed: Parsed) -> Outcome:
    """How two actors are tied: what one does to the other, and which is a member of which."""
    language, (a, b) = parsed.language, parsed.scopes[:2]
    found: list[Tie] = []
    for one, other in ((a, b), (b, a)):
        found += read.relations(context.graph, start=one.id, end=other.id)
        found += [tie for tie in read.memberships(context.graph, member=one.id) if tie.network == other.id]
    return Outcome(
        kind="relations",
        value=tuple(found),
        items=tuple(Item(_whole(tie, context, language), ids(tie.sources)) for tie in found),
        words={**forms(a, "a", language), **forms(b, "b", language)},
        columns=(FROM, LINK, TO),
        rows=tuple(
            row(
                [thing(context, start, language), cell(_tie_word(tie, language)), thing(context, end, language)],
                tie.sources,
            )
            for tie in found
            for start, end in [_ends(tie)]
        ),
    )


def _ends(tie: Tie) -> tuple[str, str]:
    return (tie.member, tie.network) if isinstance(tie, Membership) else (tie.from_id, tie.to_id)


def _whole(tie: Tie, context: Context, language: Language) -> str:
    """Return a tie as a sentence of its own: France urbaine participe à la CNCD."""
    start, end = (entity(context, id_) for id_ in _ends(tie))
    word = _tie_word(tie, language)
    if isinstance(tie, Membership):
        word = f"est {word}" if language == "fr" else f"is a {word}"
    return f"{the(start, language)} {_done_to(word, end, language)}"


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
        rows = [
            one for one in rows if entity(context, other_end(one, actor.id)).kind == parsed.filters.organisation_kind
        ]
    others = list(dict.fromkeys(other_end(one, actor.id) for one in rows))
    others.sort(key=lambda id_: fold(name(context, id_, language)))
    items = tuple(
        Item(
            the(entity(context, id_), language)
            + _since([one for one in rows if other_end(one, actor.id) == id_], language),
            ids(ref for one in rows if other_end(one, actor.id) == id_ for ref in one.sources),
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
        lead, tail = f"{it} {_before(one_verb, counted, language)}{COLON[language]}", ""
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


def _since(ties: list[Relation], language: Language) -> str:
    """Return when a source says that it began: (en 1982), (depuis 2014)."""
    date_ = next((one.since for one in ties if one.since), None)
    if not date_:
        return ""
    once = ties[0].kind == RelationKind.CREATED
    return f" ({on_day(date_, language) if once else since_when(date_, language)})"


def _with_acronym(acronyms: Mapping[str, str | None], one: Relation, context: Context, language: Language) -> str:
    acronym = acronyms.get(one.from_id)
    text = name(context, one.from_id, language)
    return f"{text} ({acronym})" if acronym else text


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


def _before(verb: str, counted: str, language: Language) -> str:
    """Put a number after a verb: "est opérateur d'un acteur", "participe à deux acteurs"."""
    if language == "fr" and verb.endswith(" de"):
        return f"{verb.removesuffix(' de')} {de(counted)}"
    return f"{verb} {counted}"


def _who_verb(verb: str, actor: Entity, language: Language, *, forward: bool) -> str:
    if forward:
        return quoted(f"{the(actor, language)} {verb} …", language)
    return f"{'qui' if language == 'fr' else 'who'} {_done_to(verb, actor, language)}"


def _relation_row(one: Relation, context: Context, language: Language) -> TableRow:
    cells = [
        thing(context, one.from_id, language),
        cell(RelationKind(one.kind).label.in_(language)),
        thing(context, one.to_id, language),
    ]
    return row(cells, one.sources)
