"""Countries and subdivisions by what a source calls them: a code, or a name in French, English or its own language."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from graph.ids import fold
from graph.places import canonical, contains, names, outermost, territories
from loaders.values import CellError

_ALSO: Final = MappingProxyType(
    {
        "palestinian national authority": "PS",
        "autorite palestinienne": "PS",
        "kingdom of denmark": "DK",
        "kingdom of the netherlands": "NL",
        "great britain": "GB",
        "grande bretagne": "GB",
        "england": "GB",
        "angleterre": "GB",
    }
)
"""Names of countries that the table of territories lacks; English towns are of the United Kingdom, ISO has no more."""


def country(text: str) -> str:
    """Return the ISO code of a country.

    Raises:
        CellError: no country, or several, are called so.
    """
    known = territories()
    if text in known and known[text].level == 0:
        return text
    if code := _ALSO.get(fold(text)):
        return code
    found = names().get(fold(text), ())
    codes = [code for code in found if known[code].level == 0] or list(outermost(found))
    if canonical(text) in known and not codes:
        codes = [canonical(text)]
    if len(codes) != 1:
        said = f"several territories are called {text!r}" if codes else f"no country is called {text!r}"
        raise CellError("country", f"{said}, expected its name or its ISO 3166 code")
    return codes[0]


def subdivision(text: str, within: str | None) -> str:
    """Return the ISO code of a subdivision, or of a country, inside another if that is known.

    Raises:
        CellError: none, or several, are called so.
    """
    if text in territories() and (within is None or contains(within, text)):
        return canonical(text)
    code = f"{within}-{text.upper()}"
    if code in territories():
        return code
    found = _inside(text, within)
    if len(found) != 1:
        said = f"several territories are called {text!r}" if found else f"no territory is called {text!r}"
        where = f" in {within}" if within else ""
        raise CellError("territory", f"{said}{where}, expected its name or its ISO 3166 code")
    return found[0]


def named_subdivision(text: str, within: str) -> str | None:
    """Return the code of the only subdivision of that name in a country, None where there is none or several."""
    found = _inside(text, within)
    return found[0] if len(found) == 1 else None


def _inside(text: str, within: str | None) -> tuple[str, ...]:
    found = [code for code in names().get(fold(text), ()) if within is None or contains(within, code)]
    return outermost([code for code in found if code != within] or found)
