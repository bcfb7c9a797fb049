"""GraphML (http://graphml.graphdrawing.org/specification.html): Gephi, yEd, Cytoscape, networkx, igraph read it."""

from __future__ import annotations

from pathlib import Path

from graph.db import Graph
from graph.files import written
from graph.read.whole import Actor
from graph.steady import Changed
from viz.exports.csvs import Progress
from viz.exports.links import Link, links, nodes
from viz.exports.xmlout import Value, Xml

NODE = {
    "label": "string",
    "type": "string",
    "name_fr": "string",
    "name_en": "string",
    "kind": "string",
    "country": "string",
    "territory": "string",
    "lat": "double",
    "lon": "double",
    "partnerships": "int",
    "memberships": "int",
}
"""The attributes of a node and their types; `label` is what Gephi shows."""

EDGE = {
    "kind": "string",
    "form": "string",
    "status": "string",
    "since": "string",
    "until": "string",
    "stated_on": "string",
    "claim": "string",
    "sources": "int",
}
"""The attributes of a link and their types."""


def node_values(actor: Actor) -> dict[str, Value]:
    """Return the attributes of a node."""
    one = actor.known
    names = {"label": one.name, "type": one.label, "name_fr": one.name_fr, "name_en": one.name_en, "kind": one.kind}
    place = {"country": one.country, "territory": one.territory, "lat": one.lat, "lon": one.lon}
    return {**names, **place, "partnerships": actor.partnerships, "memberships": actor.memberships}


def edge_values(link: Link) -> dict[str, Value]:
    """Return the attributes of a link."""
    return {name: getattr(link, name) for name in EDGE}


def write(path: Path, graph: Graph, changed: Changed, progress: Progress) -> None:
    """Write the document, whole or not at all."""
    with written(path) as file:
        xml = Xml(file)
        xml.open("graphml", {"xmlns": "http://graphml.graphdrawing.org/xmlns"})
        for kind, fields in (("node", NODE), ("edge", EDGE)):
            for name, type_ in fields.items():
                key = {"id": f"{kind}_{name}", "for": kind, "attr.name": name, "attr.type": type_}
                xml.empty("key", key)
        xml.open("graph", {"id": "jumelles", "edgedefault": "directed"})
        count = 0
        for count, actor in enumerate(nodes(graph), 1):
            xml.open("node", {"id": actor.known.id})
            _data(xml, "node", node_values(actor))
            xml.close("node")
            if not count % 1000:
                progress("nodes", count)
        for count, link in enumerate(links(graph), 1):
            # All are directed: networkx and igraph refuse a document with both kinds. A partnership has no direction.
            xml.open("edge", {"id": link.id, "source": link.a, "target": link.b})
            _data(xml, "edge", edge_values(link))
            xml.close("edge")
            if not count % 1000:
                progress("links", count)
        xml.close("graph")
        xml.close("graphml")
        changed()


def _data(xml: Xml, kind: str, values: dict[str, Value]) -> None:
    for name, value in values.items():
        if value is not None:
            xml.text("data", value, {"key": f"{kind}_{name}"})
