"""What an address of a list asks for: its filters, order, columns and page. Several values of one filter are alternatives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from fastapi import Request

from api.pages.browse.kinds import Kind
from api.pages.chrome import Chrome

PER_PAGE = 50
FARTHEST = 100_000
OWN = ("sort", "columns", "page")
"""Parameters that are no filters."""


class Asked(NamedTuple):
    """What is asked of a list. `filters` are those that its API knows, each as its text there."""

    path: str
    kept: Mapping[str, str]
    filters: Mapping[str, str]
    sort: str
    columns: tuple[str, ...]
    number: int

    @property
    def skip(self) -> int:
        """Rows to pass over."""
        return (self.number - 1) * PER_PAGE

    def values(self, name: str) -> tuple[str, ...]:
        """Return the values of a filter."""
        return tuple(self.filters[name].split(",")) if name in self.filters else ()

    def address(
        self,
        *,
        without: tuple[str, str] | None = None,
        within: tuple[str, str] | None = None,
        **changed: str | int | None,
    ) -> str:
        """Return the address of the list with some parameters changed, one value of a filter taken away, another set."""
        filters = dict(self.filters) | (dict([within]) if within else {})
        if without:
            name, value = without
            left = ",".join(one for one in self.values(name) if one != value)
            filters = {key: text for key, text in (filters | {name: left}).items() if text}
            if name == "between" and "and" in filters:
                filters["between"] = filters.pop("and")
        own = {"sort": self.sort, "columns": ",".join(self.columns) or None, "page": None, **changed}
        merged = {key: str(text) for key, text in {**filters, **own, **self.kept}.items() if text}
        return f"{self.path}?{urlencode(merged, safe=',')}" if merged else self.path

    def api(self, suffix: str = "") -> str:
        """Return the address of the same in the API."""
        given = dict(self.filters) | ({"sort": self.sort} if self.sort else {})
        given |= {name: text for name, text in self.kept.items() if name == "as_of"}
        path = f"/v1/{self.path.rpartition('/')[2]}{suffix}"
        return f"{path}?{urlencode(given, safe=',')}" if given else path


def asked(request: Request, chrome: Chrome, kind: Kind, known: frozenset[str]) -> Asked:
    """Read the address of a list; what it does not know is passed over, as on every page."""
    given: dict[str, list[str]] = {}
    for name, text in request.query_params.multi_items():
        if text.strip():
            given.setdefault(name, []).append(text.strip())
    joined = {name: ",".join(dict.fromkeys(texts)) for name, texts in given.items()}
    names = {column.name for column in kind.columns}
    number = joined.get("page", "1")
    return Asked(
        path=f"/browse/{kind.name}",
        kept=chrome.kept,
        filters={name: text for name, text in joined.items() if name in known and name not in OWN},
        sort=joined.get("sort", ""),
        columns=tuple(name for name in joined.get("columns", "").split(",") if name in names),
        number=min(int(number), FARTHEST) if number.isdecimal() and int(number) > 0 else 1,
    )
