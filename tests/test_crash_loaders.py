"""kill -9 of a load at a random moment, whatever the loader: loading again is loading once."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.db import Graph
from graph.settings import Settings
from loaders.run import load
from loaders.wikidata.read import wikidata_service
from tests.conftest import wipe
from tests.loaders.test_fetch import StandIn, stand_in
from tests.loaders.test_rejected_again import CASES, Case, beside
from tests.support.raw import contents
from tests.test_crash import ROUNDS, environment

__all__ = ["stand_in"]

JUMELLES = str(Path(sys.executable).with_name("jumelles"))
COMMANDS = {
    "facts": ("facts", "{file}"),
    "wikidata": ("wikidata", "{file}"),
    "members": ("members", "{file}", "--network", "club", "--name", "Le Club", "--date", "2026"),
    "people": ("people", "{file}", "--mapping", "{mapping}"),
    "partnerships": ("partnerships", "{file}", "--mapping", "{mapping}"),
}


def killed(settings: Settings, arguments: tuple[str, ...], after: float) -> None:
    """Start a load and kill it."""
    load_ = subprocess.Popen(
        [JUMELLES, "load", *arguments],
        env=environment(settings),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(after)
    load_.kill()
    load_.wait(30)


def survives(settings: Settings, arguments: tuple[str, ...], again: Callable[[], Any]) -> None:
    """Whatever a kill leaves is the old state or the new one, and loading again gives the new one."""
    before = contents(settings)
    again()
    once = contents(settings)
    assert once != before
    chance = random.Random(str(arguments[0]))
    for _ in range(max(1, ROUNDS // 4)):
        wipe(settings)
        killed(settings, arguments, chance.uniform(0.3, 1.5))
        assert contents(settings) in (before, once)
        again()
        assert contents(settings) == once


@pytest.mark.parametrize("name", COMMANDS)
def test_loading_again_after_a_kill_is_loading_once(
    graph: Graph, empty_settings: Settings, tmp_path: Path, name: str
) -> None:
    case: Case = CASES[name]
    path = tmp_path / case.file
    path.write_text(case.text, encoding="utf-8")
    beside(path).write_text(case.mapping, encoding="utf-8")
    arguments = tuple(word.format(file=path, mapping=beside(path)) for word in COMMANDS[name])
    survives(empty_settings, arguments, lambda: load(graph, [path], case.kind(path)))


def test_fetching_again_after_a_kill_is_fetching_once(
    graph: Graph, empty_settings: Settings, stand_in: StandIn
) -> None:
    def again() -> None:
        load(graph, [empty_settings.home / "cache" / "wikidata"], wikidata_service("FR", stand_in.service()))

    survives(empty_settings, ("wikidata", "--fetch", "--endpoint", stand_in.url), again)
