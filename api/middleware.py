"""What every request passes, as plain ASGI: a request id, HEAD from GET, and 304 while the graph has not moved."""

from __future__ import annotations

import re
import uuid

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.connection import Connection
from api.etag import etag
from graph.errors import JumellesError

_REQUEST_ID = re.compile(r"^[A-Za-z0-9-]{1,64}$")
NO_CACHE = "no-cache"
"""A copy may be kept, but is to be asked about each time: a writer may have moved the graph."""


class RequestId:
    """Gives each request an id, its own if it brings a fit one, and puts it on the answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        found = given if _REQUEST_ID.match(given) else f"req-{uuid.uuid4().hex[:12]}"
        scope.setdefault("state", {})["request_id"] = found

        async def tell(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["X-Request-Id"] = found
            await send(message)

        await self.app(scope, receive, tell)


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
            await send({"type": "http.response.start", "status": 304, "headers": _headers(tag)})
            await send({"type": "http.response.body", "body": b""})
            return

        async def tell(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                headers = MutableHeaders(scope=message)
                if tag is not None:
                    headers.setdefault("ETag", tag)
                headers.setdefault("Cache-Control", NO_CACHE)
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


def _headers(tag: str) -> list[tuple[bytes, bytes]]:
    return [(b"etag", tag.encode()), (b"cache-control", NO_CACHE.encode()), (b"vary", b"Accept, Accept-Encoding")]
