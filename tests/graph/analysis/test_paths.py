"""Paths, common partners and parts of the graph, on snapshots made by hand and against networkx."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.around import Filter, around
from graph.analysis.claims import ClaimKind
from graph.analysis.paths import common, paths
from graph.analysis.snapshot import Snapshot
from graph.errors import NotFoundError
from tests.support.snapshots import body, claim, link, member, snapshot_of

TOWNS = tuple("abcdefgh")
PAIRS = list(combinations(TOWNS, 2))


def world(pairs: list[tuple[str, str]]) -> Snapshot:
    return snapshot_of([body(id_) for id_ in TOWNS], [link(*pair) for pair in pairs])


@given(st.lists(st.sampled_from(PAIRS), unique=True), st.sampled_from(TOWNS), st.sampled_from(TOWNS))
def test_the_shortest_paths_are_those_of_networkx(pairs: list[tuple[str, str]], start: str, end: str) -> None:
    drawn = nx.Graph(pairs)
    drawn.add_nodes_from(TOWNS)
    found = paths(world(pairs), start, end, limit=1000)
    expected = sorted(nx.all_shortest_paths(drawn, start, end)) if nx.has_path(drawn, start, end) else []
    assert [[node.id for node in path.nodes] for path in found.value] == expected
    assert (found.total, found.left_out) == (len(expected), 0)
    assert found.length == (len(expected[0]) - 1 if expected else None)


@given(st.lists(st.sampled_from(PAIRS), unique=True), st.integers(1, 3))
def test_what_the_limit_leaves_out_is_counted(pairs: list[tuple[str, str]], limit: int) -> None:
    whole, cut = (paths(world(pairs), "a", "h", limit=n) for n in (1000, limit))
    assert cut.value == whole.value[:limit]
    assert cut.total == whole.total == len(cut.value) + cut.left_out


def test_each_step_names_why_it_holds() -> None:
    claims = [
        link("a", "b", word="twinning", status="active"),
        claim(ClaimKind.RELATION, "b", "a", word="supports"),
        member("b", "net"),
        claim(ClaimKind.MEETING, "net", "c", id="congress", date="2019", word="congress"),
    ]
    held = snapshot_of([body("a"), body("b"), body("c"), body("net", None, "Network")], claims)
    found = paths(held, "a", "c")
    (path,) = found.value
    assert [node.id for node in path.nodes] == ["a", "b", "net", "meeting/congress", "c"]
    assert path.links[0].reasons == ("partnership/a--b", "relation/b--a")
    assert found.claims["partnership/a--b"].text.fr == "Jumelage A – B (en cours)"
    assert found.claims["relation/b--a"].text.en == "B supports A"
    assert all(item.sources[0].locator for item in found.claims.values())
    assert paths(held, "a", "c", [ClaimKind.PARTNERSHIP]).length is None


def test_a_classification_and_a_meeting_to_come_tie_nobody() -> None:
    claims = [
        claim(ClaimKind.RELATION, "a", "b", word="listed_under"),
        claim(ClaimKind.MEETING, "a", "b", status="announced", date="2030"),
    ]
    held = snapshot_of([body("a"), body("b")], claims)
    assert paths(held, "a", "b").length is None
    assert around(held, Filter()).links == ()


def test_a_path_of_another_day() -> None:
    claims = [link("a", "b", since="1991"), link("b", "c", since="2018"), member("a", "net", until="2010")]
    held = snapshot_of([body(id_) for id_ in "abc"] + [body("net", None, "Network")], claims)
    assert paths(held.at("2000"), "a", "b").length == 1
    assert paths(held.at("2000"), "a", "c").length is None
    assert paths(held.at("2019"), "a", "c").length == 2
    assert paths(held.at("2021"), "a", "net").length is None


def test_an_id_that_is_not_there() -> None:
    with pytest.raises(NotFoundError, match="'nobody'"):
        paths(world([]), "a", "nobody")


def test_common_partners_of_territories() -> None:
    bodies = [body("nancy"), body("metz", "FR-57"), body("x", "DE"), body("y", "DE")]
    held = snapshot_of(bodies, [link("nancy", "x"), link("metz", "x"), link("metz", "y")])
    found = common(held, "FR-54", "FR-57")
    assert [(item.partner.id, item.with_a, item.with_b) for item in found.value] == [
        ("x", ("partnership/nancy--x",), ("partnership/metz--x",))
    ]
    assert common(held, "nancy", "FR-57").value == found.value
    assert found.claims.keys() == {"partnership/nancy--x", "partnership/metz--x"}


@given(st.lists(st.sampled_from(PAIRS), unique=True), st.integers(1, 4), st.integers(1, 6))
def test_the_part_around_a_body(pairs: list[tuple[str, str]], depth: int, limit: int) -> None:
    drawn = nx.Graph(pairs)
    drawn.add_nodes_from(TOWNS)
    near = nx.single_source_shortest_path_length(drawn, "a", cutoff=depth)
    found = around(world(pairs), Filter(), centre="a", depth=depth, limit=limit)
    assert {node.id: node.distance for node in found.nodes}.items() <= near.items()
    assert found.total.nodes == len(near) == len(found.nodes) + found.left_out.nodes
    assert found.total.links == drawn.subgraph(near).number_of_edges() == len(found.links) + found.left_out.links
    assert [node.distance for node in found.nodes] == sorted(node.distance or 0 for node in found.nodes)
    kept = {node.id for node in found.nodes}
    assert all({item.start, item.end} <= kept for item in found.links)


def test_filters_add_up() -> None:
    bodies = [body("nancy"), body("tours", "FR-37"), body("x", "DE"), body("net", None, "Network", themes=("water",))]
    claims = [link("nancy", "x", themes=("water",)), link("tours", "x"), link("nancy", "tours"), member("nancy", "net")]
    held = snapshot_of(bodies, claims)

    def ids(**wanted: str) -> list[str]:
        return [item.id for item in around(held, Filter(**wanted)).links]

    assert ids(a="FR", b="DE") == ["partnership/nancy--x", "partnership/tours--x"]
    assert ids(a="FR", b="FR") == ["partnership/nancy--tours"]
    assert ids(a="FR", b="DE", theme="water") == ["partnership/nancy--x"]
    assert ids(theme="water") == ["membership/nancy--net", "partnership/nancy--x"]
    assert ids(network="net") == ["membership/nancy--net"]
    assert ids(territory="FR-37") == ["partnership/nancy--tours", "partnership/tours--x"]


def test_a_partnership_of_three_is_three_links_of_one_claim() -> None:
    held = snapshot_of([body(id_) for id_ in "abc"], [link("a", "b", "c")])
    links = around(held, Filter()).links
    assert [(item.start, item.end) for item in links] == [("a", "b"), ("a", "c"), ("b", "c")]
    assert len({item.id for item in links}) == 3
    assert {item.claim for item in links} == {"partnership/a--b--c"}
