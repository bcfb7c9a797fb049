"""The network of partnerships as one HTML document that needs nothing else: no server, no network, no CDN.

The only file that imports pyvis, which gives the vis-network library and its data model. Stock pyvis loads Bootstrap
from a CDN and lets hostile text run as script (a title with "href", a heading, options); here its template is ours,
escapes everything, carries the data as JSON and is closed by a content security policy. Nothing from a source is ever
markup.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import pyvis
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

from graph.views import Partnership
from graph.vocabulary import Language
from viz import style
from viz.assets_io import asset, fonts_css, needs_extended, safe_json
from viz.layout import TALL, WIDE, positions
from viz.legend import facets, hollow_glyphs
from viz.picture import Link, Picture
from viz.style import Theme
from viz.texts import TEXTS

_LABEL_PX = 7.2
"""Mean width of a letter of a label, px."""
_ONE_SCREEN = 500
_VIS = "lib/vis-9.1.2/vis-network.min.js"
_OPTIONS = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "edges": {"smooth": False, "hidden": True, "chosen": False},
    "nodes": {"chosen": False},
    "interaction": {
        "dragNodes": False,
        "hover": False,
        "selectable": False,
        "selectConnectedEdges": False,
        "hideEdgesOnDrag": False,
        "keyboard": False,
        "zoomSpeed": 0.8,
    },
}


class SafeNetwork(Network):  # type: ignore[misc]
    """A pyvis network whose page is our own template; never use `from_nx`, `show` or `write_html` of its parent."""

    def __init__(self, picture: Picture) -> None:
        # `directed` spares pyvis and vis-network the search for double edges, which is quadratic; no arrows are drawn.
        super().__init__(directed=True, cdn_resources="in_line")
        self.picture = picture
        self.options = dict(_OPTIONS)
        # Assigned, not added one by one: add_node and add_edge copy and search on every call.
        self.nodes = _nodes(picture)
        self.edges = [{"id": i, "from": e.a, "to": e.b, "link": e.link} for i, e in enumerate(picture.edges)]

    def document(self, title: str, theme: Theme) -> str:
        """Return the whole page."""
        nodes, edges, _, _, _, _ = self.get_network_data()
        picture = self.picture
        data: dict[str, Any] = {
            "actors": picture.actors,
            "links": picture.links,
            "sources": picture.sources,
            "words": TEXTS[picture.language],
            "language": picture.language,
            "style": _drawing(),
        }
        blocks = {"nodes": nodes, "edges": edges, "options": self.options, "data": data}
        page = _environment().get_template("network.html.j2")
        return page.render(
            blocks={name: safe_json(block) for name, block in blocks.items()},
            css=_css(needs_extended(title + "".join(actor["name"] for actor in data["actors"]))),
            scripts=_scripts(),
            nonce=secrets.token_urlsafe(18),
            facets=facets(picture),
            hollow=TEXTS[picture.language]["hollow" if picture.home == "FR" else "hollow_other"],
            hollow_glyphs=hollow_glyphs(),
            language=picture.language,
            text=TEXTS[picture.language],
            title=title,
            theme=theme,
            summary=picture.summary(),
            coverage=picture.coverage(),
            logo=Markup(style.logo_svg()),  # noqa: S704 - made of our own constants
        )


def network_html(
    partnerships: Sequence[Partnership],
    *,
    language: Language,
    theme: Theme = "auto",
    title: str,
    home: str = "FR",
    address: Link | None = None,
) -> str:
    """Return the network of these partnerships as one self-contained HTML document.

    Args:
        partnerships: every pair of parties of each becomes a line.
        language: of all words on the page.
        theme: light, dark, or what the reader's system says.
        title: what the map shows, as a phrase.
        home: ISO code of the country whose actors are filled.
        address: gives the page of an actor by its id, where there is one; only web addresses and paths are used.
    """
    return SafeNetwork(Picture(partnerships, language, home, address)).document(title, theme)


def _nodes(picture: Picture) -> list[dict[str, Any]]:
    labels = [picture.name(party) for party in picture.parties]
    widths = [len(label) * _LABEL_PX + 16 for label in labels]
    pairs = ((edge.a, edge.b) for edge in picture.edges)
    # Upright for phones only where all can be seen on one at all.
    aspects = (WIDE, TALL) if len(labels) <= _ONE_SCREEN else (WIDE,)
    wide, *others = positions(len(labels), pairs, widths, aspects)
    tall = others[0] if others else wide
    return [
        {"id": i, "label": label, "shape": style.shape_of(party.kind).name, "x": x, "y": y, "tall": tall[i]}
        for i, (label, party, (x, y)) in enumerate(zip(labels, picture.parties, wide, strict=True))
    ]


@cache
def _drawing() -> dict[str, Any]:
    """Return what the canvas needs to draw the same forms, shapes and statuses as the legend."""
    return {
        "forms": {str(name): {"width": f.width, "dash": f.dash, "round": f.round} for name, f in style.FORMS.items()},
        "statuses": {
            str(name): [{"path": s.path, "fill": s.fill, "dash": s.dash} for s in strokes]
            for name, strokes in style.STATUSES.items()
        },
        "shapes": {name: {"path": shape.path, "scale": shape.scale} for name, shape in style.SHAPE_GROUPS.items()},
    }


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("viz", "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )


@cache
def _css(extended: bool) -> Markup:  # noqa: FBT001 - cached by it
    parts = (fonts_css(extended), style.css_tokens(), asset("network.css"))
    return Markup("".join(parts))  # noqa: S704 - our own files


@cache
def _scripts() -> list[Markup]:
    library = (
        (files(pyvis) / _VIS).read_text(encoding="utf-8").replace("//# sourceMappingURL=vis-network.min.js.map", "")
    )
    own = [asset("network.js"), asset("network-map.js"), asset("network-panel.js")]
    return [Markup(script) for script in (library, *own)]  # noqa: S704 - our own files and the library
