"""Dates as sources state them: a year, a month or a day, exact, about or before.

Written in a subset of EDTF (ISO 8601-2): `1991`, `2016-06`, `2016-06-30`, `2006~` (about), `../2016` (some time before).
Stored as the ISO part, which sorts as text, and a mode.
"""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import BeforeValidator, PlainSerializer

Mode = Literal["exact", "about", "before"]
_PARTIAL = re.compile(r"^(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?$")
EXPECTED = "a date such as 1991, 2016-06, 2016-06-30, 2006~ (about) or ../2016 (before)"


class PartialDate(NamedTuple):
    """An ISO date of known precision (`value`: YYYY, YYYY-MM or YYYY-MM-DD) and how it is meant."""

    value: str
    mode: Mode = "exact"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Parse the EDTF subset.

        Raises:
            ValueError: not in the subset, or no such day.
        """
        mode: Mode = "exact"
        if text.startswith("../"):
            mode, text = "before", text[3:]
        elif text.endswith("~"):
            mode, text = "about", text[:-1]
        match = _PARTIAL.match(text)
        if not match:
            raise ValueError(f"expected {EXPECTED}")
        try:
            datetime.date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
        except ValueError as error:
            raise ValueError(f"no such day: {text}") from error
        return cls(text, mode)

    def __str__(self) -> str:
        """Return the EDTF text that `parse` reads."""
        return {"exact": self.value, "about": f"{self.value}~", "before": f"../{self.value}"}[self.mode]


def is_date(text: str) -> bool:
    """Whether a text is a year, a month or a day, in ISO form, and exact."""
    try:
        return PartialDate.parse(text).mode == "exact"
    except ValueError:
        return False


def _read(value: Any) -> Any:
    if isinstance(value, PartialDate) or value is None:
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | datetime.date):
        raise ValueError(f"expected {EXPECTED}")
    return PartialDate.parse(value.isoformat() if isinstance(value, datetime.date) else str(value))


Date = Annotated[PartialDate, BeforeValidator(_read, json_schema_input_type=str | int), PlainSerializer(str)]
"""A field that reads EDTF text, a bare year, or a YAML date."""
