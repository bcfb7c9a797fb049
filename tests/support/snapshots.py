"""Snapshots made by hand, for the pure functions that work on one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph.analysis.bodies import Body
from graph.analysis.claims import Claim, ClaimKind, Stated, reference
from graph.analysis.snapshot import Snapshot, SourceInfo
from graph.places import chain
from graph.vocabulary import Label


def body(id_: str, territory: str | None = "FR-54", label: str = "Collectivity", **more: Any) -> Body:
    """A body named as its id; a commune in France, a city abroad."""
    kind = None if label != "Collectivity" else "commune" if (territory or "").startswith("FR") else "city"
    made = Body(
        id=id_,
        label=label,
        kind=kind,
        name=id_.upper(),
        fr=id_.upper(),
        en=id_.upper(),
        territory=territory,
        within=tuple(place.code for place in chain(territory)) if territory else (),
        governs=None,
        part_of=None,
        population=None,
        lat=None,
        lon=None,
        reach=None,
        themes=(),
    )
    return made._replace(**more)


def claim(kind: ClaimKind, *ends: str, stated_on: str | None = "2020-12-15", **more: Any) -> Claim:
    """A claim stated once; a meeting is held unless `status` says otherwise."""
    id_ = more.pop("id", "--".join(ends))
    said = (
        Stated(
            "one", f"l. {id_}", stated_on, more.get("word"), more.get("status"), more.get("since"), more.get("until")
        ),
    )
    if kind is ClaimKind.MEETING:
        more = {"status": "held", "names": Label(id_, id_), **more}
    return Claim(reference(kind, id_), kind, id_, tuple(ends), said, **more)


def link(*parties: str, **more: Any) -> Claim:
    """A partnership."""
    return claim(ClaimKind.PARTNERSHIP, *sorted(parties), **more)


def member(one: str, network: str, **more: Any) -> Claim:
    """A membership."""
    return claim(ClaimKind.MEMBERSHIP, one, network, word="member", **more)


def snapshot_of(bodies: Iterable[Body], claims: Sequence[Claim]) -> Snapshot:
    """A snapshot of these bodies and claims, all stated by one source."""
    held: Mapping[str, Body] = {one.id: one for one in sorted(bodies, key=lambda one: one.id)}
    refs = {one.ref: one for one in sorted(claims, key=lambda one: one.ref)}
    return Snapshot(1, held, refs, {"one": SourceInfo("Source", "Source", "2020-12-15")}, {})
