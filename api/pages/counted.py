"""Where the rows behind a number of a comparison are: the list, cut as the number was counted."""

from __future__ import annotations

from api.pages.chrome import Chrome
from graph.analysis.profile import UNSTATED
from graph.places import territories

LINKS = "/browse/partnerships"
_SIDES = frozenset({"country", "partner"})


def links_of(chrome: Chrome, scope: str, facet: str = "") -> str:
    """Return the address of the links of an authority or territory, at one of the facets that count them."""
    address = chrome.to(LINKS, between=scope)
    return f"{address}#facet-{facet}" if facet else address


def partners_of(chrome: Chrome, scope: str) -> str | None:
    """Return the address of the links of an authority, one for each partner; None for a territory, where links are more."""
    return None if scope in territories() else links_of(chrome, scope)


def networks_of(chrome: Chrome, scope: str) -> str | None:
    """Return the address of the networks that an authority is in; None for a territory, whose networks no list cuts."""
    return None if scope in territories() else chrome.to("/browse/networks", member=scope)


def rows_of(chrome: Chrome, scope: str, dimension: str, value: str) -> str | None:
    """Return the address of the rows that have one value of a dimension; None where no list tells them."""
    if dimension == "network":
        return None if scope in territories() else chrome.to(f"/n/{value}")
    if dimension in _SIDES:
        return chrome.to(LINKS, **{"between": scope, "and": value})
    lacking = value == UNSTATED
    return chrome.to(LINKS, **{"between": scope, "missing" if lacking else dimension: dimension if lacking else value})
