"""GEXF 1.3 (https://gexf.net/schema.html): opens in Gephi with places, sizes and colours.

An actor stands where it is on the map; one without coordinates at the centre of its territory, and one that is nowhere
(a network) in a row below. Colours are those of the map.
"""

from __future__ import annotations

import hashlib
import math
from pathlib import Path

from graph.db import Graph
from graph.files import written
from graph.places import chain
from graph.read.whole import Actor, Known
from graph.steady import Changed
from graph.vocabulary import RelationKind
from viz.exports.csvs import Progress
from viz.exports.graphml import EDGE, NODE, edge_values, node_values
from viz.exports.links import MEMBER_OF, Link, links, nodes
from viz.exports.xmlout import Value, Xml
from viz.geometry import centre_of, centroid, outline_of
from viz.style import COLOURS, form_style

SCALE = 10.0
"""Units of the drawing per degree of longitude."""

_BELOW = -1100.0
"""Where the row of what has no place stands; the map ends near -1000."""
_TYPES = {"string": "string", "double": "double", "int": "integer"}
_GRAPH = {
    "Collectivity": "#0F2E2D",
    "Network": "#FFD65C",
    "Organisation": "#8B266B",
    "Territory": "#B9C7C3",
}


def write(path: Path, graph: Graph, changed: Changed, progress: Progress) -> None:
    """Write the document, whole or not at all."""
    with written(path) as file:
        xml = Xml(file)
        xml.open("gexf", {"xmlns": "http://gexf.net/1.3", "xmlns:viz": "http://gexf.net/1.3/viz", "version": "1.3"})
        xml.open("graph", {"defaultedgetype": "directed", "mode": "static"})
        for kind, fields in (("node", NODE), ("edge", EDGE)):
            xml.open("attributes", {"class": kind})
            for name, type_ in fields.items():
                xml.empty("attribute", {"id": name, "title": name, "type": _TYPES[type_]})
            xml.close("attributes")
        xml.open("nodes")
        for count, actor in enumerate(nodes(graph), 1):
            _node(xml, actor)
            if not count % 1000:
                progress("nodes", count)
        xml.close("nodes")
        xml.open("edges")
        for count, link in enumerate(links(graph), 1):
            _edge(xml, link)
            if not count % 1000:
                progress("links", count)
        xml.close("edges")
        xml.close("graph")
        xml.close("gexf")
        changed()


def _node(xml: Xml, actor: Actor) -> None:
    xml.open("node", {"id": actor.known.id, "label": actor.known.name})
    _values(xml, node_values(actor))
    _colour(xml, _GRAPH[actor.known.label])
    x, y = position(actor.known)
    xml.empty("viz:position", {"x": round(x, 2), "y": round(y, 2), "z": 0})
    xml.empty("viz:size", {"value": round(4 + 3 * math.sqrt(actor.partnerships + actor.memberships), 2)})
    xml.close("node")


def _edge(xml: Xml, link: Link) -> None:
    type_ = "undirected" if link.kind == "partnership" else None
    words = link.form if link.kind == "partnership" else _words(link.kind)
    xml.open(
        "edge", {"id": link.id, "source": link.a, "target": link.b, "type": type_, "label": words, "kind": link.kind}
    )
    _values(xml, edge_values(link))
    colour = form_style(link.form).colour if link.kind == "partnership" else COLOURS["control"]
    _colour(xml, colour.light)
    xml.close("edge")


def _words(kind: str) -> str:
    return "is a member of" if kind == MEMBER_OF else RelationKind(kind).label.en


def _values(xml: Xml, values: dict[str, Value]) -> None:
    xml.open("attvalues")
    for name, value in values.items():
        if value is not None:
            xml.empty("attvalue", {"for": name, "value": value})
    xml.close("attvalues")


def _colour(xml: Xml, text: str) -> None:
    red, green, blue = (int(text[at : at + 2], 16) for at in (1, 3, 5))
    xml.empty("viz:color", {"r": red, "g": green, "b": blue})


def position(one: Known) -> tuple[float, float]:
    """Return where an actor stands: Mercator, `SCALE` units per degree of longitude, north up."""
    if one.lat is not None and one.lon is not None:
        return _mercator(one.lon, one.lat)
    share = int.from_bytes(hashlib.sha256(one.id.encode()).digest()[:8], "big") / 2**64
    centre = _centre(one.territory)
    if centre is None:
        return (share - 0.5) * 3200, _BELOW - 160 * math.modf(share * 997)[0]
    # Several that stand for one territory must not hide each other.
    x, y = _mercator(*centre)
    turn, away = 2 * math.pi * share, 6 + 14 * math.modf(share * 997)[0]
    return x + away * math.cos(turn), y + away * math.sin(turn)


def _centre(code: str | None) -> tuple[float, float] | None:
    for step in chain(code) if code else ():
        if found := centre_of(step.code):
            return found
        if "-" not in step.code and (outline := outline_of(step.code)):
            largest = max((polygon[0] for polygon in outline.polygons), key=len)
            return centroid(largest)
    return None


def _mercator(lon: float, lat: float) -> tuple[float, float]:
    bounded = math.radians(max(-80.0, min(80.0, lat)))
    return lon * SCALE, math.degrees(math.log(math.tan(math.pi / 4 + bounded / 2))) * SCALE
