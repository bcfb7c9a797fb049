"""The map of actors: who composes, finances, coordinates and advises whom, in bands from the world down to the local.

Drawn on the server as SVG, in a wide and a tall form. Choosing an actor needs no script: each is a link to its own part
of the panel, and the style sheet shows the arrows of the part that the address names. Only what a source states is an
arrow; mere classifications stand in the table.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from graph import places
from graph.analysis.system import LAYERS, layer_of
from graph.views import Names, Relation, SourceRef
from graph.views.networks import Network
from graph.views.organisations import Organisation
from graph.vocabulary import Language, RelationKind
from viz.words import capital, from_words, kind_words, number, until_words

ROLES: Mapping[str, tuple[str, float]] = {
    RelationKind.COMPOSES: ("", 2.4),
    RelationKind.FINANCES: ("9 4", 2.2),
    RelationKind.COORDINATES: ("2 3", 2.2),
    RelationKind.ADVISES: ("10 3.5 2 3.5", 2.0),
}
"""The four roles that the picture always shows, each with its dash and width in px."""
ASIDE = frozenset({RelationKind.LISTED_UNDER, RelationKind.COVERS, RelationKind.ACTIVE_IN})
"""What is no tie between two actors: a classification, an area."""


class Actor(NamedTuple):
    """A network or organisation: who it is and the band in which it stands; `part` is its place in the address."""

    id: str
    name: str
    acronym: str
    kind: str | None
    band: str
    part: str
    number: int = 0
    network: bool = True
    said: Sequence[tuple[str, str]] = ()


class Tie(NamedTuple):
    """A relation as it is said: the two names, the verb between them, since when, and its sources by number and place."""

    start: str
    end: str
    kind: str
    verb: str
    from_name: str
    to_name: str
    when: str
    note: str
    sources: Sequence[tuple[int, str]]


class Actors:
    """The actors of the French system and their ties, in one language.

    Args:
        relations: all that sources state, classifications too.
        networks: every network.
        organisations: every organisation.
        language: of all words.
        home: ISO code of the country whose system this is.
    """

    def __init__(
        self,
        relations: Sequence[Relation],
        networks: Sequence[Network],
        organisations: Sequence[Organisation],
        language: Language,
        home: str = "FR",
    ) -> None:
        self.relations = relations
        self.language = language
        self.home = home
        self._networks = {one.id: one for one in networks}
        self._organisations = {one.id: one for one in organisations}

    @cached_property
    def actors(self) -> tuple[Actor, ...]:
        """Every network and organisation of the system that has a tie, in the order of bands and names."""
        tied = Counter(id_ for one in self.relations if one.kind not in ASIDE for id_ in (one.from_id, one.to_id))
        found = sorted(
            (entry for id_ in tied if (entry := self._described(id_)) is not None),
            key=lambda entry: (list(LAYERS).index(entry.band), -tied[entry.id], entry.name),
        )
        return tuple(entry._replace(number=number_) for number_, entry in enumerate(found))

    def _described(self, id_: str) -> Actor | None:
        if (net := self._networks.get(id_)) is not None:
            names, acronym, said = net.names, net.acronym, self._sentences(net)
            band = layer_of("Network", net.reach).layer
            return Actor(id_, names.in_(self.language), acronym or "", net.kind, band, _part(id_), said=said)
        body = self._organisations.get(id_)
        if body is None or not self._belongs(body):
            return None
        name, band = body.names.in_(self.language), layer_of("Organisation", territory=body.territory).layer
        return Actor(id_, name, body.acronym or "", body.kind, band, _part(id_), network=False)

    def _belongs(self, body: Organisation) -> bool:
        """Whether an organisation is at home, nowhere in particular, or tied to one that is at home."""
        if self._at_home(body.id):
            return True
        return any(
            self._at_home(one.to_id if one.from_id == body.id else one.from_id)
            for one in self.relations
            if body.id in {one.from_id, one.to_id} and one.kind not in ASIDE
        )

    def _at_home(self, id_: str) -> bool:
        body = self._organisations.get(id_)
        if body is None:
            return id_ in self._networks or id_.startswith(f"{self.home.lower()}-")
        return body.territory is None or body.territory.partition("-")[0] == self.home

    def _sentences(self, net: Network) -> Sequence[tuple[str, str]]:
        fr = self.language == "fr"
        given = (
            (("Gouvernance" if fr else "Governance"), net.governance),
            (("Qui peut en être" if fr else "Who may join"), net.admits),
            (("Ce qu’il offre" if fr else "What it offers"), net.offers),
            (("Ce qu’il coûte" if fr else "What it costs"), net.costs),
        )
        return tuple((name, text.in_(self.language)) for name, text in given if text)

    @cached_property
    def sources(self) -> tuple[SourceRef, ...]:
        """Every source cited, in the order of their numbers: the newest first."""
        cited = {ref.id: ref for one in self.relations for ref in one.sources}
        return tuple(sorted(cited.values(), key=lambda ref: (ref.date or "", ref.id), reverse=True))

    @cached_property
    def ties(self) -> tuple[Tie, ...]:
        """Every relation in words, those of the four roles first."""
        numbers = {ref.id: number_ for number_, ref in enumerate(self.sources, 1)}
        order = [*ROLES, *(kind for kind in RelationKind if kind not in ROLES)]
        return tuple(
            self._tie(one, numbers)
            for one in sorted(self.relations, key=lambda one: order.index(RelationKind(one.kind)))
        )

    def _tie(self, one: Relation, numbers: Mapping[str, int]) -> Tie:
        when = [from_words(one.since, None, self.language)] if one.since else []
        when += [until_words(one.until, None, self.language)] if one.until else []
        return Tie(
            one.from_id,
            one.to_id,
            one.kind,
            RelationKind(one.kind).label.in_(self.language),
            self.name(one.from_id, one.from_names, one.from_name),
            self.name(one.to_id, one.to_names, one.to_name),
            ", ".join(when),
            one.note.in_(self.language) if one.note else "",
            tuple((numbers[ref.id], ref.locator) for ref in one.sources),
        )

    def name(self, id_: str, names: Names | None, stated: str | None) -> str:
        """Return the name of an actor, an authority or a territory in the language of the picture."""
        if names is not None and id_ not in places.territories():
            return names.in_(self.language)
        return capital(places.label(id_, self.language)) if id_ in places.territories() else stated or id_

    def ties_of(self, actor: Actor) -> tuple[Tie, ...]:
        """Return what sources state of one actor."""
        return tuple(tie for tie in self.ties if actor.id in {tie.start, tie.end})

    def title(self) -> str:
        """Return what the picture shows, as a phrase."""
        return "La cartographie des acteurs" if self.language == "fr" else "The map of actors"

    def lead(self) -> str:
        """Return how many actors and relations, and what they rest on."""
        drawn = sum(tie.kind not in ASIDE for tie in self.ties)
        counts = (
            (len(self.actors), ("acteur", "acteurs"), ("actor", "actors")),
            (drawn, ("relation", "relations"), ("relation", "relations")),
            (len(self.sources), ("source", "sources"), ("source", "sources")),
        )
        fr = self.language == "fr"
        # In French nought is singular, in English plural.
        said = ", ".join(
            f"{number(n, self.language)} {(french if fr else english)[n > 1 if fr else n != 1]}"
            for n, french, english in counts
        )
        rule = (
            "Une flèche n’est là que si une source le dit." if fr else "An arrow is there only where a source says so."
        )
        return f"{said}. {rule}"


def _part(id_: str) -> str:
    plain = id_.isascii() and id_.replace("-", "").isalnum()
    return f"actor-{id_ if plain else hashlib.sha256(id_.encode()).hexdigest()[:12]}"


def kind_of(actor: Actor, language: Language) -> str:
    """Return the kind of an actor and its band, as words."""
    return f"{kind_words(actor.kind, language)}, {LAYERS[actor.band].in_(language).lower()}"
