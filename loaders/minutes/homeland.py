"""In which country a document is written whose head names no authority: its money, its councils, its forms of address."""

from __future__ import annotations

import re

from loaders.minutes.gazetteer import HOME

_SIGNS = (
    (
        "GB",
        re.compile(
            r"£\s?\d|\bCllrs?\b|\b(?:Town|Parish|County|Borough|District) Council\b|\bLord (?:Mayor|Provost)\b|\bTwinning\b"
            r"|\b(?:Mr|Mrs|Ms|Dr)\b(?!\.)|\bParish (?:Hall|Church)\b"
        ),
    ),
    ("US", re.compile(r"\$\s?\d|\bCity Council\b|\bCommissioner\b|\b[Mm]ayor [Pp]ro [Tt]em\b|\bSister Cit(?:y|ies)\b")),
)
ENOUGH = 3
"""How many signs tell a country."""


def homeland(text: str, language: str | None) -> str:
    """Return the country whose authorities speak in a text: France, unless an English one has the signs of another."""
    if language != "en":
        return HOME
    counts = {country: len(shape.findall(text)) for country, shape in _SIGNS}
    first = max(counts, key=lambda country: counts[country])
    return first if counts[first] >= ENOUGH else HOME
