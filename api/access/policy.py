"""The rules of an instance for each request, before any route sees it."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from api.access.keys import Key, Keyring, Scope
from api.access.limit import Limit
from graph.settings import Settings

MAX_ADDRESS = 4096
"""The longest path and query that are read, bytes."""

MAX_BODY = 52 * 1024 * 1024
"""The largest body that is read, bytes: a document to be read has at most 50 MiB."""

OPEN = ("/healthz", "/readyz", "/static/")
"""What answers without a key and is not counted against a limit."""

PEOPLE = re.compile(
    r"^/(?:v1/(?:people|attendances|mandates|contacts|news)(?:[./]|$)|v1/[^/]+/[^/]+/(?:contacts|timeline|report)(?:[./]|$)"
    r"|person/|browse/(?:people|attendances)|c/[^/]+/report$|mcp(?:/|$))"
)
"""Addresses whose answer is about people, or names some among the rest; others leave people out for who may not see them."""


class Refusal(NamedTuple):
    """Why a request is not let through: status, one line, and headers."""

    status: int
    detail: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Policy:
    """What an instance asks of each request; `required` tells whether reading needs a key."""

    keyring: Keyring
    required: bool
    people: bool
    hosts: frozenset[str]
    logged: bool
    limit: Limit

    @classmethod
    def of(cls, settings: Settings, *, required: bool = False) -> Policy:
        """Make the policy of an instance.

        Raises:
            SettingsError: the rate or the store of the limits is not one.
        """
        hosts = frozenset(host.strip().lower() for host in settings.hosts.split(",") if host.strip())
        needed = required or settings.require_key
        return cls(
            Keyring(settings.home),
            needed,
            settings.people_scope,
            hosts,
            settings.access_log,
            Limit(settings.rate_limit, settings.rate_store),
        )

    def check(self, path: str, query: bytes, headers: Mapping[bytes, bytes], client: str) -> Refusal | Key | None:
        """Return why a request is refused; the key that it bears; or None where it bears none and needs none."""
        if refusal := self._shape(path, query, headers):
            return refusal
        if path.startswith(OPEN):
            return None
        text = key_text(headers)
        key = self.keyring.find(text) if text else None
        # Before the key is judged: whoever tries keys is counted by the address.
        who = f"key:{key.id}" if key else f"address:{client}"
        if seconds := self.limit.wait(who):
            return Refusal(429, f"more than {self.limit.rate} requests", {"Retry-After": str(seconds)})
        return self._key(path, text, key) or key

    def _shape(self, path: str, query: bytes, headers: Mapping[bytes, bytes]) -> Refusal | None:
        if len(path) + len(query) > MAX_ADDRESS:
            return Refusal(414, f"the address is longer than {MAX_ADDRESS} characters", {})
        if b"transfer-encoding" in headers:
            # Its size is known only once it was read.
            return Refusal(411, "a body needs a Content-Length", {})
        length = headers.get(b"content-length", b"0")
        if length.isdigit() and int(length) > MAX_BODY:
            return Refusal(413, f"the body is larger than {MAX_BODY // 2**20} MiB", {})
        host = headers.get(b"host", b"").decode("latin-1").lower().rsplit(":", 1)[0]
        if self.hosts and host not in self.hosts:
            return Refusal(400, "this host is not served here", {})
        return None

    def _key(self, path: str, text: str, key: Key | None) -> Refusal | None:
        ask = {"WWW-Authenticate": 'Bearer realm="Jumelles", Basic realm="Jumelles"'}
        if text and key is None:
            return Refusal(401, "the key is not known, or has expired", ask)
        people = self.people and PEOPLE.match(path) is not None
        if key is None:
            return Refusal(401, "a key is needed", ask) if self.required or people else None
        wanted = Scope.PEOPLE if people else Scope.READ
        if not key.opens(wanted) and not (wanted is Scope.READ and key.opens(Scope.PEOPLE)):
            return Refusal(403, f"the key lacks the scope {wanted}", {})
        return None


def key_text(headers: Mapping[bytes, bytes]) -> str:
    """Return the key that a request bears: `X-API-Key`, a bearer token, or the password of Basic (for browsers)."""
    if given := headers.get(b"x-api-key"):
        return given.decode("latin-1").strip()
    scheme, _, value = headers.get(b"authorization", b"").decode("latin-1").partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(value, validate=True).decode().partition(":")[2]
        except (binascii.Error, ValueError):
            return "-"
    return ""
