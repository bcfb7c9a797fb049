"""The number that tells whether anybody wrote to the local engine: never the same after a write, whoever ends how."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from graph.db import Graph, Rows, open_graph
from graph.errors import InputError
from graph.mark import Mark
from graph.read import revision
from graph.settings import Settings
from graph.write import replace_source
from tests.support.world import source, town

KILLED = """
import os, signal, sys
from pathlib import Path
from graph.mark import Mark
with Mark(Path(sys.argv[1])).writing():
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_all_see_one_number_and_none_while_somebody_writes(tmp_path: Path) -> None:
    with closing(Mark(tmp_path / "writes")) as one, closing(Mark(tmp_path / "writes")) as other:
        before = other.settled()
        assert before is not None
        assert before == one.settled()
        with one.writing():
            assert other.settled() is None
        after = other.settled()
        assert after is not None
        assert after > before
    assert one.settled() is None, "closed"
    assert (tmp_path / "writes").stat().st_mode & 0o777 == 0o600


def test_what_failed_before_its_commit_settles_and_what_nobody_knows_does_not(tmp_path: Path) -> None:
    with closing(Mark(tmp_path / "writes")) as mark:
        seen = {mark.settled()}
        with pytest.raises(InputError, match="a row"), mark.writing():
            raise InputError("a row")
        assert mark.settled() not in {*seen, None}
        seen.add(mark.settled())
        with pytest.raises(OSError, match="while it committed"), mark.writing():
            raise OSError("the engine went away while it committed")
        assert mark.settled() is None
        subprocess.run([sys.executable, "-c", KILLED, tmp_path / "writes"], check=False)
        assert mark.settled() is None
        with mark.writing():
            pass
        assert mark.settled() not in {*seen, None}


def test_a_file_that_was_taken_away_tells_nothing(tmp_path: Path) -> None:
    with closing(Mark(tmp_path / "writes")) as mark:
        (tmp_path / "writes").unlink()
        assert mark.settled() is None


class Written(Graph):
    """A graph whose writer goes on by one step wherever the reader looks."""

    def __init__(self, mark: Mark, stops: set[int]) -> None:
        self._mark, self._stops, self._looks = mark, stops, 0
        self._known, self.seen, self.committed = None, None, 0
        self._writer = self._write()

    def _write(self) -> Any:
        while True:
            with self._mark.writing():
                yield
                self.committed += 1
                yield
            yield

    def _step(self) -> None:
        self._looks += 1
        if self._looks in self._stops:
            next(self._writer)

    def _settled(self) -> int | None:
        self._step()
        found = self._mark.settled()
        self._step()
        return found

    def read(self, name: str, /, **params: Any) -> Any:
        self._step()
        found = self.committed
        self._step()
        return [{"revision": found}]


def test_no_interleaving_with_a_writer_gives_an_old_revision(tmp_path: Path) -> None:
    tried = 0
    with closing(Mark(tmp_path / "writes")) as mark:
        for count in range(5):
            for stops in combinations(range(1, 14), count):
                graph = Written(mark, set(stops))
                for _ in range(3):
                    at = graph.committed
                    assert graph.revision() >= at, stops
                    tried += 1
                graph._writer.close()
    assert tried > 3000


@pytest.mark.parametrize("empty_settings", ["local"], indirect=True, scope="session")
def test_a_revision_is_asked_for_once_until_somebody_writes(
    graph: Graph, empty_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    read = Graph.read

    def counted(self: Graph, name: str, /, **params: Any) -> Rows:
        asked.append(name)
        return read(self, name, **params)

    monkeypatch.setattr(Graph, "read", counted)
    replace_source(graph, source("zero"), [town()])  # a test that kills writers may have left the number odd
    before = revision(graph)
    asked.clear()
    assert revision(graph) == before
    assert asked == []
    with open_graph(empty_settings) as other:
        replace_source(other, source("one"), [town()])
    asked.clear()
    assert revision(graph) == before + 1
    assert asked == ["read/meta"]
