"""Who belongs to what."""

from __future__ import annotations

from graph.views.base import SourceRef, View


class Membership(View):
    """A body in a network."""

    member: str
    member_name: str
    network: str
    network_name: str
    role: str
    since: str | None
    until: str | None
    sources: tuple[SourceRef, ...]
