"""Mappings: what is read, and the line that says what is wrong with one; dates as registers write them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputError
from loaders.mapping import read_mapping
from loaders.partnerships.mapping import PartnershipsMapping
from loaders.values import CellError, Dates, Value, read_date
from tests.loaders.test_partnerships import PARTIES, small


@pytest.mark.parametrize(
    ("mapping", "line"),
    [
        ("parties: []\n", "m.yml:2: parties: tuple should have at least 2 items"),
        (PARTIES + "since:\n  column: c\n  values: x\n", "m.yml:7: since.values: input should be a valid dictionary"),
        (PARTIES + "since: {value: 1990, column: c}\n", "m.yml:5: since: expected a column's name, {value: …}"),
        (PARTIES + "form: {value: x, values: {a: b}}\n", "m.yml:5: form: a table of values needs a column"),
        (PARTIES + "marriage: c\n", "m.yml:5: marriage: extra inputs are not permitted, got 'c'"),
        (PARTIES.replace("name: a", "lat: a, name: a"), "m.yml:3: parties.0: lat and lon go together"),
        (PARTIES.replace("name: a, ", ""), "m.yml:3: parties.0: expected at least a name, an id, an insee or a siren"),
        (PARTIES + "dates: {format: '%d/%m/%y'}\n", "m.yml:5: dates: expected a format with %Y"),
        (PARTIES + "format: {encoding: klingon}\n", "m.yml:5: format.encoding: expected an encoding such as utf-8"),
        (PARTIES + "format: {type: xls}\n", "m.yml:5: format.type: input should be 'csv', 'tsv', 'xlsx' or 'json'"),
        (PARTIES.replace("name: b", "name: z"), "t.csv: no column 'z' (parties 2.name of the mapping), it has a, b, c"),
        (PARTIES, "t.csv: 1 column is neither mapped nor ignored: 'c'"),
    ],
)  # fmt: skip
def test_a_mapping_is_refused_in_one_line(tmp_path: Path, mapping: str, line: str) -> None:
    with pytest.raises(InputError) as caught:
        small(tmp_path, "a,b,c\nNancy,Kiel,1990\n", parties=mapping)
    assert line in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("cell", "formats", "expected"),
    [
        ("12/03/1985", ("%d/%m/%Y",), "1985-03-12"),
        ("03/1985", ("%d/%m/%Y", "%m/%Y"), "1985-03"),
        ("1985", ("%d/%m/%Y",), "1985"),
        ("1985~", (), "1985~"),
        ("../1985", (), "../1985"),
        ("1985-03-12T00:00:00", ("%Y-%m-%dT%H:%M:%S",), "1985-03-12"),
    ],
)
def test_dates(cell: str, formats: tuple[str, ...], expected: str) -> None:
    dates = Dates(format=formats) if formats else None
    assert str(read_date(Value(column="c"), {"c": cell}, dates)) == expected


def test_the_mapping_of_the_design_is_read(tmp_path: Path) -> None:
    path = tmp_path / "m.yml"
    path.write_text(
        """
source: {id: rgre-2014, title: "…", date: 2014, publisher: RGRE}
format: {type: csv, delimiter: ",", encoding: utf-8}
parties:
  - {name: municipality, country: {value: DE}, territory: bundesland, lat: latitude, lon: longitude}
  - {name: partnergemeinde, country: country, lat: partner_latitude, lon: partner_longitude, id: wikidata}
since: seit
form: {column: form, values: {p: twinning, f: friendship, k: contact}}
status: {value: active}
themes: {column: themes, separator: ";"}
ignore: [plz]
""",
        encoding="utf-8",
    )
    mapping = read_mapping(path, PartnershipsMapping)
    assert set(mapping.columns()) == {
        *("municipality", "bundesland", "latitude", "longitude", "partnergemeinde", "country", "partner_latitude"),
        *("partner_longitude", "wikidata", "seit", "form", "themes"),
    }


@given(st.text(max_size=20), st.one_of(st.none(), st.sampled_from(["%d/%m/%Y", "%m/%Y", "%Y"])))
def test_any_text_is_a_date_or_a_clear_line(text: str, format_: str | None) -> None:
    dates = Dates(format=(format_,)) if format_ else None
    try:
        found = read_date(Value(column="c"), {"c": text}, dates)
    except CellError:
        return
    assert found is None or len(found.value) in (4, 7, 10)
