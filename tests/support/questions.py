"""Questions with what their answer must and must not hold: shared, own, kept aside, by another hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from anyascii import anyascii

from ask.engine import Asker
from graph.errors import NotUnderstoodError

OWN = Path(__file__).parents[1] / "ask" / "data"
SHARED = Path(__file__).parents[2].parent / "shared" / "data"
SETS = {
    "shared": SHARED / "questions.jsonl",
    "own": OWN / "own.jsonl",
    "kept aside": OWN / "aside.jsonl",
    "by another": OWN / "written.jsonl",
    "by another, second": OWN / "second.jsonl",
    "by another, third": OWN / "third.jsonl",
    "by another, fourth": OWN / "fourth.jsonl",
    "by another, fifth": OWN / "fifth.jsonl",
    "by another, sixth": OWN / "sixth.jsonl",
}
"""Name of a set → its file."""

Outcome = Literal["right", "wrong answer", "refused"]
"""A wrong answer is one given with confidence; refused is no answer where there should have been one."""


class Case(NamedTuple):
    """One question: `must` strings stand in the rows or the sentence (of "a|b" one), `must_not` in no row."""

    id: str
    lang: str
    data: str
    q: str
    intent: str
    must: Sequence[str]
    must_not: Sequence[str]
    rows: int | None

    @property
    def kind(self) -> str:
        """The kind of question, without how it ends."""
        return self.intent.partition(":")[0]


def cases(name: str) -> list[Case]:
    """Read a set; empty where its file is not at hand."""
    path = SETS[name]
    if not path.exists():
        return []
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [Case(*(row["count" if field == "rows" else field] for field in Case._fields)) for row in rows]


def judged(asker: Asker, case: Case) -> tuple[Outcome, str]:
    """Ask, and say whether the answer holds what it must; with the reason where it does not."""
    try:
        answer = asker.ask(case.q)
    except NotUnderstoodError as error:
        return ("right", "") if case.kind == "refuse" else ("refused", str(error))
    if case.kind == "refuse":
        return "wrong answer", f"answered: {answer.answer}"
    faults = missing(answer.model_dump(by_alias=True), case)
    return ("wrong answer", f"{'; '.join(faults)} — {answer.answer}") if faults else ("right", "")


def offered(asker: Asker, case: Case) -> tuple[bool, ...] | None:
    """Return of each question offered where one is refused whether its answer is right; None if it is not refused."""
    try:
        asker.ask(case.q)
    except NotUnderstoodError as error:
        answers = (asker.ask(question, "fr" if case.lang == "fr" else "en") for question in error.nearest)
        return tuple(not missing(answer.model_dump(by_alias=True), case) for answer in answers)
    return None


def missing(answer: dict[str, Any], case: Case) -> list[str]:
    """Return what an answer (as JSON) holds wrongly."""
    value, sentence = folded(answer["value"]), folded(answer["answer"])
    faults = [
        f"no {must!r}" for must in case.must if not any(one in value or one in sentence for one in must.split("|"))
    ]
    faults += [f"{one!r} in the rows" for one in case.must_not if one in value]
    if case.rows is not None and len(answer["value"]) != case.rows:
        faults.append(f"{len(answer['value'])} rows, not {case.rows}")
    if answer["language"] != case.lang:
        faults.append(f"in {answer['language']}")
    return faults


def folded(value: object) -> str:
    """Return a value as text without accents and capitals."""
    return anyascii(json.dumps(value, ensure_ascii=False, default=str)).lower()
