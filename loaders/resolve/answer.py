"""What the resolver answers: an authority, the rule that found it, and what is open about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from graph.records import ReviewRecord, Text
from graph.vocabulary import ReviewKind


class Rule(StrEnum):
    """How an authority was found, from the surest to the loosest."""

    INSEE = "insee"
    SIREN = "siren"
    ID = "id"
    TERRITORY = "territory"
    DEPARTEMENT = "name-and-departement"
    UNIQUE = "unique-name"
    COORDINATES = "coordinates"
    FORMER = "former-commune"
    STATE = "state-outline"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a human eye should see: why, in both languages, and the ids it may be."""

    kind: ReviewKind
    fr: str
    en: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolved:
    """An authority: its id, official name, kind, smallest territory (ISO 3166), and the rule that found it.

    An id that is not `certain` may get a suffix that keeps namesakes apart.
    """

    id: str
    name: str
    kind: str
    territory: str
    rule: Rule
    insee: str | None = None
    siren: str | None = None
    governs: str | None = None
    doubt: Doubt | None = None

    @property
    def certain(self) -> bool:
        """Whether a code names the authority, so that coordinates cannot part it in two."""
        return self.rule in (Rule.INSEE, Rule.SIREN, Rule.ID, Rule.TERRITORY)

    @property
    def listed(self) -> bool:
        """Whether a table of French authorities has it, so that coordinates only need to agree roughly."""
        return self.rule in (Rule.DEPARTEMENT, Rule.UNIQUE, Rule.COORDINATES)

    def review(self, at: str) -> ReviewRecord | None:
        """Return the question for a human eye, if there is one."""
        if self.doubt is None:
            return None
        maybe = ", ".join(self.doubt.candidates[:6])
        fr = f"{self.doubt.fr} ({maybe})" if maybe else self.doubt.fr
        en = f"{self.doubt.en} ({maybe})" if maybe else self.doubt.en
        return ReviewRecord(
            id=f"which-{self.id}"[:140].rstrip("-"),
            kind=self.doubt.kind,
            about=(self.id,),
            question=Text(fr=fr[:300], en=en[:300]),
            at=at,
        )
