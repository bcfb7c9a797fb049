"""The service reads by itself what the first question after a load would wait for."""

from __future__ import annotations

import time

import pytest

from api.connection import Connection
from api.warm import Warmer
from graph.db import Graph
from graph.lists.shelf import shelf_of
from graph.read import revision
from graph.settings import Settings
from graph.write import replace_source
from tests.support.world import source, whole


@pytest.mark.parametrize("empty_settings", ["local"], indirect=True, scope="session")
def test_what_a_load_changed_is_read_before_anybody_asks(graph: Graph, empty_settings: Settings) -> None:
    connection = Connection(empty_settings)
    warmer = Warmer(connection, pause=0.05)
    warmer.start()
    try:
        _until(warmer, revision(graph))
        replace_source(graph, source(), whole())
        now = revision(graph)
        _until(warmer, now)
        shelf = shelf_of(connection.graph())
        assert shelf.revision == now
        assert len(shelf.rows("read/list_partnerships")) == 1
    finally:
        warmer.stop()
        connection.close()


def _until(warmer: Warmer, number: int) -> None:
    deadline = time.monotonic() + 60
    while warmer.warm != number:
        assert time.monotonic() < deadline, warmer.warm
        time.sleep(0.02)
