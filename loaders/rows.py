"""The one loop over a table: open it, check its columns, make a draft of each row, collect the rows that cannot be taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from graph.progress import tell
from graph.scratch import gathered
from loaders.mapping import TableMapping, rejected
from loaders.report import Rejected
from loaders.tables import Row, open_table
from loaders.values import CellError

P = TypeVar("P", bound=TableMapping)
D = TypeVar("D")

STEP = 1000
"""After how many rows the progress is told."""


class Drafts(NamedTuple, Generic[P, D]):
    """A table that was read: its mapping, a draft of each row, to be gone through as often as need be, and the other rows."""

    plan: P
    rows: Sequence[D]
    refused: list[Rejected]


def read_drafts(path: Path, plan: P, draft: Callable[[Row], D]) -> Drafts[P, D]:
    """Read a table into drafts.

    Args:
        path: the table.
        plan: its mapping.
        draft: makes a draft of a row, or raises CellError. A draft should keep the row's number, never its cells: it is
            all that is kept until every row was read, on disk where there are many.

    Raises:
        InputError: the table cannot be read, a column is missing, or one is neither mapped nor ignored.
    """
    refused: list[Rejected] = []
    with open_table(path, plan.format, ignore=plan.ignored()) as table:
        plan.check(path, table.columns)
        drafts = gathered(_drafts(path, table.rows, draft, refused))
    return Drafts(plan, drafts, refused)


def _drafts(
    path: Path, rows: Iterable[Row | Rejected], draft: Callable[[Row], D], refused: list[Rejected]
) -> Iterator[D]:
    for count, row in enumerate(rows, 1):
        if count % STEP == 0:
            tell("read", STEP)
        if isinstance(row, Rejected):
            refused.append(row)
            continue
        try:
            yield draft(row)
        except CellError as error:
            refused.append(rejected(path, row.number, error))
