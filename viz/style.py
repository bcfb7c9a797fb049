"""The one place of the visual tokens: colours, link forms, statuses, shapes, and the small drawings made of them.

The values are those of the visual direction (docs), where every ratio of contrast is given; tests/viz/test_style.py
works them out again. Pages include `css_tokens()`; maps read the same custom properties, so that nothing is said twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from graph.vocabulary import CollectivityKind, Form, Label, OrganisationKind, Status

Theme = Literal["light", "dark", "auto"]


class Colour(NamedTuple):
    """A colour in both themes, as #RRGGBB."""

    light: str
    dark: str


class FormStyle(NamedTuple):
    """How a form of link is drawn; `width` and `dash` in px, `round` for dots."""

    colour: Colour
    width: float
    dash: tuple[float, ...] = ()
    round: bool = False


class Stroke(NamedTuple):
    """One piece of a glyph in a 16 x 16 box: path data, filled or stroked."""

    path: str
    fill: bool = False
    dash: tuple[float, ...] = ()


class Shape(NamedTuple):
    """A node shape: its vis-network name, its path in a 16 x 16 box, and its size on a map beside a disc of 1."""

    name: str
    path: str
    scale: float = 1.0


COLOURS: Mapping[str, Colour] = MappingProxyType(
    {
        "paper": Colour("#FFFFFF", "#0C1615"),
        "wash": Colour("#F1F5F4", "#13211F"),
        "sea": Colour("#E4ECEA", "#0A1A1A"),
        "land": Colour("#FFFFFF", "#1D2F2D"),
        "coast": Colour("#B9C7C3", "#3C5551"),
        "hairline": Colour("#D3DCDA", "#2A3B38"),
        "ink": Colour("#10201E", "#EEF4F2"),
        "ink-2": Colour("#42504C", "#BECBC7"),
        "ink-3": Colour("#586662", "#96A5A0"),
        "control": Colour("#76837F", "#687A75"),
        "band": Colour("#0F2E2D", "#122625"),
        "band-ink": Colour("#FFFFFF", "#EEF4F2"),
        "band-ink-2": Colour("#C9DBD7", "#BECBC7"),
        "band-border": Colour("#6F9490", "#6F9490"),
        "band-sea": Colour("#163C3A", "#0A1A1A"),
        "band-land": Colour("#255853", "#1D2F2D"),
        "ask": Colour("#FFD65C", "#FFD65C"),
        "ask-ink": Colour("#10201E", "#10201E"),
    }
)

_BORDER = COLOURS["control"]

FORMS: Mapping[str, FormStyle] = MappingProxyType(
    {
        Form.TWINNING: FormStyle(Colour("#3042C2", "#6585FF"), 2.6),
        Form.FRIENDSHIP: FormStyle(Colour("#8B266B", "#D6408E"), 2.2, (10, 3.5, 2, 3.5)),
        Form.COOPERATION: FormStyle(Colour("#2A9489", "#A6F2D4"), 2.2, (9, 4)),
        Form.PROJECT: FormStyle(Colour("#D45A00", "#F79A32"), 2.2, (4, 3)),
        Form.CONTACT: FormStyle(Colour("#1F2328", "#A3B1C0"), 2.8, (0, 5), round=True),
        "membership": FormStyle(_BORDER, 1.0),
        "unknown": FormStyle(_BORDER, 1.6),
    }
)
FORM_LABELS: Mapping[str, Label] = MappingProxyType(
    {
        **{form.value: form.label for form in Form},
        "membership": Label("Participation", "Attendance"),
        "unknown": Label("Lien non précisé", "Link not specified"),
    }
)

_RING = "M8 1.8a6.2 6.2 0 1 1 0 12.4a6.2 6.2 0 1 1 0-12.4z"

