"""The one door to all exports."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from graph.db import Graph
from graph.errors import InputError
from graph.migrate import check
from graph.steady import Changed, steady
from viz.exports import csvs, document, geojson, gexf, graphml, neo4j_import, sqlite
from viz.exports.csvs import Progress
from viz.exports.tables import rows


class Format(StrEnum):
    """What the graph can be written as."""

    CSV = "csv"
    JSON = "json"
    GEOJSON = "geojson"
    GRAPHML = "graphml"
    GEXF = "gexf"
    SQLITE = "sqlite"
    NEO4J_IMPORT = "neo4j-import"


def export(
    graph: Graph, form: Format, path: Path, *, people: bool = True, progress: Progress = lambda *_: None
) -> None:
    """Write the graph to a file or folder, whole or not at all; a load in between starts it over.

    Args:
        graph: an open graph.
        form: what to write. CSV is a folder, or one file of partnerships where the path ends in `.csv`; `neo4j-import` is
            a folder; all others are files.
        path: where to.
        people: whether people, their offices and meetings are among it.
        progress: told what is at work and how much of it is written.

    Raises:
        InputError: the graph is empty, or the path cannot be written.
        GraphBusyError: the graph changed again and again.
    """
    if not check(graph):
        raise InputError("the graph is empty: there is nothing to export")
    steady(graph, lambda changed: _write(graph, form, path, changed, progress, people=people))


def _write(graph: Graph, form: Format, path: Path, changed: Changed, progress: Progress, *, people: bool) -> None:
    match form:
        case Format.CSV if path.suffix.lower() == ".csv":
            csvs.write_links(path, rows(graph, people=False), changed, progress)
        case Format.CSV:
            csvs.write_folder(path, rows(graph, people=people), changed, progress)
        case Format.SQLITE:
            sqlite.write(path, rows(graph, people=people), changed, progress)
        case Format.JSON:
            document.write(path, graph, changed, progress, people=people)
        case Format.GEOJSON:
            geojson.write(path, graph, changed, progress)
        case Format.GRAPHML:
            graphml.write(path, graph, changed, progress)
        case Format.GEXF:
            gexf.write(path, graph, changed, progress)
        case Format.NEO4J_IMPORT:
            neo4j_import.write(path, graph, changed, progress, people=people)
