"""How well minutes are read: precision and recall for each kind of fact, against facts files made by hand.

    make bench-minutes            (python -m tests.bench.minutes [FOLDER…])

Each document of the shipped corpus is read knowing only what the other documents state (leave one out). A FOLDER holds
further pairs `NAME.txt` (or another format) and `NAME.yml`, its facts by hand; they are read knowing the whole corpus.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from graph.records import AttendanceRecord, EventRecord, MandateRecord, PartnershipRecord, PersonRecord, Record
from loaders.facts.corpus import corpus
from loaders.facts.read import read_facts
from loaders.minutes.formats import open_document
from loaders.minutes.known import of_records
from loaders.minutes.read import propose
from loaders.minutes.write import facts_file
from tests.support.shared import DATA

Key = Callable[[Record], Hashable | None]


def _person(record: Record) -> Hashable | None:
    return record.id if isinstance(record, PersonRecord) else None


def _attendance(record: Record) -> Hashable | None:
    return (record.person, record.presence) if isinstance(record, AttendanceRecord) else None


def _office(record: Record) -> Hashable | None:
    return (record.person, record.body) if isinstance(record, AttendanceRecord) and record.body else None


def _pair(record: Record) -> Hashable | None:
    return record.claim() if isinstance(record, PartnershipRecord) else None


def _formed(record: Record) -> Hashable | None:
    return (record.claim(), record.form) if isinstance(record, PartnershipRecord) and record.form else None


def _mandate(record: Record) -> Hashable | None:
    return (record.person, record.body) if isinstance(record, MandateRecord) else None


SETS = ("development", "unseen", "fresh", "apart", "aside", "anew", "met", "later", "sealed")
"""The folders of documents beside the tests, in the order in which they were written."""

KINDS: dict[str, Key] = {
    "people": _person,
    "attendances": _attendance,
    "attendances with their body": _office,
    "partnerships": _pair,
    "partnerships with their form": _formed,
    "mandates": _mandate,
}
EVENTS: dict[str, Callable[[EventRecord], Hashable]] = {
    "events": lambda event: (_month(event), event.kind),
    "events, whatever their kind": lambda event: (_month(event), None),
    "events, whatever kind and date": lambda event: (None, None),
}
"""Names are in the writer's own words: the lines of the document tell whether the same event is meant, month and kind
whether it was understood."""


@dataclass(slots=True)
class Score:
    """How many facts were found rightly, wrongly, and not."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, found: Iterable[Hashable], expected: Iterable[Hashable]) -> None:
        """Count one document."""
        got, wanted = set(found), set(expected)
        self.right += len(got & wanted)
        self.wrong += len(got - wanted)
        self.missed += len(wanted - got)

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        """The share of what is there that was found."""
        return self.right / max(self.right + self.missed, 1)


class Case(NamedTuple):
    """A document, its facts by hand, and the files of facts that are known before."""

    document: Path
    facts: Path
    known: tuple[Path, ...]


def shipped() -> Iterator[Case]:
    """Yield the minutes of the corpus, each knowing only the other documents."""
    files = corpus()
    for facts in files:
        source = read_facts(facts).source
        document = DATA.parent / "corpus" / (source.document or "")
        if source.kind == "minutes" and document.is_file():
            yield Case(document, facts, tuple(file for file in files if file != facts))


def beside(folder: Path) -> Iterator[Case]:
    """Yield the pairs of a folder, knowing the whole corpus."""
    for facts in sorted(folder.glob("*.yml")):
        document = next(path for path in sorted(folder.glob(f"{facts.stem}.*")) if path != facts)
        yield Case(document, facts, tuple(corpus()))


def scores(cases: Iterable[Case]) -> dict[str, Score]:
    """Return the score of each kind over some documents."""
    found = {kind: Score() for kind in (*KINDS, *EVENTS)}
    for case in cases:
        expected = read_facts(case.facts).records
        proposed = _proposed(case)
        for kind, key in KINDS.items():
            found[kind].add(_keys(proposed, key), _keys(expected, key))
        for kind, like in EVENTS.items():
            found[kind].add(*_paired(proposed, expected, like))
    return found


def _month(event: EventRecord) -> str | None:
    return event.date.value[:7].rstrip("~") if event.date else None


def _lines(record: Record) -> set[int]:
    """Return the lines that a locator names: `§ 2 · l. 14-16, 40`."""
    listed = record.at.rpartition("l. ")[2]
    spans = [span.partition("-") for span in listed.split(", ") if span.replace("-", "").isdigit()]
    return {line for first, _, last in spans for line in range(int(first), int(last or first) + 1)}


def _paired(
    found: Sequence[Record], expected: Sequence[Record], like: Callable[[EventRecord], Hashable]
) -> tuple[list[Hashable], list[Hashable]]:
    """Return the events found and expected as keys: one of either that share a line and are alike bear the same."""
    left = [one for one in expected if isinstance(one, EventRecord)]
    wanted: list[Hashable] = [id(one) for one in left]
    got: list[Hashable] = []
    for event in (one for one in found if isinstance(one, EventRecord)):
        same = next((one for one in left if like(one) == like(event) and _lines(one) & _lines(event)), None)
        if same:
            left.remove(same)
        got.append(id(same or event))
    return got, wanted


def _proposed(case: Case) -> Sequence[Record]:
    known = [record for path in case.known for record in read_facts(path).records]
    text = facts_file(propose(open_document(case.document), of_records(known)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "proposed.yml"
        path.write_text(text, encoding="utf-8")
        batch = read_facts(path)
    assert not batch.rejected, batch.rejected[:3]
    return batch.records


def _keys(records: Iterable[Record], key: Key) -> list[Hashable]:
    return [found for record in records if (found := key(record)) is not None]


def table(title: str, found: dict[str, Score]) -> str:
    """Return scores as a table in Markdown."""
    lines = [f"### {title}", "", "| kind | precision | recall | right | wrong | missed |", "|---|---|---|---|---|---|"]
    for kind, score in found.items():
        shares = f"{score.precision:.2f} | {score.recall:.2f}"
        lines.append(f"| {kind} | {shares} | {score.right} | {score.wrong} | {score.missed} |")
    return "\n".join(lines) + "\n"


def main(folders: Sequence[str]) -> None:
    """Print the scores of the shipped minutes, then those of each folder."""
    print(table("The three minutes, leaving one out", scores(shipped())))
    for folder in folders or [f"tests/loaders/minutes/{name}" for name in SETS]:
        if Path(folder).is_dir():
            print(table(folder, scores(beside(Path(folder)))))


if __name__ == "__main__":
    main(sys.argv[1:])
