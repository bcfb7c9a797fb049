"""`/v1/search`: everything that has a name, by any of its names; and suggestions while somebody types."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Query, Request

from api.deps import ConnectionDep
from api.people import people_shown
from graph.errors import InputError
from graph.search.entries import TYPES
from graph.search.search import search
from graph.views.search import Results

router = APIRouter(tags=["search"])

SUGGESTED = 8
"""How many are suggested while somebody types, where the limit is not said."""

LIMIT = 20
"""How many are given otherwise."""

_CURSOR = re.compile(r"^after-(\d{1,6})$")

Q = Annotated[
    str, Query(min_length=1, max_length=200, description="A name or its beginning.", examples=["Munich", "cites uni"])
]
Types = Annotated[
    str | None,
    Query(alias="type", max_length=120, description=f"What to look among, separated by commas: {', '.join(TYPES)}."),
]
Limit = Annotated[int | None, Query(ge=1, le=200, description=f"{LIMIT}, or {SUGGESTED} suggestions.")]
Cursor = Annotated[str | None, Query(max_length=20, description="Where to go on: from `next`.")]
Suggest = Annotated[bool, Query(description="The first few only, for a list that opens while somebody types.")]


@router.get("/search", operation_id="search")
def find(
    request: Request,
    connection: ConnectionDep,
    q: Q,
    type: Types = None,
    limit: Limit = None,
    cursor: Cursor = None,
    suggest: Suggest = False,  # noqa: FBT002 - a parameter of the address
) -> Results:
    """Find authorities, territories, networks, organisations, people, events, themes and sources by name.

    Accents, case, hyphens and small slips do not matter; former and foreign names and acronyms are known. People are found
    by their public office only, and where the instance asks for a key that opens what is about people, with such a key only.
    """
    skip = _skip(cursor)
    many = limit or (SUGGESTED if suggest else LIMIT)
    wanted = checked_types(type)
    if not people_shown(request):
        wanted -= {"person"}
    found = connection.use(lambda graph: search(graph, q, types=wanted, skip=skip, limit=many))
    if suggest or skip + many >= found.total:
        return found
    address = request.url.include_query_params(cursor=f"after-{skip + many}").replace(scheme="", netloc="")
    return found.model_copy(update={"next": str(address)})


def checked_types(text: str | None) -> frozenset[str]:
    """Return the types that a text names, all where there is none.

    Raises:
        InputError: one of them is no type.
    """
    wanted = frozenset(part.strip() for part in (text or ",".join(TYPES)).split(","))
    for one in sorted(wanted - set(TYPES)):
        raise InputError(f"type: {one[:50]!r} is none, expected some of {', '.join(TYPES)}")
    return wanted


def _skip(cursor: str | None) -> int:
    if cursor is None:
        return 0
    match = _CURSOR.match(cursor)
    if not match:
        raise InputError("cursor: expected the one that a search gave in `next`")
    return int(match[1])
