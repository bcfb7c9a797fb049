"""Who has left a network: a member that an earlier source states and a later complete list does not.

Pure functions. A list is complete for its date, so whoever is not in it was no member that day: the membership ended before.
When exactly is not known, hence `until` with the mode before, and `absent_from` names the list. Nobody leaves by a list with
rejected rows or members that nobody could find, for any of those may be the missing one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from graph.asof import last_day
from graph.settle import Statement, settle


class CompleteList(NamedTuple):
    """A source that lists every member of a network on its date."""

    source: str
    network: str
    date: str


def current(label: str, statements: Sequence[Statement], lists: Sequence[CompleteList] = ()) -> dict[str, Any]:
    """Return the current values of a thing: as `settle`, and for a membership whether the member has left."""
    props = settle(statements)
    return {**props, **left(props, statements, lists)} if label == "Membership" and props else props


def left(props: Mapping[str, Any], statements: Sequence[Statement], lists: Sequence[CompleteList]) -> dict[str, str]:
    """Return the end of a membership that follows from the lists; empty where it has not ended, or its end is stated."""
    dated = [statement.stated_on for statement in statements if statement.stated_on]
    if "until" in props or not dated:
        return {}
    seen = last_day(max(dated, key=last_day))
    named = {statement.source for statement in statements}
    later = [
        (one.date, one.source)
        for one in lists
        if one.network == props["network"] and one.source not in named and one.date > seen
    ]
    if not later:
        return {}
    date, source = min(later)
    return {"until": date, "until_mode": "before", "absent_from": source}
