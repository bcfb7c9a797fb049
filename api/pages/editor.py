"""Who may change things from a page: whoever sits at the machine that serves it, or has a key with the scope admin.

A browser on the same machine asks by a loopback name and through no proxy; and always from one of our own pages: another site
that the browser has open, or a name that was bent to lead here, is refused.
"""

from __future__ import annotations

from ipaddress import ip_address
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, HTTPException, Request

from api.access.keys import Scope, borne

LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")


def may_edit(request: Request) -> bool:
    """Whether the request comes from this very machine, by a loopback name and through no proxy, or bears an admin's key."""
    key = borne(request.scope.get("state", {}))
    if key is not None:
        return bool(key.opens(Scope.ADMIN))
    forwarded = any(name in request.headers for name in ("forwarded", "x-forwarded-for", "x-real-ip"))
    client = request.client.host if request.client else ""
    return not forwarded and _loopback(client) and (request.url.hostname or "") in LOOPBACK_NAMES


def editor(request: Request) -> None:
    """Refuse whoever may not change things, and requests that another site makes.

    Raises:
        HTTPException: 403.
    """
    if not may_edit(request):
        raise HTTPException(403, "only from the machine that serves this page, or with a key of the scope admin")
    if request.method not in ("GET", "HEAD") and not _from_here(request):
        raise HTTPException(403, "only from a page of this service")


def _loopback(client: str) -> bool:
    try:
        return ip_address(client).is_loopback
    except ValueError:
        return False


def _from_here(request: Request) -> bool:
    origin = request.headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc == request.headers.get("host")
    return request.headers.get("sec-fetch-site", "same-origin") == "same-origin"


EditorDep = Annotated[None, Depends(editor)]
