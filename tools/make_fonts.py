"""Cut the fonts to what the pages show: from the files of Fontsource's packages to those in `viz/assets/fonts/`.

Needs fontTools with brotli (`pip install "fonttools[woff]"`), which nothing else here does, and the `files` of the packages:

    python -m tools.make_fonts FOLDER…

prints the rows of `viz/assets/LICENSES.md`. Newsreader (OFL, no reserved font name) keeps its name. Source Sans has the
reserved font name "Source": what is cut from it is called Jumelles Sans, inside the file and in the style sheet.
"""

from __future__ import annotations

import hashlib
import io
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FONTS = Path(__file__).resolve().parent.parent / "viz" / "assets" / "fonts"
RESERVED = "Reserved Font Name"
RENAMED = "Jumelles Sans"

Axes = Mapping[str, float | tuple[float, float]]

_POINTS = (
    *range(0x2010, 0x2027),
    0x202F,
    0x2030,
    0x2039,
    0x203A,
    0x20AC,
    0x2122,
    0x2191,
    0x2193,
    0x2212,
    0xFEFF,
    0xFFFD,
)
LATIN = (*range(0x20, 0x7F), *range(0xA0, 0x100), 0x131, 0x152, 0x153, 0x2BB, 0x2BC, 0x2C6, 0x2DA, 0x2DC, *_POINTS)
NEAR = (*range(0x100, 0x180), *range(0x218, 0x21C), 0x259, 0x18F)
"""Latin Extended-A, and the letters of Romanian and Azeri beyond it: nearly all names of European places."""
FAR = tuple(one for one in (*range(0x180, 0x250), *range(0x1E00, 0x1F00), 0x304, 0x308, 0x329) if one not in NEAR)
"""What Vietnamese, Hausa, Yoruba and transliterations need besides."""


class Cut(NamedTuple):
    """One file: from which it is cut, at which axes, with which characters, and whether pairs of letters are kerned."""

    name: str
    source: str
    axes: Axes
    characters: Sequence[int]
    kerned: bool = True


CUTS = (
    # The sizes of a text face and of a display face are both on every page, the weight is one.
    Cut("newsreader-latin-400", "newsreader-latin-opsz-normal", {"wght": 400, "opsz": (18, 72)}, LATIN),
    Cut("newsreader-latin-600", "newsreader-latin-opsz-normal", {"wght": 600, "opsz": 36}, LATIN, kerned=False),
    Cut("newsreader-latin-400-italic", "newsreader-latin-opsz-italic", {"wght": 400, "opsz": 25}, LATIN, kerned=False),
    Cut("newsreader-latin-ext-400", "newsreader-latin-ext-opsz-normal", {"wght": 400, "opsz": 40}, (*NEAR, *FAR)),
    Cut("jumelles-sans-latin-ext", "source-sans-3-latin-ext-wght-normal", {"wght": (400, 600)}, NEAR),
    Cut("jumelles-sans-latin-far", "source-sans-3-latin-ext-wght-normal", {"wght": (400, 600)}, FAR),
)


def main(folders: Iterable[Path]) -> int:
    """Cut every file and print its row; returns 1 where a source is not in the folders."""
    files = {file.stem: file for folder in folders for file in folder.glob("*.woff2")}
    for cut in CUTS:
        if cut.source not in files:
            print(f"{cut.source}.woff2 is in none of the folders", file=sys.stderr)
            return 1
        made = _cut(files[cut.source], cut)
        (FONTS / f"{cut.name}.woff2").write_bytes(made)
        print(
            f"| `fonts/{cut.name}.woff2` | {cut.source} | OFL-1.1 | {len(made)} | `{hashlib.sha256(made).hexdigest()}` |"
        )
    return 0


def _cut(file: Path, cut: Cut) -> bytes:
    font = _again(instancer.instantiateVariableFont(TTFont(file, recalcTimestamp=False), dict(cut.axes)))
    options = subset.Options()
    features = ["mark", "mkmk", "ccmp", "locl", "liga", "tnum", "pnum", "rvrn", *(["kern"] if cut.kerned else [])]
    options.layout_features, options.hinting, options.name_IDs = features, False, ["*"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=cut.characters)
    subsetter.subset(font)
    _rename(font)
    font.flavor = "woff2"
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


def _again(font: Any) -> Any:
    """Write a font and read it: the subsetter wants all of its tables as they stand in a file."""
    font.flavor, whole = None, io.BytesIO()
    font.save(whole)
    whole.seek(0)
    return TTFont(whole, recalcTimestamp=False)


def _rename(font: Any) -> None:
    """Give a font whose name is reserved another one; copyright and licence stay as they are."""
    names = font["name"]
    if RESERVED not in (names.getDebugName(0) or ""):
        return
    for record in list(names.names):
        if record.nameID in (1, 16):
            record.string = RENAMED
        elif record.nameID in (3, 4, 6, 25):
            record.string = RENAMED.replace(" ", "") if record.nameID in (6, 25) else RENAMED
        elif record.nameID == 7:
            names.names.remove(record)


if __name__ == "__main__":
    sys.exit(main(Path(folder) for folder in sys.argv[1:]))
