"""How actors act on each other."""

from __future__ import annotations

from graph.views.base import Names, Row, SourceRef, View, names_of
from graph.views.claims import stated_in


class Relation(View):
    """How one actor acts on another, read from `from_id` to `to_id`; `to_id` may be the code of a territory."""

    from_id: str
    from_name: str | None
    kind: str
    to_id: str
    to_name: str | None
    since: str | None
    until: str | None
    note: Names | None
    sources: tuple[SourceRef, ...]


def relation(row: Row) -> Relation:
    """Make the view of one row of a query."""
    kept = {name: row[name] for name in ("from_id", "from_name", "kind", "to_id", "to_name", "since", "until")}
    note = names_of(row, "note") if row["note_fr"] else None
    return Relation(**kept, note=note, sources=stated_in(row))
