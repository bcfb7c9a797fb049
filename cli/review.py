"""`jumelles review`: what sources leave open, what may be one or two, and deciding it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import typer
from rich.console import Console
from rich.markup import escape

from api.access.audit import audit
from cli.output import echo_json
from graph import verdicts
from graph.db import open_graph
from graph.decide import Moved, undo
from graph.duplicates import CODES, Candidate, Proposal
from graph.read import Question, decisions, possible_duplicates
from graph.read import review as read_review
from graph.settings import read_settings
from graph.verdicts import RULES, Verdict, asked, possible, traced
from graph.vocabulary import ReviewKind


def show(*, as_json: bool, limit: int, skip: int) -> None:
    """Print open questions with their source and what may be one or two with both sides, what matters most first."""
    with open_graph(read_settings()) as graph:
        points: list[Question | Proposal] = []
        points += read_review(graph)
        points += possible_duplicates(graph)
    points.sort(key=_weight)
    page = points[skip : skip + limit]
    after = skip + limit if skip + limit < len(points) else None
    if as_json:
        echo_json({"value": [_plain(point) for point in page], "total": len(points), "next": after})
        return
    console = Console()
    for point in page:
        for line in _lines(point):
            console.print(line, highlight=False, soft_wrap=True)
    if not points:
        console.print("nothing is open")
    if after:
        console.print(f"{len(page)} of {len(points)}; more with --skip {after}", style="dim", highlight=False)


_WEIGHT: Final = (
    "code",
    "near",
    ReviewKind.DUPLICATE,
    "bodies",
    ReviewKind.AMBIGUOUS,
    ReviewKind.DISAGREEMENT,
    "name",
    ReviewKind.SLIP,
)
"""What the graph would get wrong comes first: one thing twice, two as one, the wrong one; then what sources leave unclear."""


def _weight(point: Question | Proposal) -> int:
    """Tell how soon a person should see it; points of the same weight stay in their order."""
    what = point.kind if isinstance(point, Question) else point.rule
    return _WEIGHT.index(what) if what in _WEIGHT else len(_WEIGHT)


def show_decided(*, as_json: bool) -> None:
    """Print all decisions."""
    with open_graph(read_settings()) as graph:
        every = decisions(graph).every
    if as_json:
        echo_json({"value": [one.props() for one in every], "total": len(every)})
        return
    for one in every:
        said = one.answer or one.other
        typer.echo(f"{one.decided_on}  {one.kind}  {one.one} → {said}    (review undo {one.id})")


def decide(item: str, verdict: Verdict, words: Sequence[str], *, as_json: bool) -> None:
    """Decide about a point of the list, or about two things by their ids."""
    with open_graph(read_settings()) as graph:
        done = verdicts.decide(graph, item, verdict, words)
    _report(done, "decided", as_json=as_json)


def take_back(decision: str, *, as_json: bool) -> None:
    """Undo a decision."""
    with open_graph(read_settings()) as graph:
        done = undo(graph, decision)
    _report(done, "taken back", as_json=as_json)


def _report(done: Moved, word: str, *, as_json: bool) -> None:
    audit(read_settings().home, word, decision=traced(done.decision), statements=done.statements)
    if as_json:
        echo_json({"decision": done.decision.props(), "statements": done.statements})
        return
    one = done.decision
    typer.echo(
        f"{word}: {one.kind} {one.one} → {one.answer or one.other}, {done.statements} statements moved ({one.id})"
    )


def _plain(point: Question | Proposal) -> dict[str, object]:
    if isinstance(point, Question):
        return {
            "id": point.id,
            "kind": point.kind,
            "question": point.question.model_dump(),
            "about": list(point.about),
            "source": point.source.model_dump(mode="json"),
        }
    return {
        "id": point.id,
        "kind": "duplicate",
        "question": asked(point)._asdict(),
        "about": sorted({point.one.id, point.other.id}),
        "sides": [_side(point.one), _side(point.other)],
        "evidence": {
            "rule": point.rule,
            "km": point.km if point.km is None else round(point.km, 1),
            "alike": point.alike,
        },
        "verdicts": list(possible(point)),
    }


def _side(one: Candidate) -> dict[str, object]:
    told = ("name", "kind", "territory", "lat", "lon", *CODES)
    kept: dict[str, object] = {name: one.props[name] for name in told if name in one.props}
    bodies = {source: list(named) for source, named in one.bodies.items()}
    return {"id": one.id, **kept, "sources": list(one.sources)} | ({"bodies": bodies} if bodies else {})


def _lines(point: Question | Proposal) -> list[str]:
    if isinstance(point, Question):
        kind = ReviewKind(point.kind).label.en
        return [
            f"[dim]{kind}[/dim]  {escape(point.question.en)}",
            f"[dim]    {escape(point.source.title)}, {escape(point.source.locator)}  ({point.id})[/dim]",
        ]
    near = "" if point.km is None else f", {point.km:.1f} km apart"
    why = f"[dim]{RULES[point.rule].en}{near}  ({point.id})[/dim]"
    head = f"[dim]{ReviewKind.DUPLICATE.label.en}[/dim]  {escape(asked(point).en)} {why}"
    return [head, *(f"[dim]    {escape(_told(side))}[/dim]" for side in (point.one, point.other))]


def _told(side: Candidate) -> str:
    told = [str(side.props[name]) for name in ("kind", "territory", *CODES) if name in side.props]
    told += sorted({body for named in side.bodies.values() for body in named})
    return f"{side.id}: {', '.join(told)}; in {', '.join(side.sources)}"
