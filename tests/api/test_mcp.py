"""Assistants: the official client over HTTP and over standard input and output, and the same answer as everywhere else."""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
from collections.abc import Awaitable, Callable, Sequence
from html import unescape
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from mcp import Client, StdioServerParameters
from typer.testing import CliRunner

from ask.engine import Asker
from cli.main import app
from graph.db import Graph
from graph.errors import NotUnderstoodError
from graph.settings import Settings
from graph.views import Answer
from tests.cli.test_cli import run
from tests.support.questions import cases
from tests.test_crash import environment

T = TypeVar("T")
QUESTION = "Qui était présent à la réunion du 20 novembre 2025 ?"


def over(server: Any, work: Callable[[Client], Awaitable[T]]) -> T:
    async def run() -> T:
        async with Client(server) as client:
            return await work(client)

    return asyncio.run(run())


def call(url: str, tool: str, **arguments: Any) -> dict[str, Any]:
    async def work(client: Client) -> dict[str, Any]:
        result = await client.call_tool(tool, arguments)
        assert not result.is_error, result.content
        assert result.structured_content is not None
        return dict(result.structured_content)

    return over(f"{url}/mcp", work)


def test_every_tool_has_parameters_and_an_output_schema(corpus_url: str) -> None:
    tools = over(f"{corpus_url}/mcp", lambda client: client.list_tools()).tools
    assert {"ask", "partnerships", "members", "people", "attendance", "path", "sources"} <= {
        tool.name for tool in tools
    }
    for tool in tools:
        assert tool.description
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint
        assert tool.output_schema is not None
        assert {"answer", "rows", "sources", "permalink"} <= tool.output_schema["properties"].keys()
        text = json.dumps(tool.input_schema).lower()
        assert "cypher" not in text


def told_by_mcp(url: str, questions: Sequence[str]) -> list[dict[str, Any] | str]:
    """Ask an assistant's tool in one session: each answer, or the text of the error."""

    async def work(client: Client) -> list[dict[str, Any] | str]:
        told: list[dict[str, Any] | str] = []
        for question in questions:
            result = await client.call_tool("ask", {"question": question, "limit": 200})
            error = "".join(getattr(part, "text", "") for part in result.content)
            told.append(error if result.is_error else dict(result.structured_content or {}))
        return told

    return over(f"{url}/mcp", work)


def plain(html: str) -> str:
    """Return the words of a page: no tags, no source boxes, spaces and apostrophes alike."""
    text = unescape(re.sub(r"<[^>]+>", "", re.sub(r'<a class="box".*?</a>', "", html)))
    return " ".join(text.replace("’", "'").split())


def asked(asker: Asker, question: str) -> Answer | NotUnderstoodError:
    try:
        return asker.ask(question)
    except NotUnderstoodError as error:
        return error


def test_the_answer_is_the_same_everywhere(corpus_url: str, corpus: Graph, corpus_settings: Settings) -> None:
    """The page, the command line, the service and assistants, on every sixth question of our own set."""
    asker, sample = Asker.of(corpus), [case for case in cases("own") if case.data == "corpus"][::6]
    told_all = told_by_mcp(corpus_url, [case.q for case in sample])
    expected_all = [asked(asker, case.q) for case in sample]
    assert sum(isinstance(one, NotUnderstoodError) for one in expected_all) in range(2, 8)
    with httpx.Client(base_url=corpus_url, timeout=60) as client:
        for case, told, expected in zip(sample, told_all, expected_all, strict=True):
            there = client.get("/v1/ask", params={"q": case.q})
            page = client.get("/", params={"q": case.q, "lang": case.lang}, headers={"accept": "text/html"})
            shown = CliRunner().invoke(app, ["ask", case.q, "--json"], env=environment(corpus_settings))
            if isinstance(expected, Answer):
                assert there.json() == json.loads(expected.model_dump_json(by_alias=True)), case
                assert json.loads(shown.stdout) == there.json(), case
                assert isinstance(told, dict), told
                assert (told["answer"], told["rows"]) == (expected.answer, there.json()["value"])
                assert plain(expected.answer) in plain(page.text), case
                continue
            assert (there.status_code, page.status_code) == (422, 422), case
            assert there.json()["detail"] == str(shown.exception) == str(expected)
            assert isinstance(told, str)
            for text in (str(expected), *expected.nearest):
                assert plain(text) in plain(told), case
                assert plain(text) in plain(page.text), case


def test_the_command_itself_says_the_same(corpus_url: str, corpus_settings: Settings) -> None:
    there = httpx.get(f"{corpus_url}/v1/ask", params={"q": QUESTION}, timeout=60).json()
    assert json.loads(run(corpus_settings, "ask", QUESTION, "--json").stdout) == there


