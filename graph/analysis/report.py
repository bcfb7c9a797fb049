"""The territorial diagnosis of one authority: what it does, beside its like, how fresh that is, and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from graph.analysis.benchmark import benchmark, group_of
from graph.analysis.claims import Claim, ClaimKind, newest
from graph.analysis.evidence import coverage_of, evidence
from graph.analysis.peers import peers
from graph.analysis.profile import profile
from graph.analysis.snapshot import Snapshot, is_tie, snapshot
from graph.asof import mandate_as_of, partnership_as_of
from graph.db import Graph
from graph.read import collectivity, mandates, partnerships, review_about
from graph.views import Collectivity, Mandate, Names, Partnership, SourceRef
from graph.views.profiles import Freshness, Missing, Open, Report, Year
from graph.vocabulary import Status

STALE_YEARS = 5
PEERS = 5


def report(graph: Graph, id_: str, as_of: str | None = None) -> Report:
    """Return the report on a local authority, as it is known now or as it stood on a day.

    Raises:
        NotFoundError: no authority has this id.
    """
    of = collectivity(graph, id_)
    held = snapshot(graph, as_of)
    known = of.model_copy(update={"population": held.bodies[id_].population})
    claims = [claim for claim in held.claims_of.get(id_, ()) if is_tie(claim)]
    links = _partnerships(graph, id_, as_of)
    people = _people(graph, id_, as_of)
    group = group_of(held, id_)
    near = peers(held, id_, limit=PEERS)
    refs = {kind: tuple(claim.ref for claim in claims if claim.kind is kind) for kind in ClaimKind}
    cited = [*claims, *(held.claims[ref] for ref in near.claims)]
    sources = _sources(of, links, people, held, claims)
    return Report(
        of=of,
        as_of=as_of,
        revision=held.revision,
        profile=profile(held, id_),
        group=group,
        benchmark=benchmark(held, id_, group),
        partnerships=links,
        networks=refs[ClaimKind.MEMBERSHIP],
        meetings=refs[ClaimKind.MEETING],
        relations=(*refs[ClaimKind.RELATION], *refs[ClaimKind.PART_OF]),
        people=people,
        peers=near.value,
        freshness=freshness(held, claims),
        missing=tuple(missing(known, links, people, refs[ClaimKind.MEMBERSHIP])),
        open=tuple(Open(kind=item.kind, question=item.question) for item in review_about(graph, [id_])),
        sources=sources,
        claims=evidence(held, cited),
        coverage=coverage_of(held, claims),
    )


def _partnerships(graph: Graph, id_: str, as_of: str | None) -> tuple[Partnership, ...]:
    found = partnerships(graph, id_)
    if as_of is None:
        return found
    return tuple(then for one in found if (then := partnership_as_of(one, as_of)))


def _people(graph: Graph, id_: str, as_of: str | None) -> tuple[Mandate, ...]:
    found = mandates(graph, body=id_)
    if as_of is None:
        return found
    return tuple(then for one in found if (then := mandate_as_of(one, as_of)))


def _sources(
    of: Collectivity,
    links: Sequence[Partnership],
    people: Sequence[Mandate],
    held: Snapshot,
    claims: Sequence[Claim],
) -> tuple[SourceRef, ...]:
    """Return each source once, without a place in it, the newest first."""
    shown = [
        *of.sources,
        *(ref for link in links for ref in link.sources),
        *(ref for item in people for ref in item.sources),
    ]
    shown += [ref for item in evidence(held, claims).values() for ref in item.sources]
    once = {ref.id: ref.model_copy(update={"locator": ""}) for ref in shown}
    ordered = sorted(once.values(), key=lambda ref: ref.id)
    return tuple(sorted(ordered, key=lambda ref: ref.date or "", reverse=True))


def freshness(held: Snapshot, claims: Sequence[Claim]) -> Freshness:
    """Return how fresh some claims are, against the newest source that the graph has."""
    against = max((info.date for info in held.sources.values() if info.date), default=None)
    last = {claim.ref: newest([claim]) for claim in claims}
    years = Counter(date[:4] if date else None for date in last.values())
    limit = f"{int(against[:4]) - STALE_YEARS:04}{against[4:]}" if against else ""
    known = [said.stated_on for claim in claims for said in claim.statements if said.stated_on]
    return Freshness(
        against=against,
        newest=max(known, default=None),
        oldest=min(known, default=None),
        years=STALE_YEARS,
        by_year=tuple(
            Year(year=year, count=years[year]) for year in sorted(years, key=lambda y: y or "", reverse=True)
        ),
        stale=tuple(ref for ref, date in last.items() if date is None or date < limit),
    )


def missing(
    of: Collectivity, links: Sequence[Partnership], people: Sequence[Mandate], networks: Sequence[str]
) -> Iterator[Missing]:
    """Yield what no source states about an authority and its partnerships; nothing for what is there."""
    lacks = {
        "since": ([one.id for one in links if not one.since], "la date de début", "the beginning"),
        "form": ([one.id for one in links if not one.form], "la forme", "the form"),
        "status": ([one.id for one in links if one.status == Status.UNKNOWN], "le statut", "the status"),
        "themes": ([one.id for one in links if not one.themes], "les thèmes", "the themes"),
    }
    for what, (ids, fr, en) in lacks.items():
        if ids:
            text = Names(
                fr=f"Aucune source ne dit {fr} de {len(ids)} partenariat{'s' * (len(ids) > 1)} sur {len(links)}.",
                en=f"No source states {en} of {len(ids)} of {len(links)} partnership{'s' * (len(links) != 1)}.",
            )
            yield Missing(what=what, text=text, count=len(ids), of=len(links), ids=tuple(ids))
    yield from _own(of, links, people, networks)


def _own(
    of: Collectivity, links: Sequence[Partnership], people: Sequence[Mandate], networks: Sequence[str]
) -> Iterator[Missing]:
    lacks = {
        "population": (of.population is None, "ne dit sa population", "states its population"),
        "coordinates": (of.lat is None, "ne dit où elle se trouve", "states where it lies"),
        "partnerships": (not links, "ne nomme de partenariat", "names a partnership"),
        "networks": (not networks, "ne nomme de réseau dont elle est membre", "names a network that it belongs to"),
        "people": (not people, "ne nomme de personne en fonction publique", "names anyone in public office there"),
    }
    for what, (lacking, fr, en) in lacks.items():
        if lacking:
            yield Missing(
                what=what, text=Names(fr=f"Aucune source {fr}.", en=f"No source {en}."), count=1, of=1, ids=(of.id,)
            )
