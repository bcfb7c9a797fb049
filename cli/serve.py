"""`jumelles serve`: the service on uvicorn."""

from __future__ import annotations

import logging
import socket
import sys
from contextlib import closing
from ipaddress import ip_address

import structlog
import typer
import uvicorn
from starlette.types import ASGIApp
from structlog.typing import Processor

from api.access.keys import Keyring
from api.app import create_app
from graph.db import open_graph
from graph.errors import SettingsError
from graph.settings import Settings, read_settings


def run(host: str, port: int, *, public: bool = False) -> None:
    """Serve until interrupted. The graph is opened first, so that a wrong setting is told at once.

    Raises:
        SettingsError: the port is taken, the address is not of this machine, or it is open to others without keys.
    """
    settings = read_settings()
    beyond = not _loopback(host)
    if beyond and not public and not Keyring(settings.home).all():
        raise SettingsError(f"{host} is open to other machines: make a key first (jumelles keys make), or say --public")
    log_as_json()
    with closing(listen(host, port)) as listener, open_graph(settings):
        typer.echo(f"Jumelles: http://{host}:{listener.getsockname()[1]}/ (Ctrl-C stops it)")
        _serve(settings, listener, key_required=beyond and not public)


def log_as_json() -> None:
    """Write what we and the libraries beneath us log as lines of JSON, on standard output."""
    said: list[Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper("iso"),
        structlog.processors.format_exc_info,
    ]
    written = structlog.processors.JSONRenderer()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.INFO), processors=[*said, written])
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(written, foreign_pre_chain=said))
    # Before the library for assistants, which would put a handler of its own there.
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that takes connections; raise SettingsError where the address is not to be had."""
    try:
        listener = socket.create_server((host, port))
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SettingsError(f"cannot listen on {host}:{port}: {reason} (choose another with --port)") from error
    # asyncio does this only for sockets that it made itself; without it the body of an answer waits 40 ms for the
    # acknowledgement of its headers. Connections inherit it.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _serve(settings: Settings, listener: socket.socket, *, key_required: bool) -> None:
    app = create_app(settings, key_required=key_required, warm=True)
    uvicorn.Server(configured(app, settings)).run(sockets=[listener])


def configured(app: ASGIApp, settings: Settings) -> uvicorn.Config:
    """Return how uvicorn serves: without a trusted proxy nobody may say in a header that a request comes from elsewhere."""
    return uvicorn.Config(
        app,
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=settings.trust_proxy,
        forwarded_allow_ips=settings.proxies,
    )
