"""Authorities, networks and organisations as lists know them: by id, with their place, words and networks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from graph.lists.shelf import Shelf
from graph.places import canonical, chain, territories
from graph.themes import themes
from graph.views.base import Names, names_of


class Body(NamedTuple):
    """One body. `territory` is the smallest known, `within` all that contain it, `networks` those that it is in."""

    id: str
    label: str
    name: str
    names: Names
    kind: str | None
    territory: str | None
    population: int | None
    words: str
    themes: tuple[str, ...]
    reach: str | None
    stated_on: str | None
    networks: tuple[str, ...]

    @property
    def within(self) -> tuple[str, ...]:
        """All territories that contain it, the smallest first."""
        return within(self.territory) if self.territory else ()

    @property
    def country(self) -> str | None:
        """The country that it is in."""
        return self.within[-1] if self.territory else None


LABELS = ("Collectivity", "Network", "Organisation")


@cache
def within(code: str) -> tuple[str, ...]:
    """Return a territory and all that contain it, the smallest first; of a place with two codes, the one to use."""
    return tuple(dict.fromkeys(canonical(step.code) for step in chain(code)))


def bodies(shelf: Shelf) -> Mapping[str, Body]:
    """Return every body by its id."""
    return shelf.kept("bodies", lambda: _bodies(shelf))


def of_label(shelf: Shelf, label: str) -> Mapping[str, Body]:
    """Return the bodies of one label by their ids."""
    found: Mapping[str, Body] = shelf.kept(
        f"bodies {label}", lambda: {id_: body for id_, body in bodies(shelf).items() if body.label == label}
    )
    return found


def _bodies(shelf: Shelf) -> dict[str, Body]:
    networks: dict[str, dict[str, None]] = {}
    for _, member, network, *_ in shelf.rows("read/list_memberships"):
        networks.setdefault(member, {})[network] = None
    found: dict[str, Body] = {}
    for label in LABELS:
        for row in shelf.rows(f"read/list_bodies/{label}"):
            id_, name, name_fr, name_en, kind, territory, population, search, about, reach, stated_on = row
            names = names_of({"name": name, "name_fr": name_fr, "name_en": name_en})
            found[id_] = Body(
                id=id_,
                label=label,
                name=name or names.fr,
                names=names,
                kind=kind,
                territory=territory,
                population=population,
                words=search or "",
                themes=tuple(about or ()),
                reach=reach,
                stated_on=stated_on,
                networks=tuple(networks.get(id_, ())),
            )
    return found


def scopes_of(shelf: Shelf, ids: Iterable[str]) -> tuple[str, ...]:
    """Return what these bodies are found by: themselves and all territories in which they lie, each once."""
    known = bodies(shelf)
    found = (scope for id_ in ids if id_ in known for scope in (id_, *known[id_].within))
    return tuple(dict.fromkeys(found))


def partners_of(shelf: Shelf) -> Mapping[str, frozenset[str]]:
    """Return body → the bodies and territories whose partner it is.

    Of a link it is the partner of all scopes that hold another of its parties but not itself, and of those that hold all.
    """
    return shelf.kept("partners of", lambda: _partners_of(shelf))


def _partners_of(shelf: Shelf) -> dict[str, frozenset[str]]:
    known, found = bodies(shelf), dict[str, set[str]]()
    for row in shelf.rows("read/list_partnerships"):
        own = {id_: {id_, *known[id_].within} for id_ in dict.fromkeys(row[7]) if id_ in known}
        if len(own) < 2:
            continue
        everywhere = set.intersection(*own.values())
        for id_, scopes in own.items():
            others = set().union(*(held for other, held in own.items() if other != id_))
            found.setdefault(id_, set()).update((others - scopes) | everywhere)
    return {id_: frozenset(scopes) for id_, scopes in found.items()}


def names_in(shelf: Shelf, id_: str) -> Names | None:
    """Return the names of a body, a territory or a source, None for an id that is none of them."""
    if body := bodies(shelf).get(id_):
        return body.names
    if place := territories().get(id_):
        return Names(fr=place.fr, en=place.en)
    return source_names(shelf).get(id_)


def source_names(shelf: Shelf) -> Mapping[str, Names]:
    """Return every source's titles by its id."""
    return shelf.kept(
        "source names",
        lambda: {
            row[0]: names_of({"title_fr": row[1], "title_en": row[2]}, "title")
            for row in shelf.rows("read/list_sources")
        },
    )


def source_dates(shelf: Shelf) -> Mapping[str, str | None]:
    """Return every source's date by its id."""
    return shelf.kept("source dates", lambda: {row[0]: row[5] for row in shelf.rows("read/list_sources")})


def theme_names(shelf: Shelf, id_: str) -> Names | None:
    """Return the names of a theme."""
    label = themes().get(id_)
    return Names(fr=label.fr, en=label.en) if label else None


def words_of(shelf: Shelf, ids: Iterable[str]) -> str:
    """Return the folded names of several bodies together."""
    known = bodies(shelf)
    return " ".join(known[id_].words for id_ in ids if id_ in known)
