"""How actors act on each other."""

from __future__ import annotations

from pydantic import Field

from graph.views.base import Names, Row, SourceRef, View, names_of
from graph.views.claims import stated_in, text_of


class Relation(View):
    """How one actor acts on another, read from `from_id` to `to_id` (`from` and `to` in JSON).

    `to_id` may be the code of a territory; the labels are Collectivity, Network, Organisation or Territory.
    """

    id: str = ""
    from_id: str = Field(serialization_alias="from")
    from_name: str | None
    from_names: Names | None = None
    from_label: str | None = None
    kind: str
    to_id: str = Field(serialization_alias="to")
    to_name: str | None
    to_names: Names | None = None
    to_label: str | None = None
    since: str | None
    until: str | None
    note: Names | None
    sources: tuple[SourceRef, ...]


def relation(row: Row) -> Relation:
    """Make the view of one row of a query."""
    names = ("id", "from_id", "from_name", "from_label", "kind", "to_id", "to_name", "to_label", "since", "until")
    return Relation(
        **{name: row[name] for name in names},
        from_names=_names(row, "from"),
        to_names=_names(row, "to"),
        note=text_of(row, "note"),
        sources=stated_in(row),
    )


def _names(row: Row, stem: str) -> Names | None:
    name = row[f"{stem}_name"]
    return (
        names_of({stem: name, f"{stem}_fr": row[f"{stem}_fr"], f"{stem}_en": row[f"{stem}_en"]}, stem) if name else None
    )
