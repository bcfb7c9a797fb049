"""Records: what loaders hand to the write door, one class for each kind of claim.

A record is one statement: it says something about one thing (an authority, a partnership, a mandate…), with the place
in the source where it stands (`at`). `said` is what was stated, flat, as it is kept on the STATED_IN relation.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from graph.dates import Date, PartialDate
from graph.ids import claim_id, partnership_id, slug, statement_key
from graph.vocabulary import (
    AttendanceRole,
    CollectivityKind,
    EventKind,
    EventStatus,
    Form,
    MembershipRole,
    NetworkKind,
    OrganisationKind,
    Presence,
    Reach,
    RelationKind,
    ReviewKind,
    SourceKind,
    Status,
)

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-{1,2}[a-z0-9]+)*$", max_length=140)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$")]
Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=r"^[^\x00-\x1f\x7f]*$")
]
Lines = tuple[Line, ...]
Said = dict[str, Any]
"""What one statement says: property → text, number or list of texts."""

BODIES = ("Collectivity", "Network", "Organisation")
_IDENTITY = {"id", "at", "stated_on"}


class Text(BaseModel):
    """A short text of ours in both languages."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    fr: Line
    en: Line


class Names(BaseModel):
    """Names that differ from the official one in French or English."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    fr: Line | None = None
    en: Line | None = None


class SourceRecord(BaseModel):
    """A document, register or list that states things."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: Id
    title: Text
    kind: SourceKind
    date: Date | None = None
    publisher: Line | None = None
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] | None = None
    document: Line | None = None
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    url: Line | None = None
    licence: Line | None = None
    complete_for: Id | None = None
    """The network of which it lists every member of its date."""

    def props(self) -> Said:
        """Return the flat properties of the Source node."""
        return {"id": self.id, **flatten(self)}


class Record(BaseModel):
    """One statement. `at` is its place in the source, `as_stated` the source's own spelling of names."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)

    label: ClassVar[str]
    at: Line
    as_stated: Lines = ()
    stated_on: Date | None = None

    def claim(self) -> str:
        """Return the id of the thing that the record speaks of."""
        raise NotImplementedError

    def said(self) -> Said:
        """Return what was stated, flat."""
        return flatten(self)

    def references(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Yield field, id and the labels that may bear it, for every other thing the record names."""
        yield from ()

    def key(self, source: str, date: PartialDate | None = None, said: Said | None = None) -> str:
        """Return the statement's key: the same for the same words at the same place of the same source on one date.

        Args:
            source: the source's id.
            date: its date, where the statement has none of its own.
            said: what `said` returns, by who has it already.
        """
        stated_on = str(self.stated_on or date or "")
        return statement_key(
            self.label, self.claim(), source, self.at, stated_on, self.said() if said is None else said
        )


def flatten(model: BaseModel) -> Said:
    """Return the fields of a model as flat properties; what is empty is left out, identity and place too."""
    flat: Said = {}
    # The values lie there in the order of the fields; asking for each by name takes three times as long.
    for name, value in vars(model).items():
        if name not in _IDENTITY and value is not None and value != ():
            _put(flat, name.rstrip("_"), value)
    return flat


def _put(flat: Said, name: str, value: Any) -> None:
    if type(value) is str:
        flat[name] = value
    elif isinstance(value, PartialDate):
        flat[name] = value.value
        if value.mode != "exact":
            flat[f"{name}_mode"] = value.mode
    elif isinstance(value, Text | Names):
        stem = "name" if name == "names" else name
        flat.update({f"{stem}_{language}": text for language, text in value if text})
    elif isinstance(value, tuple):
        flat[name] = [str(item) for item in value]
    else:
        flat[name] = str(value) if isinstance(value, str) else value


class Entity(Record):
    """A thing with an id of its own."""

    id: Id

    def claim(self) -> str:
        """Return the id."""
        return self.id


