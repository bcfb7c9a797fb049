"""What is about people, where an instance shows it only to those who bear a key for it (`JUMELLES_PEOPLE_SCOPE`)."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice
from typing import Annotated

from fastapi import Depends, Request

from api.access.keys import Scope, borne
from api.connection import Connection
from graph.errors import NotUnderstoodError
from graph.views import Answer
from graph.vocabulary import Language

ABOUT = frozenset({"Person", "Mandate", "Attendance"})
"""The labels of things that are about people."""
NEAREST = 3
"""Questions offered instead, at most."""


def people_shown(request: Request) -> bool:
    """Whether what is about people may be shown: to anybody, unless the instance asks for a key with that scope."""
    key = borne(request.scope.get("state", {}))
    return bool(request.app.state.people_open or (key and key.opens(Scope.PEOPLE)))


PeopleDep = Annotated[bool, Depends(people_shown)]


def asked(
    connection: Connection, question: str, language: Language | None, as_of: str | None, *, people: bool
) -> Answer:
    """Answer a question; one that is about people only where `people` may be shown.

    Raises:
        NotUnderstoodError: no named query answers it, or its answer is about people.
    """
    try:
        answer = connection.ask(question, language, as_of)
    except NotUnderstoodError as error:
        if people:
            raise
        kept = tuple(one for one in error.nearest if not _about_people(connection, connection.ask(one)))
        left_out = {one: said for one, said in error.left_out.items() if one in kept}
        raise NotUnderstoodError(str(error), unknown=error.unknown, nearest=kept, left_out=left_out) from None
    if people or not _about_people(connection, answer):
        return answer
    refused = {
        "fr": "Cette question porte sur des personnes : il faut une clé qui ouvre ce qui les concerne.",
        "en": "This question is about people: it takes a key that opens what is about them.",
    }
    instead = (
        one for one in connection.examples(answer.language) if not _about_people(connection, connection.ask(one))
    )
    raise NotUnderstoodError(refused[answer.language], unknown=(question,), nearest=tuple(islice(instead, NEAREST)))


def _about_people(connection: Connection, answer: Answer) -> bool:
    """Whether an answer is about people: by what was asked of, or by what its rows are."""
    known = {id_ for ids in connection.gazetteer().surnames.values() for id_ in ids}
    named = (str(value) for value in answer.understood.parameters.values())
    return any(value in known for value in named) or any(_about(row, known) for row in answer.value)


def _about(row: object, known: Collection[str]) -> bool:
    if type(row).__name__ in ABOUT or getattr(row, "label", None) in ABOUT:
        return True
    return any(id_ in known for id_ in getattr(row, "about", ()))
