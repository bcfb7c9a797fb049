"""Working space on disk: a mapping, rows and groups behave the same whether they are held or lie on disk."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.scratch import Again, Roomy, Rows, several

KEYS = st.integers(0, 30)
STEPS = st.lists(st.tuples(st.sampled_from(["set", "get", "has"]), KEYS, st.text(max_size=3)), max_size=120)


@given(steps=STEPS, room=st.sampled_from([1, 4, 9, 100]))
def test_a_mapping_with_little_room_is_a_mapping(steps: list[tuple[str, int, str]], room: int) -> None:
    roomy, plain = Roomy[int, str](room), dict[int, str]()
    for what, key, value in steps:
        if what == "set":
            roomy[key] = plain[key] = value
        elif what == "get":
            assert roomy.get(key) == plain.get(key)
        else:
            assert (key in roomy) == (key in plain)
    assert list(roomy.pairs()) == list(plain.items())
    assert list(roomy) == list(plain)
    assert len(roomy) == len(plain)


def test_a_key_that_is_not_there_is_told() -> None:
    roomy = Roomy[str, int](1)
    roomy["a"], roomy["b"], roomy["c"] = 1, 2, 3
    with pytest.raises(KeyError):
        roomy["d"]
    assert roomy["a"] == 1


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 3)), max_size=20))
def test_keys_with_several_values(pairs: list[tuple[str, int]]) -> None:
    groups: dict[str, set[int]] = {}
    for key, value in pairs:
        groups.setdefault(key, set()).add(value)
    assert dict(several(pairs).items()) == {key: values for key, values in groups.items() if len(values) > 1}


def test_rows_are_gone_through_as_often_as_one_likes() -> None:
    rows = Rows(iter(range(1200)), room=10)
    again: Again[Any] = Again(lambda: (one for one in rows if one % 2))
    assert list(rows) == list(rows) == list(range(1200))
    assert len(again) == 600
    assert again[:2] == [1, 3]
    assert again
    assert not Again(lambda: ())
