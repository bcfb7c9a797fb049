"""`jumelles review`: what sources leave open, what may be one or two, and deciding it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import typer
from rich.console import Console
from rich.markup import escape

from cli.output import echo_json
from graph.db import Graph, open_graph
from graph.decide import Moved, merge, part, settle, split, undo
from graph.decisions import THINGS
from graph.duplicates import CODES, Candidate, Proposal
from graph.errors import InputError, NotFoundError
from graph.read import Question, decisions, possible_duplicates
from graph.read import review as read_review
from graph.settings import read_settings
from graph.vocabulary import Label, ReviewKind

Verdict = Literal["merge", "part", "settle"]

_RULES = {
    "code": Label("un même code", "one code"),
    "near": Label("voisins et de noms proches", "near, and alike in name"),
    "name": Label("un même nom", "one name"),
    "bodies": Label(
        "un identifiant, des organismes différents selon les sources", "one id, other bodies in each source"
    ),
}


def show(*, as_json: bool, limit: int, skip: int) -> None:
    """Print open questions with their source, then what may be one or two with both sides."""
    with open_graph(read_settings()) as graph:
        points: list[Question | Proposal] = []
        points += read_review(graph)
        points += possible_duplicates(graph)
    page = points[skip : skip + limit]
    after = skip + limit if skip + limit < len(points) else None
    if as_json:
        echo_json({"value": [_plain(point) for point in page], "total": len(points), "next": after})
        return
    console = Console()
    for point in page:
        for line in _lines(point):
            console.print(line, highlight=False, soft_wrap=True)
    if after:
        console.print(f"{len(page)} of {len(points)}; more with --skip {after}", style="dim", highlight=False)


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
        done = _settle(graph, item, words) if verdict == "settle" else _pair(graph, item, verdict, words)
    _report(done, "decided", as_json=as_json)


def take_back(decision: str, *, as_json: bool) -> None:
    """Undo a decision."""
    with open_graph(read_settings()) as graph:
        done = undo(graph, decision)
    _report(done, "taken back", as_json=as_json)


def _report(done: Moved, word: str, *, as_json: bool) -> None:
    if as_json:
        echo_json({"decision": done.decision.props(), "statements": done.statements})
        return
    one = done.decision
    typer.echo(
        f"{word}: {one.kind} {one.one} → {one.answer or one.other}, {done.statements} statements moved ({one.id})"
    )


def _settle(graph: Graph, item: str, words: Sequence[str]) -> Moved:
    proposed = any(one.id == item for one in possible_duplicates(graph))
    return settle(graph, item, " ".join(words), known=proposed)


def _pair(graph: Graph, item: str, verdict: Verdict, words: Sequence[str]) -> Moved:
    given = [word for word in words if word not in ("into", "from")]
    if len(given) > 1:
        raise InputError(f"expected one id after {verdict}, got {' '.join(given)}")
    proposal = next((one for one in possible_duplicates(graph) if one.id == item), None)
    if proposal is None:
        return _by_ids(graph, item, verdict, given)
    one, other = proposal.one, proposal.other
    if proposal.source is not None:
        if verdict == "merge":
            return settle(graph, item, "one person", known=True)
        return split(graph, one.label, one.id, proposal.source, given[0] if given else _new_id(proposal))
    if verdict == "part":
        return part(graph, one.label, one.id, other.id)
    if given and given[0] not in (one.id, other.id):
        raise InputError(f"got {given[0]!r}, expected the one that stays: {one.id} or {other.id}")
    stays = given[0] if given else one.id
    return merge(graph, one.label, other.id if stays == one.id else one.id, stays)


def _by_ids(graph: Graph, one: str, verdict: Verdict, given: Sequence[str]) -> Moved:
    labels = [label for label in THINGS if graph.read(f"read/thing/{label}", id=one)]
    if not labels:
        raise NotFoundError(f"{one!r} is neither a point of the list nor the id of a thing")
    if not given:
        raise InputError(f"expected the other id: review decide {one} {verdict} ID")
    # Where one id is an actor of two kinds, the other tells which of them is meant.
    label = next((label for label in labels if graph.read(f"read/thing/{label}", id=given[0])), labels[0])
    return (merge if verdict == "merge" else part)(graph, label, one, given[0])


def _new_id(proposal: Proposal) -> str:
    bodies = [body for named in proposal.other.bodies.values() for body in named]
    return f"{proposal.one.id}-{bodies[0]}"


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
        "question": _asked(point)._asdict(),
        "about": sorted({point.one.id, point.other.id}),
        "sides": [_side(point.one), _side(point.other)],
        "evidence": {
            "rule": point.rule,
            "km": point.km if point.km is None else round(point.km, 1),
            "alike": point.alike,
        },
        "verdicts": ["part", "settle"] if point.source else ["merge", "part", "settle"],
    }


def _side(one: Candidate) -> dict[str, object]:
    told = ("name", "kind", "territory", "lat", "lon", *CODES)
    kept: dict[str, object] = {name: one.props[name] for name in told if name in one.props}
    bodies = {source: list(named) for source, named in one.bodies.items()}
    return {"id": one.id, **kept, "sources": list(one.sources)} | ({"bodies": bodies} if bodies else {})


def _asked(one: Proposal) -> Label:
    if one.source:
        name = one.one.props["name"]
        return Label(f"{name} : une personne ou deux ?", f"{name}: one person or two?")
    names = one.one.props["name"], one.other.props["name"]
    return Label(f"{names[0]} et {names[1]} : est-ce la même chose ?", f"{names[0]} and {names[1]}: are they one?")


def _lines(point: Question | Proposal) -> list[str]:
    if isinstance(point, Question):
        kind = ReviewKind(point.kind).label.en
        return [
            f"[dim]{kind}[/dim]  {escape(point.question.en)}",
            f"[dim]    {escape(point.source.title)}, {escape(point.source.locator)}  ({point.id})[/dim]",
        ]
    near = "" if point.km is None else f", {point.km:.1f} km apart"
    why = f"[dim]{_RULES[point.rule].en}{near}  ({point.id})[/dim]"
    head = f"[dim]{ReviewKind.DUPLICATE.label.en}[/dim]  {escape(_asked(point).en)} {why}"
    return [head, *(f"[dim]    {escape(_told(side))}[/dim]" for side in (point.one, point.other))]


def _told(side: Candidate) -> str:
    told = [str(side.props[name]) for name in ("kind", "territory", *CODES) if name in side.props]
    told += sorted({body for named in side.bodies.values() for body in named})
    return f"{side.id}: {', '.join(told)}; in {', '.join(side.sources)}"
