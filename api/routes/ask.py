"""`/v1/ask`: a question in French or English."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel

from api.deps import ConnectionDep, LanguageDep
from api.people import PeopleDep, asked
from ask.complete import Suggestion
from graph.views import Answer

router = APIRouter(tags=["questions"])


@router.get("/ask", operation_id="ask")
def ask(
    connection: ConnectionDep,
    people: PeopleDep,
    q: Annotated[
        str,
        Query(
            min_length=1,
            max_length=300,
            description="The question.",
            examples=["which French cities partner with Pennsylvania entities"],
        ),
    ],
    lang: Annotated[Literal["fr", "en"] | None, Query(description="Language; else that of the question.")] = None,
    as_of: Annotated[
        str | None, Query(max_length=10, description="A day: what was so then.", examples=["2019"])
    ] = None,
) -> Answer:
    """Answer a question with one sentence, its rows, and their sources."""
    return asked(connection, q, lang, as_of, people=people)


class Suggestions(BaseModel):
    """How a question that is being typed may go on."""

    value: tuple[Suggestion, ...]


@router.get("/ask/complete", operation_id="complete_question")
def complete(
    connection: ConnectionDep,
    language: LanguageDep,
    people: PeopleDep,
    q: Annotated[str, Query(max_length=300, description="What is typed so far.", examples=["partenaires de Nan"])] = "",
) -> Suggestions:
    """Suggest names and kinds of question while one is typed."""
    return Suggestions(value=connection.complete(q, language, people=people))