STATUSES: Mapping[str, tuple[Stroke, ...]] = MappingProxyType(
    {
        # The tick is a hole (even-odd), so that the glyph needs to know nothing of what lies under it.
        Status.ACTIVE: (
            Stroke("M8 1a7 7 0 1 1 0 14a7 7 0 1 1 0-14zM3.9 8.3l3.1 3.1 5.3-5.7-1.3-1.2-4.1 4.4-1.8-1.8z", fill=True),
        ),
        Status.NEGOTIATING: (Stroke(_RING), Stroke("M8 1.8a6.2 6.2 0 0 0 0 12.4z", fill=True)),
        Status.EXPLORATORY: (
            Stroke(_RING, dash=(2.6, 2.27)),
            Stroke("M8 5.9a2.1 2.1 0 1 1 0 4.2a2.1 2.1 0 1 1 0-4.2z", fill=True),
        ),
        Status.DORMANT: (Stroke(_RING), Stroke("M5 8h6")),
        Status.SUSPENDED: (Stroke(_RING), Stroke("M6.3 5.3v5.4M9.7 5.3v5.4")),
        Status.ENDED: (Stroke("M3.2 3.2l9.6 9.6M12.8 3.2l-9.6 9.6"),),
        Status.UNKNOWN: (Stroke("M2.5 2.5h11v11h-11z", dash=(2.4, 2)),),
    }
)

DISC = Shape("dot", "M8 2.4a5.6 5.6 0 1 1 0 11.2a5.6 5.6 0 1 1 0-11.2z")
HEXAGON = Shape("hexagon", "M8 1.6l5.6 3.2v6.4l-5.6 3.2-5.6-3.2v-6.4z", 1.1)
SQUARE = Shape("square", "M3 3h10v10h-10z", 0.95)
TRIANGLE = Shape("triangle", "M8 2.2l6.4 11.2h-12.8z", 1.1)
TRIANGLE_DOWN = Shape("triangleDown", "M8 13.8l6.4-11.2h-12.8z", 1.1)
DIAMOND = Shape("diamond", "M8 1l7 7-7 7-7-7z", 1.35)
CORNER = Shape("diamond", "M8 3.6l4.4 4.4-4.4 4.4-4.4-4.4z", 0.85)

SHAPES: Mapping[str, Shape] = MappingProxyType(
    {
        **{kind.value: TRIANGLE_DOWN for kind in OrganisationKind},
        "organisation": TRIANGLE_DOWN,
        "network": DIAMOND,
        CollectivityKind.COMMUNE: DISC,
        CollectivityKind.CITY: DISC,
        CollectivityKind.INTERCOMMUNALITY: HEXAGON,
        CollectivityKind.SPECIAL_DISTRICT: HEXAGON,
        CollectivityKind.REGION: SQUARE,
        CollectivityKind.STATE: SQUARE,
        CollectivityKind.DEPARTEMENT: TRIANGLE,
        CollectivityKind.COUNTY: TRIANGLE,
        CollectivityKind.OTHER: CORNER,
    }
)

SHAPE_GROUPS: Mapping[str, Shape] = MappingProxyType(
    {
        "town": DISC,
        "group": HEXAGON,
        "region": SQUARE,
        "county": TRIANGLE,
        "network": DIAMOND,
        "organisation": TRIANGLE_DOWN,
        "other": CORNER,
    }
)
"""The kinds by the shape that they share."""

SERIF = '"Newsreader Variable", "Newsreader Stand-in", "Newsreader Stand-in 2", Georgia, "Times New Roman", serif'
SANS = (
    '"Source Sans 3 Variable", "Jumelles Sans", "Source Sans Stand-in", "Source Sans Stand-in 2", system-ui, "Segoe UI", '
    "sans-serif"
)
SPACES: tuple[int, ...] = (4, 8, 12, 16, 24, 32, 48, 64)
"""The steps of white space, in px: --space-1 to --space-8."""


def form_style(form: str | None) -> FormStyle:
    """Return how a link is drawn; one whose form no source states has a plain grey line."""
    return FORMS.get(form or "unknown", FORMS["unknown"])


def form_key(form: str | None) -> str:
    """Return the name under which a form's colour is kept: `--form-{key}`."""
    return str(form) if form in FORMS else "unknown"


def status_key(status: str | None) -> str:
    """Return a known status; anything else is unknown."""
    return str(status) if status in STATUSES else str(Status.UNKNOWN)


def shape_of(kind: str | None) -> Shape:
    """Return the shape of a kind of actor; a kind unknown to us is a small square on its corner."""
    return SHAPES.get(kind or "", CORNER)


def css_tokens() -> str:
    """Return the custom properties of both themes as CSS; dark holds on screens only, so that print is ink on paper."""
    light, dark = (_properties(theme) for theme in ("light", "dark"))
    spaces = "".join(f"--space-{step}:{px}px;" for step, px in enumerate(SPACES, 1))
    return (
        f":root{{color-scheme:light;--serif:{SERIF};--sans:{SANS};{spaces}{light}}}\n"
        f"@media screen{{:root[data-theme=dark]{{color-scheme:dark;{dark}}}}}\n"
        "@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]):not([data-theme=dark])"
        f"{{color-scheme:dark;{dark}}}}}\n"
    )


