"""A thing that another view names."""

from __future__ import annotations

from graph.views.base import Names, Row, View, names_of


class Ref(View):
    """A thing by its id and name; `kind` says how the two are tied, where there are several ways."""

    id: str
    name: str
    names: Names
    kind: str | None = None


def ref(row: Row) -> Ref:
    """Make the reference from `id`, `name`, `name_fr`, `name_en` and perhaps `kind`."""
    names = names_of(row)
    return Ref(id=row["id"], name=row["name"] or names.fr, names=names, kind=row.get("kind"))


def refs(rows: tuple[Row, ...] | list[Row]) -> tuple[Ref, ...]:
    """Make the references of a list of rows."""
    return tuple(ref(row) for row in rows)
