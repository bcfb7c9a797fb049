"""What lies around a body: who shares a partner with it, how two are linked, what two have in common."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import Final

from ask.filters import LEVEL_KINDS
from ask.gazetteer import Entity
from ask.gazetteer import place as place_of
from ask.named.base import COLON, Context, Item, Outcome, cell, forms, ids, name, row
from ask.named.columns import AUTHORITY, SHARED
from ask.named.linked import between, has, narrowed_links, partners_in, source_ids
from ask.prose import inside, listed, number, origin
from ask.reading import Parsed
from ask.sentence import SPEECH, Question, foreign, in_order
from graph import read
from graph.analysis.claims import Claim, ClaimKind
from graph.analysis.evidence import node_ref, source_refs
from graph.analysis.paths import distances, partners_of, routes
from graph.analysis.snapshot import Snapshot, snapshot
from graph.ids import fold
from graph.views.answers import Peer
from graph.views.partnerships import Party
from graph.views.refs import Ref
from graph.vocabulary import Language

_COMPARED: Final = re.compile(r"\b(compar|differ|versus\b|vs\b)")
"""What asks for two bodies side by side; without it those that share partners are asked for these."""

MAX_STEPS: Final = 6
"""The longest path that is looked for, steps."""

_OVER: Final = frozenset((ClaimKind.PARTNERSHIP,))
_GOAL: Final = ""
"""A node that stands behind all bodies where a path may end."""


def peers(context: Context, parsed: Parsed) -> Outcome:
    """Who shares a partner with a body: in its own country, unless another place is asked for."""
    language, body, place = parsed.language, parsed.choices[0].taken, parsed.named(1)
    where = place.id if place else body.country
    held = snapshot(context.graph)
    own, inside_ = held.scope(body.id), held.scope(where) if where else held.bodies.keys()
    mine = {id_ for id_ in partners_of(held, body.id) if id_ not in own}
    found: dict[str, dict[str, dict[str, Claim]]] = {}
    for shared in sorted(mine):
        for other, claims in partners_of(held, shared).items():
            if other in inside_ and other not in mine and other not in own:
                found.setdefault(other, {})[shared] = claims
    levels = {kind for _, level in parsed.filters.hard for kind in LEVEL_KINDS[level]}
    made = [_peer_of(held, id_, found[id_]) for id_ in found]
    rows = tuple(
        sorted(
            (one for one in made if not levels or one.kind in levels),
            key=lambda one: (-len(one.shared), fold(one.names.in_(language)), one.id),
        )
    )
    share = {"fr": ("partage", "partagent"), "en": ("shares", "share")}[language][len(rows) > 1]
    return Outcome(
        kind="peers",
        value=rows,
        items=tuple(Item(_said(one, language), ids(one.sources)) for one in rows),
        words={**forms(body, "a", language), "share": share, "place": _in(where, language)},
        columns=(AUTHORITY, SHARED),
        rows=tuple(
            row(
                [
                    cell(one.names.in_(language), one.id, "Collectivity"),
                    cell(listed([ref.names.in_(language) for ref in one.shared], language)),
                ],
                one.sources,
            )
            for one in rows
        ),
    )


def _peer_of(held: Snapshot, id_: str, shared: Mapping[str, Mapping[str, Claim]]) -> Peer:
    """Make the row of one peer; `shared` is partner in common → the claims that tie the peer to it."""
    refs = [node_ref(held, one) for one in shared]
    said = [statement for claims in shared.values() for claim in claims.values() for statement in claim.statements]
    body = node_ref(held, id_)
    return Peer(
        id=id_,
        names=body.names,
        kind=body.kind,
        country=body.country,
        shared=tuple(Ref(id=ref.id, name=ref.name, names=ref.names) for ref in refs),
        sources=source_refs(held, said),
    )


def path(context: Context, parsed: Parsed) -> Outcome:
    """The shortest way from one body, or from any in a place, to another over partnerships."""
    language, (a, b) = parsed.language, parsed.scopes[:2]
    held = snapshot(context.graph)
    route = _route(held, held.scope(a.id), held.scope(b.id))
    words = {**forms(a, "a", language), **forms(b, "b", language), "limit": number(MAX_STEPS, language)}
    if not route:
        return Outcome(kind="partnerships", value=(), words=words)
    # Of several partnerships between two the first is told.
    claims = [held.between(one, other, _OVER)[0] for one, other in pairwise(route)]
    known = {link.id: link for link in read.partnerships_by_id(context.graph, [claim.id for claim in claims])}
    links = tuple(known[claim.id] for claim in claims)
    speech = SPEECH[language]
    items = tuple(
        Item(
            f"{listed([p.names.in_(language) for p in link.partners], language)} ({speech.detail(link)})",
            ids(link.sources),
        )
        for link in links
    )
    between = [name(context, id_, language) for id_ in route[1:-1]]
    return Outcome(
        kind="partnerships", value=links, items=items, words={**words, "linked": _linked(a, b, between, language)}
    )


def _route(held: Snapshot, starts: Collection[str], ends: Collection[str]) -> tuple[str, ...]:
    """Return the nodes of a shortest path between two sets of bodies, the first in the order of ids; empty without one."""
    near = held.neighbours(_OVER)
    goals = tuple(sorted(set(ends) - set(starts)))
    steps = distances({**near, _GOAL: goals}, _GOAL, _GOAL + "?", longest=MAX_STEPS + 1)
    ahead = {node: count - 1 for node, count in steps.items() if node != _GOAL}
    reached = sorted((ahead[one], one) for one in set(starts) - set(ends) if one in ahead)
    return next(routes(near, ahead, reached[0][1])) if reached else ()


def _linked(a: Entity, b: Entity, between: Sequence[str], language: Language) -> str:
    if not between:
        return "partenaires" if language == "fr" else "partners"
    steps, by = number(len(between) + 1, language), listed(between, language)
    if language == "en":
        return f"linked in {steps} steps by {by}"
    cities = all(one.kind in ("commune", "city", "intercommunality") for one in (a, b))
    return f"{'reliées' if cities else 'reliés'} en {steps} étapes par {by}"


def both(context: Context, parsed: Parsed) -> Outcome:
    """Which authorities have partners in each of two places."""
    language, home = parsed.language, parsed.named(0) or place_of("FR")
    places = [one for one in (parsed.named(1), parsed.named(2)) if one]
    links = [narrowed_links(between(context, (home, there)), parsed) for there in places]
    sides = [{party.id: party for link in found for party in link.partners if _of(party, home)} for found in links]
    ids_ = sorted((id_ for id_ in sides[0] if id_ in sides[1]), key=lambda id_: fold(sides[0][id_].names.in_(language)))
    kept = [link for found in links for link in found if any(has(link, id_) for id_ in ids_)]
    items = tuple(
        Item(sides[0][id_].names.in_(language), source_ids(link for link in kept if has(link, id_))) for id_ in ids_
    )
    verb = {"fr": ("a", "ont"), "en": ("has", "have")}[language][len(ids_) > 1]
    words = {
        "origin": f" {origin(home, language)}",
        "have": verb,
        "in_b": inside(places[0], language),
        "in_c": inside(places[1], language),
    }
    value = in_order(Question((home,), language), {link.id: link for link in kept}.values())
    return Outcome(kind="partnerships", value=value, items=items, words=words, total=len(ids_))


def _of(party: Party, home: Entity) -> bool:
    return home.holds(party.id, party.territory)


def compare(context: Context, parsed: Parsed) -> Outcome:
    """The partners of two bodies side by side, and those that they share."""
    language, (a, b), place = parsed.language, parsed.scopes[:2], parsed.named(2)
    links_a, links_b = (between(context, (one, place) if place else (one,)) for one in (a, b))
    if parsed.abroad:
        links_a, links_b = foreign(Question((a,), language), links_a), foreign(Question((b,), language), links_b)
    partners_a, partners_b = partners_in(links_a, a), partners_in(links_b, b)
    common = [id_ for id_ in partners_a if id_ in partners_b]
    every = tuple({link.id: link for link in (*links_a, *links_b)}.values())
    found = in_order(Question((a, b), language), every)
    noun = ("partenaire", "partenaires") if language == "fr" else ("partner", "partners")
    away = SPEECH[language].ABROAD if parsed.abroad else ""
    away += f" {inside(place, language)}" if place else ""
    counts = [f"{number(len(p), language)} {noun[len(p) > 1]}{away}" for p in (partners_a, partners_b)]
    items = tuple(
        Item(partners_a[id_].names.in_(language), source_ids(link for link in found if has(link, id_)))
        for id_ in common
    )
    if items:
        shared = f"en commun{COLON['fr']}" if language == "fr" else "in common: "
        items = (Item(shared + items[0].text, items[0].sources), *items[1:])
        if not _COMPARED.search(fold(parsed.text)):
            # Asked for what two share, not how they differ: their links with those alone.
            found = tuple(link for link in found if any(has(link, id_) for id_ in common))
    else:
        items = (Item("aucun en commun" if language == "fr" else "none in common", source_ids(found)),)
    return Outcome(
        kind="partnerships",
        value=found,
        items=items,
        words={
            **forms(a, "a", language),
            **forms(b, "b", language),
            "place": f" {inside(place, language)}" if place else "",
            "n_a": counts[0],
            "n_b": counts[1],
            "has_a": "n'a" if counts[0].startswith("aucun") else "a",
        },
    )


def _in(where: str | None, language: Language) -> str:
    return f" {inside(place_of(where), language)}" if where and where[:1].isupper() else ""


def _said(one: Peer, language: Language) -> str:
    shared = listed([ref.names.in_(language) for ref in one.shared], language)
    return f"{one.names.in_(language)} ({shared})"