@pytest.mark.parametrize(
    ("tool", "arguments", "must"),
    [
        ("partnerships", {"of": "FR", "with_": "US-PA"}, "fr-ara--us-pa"),
        ("partnerships", {"of": "Nantes", "with_": "Seattle", "theme": "universities"}, "us-wa-seattle"),
        ("partnerships", {"of": "US", "status": "dormant"}, "fr-saint-etienne--us-pa-pittsburgh"),
        ("members", {"network": "france-urbaine"}, "fr-dijon-metropole"),
        ("networks_of", {"body": "Limoges"}, "route-mondiale-de-la-ceramique"),
        ("people", {"body": "Strasbourg", "office": "mayor"}, "jeanne-barseghian"),
        ("people", {"body": "fr-nancy"}, "josephine-fouquet-bonnano"),
        ("person", {"name": "Nicolas Wit"}, "Directeur général adjoint"),
        ("meetings", {"who": "Lucyna Gravière"}, "2025-11-20"),
        ("attendance", {"day": "2020-12-15"}, "francois-laval"),
        ("relations", {"actor": "DCTCIV", "relation": "part_of", "direction": "from"}, "ministere-de-l-europe"),
        ("relations", {"actor": "CNCD", "relation": "composes"}, "regions-de-france"),
        ("networks_covering", {"place": "Bretagne"}, "bretagne-solidaire"),
        ("events", {"about": "National League of Cities"}, "us-tn-nashville"),
        ("figures", {"about": "France urbaine"}, "106"),
        ("peers", {"body": "Métropole de Lyon"}, "fr-strasbourg"),
        ("path", {"start": "Strasbourg", "end": "fr-lyon-metropole"}, "us-ma-boston"),
        ("compare", {"one": "Nantes", "other": "Marseille"}, "us-fl-miami"),
        ("timeline", {"of": "Marseille", "with_": "San Diego"}, "2025-11-20"),
        ("news", {"since": "2021"}, "us-ga-savannah"),
        ("themes", {"of": "Nevers"}, "heritage"),
        ("ranking", {"place": "FR", "partners_in": "US"}, "fr-caen"),
        ("open_questions", {"about": "Toulouse"}, "Atlanta"),
        ("sources", {}, "groupe-pays-etats-unis-2025-11-20"),
    ],
)
def test_tools(corpus_url: str, tool: str, arguments: dict[str, Any], must: str) -> None:
    told = (
        call(corpus_url, tool, **arguments, language="en")
        if tool != "attendance"
        else call(corpus_url, tool, **arguments)
    )
    assert must in json.dumps(told["rows"], ensure_ascii=False)
    assert told["permalink"].startswith("/")
    assert told["sources"] or tool == "sources"
    if told["permalink"].startswith("/?"):
        assert httpx.get(corpus_url + told["permalink"], timeout=30).status_code == 200


def test_rows_are_bounded_and_the_rest_is_told(corpus_url: str) -> None:
    told = call(corpus_url, "ask", question=QUESTION, limit=5)
    assert (len(told["rows"]), told["total"], told["truncated"]) == (5, 24, True)


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("ask", {"question": "MATCH (n) DETACH DELETE n"}, "Nearest"),
        ("ask", {"question": "What is Aurore Mallet's mobile number?"}, "mobile"),
        ("partnerships", {"of": "Zzyzxville"}, "Zzyzxville"),
        ("partnerships", {"of": "Nancy", "theme": "nonsense"}, "theme"),
        ("person", {"name": "Nancy"}, "Nancy"),
        ("ask", {"question": QUESTION, "limit": 100_000}, "200"),
    ],
)
def test_what_is_wrong_is_an_error_that_says_so(
    corpus_url: str, tool: str, arguments: dict[str, Any], said: str
) -> None:
    result = over(f"{corpus_url}/mcp", lambda client: client.call_tool(tool, arguments))
    assert result.is_error
    text = "".join(getattr(part, "text", "") for part in result.content)
    assert said in text
    assert "Traceback" not in text


def test_resources_and_prompts(corpus_url: str) -> None:
    async def work(client: Client) -> tuple[str, str, list[str]]:
        nancy = await client.read_resource("jumelles://collectivities/fr-nancy")
        sources = await client.read_resource("jumelles://sources")
        prompts = await client.list_prompts()
        await client.get_prompt("prepare_meeting", {"authority": "Nancy"})
        return str(nancy.contents), str(sources.contents), [prompt.name for prompt in prompts.prompts]

    nancy, sources, prompts = over(f"{corpus_url}/mcp", work)
    assert "Nancy" in nancy
    assert "groupe-pays-etats-unis-2016-03-30" in sources
    assert prompts == ["prepare_meeting", "who_works_there"]


def test_another_host_name_is_refused(corpus_url: str) -> None:
    body = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    headers = {"host": "evil.example", "accept": "application/json, text/event-stream"}
    assert httpx.post(f"{corpus_url}/mcp", json=body, headers=headers, timeout=30).status_code == 421


def test_over_standard_input_and_output(corpus_settings: Settings) -> None:
    command = str(Path(sys.executable).with_name("jumelles"))
    server = StdioServerParameters(command=command, args=["mcp"], env={**os.environ, **environment(corpus_settings)})

    async def work(client: Client) -> dict[str, Any]:
        result = await client.call_tool("ask", {"question": QUESTION})
        assert result.structured_content is not None
        return dict(result.structured_content)

    assert over(server, work)["total"] == 24
