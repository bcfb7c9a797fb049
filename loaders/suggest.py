"""A first mapping for a register, from its header and values; what is not sure says so beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

from graph.dates import PartialDate
from graph.errors import InputError
from graph.ids import fold
from graph.ids import slug as slug_of
from loaders.people.mapping import is_private
from loaders.suggest_format import Layout, layout
from loaders.suggest_words import FIRST_NAME, FORMS, LAST_NAME, ROLES, SECOND, STATUSES, TITLE
from loaders.tables import Row, open_table

SAMPLE: Final = 2000
"""How many rows are looked at."""

TABLE: Final = 20
"""The most distinct values that make a table."""

DOUBT: Final = "# DOUBTFUL: "
_SLASHED: Final = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2\d{4}")
_CODES: Final = {"id": r"Q\d+", "insee": r"[\dAB]{4,5}", "siren": r"\d{9}"}
_MOST: Final = 0.9
"""Which share of the cells must look like a code."""
_PLACE: Final = ("name", "country", "territory", "lat", "lon", "id", "insee", "siren")
_WHOLE: Final = ("since", "until", "form", "status", "themes", "note")


@dataclass
class _Plan:
    """Which column goes where."""

    parties: tuple[dict[str, str], dict[str, str]] = field(default_factory=lambda: ({}, {}))
    whole: dict[str, str] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)


def suggest(path: Path) -> str:
    """Return a mapping for a register as YAML text; a line that is not sure ends in a comment with DOUBTFUL.

    Raises:
        InputError: the file cannot be read as a table.
    """
    found = layout(path)
    with open_table(path, found.spec) as table:
        columns = [name for name in table.columns if name]
        rows = [row for row in islice(table.rows, SAMPLE) if isinstance(row, Row)]
    cells = {name: [value for row in rows if (value := row.values[name])] for name in columns}
    if not rows:
        raise InputError(f"{path}: no row fits the header: is format.delimiter or format.header_row another one?")
    people = any(FIRST_NAME.search(fold(name)) for name in columns)
    body = _people(columns, cells) if people else _partnerships(columns, cells)
    return "\n".join([*_head(path, found), *body, ""])


def _head(path: Path, found: Layout) -> Iterator[str]:
    yield f"# Proposed from {path.name} by jumelles mapping suggest. Look at every line marked DOUBTFUL."
    yield f"source: {{id: {slug_of(path.stem)}, title: {_text(path.stem)}}}  {DOUBT}add date, publisher, url, licence"
    known = found.spec.model_dump(exclude_defaults=True)
    known["encoding"] = found.spec.encoding.removesuffix("-sig")
    yield f"format: {{type: {found.kind}, {_flow(known)}}}{found.doubt and '  ' + DOUBT + found.doubt}"


def _partnerships(columns: Sequence[str], cells: Mapping[str, Sequence[str]]) -> Iterator[str]:
    plan = _placed(columns, cells)
    yield "parties:"
    for party in plan.parties:
        parts: dict[str, str] = {name: party[name] for name in _PLACE if name in party}
        doubts = [] if "name" in parts else ["which column names this party?"]
        if "country" not in parts and "insee" not in parts:
            doubts.append("say the country: a column, or country: {value: FR}")
        flow = _flow(parts if "name" in parts else {"name": "?", **parts})
        yield f"  - {{{flow}}}" + (f"  {DOUBT}{' '.join(doubts)}" if doubts else "")
    for name in _WHOLE:
        if name in plan.whole:
            yield from _whole(name, plan.whole[name], cells[plan.whole[name]])
    yield from _dates([plan.whole[name] for name in ("since", "until") if name in plan.whole], cells)
    yield from _ignored(plan.left)


def _placed(columns: Sequence[str], cells: Mapping[str, Sequence[str]]) -> _Plan:
    plan = _Plan()
    nested = any(name.startswith("above.") for name in columns)
    marked = nested or any(_is_second(name) for name in columns)
    for name in columns:
        role = _role(name, cells[name])
        if role in _WHOLE and role not in plan.whole:
            plan.whole[role] = name
        elif role in _PLACE and role is not None:
            second = not name.startswith("above.") if nested else _is_second(name)
            if role == "country" and marked and not nested:
                # A country that stands after the partner is the partner's: who makes a list of its own country leaves it out.
                second = second or "name" in plan.parties[1]
            party = plan.parties[second]
            if role in party and not marked:
                party = plan.parties[1]
            if role in party:
                plan.left.append(name)
            else:
                party[role] = name
        else:
            plan.left.append(name)
    return plan


def _is_second(name: str) -> bool:
    return SECOND.search(fold(name.replace("_", " "))) is not None


def _role(name: str, cells: Sequence[str]) -> str | None:
    words = fold(name.replace("_", " "))
    for role, pattern in ROLES.items():
        if pattern.search(words):
            coded = _CODES.get(role)
            if coded is not None and not _mostly(coded, cells):
                continue
            if role in ("name", "territory") and words.startswith("code"):
                continue
            return role
    return "id" if _mostly(_CODES["id"], cells) else None


def _mostly(shape: str, cells: Sequence[str]) -> bool:
    return bool(cells) and sum(bool(re.fullmatch(shape, cell)) for cell in cells) >= _MOST * len(cells)


def _whole(name: str, column: str, cells: Sequence[str]) -> Iterator[str]:
    if name in ("form", "status"):
        yield from _table(name, column, cells, FORMS if name == "form" else STATUSES)
    elif name == "themes":
        separator = next((mark for mark in (";", "|", ",", "/") if any(mark in cell for cell in cells)), None)
        split = f", separator: {_text(separator)}" if separator else ""
        yield f"themes: {{column: {_text(column)}{split}}}  {DOUBT}words outside the vocabulary need values: {{…}}"
    else:
        yield f"{name}: {_text(column)}"


def _table(name: str, column: str, cells: Sequence[str], words: Mapping[str, re.Pattern[str]]) -> Iterator[str]:
    distinct = list(dict.fromkeys(cells))
    if len(distinct) > TABLE:
        yield f"{name}: {_text(column)}  {DOUBT}{len(distinct)} different values: is this the {name}?"
        return
    yield f"{name}:"
    yield f"  column: {_text(column)}"
    yield "  values:"
    for cell in distinct:
        meant = next((word for word, pattern in words.items() if pattern.search(fold(cell))), None)
        sure = meant is not None and words[meant].fullmatch(fold(cell)) is not None
        comment = "" if sure else f"  {DOUBT}one of {', '.join(words)}"
        yield f"    {_text(cell)}: {meant or _text('?')}{comment}"


def _dates(columns: Iterable[str], cells: Mapping[str, Sequence[str]]) -> Iterator[str]:
    odd = [cell for name in columns for cell in cells[name] if not _is_edtf(cell)]
    matches = [match for cell in odd if (match := _SLASHED.fullmatch(cell))]
    if not odd:
        return
    if not matches:
        yield f"{DOUBT}dates such as {_text(odd[0])} need dates: {{format: …}}"
        return
    mark = matches[0][2]
    month_first = any(int(match[3]) > 12 for match in matches)
    sure = month_first or any(int(match[1]) > 12 for match in matches)
    format_ = f"%m{mark}%d{mark}%Y" if month_first else f"%d{mark}%m{mark}%Y"
    yield f"dates: {{format: {_text(format_)}}}" + ("" if sure else f"  {DOUBT}day or month first?")


def _is_edtf(cell: str) -> bool:
    try:
        PartialDate.parse(cell)
    except ValueError:
        return False
    return True


def _people(columns: Sequence[str], cells: Mapping[str, Sequence[str]]) -> Iterator[str]:
    left = list(columns)

    def take(pattern: re.Pattern[str]) -> str | None:
        fits = (name for name in left if pattern.search(fold(name)) and not is_private(name))
        found = next((name for name in fits if _role(name, cells[name]) not in ("since", "until")), None)
        if found is not None:
            left.remove(found)
        return found

    first, last, title = take(FIRST_NAME), take(LAST_NAME), take(TITLE)
    yield f"person: {{first: {_text(first or '?')}, last: {_text(last or '?')}}}" + ("" if last else f"  {DOUBT}which?")
    yield f"title: {_text(title)}" if title else f"title: {{value: Maire}}  {DOUBT}no column says the office"
    body: dict[str, str] = {}
    when: dict[str, str] = {}
    for name in list(left):
        role = None if is_private(name) else _role(name, cells[name])
        if role in _PLACE and role not in body:
            body[role] = name
        elif role in ("since", "until") and role not in when:
            when[role] = name
        else:
            continue
        left.remove(name)
    doubt = "" if "name" in body or "insee" in body else f"  {DOUBT}which column names the body?"
    yield f"body: {{{_flow(body or {'name': '?'})}}}{doubt}"
    yield from (f"{role}: {_text(name)}  {DOUBT}is it the office's?" for role, name in when.items())
    yield from _dates(when.values(), cells)
    yield from _ignored(left)


def _ignored(left: Sequence[str]) -> Iterator[str]:
    if left:
        yield "ignore:"
        yield from (f"  - {_text(name)}  {DOUBT}{_reason(name)}" for name in left)


def _reason(name: str) -> str:
    return "private, stays out" if is_private(name) else "nothing in the header says what it is"


def _flow(parts: Mapping[str, object]) -> str:
    return ", ".join(
        f"{name}: {value if isinstance(value, int) else _text(str(value))}" for name, value in parts.items()
    )


_PLAIN: Final = re.compile(r"[^\W\d_][\w .'’()°-]*", re.UNICODE)


def _text(text: str) -> str:
    """Return a text as YAML: plain where that is safe."""
    plain = (
        _PLAIN.fullmatch(text) and text == text.strip() and text.lower() not in ("null", "true", "false", "yes", "no")
    )
    return text if plain else json.dumps(text, ensure_ascii=False)
