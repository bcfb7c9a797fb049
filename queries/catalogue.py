"""The catalogue of queries: the only place where text becomes a query.

A query is a `.cypher` file of one statement below `schema/`, `write/` or `read/`. It opens with a header:

    // doc: what it answers, in one or more lines (a line that begins with two more spaces goes on)
    // access: read                       (read | write | schema)
    // params: a, b                       (left empty where there is none)
    // returns: id, name                  (left empty where there is none)
    // each: Person, Event                (optional: the statement stands once for each of these labels, in place of `Each`)
    // then: rows, total                  (optional: ends from `fragments/` that several statements share; one query for each)
    // plan: CartesianProduct, because …  (optional: an operator that the plan may hold, and why)
    // hits: 30 + 40 a row + 9 a thing    (read only, and always: the most db hits of Neo4j that it may take, see Budget)

The name of a query is its path without the suffix: `read/meta`. With `each` the label follows, with `then` the fragment:
`write/put/Person`, `read/partnerships/rows`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

ACCESS = ("read", "write", "schema")
KEYS = ("doc", "access", "each", "params", "returns", "then", "plan", "hits")
_HEADER = re.compile(r"^// (?P<key>[a-z]+):(?: (?P<value>.*))?$")
_CONTINUED = re.compile(r"^//   (?P<value>\S.*)$")
_HITS = re.compile(r"^(?P<fixed>\d+)(?: \+ (?P<row>\d+) a row)?(?: \+ (?P<thing>\d+) a thing)?$")
_PARAMETER = re.compile(r"\$([A-Za-z_][A-Za-z0-9_]*)")
_STRING = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"")


class QueryFileError(Exception):
    """A query file, or a call of one, is wrong. A mistake of ours, never of a user; names file and line."""


@dataclass(frozen=True, slots=True)
class Budget:
    """The most db hits that a read may take: some in any case, some for each row, some for each thing in the graph.

    A row is one that it returns or counts, or an id that it is asked for. A thing is any node but territories: only what has
    to walk the graph may cost more in a bigger one.
    """

    fixed: int = 0
    row: int = 0
    thing: int = 0

    def __add__(self, other: Budget) -> Budget:
        return Budget(self.fixed + other.fixed, self.row + other.row, self.thing + other.thing)

    def hits(self, rows: int, things: int) -> int:
        """Return the most db hits for so many rows in a graph of so many things."""
        return self.fixed + self.row * rows + self.thing * things


@dataclass(frozen=True, slots=True)
class Query:
    """One checked statement. `plan` names the plan operators that its header allows."""

    name: str
    text: str
    access: str
    params: frozenset[str]
    returns: tuple[str, ...]
    doc: str
    plan: str = ""
    budget: Budget = Budget()

    def bind(self, params: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return `params` when they are exactly the declared ones.

        Raises:
            QueryFileError: one is missing or not declared.
        """
        if params.keys() == self.params:
            return params
        missing = ", ".join(sorted(self.params - params.keys())) or "none"
        extra = ", ".join(sorted(params.keys() - self.params)) or "none"
        raise QueryFileError(f"{self.name}: parameters missing: {missing}; not declared: {extra}")


def parse(name: str, content: str, fragments: Mapping[str, str] | None = None) -> tuple[Query, ...]:
    """Parse and check one query file: one query, or one for each label or ending that its header names.

    Raises:
        QueryFileError: the header or the statement breaks a rule; the line says which and where.
    """
    header, body, first = _split(name, content)
    endings = _list(header.get("then", ""))
    if not endings:
        query = _query(name, header, body, first)
        labels = _list(header.get("each", ""))
        if bool(labels) != ("Each" in query.text):
            raise QueryFileError(
                f"{name}:{first}: `each` in the header and the label Each in the statement go together"
            )
        return tuple(_for(query, label) for label in labels) or (query,)
    if header.get("returns"):
        raise QueryFileError(f"{name}:1: what it returns is said by the fragments that it goes on with")
    return tuple(_ending(name, header, body, first, ending, fragments or {}) for ending in endings)


