"""Tools: `ask` in words, and each named question with typed parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal
from urllib.parse import urlencode

from mcp.server import MCPServer
from mcp.types import ToolAnnotations
from pydantic import Field

from api.connection import Connection
from api.mcp.answer import MAX_ROWS, ROWS, ToolAnswer, answered, tool_answer
from ask import direct
from ask.dates import Period, checked_day
from ask.engine import Asker
from ask.filters import Filters
from ask.reading import Parsed

Lang = Annotated[Literal["fr", "en"], Field(description="Language of the answer.")]
Limit = Annotated[int, Field(ge=1, le=MAX_ROWS, description="Rows at most.")]
Who = Annotated[
    str,
    Field(
        min_length=1,
        max_length=200,
        description="A name, an id (fr-nancy, france-urbaine) or an ISO 3166 code (FR, US-PA).",
    ),
]
Day = Annotated[
    str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$", description="A year, a month or a day: 2016, 2016-06, 2016-06-30.")
]
FormName = Literal["twinning", "friendship", "cooperation", "project", "contact"]
StatusName = Literal["active", "negotiating", "exploratory", "dormant", "suspended", "ended", "unknown"]
Level = Literal["region", "departement", "intercommunality", "state", "county"]
OfficeName = Literal["mayor", "deputy-mayor", "chair", "director"]
RelationName = Literal[
    "finances", "composes", "part_of", "coordinates", "advises", "supports", "supervises", "created", "operator_of",
    "partner_of", "participates_in", "organises", "hosts", "lobbies", "represents", "owns", "active_in", "listed_under",
    "merging_with", "governs", "intermediary_for",
]  # fmt: skip
_READ = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)


class _Tools:
    """The tools on one connection; `base` is the public address of the service."""

    def __init__(self, connection: Connection, base: str) -> None:
        self.connection, self.base = connection, base

    def named(
        self,
        kind: str,
        named: Mapping[int, str | None],
        filters: Filters | None = None,
        *,
        language: str = "fr",
        limit: int = ROWS,
    ) -> ToolAnswer:
        """Answer a named question of `data/asks.toml`."""
        given = {slot: text for slot, text in named.items() if text}
        lang: Literal["fr", "en"] = "en" if language == "en" else "fr"

        def work(asker: Asker) -> ToolAnswer:
            parsed = direct.parsed(asker.gazetteer, kind, lang, given, filters)
            asked = asker.worded(parsed)
            return tool_answer(asker.answer(asked), limit, self.base, None if asked is not parsed else _page(parsed))

        return answered(self.connection, work)


def _page(parsed: Parsed) -> str:
    """Return the address of what a question is about, where no words of ours ask the same."""
    if not parsed.choices:
        return "/"
    one = parsed.choices[0].taken
    folder = {"Collectivity": "/c", "Network": "/n"}.get(one.label)
    named = {"Person": "/v1/people", "Organisation": "/v1/organisations", "Event": "/v1/events"}.get(one.label)
    return f"{folder or named}/{one.id}" if folder or named else f"/v1/partnerships?between={one.id}"


def add_tools(server: MCPServer, connection: Connection, base: str) -> None:
    """Register every tool."""
    tools = _Tools(connection, base)
    _links(server, tools)
    _worked_out(server, tools)
    _people(server, tools)
    _networks(server, tools)
    _documents(server, tools)


def _links(server: MCPServer, tools: _Tools) -> None:
    @server.tool(annotations=_READ)
    def ask(
        question: Annotated[
            str, Field(min_length=1, max_length=300, description="The question, in French or English.")
        ],
        language: Annotated[Literal["fr", "en"] | None, Field(description="Else that of the question.")] = None,
        as_of: Day | None = None,
        limit: Limit = ROWS,
    ) -> ToolAnswer:
        """Answer a question in the user's own words about who cooperates with whom between local authorities."""
        return answered(
            tools.connection,
            lambda asker: tool_answer(asker.ask(question, language=language, as_of=as_of), limit, tools.base),
        )

    @server.tool(annotations=_READ)
    def partnerships(  # noqa: PLR0913, PLR0917 - an assistant gives them by name
        of: Who,
        with_: Who | None = None,
        form: FormName | None = None,
        status: StatusName | None = None,
        theme: Annotated[str | None, Field(description="The id of a theme: water, climate, culture, startups…")] = None,
        level: Annotated[
            Level | None, Field(description="Only those of authorities of this level on the other side.")
        ] = None,
        since_from: Day | None = None,
        since_to: Day | None = None,
        as_of: Annotated[Day | None, Field(description="As it stood on that day.")] = None,
        abroad: Annotated[bool, Field(description="Only partners in other countries.")] = False,  # noqa: FBT002
        language: Lang = "fr",
        limit: Limit = ROWS,
    ) -> ToolAnswer:
        """List the partnerships of an authority or place, or those between two; a place stands for all that lies in it."""

        def work(asker: Asker) -> ToolAnswer:
            filters = direct.narrowed(
                form=form, status=status, theme=theme, level=level, since_from=since_from, since_to=since_to
            )
            named = {0: of, **({1: with_} if with_ else {})}
            kind = "partners-between" if with_ else "partners-of"
            parsed = direct.parsed(
                asker.gazetteer, kind, language, named, filters, form=form, as_of=as_of, abroad=abroad
            )
            asked = asker.worded(parsed)
            scopes = [scope.id for scope in asked.scopes]
            given = {
                "between": scopes[0], "and": scopes[1] if len(scopes) > 1 else None, "form": form, "status": status,
                "theme": theme, "since_from": since_from, "since_to": since_to, "as_of": as_of,
            }  # fmt: skip
            link = None
            if asked.text == parsed.text:
                link = "/v1/partnerships?" + urlencode({name: value for name, value in given.items() if value})
            return tool_answer(asker.answer(asked), limit, tools.base, link)

        return answered(tools.connection, work)


