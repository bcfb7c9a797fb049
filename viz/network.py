"""The network of partnerships as one HTML document that needs nothing else: no server, no network, no CDN.

The only file that imports pyvis, which gives the vis-network library and its data model. Stock pyvis loads Bootstrap
from a CDN and lets hostile text run as script (a title with "href", a heading, options); here its template is ours,
escapes everything, carries the data as JSON and is closed by a content security policy. Nothing from a source is ever
markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import pyvis
from markupsafe import Markup
from pyvis.network import Network

from graph.views import Partnership
from graph.vocabulary import Language, Status
from viz import style
from viz.assets_io import safe_json
from viz.clusters import clusters
from viz.columns import Pages, columns, place_of
from viz.flat import flat, outlines
from viz.layout import TALL, WIDE, positions
from viz.legend import Facet, facets, hollow_glyphs
from viz.picture import Picture
from viz.shell import Around, Later, Script, document, own
from viz.texts import TEXTS
from viz.words import count, quoted

_LABEL_PX = 7.2
"""Mean width of a letter of a label, px."""
_ONE_SCREEN = 500
IN_TABLE = 500
"""How many links the table has that a file shows without a script."""
_MORE: Mapping[Language, tuple[str, str]] = {
    "fr": ("autre lien", "autres liens"),
    "en": ("other link", "other links"),
}
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
        self.clusters = clusters(picture)
        if self.clusters:
            self.nodes = [{"id": n, "x": x, "y": y} for n, (x, y) in enumerate(self.clusters["places"])]
            self.edges = []
        else:
            self.nodes = _nodes(picture)
            self.edges = [{"id": i, "from": e.a, "to": e.b, "link": e.link} for i, e in enumerate(picture.edges)]

    def blocks(self) -> dict[str, Any]:
        """Return the nodes, edges and options as pyvis gives them to vis-network."""
        nodes, edges, _, _, _, _ = self.get_network_data()
        return {"nodes": nodes, "edges": edges, "options": self.options}


class NetworkPage(NamedTuple):
    """All that a network says and draws, apart from what stands around it; made once for a state of the graph."""

    blocks: Mapping[str, Markup]
    facets: tuple[Facet, ...]
    hollow: str
    summary: str
    coverage: str
    letters: str
    grounded: bool
    rows: tuple[tuple[str, ...], ...]
    more: int


def network_page(
    partnerships: Sequence[Partnership], language: Language, *, home: str = "FR", pages: Pages | None = None
) -> NetworkPage:
    """Work out the network of these partnerships.

    Args:
        partnerships: every pair of parties of each becomes a line.
        language: of all words on the page.
        home: ISO code of the country whose actors are filled.
        pages: the pages of actors, on a site.
    """
    picture = Picture(partnerships, language, home)
    network = SafeNetwork(picture)
    data = {
        **columns(picture, pages),
        "says": [actor["says"] for actor in picture.actors],
        "also": [actor["also"] for actor in picture.actors],
        "clusters": network.clusters,
        "edges": [value for edge in picture.edges for value in edge] if network.clusters else None,
        **_ground(picture),
    }
    blocks = {**network.blocks(), "data": data}
    return NetworkPage(
        {name: safe_json(block) for name, block in blocks.items()},
        facets(picture),
        TEXTS[language]["hollow" if home == "FR" else "hollow_other"],
        picture.summary(),
        picture.coverage(),
        "".join(sorted(set("".join(picture.name(party) for party in picture.parties)))),
        bool(data["ground"]["rings"]),
        tuple(_rows(picture)),
        max(0, len(partnerships) - IN_TABLE),
    )


def network_html(page: NetworkPage, around: Around) -> str:
    """Return a network as one HTML document."""
    return document(
        "network.html.j2",
        around,
        blocks={**page.blocks, "words": TEXTS[around.language], "style": style.drawing()},
        scripts=SCRIPTS,
        later=Later(scripts=LATER),
        letters=page.letters,
        facets=page.facets,
        hollow=page.hollow,
        hollow_glyphs=hollow_glyphs(),
        grounded=page.grounded,
        summary=page.summary,
        coverage=page.coverage,
        rows=page.rows,
        more=count(page.more, *_MORE[around.language], around.language) if page.more else "",
    )


def _rows(picture: Picture) -> Iterator[tuple[str, ...]]:
    """Yield the links as cells of text: between whom, form, since and until when, status, sources."""
    language = picture.language
    for one, shown in zip(picture.partnerships[:IN_TABLE], picture.links, strict=False):
        since = " ".join(filter(None, (shown["since"], quoted(one.since_words, language))))
        said = (picture.sources[item["source"]] for item in shown["history"])
        yield (
            " – ".join(picture.name(party) for party in one.partners),
            style.FORM_LABELS[shown["form"]].in_(language),
            ", ".join(filter(None, (since, shown["until"]))),
            Status(shown["status"]).label.in_(language),
            "; ".join(dict.fromkeys(f"{source['title']}, {source['date']}" for source in said)),
        )


def _ground(picture: Picture) -> dict[str, Any]:
    """Return where actors stand on the flat map (null for none), and its outlines, where at least two have a place."""
    places = [place_of(party) for party in picture.parties]
    spots = [flat(*place) if place else None for place in places]
    known = [spot for spot in spots if spot]
    return {"spots": spots, "ground": outlines(known if len(known) > 1 else [])}


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


def _library() -> str:
    """Return vis-network as pyvis carries it, without the name of a map of its source that nobody has."""
    text = (files(pyvis) / _VIS).read_text(encoding="utf-8")
    return text.replace("//# sourceMappingURL=vis-network.min.js.map", "")


SCRIPTS = tuple(own(name) for name in ("shell.js", "network.js", "network-layout.js", "network-map.js"))
"""What draws the first frame."""
LATER = (
    Script("vis-network.min.js", cache(_library)),
    *(own(name) for name in ("network-panel.js", "network-tools.js")),
)
"""What moves the map and fills what stands around it."""
