"""`/v1/news.atom`: what is new, as a feed that readers of news follow."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape, quoteattr

from fastapi import APIRouter, Request, Response

from api.deps import ConnectionDep, LanguageDep
from api.etag import etag
from api.lists import described
from api.lists.asked import reading
from graph.lists.answer import Listed, listed
from graph.lists.steps import NEWS
from graph.views.steps import Step
from graph.vocabulary import Language

router = APIRouter(tags=["lists"])

ATOM = "application/atom+xml; charset=utf-8"
NEVER = "1970-01-01T00:00:00Z"
TITLE = {"fr": "Jumelles : quoi de neuf", "en": "Jumelles: what is new"}


@router.get(
    "/news.atom",
    operation_id="news_atom",
    response_class=Response,
    responses={
        200: {"description": "An Atom feed.", "content": {"application/atom+xml": {"schema": {"type": "string"}}}}
    },
    openapi_extra={
        "parameters": [
            parameter
            for parameter in described.list_parameters(NEWS, (), flat=False)
            if parameter["name"] not in ("fields", "facets", "cursor")
        ]
    },
)
def feed(request: Request, connection: ConnectionDep, language: LanguageDep) -> Response:
    """What is new since a day, as an Atom feed: what was stated last comes first, each entry with its sources."""
    asks = reading(request, NEWS, {}, flat=False)
    found = connection.use(lambda graph: listed(graph, NEWS, asks.asked))
    return Response(
        _atom(request, found, language), headers={"ETag": etag(request.scope, found.revision)}, media_type=ATOM
    )


def _atom(request: Request, found: Listed[Any], language: Language) -> str:
    here = str(request.url)
    updated = max((_instant(step.stated_on) for step in found.value), default=NEVER)
    entries = "".join(_entry(step, str(request.base_url), language) for step in found.value)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">'
        f"<id>{escape(here)}</id><title>{TITLE[language]}</title><updated>{updated}</updated>"
        f'<link rel="self" href={quoteattr(here)}/><author><name>Jumelles</name></author>{entries}</feed>\n'
    )


def _entry(step: Step, base: str, language: Language) -> str:
    link = f"{base}v1/news/{step.id}"
    sources = "; ".join(f"{ref.titles.in_(language)} ({ref.date or '–'}), {ref.locator}" for ref in step.sources)
    return (
        f"<entry><id>{escape(link)}</id><title>{escape(step.text.in_(language))}</title>"
        f"<updated>{_instant(step.stated_on)}</updated><link href={quoteattr(link)}/>"
        f'<category term="{escape(step.kind)}"/><summary>{escape(sources)}</summary></entry>'
    )


def _instant(date: str | None) -> str:
    """Return an ISO date of any precision as the instant that Atom wants: its first."""
    if date is None:
        return NEVER
    return f"{(date + '-01-01')[:10]}T00:00:00Z"
