"""What routes ask for: the graph, the language, and that every parameter is known."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Literal

from babel import Locale, negotiate_locale
from fastapi import Depends, Query, Request

from api.connection import Connection
from graph.errors import ParameterError
from graph.vocabulary import LANGUAGES, Language


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


def known_parameters(request: Request) -> None:
    """Refuse a query parameter that the address does not document, or that stands twice, rather than ignore it."""
    if not request.scope["query_string"]:
        return
    known = _documented(request)
    given = Counter(name for name, _ in request.query_params.multi_items())
    for name, times in given.items():
        if name not in known:
            allowed = tuple(sorted(known))
            shown = ", ".join(allowed) or "none"
            raise ParameterError(
                name[:50],
                request.query_params[name],
                shown,
                allowed,
                message=f"{name[:50]}: unknown parameter, expected one of {shown}",
            )
        if times > 1:
            raise ParameterError(
                name, request.query_params[name], "it once", message=f"{name}: given {times} times, expected once"
            )


def _documented(request: Request) -> frozenset[str]:
    """Return the query parameters of the address; the description is walked once for each app."""
    state = request.app.state
    if not hasattr(state, "documented"):
        state.documented = {
            described["operationId"]: frozenset(
                entry["name"] for entry in described.get("parameters", ()) if entry["in"] == "query"
            )
            for path in request.app.openapi()["paths"].values()
            for described in path.values()
        }
    found: frozenset[str] = state.documented.get(request.scope["route"].operation_id, frozenset())
    return found


ConnectionDep = Annotated[Connection, Depends(connection)]
LanguageDep = Annotated[Language, Depends(language)]
