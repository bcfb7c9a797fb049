"""The system of actors: who composes, finances, coordinates, advises whom, in layers by reach."""

from __future__ import annotations

from pydantic import Field

from graph.views.base import Coverage, Names, SourceRef, View


class SystemActor(View):
    """An actor. `reach` is what a source states of a network; `layer` is where it is drawn, `basis` says why there.

    `basis` is reach (stated), territory (the place that it serves), authority (a local authority is local) or None where
    nothing is known and the layer is `unknown`. `position` is its place in the layer, so that arrows cross little;
    `acts` and `acted_on` count its arrows out and in.
    """

    id: str
    label: str
    name: str
    names: Names
    kind: str | None
    country: str | None
    territory: str | None
    reach: str | None
    layer: str
    basis: str | None
    position: int
    themes: tuple[str, ...]
    acts: int
    acted_on: int


class SystemTie(View):
    """An arrow from one actor to another: only where a source says so. `text` is the whole sentence."""

    id: str
    start: str = Field(serialization_alias="from")
    kind: str
    names: Names
    end: str = Field(serialization_alias="to")
    since: str | None
    until: str | None
    note: Names | None
    text: Names
    sources: tuple[SourceRef, ...]


class Layer(View):
    """One layer of the picture, from the world down to the local, and the actors in it, in their order."""

    layer: str
    names: Names
    actors: tuple[str, ...]


class KindCount(View):
    """How many arrows of one kind there are."""

    kind: str
    names: Names
    count: int


class System(View):
    """The actors and the arrows between them; `left_out` counts the arrows that the limit cut off."""

    layers: tuple[Layer, ...]
    kinds: tuple[KindCount, ...]
    nodes: tuple[SystemActor, ...]
    links: tuple[SystemTie, ...]
    total: int
    left_out: int
    coverage: Coverage
