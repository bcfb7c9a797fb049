"""All lists by their name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from graph.lists.bodies_lists import COLLECTIVITIES, NETWORKS, ORGANISATIONS
from graph.lists.claims import ATTENDANCES, MANDATES, MEMBERSHIPS
from graph.lists.contacts import CONTACTS
from graph.lists.partnerships import SPEC as PARTNERSHIPS
from graph.lists.spec import AnySpec
from graph.lists.steps import NEWS
from graph.lists.things import EVENTS, FIGURES, PEOPLE, RELATIONS, SOURCES, THEMES

LISTS: Mapping[str, AnySpec] = MappingProxyType(
    {
        spec.name: spec
        for spec in (
            PARTNERSHIPS,
            COLLECTIVITIES,
            NETWORKS,
            ORGANISATIONS,
            PEOPLE,
            EVENTS,
            SOURCES,
            THEMES,
            FIGURES,
            RELATIONS,
            MEMBERSHIPS,
            MANDATES,
            ATTENDANCES,
            CONTACTS,
            NEWS,
        )
    }
)
"""Name → list, in the order in which they are documented."""
