"""`jumelles status`: what the graph holds."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.table import Table

from cli.output import echo_json
from graph import read
from graph.db import Graph, open_graph
from graph.migrate import SCHEMA, check
from graph.settings import read_settings


def show(*, as_json: bool) -> None:
    """Print counts, sources and versions."""
    with open_graph(read_settings()) as graph:
        found = collect(graph)
    if as_json:
        echo_json(found)
        return
    console = Console()
    console.print(f"{found['engine']} engine: {found['where']}, revision {found['revision']}", highlight=False)
    if not found["counts"]:
        console.print("The graph is empty: jumelles load corpus")
    table = Table("", "", box=None, show_header=False)
    for name, number in found["counts"].items():
        table.add_row(name, str(number))
    console.print(table)
    for source in found["sources"]:
        console.print(
            f"{source['date'] or 'undated'}  {source['title']} ({source['statements']} statements)", highlight=False
        )
        if state := source["loading"]:
            console.print(
                f"  being loaded since {state['since']}, {state['done']:,} of {state['total']:,} statements; "
                f"broken off? load it again, or jumelles load take-back {source['id']}",
                highlight=False,
                soft_wrap=True,
            )


def collect(graph: Graph) -> dict[str, Any]:
    """Return the status as plain data, the shape of `--json`."""
    ready = check(graph)
    sources = read.sources(graph) if ready else ()
    return {
        "engine": graph.dialect.name,
        "where": graph.where,
        "schema": SCHEMA if ready else None,
        "revision": read.revision(graph),
        "counts": read.counts(graph),
        "sources": [source.model_dump(mode="json") for source in sources],
    }
