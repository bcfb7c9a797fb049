"""What docs/dashboards promises, tried as far as it can be without the servers of those products."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from graph.db import Graph
from viz.exports.export import Format, export

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs" / "dashboards").glob("*.md"))
DASHBOARD = json.loads((ROOT / "docs" / "dashboards" / "grafana.json").read_text(encoding="utf-8"))
SELECTOR = re.compile(r"[.]")


@pytest.fixture(scope="module")
def client(corpus_url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=corpus_url, timeout=30) as opened:
        yield opened


def test_the_dashboard_is_one_that_grafana_imports() -> None:
    assert {
        "title",
        "uid",
        "schemaVersion",
        "panels",
        "templating",
        "time",
        "__inputs",
        "__requires",
    } <= DASHBOARD.keys()
    assert DASHBOARD["schemaVersion"] >= 36
    panels = DASHBOARD["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    required = {one["id"] for one in DASHBOARD["__requires"] if one["type"] == "panel"}
    assert {panel["type"] for panel in panels} == required
    for panel in panels:
        grid = panel["gridPos"]
        assert grid["x"] + grid["w"] <= 24
        assert all(target["datasource"]["uid"] == "${DS_INFINITY}" for target in panel["targets"])
    frames = [[target["format"] for target in panel["targets"]] for panel in panels if panel["type"] == "nodeGraph"]
    assert frames == [["node-graph-nodes", "node-graph-edges"]] * 2


def test_every_query_of_the_dashboard_is_answered_with_its_columns(client: httpx.Client) -> None:
    values = {one["name"]: one["current"]["value"] for one in DASHBOARD["templating"]["list"]}
    for panel in DASHBOARD["panels"]:
        for target in panel["targets"]:
            url = target["url"].replace("${jumelles}", "")
            url = re.sub(r"\$\{(\w+):percentencode\}", lambda match: quote(values[match[1]], safe=""), url)
            response = client.get(url)
            assert response.status_code == 200, url
            rows = response.json()[target["root_selector"]]
            assert rows, url
            for column in target["columns"]:
                assert any(_selected(row, column["selector"]) is not None for row in rows), (url, column)


def _selected(row: Any, selector: str) -> Any:
    for step in SELECTOR.split(selector):
        try:
            row = row[int(step)] if step.isdigit() else row[step]
        except (LookupError, TypeError):
            return None
    return row


def addresses() -> list[str]:
    found = set()
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        found |= set(re.findall(r"[\"'`\s](?:http://127\.0\.0\.1:8000)?(/v1/[a-z/]+(?:\?[a-z_=&A-Z0-9]+)?)", text))
    return sorted(found)


def test_every_address_in_the_pages_answers(client: httpx.Client) -> None:
    assert len(addresses()) >= 6
    for address in addresses():
        assert client.get(address).status_code == 200, address
    answer = client.get("/v1/grafana/nodes", headers={"Origin": "https://observablehq.com"})
    assert answer.status_code == 200


def test_every_statement_in_the_pages_runs(corpus: Graph, tmp_path: Path) -> None:
    export(corpus, Format.SQLITE, tmp_path / "jumelles.sqlite")
    database = sqlite3.connect(tmp_path / "jumelles.sqlite")
    statements = [sql for page in PAGES for sql in re.findall(r"```sql\n(.*?)```", page.read_text("utf-8"), re.DOTALL)]
    assert len(statements) >= 5
    answers = [database.execute(sql).fetchall() for sql in statements]
    assert all(answers[:4])
    text = (ROOT / "docs" / "dashboards" / "metabase.md").read_text("utf-8")
    views = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'view'")}
    assert all(f"`{view}`" in text for view in views)
    database.close()


def test_every_command_in_the_pages_is_one(tmp_path: Path) -> None:
    from cli.main import app

    names = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    used = {name for page in PAGES for name in re.findall(r"jumelles ([a-z]+)", page.read_text("utf-8"))}
    assert used <= names | {"load"}


def test_links_between_the_pages_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), (page.name, target)


def test_the_newcomers_notebook_comes_to_a_plot(corpus_url: str, tmp_path: Path) -> None:
    script = ROOT / "examples" / "newcomer.py"
    env = {**os.environ, "JUMELLES_URL": corpus_url}
    done = subprocess.run(
        [sys.executable, str(script)], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert ">US</text>" in (tmp_path / "partners.svg").read_text(encoding="utf-8")


def test_the_notebook_is_the_script_and_short() -> None:
    code = [
        line for line in (ROOT / "examples" / "newcomer.py").read_text("utf-8").splitlines() if not line.startswith("#")
    ]
    assert len([line for line in code if line.strip()]) <= 15
    notebook = json.loads((ROOT / "examples" / "newcomer.ipynb").read_text("utf-8"))
    cells = ["".join(cell["source"]) for cell in notebook["cells"] if cell["id"] == "plot"]
    assert cells == ["\n".join(code) + "\n"]
