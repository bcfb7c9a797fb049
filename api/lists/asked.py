"""From a request to what is asked of a list: every parameter by the list's own declaration, each refused by its name."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import Request

from graph.dates import is_date
from graph.errors import ParameterError
from graph.lists.answer import After, Asked
from graph.lists.spec import AnySpec, values_of
from graph.read import MAX_ROWS

DEFAULT_LIMIT = 50
MAX_TEXT = 2000


@dataclass(frozen=True)
class Reading:
    """A request, read: what is asked, which fields of each thing, and whether as a flat table.

    `limited` tells whether a number of rows was asked for: a flat table without one holds them all.
    """

    asked: Asked
    fields: tuple[str, ...]
    flat: bool
    limited: bool


def reading(request: Request, spec: AnySpec, fixed: Mapping[str, str], *, flat: bool) -> Reading:
    """Read a request for a list; `fixed` are filters that its address sets.

    Raises:
        ParameterError: a parameter has a value that cannot be used.
    """
    flat = flat or prefers_csv(request.headers.get("accept", ""))
    given = dict(request.query_params)
    for name, value in given.items():
        if len(value) > MAX_TEXT:
            raise ParameterError(name, value, f"at most {MAX_TEXT} characters")
    filters = {parameter.name for parameter in spec.parameters}
    asked = Asked(
        given={**{name: value for name, value in given.items() if name in filters}, **fixed},
        limit=_limit(given["limit"]) if "limit" in given else DEFAULT_LIMIT,
        after=_after(given["cursor"]) if "cursor" in given else None,
        sort=_sort(spec, given["sort"]) if "sort" in given else "",
        facets=_facets(spec, given["facets"], flat=flat) if "facets" in given else (),
        as_of=day(given["as_of"]) if "as_of" in given else None,
    )
    fields = chosen(given["fields"], tuple(spec.csv) if flat else fields_of(spec)) if "fields" in given else ()
    return Reading(asked, fields, flat, "limit" in given)


def fields_of(spec: AnySpec) -> tuple[str, ...]:
    """Return the names of the fields that one thing of a list has in JSON."""
    return tuple(field.serialization_alias or name for name, field in spec.view.model_fields.items())


def chosen(text: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    """Return the fields that are wanted.

    Raises:
        ParameterError: a thing has no such field.
    """
    fields = values_of("fields", text)
    for field in fields:
        if field not in allowed:
            raise ParameterError("fields", field, f"some of {', '.join(allowed)}", allowed)
    return fields


def day(text: str) -> str:
    """Return an ISO date.

    Raises:
        ParameterError: it is none.
    """
    if not is_date(text):
        raise ParameterError("as_of", text, "a date: 2019, 2019-06 or 2019-06-30")
    return text


def sorts_of(spec: AnySpec) -> tuple[str, ...]:
    """Return every way a list can be sorted."""
    return tuple(f"{sign}{key}" for key in ("id", *spec.sorts) for sign in ("", "-"))


def cursor(after: After) -> str:
    """Return the opaque text that says where the next page begins."""
    return base64.urlsafe_b64encode(f"{after.skip}:{after.id}".encode()).decode().rstrip("=")


def prefers_csv(accept: str) -> bool:
    """Whether an Accept header asks for CSV before JSON."""
    return "text/csv" in accept and _weight(accept, "text/csv") > _weight(accept, "application/json")


def _weight(accept: str, kind: str) -> float:
    for part in accept.split(","):
        name, _, rest = part.partition(";")
        if name.strip() == kind:
            quality = rest.partition("q=")[2]
            return float(quality) if quality.replace(".", "", 1).isdigit() else 1.0
    return 0.0


def _after(text: str) -> After:
    try:
        skip, _, id_ = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().partition(":")
        return After(int(skip), id_)
    except (binascii.Error, ValueError):
        raise ParameterError("cursor", text, "the one that a list gave in `next`") from None


def _limit(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= MAX_ROWS:
        return int(text)
    raise ParameterError("limit", text, f"a whole number from 1 to {MAX_ROWS}")


def _sort(spec: AnySpec, text: str) -> str:
    if text not in sorts_of(spec):
        raise ParameterError("sort", text, f"one of {', '.join(sorts_of(spec))}", sorts_of(spec))
    return text


def _facets(spec: AnySpec, text: str, *, flat: bool) -> tuple[str, ...]:
    if flat:
        raise ParameterError("facets", text, "none, a flat table has no place for them")
    facets = values_of("facets", text)
    for facet in facets:
        if facet not in spec.facets:
            allowed = tuple(spec.facets)
            raise ParameterError("facets", facet, f"some of {', '.join(allowed) or 'none'}", allowed)
    return facets
