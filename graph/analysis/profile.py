"""What an authority or a territory does, in numbers, and two of them side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from graph.analysis.bodies import place_names
from graph.analysis.claims import Claim, ClaimKind, newest
from graph.analysis.evidence import coverage_of, evidence, node_ref
from graph.analysis.snapshot import Snapshot, is_tie
from graph.themes import themes
from graph.views import Names
from graph.views.profiles import ComparedRow, Comparison, Count, Profile, Totals
from graph.vocabulary import Form, Status

UNSTATED = "unstated"
"""The value of a partnership whose form or theme no source states."""

GONE = (Status.ENDED, Status.SUSPENDED, Status.DORMANT)
SHOWN = 5
"""Claims that a line of a comparison names on each side, at most."""

DIMENSIONS = ("country", "form", "status", "theme", "network", "partner")

Table = Mapping[str, Mapping[str, tuple[Claim, ...]]]
"""Dimension → value → the claims that have it."""


@dataclass(frozen=True, slots=True)
class Doings:
    """What the bodies of a scope do: their claims, and the same by dimension and value."""

    bodies: frozenset[str]
    partnerships: tuple[Claim, ...]
    meetings: tuple[Claim, ...]
    by: Table


def doings(held: Snapshot, scope: str) -> Doings:
    """Return what one body, or all in a territory, do."""
    bodies = held.scope(scope)
    return Doings(
        bodies,
        _claims(held, bodies, ClaimKind.PARTNERSHIP),
        tuple(claim for claim in _claims(held, bodies, ClaimKind.MEETING) if is_tie(claim)),
        _table(held, bodies),
    )


def _claims(held: Snapshot, bodies: Collection[str], kind: ClaimKind) -> tuple[Claim, ...]:
    found = {claim.ref: claim for id_ in bodies for claim in held.claims_of.get(id_, ()) if claim.kind is kind}
    return tuple(found[ref] for ref in sorted(found))


def _table(held: Snapshot, bodies: frozenset[str]) -> Table:
    found: dict[str, dict[str, list[Claim]]] = {name: defaultdict(list) for name in DIMENSIONS}
    for claim in _claims(held, bodies, ClaimKind.PARTNERSHIP):
        for dimension, value in _values(held, bodies, claim):
            found[dimension][value].append(claim)
    for claim in _claims(held, bodies, ClaimKind.MEMBERSHIP):
        if claim.ends[0] in bodies:
            found["network"][claim.ends[1]].append(claim)
    return {name: {value: tuple(claims) for value, claims in sorted(found[name].items())} for name in DIMENSIONS}


def _values(held: Snapshot, bodies: frozenset[str], claim: Claim) -> Iterator[tuple[str, str]]:
    partners = [end for end in claim.ends if end not in bodies] or list(claim.ends)
    known = [partner for partner in partners if partner in held.bodies]
    yield from (("partner", partner) for partner in known)
    countries = {held.bodies[partner].country for partner in known}
    yield from (("country", code) for code in sorted(code for code in countries if code))
    yield "form", claim.word or UNSTATED
    yield "status", claim.status or Status.UNKNOWN.value
    yield from (("theme", theme) for theme in claim.themes or (UNSTATED,))


def value_names(held: Snapshot, dimension: str, value: str) -> Names:
    """Return what a value of a dimension is called."""
    if value == UNSTATED:
        return Names(fr="non renseigné", en="not stated")
    if dimension in ("partner", "network"):
        return node_ref(held, value).names
    if dimension == "country":
        return place_names(value)
    label = {"form": Form, "status": Status}[dimension](value).label if dimension != "theme" else themes().get(value)
    return Names(fr=label.fr, en=label.en) if label else Names(fr=value, en=value)


def profile(held: Snapshot, scope: str) -> Profile:
    """Return the profile of an authority, organisation or territory.

    Raises:
        NotFoundError: it is none of them.
    """
    of, done = node_ref(held, scope), doings(held, scope)
    body = held.bodies.get(scope)
    dates = [said.stated_on for claim in done.partnerships for said in claim.statements if said.stated_on]
    return Profile(
        of=of,
        population=body.population if body else None,
        totals=totals(held, done),
        countries=_counts(held, done, "country"),
        forms=_counts(held, done, "form"),
        statuses=_counts(held, done, "status"),
        themes=_counts(held, done, "theme"),
        networks=_counts(held, done, "network"),
        oldest=min(dates, default=None),
        newest=newest(done.partnerships),
    )


def totals(held: Snapshot, done: Doings) -> Totals:
    """Return the totals of what is done."""
    return Totals(
        authorities=sum(held.bodies[id_].label == "Collectivity" for id_ in done.bodies),
        partnerships=len(done.partnerships),
        living=sum(claim.status not in GONE for claim in done.partnerships),
        partners=len(done.by["partner"]),
        countries=len(done.by["country"]),
        themes=len(done.by["theme"].keys() - {UNSTATED}),
        networks=len(done.by["network"]),
        meetings=len(done.meetings),
    )


def _counts(held: Snapshot, done: Doings, dimension: str) -> tuple[Count, ...]:
    ordered = sorted(done.by[dimension].items(), key=lambda item: (item[0] == UNSTATED, -len(item[1]), item[0]))
    return tuple(
        Count(value=value, names=value_names(held, dimension, value), count=len(claims)) for value, claims in ordered
    )


def compare(held: Snapshot, a: str, b: str) -> Comparison:
    """Return two authorities, organisations or territories side by side.

    Rows come by dimension, what both do first, then the most frequent. Of partners only the common ones are rows.

    Raises:
        NotFoundError: one of them is not there.
    """
    one, other = doings(held, a), doings(held, b)
    cited: dict[str, Claim] = {}
    rows = [row for name in DIMENSIONS for row in _rows(held, name, one.by[name], other.by[name], cited)]
    return Comparison(
        a=profile(held, a),
        b=profile(held, b),
        rows=tuple(rows),
        shown=SHOWN,
        claims=evidence(held, cited.values()),
        coverage=coverage_of(held, (*one.partnerships, *other.partnerships)),
    )


def _rows(
    held: Snapshot,
    dimension: str,
    one: Mapping[str, tuple[Claim, ...]],
    other: Mapping[str, tuple[Claim, ...]],
    cited: dict[str, Claim],
) -> Iterator[ComparedRow]:
    values = one.keys() & other.keys() if dimension == "partner" else one.keys() | other.keys()

    def order(value: str) -> tuple[bool, bool, int, str]:
        left, right = len(one.get(value, ())), len(other.get(value, ()))
        return value == UNSTATED, not (left and right), -left - right, value

    for value in sorted(values, key=order):
        left, right = one.get(value, ()), other.get(value, ())
        cited.update((claim.ref, claim) for claim in (*left[:SHOWN], *right[:SHOWN]))
        yield ComparedRow(
            dimension=dimension,
            value=value,
            names=value_names(held, dimension, value),
            a=len(left),
            b=len(right),
            claims_a=tuple(claim.ref for claim in left[:SHOWN]),
            claims_b=tuple(claim.ref for claim in right[:SHOWN]),
        )
