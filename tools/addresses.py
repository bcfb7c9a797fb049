"""Every address of the API with an example that works on the shipped corpus, from the API's own description.

`python -m tools.addresses` asks each on the local engine, and writes what came, with the queries that ran, to
`docs/queries/answers.json`, from which `make docs` makes `docs/queries/README.md`. Run it when addresses
change; `--all` asks those again that kept their question and example.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from fastapi.testclient import TestClient

from api.app import create_app
from graph.db import Graph, open_graph
from graph.lists.catalogue import LISTS
from graph.settings import read_settings
from loaders.facts.corpus import corpus
from loaders.run import load_facts

ROOT = Path(__file__).resolve().parent.parent
ANSWERS = ROOT / "docs" / "queries" / "answers.json"
IDS = {"reconcile_preview": "fr-nancy"}
NEEDED = {key: {"territory": "FR"} for key in ("gaps", "gaps_csv")}
"""What an address wants one of, though no single parameter is required."""
HOST = "http://127.0.0.1:8000"
LONGEST = 300
"""Characters of a text in an example, at most."""


class Address(NamedTuple):
    """One address: the operation, its path in the description, an example that works, and the question it answers."""

    operation: str
    path: str
    example: str
    question: str


def addresses(described: Mapping[str, Any]) -> Iterator[Address]:
    """Yield every address of `/v1` that is read by GET."""
    for path, methods in described["paths"].items():
        operation = methods.get("get")
        if operation and path.startswith("/v1/"):
            yield Address(operation["operationId"], path, _example(path, operation), operation["description"])


def _example(path: str, operation: Mapping[str, Any]) -> str:
    query: dict[str, str] = dict(NEEDED.get(operation["operationId"], {}))
    for entry in operation.get("parameters", ()):
        value = _value(path, operation["operationId"], entry)
        if entry["in"] == "path":
            path = path.replace(f"{{{entry['name']}}}", quote(value))
        elif entry["required"]:
            query[entry["name"]] = value
        elif entry["name"] == "limit":
            query["limit"] = "2"
        elif entry["name"] == "facets" and operation["operationId"] in LISTS:
            query["facets"] = value
    return f"{path}?{urlencode(query)}" if query else path


def _value(path: str, operation: str, entry: Mapping[str, Any]) -> str:
    examples = entry.get("examples") or entry["schema"].get("examples") or [entry.get("example")]
    if examples[0] is not None:
        return str(examples[0])
    if entry["name"] == "id":
        return IDS.get(operation) or LISTS[path.split("/")[2]].example
    return ""


def shape(body: Any) -> Any:
    """Return an answer cut to what an example needs: of each list its first, of long texts their beginning."""
    if isinstance(body, dict):
        return {name: shape(value) for name, value in body.items()}
    if isinstance(body, list):
        return [shape(item) for item in body[:1]]
    if isinstance(body, str) and len(body) > LONGEST:
        return f"{body[:LONGEST]}…"
    return body


def shown(kind: str, text: str, host: str) -> str:
    """Return an answer of the service at `host` as the page shows it: cut, and from the address that the README names."""
    text = text.replace(host.rstrip("/"), HOST)
    if kind.startswith("application/json"):
        return json.dumps(shape(json.loads(text)), ensure_ascii=False, indent=1)
    return "\n".join(text.splitlines()[:3])[:1000]


def page() -> str:
    """Return the page of all addresses: question, example, queries, answer."""
    lines = [
        "# Questions and addresses\n",
        "Every address that is read by GET, with its question, the queries of `queries/` that it runs (those of a table or",
        "snapshot that is kept for each revision of the graph run once), and an example answer on the shipped corpus,",
        "cut to the first of each list. Made by `python -m tools.addresses` and `make docs`.\n",
    ]
    for path, known in json.loads(ANSWERS.read_text(encoding="utf-8")).items():
        queries = ", ".join(f"`{name}`" for name in known["queries"]) or "none"
        lines += [
            f"\n## `{path}`\n",
            " ".join(known["question"].split()),
            f"\nQueries: {queries}\n",
            "```",
            f"GET {known['example']}",
        ]
        lines += ["", known["answer"], "```"]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Ask every address on the shipped corpus and keep what came."""
    ran: dict[str, None] = {}
    read = Graph.read

    def noted(self: Graph, name: str, /, **params: Any) -> Any:
        ran[name] = None
        return read(self, name, **params)

    Graph.read = noted  # type: ignore[method-assign]
    before = {} if "--all" in sys.argv or not ANSWERS.exists() else json.loads(ANSWERS.read_text(encoding="utf-8"))
    kept: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as home:
        settings = read_settings(home=Path(home))
        with open_graph(settings) as graph:
            load_facts(graph, corpus())
            for address in addresses(create_app(settings).openapi()):
                known = before.get(address.path, {})
                if (known.get("question"), known.get("example")) == (address.question, address.example):
                    kept[address.path] = known
                    continue
                ran.clear()
                with TestClient(create_app(settings)) as client:
                    answer = client.get(address.example)
                kept[address.path] = {
                    "question": address.question,
                    "example": address.example,
                    "queries": sorted(name for name in ran if name != "read/meta"),
                    "status": answer.status_code,
                    "answer": shown(answer.headers["content-type"], answer.text, str(client.base_url)),
                }
    ANSWERS.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
