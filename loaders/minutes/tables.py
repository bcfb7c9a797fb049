"""Ties in the rows of a table: `Collectivité | Ville partenaire | Type | Depuis | État`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from loaders.minutes.cues import FIRM, cues
from loaders.minutes.dates import dates
from loaders.minutes.focus import Focus, Sides
from loaders.minutes.gazetteer import Body, Gazetteer
from loaders.minutes.lexicon import tokens
from loaders.minutes.lists import columns_of
from loaders.minutes.mentions import mentions
from loaders.minutes.offices import town_alone
from loaders.minutes.sentences import unreal
from loaders.minutes.standing import status_of

SHORT = 40
"""A cell of fewer characters says something of the whole row."""


class Row(NamedTuple):
    """A tie that a row states."""

    parties: tuple[Body, ...]
    form: str
    status: str | None
    since: str | None
    reason: str
    confidence: float


class Table:
    """Reads a table row by row: its first row says what the columns hold, any row may say the tie itself."""

    def __init__(self, names: Gazetteer, sides: Sides) -> None:
        self.names, self.sides = names, sides
        self.header: tuple[str, ...] = ()
        self.people = False

    def close(self) -> None:
        """Forget the header: prose has come between."""
        self.header, self.people = (), False

    def read(self, cells: Sequence[str], focus: Focus) -> Iterator[Row]:
        """Yield the ties of a row."""
        if not self.header:
            self.header, self.people = tuple(cells), bool(columns_of(cells))
        if self.people:
            return
        every = [self._bodies(cell) for cell in cells]
        away = [body for bodies in every for body in bodies if self.sides.theirs(body)]
        here = [body for bodies in every for body in bodies if self.sides.ours(body)]
        home = tuple(here[:1]) or focus.home
        form = self._form(cells, focus)
        if not away or not home or form is None or (len(away) > 1 and len(here) > 1):
            return
        text = " ; ".join(cell for cell in cells if cell)
        if any(self._is_unreal(cell) for cell in cells):
            return
        since = self._since(cells)
        status = status_of(text, 0, len(text), 0)
        for body in away[:4]:
            yield Row((home[0], body), form, status, since, text[:80], 0.85 if here else 0.75)

    def _bodies(self, cell: str) -> Sequence[Body]:
        """Return whom a cell names; one that holds a name and nothing else names a town, however small."""
        return [one.body for one in mentions(cell, self.names, strict=False)] or town_alone(cell, self.names)

    def _is_unreal(self, cell: str) -> bool:
        """Whether a cell says that there is no tie: a wish, a denial; what tells how one stands (`no contact`) does not."""
        told = cues(cell) or (len(cell) < SHORT and not mentions(cell, self.names))
        return bool(told) and status_of(cell, 0, len(cell), 0) is None and unreal(cell, 0, len(cell)) is not None

    def _form(self, cells: Sequence[str], focus: Focus) -> str | None:
        said = [cue.form for cell in cells for cue in cues(cell)]
        if said:
            return min(said, key=FIRM.index)
        above = [cue.form for cell in self.header for cue in cues(cell)]
        if above and tuple(cells) != self.header:
            return min(above, key=FIRM.index)
        return focus.cue.form if focus.cue and not focus.unreal else None

    def _since(self, cells: Sequence[str]) -> str | None:
        for head, cell in zip(self.header, cells, strict=False):
            here = tokens(head)
            if any(
                token.folded in ("depuis", "since", "signature", "date", "annee", "year", "signe", "signed", "debut")
                for token in here
            ):
                found = next(dates(cell), None)
                return found.value if found else None
        stated = next((found.value for cell in cells if cues(cell) for found in dates(cell)), None)
        return stated or next((found.value for cell in cells if len(cell) < 12 for found in dates(cell)), None)
