"""What routes ask for: the graph, the language, a page of a list, and that every parameter is known."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated, Literal

from babel import Locale, negotiate_locale
from fastapi import Depends, Query, Request

from api.connection import Connection
from graph.errors import InputError
from graph.read import MAX_ROWS
from graph.vocabulary import LANGUAGES, Language

CURSOR_PREFIX = "after:"


def connection(request: Request) -> Connection:
    """Return the service's connection to the graph."""
    found: Connection = request.app.state.connection
    return found


def language(
    request: Request, lang: Annotated[Literal["fr", "en"] | None, Query(description="Language")] = None
) -> Language:
    """Return the language of names and sentences: `lang`, else what the browser prefers, else French."""
    return lang or preferred(request.headers.get("accept-language", ""))


def preferred(header: str) -> Language:
    """Return the language that an Accept-Language header prefers; French where it names none of ours."""
    wanted: list[tuple[float, str]] = []
    for part in header[:200].split(","):
        tag, _, weight = part.strip().partition(";q=")
        wanted.append((-_weight(weight), tag.strip().replace("-", "_")))
    tags = [tag for _, tag in sorted(wanted, key=lambda item: item[0]) if tag]
    found = negotiate_locale(tags, list(LANGUAGES))
    return "en" if found and Locale.parse(found).language == "en" else "fr"


def _weight(text: str) -> float:
    try:
        return float(text) if text else 1.0
    except ValueError:
        return 0.0


class Paging:
    """Which part of a list is asked for: `skip` rows passed over, `limit` rows given."""

    def __init__(
        self,
        limit: Annotated[int, Query(ge=1, le=MAX_ROWS, description="Rows in the answer, at most.")] = 50,
        cursor: Annotated[str | None, Query(max_length=64, description="Where to go on: from `next`.")] = None,
    ) -> None:
        self.limit = limit
        self.skip = _decode(cursor) if cursor else 0

    def next(self, request: Request, total: int) -> str | None:
        """Return the address of the following page, or None after the last."""
        after = self.skip + self.limit
        if after >= total:
            return None
        return str(request.url.include_query_params(cursor=_encode(after)).replace(scheme="", netloc=""))


def _encode(skip: int) -> str:
    return base64.urlsafe_b64encode(f"{CURSOR_PREFIX}{skip}".encode()).decode().rstrip("=")


def _decode(cursor: str) -> int:
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        if text.startswith(CURSOR_PREFIX):
            return max(0, min(int(text.removeprefix(CURSOR_PREFIX)), 10**9))
    except (binascii.Error, ValueError):
        pass
    raise InputError("cursor: expected the one that a list gave in `next`")


def known_parameters(request: Request) -> None:
    """Refuse a query parameter that the address does not document, rather than ignore it."""
    known = _documented(request)
    for name in request.query_params:
        if name not in known:
            raise InputError(f"{name[:50]}: unknown parameter, expected one of {', '.join(sorted(known)) or 'none'}")


def _documented(request: Request) -> set[str]:
    operation = request.scope["route"].operation_id
    for path in request.app.openapi()["paths"].values():
        for described in path.values():
            if described["operationId"] == operation:
                return {entry["name"] for entry in described.get("parameters", ()) if entry["in"] == "query"}
    return set()


ConnectionDep = Annotated[Connection, Depends(connection)]
LanguageDep = Annotated[Language, Depends(language)]
PagingDep = Annotated[Paging, Depends()]
