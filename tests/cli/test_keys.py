"""`jumelles keys`: a key is shown once, listed without its secret, and revoked for good."""

from __future__ import annotations

import json
from pathlib import Path

from api.access.keys import Keyring
from graph.settings import read_settings
from tests.cli.test_cli import run


def test_a_key_is_made_listed_and_revoked(tmp_path: Path) -> None:
    settings = read_settings(home=tmp_path)
    made = run(settings, "keys", "make", "dashboard", "--scope", "people", "--expires", "2999-12-31", "--json")
    assert made.returncode == 0, made.stderr
    key = json.loads(made.stdout)
    assert Keyring(tmp_path).find(key["key"]) is not None
    listed = run(settings, "keys", "list", "--json").stdout
    assert key["id"] in listed
    assert key["key"].rpartition("_")[2] not in listed
    assert run(settings, "keys", "revoke", key["id"]).returncode == 0
    assert Keyring(tmp_path).all() == ()
    audit = (tmp_path / "audit.log").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["act"] for line in audit] == ["key made", "key revoked"]


def test_what_is_wrong_is_one_line(tmp_path: Path) -> None:
    settings = read_settings(home=tmp_path)
    for arguments, said in (
        (("make", "x", "--scope", "all"), "--scope: expected one of read, people, admin"),
        (("make", "x", "--expires", "soon"), "--expires: expected a day"),
        (("revoke", "none"), "no key has the id"),
    ):
        done = run(settings, "keys", *arguments)
        assert done.returncode == 1
        assert said in done.stderr
        assert len(done.stderr.splitlines()) == 1
