"""The list of all steps: what is new since a day, and the timeline of a body."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from graph.db import Graph
from graph.lists.bodies import bodies, names_in, words_of
from graph.lists.claims import SOURCE
from graph.lists.column import Column
from graph.lists.filters import Among, Span, Within, Words
from graph.lists.known import known_bodies
from graph.lists.partnerships import statements_of
from graph.lists.shelf import Shelf
from graph.lists.spec import Facet, Spec, joined, locators, source_ids
from graph.lists.table import Table, words
from graph.read.events import events
from graph.read.memberships import memberships_by_id
from graph.read.partnerships import partnerships_by_id
from graph.read.people import attendances, mandates_by_id
from graph.steps import Moment, event_steps, partnership_steps, tenure_steps
from graph.views import Event, Mandate, Membership, Names, Partnership
from graph.views.steps import Step
from graph.vocabulary import Form, StepKind, Word

OFFICE = (StepKind.TOOK_OFFICE, StepKind.IN_OFFICE, StepKind.LEFT_OFFICE)
MEMBER = (StepKind.JOINED, StepKind.MEMBER, StepKind.LEFT)


class Label(Word):
    """What a step belongs to."""

    PARTNERSHIP = "Partnership", "Partenariat", "Partnership"
    MEMBERSHIP = "Membership", "Adhésion", "Membership"
    MANDATE = "Mandate", "Fonction", "Public office"
    EVENT = "Event", "Événement", "Event"


class _Row(NamedTuple):
    id: str
    label: str
    moment: Moment
    bodies: tuple[str, ...]
    words: str


def _numbered(label: str, id_: str, moments: Iterable[Moment]) -> Iterator[tuple[str, Moment]]:
    """Give each step of a claim an id of its own: the claim's, the kind, and which of that kind it is."""
    seen: dict[StepKind, int] = {}
    for moment in moments:
        seen[moment.kind] = seen.get(moment.kind, 0) + 1
        yield f"{label.lower()}.{id_}.{moment.kind}.{seen[moment.kind]}", moment


def _rows(shelf: Shelf) -> Iterator[_Row]:
    for row in shelf.rows("read/list_partnerships"):
        said = statements_of(shelf, "Partnership").get(row[0], ())
        yield from _of(shelf, "Partnership", row[0], partnership_steps(said), tuple(row[7]))
    for row in shelf.rows("read/list_memberships"):
        said = statements_of(shelf, "Membership").get(row[0], ())
        yield from _of(shelf, "Membership", row[0], tenure_steps(said, *MEMBER), (row[1], row[2]))
    people = {row[0]: row[2] or "" for row in shelf.rows("read/list_people")}
    for row in shelf.rows("read/list_mandates"):
        said = statements_of(shelf, "Mandate").get(row[0], ())
        yield from _of(shelf, "Mandate", row[0], tenure_steps(said, *OFFICE), (row[2],), people.get(row[1], ""))
    present = _present(shelf)
    sourced = shelf.sourced("Event")
    for row in shelf.rows("read/list_events"):
        those = (row[7], *(row[8] or ()), *(row[9] or ()), *present.get(row[0], ()))
        moments = event_steps(row[5], row[6], row[11], sourced.get(row[0], ()))
        yield from _of(shelf, "Event", row[0], moments, tuple(dict.fromkeys(filter(None, those))), words(row[1:3]))


def _of(
    shelf: Shelf, label: str, id_: str, moments: Iterable[Moment], those: tuple[str, ...], more: str = ""
) -> Iterator[_Row]:
    text = f"{words_of(shelf, those)} {more}"
    for name, moment in _numbered(label, id_, moments):
        yield _Row(name, label, moment, those, text)


def _present(shelf: Shelf) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for _, _, event, _, _, body, _ in shelf.rows("read/list_attendances"):
        if body:
            found.setdefault(event, []).append(body)
    return found


def _index(shelf: Shelf) -> Table:
    rows = sorted(_rows(shelf), key=lambda row: row.id)
    known = bodies(shelf)
    groups = [[known[id_] for id_ in row.bodies if id_ in known] for row in rows]
    columns = {
        "kind": Column([row.moment.kind] for row in rows),
        "label": Column([row.label] for row in rows),
        "body": Column(row.bodies for row in rows),
        "within": Column([code for body in group for code in body.within] for group in groups),
        "country": Column([body.country for body in group if body.country] for group in groups),
        "source": Column(row.moment.sources for row in rows),
        "date": Column([row.moment.date] if row.moment.date else () for row in rows),
    }
    return Table(
        ids=[row.id for row in rows],
        columns=columns,
        keys={
            "date": [row.moment.date for row in rows],
            "stated_on": [row.moment.stated_on for row in rows],
        },
        words=[row.words for row in rows],
    )


def _read(graph: Graph, ids: Sequence[str]) -> Iterator[Step]:
    """Read the claims that the ids name, and work out their steps again, with names and sources."""
    wanted: dict[str, dict[str, None]] = {}
    for id_ in ids:
        label, _, rest = id_.partition(".")
        wanted.setdefault(label, {})[rest.rsplit(".", 2)[0]] = None
    makers: dict[str, Callable[[Graph, Sequence[str]], Iterator[Step]]] = {
        "partnership": _partnerships,
        "membership": _memberships,
        "mandate": _mandates,
        "event": _events,
    }
    meant = set(ids)
    for label, those in wanted.items():
        if label in makers:
            yield from (step for step in makers[label](graph, list(those)) if step.id in meant)