def _query(name: str, header: Mapping[str, str], body: list[str], first: int) -> Query:
    for key in ("doc", "access"):
        if not header.get(key):
            raise QueryFileError(f"{name}:1: the header has no {key}")
    if header["access"] not in ACCESS:
        raise QueryFileError(f"{name}:1: access is {header['access']!r}, expected one of {', '.join(ACCESS)}")
    text = "\n".join(body).strip()
    _check_statement(name, text, first)
    params = set(_list(header.get("params", "")))
    _check_parameters(name, text, body, first, params)
    returns = tuple(_list(header.get("returns", "")))
    budget = _budget(name, header)
    return Query(
        name, text, header["access"], frozenset(params), returns, header["doc"], header.get("plan", ""), budget
    )


def _budget(name: str, header: Mapping[str, str]) -> Budget:
    parts = header.get("hits", "").split("; ")
    if header["access"] != "read":
        if parts != [""]:
            raise QueryFileError(f"{name}:1: only what reads has a budget of db hits")
        return Budget()
    found = [_HITS.match(part) for part in parts]
    if not all(found):
        raise QueryFileError(
            f"{name}:1: hits are {header.get('hits', '')!r}, expected such as '30 + 40 a row + 9 a thing'"
        )
    return sum((Budget(*(int(number or 0) for number in one.groups())) for one in found if one), Budget())


def _ending(
    name: str, header: Mapping[str, str], body: list[str], first: int, ending: str, fragments: Mapping[str, str]
) -> Query:
    if ending not in fragments:
        raise QueryFileError(f"{name}:1: there is no fragment {ending!r}")
    end, tail, _ = _split(f"fragments/{ending}", fragments[ending])
    params = ", ".join([header.get("params", ""), end.get("params", "")])
    hits = f"{header.get('hits', '')}; {end.get('hits', '')}"
    whole = {**header, "params": params, "returns": end.get("returns", ""), "hits": hits}
    return _query(f"{name}/{ending}", whole, [*body, *tail], first)


def _for(query: Query, label: str) -> Query:
    text = query.text.replace("Each", label).replace("each_", f"{label.lower()}_")
    return replace(query, name=f"{query.name}/{label}", text=text)


def _split(name: str, content: str) -> tuple[dict[str, str], list[str], int]:
    header: dict[str, str] = {}
    last = ""
    lines = content.splitlines()
    for number, line in enumerate(lines, start=1):
        if match := _CONTINUED.match(line):
            if not last:
                raise QueryFileError(f"{name}:{number}: the header begins with a continued line")
            header[last] += " " + match["value"]
        elif match := _HEADER.match(line):
            last = match["key"]
            if last not in KEYS or last in header:
                raise QueryFileError(f"{name}:{number}: header key {last!r} is not known, or stands twice")
            header[last] = (match["value"] or "").strip()
        else:
            return header, lines[number - 1 :], number
    raise QueryFileError(f"{name}:{len(lines)}: the file has a header but no statement")


def _check_parameters(name: str, text: str, body: list[str], first: int, declared: set[str]) -> None:
    used = set(_PARAMETER.findall(_STRING.sub("''", text)))
    for parameter in sorted(used - declared):
        line = first + next(i for i, row in enumerate(body) if f"${parameter}" in row)
        raise QueryFileError(f"{name}:{line}: ${parameter} is used but not declared in params")
    for parameter in sorted(declared - used):
        raise QueryFileError(f"{name}:1: parameter {parameter} is declared but not used")


def _check_statement(name: str, text: str, first: int) -> None:
    if not text:
        raise QueryFileError(f"{name}:{first}: there is no statement")
    if ";" in _STRING.sub("''", text):
        raise QueryFileError(f"{name}:{first}: one statement a file, without a semicolon")


def _list(value: str) -> list[str]:
    return [item.strip() for item in value.split(",") if item.strip()]


def _files(folder: str) -> Iterator[tuple[str, str]]:
    for path in sorted((Path(str(files("queries"))) / folder).glob("*.cypher")):
        yield path.stem, path.read_text(encoding="utf-8")


@cache
def catalogue() -> Mapping[str, Query]:
    """All queries by name, read and checked once.

    Raises:
        QueryFileError: a file breaks a rule, or its access does not suit its folder.
    """
    fragments = dict(_files("fragments"))
    texts = [(f"{folder}/{stem}", content) for folder in ACCESS for stem, content in _files(folder)]
    found = {query.name: query for name, content in texts for query in parse(name, content, fragments)}
    for name, query in found.items():
        if query.access != name.split("/")[0]:
            raise QueryFileError(f"{name}:1: access {query.access} does not suit the folder")
    return found
