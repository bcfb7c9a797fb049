"""`jumelles ask`: an answer on the terminal, each claim with document, date and place."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from graph.views import Answer, Partnership
from graph.vocabulary import Form, Language, Status

WORDS = {
    "fr": ("parties", "lien", "depuis", "état", "selon", "sans date"),
    "en": ("parties", "link", "since", "status", "according to", "undated"),
}


def show(answer: Answer) -> None:
    """Print the sentence, how the question was understood, the rows with their sources, and the notes."""
    console = Console()
    sentence = Text("".join(segment.text for segment in answer.sentence), style="bold")
    console.print(sentence)
    console.print(Text(answer.understood.text, style="dim"))
    if answer.value:
        console.print()
        console.print(_table(answer))
    for note in answer.notes:
        console.print(Text(f"• {note}"))


def _table(answer: Answer) -> Table:
    *heads, undated = WORDS[answer.language]
    table = Table(*heads, box=None, header_style="dim", padding=(0, 2, 1, 0))
    for item in answer.value:
        table.add_row(*(Text(cell) for cell in _cells(item, answer.language, undated)))
    return table


def _cells(item: Partnership, language: Language, undated: str) -> list[str]:
    parties = " – ".join(party.names.in_(language) for party in item.partners)
    form = Form(item.form).label.in_(language) if item.form else ""
    since = {"about": "~", "before": "<"}.get(item.since_mode or "", "") + (item.since or undated)
    sources = [f"{ref.titles.in_(language)}, {ref.date or undated}, {ref.locator}" for ref in item.sources]
    return [parties, form, since, Status(item.status).label.in_(language), "\n".join(sources)]
