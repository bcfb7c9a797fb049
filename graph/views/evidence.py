"""What every analysis shares: a body as it is referred to, and the claims that an answer leans on."""

from __future__ import annotations

from graph.views.base import Names, SourceRef, View


class BodyRef(View):
    """A body in short. `label` is Collectivity, Network, Organisation, Event or Territory.

    The id of an Event is the reference of its claim, `meeting/…`.
    """

    id: str
    label: str
    name: str
    names: Names
    kind: str | None
    country: str | None
    territory: str | None


class Evidence(View):
    """A claim that an answer leans on, in one sentence, with its sources.

    `kind` is partnership, membership, relation, part_of or meeting; `word` its form, role or kind of relation.
    """

    kind: str
    id: str
    ends: tuple[str, ...]
    word: str | None
    status: str | None
    since: str | None
    until: str | None
    date: str | None
    text: Names
    sources: tuple[SourceRef, ...]
