"""What stands around every page: its language, theme and date, and addresses that keep them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Literal, NamedTuple, cast
from urllib.parse import urlencode

from fastapi import Depends, Query, Request

from api.deps import preferred
from ask.dates import checked_day
from graph.errors import InputError
from graph.vocabulary import LANGUAGES, Language
from viz.style import Theme

LANGUAGE_COOKIE = "lang"
THEME_COOKIE = "theme"
THEMES = ("light", "dark")

AsOf = Annotated[str | None, Query(max_length=10, description="A day: what was so then.")]


class Destination(NamedTuple):
    """An entry of the band: its name, its address, and its label as a message id."""

    name: str
    path: str
    label: str


def language_of(request: Request) -> Language:
    """Return the language of a page: `lang`, else what was chosen before, else what the browser prefers."""
    for given in (request.query_params.get("lang"), request.cookies.get(LANGUAGE_COOKIE)):
        if given in LANGUAGES:
            return given
    return preferred(request.headers.get("accept-language", ""))


def theme_of(request: Request) -> Theme:
    """Return the theme that was chosen, or auto: what the reader's system says."""
    given = request.cookies.get(THEME_COOKIE)
    return cast("Literal['light', 'dark']", given) if given in THEMES else "auto"


def as_of_day(given: str | None) -> str | None:
    """Return the day that an address asks for, or None where it asks for none that can be read."""
    try:
        return checked_day(given) if given and given.strip() else None
    except InputError:
        return None


def today() -> dt.date:
    """Return the day on which the page is made."""
    return dt.datetime.now(tz=dt.UTC).date()


class Chrome:
    """Language, theme and date of one request, and addresses that keep them."""

    def __init__(self, request: Request) -> None:
        self.language = language_of(request)
        self.theme = theme_of(request)
        self.path = request.url.path
        self.site = str(request.base_url).rstrip("/")
        self.params = {name: ",".join(request.query_params.getlist(name)) for name in request.query_params}
        self.today = today().isoformat()
        self.request_id: str = getattr(request.state, "request_id", "")
        self._cited: dict[int, list[str]] = {}
        self.as_of = as_of_day(self.params.get("as_of"))
        chosen = self.params.get("lang")
        self._kept: dict[str, str] = {"lang": chosen} if chosen in LANGUAGES else {}
        if self.as_of:
            self._kept["as_of"] = self.as_of

    @property
    def kept(self) -> Mapping[str, str]:
        """What forms and links carry on: the language and the day, where the address says them."""
        return self._kept

    def to(self, path: str, **params: str | None) -> str:
        """Return the address of a page, keeping the language and the day where the address says them."""
        given = self._kept | {name: value for name, value in params.items() if value}
        return f"{path}?{urlencode(given)}" if given else path

    def cite(self, number: int) -> str:
        """Return the anchor of one more citation of a source on this page."""
        places = self._cited.setdefault(number, [])
        places.append(f"cite-{number}-{len(places) + 1}")
        return places[-1]

    def first_cited(self, number: int) -> str:
        """Return the anchor to which the note of a source leads back."""
        return (self._cited.get(number) or ["content"])[0]

    def here(self, **changed: str | None) -> str:
        """Return the address of this page with some parameters changed; None takes one away."""
        merged = {name: value for name, value in (self.params | changed).items() if value}
        # Two slashes at the start would lead to another host.
        path = "/" + self.path.lstrip("/")
        return f"{path}?{urlencode(merged)}" if merged else path


def chrome(request: Request) -> Chrome:
    """Return what stands around the page that is asked for."""
    return Chrome(request)


ChromeDep = Annotated[Chrome, Depends(chrome)]