def _partnerships(graph: Graph, ids: Sequence[str]) -> Iterator[Step]:
    for p in partnerships_by_id(graph, ids):
        names = Names(
            fr=" – ".join(party.names.fr for party in p.partners), en=" – ".join(party.names.en for party in p.partners)
        )
        yield from _steps("Partnership", p, partnership_steps(p.history), names, [party.id for party in p.partners])


def _memberships(graph: Graph, ids: Sequence[str]) -> Iterator[Step]:
    for m in memberships_by_id(graph, ids):
        names = Names(
            fr=f"{m.member_names.fr} – {m.network_names.fr}", en=f"{m.member_names.en} – {m.network_names.en}"
        )
        yield from _steps("Membership", m, tenure_steps(m.history, *MEMBER), names, [m.member, m.network])


def _mandates(graph: Graph, ids: Sequence[str]) -> Iterator[Step]:
    for m in mandates_by_id(graph, ids):
        title = f", {m.title}" if m.title else ""
        names = Names(
            fr=f"{m.person_name}{title} ({m.body_names.fr})", en=f"{m.person_name}{title} ({m.body_names.en})"
        )
        yield from _steps("Mandate", m, tenure_steps(m.history, *OFFICE), names, [m.body])


def _events(graph: Graph, ids: Sequence[str]) -> Iterator[Step]:
    for e in events(graph, ids):
        stood = [seen.body for seen in attendances(graph, event=e.id) if seen.body]
        place = [e.held_in.id] if e.held_in else []
        those = [*place, *(body.id for body in (*e.held_by, *e.joined_by)), *stood]
        moments = event_steps(e.status, e.date, e.stated_on, [source.id for source in e.sources])
        yield from _steps("Event", e, moments, e.names, those)


def _steps(
    label: str,
    claim: Partnership | Membership | Mandate | Event,
    moments: Iterable[Moment],
    names: Names,
    those: Iterable[str],
) -> Iterator[Step]:
    for id_, moment in _numbered(label, claim.id, moments):
        yield Step(
            id=id_,
            kind=str(moment.kind),
            date=moment.date,
            stated_on=moment.stated_on,
            label=label,
            of=claim.id,
            names=names,
            text=_text(names, moment),
            bodies=tuple(dict.fromkeys(those)),
            before=moment.before,
            after=moment.after,
            sources=tuple(ref for ref in claim.sources if ref.id in moment.sources),
        )


def _text(names: Names, moment: Moment) -> Names:
    label = moment.kind.label
    if moment.kind is StepKind.CHANGED_FORM and moment.before and moment.after:
        before, after = Form(moment.before).label, Form(moment.after).label
        return Names(
            fr=f"{names.fr} {label.fr} ({before.fr} → {after.fr})",
            en=f"{names.en} {label.en} ({before.en} → {after.en})",
        )
    return Names(fr=f"{names.fr} {label.fr}", en=f"{names.en} {label.en}")


NEWS = Spec(
    name="news",
    one="step",
    doc="What is new since a day: partnerships, memberships, offices and events, step by step, what was stated last first.",
    thing="One step with its sources.",
    view=Step,
    index=_index,
    queries=(
        "read/list_partnerships",
        "read/list_stated/Partnership",
        "read/list_memberships",
        "read/list_mandates",
        "read/list_events",
        "read/list_attendances",
        "read/partnerships_by_id/partnership_rows",
        "read/memberships_by_id/membership_rows",
        "read/mandates_by_id/mandate_rows",
        "read/events_by_id",
    ),
    read=_read,
    filters=(
        Span("stated_on", "since", "until", "When it was stated", "2020"),
        Span("date", "date_from", "date_to", "When it happened", "2016"),
        Among("kind", "What happened.", "changed_form", words=StepKind),
        Among("label", "To what.", "Partnership", words=Label),
        Among("body", "Authority, network or organisation that it concerns.", "fr-tours", known=known_bodies),
        Within("within", "ISO 3166 code of a territory in which such a body lies.", "US"),
        SOURCE,
        Words("Words of the names of those concerned.", "minneapolis"),
    ),
    facets={
        "kind": Facet("kind", StepKind),
        "label": Facet("label", Label),
        "country": Facet("country", names=names_in),
        "source": Facet("source", names=names_in),
    },
    sorts=("date", "stated_on"),
    sort="-stated_on",
    unknown=("date",),
    csv={
        "id": lambda view: view.id,
        "date": lambda view: view.date,
        "stated_on": lambda view: view.stated_on,
        "kind": lambda view: view.kind,
        "label": lambda view: view.label,
        "of": lambda view: view.of,
        "text_fr": lambda view: view.text.fr,
        "text_en": lambda view: view.text.en,
        "bodies": lambda view: joined(view.bodies),
        "before": lambda view: view.before,
        "after": lambda view: view.after,
        "sources": source_ids,
        "locators": locators,
    },
    example="partnership.fr-tours--us-mn-minneapolis.changed_form.1",
)

TIMELINE = replace(
    NEWS,
    name="timeline",
    doc="The life of one local authority, step by step: partnerships, meetings, memberships, and who held the office.",
    sort="date",
)
