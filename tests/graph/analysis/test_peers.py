"""Peers and suggestions: rare things weigh more, each reason shows its claims, the same data give the same answer."""

from __future__ import annotations

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.claims import Claim
from graph.analysis.peers import peers, similar
from graph.analysis.snapshot import Snapshot
from graph.analysis.suggest import suggestions
from tests.support.snapshots import body, link, member, snapshot_of

FRENCH, GERMAN = ("nancy", "metz", "tours", "brest"), ("x", "y", "z")
BODIES = [
    *(body(id_, code) for id_, code in zip(FRENCH, ("FR-54", "FR-57", "FR-37", "FR-29"), strict=True)),
    *(body(id_, "DE-BY") for id_ in GERMAN),
    body("net", None, "Network"),
]
PAIRS = list(combinations((*FRENCH, *GERMAN), 2))
CLAIMS = st.lists(
    st.one_of(
        st.builds(
            lambda pair, theme: link(*pair, themes=theme), st.sampled_from(PAIRS), st.sampled_from([(), ("water",)])
        ),
        st.builds(member, st.sampled_from([*FRENCH, *GERMAN]), st.just("net")),
    ),
    max_size=12,
    unique_by=lambda made: made.ref,
)


def test_what_few_share_weighs_more() -> None:
    claims = [link("nancy", "x"), link("metz", "x"), link("tours", "y"), link("brest", "z"), member("nancy", "net")]
    found = peers(snapshot_of(BODIES, claims), "nancy")
    assert [item.authority.id for item in found.value] == ["metz", "brest", "tours"]
    metz = found.value[0]
    assert [(why.kind, why.id, why.holders) for why in metz.reasons] == [("partner", "x", 2), ("country", "DE", 4)]
    assert metz.score == pytest.approx(1 / math.log(3) + 1 / math.log(5), abs=1e-3)
    assert metz.reasons[0].mine == ("partnership/nancy--x",)
    assert metz.reasons[0].theirs == ("partnership/metz--x",)
    assert found.claims.keys() >= {"partnership/nancy--x", "partnership/metz--x"}


def test_peers_in_a_territory_and_of_a_kind() -> None:
    held = snapshot_of(BODIES, [link("nancy", "x"), link("metz", "x"), link("tours", "x")])
    assert [item.authority.id for item in peers(held, "nancy", within="FR-GES").value] == ["metz"]
    assert peers(held, "nancy", kind="region").value == ()
    assert (peers(held, "nancy", limit=1).total, peers(held, "nancy", limit=1).left_out) == (2, 1)


@given(CLAIMS)
def test_likeness_is_mutual(claims: list[Claim]) -> None:
    held = snapshot_of(BODIES, claims)
    scores = {(one, other): score for one in FRENCH for other, score in similar(held, one).items()}
    assert all(scores[other, one] == score for (one, other), score in scores.items() if other in FRENCH)


@given(CLAIMS, st.randoms(use_true_random=False))
def test_the_order_of_reading_does_not_matter(claims: list[Claim], chance: object) -> None:
    mixed = sorted(claims, key=lambda _: chance.random())  # type: ignore[attr-defined]
    one, other = snapshot_of(BODIES, claims), snapshot_of(reversed(BODIES), mixed)
    assert peers(one, "nancy") == peers(other, "nancy")
    assert suggestions(one, "nancy") == suggestions(other, "nancy")


@given(CLAIMS)
def test_no_partner_is_suggested_and_every_reason_is_shown(claims: list[Claim]) -> None:
    held: Snapshot = snapshot_of(BODIES, claims)
    found = suggestions(held, "nancy")
    partners = {end for made in claims if made.kind == "partnership" and "nancy" in made.ends for end in made.ends}
    for item in found.value:
        assert item.authority.id not in partners | {"nancy"}
        assert item.authority.country == "DE"
        assert any(why.kind != "size" for why in item.reasons)
        assert item.score == pytest.approx(sum(why.weight for why in item.reasons), abs=1e-3)
        for why in item.reasons:
            assert set(why.claims) <= found.claims.keys()
            assert any(item.authority.id in found.claims[ref].ends for ref in why.claims) or why.kind in (
                "sister_region",
                "size",
            )


def test_each_kind_of_reason() -> None:
    bodies = [
        body("nancy", population=100_000),
        body("metz", "FR-57"),
        body("grand-est", "FR-GES", kind="region"),
        body("bavaria", "DE-BY", kind="state", governs="DE-BY"),
        body("x", "DE-BY", population=120_000),
        body("y", "IT", population=120_000),
        body("z", "ES", population=10_000),
        body("net", None, "Network"),
    ]
    claims = [
        link("nancy", "us", themes=("water",)),
        link("grand-est", "bavaria"),
        link("metz", "x"),
        member("nancy", "net"),
        member("metz", "net"),
        member("y", "net"),
        link("metz", "z", themes=("water",), status="ended"),
    ]
    found = suggestions(snapshot_of([*bodies, body("us", "US")], claims), "nancy")
    reasons = {item.authority.id: [why.kind for why in item.reasons] for item in found.value}
    assert reasons == {
        "x": ["sister_region", "peer_partner", "size"],
        "y": ["network", "size"],
        "z": ["theme"],
    }
    assert found.excluded == 1
    assert suggestions(snapshot_of(bodies, claims), "nancy", within="IT").value[0].authority.id == "y"