def _worked_out(server: MCPServer, tools: _Tools) -> None:
    @server.tool(annotations=_READ)
    def peers(body: Who, place: Who | None = None, language: Lang = "fr", limit: Limit = ROWS) -> ToolAnswer:
        """Which authorities (of its country, or of a place) share a partner with an authority."""
        return tools.named("peers", {0: body, 1: place}, language=language, limit=limit)

    @server.tool(annotations=_READ)
    def path(start: Who, end: Who, language: Lang = "fr") -> ToolAnswer:
        """The shortest path over partnerships between two authorities."""
        return tools.named("path", {0: start, 1: end}, language=language)

    @server.tool(annotations=_READ)
    def compare(one: Who, other: Who, language: Lang = "fr", limit: Limit = ROWS) -> ToolAnswer:
        """The partners of two authorities or places side by side, and those in common."""
        return tools.named("compare", {0: one, 1: other}, language=language, limit=limit)

    @server.tool(annotations=_READ)
    def timeline(of: Who, with_: Who | None = None, language: Lang = "fr", limit: Limit = ROWS) -> ToolAnswer:
        """What the sources said of the links of a place, or between two, date after date."""
        return tools.named("evolution", {0: of, 1: with_}, language=language, limit=limit)

    @server.tool(annotations=_READ)
    def news(since: Day, place: Who | None = None, language: Lang = "fr", limit: Limit = ROWS) -> ToolAnswer:
        """Links that sources mention for the first time since a day, and those of which they say more."""

        def work(asker: Asker) -> ToolAnswer:
            period = Period("since", checked_day(since), None, 0, 0)
            parsed = direct.parsed(
                asker.gazetteer, "news", language, {0: place} if place else {}, Filters(period=period)
            )
            return tool_answer(asker.answer(parsed), limit, tools.base, f"/?{urlencode({'q': _news(since, language)})}")

        return answered(tools.connection, work)

    @server.tool(annotations=_READ)
    def themes(of: Who, with_: Who | None = None, language: Lang = "fr") -> ToolAnswer:
        """What the links of a place, or between two, are about."""
        return tools.named("themes", {0: of, 1: with_}, language=language)

    @server.tool(annotations=_READ)
    def ranking(
        place: Who | None = None,
        partners_in: Who | None = None,
        of: Annotated[Literal["authorities", "countries"], Field(description="What is ranked.")] = "authorities",
        top: Annotated[int, Field(ge=1, le=100)] = 10,
        language: Lang = "fr",
    ) -> ToolAnswer:
        """Which authorities of a place have the most partners (in another), or which countries the most links with it."""
        named = {0: place, 1: partners_in} if place else {0: partners_in}
        filters = Filters(countries=of == "countries", top=top)
        return tools.named("ranking", named, filters, language=language, limit=top)


def _news(since: str, language: str) -> str:
    return f"Quoi de neuf depuis {since} ?" if language == "fr" else f"What is new since {since}?"


