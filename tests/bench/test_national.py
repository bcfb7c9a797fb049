"""The made-up national register has the shape it claims, and is the same each time."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from graph.db import Graph
from graph.read import counts, partnerships
from tests.bench import national as made
from tests.bench.national import Files, load_national, national, rows_of


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return national(1, tmp_path_factory.mktemp("national"))


def test_it_has_the_size_of_the_national_register(files: Files) -> None:
    rows = rows_of(files.register)
    assert len(rows) == made.PARTNERSHIPS
    assert len({(row["insee"], row["collectivite"], row["departement"]) for row in rows}) == made.AUTHORITIES
    assert len({row["pays"] for row in rows}) == made.COUNTRIES
    partners = {(row["partenaire"], row["pays"], row["region_partenaire"], row["latitude"]) for row in rows}
    assert made.PARTNERS - 60 < len(partners) <= made.PARTNERS
    assert len(rows_of(files.people)) == made.PEOPLE
    assert len(files.members) == made.NETWORKS


def test_degrees_have_a_heavy_tail(files: Files) -> None:
    degrees = sorted(Counter(row["collectivite"] for row in rows_of(files.register)).values(), reverse=True)
    assert degrees[0] > 20
    assert degrees[len(degrees) // 2] <= 2
    assert sum(degrees[: len(degrees) // 10]) > sum(degrees) / 4


def test_the_same_scale_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = national(0.02, tmp_path / "a"), national(0.02, tmp_path / "b")
    for ours, theirs in (
        (one.register, other.register),
        (one.people, other.people),
        (one.members[0][0], other.members[0][0]),
    ):
        assert ours.read_bytes() == theirs.read_bytes()


def test_it_loads_without_a_rejected_row(graph: Graph, tmp_path: Path) -> None:
    files = national(0.02, tmp_path)
    reports = load_national(graph, files)
    assert not [row for report in reports for row in (*report.rejected, *report.failed)]
    found = counts(graph)
    assert found["Partnership"] == len(rows_of(files.register))
    assert found["Mandate"] == len(rows_of(files.people))
    assert found["Membership"] == sum(len(rows_of(path)) for path, _ in files.members)
    assert len(partnerships(graph, "fr-nancy")) == made.NANCY_PARTNERS
    assert len(partnerships(graph, "fr-nancy", "US-PA")) == 1
