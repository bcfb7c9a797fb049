"""Who belongs to what."""

from __future__ import annotations

from graph.places import country_of
from graph.views.base import Names, Row, SourceRef, View, names_of
from graph.views.claims import Said, history, stated_in, text_of


class Membership(View):
    """A body in a network; `member_label` is Collectivity, Network or Organisation, `territory` the smallest known.

    `until_mode` is exact, about or before: then the membership had ended by that day, and when is not known.
    """

    id: str = ""
    member: str
    member_name: str
    member_names: Names
    member_label: str
    member_kind: str | None
    country: str | None
    territory: str | None
    network: str
    network_name: str
    network_names: Names
    role: str
    since: str | None
    until: str | None
    until_mode: str | None = None
    note: Names | None = None
    sources: tuple[SourceRef, ...]
    history: tuple[Said, ...] = ()


def membership(row: Row) -> Membership:
    """Make the view of one row of a query."""
    names = (
        "id",
        "member",
        "member_label",
        "member_kind",
        "territory",
        "network",
        "role",
        "since",
        "until",
        "until_mode",
    )
    member, network = _names(row, "member"), _names(row, "network")
    return Membership(
        **{name: row[name] for name in names},
        member_name=row["member_name"] or member.fr,
        member_names=member,
        network_name=row["network_name"] or network.fr,
        network_names=network,
        country=country_of(row["territory"]) if row["territory"] else None,
        note=text_of(row, "note"),
        sources=stated_in(row),
        history=history(row),
    )


def _names(row: Row, stem: str) -> Names:
    return names_of({stem: row[f"{stem}_name"], f"{stem}_fr": row[f"{stem}_fr"], f"{stem}_en": row[f"{stem}_en"]}, stem)
