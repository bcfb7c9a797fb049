"""`/`: the question, and its answer in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from markupsafe import Markup

from api.connection import Connection
from api.deps import ConnectionDep
from api.pages.about import counts
from api.pages.anniversaries import Anniversary, anniversaries
from api.pages.answers import described, lenses, shown
from api.pages.chrome import AsOf, Chrome, ChromeDep
from api.pages.i18n import Words, words
from api.pages.present import HOME, Notes, is_home, row, undated_title
from api.pages.render import page
from api.pages.widen import wider
from api.people import PeopleDep, asked
from graph import read
from graph.db import Graph
from graph.errors import InputError
from graph.lists.answer import Asked, listed
from graph.lists.catalogue import LISTS
from graph.views import Answer, Partnership, Source
from graph.vocabulary import Language

router = APIRouter(include_in_schema=False)

IN_FULL = 12
"""How many rows an answer on the home page may have."""

EXAMPLES = 4
ABROAD = "US"
"""The country that the lenses of the first page look at."""
NAMED = 2
"""Sources named under the lenses, at most."""
NEWEST = 6
"""Links on the first page that were mentioned last."""

Question = Annotated[str, Query(max_length=300, description="The question.")]


@router.get("/")
def home(
    request: Request,
    connection: ConnectionDep,
    chrome: ChromeDep,
    people: PeopleDep,
    q: Question = "",
    as_of: AsOf = None,
) -> Response:
    """Show the question field with one answer, or the answer to the question asked."""
    sources, day = described(connection), (as_of or "").strip() or None
    if question := q.strip():
        it = shown(asked(connection, question, chrome.language, day, people=people), sources, chrome, day)
        found = bool(it.rows)
        return page(
            request,
            "ask.html",
            current="ask",
            asked=question,
            as_of=it.as_of,
            it=it,
            wider=None if found else wider(connection, it.answer, words(chrome.language)),
            examples=() if found else connection.examples(chrome.language)[:EXAMPLES],
        )
    values = _first_page(connection, chrome, sources, day)
    return page(request, "home.html", current="ask", sources=sources, as_of=day, **values)


class Lenses(NamedTuple):
    """The two lenses of the first page and the line below them."""

    svg: Markup
    caption: str


def _first_page(
    connection: Connection, chrome: Chrome, sources: Mapping[str, Source], as_of: str | None
) -> dict[str, Any]:
    """Return what the first page shows; without a day, all of it is made once for each state of the graph."""
    language = chrome.language
    examples = connection.examples(language)[:EXAMPLES] if sources else ()
    answer = (
        _one_answer(connection, language, examples, as_of)
        if as_of
        else connection.once(f"answer {language}", lambda _: _one_answer(connection, language, examples, None))
    )
    it = shown(answer, sources, chrome, as_of) if answer else None
    newest: tuple[Partnership, ...] = connection.once("newest", _newest) if sources else ()
    numbered = Notes([ref for link in newest for ref in link.sources], sources)
    return {
        "counts": counts(connection),
        "examples": examples,
        "lenses": connection.once(
            f"lenses {language}", lambda graph: _lenses(read.partnerships(graph, HOME, ABROAD), language)
        ),
        "it": it,
        "birthdays": _birthdays(connection, chrome) if sources and not as_of else (),
        "newest": [(row(link, is_home, numbered), _read_in(link, sources)) for link in newest],
    }


def _birthdays(connection: Connection, chrome: Chrome) -> tuple[Anniversary, ...]:
    year = int(chrome.today[:4])
    return connection.once(f"anniversaries {year}", lambda graph: anniversaries(graph, year))


def _newest(graph: Graph) -> tuple[Partnership, ...]:
    """Return the links that were mentioned last."""
    return listed(graph, LISTS["partnerships"], Asked({}, NEWEST, sort="-stated_on")).value


def _read_in(link: Partnership, sources: Mapping[str, Source]) -> Source | None:
    """Return the source that mentions a link last."""
    return sources.get(link.sources[0].id) if link.sources else None


def _one_answer(
    connection: Connection, language: Language, examples: Sequence[str], as_of: str | None
) -> Answer | None:
    """Answer the first example whose answer is short enough to be shown in full, else the shortest."""
    shortest: Answer | None = None
    for question in examples:
        try:
            # One answer serves every reader: without people where some may not see them.
            answer = asked(connection, question, language, as_of, people=not connection.settings.people_scope)
        except InputError:
            continue
        if answer.value and (shortest is None or len(answer.value) < len(shortest.value)):
            shortest = answer
            if len(answer.value) <= IN_FULL:
                break
    return shortest


def _lenses(links: tuple[Partnership, ...], language: Language) -> Lenses | None:
    drawn = lenses(links, (HOME, ABROAD), language)
    if not drawn:
        return None
    said = words(language)
    count = said.ngettext(
        "%(num)s link between France and the United States.",
        "%(num)s links between France and the United States.",
        len(links),
    )
    # The ids in the drawing would meet those of the answer below.
    return Lenses(Markup(drawn[0].replace("lenses-wide-", "first-")), f"{count} {_cited(links, said)}")  # noqa: S704


def _cited(links: Sequence[Partnership], said: Words) -> str:
    """Return the sources that most links rest on: `Registre, 2014. Compte rendu de la réunion, mars 2016, déc. 2020.`."""
    dates: dict[str, list[str]] = {}
    cited = {ref.id: ref for link in links for ref in link.sources}
    weight = Counter(ref.id for link in links for ref in link.sources)
    for ref in sorted(cited.values(), key=lambda ref: (weight[ref.id], ref.date or ""), reverse=True):
        title = undated_title(ref.titles.in_(said.language), ref.date, said.language)
        dates.setdefault(title, []).append(said.month(ref.date))
    return " ".join(f"{title}, {said.list(when)}." for title, when in list(dates.items())[:NAMED])
