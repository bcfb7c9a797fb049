"""Ties in the rows of a table: `Collectivité | Ville partenaire | Type | Depuis | État`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from graph.places import contains, country_of, territories
from graph.places import names as territory_names
from loaders.minutes.cues import FIRM, cues
from loaders.minutes.dates import dates
from loaders.minutes.document import DITTO
from loaders.minutes.focus import Focus, Sides
from loaders.minutes.gazetteer import HOME, Body, Gazetteer
from loaders.minutes.legends import Legends
from loaders.minutes.lexicon import key, phrases, tokens
from loaders.minutes.lists import columns_of
from loaders.minutes.mentions import mentions
from loaders.minutes.offices import town_alone
from loaders.minutes.sentences import unreal
from loaders.minutes.standing import status_of

SHORT = 40
"""A cell of fewer characters says something of the whole row."""


MAX_NAME = 5
"""The longest name of a town in a cell, words."""

_HOMES = (
    "town",
    "city",
    "municipality",
    "local authority",
    "council",
    "commune",
    "communes",
    "ville",
    "villes",
    "collectivite",
    "collectivites",
    "commune membre",
    "beneficiaire",
)
"""What heads a first column of our own side."""

_IN_BRACKETS = re.compile(r"(?P<name>[A-ZÀ-Ý][^(),;]{1,50}?)\s*\((?P<land>[^()]{2,40})\)")
"""`Rotenburg an der Fulda (Allemagne)`, `Charleston (Illinois, États-Unis)`."""

_PLANNED = re.compile(
    r"(?:en |au stade d[eu] )?projet\w*(?: (?:de |d['’])\w+)?|à l['’]étude|envisagée?|souhaitée?|en recherche|néant|aucune?"
    r"|planned|proposed|none|nil",
    re.IGNORECASE,
)
"""A cell that says there is no tie yet."""


def _country(cell: str, base: str = HOME, *, lettered: bool = False) -> str | None:
    """Return the country or nation abroad that a cell is the name of, or in brackets its letters."""
    letters = _LETTERS.get(cell.strip(), cell.strip())
    if lettered and len(letters) == len("FR") and letters.isupper() and letters in territories() and letters != base:
        return letters
    codes = [code for code in territory_names().get(key(cell), ()) if country_of(code) != base]
    whole = [code for code in codes if "-" not in code] or [code for code in codes if code in _NATIONS]
    return whole[0] if whole else None


_NATIONS = ("GB-ENG", "GB-SCT", "GB-WLS", "GB-NIR", "CA-QC")


_LETTERS = {"UK": "GB"}


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

    def __init__(self, names: Gazetteer, sides: Sides, legends: Legends) -> None:
        self.names, self.sides, self.legends = names, sides, legends
        self.header: tuple[str, ...] = ()
        self.people = False
        self.above: tuple[Body, ...] = ()
        """Whose the row above was: an empty first cell stands for it."""

    def close(self) -> None:
        """Forget the header: prose has come between."""
        self.header, self.people, self.above = (), False, ()

    def read(self, cells: Sequence[str], focus: Focus) -> Iterator[Row]:
        """Yield the ties of a row."""
        if not self.header:
            self.header, self.people = tuple(cells), bool(columns_of(cells))
        if self.people:
            return
        if tuple(cells) != self.header:
            cells = self.legends.meant(self.header, cells)
        country = next((code for cell in cells if (code := _country(cell, self.sides.base))), None)
        every = [
            self._bodies(cell, country if _country(beside, self.sides.base) else None)
            for cell, beside in pairwise((*cells, ""))
        ]
        if key(self.header[0]) in _HOMES and tuple(cells) != self.header and not any(map(self.sides.ours, every[0])):
            town = self.names.authority(key(cells[0]), "commune")
            every[0] = (town,) if town else town_alone(cells[0], self.names) or self._new_town(cells[0]) or every[0]
        away = [body for bodies in every for body in bodies if self.sides.theirs(body)]
        here = [body for bodies in every for body in bodies if self.sides.ours(body)]
        home = tuple(here[:1]) or (self.above if cells[0].strip() in DITTO else ()) or focus.home
        self.above = home
        form = self._form(cells, focus)
        if not away or not home or form is None or (len(away) > 1 and len(here) > 1):
            return
        text = " ; ".join(cell for cell in cells if cell)
        if any(self._is_unreal(cell) or _PLANNED.fullmatch(cell.strip()) for cell in cells):
            return
        since = self._since(cells)
        status = status_of(text, 0, len(text), 0)
        for body in away[:4]:
            yield Row((home[0], body), form, status, since, text[:80], 0.85 if here else 0.75)

    def _new_town(self, cell: str) -> tuple[Body, ...]:
        """Return a town of our own side that no table has: in the first column of an English document."""
        if self.sides.base == HOME or not cell[:1].isupper() or len(cell.split()) > MAX_NAME or cues(cell):
            return ()
        town = self.names.new_city(cell.strip(), self.sides.base)
        return (town,) if town else ()

    def _bodies(self, cell: str, country: str | None) -> Sequence[Body]:
        """Return whom a cell names; one that holds a name and nothing else names a town, however small.

        Where the cell behind it names a country, it is a town there.
        """
        bracketed = _IN_BRACKETS.fullmatch(cell.strip())
        if bracketed and (
            code := _country(bracketed["land"].rpartition(",")[2].strip(), self.sides.base, lettered=True)
        ):
            here = [one for one in mentions(cell, self.names, strict=False) if one.level]
            state = territory_names().get(key(bracketed["land"].partition(",")[0]), ())
            within = next((one for one in state if one.startswith(f"{code}-")), code)
            levelled = phrases("levels").at(tokens(bracketed["name"]), 0) is not None
            return [one.body for one in here] or ([] if levelled else [self.names.city_in(bracketed["name"], within)])
        if country and cell[:1].isupper() and len(cell.split()) <= MAX_NAME and not _country(cell, self.sides.base):
            found = [one for one in mentions(cell, self.names, strict=False) if one.start == 0 and one.end == len(cell)]
            if not found or not found[0].body.territory or not contains(country, found[0].body.territory):
                return [self.names.city_in(cell, country)]
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
