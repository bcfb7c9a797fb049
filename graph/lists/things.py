"""The lists of people, events, sources, themes, figures and relations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from graph.lists.bodies import bodies, names_in, scopes_of, theme_names
from graph.lists.claims import EVENT, SOURCE
from graph.lists.column import Column
from graph.lists.filters import Among, Span, Tied, Within, Words
from graph.lists.known import (
    known_bodies,
    known_events,
    known_themes,
    known_values,
)
from graph.lists.shelf import Shelf, Values
from graph.lists.spec import Facet, Spec, joined, locators, source_ids
from graph.lists.table import Key, Table, words
from graph.places import territories
from graph.read.events import events
from graph.read.figures import figures
from graph.read.people import people
from graph.read.relations import relations_by_id
from graph.read.sources import sources_by_id
from graph.read.themes import themes
from graph.views import Event, Figure, Person, Relation, Source, Theme
from graph.vocabulary import EventKind, EventStatus, Presence, RelationKind, SourceKind


def _one(rows: Sequence[Values], place: int) -> Column:
    return Column([row[place]] if row[place] else () for row in rows)


def _keys(rows: Sequence[Values], place: int) -> list[Key]:
    return [row[place] for row in rows]


def _many(rows: Sequence[Values], place: int) -> Column:
    return Column(row[place] or () for row in rows)


def _sourced(shelf: Shelf, label: str, rows: Sequence[Values]) -> Column:
    found = shelf.sourced(label)
    return Column(found.get(row[0], ()) for row in rows)


def _places(shelf: Shelf, cells: Iterable[Iterable[str]]) -> dict[str, Column]:
    known = bodies(shelf)
    groups = [[known[id_] for id_ in ids if id_ in known] for ids in cells]
    return {
        "within": Column([code for body in group for code in body.within] for group in groups),
        "country": Column([body.country for body in group if body.country] for group in groups),
    }


def _people(shelf: Shelf) -> Table:
    rows = shelf.rows("read/list_people")
    offices: dict[str, list[str]] = {}
    for _, person, body, *_ in shelf.rows("read/list_mandates"):
        offices.setdefault(person, []).append(body)
    meetings: dict[str, list[str]] = {}
    for _, person, event, *_ in shelf.rows("read/list_attendances"):
        meetings.setdefault(person, []).append(event)
    columns = {
        "body": Column(offices.get(row[0], ()) for row in rows),
        "event": Column(meetings.get(row[0], ()) for row in rows),
        "source": _sourced(shelf, "Person", rows),
        **_places(shelf, [offices.get(row[0], ()) for row in rows]),
    }
    return Table(
        ids=[row[0] for row in rows],
        columns=columns,
        keys={"name": _keys(rows, 2), "stated_on": _keys(rows, 3)},
        words=[row[2] or "" for row in rows],
    )


def _events(shelf: Shelf) -> Table:
    rows = shelf.rows("read/list_events")
    there: dict[str, list[str]] = {}
    for _, _, event, presence, _, body, _ in shelf.rows("read/list_attendances"):
        if presence != Presence.EXCUSED:
            there.setdefault(event, []).append(body)

    def met(row: Values) -> tuple[str, ...]:
        ends = (*there.get(row[0], ()), *([row[7]] if row[7] else ()), *(row[8] or ()), *(row[9] or ()))
        return scopes_of(shelf, ends) if row[5] == EventStatus.HELD else ()

    columns = {
        "kind": _one(rows, 4),
        "status": _one(rows, 5),
        "date": _one(rows, 6),
        "year": Column([row[6][:4]] if row[6] else () for row in rows),
        "held_in": _one(rows, 7),
        "held_by": _many(rows, 8),
        "body": Column([*(row[8] or ()), *(row[9] or ())] for row in rows),
        "met": Column(met(row) for row in rows),
        "theme": _many(rows, 10),
        "source": _sourced(shelf, "Event", rows),
        **_places(shelf, [[row[7]] if row[7] else [] for row in rows]),
    }
    return Table(
        ids=[row[0] for row in rows],
        columns=columns,
        keys={"date": _keys(rows, 6), "stated_on": _keys(rows, 11)},
        words=[words([row[1], row[2]]) for row in rows],
    )


def _relations(shelf: Shelf) -> Table:
    rows = shelf.rows("read/list_relations")
    columns = {"from": _one(rows, 1), "to": _one(rows, 2), "kind": _one(rows, 3)}
    known = bodies(shelf)
    names = [[known[id_].words for id_ in (row[1], row[2]) if id_ in known] for row in rows]
    return Table(
        ids=[row[0] for row in rows],
        columns={**columns, "source": _sourced(shelf, "Relation", rows)},
        keys={"from": _keys(rows, 1), "kind": _keys(rows, 3), "to": _keys(rows, 2), "stated_on": _keys(rows, 4)},
        words=[" ".join(group) for group in names],
    )


def _figures(shelf: Shelf) -> Table:
    rows = shelf.rows("read/list_figures")
    columns = {"of": _one(rows, 1), "measure": _one(rows, 2), "unit": _one(rows, 3), "year": _one(rows, 5)}
    return Table(
        ids=[row[0] for row in rows],
        columns={**columns, "source": _sourced(shelf, "Figure", rows)},
        keys={"value": _keys(rows, 4), "year": _keys(rows, 5), "stated_on": _keys(rows, 8)},
        words=[words([row[6], row[7]]) for row in rows],
    )


def _sources(shelf: Shelf) -> Table:
    rows = shelf.rows("read/list_sources")
    columns = {
        "kind": _one(rows, 4),
        "publisher": _one(rows, 6),
        "language": _one(rows, 7),
        "date": _one(rows, 5),
        "source": Column([row[0]] for row in rows),
    }
    return Table(
        ids=[row[0] for row in rows],
        columns=columns,
        keys={"date": _keys(rows, 5), "title": [words([row[1]]) for row in rows]},
        words=[row[3] or "" for row in rows],
    )


def _themes(shelf: Shelf) -> Table:
    rows = shelf.rows("read/list_themes")
    return Table(
        ids=[row[0] for row in rows],
        columns={"source": Column(() for _ in rows)},
        keys={"name": _keys(rows, 3)},
        words=[row[3] or "" for row in rows],
    )


def _counted(column: int) -> Callable[[Shelf], Iterable[str]]:
    return lambda shelf: known_values(shelf, "read/list_figures", column)


def _ends(shelf: Shelf) -> Iterable[str]:
    return {*bodies(shelf), *territories()}


PEOPLE = Spec(
    name="people",
    one="person",
    doc="People in public office: their offices and meetings, and nothing private.",
    thing="One person with offices, meetings and sources.",
    view=Person,
    index=_people,
    queries=(
        "read/list_people",
        "read/things_by_id/Person",
        "read/mandates_of/mandate_rows",
        "read/attendances_of/attendance_rows",
    ),
    read=people,
    filters=(
        Among("body", "Body in which they hold an office.", "cites-unies-france", known=known_bodies),
        Among("event", "Event that they attended.", EVENT, known=known_events),
        Within("within", "ISO 3166 code of a territory in which such a body lies.", "FR"),
        Within("country", "Country of such a body.", "FR", countries=True),
        SOURCE,
        Words("Words of the name.", "baran"),
    ),
    facets={
        "body": Facet("body", names=names_in),
        "event": Facet("event"),
        "country": Facet("country", names=names_in),
        "source": Facet("source", names=names_in),
    },
    sorts=("name", "stated_on"),
    unknown=("body",),
    csv={
        "id": lambda view: view.id,
        "name": lambda view: view.name,
        "title": lambda view: view.offices[-1].title if view.offices else None,
        "body": lambda view: view.offices[-1].body if view.offices else None,
        "body_name": lambda view: view.offices[-1].body_name if view.offices else None,
        "as_of": lambda view: view.offices[-1].as_of if view.offices else None,
        "offices": lambda view: len(view.offices),
        "attendances": lambda view: len(view.attendances),
        "last_seen": lambda view: max((item.date for item in view.attendances if item.date), default=None),
        "sources": source_ids,
    },
    example="jacques-baran",
)

EVENTS = Spec(
    name="events",
    one="event",
    doc="Events: meetings, congresses, missions…, held, announced or proposed.",
    thing="One event with its holders, its themes and its sources.",
    view=Event,
    index=_events,
    queries=("read/list_events", "read/list_sourced/Event", "read/events_by_id"),
    read=events,
    filters=(
        Among("kind", "Kind of event.", "meeting", words=EventKind),
        Among("status", "Held, announced or proposed.", "held", words=EventStatus),
        Among("theme", "Theme that it treats.", "water", known=known_themes),
        Among("held_by", "Body that holds it.", "cites-unies-france", known=known_bodies),
        Among("body", "Body that holds it or takes part.", "fr-nancy", known=known_bodies),
        Tied(
            "met",
            "Body that was there, held it or was its place, or territory in which such a body lies; of what was held.",
            "fr-nancy",
            known=known_bodies,
        ),
        Within("within", "ISO 3166 code of the territory where it is held.", "US"),
        Span("date", "date_from", "date_to", "When it takes place", "2020"),
        SOURCE,
        Words("Words of its name.", "congres"),
    ),
    facets={
        "kind": Facet("kind", EventKind),
        "status": Facet("status", EventStatus),
        "theme": Facet("theme", names=theme_names),
        "held_by": Facet("held_by", names=names_in),
        "country": Facet("country", names=names_in),
        "year": Facet("year"),
        "source": Facet("source", names=names_in),
    },
    sorts=("date", "stated_on"),
    unknown=("date", "held_in"),
    csv={
        "id": lambda view: view.id,
        "name_fr": lambda view: view.names.fr,
        "name_en": lambda view: view.names.en,
        "kind": lambda view: view.kind,
        "status": lambda view: view.status,
        "date": lambda view: view.date,
        "until": lambda view: view.until,
        "held_in": lambda view: view.held_in.id if view.held_in else None,
        "held_by": lambda view: joined(body.id for body in view.held_by),
        "joined_by": lambda view: joined(body.id for body in view.joined_by),
        "themes": lambda view: joined(view.themes),
        "attendances": lambda view: view.attendances,
        "stated_on": lambda view: view.stated_on,
        "sources": source_ids,
    },
    example=EVENT,
)

SOURCES = Spec(
    name="sources",
    one="source",
    doc="Sources: the documents and registers that everything rests on, newest first.",
    thing="One source.",
    view=Source,
    index=_sources,
    queries=("read/list_sources", "read/sources_by_id"),
    read=sources_by_id,
    filters=(
        Among("kind", "Kind of document.", "minutes", words=SourceKind),
        Among(
            "language", "Language, two letters.", "fr", known=lambda shelf: known_values(shelf, "read/list_sources", 7)
        ),
        Span("date", "date_from", "date_to", "When it was published", "2020"),
        Words("Words of its title or publisher.", "etats-unis"),
    ),
    facets={"kind": Facet("kind", SourceKind), "publisher": Facet("publisher"), "language": Facet("language")},
    sorts=("date", "title"),
    sort="-date",
    unknown=("date",),
    csv={
        "id": lambda view: view.id,
        "title_fr": lambda view: view.titles.fr,
        "title_en": lambda view: view.titles.en,
        "kind": lambda view: view.kind,
        "date": lambda view: view.date,
        "publisher": lambda view: view.publisher,
        "language": lambda view: view.language,
        "document": lambda view: view.document,
        "url": lambda view: view.url,
        "licence": lambda view: view.licence,
        "statements": lambda view: view.statements,
    },
    example="groupe-pays-etats-unis-2020-12-15",
)

THEMES = Spec(
    name="themes",
    one="theme",
    doc="Themes that something is about, with how many partnerships, networks and events.",
    thing="One theme.",
    view=Theme,
    index=_themes,
    queries=("read/list_themes", "read/themes_by_id"),
    read=themes,
    filters=(Words("Words of its name.", "eau"),),
    facets={},
    sorts=("name",),
    csv={
        "id": lambda view: view.id,
        "name_fr": lambda view: view.names.fr,
        "name_en": lambda view: view.names.en,
        "partnerships": lambda view: view.partnerships,
        "networks": lambda view: view.networks,
        "events": lambda view: view.events,
    },
    example="water",
)

FIGURES = Spec(
    name="figures",
    one="figure",
    doc="Stated numbers, with what they count, unit and year.",
    thing="One stated number with its sources.",
    view=Figure,
    index=_figures,
    queries=("read/list_figures", "read/list_sourced/Figure", "read/figures_by_id"),
    read=figures,
    filters=(
        Among("of", "What is counted: an id or the code of a territory.", "FR", known=_counted(1)),
        Among("measure", "What is measured.", "members", known=_counted(2)),
        Among("unit", "Unit.", "authorities", known=_counted(3)),
        Span("year", "year_from", "year_to", "Year", "2020"),
        SOURCE,
        Words("Words of its label.", "partenariats"),
    ),
    facets={
        "of": Facet("of", names=names_in),
        "measure": Facet("measure"),
        "unit": Facet("unit"),
        "year": Facet("year"),
        "source": Facet("source", names=names_in),
    },
    sorts=("value", "year", "stated_on"),
    unknown=("year",),
    csv={
        "id": lambda view: view.id,
        "of": lambda view: view.of,
        "measure": lambda view: view.measure,
        "label_fr": lambda view: view.label.fr,
        "label_en": lambda view: view.label.en,
        "value": lambda view: view.value,
        "unit": lambda view: view.unit,
        "year": lambda view: view.year,
        "sources": source_ids,
        "locators": locators,
    },
    example="association-francaise-du-conseil-des-communes-et-regions-d-europe--members--2021",
)

RELATIONS = Spec(
    name="relations",
    one="relation",
    doc="How actors act on each other: who composes, finances, coordinates, advises whom.",
    thing="One relation with its sources.",
    view=Relation,
    index=_relations,
    queries=("read/list_relations", "read/list_sourced/Relation", "read/relations_by_id/relation_rows"),
    read=relations_by_id,
    filters=(
        Among("kind", "How one acts on the other.", "finances", words=RelationKind),
        Among("from", "Who acts.", "agence-francaise-de-developpement", known=known_bodies),
        Among("to", "On whom: an id or the code of a territory.", "cites-unies-france", known=_ends),
        SOURCE,
        Words("Words of the names of either.", "cites unies"),
    ),
    facets={
        "kind": Facet("kind", RelationKind),
        "from": Facet("from", names=names_in),
        "to": Facet("to", names=names_in),
        "source": Facet("source", names=names_in),
    },
    sorts=("from", "kind", "to", "stated_on"),
    sort="from",
    csv={
        "id": lambda view: view.id,
        "from": lambda view: view.from_id,
        "from_name": lambda view: view.from_name,
        "from_label": lambda view: view.from_label,
        "kind": lambda view: view.kind,
        "to": lambda view: view.to_id,
        "to_name": lambda view: view.to_name,
        "to_label": lambda view: view.to_label,
        "since": lambda view: view.since,
        "until": lambda view: view.until,
        "sources": source_ids,
        "locators": locators,
    },
    example="agence-francaise-de-developpement--operator-of--etat-francais",
)
