"""Profiles, comparisons, medians and freshness, on snapshots made by hand."""

from __future__ import annotations

from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.benchmark import benchmark, group_of
from graph.analysis.profile import UNSTATED, compare, profile
from graph.analysis.report import freshness
from tests.support.snapshots import body, link, member, snapshot_of

BODIES = [
    body("nancy", population=100_000),
    body("metz", "FR-57", population=120_000),
    body("x", "DE"),
    body("y", "DE"),
    body("z", "IT"),
    body("net", None, "Network"),
]


def test_a_profile_counts_by_country_form_status_and_theme() -> None:
    claims = [
        link("nancy", "x", word="twinning", status="active", themes=("water",), stated_on="2016"),
        link("nancy", "y", word="twinning", status="ended", stated_on="2020-12-15"),
        link("nancy", "z", status="unknown", stated_on=None),
        link("metz", "z"),
        member("nancy", "net"),
    ]
    found = profile(snapshot_of(BODIES, claims), "nancy")
    assert [(item.value, item.count) for item in found.countries] == [("DE", 2), ("IT", 1)]
    assert [(item.value, item.count) for item in found.forms] == [("twinning", 2), (UNSTATED, 1)]
    assert [(item.value, item.count) for item in found.themes] == [("water", 1), (UNSTATED, 2)]
    assert (found.totals.partnerships, found.totals.living, found.totals.countries) == (3, 2, 2)
    assert (found.oldest, found.newest) == ("2016", "2020-12-15")
    region = profile(snapshot_of(BODIES, claims), "FR-GES")
    assert (region.totals.authorities, region.totals.partnerships, region.totals.partners) == (2, 4, 3)


def test_a_partnership_within_a_territory_counts_once() -> None:
    found = profile(snapshot_of(BODIES, [link("nancy", "metz")]), "FR")
    assert found.totals.partnerships == 1
    assert [(item.value, item.count) for item in found.countries] == [("FR", 1)]


def test_two_side_by_side() -> None:
    claims = [link("nancy", "x"), link("metz", "x"), link("metz", "z", word="twinning"), member("metz", "net")]
    found = compare(snapshot_of(BODIES, claims), "nancy", "metz")
    rows = {(row.dimension, row.value): (row.a, row.b) for row in found.rows}
    assert rows["country", "DE"] == (1, 1)
    assert rows["country", "IT"] == (0, 1)
    assert rows["network", "net"] == (0, 1)
    assert rows["partner", "x"] == (1, 1)
    assert ("partner", "z") not in rows
    assert [row.value for row in found.rows if row.dimension == "country"] == ["DE", "IT"]
    assert found.claims["partnership/metz--x"].sources


@given(st.lists(st.integers(0, 3), min_size=5, max_size=8), st.integers(0, 3))
def test_the_median_of_those_of_its_size(others: list[int], mine: int) -> None:
    towns = [body(f"t{number}", "FR-29", population=90_000 + number) for number in range(len(others))]
    abroad = [body(f"d{number}", "DE") for number in range(4)]
    village = body("village", "FR-29", population=300)
    counts = {town.id: many for town, many in zip(towns, others, strict=True)} | {"nancy": mine, "village": 3}
    claims = [link(id_, f"d{number}") for id_, many in counts.items() for number in range(many)]
    held = snapshot_of([*towns, *abroad, village, BODIES[0]], claims)
    group = group_of(held, "nancy")
    assert set(group.ids) == {town.id for town in towns}
    (found, *_) = benchmark(held, "nancy", group)
    assert (found.measure, found.value, found.median) == ("partnerships", mine, median(others))
    assert found.lower <= found.median <= found.upper
    assert found.rank == 1 + sum(many > mine for many in others)


def test_too_few_of_its_size_widens_the_group_and_too_few_of_its_kind_gives_none() -> None:
    villages = [body(f"v{number}", "FR-29", population=300) for number in range(6)]
    held = snapshot_of([*villages, BODIES[0]], [])
    group = group_of(held, "nancy")
    assert (len(group.ids), group.smallest) == (6, None)
    assert "toutes tailles" in group.text.fr
    alone = snapshot_of(BODIES, [])
    assert benchmark(alone, "nancy", group_of(alone, "nancy")) == ()


@pytest.mark.parametrize(
    ("stated_on", "stale"), [("2015-12-14", True), ("2015-12-15", False), (None, True), ("2015", True)]
)
def test_stale_is_measured_against_the_newest_source(stated_on: str | None, *, stale: bool) -> None:
    claim = link("nancy", "x", stated_on=stated_on)
    found = freshness(snapshot_of(BODIES, [claim]), [claim])
    assert found.against == "2020-12-15"
    assert found.stale == ((claim.ref,) if stale else ())
