"""`/review`: what sources leave open and what may be one or two, with both sides; who may change things decides it here."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field

from api.access.audit import audit
from api.connection import Connection
from api.deps import ConnectionDep
from api.pages.answers import described
from api.pages.chrome import ChromeDep
from api.pages.editor import editor
from api.pages.points import Open, cited, decided, kind_of, on_person, point
from api.pages.present import Notes
from api.pages.render import page
from api.people import people_shown
from graph import read, verdicts
from graph.decide import undo
from graph.errors import InputError, NotFoundError
from graph.vocabulary import ReviewKind

router = APIRouter(include_in_schema=False)

PER_PAGE = 40
DECIDED = "decided"
"""The tab of what is decided already; the others are the kinds of open points."""

Tab = Literal["ambiguous", "slip", "unclear", "disagreement", "duplicate", "decided"]
Kind = Annotated[Tab | None, Query(description="Only those of this kind.")]
Number = Annotated[int, Query(alias="page", ge=1, le=10_000)]


class Given(BaseModel):
    """What the form says: the point or decision, what to do (`merge:ID` names the one that stays), the answer or new id."""

    item: str = Field(max_length=600)
    do: str = Field(pattern="^(merge|part|settle|undo|merge:.{1,300})$")
    word: str = Field("", max_length=600)


@router.get("/review")
def review(
    request: Request,
    connection: ConnectionDep,
    chrome: ChromeDep,
    kind: Kind = None,
    number: Number = 1,
    done: Annotated[str | None, Query(max_length=600, description="A decision to tell of.")] = None,
) -> Response:
    """List what is open for a human eye, or what is decided."""
    here = {"kind": kind, "page": str(number)}
    people = people_shown(request)
    known = connection.gazetteer().bodies
    every = [one for one in _open(connection) if people or not on_person(one, known)]
    settled = connection.once("settled", read.review_settled)
    made = [
        decided(one, settled, known)
        for one in connection.once("decisions", read.decisions).every
        if people or not (verdicts.about_person(one) or (one.one in settled and on_person(settled[one.one], known)))
    ]
    shown = [] if kind == DECIDED else [one for one in every if kind in (None, kind_of(one))]
    part = shown[(number - 1) * PER_PAGE : number * PER_PAGE]
    notes = Notes(cited(part, described(connection)), described(connection))
    counts = Counter(kind_of(one) for one in every)
    wrong = getattr(request.state, "wrong", None)
    return page(
        request,
        "review.html",
        status=wrong[2] if wrong else 200,
        kind=kind,
        kinds=[(str(one), counts[str(one)]) for one in ReviewKind],
        total=len(shown),
        points=[point(one, notes, known) for one in part],
        decided=made,
        done=next((one for one in made if one.it.id == done), None),
        wrong=wrong,
        rules=verdicts.RULES,
        notes=notes,
        here=chrome.to("/review", **here),
        previous=chrome.to("/review", kind=kind, page=str(number - 1)) if number > 1 else None,
        next=chrome.to("/review", kind=kind, page=str(number + 1)) if number * PER_PAGE < len(shown) else None,
        languages={id_: one.language for id_, one in described(connection).items()},
    )


@router.post("/review", dependencies=[Depends(editor)])
def decide(
    request: Request,
    connection: ConnectionDep,
    chrome: ChromeDep,
    given: Annotated[Given, Form()],
    kind: Kind = None,
    number: Number = 1,
) -> Response:
    """Keep a decision or take one back, and say so."""
    verdict, _, stays = given.do.partition(":")
    word = stays or given.word.strip()
    try:
        if verdict == "undo":
            moved = connection.use(lambda graph: undo(graph, given.item))
        else:
            words = [word] if word else []
            moved = connection.use(lambda graph: verdicts.decide(graph, given.item, _verdict(verdict), words))
    except (InputError, NotFoundError) as error:
        request.state.wrong = (given.item, str(error), 404 if isinstance(error, NotFoundError) else 422)
        return review(request, connection, chrome, kind, number)
    act = "taken back" if verdict == "undo" else "decided"
    audit(connection.settings.home, act, decision=verdicts.traced(moved.decision), statements=moved.statements)
    done = None if verdict == "undo" else moved.decision.id
    return RedirectResponse(chrome.to("/review", kind=kind, page=str(number), done=done) + "#said", 303)


def _verdict(text: str) -> verdicts.Verdict:
    return "merge" if text == "merge" else "part" if text == "part" else "settle"


def _open(connection: Connection) -> list[Open]:
    """Return what is open: things that may be one first, then what sources leave open."""
    return [*connection.once("duplicates", read.possible_duplicates), *connection.once("review", read.review)]
