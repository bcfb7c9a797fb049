"""An analysis at two addresses: as JSON, and as a flat table by `.csv` or by an Accept header that prefers it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any

from fastapi import APIRouter, Request, Response

from api.lists import out
from api.lists.asked import prefers_csv
from api.lists.described import csv_answer
from api.lists.flat import Flat


def get(router: APIRouter, path: str, operation: str, flat: Flat) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add an analysis to a router: at `path`, and at `path.csv` as the table that `flat` describes."""

    def add(call: Callable[..., Any]) -> Callable[..., Any]:
        doc = inspect.getdoc(call) or ""
        # The table first: an address that ends in `{id}` would take `.csv` for a part of the id.
        router.get(
            f"{path}.csv",
            operation_id=f"{operation}_csv",
            description=f"{doc} As a flat table.",
            response_class=Response,
            response_model=None,
            responses={200: csv_answer(flat.columns)},
        )(_flat(call, operation, flat))
        router.get(path, operation_id=operation, description=doc)(_either(call, operation, flat))
        return call

    return add


def _either(call: Callable[..., Any], operation: str, flat: Flat) -> Callable[..., Any]:
    @wraps(call)
    def answer(*, request: Request, **given: Any) -> Any:
        found = call(**given)
        return _table(found, operation, flat) if prefers_csv(request.headers.get("accept", "")) else found

    plain = inspect.signature(call)
    asks = inspect.Parameter("request", inspect.Parameter.KEYWORD_ONLY, annotation=Request)
    named = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in plain.parameters.values()]
    answer.__signature__ = plain.replace(parameters=[*named, asks])  # type: ignore[attr-defined]
    return answer


def _flat(call: Callable[..., Any], operation: str, flat: Flat) -> Callable[..., Response]:
    @wraps(call)
    def answer(**given: Any) -> Response:
        return _table(call(**given), operation, flat)

    return answer


def _table(found: Any, operation: str, flat: Flat) -> Response:
    body = b"".join(out.cells(flat.columns, flat.rows(found)))
    return Response(body, headers=out.headers(operation), media_type=out.CSV)
