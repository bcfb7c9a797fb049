"""Whether two places of a document tell of the same event."""

from __future__ import annotations

from dataclasses import replace

from loaders.minutes.lexicon import tokens
from loaders.minutes.meeting import EVENTS, Happening

_EDITIONS = ("congress", "forum", "fair", "conference")


ALIKE = 0.6
"""The share of the shorter name's words that two names of one event have in common, at least."""


def merge(found: list[Happening], made: Happening) -> None:
    """Add an event, or its place to the one that it is."""
    for index, other in enumerate(found):
        if _same(other, made):
            first, second = (made, other) if made.date and not other.date else (other, made)
            if first.status == "proposed" and second.status != "proposed" and first.date == second.date:
                first, second = second, first
            found[index] = replace(
                first,
                held_in=first.held_in or second.held_in,
                held_by=first.held_by or second.held_by,
                also=(*first.also, (second.paragraph, second.start, second.end), *second.also),
            )
            return
    found.append(made)


def _same(one: Happening, other: Happening) -> bool:
    if one.kind != other.kind:
        return False
    apart = bool(one.held_in and other.held_in and one.held_in.id != other.held_in.id)
    if one.date and other.date:
        coarse, fine = sorted((one.date, other.date), key=len)
        if not fine.startswith(coarse):
            return False
        if len(coarse) >= 10 or (len(coarse) == 7 and one.kind != "meeting"):
            return not apart
    return not apart and (_same_edition(one, other) or _alike(_content(one.fr), _content(other.fr)))


def _same_edition(one: Happening, other: Happening) -> bool:
    """`Le congrès 2016`, `le congrès de Pittsburgh`: the one of that year, the one there."""
    if one.kind not in _EDITIONS:
        return False
    if one.date and other.date:
        return not (_content(one.fr) and _content(other.fr))
    return bool(one.held_in and other.held_in)


def _alike(content: set[str], more: set[str]) -> bool:
    return bool(content & more) and len(content & more) >= ALIKE * min(len(content), len(more))


def _content(name: str) -> set[str]:
    here = tokens(name)
    called = {index + i for _, index, count in EVENTS.all(here) for i in range(count)}
    return {
        token.folded
        for index, token in enumerate(here)
        if len(token.folded) > 2 and not token.folded.isdigit() and index not in called
    }
