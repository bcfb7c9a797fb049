"""The vendored files: text, fonts as data, and JSON made safe to stand inside a page."""

from __future__ import annotations

import base64
from functools import cache
from importlib.resources import files
from typing import Any

import orjson
from markupsafe import Markup

_LATIN = range(0x100)
# What may close a script element or open a comment, and two line ends that old JavaScript does not allow in strings.
_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})
_LATIN_FILES = ("newsreader-latin-400", "newsreader-latin-600", "source-sans-3-latin-wght-normal")
_EXTENDED_FILES = ("newsreader-latin-ext-400", "jumelles-sans-latin-ext", "jumelles-sans-latin-far")


@cache
def asset(name: str) -> str:
    """Return the text of a file in `viz/assets/`."""
    return (files("viz") / "assets" / name).read_text(encoding="utf-8")


def safe_json(value: Any) -> Markup:
    """Return JSON that can stand in a script element, whatever text it holds."""
    text = orjson.dumps(value).decode()
    return Markup(text.translate(_UNSAFE))  # noqa: S704 - nothing in it can end the element


@cache
def fonts_css(extended: bool) -> str:  # noqa: FBT001 - cached by it
    """Return the @font-face rules with the fonts inside; letters beyond Latin-1 (ő, â) only where `extended`."""
    faces = [face + "}" for face in asset("fonts.css").split("*/", 1)[1].split("}") if "src:" in face]
    wanted = [face for face in faces if _is_wanted(face, extended=extended)]
    return "".join(_inlined(face) for face in wanted)


def needs_extended(text: str) -> bool:
    """Return whether a text has letters that the Latin files lack."""
    return any(ord(letter) not in _LATIN and letter.isalpha() for letter in text)


def _is_wanted(face: str, *, extended: bool) -> bool:
    names = _LATIN_FILES + (_EXTENDED_FILES if extended else ())
    return any(f"fonts/{name}.woff2" in face for name in names)


def _inlined(face: str) -> str:
    before, _, rest = face.partition('"fonts/')
    name, _, after = rest.partition('"')
    data = base64.b64encode((files("viz") / "assets" / "fonts" / name).read_bytes()).decode()
    return f'{before}"data:font/woff2;base64,{data}"{after}'
