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
mapping = typer.Typer(help="Mappings of registers.", no_args_is_help=True)
app.add_typer(mapping, name="mapping")
review = typer.Typer(help="What a load left open, and what may be one or two.")
app.add_typer(review, name="review")

Verdict = Literal["merge", "part", "settle"]

keys = typer.Typer(help="Keys of the service.", no_args_is_help=True)
app.add_typer(keys, name="keys")

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Read and check, write nothing.")]
InBatches = Annotated[
    bool, typer.Option("--in-batches", help="Write in many small transactions: for a source too big for one.")
]
Mapping = Annotated[Path | None, typer.Option("--mapping", help="What the columns mean.", metavar="FILE")]
Lang = Annotated[Literal["fr", "en"] | None, typer.Option("--lang", help="Language of the answer.")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="What was so on that day.")]


@load.command("corpus")
def load_corpus(json: Json = False, dry_run: DryRun = False) -> None:
    """Load the shipped facts files."""
    from cli.load import How, load_files
    from loaders.facts.corpus import corpus
    from loaders.facts.read import FACTS

    load_files(corpus(), How(json, dry_run), FACTS)


@load.command("facts")
def load_facts(
    files: Annotated[list[Path], typer.Argument(help="Facts files.", metavar="FILE…")],
    json: Json = False,
    dry_run: DryRun = False,
) -> None:
    """Load facts files of your own."""
    from cli.load import How, load_files
    from loaders.facts.read import FACTS

    load_files(tuple(files), How(json, dry_run), FACTS)


@load.command("wikidata")
def load_wikidata(
    file: Annotated[Path | None, typer.Argument(help="The extract, or an answer in JSON.", metavar="FILE")] = None,
    fetch: Annotated[bool, typer.Option("--fetch", help="Ask Wikidata's query service.")] = False,
    country: Annotated[str, typer.Option("--country", help="Whose twin towns: an ISO code.", metavar="CODE")] = "FR",
    endpoint: Annotated[str | None, typer.Option("--endpoint", help="Another query service.", metavar="URL")] = None,
    json: Json = False,
    dry_run: DryRun = False,
    in_batches: InBatches = False,
) -> None:
    """Load twin towns as Wikidata states them."""
    from cli.load import How, cache_folder, load_files
    from loaders.wikidata.fetch import ENDPOINT, Service
    from loaders.wikidata.read import wikidata, wikidata_service

    if fetch == (file is not None):
        raise typer.BadParameter("give a FILE, or --fetch")
    if file is None:
        asked = wikidata_service(country, Service(endpoint or ENDPOINT))
        load_files((cache_folder(),), How(json, dry_run, in_batches), asked)
    else:
        load_files((file,), How(json, dry_run, in_batches), wikidata(country))


@load.command("members")
def load_members(
    file: Annotated[Path, typer.Argument(help="A list of members: CSV, TSV, XLSX or JSON.", metavar="FILE")],
    network: Annotated[str, typer.Option("--network", help="The network's id.", metavar="ID")],
    name: Annotated[str | None, typer.Option("--name", help="Its name, where the graph has none.")] = None,
    date: Annotated[str | None, typer.Option("--date", help="The day of the list.")] = None,
    mapping_file: Mapping = None,
    json: Json = False,
    dry_run: DryRun = False,
) -> None:
    """Load the members of a network; who is no longer in the list is no longer stated to be one."""
    from cli.load import How, load_files, with_name
    from loaders.members.read import Network, members

    load_files((file,), How(json, dry_run), members(with_name(Network(network, name, date)), mapping_file))


@load.command("people")
def load_people(
    file: Annotated[Path, typer.Argument(help="A list of office holders: CSV, TSV, XLSX or JSON.", metavar="FILE")],
    mapping_file: Mapping = None,
    json: Json = False,
    dry_run: DryRun = False,
    in_batches: InBatches = False,
) -> None:
    """Load who holds which public office."""
    from cli.load import How, load_files
    from loaders.people.read import people

    load_files((file,), How(json, dry_run, in_batches), people(mapping_file))


