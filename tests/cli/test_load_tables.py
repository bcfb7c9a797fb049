"""`jumelles load partnerships`, `load people` and `mapping suggest`: what a person and a script see."""

from __future__ import annotations

import json
from pathlib import Path

from graph.settings import Settings, read_settings
from tests.cli.test_cli import run

DATA = Path(__file__).parent.parent / "loaders" / "data"
REGISTER = str(DATA / "partnerschaften.csv")
MAPPING = str(DATA / "partnerschaften.yml")


def test_a_register_and_office_holders(tmp_path: Path) -> None:
    settings: Settings = read_settings(home=tmp_path)
    dry = run(settings, "load", "partnerships", REGISTER, "--mapping", MAPPING, "--dry-run")
    assert dry.returncode == 0, dry.stderr
    assert "partnerschaften-2014: 15 records would be loaded" in dry.stdout
    assert (
        "Partnership de-wurzburg--fr-nancy (registre · l. 2) parties: de-wurzburg, fr-nancy; form: twinning"
        in dry.stdout
    )
    assert f"rejected {REGISTER}:9: art: got 'x', expected one of p, f, k" in dry.stderr

    done = run(settings, "load", "partnerships", REGISTER, "--mapping", MAPPING, "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["counts"]["Partnership"]["new"] == 5
    assert [row["row"] for row in report["rejected"]] == [8, 9, 10, 11]

    people = run(settings, "load", "people", str(DATA / "maires.csv"), "--json")
    assert json.loads(people.stdout)["counts"]["Mandate"]["new"] == 17


def test_failures_are_one_line(tmp_path: Path) -> None:
    settings = read_settings(home=tmp_path)
    assert run(settings, "load", "partnerships", REGISTER).returncode == 2
    for arguments, line in (
        (("load", "partnerships", str(tmp_path), "--mapping", MAPPING), "a folder, expected a file"),
        (("load", "partnerships", REGISTER, "--mapping", "none.yml"), "none.yml: No such file or directory"),
        (("load", "people", REGISTER), "no shipped mapping fits"),
    ):
        done = run(settings, *arguments, "--dry-run", "--json")
        assert done.returncode == 1
        (only,) = done.stderr.splitlines()
        assert only.startswith("jumelles: ")
        assert line in only


def test_a_mapping_is_suggested(tmp_path: Path) -> None:
    settings = read_settings(home=tmp_path)
    shown = run(settings, "mapping", "suggest", REGISTER)
    assert "since: seit\n" in shown.stdout
    target = tmp_path / "m.yml"
    written = run(settings, "mapping", "suggest", REGISTER, "-o", str(target), "--json")
    assert json.loads(written.stdout)["doubtful"] >= 5
    assert target.read_text(encoding="utf-8") == shown.stdout
    again = run(settings, "mapping", "suggest", REGISTER, "-o", str(target))
    assert again.returncode == 1
    assert "File exists" in again.stderr
