"""Exports: what other tools read, whole or not at all, the same from both engines."""

from __future__ import annotations

import asyncio
import csv
import json
import math
import os
import re
import shlex
import sqlite3
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from graph.db import Graph, open_graph
from graph.errors import GraphBusyError, InputError
from graph.migrate import SCHEMA, check, schema_statements
from graph.read import counts, partnerships
from graph.records import PersonRecord, Record, SourceRecord
from graph.settings import Settings, read_settings
from graph.steady import Changed, steady
from graph.write import replace_source
from tests.support import neo4j_server
from tests.support.raw import contents
from tests.support.world import source, town, towns, whole
from tests.viz.hostile import HOSTILE
from viz.exports import neo4j_import
from viz.exports.csvs import FORMULA
from viz.exports.export import Format, export
from viz.exports.geojson import great_circle
from viz.exports.tables import TABLES

GEXF = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"


@pytest.fixture(scope="module")
def made(corpus: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the corpus in every format."""
    folder = tmp_path_factory.mktemp("exports")
    for form in Format:
        export(corpus, form, folder / form)
    export(corpus, Format.CSV, folder / "links.csv")
    return folder


_seen: dict[str, bytes] = {}


def test_both_engines_write_the_same_bytes(made: Path) -> None:
    assert {path.name for path in made.iterdir()} == {*Format, "links.csv"}
    for path in sorted(made.rglob("*")):
        if path.is_file() and path.name != Format.SQLITE:
            name = str(path.relative_to(made))
            assert _seen.setdefault(name, path.read_bytes()) == path.read_bytes(), name


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_has_every_table(made: Path, corpus: Graph) -> None:
    found = {table.name: read_csv(made / "csv" / f"{table.name}.csv") for table in TABLES}
    held = counts(corpus)
    labels = {"collectivities": "Collectivity", "networks": "Network", "people": "Person", "events": "Event"}
    labels |= {"partnerships": "Partnership", "mandates": "Mandate", "attendances": "Attendance", "figures": "Figure"}
    labels |= {"relations": "Relation", "reviews": "Review", "statements": "STATED_IN", "parties": "PARTY_TO"}
    assert {name: len(found[name]) for name in labels} == {name: held[label] for name, label in labels.items()}
    row = next(row for row in found["links"] if row["partnership"] == "fr-ara--us-pa")
    assert (row["a_name"], row["b_country"], row["form"]) == ("Auvergne-Rhône-Alpes", "US", "cooperation")
    assert read_csv(made / "links.csv") == found["links"]


def test_json_has_the_shapes_of_the_api(made: Path, corpus: Graph) -> None:
    document = json.loads((made / "json").read_bytes())
    assert document["partnerships"] == [one.model_dump(mode="json") for one in partnerships(corpus)]
    assert {"from", "kind", "to", "sources"} <= document["relations"][0].keys()
    assert len(document["people"]) == counts(corpus)["Person"]


def test_graphml_is_read_by_networkx(made: Path, corpus: Graph) -> None:
    found = networkx.read_graphml(made / "graphml", force_multigraph=True)
    held = counts(corpus)
    actors = [id_ for id_, node in found.nodes(data=True) if node["type"] != "Territory"]
    assert len(actors) == sum(held[label] for label in ("Collectivity", "Network", "Organisation"))
    kinds = [edge["kind"] for *_, edge in found.edges(data=True)]
    assert kinds.count("member_of") == held["MEMBER_OF"]
    assert len(kinds) - kinds.count("member_of") - kinds.count("partnership") == held["Relation"]
    assert found.nodes["fr-lyon"]["lat"] == pytest.approx(45.76, abs=0.02)


def test_gexf_has_a_place_and_a_colour_for_everything(made: Path) -> None:
    tree: Any = etree.parse(made / "gexf")
    nodes = {node.get("id"): node for node in tree.iter(f"{GEXF}node")}
    edges = list(tree.iter(f"{GEXF}edge"))
    places = []
    for node in nodes.values():
        place = node.find(f"{VIZ}position")
        places.append((float(place.get("x")), float(place.get("y"))))
        assert node.find(f"{VIZ}color").get("r").isdigit()
        assert float(node.find(f"{VIZ}size").get("value")) >= 4
    assert len(set(places)) > 0.7 * len(places)  # a city and its métropole may share a point
    assert all(math.isfinite(x) and math.isfinite(y) for x, y in places)
    assert {edge.get(end) for edge in edges for end in ("source", "target")} <= nodes.keys()
    assert len({edge.get("id") for edge in edges}) == len(edges)
    assert all(edge.find(f"{VIZ}color") is not None for edge in edges)
    lyon, us = nodes["fr-lyon"].find(f"{VIZ}position"), nodes["us-pa-pittsburgh"].find(f"{VIZ}position")
    assert float(us.get("x")) < float(lyon.get("x"))
    assert float(us.get("y")) < float(lyon.get("y"))


def test_geojson_has_points_and_great_circles(made: Path) -> None:
    features = json.loads((made / "geojson").read_bytes())["features"]
    points = {one["id"] for one in features if one["geometry"]["type"] == "Point"}
    lines = [one for one in features if one["geometry"]["type"] == "LineString"]
    assert "fr-lyon" in points
    assert lines
    for one in lines:
        assert {one["properties"]["a"], one["properties"]["b"]} <= points
        assert one["properties"]["sources"]


degrees = st.tuples(st.integers(-1799, 1799), st.integers(-899, 899)).map(lambda pair: (pair[0] / 10, pair[1] / 10))


@given(start=degrees, end=degrees)
def test_a_great_circle_goes_from_end_to_end_without_a_leap(
    start: tuple[float, float], end: tuple[float, float]
) -> None:
    parts = great_circle(start, end)
    if start != end:
        assert parts[0][0] == start
        assert parts[-1][-1] == end
    for part in parts:
        assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in part)
        assert all(abs(a[0] - b[0]) <= 180 for a, b in pairwise(part))
    for one, other in pairwise(parts):
        assert abs(one[-1][0]) == 180
        assert (one[-1][0], one[-1][1]) == (-other[0][0], other[0][1])
    steps = [arc(a, b) for part in parts for a, b in pairwise(part)]
    assert sum(steps) <= arc(start, end) * 1.02 + 0.2


def arc(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Degrees of arc, by the haversine."""
    (x1, y1), (x2, y2) = ((math.radians(x), math.radians(y)) for x, y in (a, b))
    h = math.sin((y2 - y1) / 2) ** 2 + math.cos(y1) * math.cos(y2) * math.sin((x2 - x1) / 2) ** 2
    return math.degrees(2 * math.asin(min(1.0, math.sqrt(h))))


def test_over_the_date_line_a_line_is_cut() -> None:
    parts = great_circle((166.45, -22.27), (-149.57, -17.53))  # Nouméa and Papeete
    assert len(parts) == 2
    assert (parts[0][-1][0], parts[1][0][0]) == (180, -180)


def test_sqlite_stands_on_its_keys_and_answers(made: Path) -> None:
    database = sqlite3.connect(f"file:{made / 'sqlite'}?mode=ro", uri=True)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert len(database.execute("PRAGMA foreign_key_list(links)").fetchall()) == 3
    views = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
    for view in views:
        assert database.execute(f"SELECT count(*) FROM {view}").fetchone()[0] > 0, view
    assert len(views) >= 8
    search = "SELECT id FROM actors WHERE rowid IN (SELECT rowid FROM actors_fts WHERE actors_fts MATCH ?)"
    assert ("fr-saint-etienne",) in database.execute(search, ["etienne"]).fetchall()
    (top,) = database.execute("SELECT country FROM partnerships_by_country LIMIT 1").fetchone()
    assert top == "FR"
    database.close()


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_datasette_shows_tables_links_and_search(made: Path, tmp_path: Path) -> None:
    from datasette.app import Datasette  # type: ignore[import-untyped]

    (tmp_path / "jumelles.db").write_bytes((made / "sqlite").read_bytes())
    found = asyncio.run(_datasette(Datasette([str(tmp_path / "jumelles.db")], settings={"num_sql_threads": 1})))
    database, links, searched, page = found
    tables = {table["name"]: table for table in database["tables"]}
    assert tables["actors"]["fts_table"] == "actors_fts"
    assert {key["other_table"] for key in tables["links"]["foreign_keys"]["outgoing"]} == {"partnerships", "actors"}
    assert [row["partnership"] for row in links["rows"]] == ["fr-saint-etienne--us-pa-pittsburgh"]
    assert [row["id"] for row in searched["rows"]] == ["fr-saint-etienne"]
    assert "/jumelles/actors/fr-ara" in page


async def _datasette(service: Any) -> tuple[Any, Any, Any, str]:
    get = service.client.get
    database = (await get("/jumelles.json")).json()
    links = (await get("/jumelles/links.json?b__exact=us-pa-pittsburgh&_shape=objects")).json()
    searched = (await get("/jumelles/actors.json?_search=Saint-Etienne&_shape=objects")).json()
    page = (await get("/jumelles/parties?_sort=partnership")).text
    return database, links, searched, page


def test_neo4j_import_is_the_whole_graph(made: Path, corpus_settings: Settings) -> None:
    assert imported(made / "neo4j-import") == contents(corpus_settings)


def imported(folder: Path) -> set[tuple[Any, ...]]:
    """Return what the files hold in the shape of `contents`, by the rules of neo4j-admin."""
    found: set[tuple[Any, ...]] = set()
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            header = next(rows)
            for row in rows:
                props = {name: value for name, value in map(_typed, header, row) if value is not None}
                if header[-1] == ":LABEL":
                    if row[-1] not in ("Territory", "Meta"):
                        found.add((row[-1], _frozen({"id": row[0], **props})))
                elif (start := _space(header[0])) != "Territory":
                    found.add((start, row[0], row[-1], _frozen(props), _space(header[1]), row[1]))
    return found


def _typed(column: str, text: str) -> tuple[str, Any]:
    name, _, kind = column.partition(":")
    if not name or not text or kind.startswith("ID"):
        return "", None
    if kind == "string[]":
        return name, tuple(text.split(neo4j_import.SEPARATOR))
    return name, {"long": int, "double": float, "string": str}[kind](text)


def _space(column: str) -> str:
    return column.partition("(")[2].rstrip(")")


def _frozen(props: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple(sorted(props.items()))


@pytest.mark.parametrize("corpus_settings", ["neo4j"], indirect=True, scope="session")
def test_the_real_neo4j_admin_imports_it(made: Path, corpus_settings: Settings, tmp_path: Path) -> None:
    home = tmp_path / "neo4j"
    (home / "conf").mkdir(parents=True)
    command = (made / "neo4j-import" / "IMPORT.txt").read_text(encoding="utf-8").split("\n\n")[0].replace("\\\n", " ")
    arguments = shlex.split(command)
    assert arguments[:4] == ["bin/neo4j-admin", "database", "import", "full"]
    opened = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in neo4j_server.OPENED]
    java = ["java", *opened, "-Xmx512m", "-cp", f"{neo4j_server.fetch()}{os.sep}*", "org.neo4j.cli.AdminTool"]
    env = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    done = subprocess.run(
        [*java, *arguments[1:]], cwd=made / "neo4j-import", env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert "IMPORT DONE" in done.stdout
    with neo4j_server.neo4j_server(tmp_path) as endpoint:
        settings = read_settings(
            home=tmp_path,
            neo4j_uri=endpoint.uri,
            neo4j_username=endpoint.username,
            neo4j_password=endpoint.password,
            neo4j_database=endpoint.database,
        )
        assert contents(settings) == contents(corpus_settings)
        with open_graph(settings) as graph:
            graph.apply_schema()
            assert check(graph)
            assert {one.id for one in partnerships(graph, "FR", "US-PA")} == {
                "fr-ara--us-pa",
                "fr-saint-etienne--us-pa-pittsburgh",
            }


def test_the_schema_of_an_import_is_whole(made: Path) -> None:
    statements = (made / "neo4j-import" / "schema.cypher").read_text(encoding="utf-8").split(";\n")
    assert [text for text in statements if text] == list(schema_statements())
    assert SCHEMA


def hostile_records() -> list[Record]:
    """Towns and people with names that have broken something somewhere."""
    names = [
        *(name for name in HOSTILE if len(name) <= 300),
        *(f"{sign}cmd|' /C calc'!A0" for sign in "=+-@"),
        "../../../../tmp/x",
    ]
    cities = [town("fr-nancy", name=name, at=f"l. {row}") for row, name in enumerate(names)]
    people = [PersonRecord(id=f"p-{row}", name=name, at=f"l. {row}") for row, name in enumerate(names)]
    return [*(one for one in whole() if one.claim() != "fr-nancy"), *cities, *people]


def test_hostile_names_stay_text_in_every_format(graph: Graph, tmp_path: Path) -> None:
    title = {"fr": '=HYPERLINK("http://evil.example")', "en": "]]><x/>"}
    said = SourceRecord.model_validate({"id": "odd", "title": title, "kind": "minutes"})
    replace_source(graph, said, hostile_records())
    for form in Format:
        export(graph, form, tmp_path / form)
    written = [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")]
    assert not [path for path in written if not re.fullmatch(r"[\w./-]+", path)], "a name of data became one of a file"
    for path in (tmp_path / "csv").glob("*.csv"):
        for row in read_csv(path):
            assert not [cell for cell in row.values() if cell.startswith(FORMULA) and not _number(cell)], path.name
    people = {row["name"] for row in read_csv(tmp_path / "csv" / "people.csv")}
    assert "'=cmd|' /C calc'!A0" in people
    assert "</script><script>alert(2)</script>" in people
    assert json.loads((tmp_path / "json").read_bytes())["people"]
    assert json.loads((tmp_path / "geojson").read_bytes())["type"] == "FeatureCollection"
    networkx.read_graphml(tmp_path / "graphml", force_multigraph=True)
    assert etree.parse(tmp_path / "gexf").getroot().tag == f"{GEXF}gexf"
    rows = sqlite3.connect(tmp_path / "sqlite").execute("SELECT name FROM people").fetchall()
    assert ("=cmd|' /C calc'!A0",) in rows
    raw = {dict(row[1])["name"] for row in imported(tmp_path / "neo4j-import") if row[0] == "Person" and len(row) == 2}
    assert "=cmd|' /C calc'!A0" in raw


def _number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_people_can_be_left_out(corpus: Graph, tmp_path: Path) -> None:
    export(corpus, Format.CSV, tmp_path / "csv", people=False)
    export(corpus, Format.NEO4J_IMPORT, tmp_path / "neo4j", people=False)
    export(corpus, Format.JSON, tmp_path / "json", people=False)
    left = ("Person", "Mandate", "Attendance")
    assert not [row for row in imported(tmp_path / "neo4j") if row[0] in left or row[-2] in left]
    assert not json.loads((tmp_path / "json").read_bytes()).get("people")
    # A locator names the author of a preface: the place in a public document, not a row about a person.
    tables = [path for path in (tmp_path / "csv").iterdir() if path.stem != "statements"]
    texts = [path.read_text(encoding="utf-8") for path in tables]
    for form in (Format.GEOJSON, Format.GRAPHML, Format.GEXF):
        # These never hold people, whoever asks.
        export(corpus, form, tmp_path / form)
        texts.append((tmp_path / form).read_text(encoding="utf-8"))
    names = [one for one in read_names(corpus) if len(one) > 8]
    assert len(names) > 90
    assert not [name for name in names for text in texts if name in text]


def read_names(graph: Graph) -> Iterator[str]:
    from graph.read import people

    yield from (one.name for one in people(graph))


@pytest.mark.parametrize("form", [Format.CSV, Format.SQLITE, Format.GEXF])
def test_a_path_that_cannot_be_written_is_one_line(corpus: Graph, tmp_path: Path, form: Format) -> None:
    with pytest.raises(InputError, match=r"none/x: (No such file or directory|unable to open)"):
        export(corpus, form, tmp_path / "none" / "x")
    (tmp_path / "taken" / "inner").mkdir(parents=True)
    with pytest.raises(InputError, match="taken"):
        export(corpus, form, tmp_path / "taken")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["taken"]


def test_an_earlier_export_is_replaced_and_other_files_stay(corpus: Graph, tmp_path: Path) -> None:
    target = tmp_path / "x"
    for _ in range(2):
        export(corpus, Format.CSV, target)
    assert len(list(target.iterdir())) == len(TABLES)
    (target / "mine.txt").write_text("keep")
    with pytest.raises(InputError, match=r"mine\.txt"):
        export(corpus, Format.CSV, target)
    assert (target / "mine.txt").read_text() == "keep"
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_a_load_in_between_starts_it_over(graph: Graph, tmp_path: Path) -> None:
    replace_source(graph, source(), towns())
    turns: list[str] = []

    def between(what: str, count: int) -> None:
        if not turns:
            turns.append(what)
            replace_source(graph, source("more"), [town("fr-nancy", name="Nancy la neuve")])

    export(graph, Format.SQLITE, tmp_path / "x", progress=between)
    names = sqlite3.connect(tmp_path / "x").execute("SELECT as_stated FROM statements WHERE source = 'more'").fetchall()
    assert (turns != [], len(names)) == (True, 1)
    with pytest.raises(GraphBusyError, match="try again"):
        steady(graph, lambda changed: _load_again(graph, changed))
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def _load_again(graph: Graph, changed: Changed) -> None:
    replace_source(graph, source(), [town("fr-nancy", at=os.urandom(4).hex())])
    changed()
