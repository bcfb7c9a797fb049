"""What every request passes, as plain ASGI: HEAD from GET, and 304 while the graph has not moved."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access.keys import borne
from api.connection import Connection
from api.etag import etag
from graph.errors import JumellesError

NO_CACHE = "no-cache"
"""A copy may be kept, but is to be asked about each time: a writer may have moved the graph."""


class Head:
    """Answers HEAD as GET, without the body."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def bare(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET"}, receive, bare)


class Revisions:
    """Tags what `/v1` answers with the graph's revision, and answers 304 to who holds it already."""

    def __init__(self, app: ASGIApp, connection: Connection) -> None:
        self.app = app
        self.connection = connection

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer that nothing changed."""
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith("/v1/"):
            await self.app(scope, receive, send)
            return
        held = Headers(scope=scope).get("if-none-match")
        # Read before the answer is worked out: a tag may be older than what it stands for, never newer.
        revision = await self._revision(asked=held is not None)
        tag = None if revision is None else etag(scope, revision)
        if held is not None and tag is not None and _holds(held, tag):
            await send({"type": "http.response.start", "status": 304, "headers": _headers(scope, tag)})
            await send({"type": "http.response.body", "body": b""})
            return

        async def tell(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                headers = MutableHeaders(scope=message)
                if tag is not None:
                    headers.setdefault("ETag", tag)
                headers.setdefault("Cache-Control", _kept(scope))
            await send(message)

        await self.app(scope, receive, tell)

    async def _revision(self, *, asked: bool) -> int | None:
        seen = self.connection.seen()
        if seen is not None and not asked:
            return seen
        try:
            return await run_in_threadpool(self.connection.revision)
        except JumellesError:
            return None  # the answer itself will say what is wrong


def _holds(held: str, tag: str) -> bool:
    return any(part.strip().removeprefix("W/") == tag.removeprefix("W/") for part in held.split(","))


def _kept(scope: Scope) -> str:
    # What a key opened is kept by its bearer alone, not by a proxy on the way.
    return f"private, {NO_CACHE}" if borne(scope.get("state", {})) else NO_CACHE


def _headers(scope: Scope, tag: str) -> list[tuple[bytes, bytes]]:
    return [(b"etag", tag.encode()), (b"cache-control", _kept(scope).encode()), (b"vary", b"Accept, Accept-Encoding")]
