"""What codes in a document stand for: `P : sur place ; E : excusée`, `Lien : J, jumelage ; A, charte d'amitié`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loaders.minutes.document import Paragraph
from loaders.minutes.lexicon import key

_ONE = r"(?:[A-Z]{1,2}|\d{1,2})\s*[:=,–-]\s*[^;.,:=()\d][^;.:=()]{1,50}?"
_LEGEND = re.compile(
    rf"(?:(?P<label>[^\W\d][^:;.()]{{1,30}}?)\s*:\s*)?(?P<parts>{_ONE}(?:\s*[;]\s*{_ONE})+)(?=[.;)]|\s*$)"
)
_PART = re.compile(r"\s*(?P<code>[A-Z]{1,2}|\d{1,2})\s*[:=,–-]\s*(?P<meaning>.+?)\s*$")


@dataclass(frozen=True, slots=True)
class Legend:
    """What each code means; `label` is the folded name of the column that the codes are of, empty where it is not said."""

    label: str
    codes: dict[str, str]


class Legends:
    """The legends of a document, wherever they stand in it."""

    def __init__(self, paragraphs: Iterable[Paragraph]) -> None:
        self.all = [
            Legend(key(match["label"] or ""), _codes(match["parts"]))
            for paragraph in paragraphs
            if ";" in paragraph.text and not paragraph.cells
            for match in _LEGEND.finditer(paragraph.text)
        ]

    def meant(self, header: Sequence[str], cells: Sequence[str]) -> tuple[str, ...]:
        """Return the cells of a row, codes of a column that a legend is of written out."""
        if not self.all:
            return tuple(cells)
        heads = [*(key(head) for head in header), *[""] * len(cells)]
        return tuple(self._of(head, cell) if head else cell for head, cell in zip(heads, cells, strict=False))

    def code(self, cell: str) -> str:
        """Return what a code stands for in a legend that names no column; the cell itself where there is none."""
        return self._of("", cell)

    def _of(self, label: str, cell: str) -> str:
        meaning = next(
            (one.codes[cell.strip()] for one in self.all if one.label == label and cell.strip() in one.codes), None
        )
        return meaning or cell


def _codes(parts: str) -> dict[str, str]:
    found = (_PART.match(part) for part in parts.split(";"))
    return {match["code"]: match["meaning"] for match in found if match}
