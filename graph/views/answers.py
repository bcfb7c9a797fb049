"""The answer to a question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.views.base import Coverage, View
from graph.views.partnerships import Partnership
from graph.vocabulary import Language


class Understood(View):
    """How a question was understood: which named query, with which parameters, said in words."""

    intent: str
    parameters: Mapping[str, Any]
    text: str


class Segment(View):
    """A piece of the answering sentence, with the ids of the sources that support it; `strong` is what it turns on."""

    text: str
    sources: tuple[str, ...] = ()
    strong: bool = False


class Answer(View):
    """The answer to a question: one sentence, what it rests on, and the rows behind it.

    `answer` is the sentence as plain text, `sentence` the same cut into pieces that name their sources.
    `notes` say what the reader should know beside it: another authority of the same name, what the sources leave open.
    """

    question: str
    language: Language
    understood: Understood
    answer: str
    sentence: tuple[Segment, ...]
    notes: tuple[str, ...] = ()
    value: tuple[Partnership, ...]
    coverage: Coverage
