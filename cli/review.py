"""`jumelles review`: what sources leave open."""

from __future__ import annotations

from rich.console import Console

from cli.output import echo_json
from graph.db import open_graph
from graph.read import Question
from graph.read import review as read_review
from graph.settings import read_settings
from graph.vocabulary import ReviewKind


def show(*, as_json: bool) -> None:
    """Print every open question with its source."""
    with open_graph(read_settings()) as graph:
        found = read_review(graph)
    if as_json:
        echo_json({"value": [_plain(question) for question in found], "total": len(found)})
        return
    console = Console()
    for question in found:
        kind = ReviewKind(question.kind).label.en
        console.print(f"[dim]{kind}[/dim]  {question.question.en}", highlight=False)
        console.print(
            f"    {question.source.title}, {question.source.locator}", style="dim", highlight=False, markup=False
        )


def _plain(question: Question) -> dict[str, object]:
    return {
        "id": question.id,
        "kind": question.kind,
        "question": question.question.model_dump(),
        "about": list(question.about),
        "source": question.source.model_dump(mode="json"),
    }
