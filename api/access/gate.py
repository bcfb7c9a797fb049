"""The gate that every request goes through, as plain ASGI: its id, the policy, headers of safety, what is counted and logged.

One layer for all of it, because each layer of Starlette's own kind costs a request more than all of these together.
"""

from __future__ import annotations

import re
import time
import uuid
from typing import Any

import structlog
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import errors
from api.access.keys import Key
from api.access.metrics import Metrics
from api.access.policy import Policy, Refusal

REQUEST_ID = re.compile(r"^[A-Za-z0-9-]{1,64}$")
API = "/v1/"
SAFETY = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
)
"""Headers that an answer gets where its route did not set them."""

log = structlog.get_logger("access")


class Gate:
    """Wraps the app."""

    def __init__(self, app: ASGIApp, policy: Policy, metrics: Metrics) -> None:
        self._app, self._policy, self._metrics = app, policy, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.perf_counter()
        headers = dict(scope["headers"])
        state = scope.setdefault("state", {})
        state["request_id"] = _request_id(headers)
        status = 500

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = _headers(message["headers"], state["request_id"])
            await send(message)

        client = scope["client"][0] if scope.get("client") else ""
        found = self._policy.check(scope["path"], scope["query_string"], headers, client)
        try:
            if isinstance(found, Refusal):
                await self._refuse(found, scope, receive, sending)
            else:
                state["key"] = found
                await self._app(scope, receive, sending)
        finally:
            self._note(scope, status, time.perf_counter() - begun, found if isinstance(found, Key) else None)

    @staticmethod
    async def _refuse(refusal: Refusal, scope: Scope, receive: Receive, send: Send) -> None:
        answer = errors.answer(Request(scope, receive), refusal.status, refusal.detail)
        # A script of another page may read why it was refused.
        answer.headers.update({"Access-Control-Allow-Origin": "*", **refusal.headers})
        await answer(scope, receive, send)

    def _note(self, scope: Scope, status: int, seconds: float, key: Key | None) -> None:
        # The route's pattern, never the address: addresses hold names of people and questions.
        route = getattr(scope.get("route"), "path", None) or "none"
        # A route of a router knows its own part alone, and `/actors` would be two.
        if scope["path"].startswith(API) and not route.startswith(API) and route != "none":
            route = API[:-1] + route
        self._metrics.count(scope["method"], route, status, seconds)
        if not self._policy.logged:
            return
        said: dict[str, Any] = {"key": key.id} if key else {}
        took = round(seconds * 1000, 1)
        log.info(
            "request",
            method=scope["method"],
            route=route,
            status=status,
            ms=took,
            request_id=scope["state"]["request_id"],
            **said,
        )


def _request_id(headers: dict[bytes, bytes]) -> str:
    given = headers.get(b"x-request-id", b"").decode("latin-1")
    return given if REQUEST_ID.match(given) else f"req-{uuid.uuid4().hex[:12]}"


def _headers(given: list[tuple[bytes, bytes]], request_id: str) -> list[tuple[bytes, bytes]]:
    names = {name.lower() for name, _ in given}
    missing = [(name, value) for name, value in SAFETY if name not in names]
    return [*given, *missing, (b"x-request-id", request_id.encode())]
