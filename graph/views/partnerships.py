"""A partnership, its parties, and what each source says of it."""

from __future__ import annotations

from graph.places import country_of
from graph.views.base import Names, Row, SourceRef, View, names_of, source_ref


class Party(View):
    """A party to a partnership. `territory` is the smallest known (ISO 3166), `lat` and `lon` are degrees WGS 84."""

    id: str
    name: str
    names: Names
    kind: str | None
    country: str | None
    territory: str | None
    role: str
    lat: float | None = None
    lon: float | None = None


class HistoryItem(View):
    """What one source says of a partnership, at one place."""

    stated_on: str | None
    form: str | None
    status: str | None
    since: str | None = None
    since_words: str | None = None
    until: str | None = None
    until_mode: str | None = None
    note: Names | None = None
    as_stated: tuple[str, ...] = ()
    source: SourceRef


class Partnership(View):
    """A partnership: its parties, its current values, and the history that its sources tell, newest first.

    `since` and `until` are ISO dates of known precision; `since_mode` and `until_mode` are exact, about or
    before: a link that ended before a day had ended by then, and when is not known.
    """

    id: str
    parties: tuple[Party, ...]
    form: str | None
    status: str
    since: str | None
    since_mode: str | None = None
    since_words: str | None = None
    until: str | None
    until_mode: str | None = None
    themes: tuple[str, ...]
    stated_on: str | None
    sources: tuple[SourceRef, ...]
    history: tuple[HistoryItem, ...]

    @property
    def partners(self) -> tuple[Party, ...]:
        """The parties proper, without intermediaries and supporters."""
        return tuple(party for party in self.parties if party.role == "party")


def partnership(row: Row) -> Partnership:
    """Make the view of one row of a partnership query."""
    statements = row["statements"]
    history = tuple(history_item(statement) for statement in statements)
    return Partnership(
        id=row["id"],
        parties=tuple(party(entry) for entry in row["parties"]),
        form=row["form"],
        status=row["status"] or "unknown",
        since=row["since"],
        since_mode=row["since_mode"] or ("exact" if row["since"] else None),
        since_words=row["since_words"],
        until=row["until"],
        until_mode=row["until_mode"] or ("exact" if row["until"] else None),
        themes=tuple(row["themes"] or ()),
        stated_on=row["stated_on"],
        sources=tuple(item.source for item in history),
        history=history,
    )


def party(row: Row) -> Party:
    """Make the view of one party."""
    names = names_of(row)
    code = row["territory"]
    return Party(
        id=row["id"],
        name=row["name"] or names.fr,
        names=names,
        kind=row["kind"],
        country=country_of(code) if code else None,
        territory=code,
        role=row["role"],
        lat=row["lat"],
        lon=row["lon"],
    )


def history_item(row: Row) -> HistoryItem:
    """Make the view of one statement about a partnership."""
    said = row["said"]
    return HistoryItem(
        stated_on=said.get("stated_on"),
        form=said.get("form"),
        status=said.get("status"),
        since=said.get("since"),
        since_words=said.get("since_words"),
        until=said.get("until"),
        until_mode=said.get("until_mode"),
        note=names_of(said, "note") if "note_fr" in said else None,
        as_stated=tuple(said.get("as_stated", ())),
        source=source_ref(row, said["locator"]),
    )
