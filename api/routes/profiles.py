"""`/v1/compare`, `/v1/collectivities/{id}/report`: what authorities and territories do, in numbers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from api.deps import ConnectionDep, LanguageDep
from api.routes import params
from graph.analysis.profile import compare
from graph.analysis.report import report
from graph.analysis.snapshot import snapshot
from graph.db import Graph
from graph.views.profiles import Comparison, Report
from viz.report import report_markdown

router = APIRouter(tags=["profiles"])

Id = Annotated[str, Path(max_length=140, description="The id of a local authority.", examples=["fr-nancy"])]
Scope = Annotated[
    str, Query(max_length=140, description="The id of a body, or the ISO 3166 code of a territory with all in it.")
]


class MarkdownResponse(Response):
    """A text in Markdown."""

    media_type = "text/markdown"


@router.get("/compare", operation_id="compare")
def compare_two(
    connection: ConnectionDep,
    a: Annotated[Scope, Query(examples=["fr-nancy"])],
    b: Annotated[Scope, Query(examples=["fr-tours"])],
    as_of: params.AsOf = None,
) -> Comparison:
    """How do two authorities or territories compare? Partners by country, form, status and theme, and networks, side by side.

    Each row names the first claims of each side; what both do comes first.
    """
    day = params.day(as_of)

    def work(graph: Graph) -> Comparison:
        held = snapshot(graph, day)
        params.scope(held, "a", a)
        params.scope(held, "b", b)
        return compare(held, a, b)

    return connection.use(work)


@router.get("/collectivities/{id}/report", operation_id="collectivity_report")
def report_on(connection: ConnectionDep, id: Id, as_of: params.AsOf = None) -> Report:
    """What is there to report on an authority? Its partners, networks, people and peers, medians, freshness, what is missing.

    The yearly diagnosis: beside the median of authorities of its kind and size, with all its sources.
    """
    day = params.day(as_of)
    return connection.use(lambda graph: report(graph, id, day))


@router.get(
    "/collectivities/{id}/report.md",
    operation_id="collectivity_report_markdown",
    response_class=MarkdownResponse,
)
def report_as_text(connection: ConnectionDep, language: LanguageDep, id: Id, as_of: params.AsOf = None) -> Response:
    """The same report as a text in Markdown, in French or English."""
    day = params.day(as_of)
    found = connection.use(lambda graph: report(graph, id, day))
    return MarkdownResponse(report_markdown(found, language))
