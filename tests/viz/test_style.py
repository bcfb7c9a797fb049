"""The tokens: contrast worked out anew, every word of the vocabulary drawn, glyphs that are safe SVG."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from graph.vocabulary import CollectivityKind, Form, OrganisationKind, Status
from viz import style

THEMES = ("light", "dark")
TEXTS = [
    ("ink", "paper"),
    ("ink", "wash"),
    ("ink-2", "paper"),
    ("ink-2", "wash"),
    ("ink-3", "paper"),
    ("ink-3", "wash"),
]
BAND = [("band-ink", "band"), ("band-ink-2", "band"), ("ask-ink", "ask")]
GRAPHICS = [("control", "paper"), ("control", "wash"), ("band-border", "band")]


def luminance(colour: str) -> float:
    """WCAG 2.2 relative luminance."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXTS + BAND)
def test_text_can_be_read(theme: str, text: str, ground: str) -> None:
    colours = style.palette("dark" if theme == "dark" else "light")
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("mark", "ground"), GRAPHICS)
def test_borders_can_be_seen(theme: str, mark: str, ground: str) -> None:
    colours = style.palette("dark" if theme == "dark" else "light")
    assert contrast(colours[mark], colours[ground]) >= 3


@pytest.mark.parametrize("form", [*Form])
def test_links_can_be_seen_on_paper_and_on_every_ground_of_a_map(form: Form) -> None:
    for theme, ground in (("light", "sea"), ("dark", "land")):
        colours = style.palette("dark" if theme == "dark" else "light")
        assert contrast(colours[f"form-{form}"], colours["paper"]) >= 3
        assert contrast(colours[f"form-{form}"], colours[ground]) >= 3


def test_every_word_of_the_vocabulary_is_drawn() -> None:
    assert set(Form) <= set(style.FORMS)
    assert set(Status) == set(style.STATUSES)
    assert set(CollectivityKind) | set(OrganisationKind) <= set(style.SHAPES)


def test_forms_differ_by_more_than_colour() -> None:
    assert len({(look.width, look.dash) for look in map(style.form_style, Form)}) == len(Form)


@pytest.mark.parametrize(
    ("kind", "shape"),
    [
        ("commune", "dot"),
        ("city", "dot"),
        ("intercommunality", "hexagon"),
        ("special_district", "hexagon"),
        ("region", "square"),
        ("state", "square"),
        ("departement", "triangle"),
        ("county", "triangle"),
        ("network", "diamond"),
        ("university", "triangleDown"),
        ("organisation", "triangleDown"),
        ("other", "diamond"),
        (None, "diamond"),
        ("no such kind", "diamond"),
    ],
)
def test_shapes(kind: str | None, shape: str) -> None:
    assert style.shape_of(kind).name == shape


GLYPHS = [
    *(style.form_glyph_svg(form) for form in (*Form, "membership", None, "<script>")),
    *(style.status_glyph_svg(status) for status in (*Status, None, '"><script>')),
    *(
        style.kind_glyph_svg(kind, at_home=home)
        for kind in (*CollectivityKind, "network", None)
        for home in (True, False)
    ),
    style.logo_svg(),
]


@pytest.mark.parametrize("svg", GLYPHS)
def test_glyphs_are_well_formed_hidden_from_readers_and_hold_only_shapes(svg: str) -> None:
    root = ElementTree.fromstring(svg)
    assert root.get("aria-hidden") == "true"
    assert {element.tag for element in root.iter()} <= {"svg", "g", "path", "circle"}
    assert not any(name.startswith("on") for element in root.iter() for name in element.attrib)


def test_statuses_differ_without_colour() -> None:
    assert len({style.status_glyph_svg(status) for status in Status}) == len(Status)


def test_at_home_is_filled_and_abroad_is_not() -> None:
    assert 'fill="currentColor"' in style.kind_glyph_svg("commune", at_home=True)
    assert 'fill="none"' in style.kind_glyph_svg("city", at_home=False)


def test_the_css_has_every_token_in_light_dark_and_by_the_system() -> None:
    css = style.css_tokens()
    for name, colour in style.COLOURS.items():
        assert css.count(f"--{name}:{colour.dark};") >= 2
        assert f"--{name}:{colour.light};" in css
    assert "[data-theme=dark]" in css
    assert "prefers-color-scheme:dark" in css
    assert css.count("{") == css.count("}")
