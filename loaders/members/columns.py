"""What the columns of a member list are called, and the mapping that follows from it where none is given."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from graph.errors import InputError
from graph.ids import fold
from graph.records import Text
from graph.vocabulary import MembershipRole
from loaders.mapping import Place, SourceHead, TableMapping
from loaders.tables import TableFormat
from loaders.values import Cell

_UNSAID: Final = SourceHead(id="members", title=Text(fr="Liste de membres", en="Member list"))


class MembersMapping(TableMapping):
    """Which columns name the member, and what the list says of the membership. Without `source` the network names it."""

    source: SourceHead = _UNSAID
    member: Place
    role: Cell | None = None
    since: Cell | None = None
    until: Cell | None = None

    @property
    def says_source(self) -> bool:
        """Whether the mapping says which source the list is."""
        return self.source != _UNSAID


_PLACE: Final = MappingProxyType(
    {
        "name": ("name_on_website", "name", "member", "municipality", "city", "nom", "membre", "commune", "ville"),
        "country": ("country_name", "country", "pays"),
        "territory": ("territory", "subdivision", "state", "region", "departement"),
        "lat": ("latitude", "lat"),
        "lon": ("longitude", "lon", "lng"),
        "id": ("id", "wikidata_id", "wikidata"),
        "insee": ("insee", "code_insee"),
        "siren": ("siren",),
        "kind": ("kind", "type", "niveau"),
    }
)
_CLAIM: Final = MappingProxyType(
    {
        "role": ("role", "fonction"),
        "since": ("since", "member_since", "joined", "depuis", "adhesion"),
        "until": ("until", "member_until", "left", "jusqu_a"),
    }
)
IGNORED: Final = frozenset({"wikidata_name", "population", "country", "note", "notes", "website", "url", "site_web"})
"""Columns that may stand in a list and say nothing that we take; `country` where `country_name` says it."""

_ROLES: Final = MappingProxyType(
    {word: str(role) for role in MembershipRole for word in (str(role), role.label.fr, role.label.en)}
    | {word.lower(): str(role) for role in MembershipRole for word in (role.label.fr, role.label.en)}
)


def by_known_names(path: Path, columns: Sequence[str], layout: TableFormat) -> MembersMapping:
    """Return the mapping of a list whose columns have names that we know.

    Raises:
        InputError: no column names the member, or one has a name that is unknown.
    """
    called = {"_".join(fold(column).split()): column for column in columns if column}
    place = _found(_PLACE, called)
    claim: dict[str, Any] = dict(_found(_CLAIM, called))
    taken = {*place.values(), *claim.values()}
    left = [column for name, column in called.items() if column not in taken and name not in IGNORED]
    if left:
        raise InputError(f"{path}: unknown column {left[0]!r}: say with --mapping what it means, or ignore it there")
    if not {"name", "id", "insee", "siren"} & place.keys():
        raise InputError(f"{path}: no column names the member, expected one of {', '.join(_PLACE['name'])}")
    if "role" in claim:
        claim["role"] = {"column": claim["role"], "values": dict(_ROLES)}
    ignore = [column for column in columns if column and column not in taken]
    return MembersMapping.model_validate({"member": place, **claim, "ignore": ignore, "format": layout})


def _found(known: MappingProxyType[str, tuple[str, ...]], called: dict[str, str]) -> dict[str, str]:
    firsts = {field: next((called[name] for name in names if name in called), None) for field, names in known.items()}
    return {field: column for field, column in firsts.items() if column is not None}
