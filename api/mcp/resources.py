"""Resources: authorities, networks and sources by their id."""

from __future__ import annotations

import json
from collections.abc import Callable

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError
from pydantic import BaseModel

from api.connection import Connection
from graph import read
from graph.db import Graph
from graph.errors import NotFoundError

_JSON = "application/json"


def add_resources(server: MCPServer, connection: Connection) -> None:
    """Register the resources."""

    @server.resource("jumelles://sources", name="sources", title="All sources", mime_type=_JSON)
    def sources() -> str:
        """Every source that is loaded, newest first, with how much it states."""
        found = connection.use(read.sources)
        return json.dumps([one.model_dump(mode="json") for one in found], ensure_ascii=False)

    @server.resource("jumelles://sources/{id}", name="source", title="A source", mime_type=_JSON)
    def source(id: str) -> str:  # noqa: A002 - the name stands in the address
        """One source: what it is, its date, its publisher."""
        return _one(connection, lambda graph: read.source(graph, id))

    @server.resource("jumelles://collectivities/{id}", name="collectivity", title="An authority", mime_type=_JSON)
    def collectivity(id: str) -> str:  # noqa: A002 - the name stands in the address
        """One local authority by its id, such as fr-nancy or us-pa, with its sources."""
        return _one(connection, lambda graph: read.collectivity(graph, id))

    @server.resource("jumelles://networks/{id}", name="network", title="A network", mime_type=_JSON)
    def network(id: str) -> str:  # noqa: A002 - the name stands in the address
        """One network or association by its id, such as france-urbaine, with its sources."""
        return _one(connection, lambda graph: read.network(graph, id))


def _one(connection: Connection, work: Callable[[Graph], BaseModel]) -> str:
    try:
        return connection.use(work).model_dump_json(by_alias=True)
    except NotFoundError as error:
        raise ResourceNotFoundError(str(error)) from error