class CollectivityRecord(Entity):
    """A local authority. `territory` is the smallest known, `governs` the territory it governs, if it is its authority.

    `lat`, `lon` in degrees WGS 84; `population` in inhabitants.
    """

    label = "Collectivity"
    name: Line
    names: Names = Names()
    kind: CollectivityKind
    territory: Code = Field(alias="in")
    governs: Code | None = None
    aliases: Lines = ()
    insee: Annotated[str, StringConstraints(pattern=r"^[0-9AB]{2,5}$")] | None = None
    siren: Annotated[str, StringConstraints(pattern=r"^\d{9}$")] | None = None
    wikidata: Annotated[str, StringConstraints(pattern=r"^Q\d+$")] | None = None
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    population: Annotated[int, Field(ge=0, le=100_000_000_000)] | None = None
    part_of: Id | None = None

    def references(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Yield the intercommunality."""
        if self.part_of:
            yield "part_of", self.part_of, ("Collectivity",)


class NetworkRecord(Entity):
    """An association, working group or network of authorities, and what users ask of it where it is stated."""

    label = "Network"
    name: Line
    names: Names = Names()
    acronym: Line | None = None
    aliases: Lines = ()
    former_names: Lines = ()
    kind: NetworkKind | None = None
    reach: Reach | None = None
    governance: Text | None = None
    admits: Text | None = None
    offers: Text | None = None
    costs: Text | None = None
    themes: tuple[Id, ...] = ()

    def references(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Yield the themes."""
        yield from (("themes", theme, ("Theme",)) for theme in self.themes)


class OrganisationRecord(Entity):
    """A ministry, agency, university, firm, police…: an actor that is neither an authority nor a network."""

    label = "Organisation"
    name: Line
    names: Names = Names()
    acronym: Line | None = None
    aliases: Lines = ()
    former_names: Lines = ()
    kind: OrganisationKind | None = None
    territory: Code | None = Field(default=None, alias="in")


class PersonRecord(Entity):
    """Someone in public office: the name, and nothing private."""

    label = "Person"
    name: Line


class EventRecord(Entity):
    """A meeting, congress, mission…: held, announced or only proposed."""

    label = "Event"
    name: Text
    kind: EventKind
    status: EventStatus
    date: Date | None = None
    until: Date | None = None
    held_in: Id | None = None
    held_by: tuple[Id, ...] = ()
    joined_by: tuple[Id, ...] = ()
    themes: tuple[Id, ...] = ()
    note: Text | None = None

    def references(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Yield place, organisers, bodies that took part, and themes."""
        if self.held_in:
            yield "held_in", self.held_in, ("Collectivity",)
        yield from (("held_by", body, BODIES) for body in self.held_by)
        yield from (("joined_by", body, BODIES) for body in self.joined_by)
        yield from (("themes", theme, ("Theme",)) for theme in self.themes)


class PartnershipRecord(Record):
    """What a source says of the tie between two or more parties, which together are its identity."""

    label = "Partnership"
    parties: Annotated[tuple[Id, ...], Field(min_length=2)]
    form: Form | None = None
    status: Status | None = None
    since: Date | None = None
    since_words: Line | None = None
    until: Date | None = None
    until_words: Line | None = None
    themes: tuple[Id, ...] = ()
    intermediaries: tuple[Id, ...] = ()
    supporters: tuple[Id, ...] = ()
    note: Text | None = None

    @model_validator(mode="after")
    def _distinct(self) -> PartnershipRecord:
        if len(set(self.parties)) != len(self.parties):
            raise ValueError("a party stands twice")
        return self

    def claim(self) -> str:
        """Return the id made of the parties."""
        return partnership_id(self.parties)

    def said(self) -> Said:
        """Return what was stated; the parties in the order of the id."""
        return {**flatten(self), "parties": sorted(self.parties)}

    def references(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Yield parties, intermediaries, supporters and themes."""
        yield from (("parties", party, ("Collectivity", "Organisation")) for party in self.parties)
        yield from (("intermediaries", body, BODIES) for body in self.intermediaries)
        yield from (("supporters", body, BODIES) for body in self.supporters)
        yield from (("themes", theme, ("Theme",)) for theme in self.themes)


class MembershipRecord(Record):
    """A body belongs to a network."""

    label = "Membership"
    member: Id
    network: Id
    role: MembershipRole = MembershipRole.MEMBER
    since: Date | None = None
    until: Date | None = None
    note: Text | None = None

    def claim(self) -> str:
        """Return member and network."""
        return claim_id(self.member, self.network)

    def references(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Yield both ends."""
        yield "member", self.member, BODIES
        yield "network", self.network, ("Network",)


class MandateRecord(Record):
    """A person holds a public office in a body; each title is a mandate of its own."""

    label = "Mandate"
    person: Id
    body: Id
    title: Line | None = None
    since: Date | None = None
    until: Date | None = None

    def claim(self) -> str:
        """Return person, body and title."""
        return claim_id(self.person, self.body, *([slug(self.title)] if self.title else []))

    def references(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Yield both ends."""
        yield "person", self.person, ("Person",)
        yield "body", self.body, BODIES


class AttendanceRecord(Record):
    """A person was at an event, or was excused; `body` is whom the person stood for."""

    label = "Attendance"
    person: Id
    event: Id
    presence: Presence = Presence.PRESENT
    role: AttendanceRole | None = None
    title: Line | None = None
    body: Id | None = None

    def claim(self) -> str:
        """Return person and event."""
        return claim_id(self.person, self.event)

    def references(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Yield person, event and body."""
        yield "person", self.person, ("Person",)
        yield "event", self.event, ("Event",)
        if self.body:
            yield "body", self.body, BODIES

    def mandate(self) -> MandateRecord | None:
        """Return the mandate that the attendance list states with it, if it names a body."""
        if not self.body:
            return None
        return MandateRecord(person=self.person, body=self.body, title=self.title, at=self.at, stated_on=self.stated_on)


class RelationRecord(Record):
    """How one actor acts on another, read from → to."""

    label = "Relation"
    from_: Id = Field(alias="from")
    kind: RelationKind
    to: Id | Code
    since: Date | None = None
    until: Date | None = None
    note: Text | None = None

    def claim(self) -> str:
        """Return from, kind and to."""
        return claim_id(self.from_, slug(self.kind), slug(self.to))

    def references(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Yield both ends; a territory only where the relation covers it or is active in it."""
        yield "from", self.from_, BODIES
        spatial = self.kind in (RelationKind.COVERS, RelationKind.ACTIVE_IN)
        yield "to", self.to, (*BODIES, "Territory") if spatial else BODIES


class FigureRecord(Record):
    """A stated number: what it counts (`of`, `measure`), its value, unit and year."""

    label = "Figure"
    of: Id | Code
    measure: Id
    value: Annotated[float, Field(allow_inf_nan=False)]
    unit: Line
    year: Date | None = None
    label_: Text = Field(alias="label")

    def claim(self) -> str:
        """Return subject, measure and year."""
        return claim_id(slug(self.of), slug(self.measure), *([slug(self.year.value)] if self.year else []))

    def references(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Yield what is counted."""
        yield "of", self.of, (*BODIES, "Territory", "Theme", "Event")


class ReviewRecord(Entity):
    """What a source leaves open, or an evident slip of it, for a human eye."""

    label = "Review"
    kind: ReviewKind
    about: tuple[Id, ...] = ()
    question: Text

    def references(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Yield what the question is about."""
        yield from (("about", thing, (*BODIES, "Person", "Event", "Theme")) for thing in self.about)
