"""CSV files for `neo4j-admin database import full`: the whole graph, ready for Jumelles to open.

One file for each label, and one for each type of relation between two labels, since a header names the id space of each
end (https://neo4j.com/docs/operations-manual/5/import/). Values stand as they are: a formula is harmless to Neo4j, and an
apostrophe before it would change the graph. `IMPORT.txt` has the commands,
`schema.cypher` the constraints and indexes.

The graph is read twice: once for the properties that there are, which a header has to name, once for the values.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

from graph.db import Graph
from graph.files import folder
from graph.migrate import schema_statements, territory_row
from graph.model import LABELS, edges
from graph.places import territories
from graph.read.whole import Known, Thing, known, pages
from graph.steady import Changed
from graph.themes import theme_row, themes, themes_in
from viz.exports.csvs import Progress
from viz.exports.tables import PERSONAL, about_people

SEPARATOR = "\x1f"
"""Between the texts of a list: a control character, which no text of the graph holds."""

TYPES = {
    "collectivity_in": "IN",
    "organisation_in": "IN",
    "collectivity_part_of": "PART_OF",
    "network_part_of": "PART_OF",
    "network_about": "ABOUT",
    "event_about": "ABOUT",
    "partnership_about": "ABOUT",
    "observed": "OBSERVED",
    "party_to": "PARTY_TO",
    "partners_with": "PARTNERS_WITH",
    "member_of": "MEMBER_OF",
    "holds": "HOLDS",
    "attended": "ATTENDED",
    "acts_on": "ACTS_ON",
    "concerns": "CONCERNS",
    "held_in": "HELD_IN",
    "held_by": "HELD_BY",
    "joined_by": "JOINED_BY",
}
"""Write query that draws a relation → its type."""

_BETWEEN = {"partners_with": ("Collectivity", "Collectivity"), "network_part_of": ("Network", "Network")}
"""What a query draws between these labels only."""

_OURS = re.compile(r"^(nodes-[A-Za-z]+\.csv|relations(-[A-Za-z_]+){3}\.csv|IMPORT\.txt|schema\.cypher)$")
_NEO = {str: "string", int: "long", float: "double", bool: "boolean", list: "string[]"}


class File(NamedTuple):
    """One file: of a label, or of a relation between two labels."""

    name: str
    start: tuple[str, ...]
    end: tuple[str, ...]


class Line(NamedTuple):
    """One row: the ids or the type and the ends that its file calls for, and its properties."""

    file: File
    before: tuple[str, ...]
    props: dict[str, Any]
    after: tuple[str, ...]


def write(path: Path, graph: Graph, changed: Changed, progress: Progress, *, people: bool) -> None:
    """Write the folder, whole or not at all."""
    columns: dict[File, dict[str, type]] = {}
    for line in _lines(graph, lambda *_: None, people=people):
        known_types = columns.setdefault(line.file, {})
        for name, value in line.props.items():
            known_types[name] = _wider(known_types.get(name), type(value))
    with folder(path, lambda name: bool(_OURS.match(name))) as draft:
        with ExitStack() as stack:
            writers = {file: _open(stack, draft, file, columns[file]) for file in columns}
            for line in _lines(graph, progress, people=people):
                cells = [_cell(line.props.get(name)) for name in sorted(columns[line.file])]
                writers[line.file].writerow([*line.before, *cells, *line.after])
        (draft / "IMPORT.txt").write_text(_command(columns), encoding="utf-8")
        (draft / "schema.cypher").write_text("".join(f"{text};\n" for text in schema_statements()), encoding="utf-8")
        changed()


def _wider(one: type | None, other: type) -> type:
    return other if one is None or one is other else float if {one, other} == {int, float} else str


def _open(stack: ExitStack, draft: Path, file: File, columns: dict[str, type]) -> Any:
    opened = stack.enter_context((draft / file.name).open("x", encoding="utf-8", newline=""))
    writer = csv.writer(opened, lineterminator="\n")
    named = [f"{name}:{_NEO[columns[name]]}" for name in sorted(columns)]
    writer.writerow([*file.start, *named, *file.end])
    return writer


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return SEPARATOR.join(value) if isinstance(value, list) else str(value)


def _nodes(label: str, key: str = "id") -> File:
    return File(f"nodes-{label}.csv", (f"{key}:ID({label})",), (":LABEL",))


def _node(label: str, props: dict[str, Any], key: str = "id") -> Line:
    rest = {name: value for name, value in props.items() if name != key}
    return Line(_nodes(label, key), (props[key],), rest, (label,))


def _relation(type_: str, start: tuple[str, str], end: tuple[str, str], props: dict[str, Any]) -> Line:
    (a_label, a), (b_label, b) = start, end
    name = f"relations-{type_}-{a_label}-{b_label}.csv"
    file = File(name, (f":START_ID({a_label})", f":END_ID({b_label})"), (":TYPE",))
    return Line(file, (a, b), {name: value for name, value in props.items() if value is not None}, (type_,))


def _lines(graph: Graph, progress: Progress, *, people: bool) -> Iterator[Line]:
    meta = graph.read("read/meta")[0]
    yield _node("Meta", {"id": "graph", **{name: meta[name] for name in ("schema", "reference", "revision")}})
    for here in territories().values():
        yield _node("Territory", territory_row(here), "code")
        if here.parent:
            yield _relation("IN", ("Territory", here.code), ("Territory", here.parent), {})
    for row in graph.read("read/sources", id=None):
        yield _node("Source", dict(row["props"]))
    used: set[str] = set()
    for label in LABELS:
        if people or label not in PERSONAL:
            for count, page in enumerate(pages(graph, label)):
                progress(label, count)
                yield from _page(graph, page, people=people)
                used |= {theme for thing in page for theme in themes_in(thing.props)}
    for id_ in sorted(used):
        yield _node("Theme", dict(theme_row(id_)))


def _page(graph: Graph, page: list[Thing], *, people: bool) -> Iterator[Line]:
    drawn = [(thing, edge) for thing in page for edge in edges(thing.label, thing.props)]
    ends = known(graph, {id_ for _, edge in drawn for id_ in (edge.row["from"], edge.row["to"])})
    if not people:
        kept = [thing for thing in page if not about_people(thing, ends)]
        page, drawn = kept, [(thing, edge) for thing, edge in drawn if thing in kept]
    for thing in page:
        yield _node(thing.label, thing.props)
        for source, said in thing.statements:
            yield _relation("STATED_IN", (thing.label, thing.id), ("Source", source), said)
    for thing, edge in drawn:
        start = _label(edge.row["from"], thing, ends)
        end = _label(edge.row["to"], thing, ends)
        between = _BETWEEN.get(edge.query)
        if not start or not end or (between and (start, end) != between):
            continue
        yield _relation(TYPES[edge.query], (start, edge.row["from"]), (end, edge.row["to"]), edge.row["props"])


def _label(id_: str, thing: Thing, ends: dict[str, Known]) -> str | None:
    if id_ == thing.id:
        return thing.label
    if id_ in ends:
        return ends[id_].label
    if id_ in territories():
        return "Territory"
    return "Theme" if id_ in themes() else None


def _command(columns: dict[File, dict[str, type]]) -> str:
    options = [
        f"  --{'nodes' if file.name.startswith('nodes') else 'relationships'}={file.name}"
        for file in sorted(columns, key=lambda file: file.name)
    ]
    first = "bin/neo4j-admin database import full neo4j"
    settings = ["  --array-delimiter=U+001F", "  --id-type=string", "  --overwrite-destination=true"]
    imported = " \\\n".join([first, *settings, *options])
    # Constraints and indexes are no part of an import; without them Jumelles finds everything, but slowly.
    return f"{imported}\n\nbin/cypher-shell -d neo4j -f schema.cypher\n"