def palette(theme: Literal["light", "dark"]) -> dict[str, str]:
    """Return every colour of one theme by its token, such as `ink` or `form-twinning`."""
    own = {name: getattr(colour, theme) for name, colour in COLOURS.items()}
    return own | {f"form-{name}": getattr(style.colour, theme) for name, style in FORMS.items()}


@cache
def drawing() -> dict[str, Any]:
    """Return what a canvas needs to draw the same forms, shapes and statuses as the legend."""
    return {
        "forms": {str(name): {"width": f.width, "dash": f.dash, "round": f.round} for name, f in FORMS.items()},
        "statuses": {
            str(name): [{"path": s.path, "fill": s.fill, "dash": s.dash} for s in strokes]
            for name, strokes in STATUSES.items()
        },
        "shapes": {name: {"path": shape.path, "scale": shape.scale} for name, shape in SHAPE_GROUPS.items()},
    }


def form_glyph_svg(form: str | None) -> str:
    """Return the glyph of a form, 46 x 12: full disc, line, open disc."""
    style, colour = form_style(form), f"var(--form-{form_key(form)})"
    dash = f' stroke-dasharray="{_numbers(style.dash)}"' if style.dash else ""
    cap = ' stroke-linecap="round"' if style.round else ""
    return (
        '<svg class="glyph glyph-form" width="46" height="12" viewBox="0 0 46 12" aria-hidden="true" focusable="false">'
        f'<path d="M7 6H40" fill="none" stroke="{colour}" stroke-width="{style.width:g}"{dash}{cap}/>'
        '<circle cx="4" cy="6" r="3.4" fill="currentColor"/>'
        '<circle cx="42.3" cy="6" r="2.7" fill="none" stroke="currentColor" stroke-width="1.5"/></svg>'
    )


def status_glyph_svg(status: str | None) -> str:
    """Return the glyph of a status, 16 x 16, in the colour of the text around it."""
    key = status_key(status)
    parts = "".join(_stroke_svg(stroke) for stroke in STATUSES[key])
    return _box("glyph-status", parts)


def kind_glyph_svg(kind: str | None, at_home: bool) -> str:  # noqa: FBT001 - reads well: (kind, at_home)
    """Return the shape of a kind of actor, 16 x 16: filled where `at_home`, else outlined on paper."""
    fill, shape = ("currentColor" if at_home else "none"), shape_of(kind)
    return _box(
        "glyph-kind",
        f'<path d="{shape.path}" fill="{fill}" stroke="currentColor" stroke-width="1.5" stroke-linejoin="miter"/>',
    )


def logo_svg() -> str:
    """Return the logo, 40 x 20: two rings and a bridge, with a point in each."""
    return (
        '<svg class="logo" width="40" height="20" viewBox="0 0 40 20" aria-hidden="true" focusable="false">'
        '<g fill="none" stroke="currentColor" stroke-width="2"><circle cx="10" cy="10" r="8"/>'
        '<circle cx="30" cy="10" r="8"/><path d="M17.4 7Q20 5.4 22.6 7"/></g>'
        '<g fill="currentColor"><circle cx="10" cy="10" r="2.4"/><circle cx="30" cy="10" r="2.4"/></g></svg>'
    )


def _properties(theme: str) -> str:
    return "".join(f"--{name}:{value};" for name, value in palette("dark" if theme == "dark" else "light").items())


def _numbers(values: tuple[float, ...]) -> str:
    return " ".join(f"{value:g}" for value in values)


def _stroke_svg(stroke: Stroke) -> str:
    if stroke.fill:
        return f'<path d="{stroke.path}" fill="currentColor" fill-rule="evenodd"/>'
    dash = f' stroke-dasharray="{_numbers(stroke.dash)}"' if stroke.dash else ""
    return f'<path d="{stroke.path}" fill="none" stroke="currentColor" stroke-width="1.6"{dash}/>'


def _box(name: str, parts: str) -> str:
    return (
        f'<svg class="glyph {name}" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">'
        f"{parts}</svg>"
    )
