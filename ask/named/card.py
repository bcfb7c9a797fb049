"""What something is: what sources say of it in a few words, whatever it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from ask.gazetteer import TERRITORY, Entity, place
from ask.named.attendance import meetings_of
from ask.named.base import COLON, Context, Item, Outcome, cell, entity, forms, ids, lower_first, name, row
from ask.named.columns import LINK, TO
from ask.named.events import events
from ask.named.linked import between, partners_in, sources_of
from ask.named.offices import office_of
from ask.named.ties import other_end
from ask.prose import listed, number, of, the, to
from ask.reading import Parsed
from graph import read
from graph.ids import fold
from graph.views.answers import Value
from graph.views.base import Names, SourceRef
from graph.views.networks import Network
from graph.views.relations import Relation
from graph.vocabulary import (
    CollectivityKind,
    Label,
    Language,
    NetworkKind,
    OrganisationKind,
    PartyRole,
    Reach,
    RelationKind,
)

_NAMED: Final = 4
"""Up to so many names stand behind one fact, more are counted."""

_MUTUAL: Final = (RelationKind.PARTNER_OF, RelationKind.MERGING_WITH)
"""How two act on each other alike."""

_REACH: Final[Mapping[Language, str]] = {"fr": "niveau", "en": "reach"}

_FACTS: Final = {
    "governance": Label("gouvernance", "governance"),
    "admits": Label("qui peut y entrer", "whom it admits"),
    "offers": Label("ce qu'il offre", "what it offers"),
    "costs": Label("coût", "cost"),
    "members": Label("membres nommés", "members named"),
    "in": Label("réseaux", "networks"),
    "partners": Label("partenaires", "partners"),
    "helped": Label("liens appuyés", "links supported"),
    "people": Label("personnes nommées", "people named"),
}


_ASKED: Final = {
    "is": frozenset("portee rayon reach scope european national world kind type geographique".split()),
    "governance": frozenset("gouvernance gouverne gouvernee governance governed statuts".split()),
    "admits": frozenset("adherer rejoindre entrer conditions join eligible eligibility admission admit admits".split()),
    "offers": frozenset("services offre offrent apporte apportent offer offers benefits".split()),
    "costs": frozenset("cout couts coute cotisation cotisations tarif tarifs prix fee fees cost costs price".split()),
}
"""Words that ask for one fact about a network."""


class _Fact(NamedTuple):
    """One thing that sources say of something: under which word, in which words, the rows and sources behind it."""

    word: str
    text: str
    rows: tuple[Value, ...]
    sources: tuple[SourceRef, ...]


def card(context: Context, parsed: Parsed) -> Outcome:
    """What sources say of a person, an event, a network, an organisation, an authority or a territory."""
    subject = parsed.choices[0].taken
    words = forms(subject, "a", parsed.language)
    if subject.label == "Person":
        found = office_of(context, parsed)
        found = found if found.found else meetings_of(context, parsed)
        return replace(found, words={**found.words, **words})
    if subject.label == "Event":
        found = events(context, parsed)
        said = name(context, subject.id, parsed.language)
        items = tuple(one._replace(text=one.text.removeprefix(f"{said} (").removesuffix(")")) for one in found.items)
        return replace(found, items=items, words={**found.words, **words})
    facts = _facts(context, subject, parsed.language)
    asked = [fact for fact, words_ in _ASKED.items() if words_ & set(fold(parsed.text).split())]
    if asked and parsed.kind.name == "network-facts":
        # What is asked for, or that no source tells it.
        labels = {_FACTS[one].in_(parsed.language) if one != "is" else "" for one in asked}
        facts = [fact for fact in facts if fact.word in labels and (fact.word or not fact.rows)]
    return Outcome(
        kind="claims" if facts else "relations",
        value=tuple(value for fact in facts for value in fact.rows),
        items=tuple(Item(_said(fact), ids(fact.sources)) for fact in facts),
        words=words,
        columns=(LINK, TO),
        rows=tuple(row([cell(fact.word or None), cell(fact.text)], fact.sources) for fact in facts),
        some=bool(facts) and any(fact.rows or fact.sources for fact in facts),
    )


def _said(fact: _Fact) -> str:
    return f"{fact.word} ({fact.text})" if fact.word else fact.text


def _facts(context: Context, subject: Entity, language: Language) -> list[_Fact]:
    facts: list[_Fact] = []
    if subject.label == "Network":
        facts += _of_network(read.network(context.graph, subject.id), language)
    elif subject.id in context.gazetteer.bodies:
        facts += _kind(context, subject, language)
    facts += _partners(context, subject, language)
    facts += _helped(context, subject, language)
    facts += _ties(context, subject, language)
    facts += _members(context, subject, language)
    facts += _people(context, subject, language)
    # That it stands under a heading is the least that can be said of it.
    return sorted(facts, key=_is_heading)


def _is_heading(fact: _Fact) -> bool:
    return any(isinstance(one, Relation) and one.kind == RelationKind.LISTED_UNDER for one in fact.rows)


def _kind(context: Context, subject: Entity, language: Language) -> list[_Fact]:
    if subject.label == "Organisation":
        organisation = read.organisation(context.graph, subject.id)
        kind = OrganisationKind(organisation.kind).label.in_(language) if organisation.kind else ""
        return [_Fact("", lower_first(kind), (), organisation.sources)] if kind else []
    authority = read.collectivity(context.graph, subject.id)
    kind = CollectivityKind(authority.kind).label.in_(language)
    where = name(context, authority.territory, language)
    said = lower_first(kind) if where == name(context, subject.id, language) else f"{lower_first(kind)}, {where}"
    return [_Fact("", said, (), authority.sources)]


def _of_network(network: Network, language: Language) -> list[_Fact]:
    kind = NetworkKind(network.kind).label.in_(language) if network.kind else ""
    reach = lower_first(Reach(network.reach).label.in_(language)) if network.reach else ""
    words = f"{lower_first(kind)}, {_REACH[language]}{COLON[language]}{reach}" if kind and reach else lower_first(kind)
    facts = [_Fact("", words, (), network.sources)] if words else []
    told: tuple[tuple[str, Names | None], ...] = (
        ("governance", network.governance),
        ("admits", network.admits),
        ("offers", network.offers),
        ("costs", network.costs),
    )
    for word, text in told:
        if text:
            said = lower_first(text.in_(language)).rstrip(".")
            facts.append(_Fact(_FACTS[word].in_(language), said, (), network.sources))
    return facts


def _ties(context: Context, subject: Entity, language: Language) -> list[_Fact]:
    """What it does to others and others to it, and what it is part of."""
    found = [
        *read.relations(context.graph, start=subject.id),
        *(one for one in read.relations(context.graph, end=subject.id) if one.kind != RelationKind.LISTED_UNDER),
    ]
    groups: dict[tuple[str, bool], list[int]] = {}
    for at, one in enumerate(found):
        groups.setdefault((one.kind, one.from_id == subject.id), []).append(at)
    facts = []
    for (kind, forward), several in groups.items():
        rows = tuple(found[at] for at in several)
        others = [entity(context, other_end(one, subject.id)) for one in rows]
        others = [place(one.governs) if one.governs else one for one in others]
        verb = RelationKind(kind).label.in_(language)
        if forward or kind in _MUTUAL:
            facts.append(_Fact("", _does(verb, others, language), rows, _refs(rows)))
        else:
            word = f"qui {verb}" if language == "fr" else f"who {verb}"
            names = [other.fr if language == "fr" else other.en for other in others]
            facts.append(_Fact(word, _some(names, language), rows, _refs(rows)))
    member = read.memberships(context.graph, member=subject.id)
    if member:
        names = [one.network_names.in_(language) for one in member]
        facts.append(_Fact(_FACTS["in"].in_(language), _some(names, language), member, _refs(member)))
    return facts


def _does(verb: str, others: Sequence[Entity], language: Language) -> str:
    """Put what something acts on after a verb, which in French may end in "de" or "à": "est opérateur de l'État"."""
    if language == "fr" and verb.endswith(" de"):
        return f"{verb.removesuffix(' de')} {_some([of(one, 'fr') for one in others], 'fr')}"
    if language == "fr" and verb.endswith(" à"):
        return f"{verb.removesuffix(' à')} {_some([to(the(one, 'fr')) for one in others], 'fr')}"
    return f"{verb} {_some([the(one, language) for one in others], language)}"


def _partners(context: Context, subject: Entity, language: Language) -> list[_Fact]:
    if subject.label not in ("Collectivity", "Organisation", TERRITORY):
        return []
    links = between(context, (subject,))
    names = [party.names.in_(language) for party in partners_in(links, subject).values()]
    return [_Fact(_FACTS["partners"].in_(language), _some(names, language), links, sources_of(links))] if links else []


def _helped(context: Context, subject: Entity, language: Language) -> list[_Fact]:
    """The links that an organisation supports, or goes between the parties of."""
    if subject.label != "Organisation":
        return []
    links = tuple(
        link
        for link in read.partnerships_with(context.graph, subject.id)
        if any(one.id == subject.id and one.role != PartyRole.PARTY for one in link.parties)
    )
    pairs = [" – ".join(party.names.in_(language) for party in link.partners) for link in links]
    return [_Fact(_FACTS["helped"].in_(language), _some(pairs, language), links, sources_of(links))] if links else []


def _members(context: Context, subject: Entity, language: Language) -> list[_Fact]:
    found = read.memberships(context.graph, network=subject.id) if subject.label == "Network" else ()
    names = [one.member_names.in_(language) for one in found]
    return [_Fact(_FACTS["members"].in_(language), _some(names, language), found, _refs(found))] if found else []


def _people(context: Context, subject: Entity, language: Language) -> list[_Fact]:
    found = () if subject.label == TERRITORY else read.mandates(context.graph, body=subject.id)
    names = list(dict.fromkeys(one.person_name for one in reversed(found)))
    return [_Fact(_FACTS["people"].in_(language), _some(names, language), found, _refs(found))] if found else []


def _some(names: Sequence[str], language: Language) -> str:
    names = list(dict.fromkeys(names))
    if len(names) > _NAMED + 1:
        count = number(len(names) - _NAMED, language)
        names = [*names[:_NAMED], f"{count} autres" if language == "fr" else f"{count} others"]
    return listed(names, language)


def _refs(rows: Iterable[Value]) -> tuple[SourceRef, ...]:
    found = (ref for one in rows for ref in getattr(one, "sources", ()))
    return tuple({(ref.id, ref.locator): ref for ref in found}.values())
