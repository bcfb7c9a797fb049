"""`jumelles mcp`: the named questions for an assistant, over standard input and output."""

from __future__ import annotations

import logging
import sys
from contextlib import closing

from api.connection import Connection
from api.mcp.server import mcp_server
from graph.settings import read_settings


def run() -> None:
    """Serve until the assistant closes standard input. Nothing but the protocol goes to standard output."""
    # The server puts a handler of its own on the root logger unless there is one.
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    settings = read_settings()
    with closing(Connection(settings)) as connection:
        mcp_server(connection, settings).run("stdio")
