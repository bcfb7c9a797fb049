"""The mapping of a register of partnerships."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from loaders.mapping import Place, TableMapping
from loaders.values import Cell, Cells


class PartnershipsMapping(TableMapping):
    """Which columns name the parties, and what the register says of their tie.

    From the third party on, a row may leave its cells empty: it then has one party less.
    """

    parties: Annotated[tuple[Place, ...], Field(min_length=2, max_length=20)]
    since: Cell | None = None
    until: Cell | None = None
    form: Cell | None = None
    status: Cell | None = None
    themes: Cells | None = None
    note: Cell | None = None
    stated_on: Cell | None = None
