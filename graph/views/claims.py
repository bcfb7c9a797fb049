"""What the sources behind a thing or claim say of it: the references, and who said what when."""

from __future__ import annotations

from graph.views.base import Names, Row, SourceRef, View, names_of, source_ref


class Said(View):
    """What one source says of a claim that has a time of its own, newest first in its history."""

    stated_on: str | None
    since: str | None = None
    until: str | None = None
    until_mode: str | None = None
    source: SourceRef


def stated_in(row: Row) -> tuple[SourceRef, ...]:
    """Return the sources of a row, in the order of its statements."""
    return tuple(source_ref(statement, statement["said"]["locator"]) for statement in row["statements"])


def history(row: Row) -> tuple[Said, ...]:
    """Return what each source of a row says of its time, newest first."""
    return tuple(
        Said(
            stated_on=statement["said"].get("stated_on"),
            since=statement["said"].get("since"),
            until=statement["said"].get("until"),
            until_mode=statement["said"].get("until_mode"),
            source=source_ref(statement, statement["said"]["locator"]),
        )
        for statement in row["statements"]
    )


def text_of(row: Row, stem: str) -> Names | None:
    """Return a text of ours in both languages, None where nothing is stated."""
    return names_of(row, stem) if row.get(f"{stem}_fr") or row.get(f"{stem}_en") else None
