"""Numbers with decimals and their units in words."""

from __future__ import annotations

from collections.abc import Mapping

from babel.numbers import format_decimal

from graph.vocabulary import Label, Language
from viz.words import NBSP

UNITS: Mapping[str, Label] = {
    "percent": Label("%", "%"),
    "EUR": Label("€", "euros"),
    "EUR per year": Label("€ par an", "euros a year"),
    "USD": Label("$", "US dollars"),
}
"""Units of figures that are not said as they stand."""


def decimal(value: float, language: Language) -> str:
    """Return a number: 3 100 000 or 12,5 in French."""
    return str(format_decimal(value, locale=language)).replace("\u202f", NBSP)


def unit_words(unit: str, language: Language) -> str:
    """Return a unit in words."""
    return UNITS[unit].in_(language) if unit in UNITS else unit
