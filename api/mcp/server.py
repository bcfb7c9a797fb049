"""The MCP server: tools, resources and prompts on one connection, for HTTP and for stdio."""

from __future__ import annotations

from urllib.parse import urlsplit

from mcp.server import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from starlette.applications import Starlette

from api.connection import Connection
from api.mcp.prompts import add_prompts
from api.mcp.resources import add_resources
from api.mcp.tools import add_tools
from graph.settings import Settings
from graph.version import VERSION

INSTRUCTIONS = """Jumelles knows who cooperates with whom between local authorities (twin towns, partnerships, networks,
meetings), as its sources state it. Use `ask` with the user's own words first, in French or English; use the other tools
where you need exact parameters. Every answer names its sources with the place in each: cite them, and give the permalink.
What no source states is unknown: say so, never fill it in. There is no data about private life."""

_HERE = ["127.0.0.1", "127.0.0.1:*", "localhost", "localhost:*", "[::1]", "[::1]:*"]


def mcp_server(connection: Connection, settings: Settings) -> MCPServer:
    """Make the server; nothing is opened until a tool is called."""
    server = MCPServer(
        name="jumelles", title="Jumelles", instructions=INSTRUCTIONS, version=VERSION, log_level="WARNING"
    )
    base = (settings.address or "").rstrip("/")
    add_tools(server, connection, base)
    add_resources(server, connection)
    add_prompts(server)
    return server


def http_app(server: MCPServer, settings: Settings) -> Starlette:
    """Return the server's HTTP side, for `/mcp`. It answers under this machine's names and that of the public address."""
    host = urlsplit(settings.address or "").netloc
    security = TransportSecuritySettings(
        allowed_hosts=[*_HERE, *([host] if host else [])],
        allowed_origins=[
            *(f"{scheme}://{name}" for scheme in ("http", "https") for name in _HERE),
            *([settings.address.rstrip("/")] if settings.address else []),
        ],
    )
    return server.streamable_http_app(stateless_http=True, json_response=True, transport_security=security)