def _people(server: MCPServer, tools: _Tools) -> None:
    @server.tool(annotations=_READ)
    def people(
        body: Who,
        office: Annotated[OfficeName | None, Field(description="Only who holds this office.")] = None,
        language: Lang = "fr",
        limit: Limit = ROWS,
    ) -> ToolAnswer:
        """Whom sources name for an authority, organisation or network, with office and date: public office only."""
        if office:
            return tools.named("office-in", {0: body}, direct.office(office), language=language, limit=limit)
        return tools.named("contacts-of", {0: body}, language=language, limit=limit)

    @server.tool(annotations=_READ)
    def person(name: Who, language: Lang = "fr") -> ToolAnswer:
        """Which public offices a person holds or held."""
        return tools.named("office-of", {0: name}, language=language)

    @server.tool(annotations=_READ)
    def meetings(who: Who, language: Lang = "fr", limit: Limit = ROWS) -> ToolAnswer:
        """Which meetings a person attended, or who stood for a body and at which."""
        return tools.named("meetings-of", {0: who}, language=language, limit=limit)

    @server.tool(annotations=_READ)
    def attendance(
        day: Day,
        body: Annotated[Who | None, Field(description="Only those who stood for this body.")] = None,
        excused: bool = False,  # noqa: FBT001, FBT002 - given by name
        language: Lang = "fr",
        limit: Limit = MAX_ROWS,
    ) -> ToolAnswer:
        """Who was present (or excused) at the meetings of a day, a month or a year."""

        def work(asker: Asker) -> ToolAnswer:
            events = direct.on_day(asker.gazetteer, day)
            filters = Filters(events=events, presence="excused" if excused else "present")
            parsed = direct.parsed(asker.gazetteer, "attendance", language, {1: body} if body else {}, filters)
            link = "/v1/events" if len(events) != 1 else f"/v1/events/{events[0].id}"
            return tool_answer(asker.answer(parsed), limit, tools.base, link)

        return answered(tools.connection, work)


def _networks(server: MCPServer, tools: _Tools) -> None:
    @server.tool(annotations=_READ)
    def members(network: Who, place: Who | None = None, language: Lang = "fr", limit: Limit = ROWS) -> ToolAnswer:
        """Who is a member of a network, as far as sources name them."""
        return tools.named("members-of", {0: network, 1: place}, language=language, limit=limit)

    @server.tool(annotations=_READ)
    def networks_of(body: Who, language: Lang = "fr", limit: Limit = ROWS) -> ToolAnswer:
        """Which networks an authority or organisation is in."""
        return tools.named("networks-of", {0: body}, language=language, limit=limit)

    @server.tool(annotations=_READ)
    def part_of(actor: Who, language: Lang = "fr") -> ToolAnswer:
        """What an actor is part of, the national section of, or a member of."""
        return tools.named("network-links", {0: actor}, language=language)

    @server.tool(annotations=_READ)
    def relations(
        actor: Who,
        relation: RelationName,
        direction: Annotated[
            Literal["to", "from"], Field(description="to: who does it to the actor; from: to whom it does.")
        ] = "to",
        language: Lang = "fr",
        limit: Limit = ROWS,
    ) -> ToolAnswer:
        """Who finances, composes, coordinates, advises… an actor, or whom it finances and so on."""
        filters = direct.verb(relation, forward=direction == "from")
        return tools.named("actor-role", {0: actor}, filters, language=language, limit=limit)

    @server.tool(annotations=_READ)
    def networks_covering(place: Who, language: Lang = "fr") -> ToolAnswer:
        """Which regional networks cover a place."""
        return tools.named("network-covering", {0: place}, language=language)

    @server.tool(annotations=_READ)
    def events(
        about: Annotated[Who, Field(description="A network, organisation or place that held or hosted them.")],
        language: Lang = "fr",
        limit: Limit = ROWS,
    ) -> ToolAnswer:
        """Meetings, congresses, missions that a body held, or that took place somewhere."""
        return tools.named("events", {0: about}, language=language, limit=limit)


def _documents(server: MCPServer, tools: _Tools) -> None:
    @server.tool(annotations=_READ)
    def figures(about: Who, language: Lang = "fr", limit: Limit = ROWS) -> ToolAnswer:
        """Numbers that sources state about a body, with unit and year."""

        def work(asker: Asker) -> ToolAnswer:
            parsed = direct.parsed(asker.gazetteer, "figures", language, {0: about})
            taken = parsed.choices[0].taken
            known = (*asker.gazetteer.figures.get(taken.id, ()), *asker.gazetteer.figures.get(taken.governs or "", ()))
            asked = direct.parsed(asker.gazetteer, "figures", language, {0: about}, Filters(figures=known))
            return tool_answer(asker.answer(asked), limit, tools.base, _page(asked))

        return answered(tools.connection, work)

    @server.tool(annotations=_READ)
    def open_questions(about: Who | None = None, language: Lang = "fr", limit: Limit = ROWS) -> ToolAnswer:
        """What the documents leave open or got wrong, about something or at all."""
        return tools.named("open", {0: about}, language=language, limit=limit)

    @server.tool(annotations=_READ)
    def sources(about: Who | None = None, language: Lang = "fr", limit: Limit = ROWS) -> ToolAnswer:
        """Which sources speak of something, or all that are loaded."""
        return tools.named("sources", {0: about}, language=language, limit=limit)
