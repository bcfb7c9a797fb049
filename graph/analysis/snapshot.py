"""A snapshot of the graph in memory: bodies, claims with their sources, and indexes; read once for each revision.

Ten thousand partnerships are some 30 MB and half a second; after that every analysis is a walk over dictionaries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import groupby
from threading import Lock
from typing import Any, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from graph.analysis.bodies import Body, body_of
from graph.analysis.claims import Claim, ClaimKind, Stated, claim_as_of, reference
from graph.asof import last_day
from graph.db import Graph
from graph.places import canonical
from graph.read.meta import revision
from graph.steady import Changed, steady
from graph.views import Row, SourceRef
from graph.views.evidence import BodyRef
from graph.vocabulary import EventStatus, Label, PartyRole, RelationKind, Status

T = TypeVar("T")

LABELS = ("Collectivity", "Network", "Organisation")
DAYS = 4
"""How many days are kept beside today's state."""


class SourceInfo(NamedTuple):
    """Titles and date of a source."""

    fr: str
    en: str
    date: str | None


class Snapshot:
    """All bodies and claims of one revision, or of it as it stood on a day. Safe to share between threads.

    `refs` and `source_refs` keep the views of bodies and sources once they are made: they are half the work of an answer.
    """

    def __init__(
        self,
        revision: int,
        bodies: Mapping[str, Body],
        claims: Mapping[str, Claim],
        sources: Mapping[str, SourceInfo],
        networks: Mapping[str, tuple[Stated, ...]],
    ) -> None:
        self.revision = revision
        self.bodies = bodies
        self.claims = claims
        self.sources = sources
        self.network_statements = networks
        self.at = lru_cache(maxsize=DAYS)(self._at)
        self.neighbours = lru_cache(maxsize=DAYS)(self._neighbours)
        self.refs: dict[str, BodyRef] = {}
        self.source_refs: dict[tuple[str, str], SourceRef] = {}
        self._derived: dict[object, Any] = {}

    def _at(self, day: str) -> Snapshot:
        then = last_day(day)
        stood = ((ref, claim_as_of(claim, then)) for ref, claim in self.claims.items())
        claims = {ref: claim for ref, claim in stood if claim is not None}
        return Snapshot(self.revision, self.bodies, claims, self.sources, self.network_statements)

    @cached_property
    def claims_of(self) -> Mapping[str, tuple[Claim, ...]]:
        """Body → the claims that tie it, in the order of their references."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            for end in claim.ends:
                if end in self.bodies:
                    found[end].append(claim)
        return {body: tuple(claims) for body, claims in found.items()}

    @cached_property
    def partners(self) -> Mapping[str, Mapping[str, tuple[Claim, ...]]]:
        """Body → its partners, in the order of their ids, each with the partnerships that tie the two."""
        found: dict[str, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
        for claim in self.of_kind(ClaimKind.PARTNERSHIP):
            for one in claim.ends:
                for other in claim.ends:
                    if one != other and other in self.bodies:
                        found[one][other].append(claim)
        return {one: {other: tuple(found[one][other]) for other in sorted(found[one])} for one in sorted(found)}

    @cached_property
    def within(self) -> Mapping[str, tuple[str, ...]]:
        """Code of a territory → the authorities and organisations in it, at any depth, in the order of their ids."""
        found: dict[str, list[str]] = defaultdict(list)
        for body in self.bodies.values():
            for code in body.within:
                found[code].append(body.id)
        return {code: tuple(ids) for code, ids in found.items()}

    @cached_property
    def themes(self) -> Mapping[str, Mapping[str, tuple[Claim, ...]]]:
        """Body → the themes of its partnerships, each with those that treat it."""
        found: dict[str, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
        for claim in self.of_kind(ClaimKind.PARTNERSHIP):
            for body in claim.ends:
                for theme in claim.themes:
                    found[body][theme].append(claim)
        return {body: {theme: tuple(found[body][theme]) for theme in sorted(found[body])} for body in found}

    @cached_property
    def networks(self) -> Mapping[str, Mapping[str, Claim]]:
        """Member → its networks, each with the membership."""
        found: dict[str, dict[str, Claim]] = defaultdict(dict)
        for claim in filter(is_tie, self.of_kind(ClaimKind.MEMBERSHIP)):
            found[claim.ends[0]][claim.ends[1]] = claim
        return {body: dict(sorted(found[body].items())) for body in found}

    @cached_property
    def members(self) -> Mapping[str, tuple[str, ...]]:
        """Network → its members."""
        found: dict[str, list[str]] = defaultdict(list)
        for claim in filter(is_tie, self.of_kind(ClaimKind.MEMBERSHIP)):
            found[claim.ends[1]].append(claim.ends[0])
        return {network: tuple(sorted(set(found[network]))) for network in found}

    def derived(self, work: Callable[..., T], *args: Hashable) -> T:
        """Return what a function makes of this snapshot (and of what else it is given); it is run once."""
        key = (work, args)
        if key not in self._derived:
            self._derived[key] = work(self, *args)
        made: T = self._derived[key]
        return made

    def of_kind(self, kind: ClaimKind) -> Iterator[Claim]:
        """Yield the claims of one kind, in the order of their ids."""
        return (claim for claim in self.claims.values() if claim.kind is kind)

    def _neighbours(self, kinds: frozenset[ClaimKind]) -> Mapping[str, tuple[str, ...]]:
        """Node → its neighbours over some kinds of claims. Meetings are nodes, named by their reference."""
        return neighbours(self.bodies, (claim for claim in self.claims.values() if claim.kind in kinds))

    def between(self, one: str, other: str, kinds: frozenset[ClaimKind]) -> tuple[Claim, ...]:
        """Return the claims of some kinds that tie two neighbours; either may be the reference of a meeting."""
        for node in (one, other):
            if node not in self.bodies:
                return (self.claims[node],)
        claims = self.claims_of.get(one, ())
        return tuple(claim for claim in claims if claim.kind in kinds and other in claim.ends and is_tie(claim))

    def scope(self, code_or_id: str) -> frozenset[str]:
        """Return the bodies that a scope stands for: one, or all in a territory; empty where there are none."""
        if code_or_id in self.bodies:
            return frozenset((code_or_id,))
        return frozenset(self.within.get(canonical(code_or_id), ()))


def is_tie(claim: Claim) -> bool:
    """Whether a claim ties its ends: not a mere classification, a meeting that was not held, a membership that ended."""
    if claim.kind is ClaimKind.MEETING:
        return claim.status == EventStatus.HELD
    if claim.kind is not ClaimKind.PARTNERSHIP and claim.status == Status.ENDED:
        return False
    return not (claim.kind is ClaimKind.RELATION and claim.word == RelationKind.LISTED_UNDER)


def neighbours(bodies: Mapping[str, Body], claims: Iterable[Claim]) -> Mapping[str, tuple[str, ...]]:
    """Return node → its neighbours over these claims, in the order of their ids; meetings stand between those who met."""
    found: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if not is_tie(claim):
            continue
        ends = [end for end in claim.ends if end in bodies]
        if claim.kind is ClaimKind.MEETING:
            for end in ends:
                found[end].add(claim.ref)
                found[claim.ref].add(end)
        else:
            for one in ends:
                found[one].update(other for other in ends if other != one)
    return {node: tuple(sorted(found[node])) for node in sorted(found) if found[node]}


# --- reading ----------------------------------------------------------------------------------------------------------

_KEPT: WeakKeyDictionary[Graph, Snapshot] = WeakKeyDictionary()
_LOCK = Lock()


def snapshot(graph: Graph, as_of: str | None = None) -> Snapshot:
    """Return the snapshot of the graph as it is now, or as it stood on a day; read when the graph has changed.

    Raises:
        GraphBusyError: writers came between each time.
    """
    now = revision(graph)
    with _LOCK:
        kept = _KEPT.get(graph)
        if kept is None or kept.revision != now:
            kept = _KEPT[graph] = steady(graph, lambda changed: _whole(graph, changed))
    return kept.at(as_of) if as_of else kept


def _whole(graph: Graph, changed: Changed) -> Snapshot:
    found = read_snapshot(graph, revision(graph))
    changed()
    return found


def read_snapshot(graph: Graph, now: int) -> Snapshot:
    """Read all bodies and claims."""
    bodies = {row["id"]: body_of(label, row) for label in LABELS for row in graph.read(f"read/snapshot_bodies/{label}")}
    sources = {
        row["id"]: SourceInfo(row["title_fr"], row["title_en"], row["date"])
        for row in graph.read("read/snapshot_sources")
    }
    claims = [claim for read in (_partnerships, _memberships, _relations, _parts, _meetings) for claim in read(graph)]
    newest = max((info.date for info in sources.values() if info.date), default="")
    ordered = sorted((_ended(claim, newest) for claim in claims), key=lambda claim: claim.ref)
    return Snapshot(now, bodies, {claim.ref: claim for claim in ordered}, sources, _statements(graph, "Network"))


def _ended(claim: Claim, newest: str) -> Claim:
    """Mark a membership or relation that was over when the newest source was written: the clock has no say in it."""
    if claim.until is None or claim.kind is ClaimKind.PARTNERSHIP or last_day(claim.until) >= newest:
        return claim
    return claim._replace(status=Status.ENDED.value)


def _statements(graph: Graph, label: str) -> dict[str, tuple[Stated, ...]]:
    rows = graph.read(f"read/snapshot_statements/{label}")
    return {id_: tuple(_stated(row) for row in group) for id_, group in groupby(rows, key=lambda row: row["id"])}


def _stated(row: Row) -> Stated:
    return Stated(
        row["source"], row["locator"], row["stated_on"], row["form"], row["status"], row["since"], row["until"]
    )


def _claim(
    kind: ClaimKind, id_: str, ends: Sequence[str], said: Mapping[str, tuple[Stated, ...]], **values: Any
) -> Claim:
    return Claim(reference(kind, id_), kind, id_, tuple(ends), said.get(id_, ()), **values)


def _partnerships(graph: Graph) -> Iterator[Claim]:
    statements = _statements(graph, "Partnership")
    for row in graph.read("read/snapshot_partnerships"):
        parties = tuple(sorted(row["parties"]))
        yield _claim(
            ClaimKind.PARTNERSHIP,
            row["id"],
            parties,
            statements,
            word=row["form"],
            status=row["status"] or "unknown",
            since=row["since"],
            until=row["until"],
            themes=tuple(row["themes"] or ()),
            roles=_helpers(row, parties),
        )


def _helpers(row: Row, parties: Sequence[str]) -> tuple[tuple[str, str], ...]:
    roles = dict.fromkeys(row["supporters"] or (), PartyRole.SUPPORT.value)
    roles |= dict.fromkeys(row["intermediaries"] or (), PartyRole.INTERMEDIARY.value)
    return tuple(sorted((body, role) for body, role in roles.items() if body not in parties))


def _memberships(graph: Graph) -> Iterator[Claim]:
    statements = _statements(graph, "Membership")
    for row in graph.read("read/snapshot_memberships"):
        dates = {"word": row["role"], "since": row["since"], "until": row["until"]}
        yield _claim(ClaimKind.MEMBERSHIP, row["id"], (row["member"], row["network"]), statements, **dates)


def _relations(graph: Graph) -> Iterator[Claim]:
    statements = _statements(graph, "Relation")
    for row in graph.read("read/snapshot_relations"):
        note = Label(row["note_fr"], row["note_en"] or row["note_fr"]) if row["note_fr"] else None
        values = {"word": row["kind"], "since": row["since"], "until": row["until"], "names": note}
        yield _claim(ClaimKind.RELATION, row["id"], (row["from"], row["to"]), statements, **values)


def _parts(graph: Graph) -> Iterator[Claim]:
    def key(row: Row) -> tuple[str, str]:
        return row["id"], row["to"]

    for (part, whole), group in groupby(sorted(graph.read("read/snapshot_part_of"), key=key), key=key):
        said = tuple(Stated(row["source"], row["locator"], row["stated_on"]) for row in group)
        id_ = f"{part}--{whole}"
        yield _claim(ClaimKind.PART_OF, id_, (part, whole), {id_: said})


def _meetings(graph: Graph) -> Iterator[Claim]:
    statements = _statements(graph, "Event")
    present: dict[str, list[str]] = defaultdict(list)
    for row in graph.read("read/snapshot_attending"):
        present[row["event"]].append(row["body"])
    for row in graph.read("read/snapshot_events"):
        roles = dict.fromkeys(present[row["id"]], "present")
        roles |= dict.fromkeys(row["joined_by"] or (), "joined_by")
        roles |= dict.fromkeys([row["held_in"]] if row["held_in"] else (), "held_in")
        roles |= dict.fromkeys(row["held_by"] or (), "held_by")
        yield _claim(
            ClaimKind.MEETING,
            row["id"],
            sorted(roles),
            statements,
            word=row["kind"],
            status=row["status"],
            date=row["date"],
            themes=tuple(row["themes"] or ()),
            names=Label(row["name_fr"], row["name_en"] or row["name_fr"]),
            roles=tuple(sorted(roles.items())),
        )
