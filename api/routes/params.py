"""Parameters that several addresses share, read from text, each refused by its name."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated

from fastapi import Query

from ask.dates import checked_day
from graph.analysis.claims import KINDS, ClaimKind
from graph.analysis.snapshot import Snapshot
from graph.errors import InputError, NotFoundError
from graph.places import territories
from graph.themes import themes

AsOf = Annotated[
    str | None, Query(max_length=10, description="A day, month or year: what was so then.", examples=["2019"])
]
Scope = Annotated[
    str | None,
    Query(
        max_length=140,
        description="The ISO 3166 code of a territory, with all that lies in it, or the id of an authority or organisation.",
        examples=["FR", "US-PA", "fr-nancy"],
    ),
]
Kinds = Annotated[
    str | None,
    Query(
        max_length=80,
        description=f"The kinds of links to follow, with commas: some of {', '.join(KINDS)}. All where it is not given.",
        examples=["partnership,membership"],
    ),
]


def day(as_of: str | None) -> str | None:
    """Return a checked day, or None.

    Raises:
        InputError: no day of the calendar.
    """
    return checked_day(as_of) if as_of is not None else None


def kinds(text: str | None) -> tuple[ClaimKind, ...]:
    """Return the kinds of claims that a parameter names, all for None.

    Raises:
        InputError: one is no kind of claim.
    """
    if text is None:
        return KINDS
    named = [word.strip() for word in text.split(",")]
    for word in named:
        one_of("kinds", word, KINDS)
    return tuple(kind for kind in KINDS if kind in named)


def one_of(parameter: str, value: str, allowed: Collection[str]) -> None:
    """Check that a value is one of those allowed.

    Raises:
        InputError: it is not; the line names the parameter and what is allowed.
    """
    if value not in allowed:
        raise InputError(f"{parameter}: got {value!r}, expected one of {', '.join(sorted(allowed))}")


def body(held: Snapshot, parameter: str, id_: str) -> None:
    """Check that a parameter names an authority, network or organisation.

    Raises:
        InputError: it does not.
    """
    if id_ not in held.bodies:
        raise InputError(f"{parameter}: {id_!r} is not the id of an authority, network or organisation")


def scope(held: Snapshot, parameter: str, value: str | None) -> None:
    """Check that a parameter, if given, names a body or a territory.

    Raises:
        InputError: it names neither.
    """
    if value is not None and value not in held.bodies and value not in territories():
        raise InputError(
            f"{parameter}: {value!r} is neither the ISO 3166 code of a territory nor the id of an authority,"
            " network or organisation"
        )


def network(held: Snapshot, value: str | None, parameter: str = "network") -> None:
    """Check that a parameter, if given, names a network.

    Raises:
        InputError: it does not.
    """
    if value is not None and (value not in held.bodies or held.bodies[value].label != "Network"):
        raise InputError(f"{parameter}: {value!r} is not the id of a network")


def theme(value: str | None, parameter: str = "theme") -> None:
    """Check that a parameter, if given, names a theme of the vocabulary.

    Raises:
        InputError: it does not.
    """
    if value is not None:
        one_of(parameter, value, themes())


def territory(value: str | None, parameter: str = "territory") -> None:
    """Check that a parameter, if given, is the code of a territory.

    Raises:
        InputError: it is not.
    """
    if value is not None and value not in territories():
        raise InputError(f"{parameter}: {value!r} is no ISO 3166 code of a territory, such as FR, FR-GES or US-PA")


def authority(held: Snapshot, id_: str) -> None:
    """Check that an address names a local authority.

    Raises:
        NotFoundError: it does not.
    """
    if id_ not in held.bodies or held.bodies[id_].label != "Collectivity":
        raise NotFoundError(f"no local authority has the id {id_!r}")
