"""White spots and overlaps on snapshots made by hand; acquaintance against the plain definition."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.acquaintance import Acquaintance, are_neighbours, kilometres
from graph.analysis.claims import ClaimKind
from graph.analysis.gaps import Scope, gaps
from tests.support.snapshots import body, claim, link, member, snapshot_of

NANCY, METZ = body("nancy", "FR-54", lat=48.69, lon=6.18), body("metz", "FR-57", lat=49.12, lon=6.18)
TOUL, TOURS = body("toul", "FR-54"), body("tours", "FR-37", lat=47.39, lon=0.69)
ABROAD = [body("x", "DE-BY"), body("y", "DE-BY"), body("z", "IT"), body("net", None, "Network")]
BODIES = [NANCY, METZ, TOUL, TOURS, *ABROAD]


def test_where_many_work_without_knowing_of_each_other() -> None:
    claims = [link("nancy", "x"), link("metz", "x"), link("toul", "y"), member("nancy", "net"), member("metz", "net")]
    found = gaps(snapshot_of(BODIES, claims), Scope("FR-GES"))
    overlaps = {(item.kind, item.id): item for item in found.overlaps}
    assert list(overlaps) == [("partner", "x"), ("region", "DE-BY"), ("country", "DE")]
    assert (overlaps["partner", "x"].total, overlaps["partner", "x"].strangers) == (2, 0)
    bavaria = overlaps["region", "DE-BY"]
    assert (bavaria.total, bavaria.pairs, bavaria.strangers) == (3, 3, 2)
    assert bavaria.unaware == (("metz", "toul"), ("nancy", "toul"))
    assert {ref for item in bavaria.authorities for ref in item.claims} <= found.claims.keys()


def test_what_neighbours_share() -> None:
    claims = [link("nancy", "x"), link("toul", "x"), link("tours", "x")]
    found = gaps(snapshot_of(BODIES, claims), Scope("FR"))
    assert [(item.partner.id, item.a.id, item.b.id, item.know) for item in found.shared] == [
        ("x", "nancy", "toul", False)
    ]
    assert found.shared[0].claims == ("partnership/nancy--x", "partnership/toul--x")


def test_white_spots_are_what_the_others_do() -> None:
    claims = [link("nancy", "x"), link("tours", "z", themes=("water",)), member("tours", "net")]
    found = gaps(snapshot_of(BODIES, claims), Scope("FR-GES"))
    assert (found.authorities, found.compared) == (3, 1)
    assert [(item.kind, item.id, item.elsewhere) for item in found.white_spots] == [
        ("country", "IT", 1),
        ("network", "net", 1),
        ("theme", "water", 1),
    ]
    assert [item.id for item in found.idle] == ["metz", "toul"]
    assert {"FR-57", "FR-08"} <= {place.code for place in found.places}
    assert "FR-54" not in {place.code for place in found.places}


def test_of_a_network_and_of_a_theme() -> None:
    claims = [
        link("nancy", "x", themes=("water",)),
        link("metz", "x", themes=("water",)),
        link("tours", "z"),
        *(member(id_, "net") for id_ in ("nancy", "metz", "tours")),
    ]
    held = snapshot_of(BODIES, claims)
    network = gaps(held, Scope(network="net"))
    assert (network.authorities, network.overlaps[0].strangers) == (3, 1)
    water = gaps(held, Scope(theme="water"))
    assert (water.authorities, water.compared) == (3, 3)  # nancy, metz and x; the rest of France and Germany
    assert [item.id for item in gaps(held, Scope(network="net", theme="water")).idle] == ["tours"]


def test_the_limit_counts_what_it_leaves_out() -> None:
    claims = [link("nancy", "x"), link("metz", "x"), link("nancy", "y"), link("metz", "y")]
    whole, cut = (gaps(snapshot_of(BODIES, claims), Scope("FR-GES"), limit=n) for n in (100, 1))
    assert [item.kind for item in cut.overlaps] == ["partner", "region", "country"]
    assert len(whole.overlaps) == len(cut.overlaps) + cut.left_out.overlaps
    assert len(whole.places) == len(cut.places) + cut.left_out.places


TOWNS = "abcdef"
GROUPS = st.lists(st.lists(st.sampled_from(TOWNS), min_size=2, max_size=4, unique=True), max_size=5)


@given(GROUPS)
def test_acquaintance_is_being_together_somewhere(groups: list[list[str]]) -> None:
    claims = [claim(ClaimKind.MEETING, *group, id=f"m{number}") for number, group in enumerate(groups)]
    aware = Acquaintance(snapshot_of([body(id_) for id_ in TOWNS], claims), TOWNS)
    unknown = [pair for pair in combinations(TOWNS, 2) if not any(set(pair) <= set(group) for group in groups)]
    assert list(aware.unaware(TOWNS)) == unknown
    assert aware.strangers(TOWNS) == len(unknown)
    assert all(aware.know(one, other) == aware.know(other, one) for one, other in combinations(TOWNS, 2))


@pytest.mark.parametrize(
    ("one", "other", "near"), [(NANCY, TOUL, True), (NANCY, METZ, False), (METZ, TOURS, False), (TOUL, TOURS, False)]
)
def test_neighbours(one: object, other: object, *, near: bool) -> None:
    assert are_neighbours(one, other) is near  # type: ignore[arg-type]


def test_kilometres() -> None:
    assert kilometres(NANCY, METZ) == pytest.approx(47.8, abs=0.2)
    assert kilometres(NANCY, TOUL) is None
