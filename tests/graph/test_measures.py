"""Measures: those of networkx, the same each time, and honest about a sample."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import measures as measures_module
from graph.analysis.claims import ClaimKind
from graph.analysis.snapshot import Snapshot
from graph.measures import measures
from tests.support.snapshots import body, claim, link, snapshot_of

TOWNS = tuple("abcdefgh")
PAIRS = list(combinations(TOWNS, 2))
PARTNERS = frozenset([ClaimKind.PARTNERSHIP])


def world(pairs: list[tuple[str, str]]) -> Snapshot:
    return snapshot_of([body(id_) for id_ in TOWNS], [link(*pair) for pair in pairs])


@given(st.lists(st.sampled_from(PAIRS), unique=True))
def test_degree_betweenness_and_components(pairs: list[tuple[str, str]]) -> None:
    drawn: nx.Graph[str] = nx.Graph(sorted(pairs))
    found = measures(world(pairs), PARTNERS)
    assert {item.node.id: item.degree for item in found.value} == dict(drawn.degree())
    between = nx.betweenness_centrality(drawn)
    assert {item.node.id: item.betweenness for item in found.value} == pytest.approx(between, abs=1e-6)
    assert sorted(part.size for part in found.components) == sorted(map(len, nx.connected_components(drawn)))
    assert sum(group.size for group in found.communities) == found.size.nodes == len(drawn)
    assert found.sampled is None


def test_two_clusters_are_two_communities() -> None:
    pairs = [*combinations("abcd", 2), *combinations("efgh", 2), ("d", "e")]
    found = measures(world(pairs), PARTNERS, sort="betweenness")
    assert [group.size for group in found.communities] == [4, 4]
    assert {item.node.id for item in found.value[:2]} == {"d", "e"}
    assert (found.components_total, found.components[0].size) == (1, 8)
    assert found.modularity > 0.3


def test_a_large_graph_is_sampled_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measures_module, "BUDGET", 20)
    monkeypatch.setattr(measures_module, "FEWEST", 3)
    found = measures(world(PAIRS[:12]), PARTNERS)
    assert found.sampled == 3
    assert "3 acteurs sur" in next(item.text.fr for item in found.explanation if item.measure == "betweenness")
    assert found == measures(world(PAIRS[:12]), PARTNERS)


def test_nothing_to_measure() -> None:
    found = measures(world([]), PARTNERS)
    assert (found.size.nodes, found.value, found.components, found.modularity) == (0, (), (), 0.0)


def test_meetings_are_nodes_and_a_country_narrows_what_is_shown() -> None:
    claims = [claim(ClaimKind.MEETING, "a", "b", "x", id="m"), link("a", "x")]
    held = snapshot_of([body("a"), body("b"), body("x", "DE")], claims)
    whole = measures(held, frozenset(ClaimKind))
    assert (whole.size.nodes, whole.size.links) == (4, 4)
    assert [item.node.id for item in measures(held, frozenset(ClaimKind), country="DE").value] == ["x"]
