"""How a list is described in OpenAPI: its parameters and an example of its answer, from its declaration."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from pydantic import BaseModel, create_model

from api.lists.asked import DEFAULT_LIMIT, fields_of, sorts_of
from graph.lists.spec import AnySpec, Parameter
from graph.read import MAX_ROWS
from graph.views.base import Coverage, Names

Described = dict[str, Any]


class FacetValue(BaseModel):
    """One value of a facet: how many rows of the whole filtered set have it, and what it is called."""

    value: str
    count: int
    names: Names | None = None


def list_parameters(spec: AnySpec, fixed: Collection[str], *, flat: bool) -> list[Described]:
    """Return every parameter of a list, its filters first; without those that its address sets."""
    found = [_parameter(parameter) for parameter in spec.parameters if parameter.name not in fixed]
    found += [_limit(), _text("cursor", "Where to go on: from `next`.")]
    if spec.on_day:
        found.append(as_of())
    found.append(
        _text(
            "sort",
            f"One key, `-` before it for the other way round; else {spec.sort}. What has none comes last.",
            enum=list(sorts_of(spec)),
        )
    )
    found.append(fields(tuple(spec.csv) if flat else fields_of(spec)))
    if spec.facets and not flat:
        names = ", ".join(spec.facets)
        found.append(
            _text(
                "facets",
                f"Counts over the whole filtered set, with commas between: {names}.",
                example=next(iter(spec.facets)),
            )
        )
    return found


def as_of() -> Described:
    """Return the parameter of a day."""
    return _text("as_of", "A day, month or year: what was so then.", example="2019")


def fields(allowed: tuple[str, ...]) -> Described:
    """Return the parameter that chooses fields."""
    return _text("fields", f"Only these, with commas between: {', '.join(allowed)}.", example=allowed[0])


def csv_answer(columns: Iterable[str]) -> Described:
    """Return the answer of a flat table."""
    header = ",".join(columns)
    return {
        "description": "A flat table; the same columns even when it is empty.",
        "content": {"text/csv": {"schema": {"type": "string"}, "example": f"{header}\r\n"}},
    }


def page_model(spec: AnySpec) -> type[BaseModel]:
    """Return the model of a page of the list, for the description alone."""
    doc = f"One page of the list of {spec.name}; `total` counts the whole filtered set, `next` leads to the following page."
    value: Any = tuple[spec.view, ...]  # type: ignore[name-defined]
    return create_model(
        f"{spec.name.capitalize()}Page",
        __doc__=doc,
        value=(value, ...),
        total=(int, ...),
        next=(str | None, None),
        coverage=(Coverage, ...),
        facets=(dict[str, tuple[FacetValue, ...]] | None, None),
    )


def _parameter(parameter: Parameter) -> Described:
    schema: Described = {"type": "string"}
    doc = parameter.doc
    if parameter.allowed:
        doc = f"{doc} One of {', '.join(parameter.allowed)}."
    found: Described = {"name": parameter.name, "in": "query", "required": False, "description": doc, "schema": schema}
    if parameter.example:
        found["example"] = parameter.example
    return found


def _limit() -> Described:
    schema = {"type": "integer", "minimum": 1, "maximum": MAX_ROWS, "default": DEFAULT_LIMIT}
    return {
        "name": "limit",
        "in": "query",
        "required": False,
        "description": f"Rows in the answer, at most {MAX_ROWS}; a flat table without it holds them all.",
        "schema": schema,
    }


def _text(name: str, doc: str, example: str = "", **schema: Any) -> Described:
    found: Described = {
        "name": name,
        "in": "query",
        "required": False,
        "description": doc,
        "schema": {"type": "string", **schema},
    }
    if example:
        found["example"] = example
    return found
