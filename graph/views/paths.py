"""Paths between two bodies, and whom two scopes have in common."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from graph.views.base import Coverage, Names, View
from graph.views.evidence import BodyRef, Evidence


class PathLink(View):
    """One step of a path; `reasons` are the references of the claims that make it."""

    start: str = Field(serialization_alias="from")
    end: str = Field(serialization_alias="to")
    reasons: tuple[str, ...]


class Path(View):
    """One of the shortest paths; between two bodies that met stands the meeting."""

    nodes: tuple[BodyRef, ...]
    links: tuple[PathLink, ...]


class Paths(View):
    """All of the shortest paths between two bodies.

    `over` are the kinds of claims that were walked, `length` the number of steps (None where no path was found within
    `longest`), `total` how many shortest paths there are, `left_out` how many of them are not shown.
    """

    start: BodyRef = Field(serialization_alias="from")
    end: BodyRef = Field(serialization_alias="to")
    over: tuple[str, ...]
    longest: int
    length: int | None
    total: int
    left_out: int
    text: Names
    value: tuple[Path, ...]
    claims: Mapping[str, Evidence]
    coverage: Coverage


class CommonPartner(View):
    """A body that partners with both sides; `with_a`, `with_b` are the references of the partnerships."""

    partner: BodyRef
    with_a: tuple[str, ...]
    with_b: tuple[str, ...]


class Common(View):
    """Whom two authorities or territories both partner with."""

    a: BodyRef
    b: BodyRef
    total: int
    left_out: int
    value: tuple[CommonPartner, ...]
    claims: Mapping[str, Evidence]
    coverage: Coverage
