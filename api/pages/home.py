"""`/`: the question, and its answer in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from markupsafe import Markup

from api.connection import Connection
from api.deps import ConnectionDep
from api.pages.answers import Shown, described, shown
from api.pages.chrome import AsOf, Chrome, ChromeDep
from api.pages.i18n import words
from api.pages.present import HOME, undated_title
from api.pages.render import page
from graph import read
from graph.db import Graph
from graph.errors import InputError
from graph.views import Partnership, Source
from viz.lenses import lenses_svg
from viz.words import date_words

router = APIRouter(include_in_schema=False)

EXAMPLES = 4
ABROAD = "US"
"""The country that the lenses of the first page look at."""
COUNTED = ("Partnership", "Collectivity", "Organisation", "Network", "Event", "Person", "Source")

Question = Annotated[str, Query(max_length=300, description="The question.")]


@router.get("/")
def home(
    request: Request, connection: ConnectionDep, chrome: ChromeDep, q: Question = "", as_of: AsOf = None
) -> Response:
    """Show the question field with one answer, or the answer to the question asked."""
    sources = described(connection)
    if question := q.strip():
        answer = connection.ask(question, chrome.language, as_of or None)
        return page(
            request, "ask.html", current="ask", asked=question, it=shown(answer, sources, chrome),
            examples=() if answer.value else connection.examples(chrome.language)[:EXAMPLES],
        )
    return page(request, "home.html", current="ask", sources=sources, **_first_page(connection, chrome, sources))


class Lenses(NamedTuple):
    """The two lenses of the first page and the line below them."""

    svg: Markup
    caption: str


def _first_page(connection: Connection, chrome: Chrome, sources: Mapping[str, Source]) -> dict[str, Any]:
    def work(graph: Graph) -> tuple[dict[str, int], tuple[Partnership, ...]]:
        return read.counts(graph), read.partnerships(graph, HOME, ABROAD)

    counts, links = connection.use(work)
    examples = connection.examples(chrome.language)[:EXAMPLES] if sources else ()
    return {
        "counts": {label: counts.get(label, 0) for label in COUNTED},
        "examples": examples,
        "lenses": _lenses(links, chrome),
        "it": _one_answer(connection, chrome, examples, sources),
    }


def _one_answer(
    connection: Connection, chrome: Chrome, examples: Sequence[str], sources: Mapping[str, Source]
) -> Shown | None:
    """Answer the first example that has an answer, to be shown in full."""
    for question in examples:
        try:
            answer = connection.ask(question, chrome.language, chrome.as_of or None)
        except InputError:
            continue
        if answer.value:
            return shown(answer, sources, chrome)
    return None


def _lenses(links: tuple[Partnership, ...], chrome: Chrome) -> Lenses | None:
    drawn = lenses_svg(links, HOME, ABROAD, language=chrome.language) if links else None
    if not drawn:
        return None
    said = words(chrome.language)
    cited = {ref.id: ref for link in links for ref in link.sources}
    ordered = sorted(cited.values(), key=lambda ref: ref.date or "", reverse=True)
    names = [
        said.gettext(
            "%(title)s, %(date)s",
            title=undated_title(ref.titles.in_(chrome.language), ref.date, chrome.language),
            date=date_words(ref.date, chrome.language),
        )
        for ref in ordered[:3]
    ]
    count = said.ngettext(
        "%(num)s link between France and the United States.",
        "%(num)s links between France and the United States.",
        len(links),
    )
    return Lenses(Markup(drawn), f"{count} {'; '.join(names)}.")  # noqa: S704 - viz.lenses escapes every name
