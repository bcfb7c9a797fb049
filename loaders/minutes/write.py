"""A proposal → a facts file: valid, with what is doubtful said in comments beside each entry."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from loaders.facts.format import FORMAT, LISTS
from loaders.minutes.proposal import Proposal, Proposed

_PLAIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ][\wÀ-ÖØ-öø-ÿ'’ ./–-]*")
_WORDS = ("true", "false", "null", "yes", "no", "on", "off", "y", "n", "~")


def facts_file(
    proposal: Proposal, facts: Iterable[Proposed] | None = None, source: Mapping[str, Any] | None = None
) -> str:
    """Return the text of a facts file.

    Args:
        proposal: what was read.
        facts: those to write; all without it.
        source: the source as a person corrected it.
    """
    chosen = proposal.facts if facts is None else tuple(facts)
    lines = [
        "# yaml-language-server: $schema=schema.json",
        f"# Proposed from {_comment(proposal.document.name)}. Read it, correct it, then load it: jumelles load facts",
        f"format: {FORMAT}",
        "source:",
        *(f"  {name}: {_value(value)}" for name, value in (source or proposal.source).items()),
    ]
    for name in LISTS:
        entries = [fact for fact in chosen if fact.list == name]
        if entries:
            lines += ["", f"{name}:"]
            for fact in entries:
                lines += [f"  # {said}" for said in _remarks(fact)]
                lines.append(f"  - {entry_text(fact.entry)}")
    return "\n".join(lines) + "\n"


def entry_text(entry: Mapping[str, Any]) -> str:
    """Return an entry of a list as it stands in a facts file, in one line."""
    return _value(entry)


def _remarks(fact: Proposed) -> Iterable[str]:
    novelty = "known" if fact.known else "new"
    yield f"{fact.confidence:.2f} {novelty}, seen by: {_comment(fact.reason)}"
    if fact.doubt:
        yield f"doubt: {_comment(fact.doubt[1])}"
    if fact.problem:
        yield f"to be corrected: {_comment(fact.problem)}"


def _comment(text: str) -> str:
    return " ".join(text.split())[:200]


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {_value(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    if isinstance(value, int | float):
        return str(value)
    text = str(value)
    plain = _PLAIN.fullmatch(text) and text.lower() not in _WORDS and not text.endswith(" ")
    return text if plain else json.dumps(text, ensure_ascii=False)
