"""Which links a question is about, and what several named queries say of them."""

from __future__ import annotations

from collections.abc import Iterable

from ask.gazetteer import TERRITORY, Entity
from ask.named.base import Context, forms, ids
from ask.prose import the
from ask.reading import Parsed
from ask.sentence import Question, foreign, in_order
from graph import read
from graph.places import contains
from graph.views.base import SourceRef
from graph.views.partnerships import Partnership, Party


def asked(context: Context, parsed: Parsed) -> tuple[Partnership, ...]:
    """The links of the scopes that a question names; all where it names none."""
    scopes = parsed.scopes
    found = context.links() if not scopes else read.partnerships(context.graph, *(scope.id for scope in scopes[:2]))
    question = Question(scopes, parsed.language, parsed.abroad)
    if parsed.abroad and scopes:
        found = foreign(question, found)
    return in_order(question, found) if scopes else found


def partners_in(links: Iterable[Partnership], body: Entity) -> dict[str, Party]:
    """The partners of a body, or those outside a territory."""
    found: dict[str, Party] = {}
    for link in links:
        for party in link.partners:
            if not (within(party, body.id) if body.label == TERRITORY else party.id == body.id):
                found[party.id] = party
    return found


def has(link: Partnership, id_: str) -> bool:
    """Whether a body is a party."""
    return any(party.id == id_ for party in link.partners)


def within(party: Party, where: str | None) -> bool:
    """Whether a party is a body, or lies in a territory; anything does in None."""
    if where is None or party.id == where:
        return True
    return party.territory is not None and where[:1].isupper() and contains(where, party.territory)


def sources_of(links: Iterable[Partnership]) -> tuple[SourceRef, ...]:
    """Return the sources of links, each place in one once."""
    return tuple({(ref.id, ref.locator): ref for link in links for ref in link.sources}.values())


def source_ids(links: Iterable[Partnership]) -> tuple[str, ...]:
    """Return the ids of the sources of links."""
    return ids(ref for link in links for ref in link.sources)


def scoped(parsed: Parsed) -> dict[str, str]:
    """Return the forms of the one or two names that a question is about."""
    language = parsed.language
    words = forms(parsed.scopes[0], "a", language)
    second = parsed.scopes[1] if len(parsed.scopes) > 1 else None
    words["with_b"] = ""
    if second:
        words |= forms(second, "b", language)
        words["with_b"] = f" avec {the(second, 'fr')}" if language == "fr" else f" with {the(second, 'en')}"
    return words
