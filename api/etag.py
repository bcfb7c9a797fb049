"""ETags from the graph's revision: what is worked out from the graph holds until a writer moves it."""

from __future__ import annotations

from zlib import crc32

from starlette.types import Scope

from api.access.keys import borne
from graph.version import VERSION


def etag(scope: Scope, revision: int) -> str:
    """Return the tag of what an address answers at a revision; each form of an answer (Accept) and each key has its own.

    Else a cache that holds what a key was shown would be told that it still holds for somebody without one.
    """
    forms = [value for name, value in scope["headers"] if name in (b"accept", b"accept-language")]
    key = borne(scope.get("state", {}))
    seed = b"\n".join(
        (scope["path"].encode(), scope["query_string"], VERSION.encode(), *forms, key.id.encode() if key else b"")
    )
    return f'W/"{revision}-{crc32(seed):08x}"'
