"""Analyses as flat tables: for each, which rows it has and what stands in each column, with the sources that show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from graph.lists.spec import Cell, joined, locators, source_ids
from graph.views import Names
from graph.views.evidence import BodyRef, Evidence
from graph.views.gaps import AtWork, Gaps
from graph.views.measures import Measures
from graph.views.paths import Common, Paths
from graph.views.peers import Peers, Suggestions
from graph.views.system import System, SystemTie


@dataclass(frozen=True)
class Flat:
    """How a view is a flat table: the rows of it, and a cell of a row for each column."""

    rows: Callable[[Any], Iterable[Any]]
    columns: Mapping[str, Callable[[Any], Cell]]


class Shown(NamedTuple):
    """A row, and the claims of its view."""

    row: Any
    claims: Mapping[str, Evidence]


def _shown(view: Peers | Suggestions | Common) -> Iterator[Shown]:
    return (Shown(row, view.claims) for row in view.value)


def _sources(claims: Mapping[str, Evidence], *references: Iterable[str]) -> str:
    """Return the ids of the sources of some claims, each once."""
    named = (source.id for some in references for one in some for source in claims[one].sources)
    return joined(dict.fromkeys(named))


def _body(get: Callable[[Any], BodyRef], prefix: str = "") -> dict[str, Callable[[Any], Cell]]:
    return {
        prefix or "id": lambda row: get(row).id,
        f"{prefix}_name".lstrip("_"): lambda row: get(row).name,
        f"{prefix}_kind".lstrip("_"): lambda row: get(row).kind,
        f"{prefix}_country".lstrip("_"): lambda row: get(row).country,
        f"{prefix}_territory".lstrip("_"): lambda row: get(row).territory,
    }


_SCORED: dict[str, Callable[[Any], Cell]] = {
    **_body(lambda shown: shown.row.authority),
    "population": lambda shown: shown.row.population,
    "score": lambda shown: shown.row.score,
}
_REASONED: dict[str, Callable[[Any], Cell]] = {
    "reasons_fr": lambda shown: joined(reason.text.fr for reason in shown.row.reasons),
    "reasons_en": lambda shown: joined(reason.text.en for reason in shown.row.reasons),
}

PEERS = Flat(
    _shown,
    {
        **_SCORED,
        "shared": lambda shown: joined(reason.id for reason in shown.row.reasons),
        **_REASONED,
        "sources": lambda shown: _sources(
            shown.claims, *(side for reason in shown.row.reasons for side in (reason.mine, reason.theirs))
        ),
    },
)

SUGGESTIONS = Flat(
    _shown,
    {
        **_SCORED,
        "kinds": lambda shown: joined(reason.kind for reason in shown.row.reasons),
        **_REASONED,
        "sources": lambda shown: _sources(shown.claims, *(reason.claims for reason in shown.row.reasons)),
    },
)

COMMON = Flat(
    _shown,
    {
        **_body(lambda shown: shown.row.partner),
        "with_a": lambda shown: joined(shown.row.with_a),
        "with_b": lambda shown: joined(shown.row.with_b),
        "sources": lambda shown: _sources(shown.claims, shown.row.with_a, shown.row.with_b),
    },
)


class Step(NamedTuple):
    """One step of one of several paths, both numbered from 1."""

    path: int
    step: int
    start: BodyRef
    end: BodyRef
    reasons: tuple[str, ...]
    claims: Mapping[str, Evidence]


def _steps(view: Paths) -> Iterator[Step]:
    for number, path in enumerate(view.value, 1):
        nodes = {node.id: node for node in path.nodes}
        for at, link in enumerate(path.links, 1):
            yield Step(number, at, nodes[link.start], nodes[link.end], link.reasons, view.claims)


PATHS = Flat(
    _steps,
    {
        "path": lambda step: step.path,
        "step": lambda step: step.step,
        **_body(lambda step: step.start, "from"),
        **_body(lambda step: step.end, "to"),
        "claims": lambda step: joined(step.reasons),
        "reasons_fr": lambda step: joined(step.claims[one].text.fr for one in step.reasons),
        "reasons_en": lambda step: joined(step.claims[one].text.en for one in step.reasons),
        "sources": lambda step: _sources(step.claims, step.reasons),
    },
)


def _measured(view: Measures) -> Iterable[Any]:
    return view.value


MEASURES = Flat(
    _measured,
    {
        **_body(lambda row: row.node),
        "degree": lambda row: row.degree,
        "betweenness": lambda row: row.betweenness,
        "community": lambda row: row.community,
        "component": lambda row: row.component,
    },
)


class Arrow(NamedTuple):
    """An arrow of the system with the names of its ends."""

    tie: SystemTie
    start: Any
    end: Any


def _arrows(view: System) -> Iterator[Arrow]:
    actors = {actor.id: actor for actor in view.nodes}
    return (Arrow(tie, actors[tie.start], actors[tie.end]) for tie in view.links)


ACTORS = Flat(
    _arrows,
    {
        "id": lambda arrow: arrow.tie.id,
        **_body(lambda arrow: arrow.start, "from"),
        "from_layer": lambda arrow: arrow.start.layer,
        "relation": lambda arrow: arrow.tie.kind,
        **_body(lambda arrow: arrow.end, "to"),
        "to_layer": lambda arrow: arrow.end.layer,
        "since": lambda arrow: arrow.tie.since,
        "until": lambda arrow: arrow.tie.until,
        "text_fr": lambda arrow: arrow.tie.text.fr,
        "text_en": lambda arrow: arrow.tie.text.en,
        "sources": lambda arrow: source_ids(arrow.tie),
        "locators": lambda arrow: locators(arrow.tie),
    },
)


class Finding(NamedTuple):
    """An entry of one of the lists of gaps and overlaps."""

    list: str
    kind: str
    id: str
    names: Names
    authorities: tuple[str, ...]
    total: int | None
    sources: str


def _findings(view: Gaps) -> Iterator[Finding]:
    def shown(some: Iterable[AtWork]) -> tuple[tuple[str, ...], str]:
        held = tuple(some)
        return tuple(one.authority.id for one in held), _sources(view.claims, *(one.claims for one in held))

    for lap in view.overlaps:
        ids, sources = shown(lap.authorities)
        yield Finding("overlap", lap.kind, lap.id, lap.names, ids, lap.total, sources)
    for both in view.shared:
        of = both.partner
        yield Finding(
            "shared", of.label, of.id, of.names, (both.a.id, both.b.id), 2, _sources(view.claims, both.claims)
        )
    for spot in view.white_spots:
        ids, sources = shown(spot.authorities)
        yield Finding("white_spot", spot.kind, spot.id, spot.names, ids, spot.elsewhere, sources)
    for body in view.idle:
        yield Finding("idle", body.label, body.id, body.names, (body.id,), None, "")
    for place in view.places:
        yield Finding("place", "territory", place.code, place.names, (), place.authorities, "")


GAPS = Flat(
    _findings,
    {
        "list": lambda found: found.list,
        "kind": lambda found: found.kind,
        "id": lambda found: found.id,
        "name": lambda found: found.names.en,
        "name_fr": lambda found: found.names.fr,
        "name_en": lambda found: found.names.en,
        "authorities": lambda found: joined(found.authorities),
        "count": lambda found: found.total,
        "sources": lambda found: found.sources,
    },
)
