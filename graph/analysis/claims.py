"""Claims as the snapshot holds them: one type for partnerships, memberships, relations, meetings and parts of a whole.

A claim is named by its reference, `kind/id`: `partnership/fr-nancy--us-oh-cincinnati`. Everything that is worked out names
the references it leans on, so that each reason can be followed to its sources.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from graph.asof import held, standing
from graph.vocabulary import Label, Status


class ClaimKind(StrEnum):
    """What ties two bodies."""

    PARTNERSHIP = "partnership"
    MEMBERSHIP = "membership"
    RELATION = "relation"
    PART_OF = "part_of"
    MEETING = "meeting"


KINDS = tuple(ClaimKind)

KIND_LABELS = {
    ClaimKind.PARTNERSHIP: Label("partenariat", "partnership"),
    ClaimKind.MEMBERSHIP: Label("adhésion", "membership"),
    ClaimKind.RELATION: Label("relation entre acteurs", "relation between actors"),
    ClaimKind.PART_OF: Label("appartenance", "part of"),
    ClaimKind.MEETING: Label("réunion", "meeting"),
}


class Stated(NamedTuple):
    """One statement: the id of its source, the place in it, when it was stated, and what that dates."""

    source: str
    locator: str
    stated_on: str | None
    form: str | None = None
    status: str | None = None
    since: str | None = None
    until: str | None = None


class Claim(NamedTuple):
    """One claim with its current values.

    Attributes:
        ref: its reference, `kind/id`.
        ends: the bodies that it ties. Parties in the order of their ids; member and network; from and to of a relation;
            part and whole; the bodies that met. `to` of a relation may be the code of a territory.
        status: of a partnership or meeting; of the others `ended` where they ended before the newest source, else None.
        word: form of a partnership, role of a member, kind of a relation, kind of an event.
        date: day of a meeting.
        names: what a meeting is called, or the note of a relation.
        roles: bodies with what they are to it: intermediaries and supporters of a partnership, hosts of a meeting.
        statements: newest first.
    """

    ref: str
    kind: ClaimKind
    id: str
    ends: tuple[str, ...]
    statements: tuple[Stated, ...]
    word: str | None = None
    status: str | None = None
    since: str | None = None
    until: str | None = None
    date: str | None = None
    themes: tuple[str, ...] = ()
    names: Label | None = None
    roles: tuple[tuple[str, str], ...] = ()


def reference(kind: ClaimKind, id_: str) -> str:
    """Return the reference of a claim."""
    return f"{kind}/{id_}"


def claim_as_of(claim: Claim, day: str) -> Claim | None:
    """Return a claim as it stood on a day (ISO, its last day), None where no source shows that it was there.

    A partnership stays once it ended, with that status; of the others only what had not ended by then.
    """
    if claim.kind is ClaimKind.MEETING:
        return claim if claim.date is not None and claim.date <= day else None
    if claim.kind is not ClaimKind.PARTNERSHIP:
        known = held(claim.statements, day)
        return claim._replace(status=None, until=None, statements=known) if known else None
    stood = standing(claim.statements, day)
    if stood is None:
        return None
    status = stood.status or Status.UNKNOWN.value
    return claim._replace(
        word=stood.form, status=status, since=stood.since, until=stood.until, statements=tuple(stood.kept)
    )


def newest(claims: Sequence[Claim]) -> str | None:
    """Return when any of these claims was last stated."""
    return max((said.stated_on for claim in claims for said in claim.statements if said.stated_on), default=None)
