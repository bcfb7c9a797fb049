"""An actor that is neither an authority nor a network."""

from __future__ import annotations

from graph.places import country_of
from graph.views.base import Names, Row, SourceRef, View, names_of
from graph.views.claims import stated_in


class Organisation(View):
    """A ministry, agency, university, firm, police…; `territory` is the smallest known (ISO 3166)."""

    id: str
    name: str
    names: Names
    acronym: str | None = None
    aliases: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    kind: str | None
    country: str | None
    territory: str | None
    stated_on: str | None = None
    sources: tuple[SourceRef, ...] = ()


def organisation(row: Row) -> Organisation:
    """Make the view of one row of a query."""
    props = row["props"]
    code = props.get("territory")
    return Organisation(
        id=props["id"],
        name=props["name"],
        names=names_of(props),
        acronym=props.get("acronym"),
        aliases=tuple(props.get("aliases", ())),
        former_names=tuple(props.get("former_names", ())),
        kind=props.get("kind"),
        country=country_of(code) if code else None,
        territory=code,
        stated_on=props.get("stated_on"),
        sources=stated_in(row),
    )
