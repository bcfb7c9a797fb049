"""What Markdown reads as a sign is made plain."""

from __future__ import annotations

import pytest

from viz.report import escaped


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("Nancy | Metz", r"Nancy \| Metz"),
        ("<script>", r"\<script\>"),
        ("[lien](http://x)", r"\[lien\](http://x)"),
        ("deux\nlignes", "deux lignes"),
        ("# titre *gras*", r"\# titre \*gras\*"),
    ],
)
def test_signs_are_made_plain(words: str, plain: str) -> None:
    assert escaped(words) == plain
