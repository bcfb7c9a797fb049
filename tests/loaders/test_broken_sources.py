"""Broken sources, for every loader and the facts format: read, or refused in one line. The long run is `make fuzz`."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.loaders import PACKED, SOWN, broken, broken_package, reads_or_refuses


@pytest.mark.parametrize("name", SOWN)
def test_a_sound_source_is_read(name: str) -> None:
    assert reads_or_refuses(SOWN[name], SOWN[name].text.encode()) == ""


@pytest.mark.parametrize("name", SOWN)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_a_broken_source_is_read_or_refused_in_one_line(name: str, data: st.DataObject) -> None:
    reads_or_refuses(SOWN[name], data.draw(broken(SOWN[name].text)))


@pytest.mark.parametrize("name", PACKED)
def test_a_sound_package_is_read(name: str) -> None:
    sown, data = PACKED[name]
    assert reads_or_refuses(sown, data) == ""


@pytest.mark.parametrize("name", PACKED)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_a_broken_package_is_read_or_refused_in_one_line(name: str, data: st.DataObject) -> None:
    sown, sound = PACKED[name]
    reads_or_refuses(sown, data.draw(broken_package(sound)))
