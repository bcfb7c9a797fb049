"""The `jumelles` command. Everything heavy is imported where it is needed, so that `--help` is quick."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from cli.output import echo_json, fail
from graph.errors import InputError, JumellesError

app = typer.Typer(
    help="Who cooperates with whom between local authorities, with the source of every claim.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
load = typer.Typer(help="Load sources into the graph.", no_args_is_help=True)
app.add_typer(load, name="load")

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Read and check, write nothing.")]
Lang = Annotated[Literal["fr", "en"] | None, typer.Option("--lang", help="Language of the answer.")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="What was so on that day.")]


@load.command("corpus")
def load_corpus(json: Json = False, dry_run: DryRun = False) -> None:
    """Load the shipped facts files."""
    from cli.load import load_files
    from loaders.facts.corpus import corpus

    load_files(corpus(), as_json=json, dry_run=dry_run)


@load.command("facts")
def load_facts(
    files: Annotated[list[Path], typer.Argument(help="Facts files.", metavar="FILE…")],
    json: Json = False,
    dry_run: DryRun = False,
) -> None:
    """Load facts files of your own."""
    from cli.load import load_files

    load_files(tuple(files), as_json=json, dry_run=dry_run)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="A question in French or English.")],
    json: Json = False,
    as_of: AsOf = None,
    lang: Lang = None,
) -> None:
    """Answer a question, with the source of each claim."""
    from ask.engine import ask as answer_to
    from cli.answer import show
    from graph.db import open_graph
    from graph.settings import read_settings

    with open_graph(read_settings()) as graph:
        answer = answer_to(graph, question, language=lang, as_of=as_of)
    if not answer.coverage.searched:
        fail("the graph is empty: load something first, with jumelles load corpus")
    if json:
        echo_json(answer.model_dump(mode="json"))
    else:
        show(answer)


@app.command("map")
def make_map(
    output: Annotated[Path, typer.Option("--output", "-o", help="The HTML file to write.")] = Path("jumelles-map.html"),
    between: Annotated[
        tuple[str, str] | None, typer.Option("--between", metavar="A B", help="Two scopes: ISO codes or ids.")
    ] = None,
    lang: Lang = None,
) -> None:
    """Write the map of partnerships as one HTML file that works offline."""
    from cli.maps import write_map

    typer.echo(write_map(output, between, lang or "fr"))


@app.command()
def serve(
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port to listen on.")] = 8000,
) -> None:
    """Serve the pages and the API."""
    from cli.serve import run

    run(host, port)


@app.command()
def status(json: Json = False) -> None:
    """Say what the graph holds."""
    from cli.status import show

    show(as_json=json)


@app.command()
def review(json: Json = False) -> None:
    """List what sources leave open."""
    from cli.review import show

    show(as_json=json)


def main() -> None:
    """Run the command: exit 0, 2 for a usage error, 1 with one line on stderr for a failure."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that knows no accents shows what it can rather than stop the command.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app(standalone_mode=True)
    except InputError as error:
        fail(str(error), *_nearest(error))
    except JumellesError as error:
        fail(str(error))


def _nearest(error: InputError) -> list[str]:
    nearest: tuple[str, ...] = getattr(error, "nearest", ())
    return [f"  {question}" for question in nearest]
