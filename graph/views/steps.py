"""One step in the life of a claim, and who to call."""

from __future__ import annotations

from graph.views.base import Names, SourceRef, View


class Step(View):
    """Something that happened, or was stated, to a partnership, membership, office or event.

    `label` and `of` say to what; `date` is when it happened as far as a source states it (ISO, of any precision),
    `stated_on` when that was said; `before` and `after` are the form or status that changed.
    """

    id: str
    kind: str
    date: str | None
    stated_on: str | None
    label: str
    of: str
    names: Names
    text: Names
    bodies: tuple[str, ...]
    before: str | None
    after: str | None
    sources: tuple[SourceRef, ...]


class Seen(View):
    """A meeting at which a person stood for a body; `networks` are those that held it."""

    event: str
    names: Names
    date: str | None
    presence: str
    networks: tuple[str, ...]


class Contact(View):
    """A person to call in a body: the office as it was last named, and the meetings at which they stood for it.

    `last_seen` is the newest date on which a source names them there: how fresh this is.
    """

    id: str
    person: str
    name: str
    title: str | None
    body: str
    body_names: Names
    body_label: str
    country: str | None
    since: str | None
    until: str | None
    last_seen: str | None
    meetings: tuple[Seen, ...]
    networks: tuple[str, ...]
    sources: tuple[SourceRef, ...]
