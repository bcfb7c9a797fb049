"""`jumelles serve`: the service on uvicorn."""

from __future__ import annotations

import logging
import socket
from contextlib import closing

import structlog
import typer
import uvicorn

from api.app import create_app
from graph.db import open_graph
from graph.errors import SettingsError
from graph.settings import Settings, read_settings


def run(host: str, port: int) -> None:
    """Serve until interrupted. The graph is opened first, so that a wrong setting is told at once.

    Raises:
        SettingsError: the port is taken, or the address is not of this machine.
    """
    settings = read_settings()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.INFO))
    with closing(_listen(host, port)) as listener, open_graph(settings):
        typer.echo(f"Jumelles: http://{host}:{listener.getsockname()[1]}/ (Ctrl-C stops it)")
        _serve(settings, listener)


def _listen(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port))
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SettingsError(f"cannot listen on {host}:{port}: {reason} (choose another with --port)") from error


def _serve(settings: Settings, listener: socket.socket) -> None:
    config = uvicorn.Config(create_app(settings), log_level="warning", access_log=False, server_header=False)
    uvicorn.Server(config).run(sockets=[listener])
