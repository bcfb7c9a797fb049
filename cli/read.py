"""`jumelles read`: minutes → a proposed facts file."""

from __future__ import annotations

from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from cli.output import echo_json, write_new
from graph.db import open_graph
from graph.read import source_of_document
from graph.settings import read_settings
from loaders.facts.format import LISTS
from loaders.minutes.formats import open_document
from loaders.minutes.known import of_graph
from loaders.minutes.proposal import Proposal
from loaders.minutes.read import propose
from loaders.minutes.write import facts_file


def propose_facts(document: Path, output: Path | None, *, as_json: bool) -> None:
    """Read a document with the names of the graph and print what it proposes, or write it to a facts file."""
    console = Console(stderr=True)
    quiet = as_json or not console.is_terminal
    read = open_document(document, lambda line: None if quiet else console.print(f"[dim]{line}[/dim]", highlight=False))
    with open_graph(read_settings()) as graph:
        names = of_graph(graph)
        loaded = source_of_document(graph, read.checksum)
    found = propose(read, names)
    if output is not None:
        write_new(output, facts_file(found))
    if as_json:
        echo_json(found.as_json())
        return
    for note in [fr_en[1] for fr_en in found.notes]:
        typer.echo(note, err=True)
    if loaded is not None:
        typer.echo(f"{read.name}: this very document is loaded already, as the source {loaded}", err=True)
    if output is None:
        typer.echo(facts_file(found), nl=False)
    else:
        _show(found, output)


def _show(found: Proposal, output: Path) -> None:
    table = Table("", "facts", "new", "doubtful", box=None, header_style="dim")
    for name in LISTS:
        facts = found.of(name)
        if facts:
            new, doubt = sum(not fact.known for fact in facts), sum(fact.doubt is not None for fact in facts)
            table.add_row(name, str(len(facts)), str(new), str(doubt))
    Console().print(table)
    typer.echo(f"{output}: read it, correct it, then: jumelles load facts {output}")
