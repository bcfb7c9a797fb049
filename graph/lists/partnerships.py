"""The list of partnerships."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from graph.asof import last_day, partnership_as_of, standing
from graph.errors import ParameterError
from graph.lists.bodies import bodies, names_in, theme_names, within, words_of
from graph.lists.column import Column, Mask
from graph.lists.filters import Among, Lacking, Span, Within, Words
from graph.lists.known import known_networks, known_sources, known_themes
from graph.lists.shelf import Shelf
from graph.lists.spec import Cell, Facet, Given, Parameter, Spec, joined, locators, source_ids
from graph.lists.table import Table
from graph.places import canonical, territories
from graph.read.partnerships import partnerships_by_id
from graph.views import Partnership
from graph.vocabulary import CollectivityKind, Form, Language, Status

LEVELS = frozenset(CollectivityKind)


class Statement(NamedTuple):
    """What one source says of the time of a claim; what does not apply is None."""

    source: str
    stated_on: str | None
    form: str | None
    status: str | None
    since: str | None
    until: str | None


@dataclass(frozen=True)
class More:
    """What only this list knows: the statements of each row, newest first, and where two parties lie in one scope."""

    statements: Sequence[Sequence[Statement]]
    twice: Column


def statements_of(shelf: Shelf, label: str) -> Mapping[str, list[Statement]]:
    """Return id → what each source says of it, newest first, for the claims of one label."""

    def read() -> Mapping[str, list[Statement]]:
        found: dict[str, list[Statement]] = {}
        for id_, *said in shelf.stated(label):
            found.setdefault(id_, []).append(Statement(*said))
        return found

    return shelf.kept(f"statements {label}", read)


def _index(shelf: Shelf) -> Table:
    rows = shelf.rows("read/list_partnerships")
    known = bodies(shelf)
    statements = statements_of(shelf, "Partnership")
    parties = [tuple(known[party] for party in row[7] if party in known) for row in rows]
    scopes = [[(party.id, *party.within) for party in group] for group in parties]
    columns = {
        "form": Column([row[1]] if row[1] else () for row in rows),
        "status": Column([row[2] or Status.UNKNOWN] for row in rows),
        "since": Column([row[3]] if row[3] else () for row in rows),
        "theme": Column(row[6] or () for row in rows),
        "scope": Column([code for scope in group for code in scope] for group in scopes),
        "country": Column([party.country for party in group if party.country] for group in parties),
        "kind": Column([party.kind for party in group if party.kind in LEVELS] for group in parties),
        "network": Column([network for party in group for network in party.networks] for group in parties),
        "source": Column([said.source for said in statements.get(row[0], ())] for row in rows),
    }
    keys = {"since": [row[3] for row in rows], "until": [row[4] for row in rows], "stated_on": [row[5] for row in rows]}
    twice = Column(_twice(group) for group in scopes)
    return Table(
        ids=[row[0] for row in rows],
        columns=columns,
        keys=keys,
        words=[words_of(shelf, row[7]) for row in rows],
        more=More([statements.get(row[0], []) for row in rows], twice),
    )


def _twice(scopes: Sequence[Sequence[str]]) -> list[str]:
    """Return the scopes that hold two parties or more."""
    seen: set[str] = set()
    found: dict[str, None] = {}
    for scope in scopes:
        found.update(dict.fromkeys(code for code in scope if code in seen))
        seen.update(scope)
    return list(found)


def _on_day(table: Table, day: str) -> Table:
    day = last_day(day)
    stood = [standing(said, day) for said in table.more.statements]
    columns = {
        "form": Column([was.form] if was and was.form else () for was in stood),
        "status": Column([was.status or Status.UNKNOWN] if was else () for was in stood),
        "since": Column([was.since] if was and was.since else () for was in stood),
        "source": Column([said.source for said in was.kept] if was else () for was in stood),
    }
    keys = {
        "since": [was.since if was else None for was in stood],
        "until": [was.until if was else None for was in stood],
        "stated_on": [was.stated_on if was else None for was in stood],
    }
    present = np.fromiter((was is not None for was in stood), dtype=np.bool_, count=len(stood))
    return table.as_of(columns, keys, present)


@dataclass(frozen=True, slots=True)
class Between:
    """Partnerships of one scope, or between two: a territory with all in it, or one authority or organisation."""

    @property
    def parameters(self) -> Sequence[Parameter]:
        """Both sides."""
        scope = "the ISO 3166 code of a territory, with all that lies in it, or the id of an authority or organisation."
        return (
            Parameter("between", f"One side: {scope}", "FR"),
            Parameter("and", f"The other side, with `between`: {scope}", "US-PA"),
        )

    def mask(self, shelf: Shelf, table: Table, given: Given) -> Mask | None:
        """Return the partnerships with a party on one side and another party on the other."""
        sides = [_scope(shelf, name, given[name]) for name in ("between", "and") if name in given]
        if "and" in given and "between" not in given:
            raise ParameterError("and", given["and"], "it to go with between, the other side")
        if len(sides) < 2:
            return table.columns["scope"].any_of(sides) if sides else None
        a, b = sides
        scope = table.columns["scope"]
        twice: Column = table.more.twice
        # Scopes are nested or apart. Where one lies in the other, the other needs a second party of its own.
        if a == b or a in _around(shelf, b):
            return scope.any_of([b]) & twice.any_of([a])
        if b in _around(shelf, a):
            return scope.any_of([a]) & twice.any_of([b])
        return scope.any_of([a]) & scope.any_of([b])


def _scope(shelf: Shelf, name: str, text: str) -> str:
    if text in territories():
        return canonical(text)
    body = bodies(shelf).get(text)
    if body is None or body.label == "Network":
        raise ParameterError(
            name,
            text,
            "the ISO 3166 code of a territory or the id of an authority or organisation that the graph holds",
        )
    return text


def _around(shelf: Shelf, scope: str) -> tuple[str, ...]:
    """Return all that contain a scope, and the scope."""
    return within(scope) if scope in territories() else (scope, *bodies(shelf)[scope].within)


def _party(view: Partnership, number: int, value: str) -> Cell:
    found: Cell = getattr(view.partners[number], value) if len(view.partners) > number else None
    return found


def _called(view: Partnership, number: int, language: Language) -> Cell:
    return view.partners[number].names.in_(language) if len(view.partners) > number else None


SPEC = Spec(
    name="partnerships",
    one="partnership",
    doc="Partnerships: who cooperates with whom, all or those between two scopes; containment is understood.",
    thing="One partnership with its parties, its history and its sources.",
    view=Partnership,
    index=_index,
    queries=("read/list_partnerships", "read/list_stated/Partnership", "read/partnerships_by_id/partnership_rows"),
    read=partnerships_by_id,
    filters=(
        Between(),
        Among("form", "Form of the partnership.", "twinning", words=Form),
        Among("status", "How alive it is said to be.", "active", words=Status),
        Among("theme", "Theme that it treats.", "water", known=known_themes),
        Within("country", "Country that a party is in.", "US", column="scope", countries=True),
        Among("kind", "Level of a party.", "region", words=CollectivityKind),
        Among("network", "Network that a party is a member of.", "france-urbaine", known=known_networks),
        Among("source", "Source that states it.", "groupe-pays-etats-unis-2020-12-15", known=known_sources),
        Lacking(
            "What no source states of it; `second_source` where one source alone states it.",
            {"form": ("form", 1), "since": ("since", 1), "theme": ("theme", 1), "second_source": ("source", 2)},
            "since",
        ),
        Span("since", "since_from", "since_to", "When it began"),
        Words("Words of the names of its parties.", "cincinnati"),
    ),
    facets={
        "form": Facet("form", Form),
        "status": Facet("status", Status),
        "theme": Facet("theme", names=theme_names),
        "country": Facet("country", names=names_in),
        "kind": Facet("kind", CollectivityKind),
        "network": Facet("network", names=names_in),
        "source": Facet("source", names=names_in),
    },
    sorts=("since", "until", "stated_on"),
    unknown=("form", "since"),
    on_day=_on_day,
    then=partnership_as_of,
    csv={
        "id": lambda view: view.id,
        "a": lambda view: _party(view, 0, "id"),
        "a_name": lambda view: _party(view, 0, "name"),
        "a_name_fr": lambda view: _called(view, 0, "fr"),
        "a_name_en": lambda view: _called(view, 0, "en"),
        "a_kind": lambda view: _party(view, 0, "kind"),
        "a_country": lambda view: _party(view, 0, "country"),
        "a_territory": lambda view: _party(view, 0, "territory"),
        "b": lambda view: _party(view, 1, "id"),
        "b_name": lambda view: _party(view, 1, "name"),
        "b_name_fr": lambda view: _called(view, 1, "fr"),
        "b_name_en": lambda view: _called(view, 1, "en"),
        "b_kind": lambda view: _party(view, 1, "kind"),
        "b_country": lambda view: _party(view, 1, "country"),
        "b_territory": lambda view: _party(view, 1, "territory"),
        "others": lambda view: joined(party.id for party in view.partners[2:]),
        "form": lambda view: view.form,
        "status": lambda view: view.status,
        "since": lambda view: view.since,
        "since_mode": lambda view: view.since_mode,
        "until": lambda view: view.until,
        "themes": lambda view: joined(view.themes),
        "stated_on": lambda view: view.stated_on,
        "sources": source_ids,
        "locators": locators,
    },
    example="fr-nancy--us-oh-cincinnati",
)
