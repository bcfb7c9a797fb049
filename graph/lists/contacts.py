"""The list of contacts: who to call in a body, in what office, and where they were last seen for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graph.db import Graph
from graph.lists.bodies import bodies, names_in, within, words_of
from graph.lists.claims import SOURCE
from graph.lists.column import Column
from graph.lists.filters import Among, Within, Words
from graph.lists.known import known_bodies, known_networks
from graph.lists.partnerships import statements_of
from graph.lists.shelf import Shelf
from graph.lists.spec import Facet, Spec, joined, locators, source_ids
from graph.lists.table import Table
from graph.places import country_of
from graph.read.events import events
from graph.read.people import attendances_by_id, mandates_by_id
from graph.views import Attendance, Event, Mandate, SourceRef
from graph.views.base import Row, names_of
from graph.views.steps import Contact, Seen

Pair = tuple[str, str]
"""A person and a body."""


def _index(shelf: Shelf) -> Table:
    offices: dict[Pair, list[str]] = {}
    seen: dict[Pair, list[str]] = {}
    cited: dict[Pair, dict[str, None]] = {}
    dates: dict[Pair, list[str]] = {}
    held = {row[0]: (row[6], tuple(row[8] or ())) for row in shelf.rows("read/list_events")}
    said = statements_of(shelf, "Mandate")
    for id_, person, body, _, _, _, stated_on in shelf.rows("read/list_mandates"):
        offices.setdefault((person, body), []).append(id_)
        cited.setdefault((person, body), {}).update(dict.fromkeys(item.source for item in said.get(id_, ())))
        dates.setdefault((person, body), []).append(stated_on or "")
    sourced = shelf.sourced("Attendance")
    for id_, person, event, _, _, body, _ in shelf.rows("read/list_attendances"):
        if body:
            seen.setdefault((person, body), []).append(event)
            cited.setdefault((person, body), {}).update(dict.fromkeys(sourced.get(id_, ())))
            dates.setdefault((person, body), []).append(held.get(event, ("", ()))[0] or "")
    pairs = sorted(offices.keys() | seen.keys(), key=_id)
    known = bodies(shelf)
    partners = _partners(shelf)
    people = {row[0]: row[2] or "" for row in shelf.rows("read/list_people")}
    networks = [[n for event in seen.get(pair, ()) for n in held.get(event, ("", ()))[1]] for pair in pairs]
    columns = {
        "body": Column([pair[1]] for pair in pairs),
        "person": Column([pair[0]] for pair in pairs),
        "network": Column([n for n in group if n in known and known[n].label == "Network"] for group in networks),
        "within": Column(known[pair[1]].within if pair[1] in known else () for pair in pairs),
        "country": Column(known[pair[1]].within[-1:] if pair[1] in known else () for pair in pairs),
        "partner": Column(partners.get(pair[1], ()) for pair in pairs),
        "source": Column(cited.get(pair, ()) for pair in pairs),
    }
    return Table(
        ids=[_id(pair) for pair in pairs],
        columns=columns,
        keys={"last_seen": [max(dates.get(pair, ()), default="") or None for pair in pairs]},
        words=[f"{people.get(pair[0], '')} {words_of(shelf, pair[1:])}" for pair in pairs],
    )


def _id(pair: Pair) -> str:
    return f"{pair[0]}.{pair[1]}"


def _partners(shelf: Shelf) -> Mapping[str, dict[str, None]]:
    """Return body → the territories in which it has a partner."""
    known = bodies(shelf)
    found: dict[str, dict[str, None]] = {}
    for row in shelf.rows("read/list_partnerships"):
        for party in row[7]:
            for other in row[7]:
                territory = known[other].territory if other in known else None
                if other != party and territory:
                    found.setdefault(party, {}).update(dict.fromkeys(within(territory)))
    return found


def _read(graph: Graph, ids: Sequence[str]) -> Iterator[Contact]:
    wanted = {id_ for id_ in ids if "." in id_}
    people = list(dict.fromkeys(id_.partition(".")[0] for id_ in ids))
    offices: dict[str, list[Mandate]] = {}
    rows = graph.read("read/claims_of", people=people)
    for mandate in mandates_by_id(graph, [id_ for row in rows for id_ in row["mandates"]]):
        offices.setdefault(f"{mandate.person}.{mandate.body}", []).append(mandate)
    seen: dict[str, list[Attendance]] = {}
    for attendance in attendances_by_id(graph, [id_ for row in rows for id_ in row["attendances"]]):
        seen.setdefault(f"{attendance.person}.{attendance.body}", []).append(attendance)
    meetings = sorted({item.event for several in seen.values() for item in several})
    held = {event.id: event for event in events(graph, meetings)}
    those = sorted({id_.partition(".")[2] for id_ in wanted})
    named = {row["id"]: row for row in graph.read("read/bodies_by_id", ids=those)}
    for id_ in sorted(wanted):
        if id_ in offices or id_ in seen:
            yield _contact(id_, offices.get(id_, []), seen.get(id_, []), held, named[id_.partition(".")[2]])


def _contact(
    id_: str, offices: Sequence[Mandate], seen: Sequence[Attendance], held: Mapping[str, Event], row: Row
) -> Contact:
    person, _, body = id_.partition(".")
    newest = sorted(offices, key=lambda one: (one.as_of or "", one.title or ""), reverse=True)
    titled = next((one for one in newest if one.title), newest[0] if newest else None)
    meetings = tuple(_seen(one, held) for one in sorted(seen, key=lambda one: one.date or "", reverse=True))
    dates = [*(one.as_of for one in offices), *(one.date for one in seen)]
    refs: dict[SourceRef, None] = dict.fromkeys(
        [*(ref for one in newest for ref in one.sources), *(ref for one in seen for ref in one.sources)]
    )
    return Contact(
        id=id_,
        person=person,
        name=titled.person_name if titled else seen[0].name,
        title=titled.title if titled else next((one.title for one in seen if one.title), None),
        body=body,
        body_names=names_of(row),
        body_label=row["label"],
        country=country_of(row["territory"]) if row["territory"] else None,
        since=titled.since if titled else None,
        until=titled.until if titled else None,
        last_seen=max((date for date in dates if date), default=None),
        meetings=meetings,
        networks=tuple(dict.fromkeys(network for meeting in meetings for network in meeting.networks)),
        sources=tuple(refs),
    )


def _seen(attendance: Attendance, held: Mapping[str, Event]) -> Seen:
    event = held[attendance.event]
    return Seen(
        event=event.id,
        names=event.names,
        date=event.date,
        presence=attendance.presence,
        networks=tuple(body.id for body in event.held_by),
    )


CONTACTS = Spec(
    name="contacts",
    one="contact",
    doc="Who to call: public offices in a body or for a country, meetings last seen, how fresh, networks represented in.",
    thing="One person in one body, with office, meetings and sources.",
    view=Contact,
    index=_index,
    queries=(
        "read/list_mandates",
        "read/list_attendances",
        "read/list_events",
        "read/claims_of",
        "read/mandates_by_id/mandate_rows",
        "read/attendances_by_id/attendance_rows",
        "read/events_by_id",
        "read/bodies_by_id",
    ),
    read=_read,
    filters=(
        Among("body", "Authority, network or organisation.", "fr-nancy", known=known_bodies),
        Within("within", "ISO 3166 code of a territory in which the body lies.", "US"),
        Within(
            "partner",
            "ISO 3166 code of a territory in which the body has a partner: whom to ask about it.",
            "US-PA",
            column="partner",
        ),
        Among(
            "network",
            "Network at whose meetings they stood for the body.",
            "groupe-pays-etats-unis",
            known=known_networks,
        ),
        SOURCE,
        Words("Words of the names of person or body.", "nancy"),
    ),
    facets={
        "body": Facet("body", names=names_in),
        "country": Facet("country", names=names_in),
        "network": Facet("network", names=names_in),
        "source": Facet("source", names=names_in),
    },
    sorts=("last_seen",),
    sort="-last_seen",
    csv={
        "id": lambda view: view.id,
        "name": lambda view: view.name,
        "title": lambda view: view.title,
        "body": lambda view: view.body,
        "body_fr": lambda view: view.body_names.fr,
        "body_en": lambda view: view.body_names.en,
        "country": lambda view: view.country,
        "since": lambda view: view.since,
        "until": lambda view: view.until,
        "last_seen": lambda view: view.last_seen,
        "meetings": lambda view: len(view.meetings),
        "networks": lambda view: joined(view.networks),
        "sources": source_ids,
        "locators": locators,
    },
    example="eric-piolle.fr-grenoble",
)
