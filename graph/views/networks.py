"""A network, and what users ask of it where a source states it."""

from __future__ import annotations

from graph.views.base import Names, Row, SourceRef, View, names_of
from graph.views.claims import stated_in, text_of
from graph.views.refs import Ref, refs


class Network(View):
    """An association, working group or network of authorities; `members` counts those that a source names.

    `part_of` are the networks that it is a group or section of, `parts` the groups and sections it has.
    """

    id: str
    name: str
    names: Names
    acronym: str | None = None
    aliases: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    kind: str | None
    reach: str | None
    governance: Names | None = None
    admits: Names | None = None
    offers: Names | None = None
    costs: Names | None = None
    themes: tuple[str, ...] = ()
    members: int = 0
    part_of: tuple[Ref, ...] = ()
    parts: tuple[Ref, ...] = ()
    stated_on: str | None = None
    sources: tuple[SourceRef, ...] = ()


def network(row: Row) -> Network:
    """Make the view of one row of a query."""
    props = row["props"]
    return Network(
        id=props["id"],
        name=props["name"],
        names=names_of(props),
        acronym=props.get("acronym"),
        aliases=tuple(props.get("aliases", ())),
        former_names=tuple(props.get("former_names", ())),
        kind=props.get("kind"),
        reach=props.get("reach"),
        governance=text_of(props, "governance"),
        admits=text_of(props, "admits"),
        offers=text_of(props, "offers"),
        costs=text_of(props, "costs"),
        themes=tuple(props.get("themes", ())),
        members=row["members"],
        part_of=refs(row["part_of"]),
        parts=refs(row["parts"]),
        stated_on=props.get("stated_on"),
        sources=stated_in(row),
    )
