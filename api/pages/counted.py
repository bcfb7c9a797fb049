"""Where the rows behind a number of a page are: the list, cut as the number was counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from api.connection import Connection
from api.pages.chrome import Chrome
from graph.analysis.profile import GONE, UNSTATED
from graph.lists.answer import Asked, listed
from graph.lists.catalogue import LISTS
from graph.places import territories
from graph.vocabulary import Status

LINKS = "/browse/partnerships"
BODIES = ("collectivities", "networks", "organisations")
_SIDES = frozenset({"country", "partner"})


class Part(NamedTuple):
    """How many of a number are of one kind, which is a list by its name, and the address of just those."""

    name: str
    total: int
    address: str


def total_of(connection: Connection, name: str, **filters: str) -> int:
    """Return how many rows a list has with some filters."""
    # Counted from the list's table: no thing of it is read.
    return connection.use(lambda graph: listed(graph, LISTS[name], Asked(filters, 0)).total)


def links_of(chrome: Chrome, scope: str, facet: str = "") -> str:
    """Return the address of the links of an authority or territory, at one of the facets that count them."""
    address = chrome.to(LINKS, between=scope)
    return f"{address}#facet-{facet}" if facet else address


def partners_of(connection: Connection, chrome: Chrome, scope: str) -> tuple[Part, ...]:
    """Return the partners of an authority or territory, kind by kind."""
    totals = {name: total_of(connection, name, partner_of=scope) for name in BODIES}
    return tuple(Part(name, n, chrome.to(f"/browse/{name}", partner_of=scope)) for name, n in totals.items() if n)


def networks_of(chrome: Chrome, scope: str) -> str:
    """Return the address of the networks that an authority, or one that lies in a territory, is in."""
    return chrome.to("/browse/networks", member=scope)


def meetings_of(chrome: Chrome, scope: str) -> str:
    """Return the address of the meetings at which an authority, or one that lies in a territory, was."""
    return chrome.to("/browse/events", met=scope)


def rows_of(chrome: Chrome, scope: str, dimension: str, value: str) -> str:
    """Return the address of the rows that have one value of a dimension."""
    if dimension == "network":
        side = "within" if scope in territories() else "member"
        return chrome.to("/browse/memberships", network=value, **{side: scope})
    if dimension in _SIDES:
        return chrome.to(LINKS, **{"between": scope, "and": value})
    lacking = value == UNSTATED
    return chrome.to(LINKS, **{"between": scope, "missing" if lacking else dimension: dimension if lacking else value})


def measures_of(chrome: Chrome, scope: str) -> Mapping[str, str]:
    """Return, for each measure of an authority beside its like, the address of what it counts."""
    living = ",".join(status for status in Status if status not in GONE)
    return {
        "partnerships": links_of(chrome, scope),
        "living": chrome.to(LINKS, between=scope, status=living),
        "countries": links_of(chrome, scope, "country"),
        "themes": links_of(chrome, scope, "theme"),
        "networks": networks_of(chrome, scope),
        "meetings": meetings_of(chrome, scope),
    }
