"""The audit of what is installed and vendored: licences, known weaknesses, checksums."""

from __future__ import annotations

import hashlib
import json
import re
from email.message import Message
from pathlib import Path

import pytest

from tools.audit import ALLOWED, FOR_TESTS, ROOT, allowed, expression, licences, weaknesses

LISTS = ("viz/assets", "api/pages/static")
ROW = re.compile(r"^\| `([^`]+)` \| (.+?) \| (.+?) \| (\d+) \| `([0-9a-f]{64})` \|$", re.MULTILINE)


def test_every_locked_distribution_has_an_allowed_licence() -> None:
    faults, elsewhere, checked = licences()
    assert faults == []
    assert checked > 100
    # For Windows, for browsers, and (async-timeout, Apache-2.0) for Python before 3.11.3.
    known = {"async-timeout", "colorama", "httpx2-jsfetch", "pywin32"}
    assert set(elsewhere) <= known, "say in the test why this is not installed"


@pytest.mark.parametrize(
    ("said", "shipped", "tests"),
    [
        ("MIT", True, True),
        ("MPL-2.0 AND (Apache-2.0 OR MIT)", True, True),
        ("GPL-3.0-only OR MIT", True, True),
        ("MIT AND GPL-3.0-only", False, False),
        ("LGPL-3.0-or-later", False, True),
        ("AGPL-3.0-only", False, False),
    ],
)
def test_what_is_allowed(said: str, *, shipped: bool, tests: bool) -> None:
    assert (allowed(said, ALLOWED), allowed(said, FOR_TESTS)) == (shipped, tests)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ([("License-Expression", "GPL-3.0-only"), ("License", "MIT")], "GPL-3.0-only"),
        ([("Classifier", "License :: OSI Approved :: MIT License")], "MIT"),
        ([("License", "Apache License, Version 2.0")], "Apache-2.0"),
        (
            [("Classifier", "License :: OSI Approved :: GNU General Public License v3 (GPLv3)"), ("License", "GPL")],
            None,
        ),
        ([], None),
    ],
)
def test_where_a_licence_is_said(fields: list[tuple[str, str]], said: str | None) -> None:
    metadata = Message()
    for name, value in fields:
        metadata[name] = value
    assert expression(metadata) == said  # type: ignore[arg-type]


def test_the_answer_of_pip_audit() -> None:
    weak = {"name": "x", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": ["2"]}]}
    sound = {"name": "y", "version": "1", "vulns": []}
    answer = json.dumps({"dependencies": [weak, sound, {"name": "z", "skip_reason": "not found"}]})
    assert weaknesses(answer) == (["x 1: CVE-1, mended in 2"], 2, 1)


@pytest.mark.parametrize("folder", LISTS)
def test_what_is_vendored_is_named_with_version_licence_and_checksum(folder: str) -> None:
    base = ROOT / folder
    rows = ROW.findall((base / "LICENSES.md").read_text(encoding="utf-8"))
    assert rows
    for name, package, licence, size, checksum in rows:
        content = (base / name).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (int(size), checksum), name
        assert re.search(r" \d+\.\d+\.\d+", package), f"{name}: no version"
        words = re.findall(r"[A-Z0-9][A-Za-z0-9]*(?:-[\d.]+)?", licence)
        assert set(words) & {"0BSD", "Apache-2.0", "ISC", "MIT", "OFL-1.1"}, f"{name}: {licence}"
    named = {name for name, *_ in rows}
    foreign = {one for one in _files(base) if one.endswith((".min.js", ".woff2", "-10m.json", "0m.json"))}
    foreign |= {one for one in _files(base) if one.startswith("swagger/") and one.endswith((".js", ".css"))}
    assert foreign <= named, "vendored, and not named in LICENSES.md"


def _files(base: Path) -> set[str]:
    return {path.relative_to(base).as_posix() for path in base.rglob("*") if path.is_file()}


def test_the_container_is_pinned_and_not_root() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    bases = [line for line in lines if line.startswith("FROM ")]
    assert all(re.search(r":[\w.-]*\d+\.\d+|@sha256:", line) or " AS " in line for line in bases)
    assert not any(":latest" in line for line in bases)
    users = [line.split()[1] for line in lines if line.startswith("USER ")]
    assert users
    assert users[-1] not in ("root", "0")
