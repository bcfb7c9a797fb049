"""What several statements about one thing come to: its current values.

Pure functions. A thing keeps every statement (the STATED_IN relations); what stands on the node itself is worked out here:

- of each single value, the one of the newest statement that states it (undated ones count as oldest);
- of each list (aliases, themes…), the union, in alphabetical order;
- of the territory, the smallest;
- `formerly`, the ids of what was merged into it;
- `search`, all its names folded, for the full-text index.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from graph.decisions import THINGS, formerly
from graph.ids import fold
from graph.places import territory

GROUPS = {"since": ("since", "since_mode", "since_words"), "until": ("until", "until_mode", "until_words")}
"""Values that only make sense together come from one statement."""

NAMES = ("name", "name_fr", "name_en", "acronym", "aliases", "former_names", "as_stated")
_GROUPED = {name: stem for stem, names in GROUPS.items() for name in names}


NOT_STATED = frozenset({"key", "locator", "stated_on", "kept", "unfinished", "was"})
"""What stands on a statement and is not what it says."""


class Statement(NamedTuple):
    """One STATED_IN relation: its key, its source, when it was stated (ISO text or None), and what.

    `kept` where it was not seen again when rows of its source were rejected.
    """

    key: str
    source: str
    stated_on: str | None
    said: Mapping[str, Any]
    kept: bool = False


def statement(label: str, source: str, said: Mapping[str, Any]) -> Statement:
    """Return a statement about a thing of one kind, from what stands on its STATED_IN relation."""
    values = {name: value for name, value in said.items() if name not in NOT_STATED}
    if old := formerly(said):
        values["formerly"] = [old]
        if label in THINGS:
            # A merged thing is still found by the names that its sources give it.
            names = (values[name] for name in ("name", "name_fr", "name_en") if name in values)
            values["as_stated"] = [*values.get("as_stated", ()), *names]
    return Statement(said["key"], source, said.get("stated_on"), values, kept=bool(said.get("kept")))


def newest_first(statements: Iterable[Statement]) -> list[Statement]:
    """Order by date stated, newest first, then what was seen last, then source and key: never by chance."""
    steady = sorted(statements, key=lambda statement: (statement.kept, statement.source, statement.key))
    return sorted(steady, key=lambda statement: statement.stated_on or "", reverse=True)


def settle(statements: Iterable[Statement]) -> dict[str, Any]:
    """Work out the current values of one thing from all that is stated about it."""
    ordered = newest_first(statements)
    props: dict[str, Any] = {}
    lists: dict[str, set[str]] = {}
    for statement in ordered:
        said = statement.said
        taken = {stem for stem in GROUPS if stem in props}
        for name, value in said.items():
            if isinstance(value, list):
                lists.setdefault(name, set()).update(value)
            elif _GROUPED.get(name) not in taken:
                props.setdefault(name, value)
    props.update({name: sorted(values) for name, values in lists.items()})
    if "territory" in props:
        props["territory"] = _smallest(statement.said.get("territory") for statement in ordered)
    if ordered and ordered[0].stated_on:
        props["stated_on"] = ordered[0].stated_on
    if search := search_text(props):
        props["search"] = search
    return props


def search_text(props: Mapping[str, Any]) -> str:
    """Return all names folded, each once, joined by spaces; empty where the thing has no name."""
    words: dict[str, None] = {}
    for name in NAMES:
        value = props.get(name) or ()
        for text in [value] if isinstance(value, str) else value:
            words.setdefault(fold(text), None)
    return " ".join(words)


def _smallest(codes: Iterable[str | None]) -> str:
    known = [code for code in codes if code]
    return max(known, key=lambda code: territory(code).level)


def as_of(statements: Sequence[Statement], day: str) -> list[Statement]:
    """Return what was already so on that day (ISO text): stated by then, or stated later with an earlier beginning."""
    return [s for s in statements if _by(s.stated_on, day) or _by(s.said.get("since"), day)]


def _by(date: str | None, day: str) -> bool:
    # "2016" and "2016-06" begin on their first day, so plain text order is the order of beginnings.
    return date is not None and date <= day
