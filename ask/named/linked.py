"""Which links a question is about, and what several named queries say of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from ask import narrowed
from ask.gazetteer import TERRITORY, Entity
from ask.named.base import Context, forms, ids
from ask.prose import listed, the
from ask.reading import Parsed
from ask.sentence import SPEECH, Question, foreign, in_order
from graph import read
from graph.asof import partnership_as_of
from graph.views.base import SourceRef
from graph.views.partnerships import Partnership, Party

_MUCH: Final = 5
"""A place in which more than one in so many of all named things lie is not asked for by itself."""


def asked(context: Context, parsed: Parsed, *, levels: bool = False) -> tuple[Partnership, ...]:
    """The links of the scopes that a question names, narrowed as it says (by `levels` too); all where it names none."""
    scopes = parsed.scopes
    found = between(context, scopes[:2])
    question = Question(scopes, parsed.language, parsed.abroad)
    if parsed.abroad and scopes:
        found = foreign(question, found)
    elif parsed.abroad:
        found = tuple(link for link in found if len({party.country for party in link.partners}) > 1)
    if parsed.as_of:
        found = tuple(then for one in found if (then := partnership_as_of(one, parsed.as_of)))
    found = narrowed_links(found, parsed, levels=levels)
    return in_order(question, found) if scopes else found


def narrowed_links(found: Iterable[Partnership], parsed: Parsed, *, levels: bool = False) -> tuple[Partnership, ...]:
    """Return the links that pass the filters of a question; a period is what each kind takes it for."""
    kept = parsed.filters.levels if levels else ()
    passing = narrowed.kept(found, replace(parsed, filters=replace(parsed.filters, levels=kept, began=False)))
    return tuple(link for link in passing if parsed.form in (None, link.form))


def between(context: Context, scopes: Sequence[Entity]) -> tuple[Partnership, ...]:
    """Return the links that have parties in each of up to two scopes; all links without any."""
    # Of a country in which much of what is named lies, all links are looked through as they are held.
    wide = len(scopes) == 1 and _MUCH * context.gazetteer.present.get(scopes[0].id, 0) > len(context.gazetteer.bodies)
    codes = [scope.id for scope in scopes if not scope.area and not wide]
    found = read.partnerships(context.graph, *codes) if codes else context.links()
    if len(codes) == len(scopes):
        return found
    return tuple(link for link in found if _joins(link, scopes))


def _joins(link: Partnership, scopes: Sequence[Entity]) -> bool:
    """Whether each scope holds a party of its own, and no body that is left out is one."""
    left_out = {one.id for scope in scopes for one in scope.without if one.label != TERRITORY and not scope.parts}
    if any(party.id in left_out for party in link.partners):
        return False
    held = [{party.id for party in link.partners if scope.holds(party.id, party.territory)} for scope in scopes]
    return all(held) and (len(held) == 1 or len(held[0] | held[1]) > 1)


def partners_in(links: Iterable[Partnership], body: Entity) -> dict[str, Party]:
    """The partners of a body, or those outside a territory."""
    found: dict[str, Party] = {}
    for link in links:
        for party in link.partners:
            if not body.holds(party.id, party.territory):
                found[party.id] = party
    return found


def has(link: Partnership, id_: str) -> bool:
    """Whether a body is a party."""
    return any(party.id == id_ for party in link.partners)


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
    words["with_b"] += narrowing(parsed)
    return words


def narrowing(parsed: Parsed) -> str:
    """Return in brackets what narrows the links beside places."""
    language, speech = parsed.language, SPEECH[parsed.language]
    said = [
        speech.of_form(parsed.form) if parsed.form else "",
        narrowed.phrase(parsed, ongoing=True),
        speech.ABROAD.strip() if parsed.abroad else "",
    ]
    told = listed([one for one in said if one], language)
    return f" ({told})" if told else ""