@load.command("partnerships")
def load_partnerships(
    file: Annotated[Path, typer.Argument(help="A register: CSV, TSV, XLSX or JSON.", metavar="FILE")],
    mapping_file: Annotated[Path, typer.Option("--mapping", help="What its columns mean.", metavar="FILE")],
    json: Json = False,
    dry_run: DryRun = False,
    in_batches: InBatches = False,
) -> None:
    """Load any register of partnerships, by its mapping."""
    from cli.load import How, load_files
    from loaders.partnerships.read import partnerships

    load_files((file,), How(json, dry_run, in_batches), partnerships(mapping_file))


@load.command("take-back")
def take_back(
    source: Annotated[str, typer.Argument(help="The id of the source.", metavar="SOURCE")], json: Json = False
) -> None:
    """Take back a load in batches that was broken off: the source states what it stated before."""
    from cli.load import take_back_load

    take_back_load(source, as_json=json)


@mapping.command("suggest")
def suggest_mapping(
    file: Annotated[Path, typer.Argument(help="A register: CSV, TSV, XLSX or JSON.", metavar="FILE")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The mapping file to write.")] = None,
    json: Json = False,
) -> None:
    """Propose a mapping from the header and the values of a register."""
    from cli.mapping import suggest

    suggest(file, output, as_json=json)


@app.command()
def read(
    document: Annotated[Path, typer.Argument(help="Minutes: .txt .md .docx .odt .html .pdf.", metavar="DOCUMENT")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The facts file to write.")] = None,
    json: Json = False,
) -> None:
    """Read minutes and propose a facts file; nothing is loaded."""
    from cli.read import propose_facts

    propose_facts(document, output, as_json=json)


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
        echo_json(answer.model_dump(mode="json", by_alias=True))
    else:
        show(answer)


@app.command()
def mcp() -> None:
    """Answer an assistant over standard input and output (Model Context Protocol)."""
    from cli.assistant import run

    run()


@app.command("map")
def make_map(
    output: Annotated[Path, typer.Option("--output", "-o", help="The HTML file to write.")] = Path("jumelles-map.html"),
    between: Annotated[
        tuple[str, str] | None, typer.Option("--between", metavar="A B", help="Two scopes: ISO codes or ids.")
    ] = None,
    around: Annotated[str | None, typer.Option("--around", metavar="ID", help="Only what is around this.")] = None,
    depth: Annotated[int, typer.Option("--depth", min=1, max=4, help="How many steps around it.", metavar="N")] = 2,
    view: Annotated[
        Literal["network", "world", "lenses", "actors"], typer.Option("--view", help="Which picture.")
    ] = "network",
    lang: Lang = None,
) -> None:
    """Write a map of partnerships, or of actors, as one HTML file that works offline."""
    from cli.maps import Wanted, write_map

    typer.echo(write_map(output, Wanted(view, between, around, depth), lang or "fr"))


@app.command()
def serve(
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port to listen on.")] = 8000,
    public: Annotated[bool, typer.Option("--public", help="Open to everybody for reading, without keys.")] = False,
) -> None:
    """Serve the pages and the API; beyond this machine only with keys, or with --public."""
    from cli.serve import run

    run(host, port, public=public)


@keys.command("make")
def make_key(
    name: Annotated[str, typer.Argument(help="Who or what it is for.")],
    scope: Annotated[list[str] | None, typer.Option("--scope", help="read, people or admin; again for more.")] = None,
    expires: Annotated[str | None, typer.Option("--expires", metavar="DAY", help="Its last day.")] = None,
    json: Json = False,
) -> None:
    """Make a key; it is shown this once."""
    from cli.keys import make

    make(name, scope or ["read"], expires, as_json=json)


@keys.command("list")
def list_keys(json: Json = False) -> None:
    """List the keys, without their secrets."""
    from cli.keys import show

    show(as_json=json)


@keys.command("revoke")
def revoke_key(id_: Annotated[str, typer.Argument(help="Its id, as the list shows it.", metavar="ID")]) -> None:
    """Take a key out of use, at once and for good."""
    from cli.keys import revoke

    revoke(id_)


@app.command()
def status(json: Json = False) -> None:
    """Say what the graph holds."""
    from cli.status import show

    show(as_json=json)


@review.callback(invoke_without_command=True)
def review_list(
    context: typer.Context,
    json: Json = False,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many points.")] = 200,
    skip: Annotated[int, typer.Option("--skip", min=0, help="How many points to pass over.")] = 0,
    decided: Annotated[bool, typer.Option("--decided", help="What was decided, and how to take it back.")] = False,
) -> None:
    """List what sources leave open, and what may be one or two; `review decide` decides it."""
    from cli.review import show, show_decided

    if context.invoked_subcommand is None:
        if decided:
            show_decided(as_json=json)
        else:
            show(as_json=json, limit=limit, skip=skip)


@review.command("decide")
def review_decide(
    item: Annotated[str, typer.Argument(help="A point of the list, or the id of a thing.", metavar="ITEM")],
    verdict: Annotated[Verdict, typer.Argument(help="merge, part or settle.", metavar="VERDICT")],
    words: Annotated[
        list[str] | None, typer.Argument(help="The id that stays, the other id, or the answer.", metavar="[WORDS]")
    ] = None,
    json: Json = False,
) -> None:
    """Decide: merge [into ID], part [from ID], or settle ANSWER. Loads after it respect it; `review undo` takes it back."""
    from cli.review import decide

    decide(item, verdict, words or [], as_json=json)


@review.command("undo")
def review_undo(
    decision: Annotated[str, typer.Argument(help="The id of a decision: review --decided.", metavar="DECISION")],
    json: Json = False,
) -> None:
    """Take a decision back."""
    from cli.review import take_back

    take_back(decision, as_json=json)


@app.command()
def export(
    form: Annotated[
        Literal["csv", "json", "geojson", "graphml", "gexf", "sqlite", "neo4j-import"],
        typer.Argument(help="csv, json, geojson, graphml, gexf, sqlite or neo4j-import.", metavar="FORMAT"),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="The file or folder to write.", metavar="PATH")],
    without_people: Annotated[bool, typer.Option("--without-people", help="Leave people and offices out.")] = False,
) -> None:
    """Write the whole graph for another tool: csv and neo4j-import as a folder, the others as a file."""
    from cli.exports import write_export

    write_export(form, output, people=not without_people)


@app.command("show-person")
def show_person(
    person: Annotated[str, typer.Argument(help="The person's id.", metavar="ID")],
    json: Json = False,
) -> None:
    """Show everything that is held about one person, with its sources."""
    from cli.privacy import show_held

    show_held(person, as_json=json)


@app.command()
def forget(
    person: Annotated[str | None, typer.Argument(help="The person's id.", metavar="ID")] = None,
    namesakes: Annotated[bool, typer.Option("--namesakes", help="Erase everybody of this name.")] = False,
    older_than: Annotated[
        str | None, typer.Option("--older-than", help="Erase whom nothing newer names.", metavar="AGE")
    ] = None,
    allow: Annotated[str | None, typer.Option("--allow", help="Let a name in again.", metavar="NAME")] = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Erase a person, or people of whom nothing new was stated (5y, 18m, 2020-12-31), and keep them from coming back."""
    from cli.privacy import erase, erase_older, let_in

    if sum(given is not None for given in (person, older_than, allow)) != 1:
        raise typer.BadParameter("give an ID, or --older-than, or --allow")
    if older_than is not None:
        erase_older(older_than, dry_run=dry_run, as_json=json)
    elif allow is not None:
        let_in(allow)
    else:
        erase(person or "", namesakes=namesakes, as_json=json)


@app.command()
def dump(
    file: Annotated[Path, typer.Argument(help="The dump to write.", metavar="FILE")],
    json: Json = False,
) -> None:
    """Write everything that the graph holds into one file that both engines read."""
    from cli.backup import write_dump

    write_dump(file, as_json=json)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A dump.", metavar="FILE")],
    replace: Annotated[bool, typer.Option("--replace", help="Take the place of what the graph holds.")] = False,
    json: Json = False,
) -> None:
    """Read a dump into the graph: all of it or nothing."""
    from cli.backup import read_dump

    read_dump(file, replace=replace, as_json=json)


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
    offered: tuple[str, ...] = getattr(error, "offered", ())
    return [f"  {question}" for question in offered]
