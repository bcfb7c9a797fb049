"""How many rows a reading may give."""

from __future__ import annotations

MAX_ROWS = 1000
"""The most rows that one page of a list holds."""


EVERYTHING = 100_000
"""A bound for what is read as a whole: maps, and the table behind an answer."""
