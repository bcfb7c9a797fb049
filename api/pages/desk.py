"""`/read`: a document goes in, its proposals are accepted, corrected or rejected, and what was accepted is loaded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Depends, File, HTTPException, Request, UploadFile
from fastapi import Path as PathParam
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response

from api.access.audit import audit
from api.connection import Connection
from api.deps import ConnectionDep
from api.pages.chrome import ChromeDep, language_of
from api.pages.editor import editor
from api.pages.render import page
from graph.errors import InputError
from graph.read import revision, source_of_document
from graph.vocabulary import Form, Language, Presence, Status, Word
from loaders.facts.format import LISTS
from loaders.kind import ready
from loaders.minutes.desk import Decision, Desk, Reading, RejectedError, State, accepted, batch, corrected, needs
from loaders.minutes.formats import MAX_BYTES
from loaders.minutes.known import of_graph
from loaders.minutes.proposal import Proposal, Proposed
from loaders.minutes.read import propose
from loaders.minutes.write import entry_text, facts_file
from loaders.report import Report
from loaders.run import load

router = APIRouter(include_in_schema=False, dependencies=[Depends(editor)])

SURE = 0.85
"""How sure a fact must be to be accepted with all the others that are."""

MAX_FIELDS = 20_000
MAX_LINES = 3_000
AROUND = 4
"""Lines shown around a proposal, in documents of more than `MAX_LINES`."""

Checksum = Annotated[str, PathParam(pattern="^[0-9a-f]{64}$")]


class Shown(NamedTuple):
    """A proposed fact as the page shows it."""

    fact: Proposed
    state: State | None
    text: str
    title: str
    problem: str | None


class Piece(NamedTuple):
    """A piece of a line, with the keys of the facts that stand there."""

    text: str
    keys: tuple[str, ...]


class Line(NamedTuple):
    """A line of the document; `skipped` tells whether lines before it are left out."""

    number: int
    pieces: tuple[Piece, ...]
    skipped: bool


@router.get("/read")
def desk(request: Request, connection: ConnectionDep) -> Response:
    """Show the field for a new document and those under review."""
    return page(request, "desk.html", current="read", readings=tuple(_desk(connection).all()), problem=None)


@router.post("/read")
def put(
    request: Request, connection: ConnectionDep, chrome: ChromeDep, document: Annotated[UploadFile, File()]
) -> Response:
    """Keep a document and go on to its review."""
    if (document.size or 0) > MAX_BYTES:
        raise HTTPException(413, f"the document is larger than {MAX_BYTES // 2**20} MiB")
    try:
        checksum, again = _desk(connection).put(document.filename or "document", document.file.read())
    except InputError as error:
        readings = tuple(_desk(connection).all())
        return page(request, "desk.html", status=422, current="read", readings=readings, problem=str(error))
    # By its checksum: the same document under another name is the same.
    return RedirectResponse(chrome.to(f"/read/{checksum}", again="1" if again else None), 303)


@router.get("/read/{checksum}")
def reading(request: Request, connection: ConnectionDep, checksum: Checksum, again: str | None = None) -> Response:
    """Show a document with its proposals; `again` says that it had been put here before."""
    return _page(request, connection, checksum, again=again is not None)


@router.get("/read/{checksum}/facts.yml")
def download(connection: ConnectionDep, checksum: Checksum) -> Response:
    """Give out the facts file of what was accepted."""
    found = _desk(connection).get(checksum)
    proposal = _proposal(connection, found)
    text = facts_file(proposal, accepted(found, proposal))
    name = f"{proposal.source['id']}.yml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return Response(text, headers=headers, media_type="application/yaml")


@router.post("/read/{checksum}")
async def decide(request: Request, connection: ConnectionDep, chrome: ChromeDep, checksum: Checksum) -> Response:
    """Keep decisions; load what was accepted; or forget the document."""
    async with request.form(max_fields=MAX_FIELDS, max_files=0) as form:
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
    return await run_in_threadpool(_decided, request, connection, chrome.to, checksum, fields)


def _decided(
    request: Request, connection: Connection, to: object, checksum: str, fields: Mapping[str, str]
) -> Response:
    desk_ = _desk(connection)
    wanted = fields.get("do", "save")
    assert callable(to), "a function of the chrome"
    if wanted == "remove":
        desk_.remove(checksum)
        return RedirectResponse(to("/read"), 303)
    found = desk_.get(checksum)
    proposal = _proposal(connection, found)
    decisions, wrong = _decisions(proposal, fields, everything=wanted == "sure")
    desk_.decide(checksum, decisions)
    if wrong or wanted != "load":
        if not wrong:
            return RedirectResponse(to(f"/read/{checksum}"), 303)
        return _page(request, connection, checksum, status=422, wrong=wrong)
    try:
        report = _load(connection, desk_.get(checksum), proposal)
    except RejectedError as error:
        said = error.said[0 if language_of(request) == "fr" else 1]
        return _page(request, connection, checksum, status=422, problem=said)
    except InputError as error:
        return _page(request, connection, checksum, status=422, problem=str(error))
    return RedirectResponse(to(f"/sources/{report.loads[0].source}"), 303)


def _load(connection: Connection, found: Reading, proposal: Proposal) -> Report:
    made = batch(found, proposal)
    report = connection.use(lambda graph: load(graph, [Path(found.document.name)], ready(made)))
    audit(connection.settings.home, "minutes loaded", source=made.source.id, document=found.checksum)
    if report.failed:
        raise InputError(report.failed[0])
    return report


def _decisions(
    proposal: Proposal, fields: Mapping[str, str], *, everything: bool
) -> tuple[dict[str, Decision | None], dict[str, str]]:
    """Return the decisions of a form by the key of the fact, and what is wrong with its corrections."""
    decisions: dict[str, Decision | None] = {}
    wrong: dict[str, str] = {}
    refused = {
        fact.entry["id"]
        for fact in proposal.facts
        if fields.get(f"state-{fact.key}") == State.REJECTED and "id" in fact.entry
    }
    for fact in proposal.facts:
        state, text = fields.get(f"state-{fact.key}", ""), fields.get(f"text-{fact.key}")
        try:
            changed = corrected(fact, text) is not fact
        except InputError as error:
            wrong[fact.key] = str(error)
            continue
        sure = fact.confidence >= SURE and not fact.doubt and not needs(fact, refused)
        if everything and not state and sure:
            state = State.ACCEPTED
        # A correction that was typed but not decided on is meant to be taken.
        state = state or (State.ACCEPTED if changed else "")
        if state in list(State):
            decisions[fact.key] = Decision(State(state), text if changed else None)
        else:
            decisions[fact.key] = None
    return decisions, wrong


def _page(
    request: Request,
    connection: Connection,
    checksum: str,
    *,
    status: int = 200,
    wrong: Mapping[str, str] | None = None,
    problem: str | None = None,
    again: bool = False,
) -> Response:
    found = _desk(connection).get(checksum)
    proposal = _proposal(connection, found)
    language = language_of(request)
    names = _names(proposal, language)
    facts = {
        list_: tuple(_shown(found, fact, wrong or {}, _title(fact, names, language)) for fact in proposal.of(list_))
        for list_ in LISTS
    }
    states = [found.state(fact) for fact in proposal.facts]
    return page(
        request,
        "reading.html",
        status=status,
        current="read",
        reading=found,
        proposal=proposal,
        facts={name: rows for name, rows in facts.items() if rows},
        lines=tuple(_lines(proposal)),
        total=len(states),
        taken=states.count(State.ACCEPTED),
        refused=states.count(State.REJECTED),
        sure=SURE,
        problem=problem,
        again=again,
        loaded=connection.use(lambda graph: source_of_document(graph, checksum)),
    )


def _shown(found: Reading, fact: Proposed, wrong: Mapping[str, str], title: str) -> Shown:
    decided = found.decisions.get(fact.key)
    text = decided.text if decided and decided.text else entry_text(fact.entry)
    return Shown(fact, decided.state if decided else None, text, title, wrong.get(fact.key) or fact.problem)


def _title(fact: Proposed, names: Mapping[str, str], language: Language) -> str:
    """Return in a few words what a fact says, with the names that the document's other facts declare."""
    entry = fact.entry

    def named(id_: str | None) -> str | None:
        return names.get(id_, id_) if id_ else None

    def word(kind: type[Word], value: str | None) -> str | None:
        return kind(value).label.in_(language) if value in list(kind) else None

    if fact.list == "partnerships":
        form, status = word(Form, entry.get("form")), word(Status, entry.get("status"))
        tied = " – ".join(names.get(party, party) for party in entry["parties"])
        return " · ".join(filter(None, (tied, form, status, entry.get("since"))))
    if fact.list == "attendances":
        presence = word(Presence, entry.get("presence"))
        return " · ".join(
            filter(None, (named(entry["person"]), named(entry.get("body")), entry.get("title"), presence))
        )
    if fact.list == "mandates":
        return " · ".join(filter(None, (named(entry["person"]), entry.get("title"), named(entry["body"]))))
    if fact.list == "events":
        return " · ".join(filter(None, (names[entry["id"]], entry.get("date"))))
    return names.get(entry.get("id", ""), fact.list)


