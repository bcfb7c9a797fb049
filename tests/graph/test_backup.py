"""Dump and restore: lossless from either engine to either, all or nothing, and nothing taken on trust."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given, settings

from graph.backup.dump import dump
from graph.backup.format import MAX_LINE, read_lines, write_lines
from graph.backup.restore import restore, verify
from graph.db import Graph, open_graph
from graph.errors import InputError, JumellesError, SchemaError
from graph.migrate import prepare
from graph.read import revision
from graph.records import Record
from graph.settings import Settings
from graph.write import replace_source
from tests.conftest import Once, emptied, wipe
from tests.graph.test_write import engine_examples
from tests.support.raw import contents
from tests.support.world import source, statements, town, whole


@pytest.fixture(scope="session")
def other_settings(empty_settings: Settings, once: Once, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The graph on the other engine that tests fill and wipe."""
    return emptied("neo4j" if empty_settings.neo4j_uri is None else "local", once, tmp_path_factory)


@settings(parent=engine_examples, max_examples=2)
@given(one=statements(), other=statements())
def test_to_the_other_engine_and_back_nothing_is_lost(
    empty_settings: Settings,
    other_settings: Settings,
    tmp_path_factory: pytest.TempPathFactory,
    one: list[Record],
    other: list[Record],
) -> None:
    folder = tmp_path_factory.mktemp("dumps")
    there, back = folder / "there", folder / "back"
    wipe(empty_settings)
    with open_graph(empty_settings) as here, open_graph(other_settings) as elsewhere:
        prepare(here)
        replace_source(here, source("one"), one)
        replace_source(here, source("other", "2016"), other)
        before, at = contents(empty_settings), revision(here)
        dump(here, there)
        restore(elsewhere, there, replace=True)
        assert contents(other_settings) == before
        assert revision(elsewhere) > at
        dump(elsewhere, back)
        restore(here, back, replace=True)
        assert contents(empty_settings) == before
        assert not replace_source(here, source("one"), one).changed
    assert _without_revision(there) == _without_revision(back)


def _without_revision(path: Path) -> list[object]:
    return [{**line, "revision": 0} if "revision" in line else line for _, line in read_lines(path)]


@pytest.fixture
def dumped(graph: Graph, tmp_path: Path) -> Path:
    """The dump of a graph with something of every kind."""
    replace_source(graph, source(), whole())
    dump(graph, tmp_path / "whole.dump")
    return tmp_path / "whole.dump"


def test_a_graph_that_holds_something_is_kept(graph: Graph, empty_settings: Settings, dumped: Path) -> None:
    before = contents(empty_settings)
    with pytest.raises(InputError, match="holds 1 sources: give --replace"):
        restore(graph, dumped)
    replace_source(graph, source("more"), [town()])
    restore(graph, dumped, replace=True)
    assert contents(empty_settings) == before


def test_a_failing_restore_leaves_the_old_state(graph: Graph, empty_settings: Settings, dumped: Path) -> None:
    # The second half of the file is found wrong only while it is written: a territory that is nowhere.
    lines = [line for _, line in read_lines(dumped)]
    broken = json.loads(json.dumps(lines).replace("US-OH", "US-XX"))
    with dumped.open("wb") as file:
        write_lines(file, broken)
    before, at = contents(empty_settings), revision(graph)
    with pytest.raises(InputError, match="US-XX"):
        restore(graph, dumped, replace=True)
    assert (contents(empty_settings), revision(graph)) == (before, at)


def test_the_same_graph_gives_the_same_bytes(graph: Graph, dumped: Path, tmp_path: Path) -> None:
    dump(graph, tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == dumped.read_bytes()
    assert dumped.stat().st_mode & 0o777 == 0o600, "a dump holds people"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again", "whole.dump"]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A sound dump, made without a graph."""
    path = tmp_path_factory.mktemp("sound") / "sound"
    said = {"key": "k", "locator": "l. 1", "name": "Nancy", "territory": "FR-54"}
    with path.open("wb") as file:
        write_lines(file, [_header(), {"source": {"id": "one"}}, _thing([["one", said]])])
    assert verify(path)["revision"] == 1
    return path.read_bytes()


def _header(**more: object) -> dict[str, object]:
    return {"jumelles": "dump", "format": 1, "schema": 1, "revision": 1, **more}


def _thing(stated: list[object], **more: object) -> dict[str, object]:
    return {"thing": "Collectivity", "id": "fr-nancy", "statements": stated, **more}


def test_every_cut_and_every_altered_byte_is_refused(sound: bytes, tmp_path: Path) -> None:
    path = tmp_path / "damaged"
    plain = gzip.decompress(sound)
    for position in range(len(sound)):
        path.write_bytes(sound[:position])
        with pytest.raises(InputError):
            verify(path)
    # Altered within, packed anew: only the checksum tells. The last bytes are the end line itself.
    for position in range(0, len(plain), 3):
        path.write_bytes(gzip.compress(plain[:position] + bytes([plain[position] ^ 1]) + plain[position + 1 :], 1))
        with pytest.raises(JumellesError):
            verify(path)
    path.write_bytes(sound + gzip.compress(b"more"))
    with pytest.raises(InputError, match="follows the end"):
        verify(path)


SAID = {"key": "k", "locator": "l. 1"}


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([_header(format=2)], "format 2, this program reads 1: use a newer"),
        ([_header(schema=99)], "schema 99"),
        ([_header(revision="1")], "revision is '1'"),
        ([{"jumelles": "no"}], "not a dump of Jumelles"),
        ([_header(), _thing([["two", SAID]])], "stated in 'two', which the dump does not hold"),
        ([_header(), _thing([], thing="Meta")], "not a thing"),
        ([_header(), _thing([["one", {"key": "k"}]])], "without key or place"),
        ([_header(), _thing([["one", {**SAID, "a`b": "x"}]])], "no property"),
        ([_header(), _thing([["one", {**SAID, "name": {"x": 1}}]])], "no property"),
        ([_header(), {"source": {"id": "../x"}}], "not a source"),
    ],
)
def test_what_is_no_dump_is_one_line(tmp_path: Path, lines: list[dict[str, object]], reason: str) -> None:
    path = tmp_path / "odd"
    with path.open("wb") as file:
        write_lines(file, lines)
    with pytest.raises((InputError, SchemaError), match=reason):
        verify(path)


OTHER_FILES = {
    "empty": b"",
    "zip": b"PK\x03\x04",
    "json": b"[1]",
    "no header": gzip.compress(b"{}\n"),
    "no text": gzip.compress(b"\xff\n"),
}


@pytest.mark.parametrize("content", OTHER_FILES.values(), ids=OTHER_FILES)
def test_other_files_are_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "other").write_bytes(content)
    with pytest.raises(InputError, match="other"):
        verify(tmp_path / "other")
    with pytest.raises(InputError, match="No such file"):
        verify(tmp_path / "none")


def test_a_bomb_is_refused_before_it_swells(tmp_path: Path) -> None:
    path = tmp_path / "bomb"
    with gzip.open(path, "wb", compresslevel=9) as file:
        file.write(json.dumps(_header()).encode() + b"\n")
        for _ in range(20):
            file.write(b"0" * 2**23)
    with pytest.raises(InputError, match="swells"):
        list(read_lines(path))
    line = b'{"source": {"id": "%s"}}\n' % (b"x" * 2**12)
    path.write_bytes(gzip.compress(json.dumps(_header()).encode() + b"\n" + line * (12 * MAX_LINE // len(line)), 9))
    with pytest.raises(InputError, match="swells"):
        for _ in read_lines(path):
            pass
