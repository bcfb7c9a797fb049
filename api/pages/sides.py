"""Who stands on which side of an answer's table, what its columns are called, and which two places its lenses show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from api.pages.i18n import Words
from api.pages.present import HOME, Side, is_home, side_of
from ask.gazetteer import place
from ask.prose import inside
from graph.places import contains, territories
from graph.views import Answer, Partnership
from graph.vocabulary import Language


class Sides(NamedTuple):
    """How an answer is laid out; without a left head the table has one side, that of the partners."""

    left: Side
    heads: tuple[str | None, str]
    lenses: tuple[str, str] | None


def sides(answer: Answer, said: Words) -> Sides:
    """Return the layout of an answer, from what it was understood to be about."""
    a, b = (answer.understood.parameters.get(name) for name in ("a", "b"))
    links = answer.links
    if any(_area(scope, links) for scope in (a, b) if scope):
        # A part of the world, "Texas or Ohio", "outside Europe": France on the left, whatever lies there on the right.
        return _of_place(HOME, links, said)._replace(lenses=None)
    if a and b:
        return Sides(side_of(a), (head(a, links, said), head(b, links, said)), (a, b))
    if a and a not in territories():
        return _of_body(a, links, said)
    if a and not contains(HOME, a):
        return _of_place(a, links, said)
    place_ = a or HOME
    return Sides(side_of(place_), (head(place_, links, said), said.gettext("Partner")), None)


def _area(scope: str, links: Sequence[Partnership]) -> bool:
    """Whether a scope is neither a territory nor a party of what was found."""
    return bool(links) and scope not in territories() and not any(p.id == scope for link in links for p in link.parties)


def _of_body(body: str, links: Sequence[Partnership], said: Words) -> Sides:
    home = next((party.country for link in links for party in link.parties if party.id == body), None)
    abroad = {party.country for link in links for party in link.partners if party.id != body}
    pair = (home, *abroad) if home and len(abroad) == 1 and abroad != {home} else None
    return Sides(side_of(body), (None, said.gettext("Partner")), _pair(pair))


def _of_place(code: str, links: Sequence[Partnership], said: Words) -> Sides:
    """Return the layout for a place abroad: those of France on the left, where all links have one."""
    partner = said.gettext("Partner")
    if not all(any(is_home(party) for party in link.partners) for link in links):
        there = side_of(code)
        return Sides(lambda party: not there(party), (partner, head(code, links, said)), None)
    others = [party for link in links for party in link.partners if not is_home(party)]
    all_there = all(party.territory and contains(code, party.territory) for party in others)
    right = head(code, links, said) if all_there else partner
    return Sides(is_home, (head(HOME, links, said), right), (HOME, code))


def _pair(codes: tuple[str | None, ...] | None) -> tuple[str, str] | None:
    known = tuple(code for code in codes or () if code)
    return (known[0], known[1]) if len(known) == 2 else None


def head(scope: str, links: Sequence[Partnership], said: Words) -> str:
    """Return the head of a column: `En Pennsylvanie`, or the name of an authority."""
    if scope in territories():
        return said.capital(inside(place(scope), said.language))
    return next((_name(link, scope, said.language) for link in links if _name(link, scope, said.language)), scope)


def _name(link: Partnership, id_: str, language: Language) -> str:
    return next((party.names.in_(language) for party in link.parties if party.id == id_), "")
