"""What a tool gives back: the answer, cut to a bounded number of rows, with its sources and the address that shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from mcp.server.mcpserver.exceptions import ToolError
from pydantic import BaseModel, ConfigDict, Field

from api.connection import Connection
from ask.engine import Asker
from graph.errors import InputError, JumellesError, NotUnderstoodError
from graph.views.answers import Answer
from graph.views.base import Coverage

ROWS = 50
"""Rows of one answer where no limit is given."""

MAX_ROWS = 200
"""Rows of one answer at most."""


class Cited(BaseModel):
    """A source that an answer rests on, with the places in it."""

    id: str
    title: str
    date: str | None
    places: list[str]


class ToolAnswer(BaseModel):
    """An answer for an assistant: say the sentence, show the rows, name the sources."""

    model_config = ConfigDict(extra="forbid")

    answer: str = Field(description="The answer as one sentence. Do not claim more than it says.")
    understood: str = Field(description="How the question was understood.")
    intent: str = Field(description="The named question that was asked.")
    parameters: dict[str, Any] = Field(description="Its parameters.")
    language: str
    kind: str = Field(description="What the rows are.")
    total: int = Field(description="How many rows there are.")
    truncated: bool = Field(description="Whether some are left out here; the permalink shows all.")
    rows: list[dict[str, Any]] = Field(description="The rows, each with its sources.")
    notes: list[str] = Field(description="What a reader should know: other readings, what the sources leave open.")
    readings: list[dict[str, Any]] = Field(description="What ambiguous names were taken for, and what else bears them.")
    followups: list[str] = Field(description="Questions that go on from here.")
    sources: list[Cited] = Field(description="Every source behind the rows. Cite them.")
    coverage: Coverage
    permalink: str = Field(description="The page or address that shows this answer.")


def tool_answer(answer: Answer, limit: int, base: str, permalink: str | None = None) -> ToolAnswer:
    """Cut an answer for an assistant; `base` is the address of the service, empty where none is known."""
    rows = [row.model_dump(mode="json", by_alias=True) for row in answer.value[:limit]]
    link = permalink or "/?" + urlencode({"q": answer.question, "lang": answer.language})
    return ToolAnswer(
        answer=answer.answer,
        understood=answer.understood.text,
        intent=answer.understood.intent,
        parameters=dict(answer.understood.parameters),
        language=answer.language,
        kind=answer.kind,
        total=len(answer.value),
        truncated=len(answer.value) > limit,
        rows=rows,
        notes=list(answer.notes),
        readings=[reading.model_dump(mode="json") for reading in answer.readings],
        followups=list(answer.followups),
        sources=_cited(answer),
        coverage=answer.coverage,
        permalink=base + link,
    )


def _cited(answer: Answer) -> list[Cited]:
    found: dict[str, Cited] = {}
    for row in answer.value:
        for ref in getattr(row, "sources", ()):
            title = ref.titles.in_(answer.language)
            cited = found.setdefault(ref.id, Cited(id=ref.id, title=title, date=ref.date, places=[]))
            if ref.locator and ref.locator not in cited.places:
                cited.places.append(ref.locator)
    return list(found.values())


def answered(connection: Connection, work: Callable[[Asker], ToolAnswer]) -> ToolAnswer:
    """Run the work of a tool; what is wrong becomes an error that an assistant can act on.

    Raises:
        ToolError: the question is not understood, a parameter is wrong, or the graph does not answer.
    """
    try:
        return connection.asking(work)
    except NotUnderstoodError as error:
        nearest = "".join(f"\n- {question}" for question in error.offered)
        raise ToolError(f"{error}{' Nearest questions that are understood:' + nearest if nearest else ''}") from error
    except InputError as error:
        raise ToolError(str(error)) from error
    except JumellesError as error:
        raise ToolError("The graph does not answer just now; try again in a moment.") from error
