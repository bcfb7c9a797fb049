"""What a body is tied by: memberships and relations."""

from __future__ import annotations

from ask.gazetteer import Entity
from ask.named.base import is_territory
from graph.places import contains
from graph.views.memberships import Membership
from graph.views.relations import Relation

Tie = Membership | Relation


def other_end(tie: Tie, id_: str) -> str:
    """Return the other end of a membership or relation of a body."""
    one, other = (tie.member, tie.network) if isinstance(tie, Membership) else (tie.from_id, tie.to_id)
    return other if one == id_ else one


def lies_in(one: Entity, place: Entity) -> bool:
    """Whether a body is a place, or lies in it."""
    if not is_territory(place):
        return one.id == place.id
    return one.territory is not None and contains(place.id, one.territory)
