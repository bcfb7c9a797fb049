"""What is inlined loads nothing. Checksums of vendored files: `tests/test_audit.py`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import viz
from viz.assets_io import asset, fonts_css, needs_extended, safe_json

ASSETS = Path(viz.__file__).parent / "assets"


def test_font_rules_name_files_that_are_there() -> None:
    names = re.findall(r'url\("(fonts/[^"]+)"\)', asset("fonts.css"))
    assert len(names) == 7
    assert all((ASSETS / name).is_file() for name in names)


@pytest.mark.parametrize(("extended", "faces"), [(False, 3), (True, 6)])
def test_inlined_fonts(*, extended: bool, faces: int) -> None:
    css = fonts_css(extended)
    assert css.count("@font-face") == css.count("data:font/woff2;base64,") == faces
    assert "fonts/" not in css.replace("data:font/", "")
    assert css.count("{") == css.count("}")


@pytest.mark.parametrize(
    ("text", "wanted"), [("Nancy, Saint-Étienne", False), ("Mezőtúr", True), ("Târgu Neamț", True), ("État…", False)]
)
def test_letters_beyond_latin_1_ask_for_more(text: str, *, wanted: bool) -> None:
    assert needs_extended(text) is wanted


@pytest.mark.parametrize("text", ["</script>", "<!--", "&lt;", "\u2028\u2029", "<script>", '"', "\\", "\x00"])
def test_json_stays_json_and_cannot_leave_its_element(text: str) -> None:
    made = safe_json({"name": text})
    assert json.loads(made) == {"name": text}
    assert not set(made) & set("<>&\u2028\u2029")
