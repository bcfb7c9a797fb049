"""Columns that spaces make in a text: fields with their labels on the left, tables whose header says what they hold.

Each gap is told with what stands for it: ` : ` behind a label, a tab between two cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from loaders.minutes.lexicon import key, words

_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
_WIDE = 3
"""The narrowest gap behind a label, characters."""

MAX_LABEL = 4
"""The longest label, words."""

ENOUGH = 2
"""How many lines share a column at least, the header of a table not counted."""

_FIELDS = frozenset(
    "objet date lieu horaires heure redacteur redactrice diffusion destinataires animation animateur presidence "
    "secretariat secretaire subject venue place time chair clerk circulation distribution purpose participants".split()
)
_TIED = frozenset(
    "ville villes partenaire partenaires pays depuis annee nature type statut etat commune communes town towns partner "
    "partners country since year status form collectivite continent observations remarks signature".split()
)


class Gap(NamedTuple):
    """A stretch of spaces, by its columns (the end exclusive), and what is read in its place."""

    start: int
    end: int
    mark: str


def gaps(lines: Sequence[str]) -> Mapping[int, tuple[Gap, ...]]:
    """Return the gaps of each line that is one of such columns, by its number from 0."""
    found: dict[int, tuple[Gap, ...]] = {}
    for block in _blocks(lines):
        found.update(_table(lines, block) or _fields(lines, block))
    return found


def _blocks(lines: Sequence[str]) -> Iterator[list[int]]:
    """Yield the lines that follow each other without an empty one; those with tabs or bars have columns of their own."""
    for filled, numbers in groupby(range(len(lines)), key=lambda at: bool(lines[at].strip())):
        block = list(numbers)
        if filled and len(block) > 1 and not any("\t" in lines[at] or "|" in lines[at] for at in block):
            yield block


def _fields(lines: Sequence[str], block: Sequence[int]) -> dict[int, tuple[Gap, ...]]:
    first = {at: match for at in block if (match := _GAP.search(lines[at].rstrip()))}
    ends = [match.end() for match in first.values()]
    column = max(set(ends), key=ends.count, default=0)
    led = {at: match for at, match in first.items() if match.end() == column and match.end() - match.start() >= _WIDE}
    labels = {at: key(lines[at][: match.start()]) for at, match in led.items()}
    if len(led) < ENOUGH or any(len(label.split()) > MAX_LABEL or not label for label in labels.values()):
        return {}
    if not any(_is_field(label) for label in labels.values()) or any(":" in lines[at][:column] for at in led):
        return {}
    return {at: (Gap(match.start(), match.end(), " : "),) for at, match in led.items()}


def _is_field(label: str) -> bool:
    return label in words("attendance", "present") | words("attendance", "excused") or label in _FIELDS


def _table(lines: Sequence[str], block: Sequence[int]) -> dict[int, tuple[Gap, ...]]:
    # A title may stand right above.
    first = next((index for index, at in enumerate(block) if _heads(re.split(r" {2,}", lines[at].strip()))), len(block))
    block = block[first:]
    if len(block) <= ENOUGH:
        return {}
    starts = [match.end() for match in _GAP.finditer(lines[block[0]].rstrip())]
    rows = {at: cut for at in block if (cut := _cut(lines[at].rstrip(), starts))}
    return rows if len(rows) * 3 >= len(block) * 2 and len(rows) > ENOUGH else {}


def _heads(cells: Sequence[str]) -> bool:
    """Whether cells are the header of a table of people or of ties."""
    folded = [key(cell) for cell in cells]
    said = sum(cell in _of_people() or bool(_TIED.intersection(cell.split())) for cell in folded)
    return len(cells) > 1 and said > 1 and all(len(cell.split()) <= MAX_LABEL for cell in folded)


@cache
def _of_people() -> frozenset[str]:
    """The labels of columns of people."""
    roles = ("person", "first", "last", "title", "body")
    return frozenset().union(*(words("attendance", f"columns_{role}") for role in roles))


def _cut(line: str, starts: Sequence[int]) -> tuple[Gap, ...]:
    """Return the gaps of a row before the columns of its header; empty where words run across one."""
    found: list[Gap] = []
    for start in starts:
        if start >= len(line):
            break
        if line[start - 1] != " ":
            return ()
        begin = len(line[:start].rstrip())
        if found and begin < found[-1].end:
            begin = found[-1].end
        found.append(Gap(begin, start, "\t"))
    return tuple(found)
