"""A picture as columns: what a browser draws and says of 10,000 links, each text once, so that it is read in an instant."""

from __future__ import annotations

import base64
import math
import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from graph.views import HistoryItem, Partnership, Party
from viz import style
from viz.geometry import centre_of
from viz.picture import Picture, kind_group
from viz.words import capital, kind_words, place_words, quoted, since_words

ACTORS = ("key", "name", "other", "country", "group", "home", "kind", "page")
LINKS = (
    "ends",
    "form",
    "status",
    "from",
    "until",
    "dated",
    "since",
    "till",
    "said_on",
    "themes",
    "with",
    "countries",
    "said",
)
_CENTRED = frozenset({"region", "state"})
_FORMS, _STATUSES, _GROUPS = list(style.FORMS), list(style.STATUSES), list(style.SHAPE_GROUPS)


class Pages(NamedTuple):
    """The pages of actors: an address with `{}` in the place of the id, and who has one."""

    pattern: str
    has: Callable[[Party], bool]


class Coded:
    """Things with a code, by number, in the order in which they are met."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}

    def __call__(self, code: str, name: str) -> int:
        """Return the number of a thing."""
        self.found.setdefault(code, name)
        return list(self.found).index(code)

    def all(self) -> list[dict[str, str]]:
        """Return every thing with its code and name."""
        return [{"code": code, "name": name} for code, name in self.found.items()]


class Texts:
    """Texts by number, each kept once."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {"": 0}

    def __call__(self, text: str | None) -> int:
        """Return the number of a text; none is 0."""
        return self.numbers.setdefault(text or "", len(self.numbers))


def columns(picture: Picture, pages: Pages | None = None) -> dict[str, Any]:
    """Return everything a map draws and says, in columns of equal length.

    `actors`: key, name, other (its name in the other language), country (its place in `countries`), group (in `groups`),
    home, kind (text), page (whether it has one).
    `links`: ends (actors), form, status, from (the first day it is attested, "" for none), until (ISO), dated (whether its
    beginning is), since, till, said_on (texts), themes, with (text), countries (of its partners), said: its statements,
    newest first, each as source, place in it, date, what, note (texts), then as stated: stated_on, form, status, since and
    until.
    Texts are numbers into `texts`.
    """
    texts, themes, codes = Texts(), Coded(), {code: n for n, code in enumerate(_codes(picture))}
    actors = [_actor(picture, party, codes, texts, pages) for party in picture.parties]
    links = [_link(picture, n, codes, texts, themes) for n in range(len(picture.partnerships))]
    return {
        "actors": _turned(ACTORS, actors),
        "links": _turned(LINKS, links),
        "countries": [{"code": code, "name": capital(place_words(code, picture.language))} for code in codes],
        "themes": themes.all(),
        "sources": picture.sources,
        "forms": _FORMS,
        "statuses": _STATUSES,
        "groups": _GROUPS,
        "pages": pages.pattern if pages and is_safe(pages.pattern) else None,
        "texts": list(texts.numbers),
    }


def numbers(picture: Picture) -> dict[str, Any]:
    """Return what the first frame of a map of places draws, each column as little-endian numbers in base64.

    `lon`, `lat`: of each actor, degrees, 32-bit floats, NaN where unknown. `home`: of each actor, a byte.
    `sizes`: how many actors each link has, 16 bits; `ends`: all those actors in a row, 32 bits. `form`: of each link, a byte,
    its place in `forms`.
    """
    places = [place_of(party) or (math.nan, math.nan) for party in picture.parties]
    ends = [[picture.index[party.id] for party in one.partners] for one in picture.partnerships]
    return {
        "lon": _packed("f", (lon for lon, _ in places)),
        "lat": _packed("f", (lat for _, lat in places)),
        "home": _packed("B", (picture.at_home(party) for party in picture.parties)),
        "sizes": _packed("H", map(len, ends)),
        "ends": _packed("I", (end for own in ends for end in own)),
        "form": _packed("B", (_FORMS.index(style.form_key(one.form)) for one in picture.partnerships)),
        "forms": _FORMS,
    }


def _packed(kind: str, values: Iterable[float]) -> str:
    given = list(values)
    return base64.b64encode(struct.pack(f"<{len(given)}{kind}", *given)).decode()


def is_safe(address: str) -> bool:
    """Return whether an address may become a link: a path of our own site or a web address."""
    return (address.startswith("/") and not address.startswith("//")) or address.startswith(("https://", "http://"))


def place_of(party: Party) -> tuple[float, float] | None:
    """Return longitude and latitude of an actor; a region or state without coordinates stands at its centre."""
    if party.lon is not None and party.lat is not None:
        return party.lon, party.lat
    return centre_of(party.territory) if party.kind in _CENTRED else None


def attested_from(one: Partnership) -> str | None:
    """Return the first day at which a partnership is attested: its beginning, or the first dated mention."""
    days = [one.since, *(item.since for item in one.history), *(item.stated_on for item in one.history)]
    return min((day for day in days if day), default=None)


def partner_countries(picture: Picture, one: Partnership) -> frozenset[str]:
    """Return the countries of the partners: those abroad, or home where all are at home."""
    found = frozenset(party.country for party in one.partners if party.country)
    return found - {picture.home} or found


def _turned(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> dict[str, list[Any]]:
    return {name: [row[n] for row in rows] for n, name in enumerate(names)}


def _codes(picture: Picture) -> list[str]:
    return sorted({party.country for party in picture.parties if party.country})


def _actor(
    picture: Picture, party: Party, codes: Mapping[str, int], texts: Texts, pages: Pages | None
) -> tuple[Any, ...]:
    name = picture.name(party)
    other = next((text for text in (party.names.fr, party.names.en, party.name) if text != name), "")
    where = place_words(party.territory or party.country, picture.language)
    return (
        party.id,
        name,
        other,
        codes.get(party.country or "", -1),
        _GROUPS.index(kind_group(party.kind)),
        int(picture.at_home(party)),
        texts(", ".join(filter(None, (kind_words(party.kind, picture.language), where)))),
        int(bool(pages and pages.has(party))),
    )


def _link(picture: Picture, position: int, codes: Mapping[str, int], texts: Texts, themes: Coded) -> tuple[Any, ...]:
    one, shown = picture.partnerships[position], picture.links[position]
    since = since_words(one.since, one.since_mode, picture.language)
    return (
        shown["ends"],
        _FORMS.index(shown["form"]),
        _STATUSES.index(shown["status"]),
        attested_from(one) or "",
        one.until or "",
        int(one.since is not None),
        texts(" ".join(filter(None, (since, quoted(one.since_words, picture.language))))),
        texts(shown["until"]),
        texts(shown["said"]),
        [themes(code, name) for code, name in zip(one.themes, shown["themes"], strict=True)],
        texts(", ".join(shown["with"])),
        sorted(codes[code] for code in partner_countries(picture, one)),
        [_said(item, words, texts) for item, words in zip(one.history, shown["history"], strict=True)],
    )


def _said(item: HistoryItem, words: Mapping[str, Any], texts: Texts) -> list[Any]:
    return [
        words["source"],
        texts(words["where"]),
        texts(words["when"]),
        texts(words["what"]),
        texts(words["note"]),
        item.stated_on or "",
        _FORMS.index(style.form_key(item.form)) if item.form else -1,
        _STATUSES.index(style.status_key(item.status)) if item.status else -1,
        item.since or "",
        item.until or "",
    ]
