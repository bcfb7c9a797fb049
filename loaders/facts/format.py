"""The format of a facts file: which lists it has, and the JSON Schema that editors check it with."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from graph.records import (
    AttendanceRecord,
    CollectivityRecord,
    EventRecord,
    FigureRecord,
    MandateRecord,
    MembershipRecord,
    NetworkRecord,
    OrganisationRecord,
    PartnershipRecord,
    PersonRecord,
    Record,
    RelationRecord,
    ReviewRecord,
    SourceRecord,
)

FORMAT = "1"

LISTS: dict[str, type[Record]] = {
    "collectivities": CollectivityRecord,
    "networks": NetworkRecord,
    "organisations": OrganisationRecord,
    "people": PersonRecord,
    "mandates": MandateRecord,
    "events": EventRecord,
    "attendances": AttendanceRecord,
    "partnerships": PartnershipRecord,
    "memberships": MembershipRecord,
    "relations": RelationRecord,
    "figures": FigureRecord,
    "open": ReviewRecord,
}
"""List of a facts file → the record of its entries."""


class FactsFile(BaseModel):
    """A facts file: what one source states, in our own words, each fact with its place in the source."""

    model_config = ConfigDict(extra="forbid", title="Jumelles facts file")

    format: Literal[1]
    source: SourceRecord
    collectivities: list[CollectivityRecord] = []
    networks: list[NetworkRecord] = []
    organisations: list[OrganisationRecord] = []
    people: list[PersonRecord] = []
    mandates: list[MandateRecord] = []
    events: list[EventRecord] = []
    attendances: list[AttendanceRecord] = []
    partnerships: list[PartnershipRecord] = []
    memberships: list[MembershipRecord] = []
    relations: list[RelationRecord] = []
    figures: list[FigureRecord] = []
    open: list[ReviewRecord] = []


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a facts file, as `schema.json` beside this file holds it."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **FactsFile.model_json_schema(by_alias=True)}
