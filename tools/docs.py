"""Write the documents that are made from the code, or check that they are in step (`--check`)."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import typer

from api.app import create_app
from cli.main import app
from graph.model import LABELS
from graph.settings import Settings
from loaders.batch import Batch
from loaders.facts.corpus import corpus
from loaders.facts.format import schema
from loaders.facts.read import read_facts
from queries.catalogue import catalogue
from tools.addresses import page as questions

ROOT = Path(__file__).resolve().parent.parent
LOADED = ("wikidata", "members", "partnerships", "people", "minutes", "mappings")
BEGIN, END = "<!-- counts: made by `make docs` -->", "<!-- /counts -->"
API = """JSON; the full description is at `/openapi.json` and, for people, at `/docs`.

Lists answer `{"value": […], "total": n, "next": address or null, "coverage": {…}}`; `limit` is at most 1,000, `cursor` comes
from `next`. Errors are problem details (RFC 9457): 404 for an id that is not there, 422 for a parameter that is wrong or
unknown, 503 with `Retry-After` while the graph does not answer. Every answer bears an `X-Request-Id`.
"""
MADE = "<!-- Made by `make docs`. Do not edit. -->\n"


def queries() -> str:
    """Return the page of all queries: what each answers, its parameters and its rows."""
    lines = [MADE, "# Queries\n", "Every statement that Jumelles sends to the graph, from `queries/`.\n"]
    for folder, title in (("read", "Read"), ("write", "Write"), ("schema", "Schema")):
        lines += [f"\n## {title}\n", "| query | what it does | parameters | rows |", "|---|---|---|---|"]
        for name, query in catalogue().items():
            if name.startswith(folder):
                params = ", ".join(f"`{param}`" for param in sorted(query.params)) or "none"
                rows = ", ".join(query.returns) or "none"
                lines.append(f"| `{name}` | {query.doc} | {params} | {rows} |")
    return "\n".join(lines) + "\n"


def settings() -> str:
    """Return the page of all settings."""
    lines = [
        MADE,
        "# Settings\n",
        "Read once from the environment.\n",
        "| variable | default | meaning |",
        "|---|---|---|",
    ]
    for name, field in Settings.model_fields.items():
        variable = name.upper() if name.startswith("neo4j") else f"JUMELLES_{name.upper()}"
        default = "the platform's user data folder" if name == "home" else field.default
        shown = "none" if default is None or not str(default) or "password" in name else f"`{default}`"
        lines.append(f"| `{variable}` | {shown} | {field.description} |")
    return "\n".join(lines) + "\n"


def api() -> str:
    """Return the page of all addresses, from the OpenAPI description."""
    lines = [MADE, "# Addresses\n", API, "| address | what it answers | parameters |", "|---|---|---|"]
    for path, methods in create_app(Settings()).openapi()["paths"].items():
        for operation in methods.values():
            params = ", ".join(f"`{entry['name']}`" for entry in operation.get("parameters", ())) or "none"
            lines.append(f"| `{path}` | {' '.join(operation['description'].split())} | {params} |")
    return "\n".join(lines) + "\n"


def commands() -> str:
    """Return the page of all commands, from their own help."""
    lines = [MADE, "# Commands\n", "Exit 0; 2 for a usage error; 1 for a failure, with one line on standard error.\n"]
    group = typer.main.get_command(app)
    lines += ["| command | what it does | options |", "|---|---|---|"]
    for name, command in sorted(_walk(group, "jumelles")):
        options = ", ".join(f"`{'/'.join(param.opts)}`" for param in command.params if param.name != "help")
        lines.append(f"| `{name}` | {command.help} | {options} |")
    return "\n".join(lines) + "\n"


def _walk(command: object, path: str) -> list[tuple[str, typer.core.TyperCommand]]:
    children = getattr(command, "commands", None)
    if children is None:
        return [(path, command)]  # type: ignore[list-item]
    return [found for name, child in children.items() for found in _walk(child, f"{path} {name}")]


def counts_of(facts: Batch) -> dict[str, int]:
    """Return label → number of statements of one facts file, in the order of the model."""
    found = Counter(record.label for record in facts.records)
    return {label: found[label] for label in LABELS if found[label]}


def source_pages() -> dict[Path, str]:
    """Return the page of each shipped document with its numbers in step, and the table of all."""
    folder = ROOT / "docs" / "sources"
    pages: dict[Path, str] = {}
    table = [
        MADE,
        "# The shipped documents\n",
        "| document | date | " + " | ".join(LABELS) + " |",
        "|---" * (len(LABELS) + 2) + "|",
    ]
    for path in corpus():
        facts = read_facts(path)
        counts = counts_of(facts)
        page = folder / f"{path.stem}.md"
        pages[page] = _with_counts(page, counts)
        numbers = " | ".join(str(counts.get(label, "–")) for label in LABELS)
        date = facts.source.date.value if facts.source.date else "undated"
        table.append(f"| [{facts.source.title.en}]({page.name}) | {date} | {numbers} |")
    table.append("\nSources that you load yourself: " + ", ".join(f"[{name}]({name}.md)" for name in LOADED) + ".")
    table.append("\nStatements of each kind. An office read off an attendance list counts as a mandate too.")
    return {**pages, folder / "README.md": "\n".join(table) + "\n"}


def _with_counts(page: Path, counts: dict[str, int]) -> str:
    text = page.read_text(encoding="utf-8") if page.exists() else f"# {page.stem}\n\n{BEGIN}\n{END}\n"
    rows = "\n".join(f"| {label} | {number} |" for label, number in counts.items())
    head, tail = text.split(BEGIN)[0], text.split(END)[1]
    return f"{head}{BEGIN}\n\n| kind | statements |\n|---|---|\n{rows}\n\n{END}{tail}"


def made() -> dict[Path, str]:
    """Return every made document: path → content."""
    facts_schema = json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
    return {
        **source_pages(),
        ROOT / "docs" / "queries.md": queries(),
        ROOT / "docs" / "queries" / "README.md": MADE + "\n" + questions(),
        ROOT / "docs" / "api.md": api(),
        ROOT / "docs" / "settings.md": settings(),
        ROOT / "docs" / "commands.md": commands(),
        ROOT / "loaders" / "facts" / "schema.json": facts_schema,
    }


def main() -> None:
    """Write what is not in step; with `--check`, only say so and exit with 1."""
    stale = [path for path, text in made().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is not in step with the code: make docs")
        sys.exit(1 if stale else 0)
    for path in stale:
        path.write_text(made()[path], encoding="utf-8")


if __name__ == "__main__":
    main()
