"""What the browse page of each list shows: its columns, its order, what its filters are called. All are message ids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is shown."""
    return message


def ngettext(one: str, many: str) -> tuple[str, str]:
    """Mark a message that counts, for the catalogues."""
    return one, many


class ColumnOf(NamedTuple):
    """A column: its name (the template has such a cell), its head, the key it sorts by, whether it is shown at first."""

    name: str
    head: str
    sort: str | None = None
    shown: bool = True


class Kind(NamedTuple):
    """One list to browse; `order` is how it is sorted when nobody asks.

    To one that is not `offered` only a number leads, whose rows it shows.
    """

    name: str
    title: str
    columns: tuple[ColumnOf, ...]
    order: str
    facets: tuple[str, ...]
    offered: bool = True


FACETS: Mapping[str, str] = {
    "form": _("Link"),
    "status": _("Status"),
    "country": _("Country"),
    "kind": _("Kind"),
    "theme": _("Theme"),
    "network": _("Network"),
    "source": _("Source"),
    "reach": _("Reach"),
    "body": _("Body"),
    "presence": _("Presence"),
    "role": _("Role"),
}

MISSING: Mapping[str, str] = {
    "form": _("form not stated"),
    "since": _("start not stated"),
    "theme": _("no theme stated"),
    "second_source": _("one source only"),
    "reach": _("reach not stated"),
    "member": _("no member named"),
}

COUNTS: Mapping[str, tuple[str, str]] = {
    "partnerships": ngettext("%(num)s link", "%(num)s links"),
    "collectivities": ngettext("%(num)s local authority", "%(num)s local authorities"),
    "networks": ngettext("%(num)s network", "%(num)s networks"),
    "organisations": ngettext("%(num)s organisation", "%(num)s organisations"),
    "people": ngettext("%(num)s person", "%(num)s people"),
    "events": ngettext("%(num)s event", "%(num)s events"),
    "memberships": ngettext("%(num)s membership", "%(num)s memberships"),
    "attendances": ngettext("%(num)s attendance", "%(num)s attendances"),
}

SORTS: Mapping[str, str] = {
    "-stated_on": _("last mention, newest first"),
    "stated_on": _("last mention, oldest first"),
    "-since": _("start, newest first"),
    "since": _("start, oldest first"),
    "name": _("name, A to Z"),
    "-name": _("name, Z to A"),
    "-partnerships": _("links, most first"),
    "-population": _("inhabitants, most first"),
    "-members": _("members, most first"),
    "-date": _("date, newest first"),
    "date": _("date, oldest first"),
    "-as_of": _("last named, newest first"),
    "id": _("identifier"),
}

SOURCES = ColumnOf("sources", _("Sources"))

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "partnerships",
            _("Partnerships"),
            (
                ColumnOf("left", ""),
                ColumnOf("right", ""),
                ColumnOf("form", _("Link")),
                ColumnOf("since", _("Since"), "-since"),
                ColumnOf("status", _("Status")),
                ColumnOf("stated", _("Last mention"), "-stated_on"),
                ColumnOf("themes", _("Themes"), shown=False),
                SOURCES,
            ),
            "-stated_on",
            ("form", "status", "country", "kind", "theme", "network", "source"),
        ),
        Kind(
            "collectivities",
            _("Local authorities"),
            (
                ColumnOf("name", _("Name"), "name"),
                ColumnOf("kind", _("Kind")),
                ColumnOf("place", _("Place")),
                ColumnOf("population", _("Inhabitants"), "-population"),
                ColumnOf("links", _("Links"), "-partnerships"),
                ColumnOf("codes", _("Codes"), shown=False),
                SOURCES,
            ),
            "-partnerships",
            ("kind", "country", "network", "source"),
        ),
        Kind(
            "networks",
            _("Networks"),
            (
                ColumnOf("name", _("Name"), "name"),
                ColumnOf("kind", _("Kind")),
                ColumnOf("reach", _("Reach")),
                ColumnOf("members", _("Members named"), "-members"),
                ColumnOf("themes", _("Themes"), shown=False),
                SOURCES,
            ),
            "-members",
            ("kind", "reach", "theme", "source"),
        ),
        Kind(
            "organisations",
            _("Organisations"),
            (
                ColumnOf("name", _("Name"), "name"),
                ColumnOf("kind", _("Kind")),
                ColumnOf("place", _("Place")),
                ColumnOf("stated", _("Last mention"), "-stated_on"),
                SOURCES,
            ),
            "name",
            ("kind", "country", "network", "source"),
        ),
        Kind(
            "people",
            _("People in office"),
            (
                ColumnOf("name", _("Name"), "name"),
                ColumnOf("office", _("Office")),
                ColumnOf("body", _("Body")),
                ColumnOf("seen", _("Last named"), "-stated_on"),
                SOURCES,
            ),
            "name",
            ("body", "source"),
        ),
        Kind(
            "events",
            _("Events"),
            (
                ColumnOf("name", _("Name"), "name"),
                ColumnOf("kind", _("Kind")),
                ColumnOf("date", _("Date"), "-date"),
                ColumnOf("place", _("Place")),
                ColumnOf("people", _("People named")),
                SOURCES,
            ),
            "-date",
            ("kind", "status", "theme", "source"),
        ),
        Kind(
            "memberships",
            _("Memberships"),
            (
                ColumnOf("member", _("Member")),
                ColumnOf("network", _("Network")),
                ColumnOf("role", _("Role")),
                ColumnOf("since", _("Since"), "-since"),
                SOURCES,
            ),
            "-stated_on",
            ("network", "role", "country", "source"),
            offered=False,
        ),
        Kind(
            "attendances",
            _("Attendances"),
            (
                ColumnOf("name", _("Name")),
                ColumnOf("event", _("Event")),
                ColumnOf("date", _("Date"), "-date"),
                ColumnOf("presence", _("Presence")),
                SOURCES,
            ),
            "-date",
            ("presence", "body"),
            offered=False,
        ),
    )
}