def _names(proposal: Proposal, language: Language) -> dict[str, str]:
    """Return id → name of everything that a proposal declares."""
    found = {}
    for fact in proposal.facts:
        name = fact.entry.get("name")
        if isinstance(name, Mapping):
            name = name[language]
        if name and "id" in fact.entry:
            found[fact.entry["id"]] = str(name)
    return found


def _lines(proposal: Proposal) -> Iterator[Line]:
    marks: dict[int, list[tuple[int, int, str]]] = {}
    for fact in proposal.facts:
        for spot in fact.spots:
            marks.setdefault(spot.line, []).append((spot.start, spot.end, fact.key))
    every = proposal.document.lines
    near = {number for line in marks for number in range(line - AROUND, line + AROUND + 1)}
    last = 0
    for number, text in enumerate(every, 1):
        if len(every) <= MAX_LINES or number in near:
            yield Line(number, _pieces(text, marks.get(number, ())), skipped=number != last + 1)
            last = number


def _pieces(text: str, marks: Sequence[tuple[int, int, str]]) -> tuple[Piece, ...]:
    cuts = sorted({0, len(text), *(min(end, len(text)) for mark in marks for end in mark[:2])})
    pieces = []
    for start, end in pairwise(cuts):
        keys = tuple(dict.fromkeys(key for first, last, key in marks if first <= start and end <= last))
        pieces.append(Piece(text[start:end], keys))
    return tuple(pieces)


def _desk(connection: Connection) -> Desk:
    return Desk(connection.settings.home)


def _proposal(connection: Connection, found: Reading) -> Proposal:
    """Return what a document proposes to the graph as it is now; kept as long as neither changes."""
    known: dict[str, tuple[int, Proposal]] = connection.__dict__.setdefault("proposals", {})
    now = connection.use(revision)
    kept = known.get(found.checksum)
    if kept is None or kept[0] != now:
        kept = (now, propose(found.document, connection.use(of_graph)))
        if len(known) > 8:
            known.clear()
        known[found.checksum] = kept
    return kept[1]
