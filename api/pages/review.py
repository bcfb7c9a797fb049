"""`/review`: what sources leave open, by kind, with the place in the source and the things it is about."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.deps import ConnectionDep
from api.pages.answers import described
from api.pages.chrome import ChromeDep
from api.pages.present import Notes
from api.pages.render import page
from graph import read
from graph.vocabulary import ReviewKind

router = APIRouter(include_in_schema=False)

PER_PAGE = 40


@router.get("/review")
def review(
    request: Request,
    connection: ConnectionDep,
    chrome: ChromeDep,
    kind: Annotated[ReviewKind | None, Query(description="Only those of this kind.")] = None,
    number: Annotated[int, Query(alias="page", ge=1, le=10_000)] = 1,
) -> Response:
    """List what is open for a human eye."""
    every = connection.once("review", read.review)
    shown = [one for one in every if kind in (None, one.kind)]
    part = shown[(number - 1) * PER_PAGE : number * PER_PAGE]
    notes = Notes([one.source for one in part], described(connection))
    bodies = connection.gazetteer().bodies
    counts = Counter(one.kind for one in every)
    return page(
        request,
        "review.html",
        kind=kind,
        kinds=[(str(one), counts[one]) for one in ReviewKind],
        total=len(shown),
        questions=[
            (one, [bodies[id_] for id_ in one.about if id_ in bodies], notes.of([one.source.id])) for one in part
        ],
        notes=notes,
        previous=chrome.here(page=str(number - 1) if number > 2 else None) if number > 1 else None,
        next=chrome.here(page=str(number + 1)) if number * PER_PAGE < len(shown) else None,
        languages={id_: one.language for id_, one in described(connection).items()},
    )
