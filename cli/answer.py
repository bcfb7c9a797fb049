"""`jumelles ask`: an answer on the terminal, each claim with document, date and place."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from graph.views import Answer, Partnership, SourceRef
from graph.vocabulary import Form, Label, Language, Status

UNDATED = Label("sans date", "undated")
SINCE = {
    "exact": Label("depuis {}", "since {}"),
    "about": Label("depuis {} environ", "since about {}"),
    "before": Label("avant {}", "before {}"),
}


def show(answer: Answer) -> None:
    """Print the sentence, how the question was understood, each partnership with its sources, and the notes."""
    console = Console(highlight=False)
    console.print(Text(answer.answer, style="bold"))
    console.print(Text(answer.understood.text, style="dim"))
    for item in answer.value:
        console.print()
        console.print(Text(_line(item, answer.language)))
        for ref in item.sources:
            console.print(Padding(Text(_source(ref, answer.language), style="dim"), (0, 0, 0, 4)))
    if answer.notes:
        console.print()
    for note in answer.notes:
        console.print(Text(f"• {note}"))


def _line(item: Partnership, language: Language) -> str:
    parties = " – ".join(party.names.in_(language) for party in item.partners)
    form = Form(item.form).label.in_(language) if item.form else ""
    status = Status(item.status).label.in_(language)
    since = SINCE[item.since_mode or "exact"].in_(language).format(item.since) if item.since else ""
    return f"{parties}: " + ", ".join(word.lower() for word in (form, status, since) if word)


def _source(ref: SourceRef, language: Language) -> str:
    return f"{ref.titles.in_(language)}, {ref.date or UNDATED.in_(language)}, {ref.locator}"
