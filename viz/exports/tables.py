"""The graph as flat tables: what CSV and SQLite write.

A list in a cell is joined by `; `. Beside the id of each end of a claim stand its names and place, so that a table can be
used without the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from typing import Any, NamedTuple

import orjson

from graph.db import Graph
from graph.model import LABELS
from graph.places import country_of, territories
from graph.read.whole import ACTORS, Known, Thing, known, pages
from graph.themes import themes

Cell = str | int | float | None
Cells = dict[str, Cell]
Row = tuple[str, Cells]
"""The name of a table and the cells of one row of it."""
People = Mapping[str, Known]

PERSONAL = frozenset({"Person", "Mandate", "Attendance"})
"""The labels of what is said about people."""


class Column(NamedTuple):
    """A column: its SQL type, and `table.column` that it points to."""

    name: str
    type: str = "TEXT"
    to: str | None = None


class Table(NamedTuple):
    """A table; its `key` is unique."""

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.columns)


def _table(name: str, key: str, columns: str) -> Table:
    """Make a table from `name[:type][>table.column]`, separated by blanks."""
    made = []
    for text in columns.split():
        head, _, to = text.partition(">")
        column, _, type_ = head.partition(":")
        made.append(Column(column, {"": "TEXT", "int": "INTEGER", "real": "REAL"}[type_], to or None))
    return Table(name, tuple(key.split()), tuple(made))


_NAMES = "name name_fr name_en"
_NOTES = "note_fr note_en"

TABLES = (
    _table("sources", "id", "id title_fr title_en kind date publisher language document url licence"),
    _table("territories", "code", f"code parent>territories.code level:int {_NAMES} country"),
    _table("themes", "id", "id name_fr name_en"),
    _table(
        "actors",
        "id",
        f"id label {_NAMES} kind country territory>territories.code lat:real lon:real stated_on sources:int",
    ),
    _table(
        "collectivities",
        "id",
        f"id>actors.id {_NAMES} kind country territory>territories.code part_of>collectivities.id governs insee siren "
        "wikidata population:int lat:real lon:real aliases stated_on sources:int",
    ),
    _table(
        "networks",
        "id",
        f"id>actors.id {_NAMES} acronym kind reach aliases former_names governance_fr governance_en admits_fr admits_en "
        "offers_fr offers_en costs_fr costs_en stated_on sources:int",
    ),
    _table(
        "organisations",
        "id",
        f"id>actors.id {_NAMES} acronym kind country territory>territories.code aliases former_names stated_on sources:int",
    ),
    _table("people", "id", "id name stated_on sources:int"),
    _table(
        "events",
        "id",
        f"id name_fr name_en kind status date until held_in>collectivities.id held_in_name {_NOTES} stated_on sources:int",
    ),
    _table(
        "partnerships",
        "id",
        "id parties form status since since_mode since_words until until_mode until_words themes "
        f"{_NOTES} stated_on sources:int",
    ),
    _table(
        "parties",
        "partnership actor",
        "partnership>partnerships.id actor>actors.id role actor_name actor_kind country territory>territories.code",
    ),
    _table(
        "links",
        "partnership a b",
        "partnership>partnerships.id a>actors.id a_name a_kind a_country a_lat:real a_lon:real "
        "b>actors.id b_name b_kind b_country b_lat:real b_lon:real form status since until stated_on sources:int",
    ),
    _table("partnership_themes", "partnership theme", "partnership>partnerships.id theme>themes.id"),
    _table("network_themes", "network theme", "network>networks.id theme>themes.id"),
    _table("event_themes", "event theme", "event>events.id theme>themes.id"),
    _table("event_actors", "event actor role", "event>events.id actor>actors.id role actor_name"),
    _table(
        "memberships",
        "id",
        f"id member>actors.id member_name network>networks.id network_name role since until {_NOTES} stated_on sources:int",
    ),
    _table(
        "mandates",
        "id",
        "id person>people.id person_name body>actors.id body_name title since until stated_on sources:int",
    ),
    _table(
        "attendances",
        "id",
        "id person>people.id person_name event>events.id event_name presence role title body>actors.id body_name "
        "stated_on sources:int",
    ),
    _table(
        "relations",
        "id",
        "id from_actor>actors.id from_name kind to_actor>actors.id to_territory>territories.code to_name since until "
        f"{_NOTES} stated_on sources:int",
    ),
    _table("figures", "id", "id of of_name measure value:real unit year label_fr label_en stated_on sources:int"),
    _table("reviews", "id", "id kind question_fr question_en about sources:int"),
    _table(
        "statements",
        "thing_type key source",
        "thing_type thing key source>sources.id locator stated_on form status since until as_stated said",
    ),
)
"""Every table, in an order in which each points to earlier ones, or to itself."""

BY_NAME: Mapping[str, Table] = {table.name: table for table in TABLES}


def rows(graph: Graph, *, people: bool = True) -> Iterator[Row]:
    """Yield every row of every table, those that are pointed to first.

    Args:
        graph: an open graph.
        people: whether to give people, their offices and meetings, and the open questions about them.
    """
    for found in graph.read("read/sources", id=None):
        yield "sources", _cells("sources", found["props"])
    yield from _reference()
    for label in LABELS:
        if people or label not in PERSONAL:
            yield from _of_label(graph, label, people=people)


def _reference() -> Iterator[Row]:
    for here in sorted(territories().values(), key=lambda here: (here.level, here.code)):
        cells = {"code": here.code, "parent": here.parent, "level": here.level, "name": here.name}
        yield "territories", {**cells, "name_fr": here.fr, "name_en": here.en, "country": country_of(here.code)}
    for id_, (fr, en) in sorted(themes().items()):
        yield "themes", {"id": id_, "name_fr": fr, "name_en": en}


def _of_label(graph: Graph, label: str, *, people: bool) -> Iterator[Row]:
    for page in pages(graph, label):
        named = known(graph, {id_ for thing in page for id_ in _named(thing)})
        for thing in page:
            if people or not about_people(thing, named):
                yield from _ROWS[label](thing, named)
                yield from _statements(thing)


def about_people(thing: Thing, named: People) -> bool:
    """Return whether an open question is about somebody."""
    return any(one in named and named[one].label == "Person" for one in thing.props.get("about", ()))


_ENDS = ("held_in", "member", "network", "person", "event", "body", "from", "to", "of")
_SEVERAL = ("parties", "supporters", "intermediaries", "held_by", "joined_by", "about")


def _named(thing: Thing) -> Iterator[str]:
    """Yield the ids that a thing names."""
    yield from (thing.props[name] for name in _ENDS if name in thing.props)
    yield from (id_ for name in _SEVERAL for id_ in thing.props.get(name, ()))


def _cells(table: str, props: Mapping[str, Any], **more: Cell) -> Cells:
    """Return one row of a table: the properties that it has columns for, a list joined."""
    cells: Cells = {}
    for name in BY_NAME[table].names:
        value = more[name] if name in more else props.get(name)
        cells[name] = "; ".join(value) if isinstance(value, list) else value
    return cells


def _sources(thing: Thing) -> int:
    return len({source for source, _ in thing.statements})


def _actor(table: str) -> Callable[[Thing, People], Iterator[Row]]:
    def make(thing: Thing, _: People) -> Iterator[Row]:
        props = thing.props
        name = props["name"]
        names = {"name_fr": props.get("name_fr") or name, "name_en": props.get("name_en") or name}
        country = country_of(props["territory"]) if "territory" in props else None
        sources = _sources(thing)
        yield "actors", _cells("actors", props, label=thing.label, country=country, sources=sources, **names)
        yield table, _cells(table, props, country=country, sources=sources, **names)
        if table == "networks":
            yield from _themes("network", thing)

    return make


def _themes(kind: str, thing: Thing) -> Iterator[Row]:
    for theme in thing.props.get("themes", ()):
        yield f"{kind}_themes", {kind: thing.id, "theme": theme}


def _person(thing: Thing, _: People) -> Iterator[Row]:
    yield "people", _cells("people", thing.props, sources=_sources(thing))


def _event(thing: Thing, named: People) -> Iterator[Row]:
    where = _name(named, thing.props.get("held_in"))
    yield "events", _cells("events", thing.props, held_in_name=where, sources=_sources(thing))
    for role in ("held_by", "joined_by"):
        for actor in thing.props.get(role, ()):
            cells = {"event": thing.id, "actor": actor, "role": role, "actor_name": _name(named, actor)}
            yield "event_actors", cells
    yield from _themes("event", thing)


def _partnership(thing: Thing, named: People) -> Iterator[Row]:
    props = thing.props
    status = props.get("status", "unknown")
    parties = "; ".join(_name(named, party) or party for party in props["parties"])
    cells = _cells("partnerships", props, parties=parties, status=status, sources=_sources(thing))
    yield "partnerships", cells
    roles = dict.fromkeys(props.get("supporters", ()), "support")
    roles |= dict.fromkeys(props.get("intermediaries", ()), "intermediary")
    roles |= dict.fromkeys(props["parties"], "party")
    for actor, role in sorted(roles.items()):
        place = named[actor]
        more = {"actor_name": place.name, "actor_kind": place.kind, "country": place.country}
        yield (
            "parties",
            {"partnership": thing.id, "actor": actor, "role": role, **more, "territory": place.territory},
        )
    for a, b in combinations(props["parties"], 2):
        yield "links", {**_cells("links", {**props, **cells}), "partnership": thing.id, **_ends(named[a], named[b])}
    yield from _themes("partnership", thing)


def _ends(a: Known, b: Known) -> Cells:
    cells: Cells = {}
    for side, one in (("a", a), ("b", b)):
        cells |= {side: one.id, f"{side}_name": one.name, f"{side}_kind": one.kind, f"{side}_country": one.country}
        cells |= {f"{side}_lat": one.lat, f"{side}_lon": one.lon}
    return cells


def _membership(thing: Thing, named: People) -> Iterator[Row]:
    ends = {f"{end}_name": _name(named, thing.props[end]) for end in ("member", "network")}
    yield "memberships", _cells("memberships", thing.props, sources=_sources(thing), **ends)


def _mandate(thing: Thing, named: People) -> Iterator[Row]:
    ends = {f"{end}_name": _name(named, thing.props[end]) for end in ("person", "body")}
    yield "mandates", _cells("mandates", thing.props, sources=_sources(thing), **ends)


def _attendance(thing: Thing, named: People) -> Iterator[Row]:
    ends = {f"{end}_name": _name(named, thing.props.get(end)) for end in ("person", "event", "body")}
    yield "attendances", _cells("attendances", thing.props, sources=_sources(thing), **ends)


def _relation(thing: Thing, named: People) -> Iterator[Row]:
    start, end = thing.props["from"], thing.props["to"]
    place = territories().get(end) if end not in named else None
    ends: Cells = {"from_actor": start, "from_name": _name(named, start), "to_name": _name(named, end)}
    ends |= {"to_actor": None if place else end, "to_territory": end if place else None}
    if place:
        ends["to_name"] = place.name
    yield "relations", _cells("relations", thing.props, sources=_sources(thing), **ends)


def _figure(thing: Thing, named: People) -> Iterator[Row]:
    of = thing.props["of"]
    place = territories().get(of)
    yield (
        "figures",
        _cells("figures", thing.props, of_name=place.name if place else _name(named, of), sources=_sources(thing)),
    )


def _review(thing: Thing, _: People) -> Iterator[Row]:
    yield "reviews", _cells("reviews", thing.props, sources=_sources(thing))


def _name(named: People, id_: str | None) -> str | None:
    return named[id_].name if id_ is not None and id_ in named else None


def _statements(thing: Thing) -> Iterator[Row]:
    for source, said in thing.statements:
        text = orjson.dumps(said, option=orjson.OPT_SORT_KEYS).decode()
        yield "statements", _cells("statements", said, thing_type=thing.label, thing=thing.id, source=source, said=text)


_ROWS: Mapping[str, Callable[[Thing, People], Iterator[Row]]] = {
    **{
        label: _actor(table)
        for label, table in zip(ACTORS, ("collectivities", "networks", "organisations"), strict=True)
    },
    "Person": _person,
    "Event": _event,
    "Partnership": _partnership,
    "Membership": _membership,
    "Mandate": _mandate,
    "Attendance": _attendance,
    "Relation": _relation,
    "Figure": _figure,
    "Review": _review,
}
