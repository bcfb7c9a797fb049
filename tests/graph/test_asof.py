"""A partnership as it stood on a day."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.asof import last_day, partnership_as_of
from graph.settle import Statement, as_of
from tests.ask.small import CINCINNATI, NANCY, link, said

HISTORY = (
    said("minutes-2025", "2025-11-20", "cooperation", "active", since="2006"),
    said("minutes-2020", "2020-12-15", "cooperation", "dormant"),
    said("minutes-2016", "2016-03-30", "contact", "exploratory"),
    said("register", None, "twinning"),
)
LINK = link(NANCY, CINCINNATI, form="cooperation", status="active", since="2006", mode="about", history=HISTORY)


@pytest.mark.parametrize(
    ("date", "day"),
    [("2019", "2019-12-31"), ("2016-02", "2016-02-29"), ("2016-06", "2016-06-30"), ("2016-06-30", "2016-06-30")],
)
def test_a_year_or_month_means_its_last_day(date: str, day: str) -> None:
    assert last_day(date) == day


@pytest.mark.parametrize(
    ("day", "form", "status", "sources"),
    [
        ("2026", "cooperation", "active", ("minutes-2025", "minutes-2020", "minutes-2016")),
        ("2021-01-01", "cooperation", "dormant", ("minutes-2025", "minutes-2020", "minutes-2016")),
        ("2016-03-30", "contact", "exploratory", ("minutes-2025", "minutes-2016")),
        ("2010", "cooperation", "unknown", ("minutes-2025",)),
    ],
)
def test_values_are_those_of_the_day(day: str, form: str, status: str, sources: tuple[str, ...]) -> None:
    then = partnership_as_of(LINK, day)
    assert then is not None
    assert (then.form, then.status, tuple(ref.id for ref in then.sources)) == (form, status, sources)
    assert (then.since, then.since_mode) == ("2006", "about")


def test_what_nobody_had_stated_and_had_not_begun_was_not_there() -> None:
    assert partnership_as_of(LINK, "2005") is None
    assert partnership_as_of(link(NANCY, CINCINNATI), "2026") is None, "an undated source shows nothing of any day"


def test_a_beginning_or_end_after_the_day_is_not_shown() -> None:
    history = (
        said("later", "2020", "twinning", "active", since="2018", until="2019"),
        said("first", "2015", "twinning"),
    )
    p = link(NANCY, CINCINNATI, since="2018", until="2019", history=history)
    then = partnership_as_of(p, "2016")
    assert then is not None
    assert (then.since, then.since_mode, then.until, then.stated_on) == (None, None, None, "2015")
    today = partnership_as_of(p, "2026")
    assert today is not None
    assert (today.since, today.until) == ("2018", "2019")


def test_an_end_before_the_day_is_shown() -> None:
    p = link(NANCY, CINCINNATI, until="2012", history=(said("minutes", "2015", "twinning", "ended", until="2012"),))
    then = partnership_as_of(p, "2016")
    assert then is not None
    assert (then.status, then.until) == ("ended", "2012")


_DATES = st.none() | st.sampled_from(["1991", "2006", "2016-03-30", "2016", "2020-12", "2025-11-20"])


@given(
    st.lists(st.tuples(_DATES, _DATES), min_size=1, max_size=4),
    st.sampled_from(["1990-01-01", "2010-06-30", "2016-12-31", "2026-01-01"]),
)
def test_it_keeps_what_the_settling_of_statements_keeps(dates: list[tuple[str | None, str | None]], day: str) -> None:
    history = tuple(said(f"source-{at}", stated, since=since) for at, (stated, since) in enumerate(dates))
    then = partnership_as_of(link(NANCY, CINCINNATI, history=history), day)
    statements = [
        Statement(item.source.id, item.source.id, item.stated_on, {"since": item.since} if item.since else {})
        for item in history
    ]
    kept = {statement.source for statement in as_of(statements, day)}
    assert {ref.id for ref in then.sources} == kept if then else not kept
