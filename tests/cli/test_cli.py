"""The command, as a person or a script runs it: what stands on stdout, on stderr, and the exit code."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.serve import listen
from graph.settings import Settings, read_settings
from tests.cli.inside import run_inside
from tests.test_crash import environment

JUMELLES = str(Path(sys.executable).with_name("jumelles"))
QUESTION = "which French cities partner with Pennsylvania entities"


def run(settings: Settings, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    env = {**environment(settings), "COLUMNS": "200", **more}
    return subprocess.run([JUMELLES, *arguments], env=env, capture_output=True, text=True, timeout=120, check=False)


def test_ask_as_json_is_the_contract(corpus_settings: Settings) -> None:
    done = run(corpus_settings, "ask", QUESTION, "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert {"question", "language", "understood", "answer", "value", "coverage"} <= answer.keys()
    assert {item["id"] for item in answer["value"]} == {"fr-ara--us-pa", "fr-saint-etienne--us-pa-pittsburgh"}


def test_ask_shows_document_date_and_place(corpus_settings: Settings) -> None:
    done = run_inside(corpus_settings, "ask", QUESTION)
    assert done.returncode == 0, done.stderr
    for text in ("Auvergne-Rhône-Alpes", "Pittsburgh", "2016-03-30", "2020-12-15", "2025-11-20", "l. 78", "l. 112"):
        assert text in done.stdout
    assert done.stderr == ""


def test_what_is_not_understood_is_one_line_and_its_nearest(corpus_settings: Settings) -> None:
    done = run(corpus_settings, "ask", "Quel temps fera-t-il demain à Nancy ?")
    assert done.returncode == 1
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert lines[0].startswith("jumelles: ")
    assert lines[1:]
    assert all(line.startswith("  ") for line in lines[1:])


def test_status_counts_labels_and_relations(corpus_settings: Settings) -> None:
    status = json.loads(run_inside(corpus_settings, "status", "--json").stdout)
    assert status["counts"]["ATTENDED"] >= 70
    assert status["counts"]["Source"] == 5
    assert len(status["sources"]) == 5
    shown = run_inside(corpus_settings, "status").stdout
    assert "Partnership" in shown
    assert "PARTNERS_WITH" in shown


def test_review_lists_what_is_open(corpus_settings: Settings) -> None:
    found = json.loads(run_inside(corpus_settings, "review", "--json").stdout)
    assert found["total"] == len(found["value"]) > 20
    assert "Anderson" in run_inside(corpus_settings, "review").stdout
    kinds = [one["kind"] for one in found["value"]]
    # What the graph would get wrong comes before what sources leave unclear.
    assert list(dict.fromkeys(kinds)) == ["duplicate", "ambiguous", "disagreement", "slip", "unclear"]


def test_a_map_is_written_whole(corpus_settings: Settings, tmp_path: Path) -> None:
    target = tmp_path / "map.html"
    done = run(corpus_settings, "map", "-o", str(target), "--between", "FR", "US-PA")
    assert done.returncode == 0, done.stderr
    html = target.read_text(encoding="utf-8")
    assert "Pittsburgh" in html
    assert list(tmp_path.iterdir()) == [target]
    refused = run_inside(corpus_settings, "map", "-o", str(tmp_path / "no" / "map.html"))
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "No such file or directory" in refused.stderr
    assert run_inside(corpus_settings, "map", "-o", str(target), "--between", "FR", "XX").returncode == 1


def test_a_map_never_takes_the_place_of_what_is_no_file(corpus_settings: Settings, tmp_path: Path) -> None:
    real = tmp_path / "real.html"
    (tmp_path / "link.html").symlink_to(real)
    assert run_inside(corpus_settings, "map", "-o", str(tmp_path / "link.html")).returncode == 0
    assert (tmp_path / "link.html").is_symlink()
    assert "Pittsburgh" in real.read_text(encoding="utf-8")
    os.mkfifo(tmp_path / "pipe")
    for target in (tmp_path, tmp_path / "pipe"):
        refused = run_inside(corpus_settings, "map", "-o", str(target))
        assert refused.returncode == 1
        assert "not a file that can be written" in refused.stderr
    assert (tmp_path / "pipe").is_fifo()
    assert {path.name for path in tmp_path.iterdir()} == {"real.html", "link.html", "pipe"}


def test_load_reports_as_people_and_as_json(tmp_path: Path) -> None:
    settings = read_settings(home=tmp_path / "home")
    facts = tmp_path / "facts.yml"
    facts.write_text(
        "format: 1\nsource: {id: one, title: {fr: Un, en: One}, kind: other}\n"
        "collectivities:\n  - {id: fr-nancy, name: Nancy, kind: commune, in: FR-54, at: l. 1}\n  - {id: x, at: l. 2}\n"
    )
    dry = run(settings, "load", "facts", str(facts), "--dry-run")
    assert (dry.returncode, dry.stdout) == (0, "one: 1 records would be loaded\n")
    assert "facts.yml:5: collectivities.name: field required" in dry.stderr
    assert not settings.home.exists()
    first = run_inside(settings, "load", "facts", str(facts), str(tmp_path / "none.yml"), "--json")
    assert first.returncode == 0
    report = json.loads(first.stdout)
    assert report["counts"]["Collectivity"] == {"new": 1, "changed": 0, "unchanged": 0, "removed": 0}
    assert report["rejected"][0]["row"] == 5
    assert len(report["failed"]) == 1
    again = run_inside(settings, "load", "facts", str(facts))
    assert "1 rejected rows" in again.stdout
    nothing = run_inside(settings, "load", "facts", str(tmp_path / "none.yml"))
    assert nothing.returncode == 1
    assert "nothing was loaded" in nothing.stderr


def test_only_an_unfinished_load_can_be_taken_back(corpus_settings: Settings) -> None:
    status = json.loads(run_inside(corpus_settings, "status", "--json").stdout)
    known = status["sources"][0]["id"]
    for source, said in ((known, "no load of it is unfinished"), ("nowhere", "no source has the id")):
        done = run_inside(corpus_settings, "load", "take-back", source)
        assert (done.returncode, done.stdout) == (1, "")
        assert said in done.stderr


def test_usage_errors_exit_with_2(tmp_path: Path) -> None:
    settings = read_settings(home=tmp_path)
    assert run(settings, "nonsense").returncode == 2
    for arguments in (("ask",), ("serve", "--port", "99999"), ("load",)):
        assert run_inside(settings, *arguments).returncode == 2


def test_an_empty_graph_says_what_to_do(tmp_path: Path) -> None:
    settings = read_settings(home=tmp_path)
    assert "jumelles load corpus" in run(settings, "status").stdout
    done = run_inside(settings, "ask", QUESTION)
    assert done.returncode == 1
    assert "jumelles load corpus" in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("NEO4J_URI", "bolt://127.0.0.1:1", "does not answer"),
        ("NEO4J_URI", "http://127.0.0.1:7474", "expected an address that begins with one of bolt"),
        ("JUMELLES_ENGINE_HEAP_MB", "lots", "JUMELLES_ENGINE_HEAP_MB"),
        ("JUMELLES_HOME", "/dev/null/x", "/dev/null"),
    ],
)
def test_a_wrong_setting_is_one_clear_line(tmp_path: Path, name: str, value: str, message: str) -> None:
    done = run(read_settings(home=tmp_path), "status", **{name: value})
    assert (done.returncode, done.stdout) == (1, "")
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_wrong_password_is_one_clear_line(corpus_settings: Settings) -> None:
    if not corpus_settings.neo4j_uri:
        pytest.skip("the local engine's password is its own")
    done = run(corpus_settings, "status", NEO4J_PASSWORD="wrong")
    assert done.returncode == 1
    assert "refused user name or password" in done.stderr
    assert "wrong" not in done.stderr


def test_something_else_at_the_address_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        other.settimeout(30)
        port = other.getsockname()[1]
        command = [JUMELLES, "status"]
        env = {**environment(read_settings(home=tmp_path)), "NEO4J_URI": f"bolt://127.0.0.1:{port}"}
        with subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True) as process:
            connection, _ = other.accept()
            connection.recv(100)
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            connection.close()
            _, told = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "is not a Neo4j" in told


def test_a_taken_port_is_told(corpus_settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run(corpus_settings, "serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "cannot listen on" in done.stderr


def test_an_answer_leaves_without_waiting_for_an_acknowledgement() -> None:
    with listen("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()):
        connection, _ = listener.accept()
        with connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_help_is_quick(tmp_path: Path) -> None:
    run(read_settings(home=tmp_path), "--help")
    started = time.monotonic()
    done = run(read_settings(home=tmp_path), "--help")
    assert "load" in done.stdout
    # A bound for a hung import, not a measurement.
    assert time.monotonic() - started < 10
