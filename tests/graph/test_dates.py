"""Dates as sources state them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from graph.dates import Date, PartialDate

adapter = TypeAdapter(Date)


@pytest.mark.parametrize(
    ("given_", "value", "mode"),
    [
        ("1991", "1991", "exact"),
        (1991, "1991", "exact"),
        ("2016-06", "2016-06", "exact"),
        (datetime.date(2016, 6, 30), "2016-06-30", "exact"),
        ("2006~", "2006", "about"),
        ("../2016", "2016", "before"),
    ],
)
def test_dates_are_read(given_: object, value: str, mode: str) -> None:
    assert adapter.validate_python(given_) == (value, mode)


@pytest.mark.parametrize(
    "text", ["", "91", "2016-13", "2016-02-30", "30/06/2016", "2016-6", "../2006~", True, 3.5, [2016]]
)
def test_other_things_are_refused_with_what_was_expected(text: object) -> None:
    with pytest.raises(ValidationError, match=r"expected a date|no such day|valid tuple"):
        adapter.validate_python(text)


@given(st.dates(datetime.date(1000, 1, 1)), st.sampled_from([4, 7, 10]), st.sampled_from(["exact", "about", "before"]))
def test_text_and_back(day: datetime.date, length: int, mode: str) -> None:
    date = PartialDate(day.isoformat()[:length], mode)  # type: ignore[arg-type]
    assert PartialDate.parse(str(date)) == date
