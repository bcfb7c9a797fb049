"""Everything that a thing is called by."""

from __future__ import annotations

from typing import NamedTuple

from graph.views.base import Row, names_of


class Named(NamedTuple):
    """A thing with a name: what the question engine, search and reconciliation look names up in.

    `territory` is the smallest known of an authority or organisation; `names` holds every name, alias, acronym and
    spelling, as it was given (not folded), the official one first.
    """

    id: str
    label: str
    kind: str | None
    territory: str | None
    names: tuple[str, ...]
    name: str
    name_fr: str
    name_en: str


def named(label: str, row: Row) -> Named:
    """Make the view of one row of a query."""
    several = [*(row["aliases"] or ()), *(row["former_names"] or ()), *(row["as_stated"] or ())]
    every = [row["name"], row["name_fr"], row["name_en"], row["acronym"], *several]
    names = names_of(row)
    kept = tuple(dict.fromkeys(name for name in every if name))
    return Named(row["id"], label, row["kind"], row["territory"], kept, row["name"], names.fr, names.en)
