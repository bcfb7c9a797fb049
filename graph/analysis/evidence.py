"""From claims to what an answer shows of them: a sentence, and their sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.analysis.bodies import body_ref, place_names, territory_ref
from graph.analysis.claims import Claim, ClaimKind, Stated
from graph.analysis.snapshot import Snapshot
from graph.errors import NotFoundError
from graph.places import territories
from graph.views import Coverage, Names, SourceRef, coverage
from graph.views.evidence import BodyRef, Evidence
from graph.vocabulary import Form, Label, MembershipRole, RelationKind, Status

_MEMBER: Mapping[str, Label] = {
    MembershipRole.MEMBER: Label("est membre de", "is a member of"),
    MembershipRole.CHAIR: Label("préside", "chairs"),
    MembershipRole.FOUNDER: Label("est fondateur de", "is a founder of"),
}
_PART = Label("fait partie de", "is part of")
_LINK = Label("Lien", "Link")


def node_ref(held: Snapshot, node: str) -> BodyRef:
    """Return how a node is referred to: a body, a territory by its code, or a meeting by its reference.

    Raises:
        NotFoundError: it is none of them.
    """
    if node in held.refs:
        return held.refs[node]
    if node in held.bodies:
        made = held.refs[node] = body_ref(held.bodies[node])
        return made
    if node in territories():
        return territory_ref(territories()[node])
    claim = held.claims.get(node)
    if claim is None or claim.names is None:
        raise NotFoundError(f"no authority, network or organisation has the id {node!r}")
    names = Names(fr=claim.names.fr, en=claim.names.en)
    return BodyRef(
        id=claim.ref, label="Event", name=names.fr, names=names, kind=claim.word, country=None, territory=None
    )


def source_refs(held: Snapshot, statements: Iterable[Stated]) -> tuple[SourceRef, ...]:
    """Return the sources of statements, each with the place in it, in their order; a source twice only at two places."""
    return tuple(
        _source(held, source, locator) for source, locator in dict.fromkeys((s.source, s.locator) for s in statements)
    )


def _source(held: Snapshot, source: str, locator: str) -> SourceRef:
    info = held.sources[source]
    return SourceRef(id=source, title=info.fr, titles=Names(fr=info.fr, en=info.en), date=info.date, locator=locator)


def evidence(held: Snapshot, claims: Iterable[Claim]) -> dict[str, Evidence]:
    """Return reference → what an answer shows of the claim, in the order of the references."""
    cited = {claim.ref: claim for claim in claims}
    return {ref: _evidence(held, cited[ref]) for ref in sorted(cited)}


def _evidence(held: Snapshot, claim: Claim) -> Evidence:
    return Evidence(
        kind=claim.kind.value,
        id=claim.id,
        ends=claim.ends,
        word=claim.word,
        status=claim.status,
        since=claim.since,
        until=claim.until,
        date=claim.date,
        text=claim_text(held, claim),
        sources=source_refs(held, claim.statements),
    )


def claim_text(held: Snapshot, claim: Claim) -> Names:
    """Return a claim in one short sentence, without its dates."""
    if claim.kind is ClaimKind.MEETING and claim.names:
        return Names(fr=claim.names.fr, en=claim.names.en)
    if claim.kind is ClaimKind.PARTNERSHIP:
        return _partnership_text(held, claim)
    verb = _verb(claim)
    one, other = (_names(held, end) for end in claim.ends)
    return Names(fr=f"{one.fr} {verb.fr} {other.fr}", en=f"{one.en} {verb.en} {other.en}")


def _verb(claim: Claim) -> Label:
    if claim.kind is ClaimKind.MEMBERSHIP:
        return _MEMBER.get(claim.word or "", _MEMBER[MembershipRole.MEMBER])
    return RelationKind(claim.word).label if claim.kind is ClaimKind.RELATION and claim.word else _PART


def _partnership_text(held: Snapshot, claim: Claim) -> Names:
    form = Form(claim.word).label if claim.word else _LINK
    status = Status(claim.status or Status.UNKNOWN)
    names = [_names(held, end) for end in claim.ends]
    tails = (f" ({label.lower()})" if status is not Status.UNKNOWN else "" for label in status.label)
    fr, en = tails
    return Names(
        fr=f"{form.fr} {' – '.join(name.fr for name in names)}{fr}",
        en=f"{form.en} {' – '.join(name.en for name in names)}{en}",
    )


def _names(held: Snapshot, node: str) -> Names:
    body = held.bodies.get(node)
    return Names(fr=body.fr, en=body.en) if body else place_names(node)


def coverage_of(held: Snapshot, claims: Iterable[Claim]) -> Coverage:
    """Return what these claims rest on, and what was searched for them."""
    ids = dict.fromkeys(said.source for claim in claims for said in claim.statements)
    searched = [{"id": id_, "date": info.date} for id_, info in held.sources.items()]
    return coverage((_source(held, id_, "") for id_ in sorted(ids)), searched)
