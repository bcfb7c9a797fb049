"""Partnerships → the picture of them: actors, links and sources as plain data, in one language, ready to be drawn.

Every claim keeps its source: a link carries its history, each item with the number of its source and the place in it.
Actors, links and sources are known by their position in the lists, so that no text from outside becomes a key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import combinations
from typing import Any, NamedTuple

from graph.themes import themes
from graph.views import HistoryItem, Partnership, Party, SourceRef
from graph.vocabulary import Language, Status
from viz.style import FORM_LABELS, SHAPE_GROUPS, form_key, shape_of, status_key
from viz.words import (
    NBSP,
    capital,
    count,
    date_words,
    from_words,
    kind_words,
    place_words,
    quoted,
    since_words,
    spelled,
    until_words,
)

Json = dict[str, Any]


@lru_cache(maxsize=256)
def kind_group(kind: str | None) -> str:
    """Return the group of kinds that share a shape: town, group, region, county, network, other, organisation."""
    shape = shape_of(kind)
    return next(name for name, own in SHAPE_GROUPS.items() if own is shape)


class Edge(NamedTuple):
    """One line of the picture: two actors and the link between them, by position."""

    a: int
    b: int
    link: int


class Picture:
    """Everything that a map of partnerships shows, in one language.

    Args:
        partnerships: what is drawn, in this order.
        language: of all words.
        home: ISO code of the country whose actors are filled; the others are hollow.
    """

    def __init__(
        self,
        partnerships: Sequence[Partnership],
        language: Language,
        home: str = "FR",
    ) -> None:
        self.partnerships = partnerships
        self.language = language
        self.home = home
        self.parties: list[Party] = list({p.id: p for one in partnerships for p in one.partners}.values())
        self.index = {party.id: position for position, party in enumerate(self.parties)}
        self.source_index: dict[str, int] = {}

    @cached_property
    def edges(self) -> list[Edge]:
        """Every pair of parties of every partnership; three parties make three pairs."""
        return [
            Edge(a, b, position)
            for position, one in enumerate(self.partnerships)
            for a, b in combinations(dict.fromkeys(self.index[party.id] for party in one.partners), 2)
        ]

    @cached_property
    def links(self) -> list[Json]:
        """The partnerships in words, with their statuses, dates and history."""
        return [self._link(one) for one in self.partnerships]

    @cached_property
    def actors(self) -> list[Json]:
        """The actors in words, with a sentence on what links them."""
        mine: list[list[int]] = [[] for _ in self.parties]
        for position, one in enumerate(self.partnerships):
            for actor in dict.fromkeys(self.index[party.id] for party in one.partners):
                mine[actor].append(position)
        return [self._actor(party, own) for party, own in zip(self.parties, mine, strict=True)]

    @cached_property
    def sources(self) -> list[Json]:
        """The sources in the order of their numbers, which start at 1 on the page."""
        _ = self.links
        cited = {item.id: item for item in _cited(self.partnerships)}
        return [
            {
                "title": cited[key].titles.in_(self.language),
                "date": date_words(cited[key].date, self.language, long=True),
            }
            for key in self.source_index
        ]

    def name(self, party: Party) -> str:
        """Return the name of an actor in the language of the picture."""
        return party.names.in_(self.language) or party.name

    def at_home(self, party: Party) -> bool:
        """Return whether an actor is in the home country."""
        return party.country == self.home

    def summary(self) -> str:
        """Return `n acteurs, m liens`."""
        fr = self.language == "fr"
        actors = count(len(self.parties), *(("acteur", "acteurs") if fr else ("actor", "actors")), self.language)
        links = count(len(self.partnerships), *(("lien", "liens") if fr else ("link", "links")), self.language)
        return f"{actors}, {links}"

    def coverage(self) -> str:
        """Return how many sources the picture rests on, from when to when, and how many have no date."""
        dates = {item.id: item.date for item in _cited(self.partnerships)}
        known, fr = sorted(date for date in dates.values() if date), self.language == "fr"
        words = [count(len(dates), "source", "sources", self.language)]
        if known:
            first, last = (date_words(date[:7], self.language, long=True) for date in (known[0], known[-1]))
            between = f"de {first} à {last}" if fr else f"from {first} to {last}"
            words.append(between if first != last else first)
        missing = len(dates) - len(known)
        if missing and not known:
            words.append("sans date" if fr else "undated")
        elif missing:
            words.append(
                f"{'une' if missing == 1 else spelled(missing, 'fr')} sans date"
                if fr
                else f"{spelled(missing, 'en')} undated"
            )
        return ", ".join(words)

    def _actor(self, party: Party, own: list[int]) -> Json:
        place = place_words(party.territory or party.country, self.language)
        return {
            "key": party.id,
            "name": self.name(party),
            "also": sorted({party.name, party.names.fr, party.names.en} - {self.name(party)}),
            "group": kind_group(party.kind),
            "home": self.at_home(party),
            "kind": ", ".join(filter(None, (kind_words(party.kind, self.language), place))),
            "says": self._sentence(party, own),
            "links": own,
        }

    def _sentence(self, party: Party, own: list[int]) -> str:
        others = {p.id: p for i in own for p in self.partnerships[i].partners if p.id != party.id}
        home = [other for other in others.values() if self.at_home(other)]
        fr, n = self.language == "fr", len(own)
        if not self.at_home(party) and len(home) > 1:
            who, french = spelled(len(home), self.language), self.home == "FR"
            if fr:
                words = f"{who} acteurs {'français ' if french else ''}partagent {self.name(party)}"
                words += f"{NBSP}: de quoi partir ensemble."
            else:
                words = f"{who} {'French ' if french else ''}actors share {self.name(party)}: a reason to go together."
            return capital(words)
        countries = len({other.country for other in others.values() if other.country})
        links = f"{spelled(n, self.language)} " + (("lien" if fr else "link") + ("s" if n > 1 else ""))
        places = f" dans {spelled(countries, 'fr')} pays" if fr else f" in {spelled(countries, 'en')} countries"
        active = sum(self.partnerships[i].status == Status.ACTIVE for i in own)
        return capital(links + (places if countries > 1 else "") + "." + self._activity(active, n))

    def _activity(self, active: int, total: int) -> str:
        if not active:
            return ""
        fr, who = self.language == "fr", spelled(active, self.language)
        if active == total == 1:
            return " Il est dit en cours." if fr else " It is said to be active."
        verb = (
            ("est dit" if active == 1 else "sont dits")
            if fr
            else ("is said to be" if active == 1 else "are said to be")
        )
        return f" {capital(who)} {verb} {'en cours' if fr else 'active'}."

    def _link(self, one: Partnership) -> Json:
        until = until_words(one.until, one.until_mode, self.language) if one.until else ""
        helpers = [self.name(party) for party in one.parties if party.role != "party"]
        return {
            "ends": [self.index[party.id] for party in one.partners],
            "form": form_key(one.form),
            "status": status_key(one.status),
            "since": since_words(one.since, one.since_mode, self.language),
            "dated": one.since is not None,
            "words": quoted(one.since_words, self.language),
            "until": until,
            "said": date_words(one.stated_on[:7], self.language)
            if one.stated_on and status_key(one.status) != Status.UNKNOWN
            else "",
            "themes": [self._theme(theme) for theme in one.themes],
            "with": helpers,
            "history": [self._item(item) for item in one.history],
        }

    def _theme(self, theme: str) -> str:
        label = themes().get(theme)
        return label.in_(self.language) if label else theme

    def _item(self, item: HistoryItem) -> Json:
        """Return what one source states: when, what, our note, the source's number and the place in it."""
        what = []
        if item.form:
            what.append(FORM_LABELS[form_key(item.form)].in_(self.language))
        if item.status and item.status != Status.UNKNOWN:
            what.append(Status(status_key(item.status)).label.in_(self.language).lower())
        if item.since_words:
            what.append(quoted(item.since_words, self.language))
        elif item.since:
            what.append(from_words(item.since, None, self.language))
        if item.until:
            what.append(until_words(item.until, item.until_mode, self.language))
        return {
            "when": date_words(item.stated_on, self.language),
            "what": capital(", ".join(what)),
            "note": item.note.in_(self.language) if item.note else "",
            "source": self._number(item.source),
            "where": item.source.locator,
        }

    def _number(self, source: SourceRef) -> int:
        return self.source_index.setdefault(source.id, len(self.source_index))


def _cited(partnerships: Sequence[Partnership]) -> Iterable[SourceRef]:
    return (item.source for one in partnerships for item in one.history)


def counts(picture: Picture) -> Mapping[str, Mapping[str, int]]:
    """Return how many links have each form and status, and how many actors each group of kinds; none is left out."""
    return {
        "form": Counter(form_key(one.form) for one in picture.partnerships),
        "status": Counter(status_key(one.status) for one in picture.partnerships),
        "kind": Counter(kind_group(party.kind) for party in picture.parties),
    }
