"""`/compare`: two authorities or territories side by side, what both do first, each count with its sources."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.connection import Connection
from api.deps import ConnectionDep
from api.pages.answers import described
from api.pages.chrome import Chrome, ChromeDep
from api.pages.counted import links_of, meetings_of, networks_of, partners_of, rows_of
from api.pages.fresh import freshness
from api.pages.i18n import words
from api.pages.present import HOME, Note, Notes
from api.pages.render import page
from graph.analysis.profile import compare
from graph.analysis.snapshot import snapshot
from graph.db import Graph
from graph.ids import fold
from graph.lists.answer import Asked, listed
from graph.lists.catalogue import LISTS
from graph.places import territories
from graph.read import collectivities_by_id
from graph.views import Collectivity, SourceRef
from graph.views.profiles import ComparedRow, Comparison

router = APIRouter(include_in_schema=False)

PAIRS = 2
"""Pairs that the empty page proposes."""
ROWS = 12
"""Rows of one subject, at most; the rest is in the data."""

Side = Annotated[str, Query(max_length=140, description="An id, the code of a territory, or a name.")]


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is shown."""
    return message


SUBJECTS = {
    "partner": _("Partners in common"),
    "country": _("Countries of the partners"),
    "form": _("Forms of link"),
    "status": _("Status of the links"),
    "theme": _("Themes"),
    "network": _("Networks"),
}


class Line(NamedTuple):
    """One row with the sources of each side, and the addresses of the rows that each number counts."""

    it: ComparedRow
    left: tuple[Note, ...]
    right: tuple[Note, ...]
    left_rows: str
    right_rows: str


class Subject(NamedTuple):
    """What is compared: its title as a message id, and its rows."""

    title: str
    lines: tuple[Line, ...]
    more: int


@router.get("/compare")
def compare_page(
    request: Request, connection: ConnectionDep, chrome: ChromeDep, a: Side = "", b: Side = ""
) -> Response:
    """Show two authorities or territories side by side, or ask which."""
    one, other = (resolved(connection, text) for text in (a, b))
    unknown = [text for text, found in ((a, one), (b, other)) if text.strip() and found is None]
    values = (
        _compared(connection, chrome, one, other) if one and other else {"suggested": connection.once("pairs", _pairs)}
    )
    return page(
        request,
        "compare.html",
        asked_a=_name(connection, one, chrome) if one else a,
        asked_b=_name(connection, other, chrome) if other else b,
        unknown=unknown,
        **({"it": None, "subjects": (), "notes": None, "fresh": None} | values),
    )


def _pairs(graph: Graph) -> tuple[tuple[Collectivity, Collectivity], ...]:
    """Return authorities that are worth setting side by side: those with the most links, two by two."""
    best = listed(graph, LISTS["collectivities"], Asked({"country": HOME}, 2 * PAIRS, sort="-partnerships")).value
    return tuple(zip(best[::2], best[1::2], strict=False))


def resolved(connection: Connection, text: str) -> str | None:
    """Return the id or code that a text names: itself, or what bears that name, authorities first."""
    gazetteer, text = connection.gazetteer(), text.strip()
    if text in gazetteer.bodies or text in territories():
        return text
    found = gazetteer.entities(fold(text)) if text else ()
    return next((one.id for one in found), None)


def _name(connection: Connection, id_: str, chrome: Chrome) -> str:
    if id_ in territories():
        return territories()[id_].fr if chrome.language == "fr" else territories()[id_].en
    body = connection.gazetteer().bodies[id_]
    return body.fr if chrome.language == "fr" else body.en


def _compared(connection: Connection, chrome: Chrome, a: str, b: str) -> dict[str, Any]:
    def work(graph: Graph) -> Comparison:
        return compare(snapshot(graph, chrome.as_of), a, b)

    it = connection.use(work)
    inhabited = connection.use(lambda graph: {id_: _people(graph, id_) for id_ in (a, b)})
    refs: list[SourceRef] = [ref for claim in it.claims.values() for ref in claim.sources]
    refs += [ref for _, stated in inhabited.values() for ref in stated]
    notes = Notes(refs, described(connection))
    lines = [_line(it, notes, chrome, row) for row in it.rows]
    subjects = []
    for dimension, group in groupby(lines, key=lambda line: line.it.dimension):
        those = tuple(group)
        subjects.append(Subject(SUBJECTS.get(dimension, dimension), those[:ROWS], max(0, len(those) - ROWS)))
    fresh = freshness(notes.all, (), words(chrome.language), chrome.today, chrome.as_of)
    inhabitants = [(people, notes.of_refs(stated)) for people, stated in (inhabited[a], inhabited[b])]
    sides = [
        {
            "countries": links_of(chrome, id_, "country"),
            "partners": partners_of(connection, chrome, id_),
            "themes": links_of(chrome, id_, "theme"),
            "networks": networks_of(chrome, id_),
            "meetings": meetings_of(chrome, id_),
        }
        for id_ in (a, b)
    ]
    return {
        "it": it,
        "subjects": subjects,
        "inhabitants": inhabitants,
        "sides": sides,
        "notes": notes,
        "fresh": fresh,
        "as_of": chrome.as_of,
    }


def _people(graph: Graph, id_: str) -> tuple[int | None, tuple[SourceRef, ...]]:
    """Return the inhabitants of an authority with the source that states them; none of any other body."""
    it = next(iter(collectivities_by_id(graph, [id_])), None)
    return (it.population, it.of_population) if it else (None, ())


def _line(it: Comparison, notes: Notes, chrome: Chrome, row: ComparedRow) -> Line:
    left, right = (rows_of(chrome, side.of.id, row.dimension, row.value) for side in (it.a, it.b))
    return Line(row, _cited(it, notes, row.claims_a), _cited(it, notes, row.claims_b), left, right)


def _cited(it: Comparison, notes: Notes, claims: Sequence[str]) -> tuple[Note, ...]:
    return notes.of(ref.id for claim in claims if claim in it.claims for ref in it.claims[claim].sources)
