"""Documents under review: kept with what a person decided on each proposed fact, until they are loaded.

They lie in `JUMELLES_HOME/readings/<SHA-256 of the document>/`, readable by their owner only: the document, and
`decisions.json`. What was rejected is remembered for this document, however often it is read again.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from graph.errors import InputError, NotFoundError
from graph.files import PRIVATE, write
from loaders.batch import Batch
from loaders.facts.read import read_facts
from loaders.minutes.document import Document
from loaders.minutes.formats import read_document
from loaders.minutes.proposal import Proposal, Proposed
from loaders.minutes.write import entry_text, facts_file
from loaders.yamlfile import read_yaml

_CHECKSUM = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[^\w. ()-]")


class State(StrEnum):
    """What a person decided on a fact."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on one fact; `text` is the entry as it was corrected, None where it stays as proposed."""

    state: State
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A document under review."""

    checksum: str
    document: Document
    decisions: Mapping[str, Decision]

    def state(self, fact: Proposed) -> State | None:
        """Return what was decided on a fact; None where it waits."""
        decided = self.decisions.get(fact.key)
        return decided.state if decided else None


class Put(NamedTuple):
    """A document that was kept: its checksum, and whether it was there before."""

    checksum: str
    again: bool


class Desk:
    """Keeps the readings of one instance."""

    def __init__(self, home: Path) -> None:
        self._folder = home / "readings"

    def put(self, name: str, data: bytes) -> Put:
        """Keep a document; the same document again, under whatever name, keeps its decisions.

        Raises:
            InputError: it cannot be read, or cannot be kept.
        """
        document = read_document(name, data)
        folder = self._folder / document.checksum
        again = (folder / "name").is_file()
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            write(folder / "document", data, PRIVATE)
            write(folder / "name", _NAME.sub("_", document.name)[:120].encode(), PRIVATE)
        except (OSError, InputError) as error:
            # Without the path: who sends a document need not know where it is kept.
            cause = error if isinstance(error, OSError) else error.__cause__
            raise InputError(f"{name}: cannot be kept: {getattr(cause, 'strerror', None) or 'no file'}") from error
        return Put(document.checksum, again)

    def all(self) -> Iterator[tuple[str, str]]:
        """Yield checksum and name of every document under review, the newest first."""
        folders = [path for path in self._folder.glob("*") if (path / "name").is_file()]
        for path in sorted(folders, key=lambda path: (-path.stat().st_mtime, path.name)):
            yield path.name, (path / "name").read_text(encoding="utf-8")

    def get(self, checksum: str) -> Reading:
        """Return a reading.

        Raises:
            NotFoundError: no document of this checksum is under review.
        """
        folder = self._folder / checksum
        if not _CHECKSUM.fullmatch(checksum) or not (folder / "document").is_file():
            raise NotFoundError("no document of this checksum is under review")
        name = (folder / "name").read_text(encoding="utf-8")
        document = read_document(name, (folder / "document").read_bytes())
        return Reading(checksum, document, _decisions(folder / "decisions.json"))

    def decide(self, checksum: str, decisions: Mapping[str, Decision | None]) -> None:
        """Keep decisions on some facts, by their keys; None takes one back.

        Raises:
            NotFoundError: as `get`.
        """
        kept = {**self.get(checksum).decisions, **decisions}
        said = {key: {"state": one.state, "text": one.text} for key, one in kept.items() if one is not None}
        write(self._folder / checksum / "decisions.json", json.dumps(said, ensure_ascii=False).encode(), PRIVATE)

    def remove(self, checksum: str) -> None:
        """Forget a reading and what was decided on it.

        Raises:
            NotFoundError: as `get`.
        """
        self.get(checksum)
        folder = self._folder / checksum
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()


class RejectedError(InputError):
    """An accepted fact needs a declaration that was rejected; `said` is the line in French and English."""

    def __init__(self, fact: Proposed, id_: str) -> None:
        name = str(fact.entry.get("name", id_))
        self.said = (
            f"{name} est rejeté, mais un fait accepté en a besoin : rejetez aussi ce fait, ou acceptez {name}.",
            f"{name} is rejected, but an accepted fact needs it: reject that fact too, or accept {name}.",
        )
        super().__init__(self.said[1])


def needs(fact: Proposed, ids: Collection[str]) -> bool:
    """Whether a fact names one of some ids."""
    return any(id_ in ids for id_ in _named(fact.entry))


def accepted(reading: Reading, proposal: Proposal) -> tuple[Proposed, ...]:
    """Return the facts that were accepted, as corrected, with the declarations that they need.

    Raises:
        InputError: a correction is no entry of its list, or a fact needs what was rejected.
    """
    chosen = {
        fact.key: corrected(fact, reading.decisions[fact.key].text)
        for fact in proposal.facts
        if reading.state(fact) is State.ACCEPTED
    }
    declared = {fact.entry["id"]: fact for fact in proposal.facts if "id" in fact.entry}
    waiting = list(chosen.values())
    while waiting:
        for id_ in _named(waiting.pop().entry):
            fact = declared.get(id_)
            if fact is None or fact.key in chosen:
                continue
            if reading.state(fact) is State.REJECTED:
                raise RejectedError(fact, id_)
            chosen[fact.key] = fact
            waiting.append(fact)
    return tuple(chosen[fact.key] for fact in proposal.facts if fact.key in chosen)


def corrected(fact: Proposed, text: str | None) -> Proposed:
    """Return a fact as a person corrected it.

    Raises:
        InputError: the text is no entry of a facts file; the line says what was expected.
    """
    if text is None or not text.strip() or text.strip() == entry_text(fact.entry):
        return fact
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "entry"
        path.write_text(text, encoding="utf-8")
        try:
            entry = read_yaml(path).data
        except InputError as error:
            raise InputError(str(error).replace(str(path), fact.list)) from error
    if not isinstance(entry, dict):
        raise InputError(f"{fact.list}: expected one entry in braces, such as {{id: fr-nancy, …}}")
    made = replace(fact, entry=entry, doubt=None)
    if made.problem:
        raise InputError(f"{fact.list}: {made.problem}")
    return made


def batch(reading: Reading, proposal: Proposal) -> Batch:
    """Return the accepted facts as they are loaded.

    Raises:
        InputError: none was accepted, or one cannot be taken.
    """
    facts = accepted(reading, proposal)
    if not facts:
        raise InputError("no fact was accepted yet")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "accepted.yml"
        path.write_text(facts_file(proposal, facts), encoding="utf-8")
        made = read_facts(path)
    if made.rejected:
        first = made.rejected[0]
        raise InputError(f"{first.field}: {first.reason}")
    return made


def _named(entry: Mapping[str, Any]) -> Iterator[str]:
    """Yield every id that an entry names."""
    for name in ("person", "event", "body", "held_in", "member", "network", "part_of"):
        if isinstance(entry.get(name), str):
            yield entry[name]
    for name in ("parties", "held_by", "joined_by", "intermediaries", "supporters"):
        yield from entry.get(name) or ()


def _decisions(path: Path) -> dict[str, Decision]:
    if not path.is_file():
        return {}
    said = json.loads(path.read_text(encoding="utf-8"))
    return {key: Decision(State(one["state"]), one["text"]) for key, one in said.items()}
