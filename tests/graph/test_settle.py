"""What several statements come to."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.settle import Statement, as_of, newest_first, settle


def said(on: str | None, source: str = "a", **values: object) -> Statement:
    return Statement(f"{source}-{on}", source, on, values)


def test_the_newest_statement_of_each_value_counts() -> None:
    props = settle([said("2016", form="contact", status="dormant"), said("2020-12-15", form="twinning")])
    assert props == {"form": "twinning", "status": "dormant", "stated_on": "2020-12-15"}


def test_undated_statements_count_as_oldest() -> None:
    assert settle([said(None, form="twinning"), said("2016", form="contact")])["form"] == "contact"


def test_a_date_and_its_mode_come_from_one_statement() -> None:
    older = said("2016", since="1991", since_mode="about", since_words="bientôt 25 ans")
    newer = said("2020", since="1990")
    assert settle([older, newer]) == {"since": "1990", "stated_on": "2020"}
    assert settle([older, said("2020", form="contact")])["since_words"] == "bientôt 25 ans"


def test_lists_are_united() -> None:
    props = settle([said("2016", themes=["water"]), said("2020", themes=["culture", "water"])])
    assert props["themes"] == ["culture", "water"]


def test_the_smallest_territory_stays() -> None:
    assert settle([said("2016", territory="US-PA"), said("2020", territory="US")])["territory"] == "US-PA"


def test_search_folds_every_name_once() -> None:
    props = settle([said("2016", name="Saint-Étienne", as_stated=["St-Etienne", "Saint Etienne"])])
    assert props["search"] == "saint etienne st etienne"


def test_as_of_takes_what_was_stated_or_had_begun() -> None:
    statements = [said("2020-12-15", since="1991"), said("2025-11-20")]
    assert as_of(statements, "2000") == [statements[0]]
    assert as_of(statements, "1990-12-31") == []
    assert as_of(statements, "2025-11-20") == statements


values = st.fixed_dictionaries(
    {},
    optional={
        "form": st.sampled_from(["twinning", "contact"]),
        "since": st.sampled_from(["1991", "2006"]),
        "since_mode": st.just("about"),
        "themes": st.lists(st.sampled_from(["water", "youth"]), min_size=1, unique=True),
        "territory": st.sampled_from(["FR", "FR-GES", "FR-54"]),
        "name": st.text(min_size=1, max_size=5),
    },
)
dates = st.sampled_from([None, "2016", "2016-03-30", "2020"])
pure = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
many = st.lists(st.builds(Statement, st.uuids().map(str), st.sampled_from("abc"), dates, values), max_size=6)


@pure
@given(many, st.randoms())
def test_the_order_of_arrival_never_matters(statements: list[Statement], random: st.DataObject) -> None:
    shuffled = list(statements)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert settle(shuffled) == settle(statements)
    assert newest_first(shuffled) == newest_first(statements)


@pure
@given(many)
def test_nothing_is_made_up(statements: list[Statement]) -> None:
    stated = {(name, str(value)) for s in statements for name, value in s.said.items() if not isinstance(value, list)}
    for name, value in settle(statements).items():
        if name not in ("stated_on", "search", "themes"):
            assert (name, str(value)) in stated
