"""What a table is made of: how its file is laid out, its cells and rows; shared by the readers of each format."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from graph.errors import InputError

MAX_COLUMNS: Final = 1000
"""The widest table that is read."""

Kind = Literal["csv", "tsv", "xlsx", "json"]
_KINDS: Final[dict[str, Kind]] = {".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".xlsx": "xlsx", ".json": "json"}


class TableFormat(BaseModel):
    """How a file is laid out; what is left out is told by the file's ending, UTF-8, a header in the first row.

    `sheet` is a name or a number from 1; `header_row` the row of the header where a title stands above it; `header_rows`
    how many rows the header takes: their words are joined by " / ". `records` is the way to the records of a JSON file
    (`data.members`); a list on the way gives its values to each record below as `above.NAME`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: Kind | None = None
    delimiter: Annotated[str, StringConstraints(min_length=1, max_length=1)] | None = None
    encoding: str = "utf-8-sig"
    sheet: str | None = None
    header_row: Annotated[int, Field(ge=1, le=1000)] = 1
    header_rows: Annotated[int, Field(ge=1, le=5)] = 1
    records: str | None = None

    @field_validator("encoding")
    @classmethod
    def _known(cls, name: str) -> str:
        try:
            info = codecs.lookup(name)
            "a".encode(info.name).decode(info.name)
        except (LookupError, UnicodeError, ValueError):
            raise ValueError("expected an encoding such as utf-8, cp1252 or latin-1") from None
        return "utf-8-sig" if info.name == "utf-8" else info.name

    @field_validator("delimiter", mode="before")
    @classmethod
    def _named(cls, text: object) -> object:
        return "\t" if text in ("tab", r"\t") else text

    def kind(self, path: Path) -> Kind:
        """Return what the file is: as said, else by its ending.

        Raises:
            InputError: neither tells.
        """
        kind = self.type or _KINDS.get(path.suffix.lower())
        if kind is None and path.is_dir():
            raise InputError(f"{path}: a folder, expected a file")
        if kind is None:
            more = ": save it as .xlsx" if path.suffix.lower() in (".xls", ".ods", ".xlsb") else ""
            raise InputError(f"{path}: not a table that can be read, expected .csv, .tsv, .xlsx or .json{more}")
        return kind


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file, and column → text for every column of the header."""

    number: int
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell that has no plain value: what it is, and what was expected."""

    shown: str
    reason: str


Cell = str | Unreadable
Line = tuple[int, Sequence[Cell]]
"""The number of a row and its cells."""


def clean(text: str) -> str:
    """Return the text as cells are compared: composed characters, one space for each run of white space."""
    text = " ".join(text.split())
    return text if text.isascii() else unicodedata.normalize("NFC", text)
