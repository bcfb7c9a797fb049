"""The neighbourhood of an authority: what lies within some steps of it."""

from __future__ import annotations

from collections.abc import Sequence

from graph.views import Partnership


def near(partnerships: Sequence[Partnership], around: str, depth: int) -> tuple[Partnership, ...]:
    """Return the partnerships within `depth` steps of an authority, in the order given.

    Args:
        partnerships: all of them.
        around: the id of the authority.
        depth: 1 for its own partnerships, 2 for those of its partners too, and so on.
    """
    of: dict[str, list[int]] = {}
    for n, one in enumerate(partnerships):
        for party in one.partners:
            of.setdefault(party.id, []).append(n)
    kept: set[int] = set()
    seen, edge = {around}, {around}
    for _ in range(depth):
        here = {n for id_ in edge for n in of.get(id_, ())} - kept
        kept |= here
        edge = {party.id for n in here for party in partnerships[n].partners} - seen
        seen |= edge
    return tuple(partnerships[n] for n in sorted(kept))
