"""`jumelles ask`: an answer on the terminal, each claim with document, date and place."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from graph.views import Answer, Partnership, SourceRef
from graph.views.answers import Table, TableRow
from graph.vocabulary import Form, Label, Language, Status

UNDATED = Label("sans date", "undated")
GO_ON = Label("Pour continuer :", "To go on:")
ELSE = Label("Autre lecture :", "Another reading:")
SINCE = {
    "exact": Label("depuis {}", "since {}"),
    "about": Label("depuis {} environ", "since about {}"),
    "before": Label("avant {}", "before {}"),
}


def show(answer: Answer) -> None:
    """Print the sentence, how the question was understood, each row with its sources, the notes, and where to go on."""
    console = Console(highlight=False)
    language = answer.language
    console.print(Text(answer.answer, style="bold"))
    console.print(Text(answer.understood.text, style="dim"))
    if answer.table:
        _table(console, answer.table, language)
    for item in answer.links if answer.table is None else ():
        _row(console, _line(item, language), item.sources, language)
    if answer.notes:
        console.print()
    for note in answer.notes:
        console.print(Text(f"• {note}"))
    for other in [other for reading in answer.readings for other in reading.others]:
        console.print(Text(f"{ELSE.in_(language)} {other.question}", style="dim"))
    if answer.followups:
        console.print()
        console.print(Text(GO_ON.in_(language), style="dim"))
    for question in answer.followups:
        console.print(Text(f"  {question}", style="dim"))


def _table(console: Console, table: Table, language: Language) -> None:
    for row in table.rows:
        _row(console, _cells(row), row.sources, language)


def _cells(row: TableRow) -> str:
    """Return a row in one line: its first cell, then the others; those that are not known are left out."""
    first, *rest = row.cells
    said = [cell.text for cell in rest if cell.text != "–"]
    return f"{first.text}: {', '.join(said)}" if said else first.text


def _row(console: Console, line: str, sources: tuple[SourceRef, ...], language: Language) -> None:
    console.print()
    console.print(Text(line))
    for ref in sources:
        console.print(Padding(Text(_source(ref, language), style="dim"), (0, 0, 0, 4)))


def _line(item: Partnership, language: Language) -> str:
    parties = " – ".join(party.names.in_(language) for party in item.partners)
    form = Form(item.form).label.in_(language) if item.form else ""
    status = Status(item.status).label.in_(language)
    since = SINCE[item.since_mode or "exact"].in_(language).format(item.since) if item.since else ""
    return f"{parties}: " + ", ".join(word.lower() for word in (form, status, since) if word)


def _source(ref: SourceRef, language: Language) -> str:
    return ", ".join(
        part for part in (ref.titles.in_(language), ref.date or UNDATED.in_(language), ref.locator) if part
    )
