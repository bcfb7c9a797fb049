"""`jumelles read`: a facts file on standard output, or in a new file, that `jumelles load facts` takes."""

from __future__ import annotations

import json
from pathlib import Path

from ask.engine import ask
from graph.db import open_graph
from graph.settings import Settings, read_settings
from loaders.run import load_facts
from tests.cli.test_cli import run
from tests.loaders.minutes.samples import BULLETS


def test_from_the_document_to_the_answered_question(tmp_path: Path) -> None:
    settings: Settings = read_settings(home=tmp_path / "home")
    document, facts = tmp_path / "metz.txt", tmp_path / "metz.yml"
    document.write_text(BULLETS, encoding="utf-8")
    with open_graph(settings) as graph:
        shown = run(settings, "read", str(document), "--json", "-o", str(facts))
        assert shown.returncode == 0, shown.stderr
        proposed = json.loads(shown.stdout)
        assert proposed["counts"]["attendances"] == 8
        assert all({"confidence", "reason", "known", "fact"} <= fact.keys() for fact in proposed["facts"])

        assert load_facts(graph, [facts]).loads
        answer = ask(graph, "partenaires de Metz")
        assert {item.id for item in answer.value} == {"de-trier--fr-metz", "de-leipzig--fr-metz"}
        assert answer.links[0].sources[0].locator.startswith("§ 1 · l. ")

        again = run(settings, "read", str(document))
        assert "this very document is loaded already" in again.stderr
        assert "# 0.95 known, seen by" in again.stdout


def test_what_is_no_document_is_one_line(tmp_path: Path) -> None:
    settings = read_settings(home=tmp_path / "home")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    done = run(settings, "read", str(tmp_path / "empty.txt"))
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert "the file is empty" in line
