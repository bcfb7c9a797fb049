"""`/v1/actors`: the system of actors, as nodes in layers and a table of arrows."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query

from api.deps import ConnectionDep
from api.lists import flat
from api.routes import params, tables
from graph.analysis.snapshot import snapshot
from graph.analysis.system import KINDS, Wanted, system
from graph.db import Graph
from graph.views.system import System
from graph.vocabulary import RelationKind

router = APIRouter(tags=["actors"])

MAX_TIES = 20_000


@tables.get(router, "/actors", "actors", flat.ACTORS)
def actors(
    connection: ConnectionDep,
    kind: Annotated[
        str | None,
        Query(
            max_length=300,
            description=f"Kinds of arrows, with commas: some of {', '.join(RelationKind)}; without it all but listed_under.",
            examples=["composes,finances,coordinates,advises"],
        ),
    ] = None,
    reach: Annotated[
        Literal["world", "european", "national", "regional", "local", "unknown"] | None,
        Query(description="Arrows that touch this layer."),
    ] = None,
    theme: Annotated[
        str | None, Query(max_length=60, description="Arrows that touch a network about it.", examples=["climate"])
    ] = None,
    actor: Annotated[
        str | None, Query(max_length=140, description="Arrows from or to this body.", examples=["cites-unies-france"])
    ] = None,
    as_of: params.AsOf = None,
    limit: Annotated[int, Query(ge=1, le=MAX_TIES, description="Arrows in the answer, at most.")] = 1000,
) -> System:
    """Who composes, finances, coordinates, advises whom? The map of actors as layers and arrows, each arrow with its sources.

    Actors stand in the layer of their stated reach, of the place that they serve, or `unknown`; `basis` says which.
    """
    day = params.day(as_of)
    params.theme(theme)
    wanted = Wanted(_kinds(kind), reach, theme, actor)

    def work(graph: Graph) -> System:
        held = snapshot(graph, day)
        if actor is not None:
            params.body(held, "actor", actor)
        return system(held, wanted, limit=limit)

    return connection.use(work)


def _kinds(text: str | None) -> tuple[str, ...]:
    if text is None:
        return KINDS
    named = [word.strip() for word in text.split(",")]
    for word in named:
        params.one_of("kind", word, list(RelationKind))
    return tuple(named)
