"""The lists of claims that have a time or a place of their own: memberships, public offices, attendances."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from graph.asof import held, last_day, mandate_as_of, membership_as_of
from graph.lists.bodies import bodies, names_in, words_of
from graph.lists.column import Column
from graph.lists.filters import Among, Within, Words
from graph.lists.known import known_bodies, known_events, known_networks, known_people, known_sources
from graph.lists.partnerships import Statement, statements_of
from graph.lists.shelf import Shelf, Values
from graph.lists.spec import Facet, Spec, locators, source_ids
from graph.lists.table import Key, Table, words
from graph.read.memberships import memberships_by_id
from graph.read.people import attendances_by_id, mandates_by_id
from graph.views import Attendance, Mandate, Membership
from graph.vocabulary import AttendanceRole, CollectivityKind, MembershipRole, Presence

EVENT = "2020-12-15-brainstorming-sur-la-relance-du-groupe-pays-etats-unis"
SOURCE = Among("source", "Source that states it.", "groupe-pays-etats-unis-2020-12-15", known=known_sources)


def _column(rows: Sequence[Values], place: int) -> Column:
    return Column([row[place]] if row[place] else () for row in rows)


def _places(shelf: Shelf, ids: Sequence[str | None]) -> dict[str, Column]:
    """Return the columns that say where the bodies of these ids lie."""
    known = bodies(shelf)
    found = [known.get(id_ or "") for id_ in ids]
    return {
        "within": Column(body.within if body else () for body in found),
        "country": Column([body.country] if body and body.country else () for body in found),
    }


def _dated(
    rows: Sequence[Values], said: Mapping[str, Sequence[Statement]], columns: dict[str, Column], names: Sequence[str]
) -> Table:
    keys: dict[str, Sequence[Key]] = {
        "since": [row[4] for row in rows],
        "until": [row[5] for row in rows],
        "stated_on": [row[6] for row in rows],
    }
    statements = [said.get(row[0], ()) for row in rows]
    columns = {
        **columns,
        "since": _column(rows, 4),
        "source": Column([item.source for item in several] for several in statements),
    }
    return Table(ids=[row[0] for row in rows], columns=columns, keys=keys, words=names, more=statements)


def _on_day(table: Table, day: str) -> Table:
    day = last_day(day)
    kept = [held(several, day) for several in table.more]
    columns = {"source": Column([item.source for item in several] for several in kept)}
    present = np.fromiter((bool(several) for several in kept), dtype=np.bool_, count=len(kept))
    return table.as_of(columns, {}, present)


def _memberships(shelf: Shelf) -> Table:
    rows = shelf.rows("read/list_memberships")
    known = bodies(shelf)
    members = [known.get(row[1]) for row in rows]
    columns = {
        "member": _column(rows, 1),
        "network": _column(rows, 2),
        "role": _column(rows, 3),
        "kind": Column([body.kind] if body and body.kind and body.label == "Collectivity" else () for body in members),
        **_places(shelf, [row[1] for row in rows]),
    }
    return _dated(
        rows, statements_of(shelf, "Membership"), columns, [words_of(shelf, (row[1], row[2])) for row in rows]
    )


def _mandates(shelf: Shelf) -> Table:
    rows = shelf.rows("read/list_mandates")
    people = {row[0]: row[2] or "" for row in shelf.rows("read/list_people")}
    columns = {"person": _column(rows, 1), "body": _column(rows, 2), **_places(shelf, [row[2] for row in rows])}
    said = statements_of(shelf, "Mandate")
    names = [f"{people.get(row[1], '')} {words_of(shelf, (row[2],))} {words([row[3]])}" for row in rows]
    return _dated(rows, said, columns, names)


def _attendances(shelf: Shelf) -> Table:
    rows = shelf.rows("read/list_attendances")
    people = {row[0]: row[2] or "" for row in shelf.rows("read/list_people")}
    dates = {row[0]: row[6] for row in shelf.rows("read/list_events")}
    sourced = shelf.sourced("Attendance")
    columns = {
        "person": _column(rows, 1),
        "event": _column(rows, 2),
        "presence": _column(rows, 3),
        "role": _column(rows, 4),
        "body": _column(rows, 5),
        "source": Column(sourced.get(row[0], ()) for row in rows),
        **_places(shelf, [row[5] for row in rows]),
    }
    return Table(
        ids=[row[0] for row in rows],
        columns=columns,
        keys={"date": [dates.get(row[2]) for row in rows], "stated_on": [row[6] for row in rows]},
        words=[people.get(row[1], "") for row in rows],
    )


MEMBERSHIPS = Spec(
    name="memberships",
    one="membership",
    doc="Memberships: which body is in which network, since when, in what role.",
    thing="One membership with its history and its sources.",
    view=Membership,
    index=_memberships,
    queries=("read/list_memberships", "read/list_stated/Membership", "read/memberships_by_id/membership_rows"),
    read=memberships_by_id,
    filters=(
        Among("network", "Network.", "france-urbaine", known=known_networks),
        Among("member", "Body that is the member.", "fr-nancy", known=known_bodies),
        Among("role", "What the member is in it.", "founder", words=MembershipRole),
        Among("kind", "Level of the member, for local authorities.", "commune", words=CollectivityKind),
        Within("within", "ISO 3166 code of a territory in which the member lies.", "FR"),
        Within("country", "Country of the member.", "FR", countries=True),
        SOURCE,
        Words("Words of the names of member or network.", "nancy"),
    ),
    facets={
        "network": Facet("network", names=names_in),
        "role": Facet("role", MembershipRole),
        "kind": Facet("kind", CollectivityKind),
        "country": Facet("country", names=names_in),
        "source": Facet("source", names=names_in),
    },
    sorts=("since", "until", "stated_on"),
    unknown=("since",),
    on_day=_on_day,
    then=membership_as_of,
    csv={
        "id": lambda view: view.id,
        "network": lambda view: view.network,
        "network_name": lambda view: view.network_name,
        "member": lambda view: view.member,
        "member_name": lambda view: view.member_name,
        "member_label": lambda view: view.member_label,
        "member_kind": lambda view: view.member_kind,
        "country": lambda view: view.country,
        "territory": lambda view: view.territory,
        "role": lambda view: view.role,
        "since": lambda view: view.since,
        "until": lambda view: view.until,
        "sources": source_ids,
        "locators": locators,
    },
    example="fr-dijon-metropole--france-urbaine",
)

MANDATES = Spec(
    name="mandates",
    one="public office",
    doc="Public offices: who holds which, in what body, since when, last stated when.",
    thing="One public office with its history and its sources.",
    view=Mandate,
    index=_mandates,
    queries=("read/list_mandates", "read/list_stated/Mandate", "read/mandates_by_id/mandate_rows"),
    read=mandates_by_id,
    filters=(
        Among("person", "Person.", "jacques-baran", known=known_people),
        Among("body", "Authority, network or organisation.", "cites-unies-france", known=known_bodies),
        Within("within", "ISO 3166 code of a territory in which the body lies.", "FR-54"),
        Within("country", "Country of the body.", "FR", countries=True),
        SOURCE,
        Words("Words of the names of person or body, or of the title.", "maire"),
    ),
    facets={
        "body": Facet("body", names=names_in),
        "country": Facet("country", names=names_in),
        "source": Facet("source", names=names_in),
    },
    sorts=("since", "until", "stated_on"),
    unknown=("since",),
    on_day=_on_day,
    then=mandate_as_of,
    csv={
        "id": lambda view: view.id,
        "person": lambda view: view.person,
        "person_name": lambda view: view.person_name,
        "title": lambda view: view.title,
        "body": lambda view: view.body,
        "body_name": lambda view: view.body_name,
        "body_label": lambda view: view.body_label,
        "country": lambda view: view.country,
        "since": lambda view: view.since,
        "until": lambda view: view.until,
        "as_of": lambda view: view.as_of,
        "sources": source_ids,
        "locators": locators,
    },
    example="eric-piolle--fr-grenoble--maire",
)

ATTENDANCES = Spec(
    name="attendances",
    one="attendance",
    doc="Attendances: who was at which event, or was excused, and for whom.",
    thing="One attendance with its sources.",
    view=Attendance,
    index=_attendances,
    queries=("read/list_attendances", "read/list_sourced/Attendance", "read/attendances_by_id/attendance_rows"),
    read=attendances_by_id,
    filters=(
        Among("event", "Event.", EVENT, known=known_events),
        Among("person", "Person.", "jacques-baran", known=known_people),
        Among("body", "Body that the person stood for.", "cites-unies-france", known=known_bodies),
        Among("presence", "Present or excused.", "excused", words=Presence),
        Among("role", "What the person did there.", "chair", words=AttendanceRole),
        Within("within", "ISO 3166 code of a territory in which that body lies.", "FR"),
        SOURCE,
        Words("Words of the name of the person.", "baran"),
    ),
    facets={
        "event": Facet("event"),
        "presence": Facet("presence", Presence),
        "role": Facet("role", AttendanceRole),
        "body": Facet("body", names=names_in),
        "country": Facet("country", names=names_in),
    },
    sorts=("date", "stated_on"),
    unknown=("body",),
    csv={
        "id": lambda view: view.id,
        "date": lambda view: view.date,
        "event": lambda view: view.event,
        "event_name_fr": lambda view: view.event_names.fr,
        "event_name_en": lambda view: view.event_names.en,
        "person": lambda view: view.person,
        "name": lambda view: view.name,
        "presence": lambda view: view.presence,
        "role": lambda view: view.role,
        "title": lambda view: view.title,
        "body": lambda view: view.body,
        "sources": source_ids,
        "locators": locators,
    },
    example="adrien-cassina--2020-12-15-brainstorming-sur-la-relance-du-groupe-pays-etats-unis",
)
