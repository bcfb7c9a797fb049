"""What a load may take back of a source that was not read whole.

A row that was rejected may have stated before what is not seen any more, so nothing is taken back but what was certainly
said anew:

- the same words about the same thing, which only moved to another place in the source;
- other words about the same thing at the same place, where the place says as many new things as it no longer says.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple


class Said(NamedTuple):
    """A statement: the thing that it is about (label, id), its key, and all that stands on it."""

    thing: tuple[str, str]
    key: str
    said: Mapping[str, Any]


def kept(gone: Iterable[Said], added: Iterable[Said]) -> frozenset[str]:
    """Return the keys of the statements that stay: not seen again, and not certainly replaced.

    Args:
        gone: what the source said before and does not say now.
        added: what it says now and did not say before.
    """
    moved = Counter(_words(one) for one in added)
    left: list[Said] = []
    for one in gone:
        if moved[_words(one)]:
            moved[_words(one)] -= 1
        else:
            left.append(one)
    # What moved in from elsewhere says nothing of what the place said.
    anew = _by_place(one for one in added if _take(moved, one))
    stay = (old for place, old in _by_place(left).items() if len(anew.get(place, ())) < len(old))
    return frozenset(one.key for group in stay for one in group)


def _take(moved: Counter[Hashable], one: Said) -> bool:
    words = _words(one)
    moved[words] -= 1
    return moved[words] >= 0


def _by_place(statements: Iterable[Said]) -> dict[Hashable, Sequence[Said]]:
    places: dict[Hashable, list[Said]] = defaultdict(list)
    for one in statements:
        places[one.thing, one.said["locator"]].append(one)
    return dict(places)


def _words(one: Said) -> Hashable:
    """The thing and the words alone: neither where nor when they were said."""
    words = (
        (name, tuple(value) if isinstance(value, list) else value)
        for name, value in one.said.items()
        if name not in ("key", "locator", "stated_on", "kept", "unfinished")
    )
    return one.thing, frozenset(words)
