"""Links narrowed by status, theme, level, period or number of parties: which are kept, and how that is said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from ask.filters import CITY, LEVEL_KINDS, Filters
from ask.gazetteer import TERRITORY, Entity, place
from ask.named.base import during, lower_first
from ask.prose import either, listed
from ask.reading import Parsed
from ask.sentence import SPEECH
from graph.themes import themes
from graph.views.partnerships import Partnership, Party
from graph.vocabulary import Language, Status

_STATUSES: Final = {
    "active": ("en cours", "that are active"),
    "negotiating": ("en négociation", "that are under negotiation"),
    "exploratory": ("au stade exploratoire", "that are exploratory"),
    "dormant": ("en sommeil", "that are dormant"),
    "suspended": ("suspendus", "that are suspended"),
    "ended": ("terminés", "that have ended"),
}
_LEVELS: Final = {
    "region": ("d'une région", "of a region"),
    "departement": ("d'un département", "of a département"),
    "intercommunality": ("d'une intercommunalité", "of an intercommunal authority"),
    "state": ("d'un État fédéré", "of a state"),
    "county": ("d'un comté", "of a county"),
}
_MANY: Final = 3


def kept(links: Iterable[Partnership], parsed: Parsed) -> tuple[Partnership, ...]:
    """Return the links that pass every filter of a question but its form."""
    filters = parsed.filters
    return tuple(link for link in links if _passes(link, filters, parsed.scopes))


def _passes(link: Partnership, filters: Filters, scopes: Sequence[Entity]) -> bool:
    asked = (
        not filters.statuses or link.status in filters.statuses,
        not filters.forms or link.form in filters.forms,
        not filters.ongoing or link.status != Status.ENDED,
        not filters.themes or not set(filters.themes).isdisjoint(link.themes),
        not (filters.began and filters.period) or filters.period.holds(link.since),
        not filters.three or len(link.partners) >= _MANY,
    )
    if not all(asked):
        return False
    sides = dict.fromkeys(scope for scope, _ in filters.hard)
    return all(
        any(_is(party, levels, side, scopes) for party in link.partners)
        for side in sides
        if (levels := {level for scope, level in filters.hard if scope == side})
    )


def _is(party: Party, levels: Iterable[str], side: str | None, scopes: Sequence[Entity]) -> bool:
    if not any(party.kind in LEVEL_KINDS[level] for level in levels):
        return False
    if side is not None:
        known = next((scope for scope in scopes if scope.id == side), None) or place(side)
        return known.holds(party.id, party.territory)
    if len(scopes) > 1:
        return scopes[0].label != TERRITORY or scopes[0].holds(party.id, party.territory)
    return not scopes or not scopes[0].holds(party.id, party.territory)


def no_cities(links: Iterable[Partnership], parsed: Parsed) -> tuple[Party, ...]:
    """Return the parties that are no cities where a question says "cities": people say so of any authority."""
    if parsed.filters.hard or not any(level == CITY for _, level in parsed.filters.levels):
        return ()
    beside = {side for side, _ in parsed.filters.levels}
    sides = [scope for scope in parsed.scopes if scope.label == TERRITORY]
    sides.sort(key=lambda scope: scope.id not in beside)
    found = {
        party.id: party
        for link in links
        for party in link.partners
        if party.kind in ("region", "departement", "intercommunality", "state", "county")
        if not sides or any(side.holds(party.id, party.territory) for side in sides[:1])
    }
    return tuple(found.values())


def phrase(parsed: Parsed, *, levels: bool = False, ongoing: bool = False) -> str:
    """Return how links are narrowed, to stand after "links": en sommeil, sur « eau », commencés depuis 2010.

    `levels` tells the levels too, which a sentence about a place that found some counts by itself; `ongoing` that ended links
    are left out, which goes without saying where there are others.
    """
    filters, language = parsed.filters, parsed.language
    french = language == "fr"
    at = 0 if french else 1
    said = []
    if filters.three:
        said.append("à trois parties ou plus" if french else "of three parties or more")
    if filters.statuses:
        said.append(either([_STATUSES[status][at] for status in filters.statuses], language))
    if filters.ongoing and ongoing:
        said.append(("non terminés", "that have not ended")[at])
    if filters.forms:
        said.append(either([SPEECH[language].of_form(form) for form in filters.forms], language))
    if filters.themes:
        names = either([lower_first(themes()[theme].in_(language)) for theme in filters.themes], language)
        said.append(f"sur le thème «\u00a0{names}\u00a0»" if french else f"on the theme “{names}”")
    told = levels or not parsed.scopes or parsed.scopes[0].label != TERRITORY
    if told and filters.hard:
        said.insert(0, listed(list(dict.fromkeys(_LEVELS[level][at] for _, level in filters.hard)), language))
    if filters.began:
        said.append(f"commencés{during(parsed)}" if french else f"begun{during(parsed)}")
    return listed(said, language)


def level_words(parsed: Parsed, language: Language) -> str:
    """Return the levels that a question about places asks for, as the end of "understood": région, département."""
    said = list(dict.fromkeys(_LEVELS[level][0 if language == "fr" else 1] for _, level in parsed.filters.hard))
    if not said or not parsed.scopes:
        return ""
    return f", {'seulement ceux' if language == 'fr' else 'only those'} {listed(said, language)}"
