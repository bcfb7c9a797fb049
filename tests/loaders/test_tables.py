"""Tables: what is read, what is rejected, and the one line that says why a file is refused."""

from __future__ import annotations

import json
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook  # type: ignore[import-untyped, unused-ignore]

from graph.errors import InputError
from loaders.report import Rejected
from loaders.tables import Row, TableFormat, column_name, open_table, read_table
from tests.loaders.sheets import messy


def write(folder: Path, content: bytes | str, name: str = "t.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(path: Path, **spec: object) -> list[Row | Rejected]:
    return list(read_table(path, TableFormat.model_validate(spec)))


def rows(path: Path, **spec: object) -> list[tuple[int, dict[str, str]]]:
    return [(row.number, row.values) for row in read(path, **spec) if isinstance(row, Row)]


def test_rows_are_numbered_by_the_line_they_begin_at(tmp_path: Path) -> None:
    path = write(tmp_path, 'a,b\r\n"x\r\ny",1\r\n\r\nz,2\r\n')
    assert rows(path) == [(2, {"a": "x y", "b": "1"}), (5, {"a": "z", "b": "2"})]


@pytest.mark.parametrize(
    ("content", "spec"),
    [
        (b"\xef\xbb\xbfVille;\xc3\xa9tat\nNancy;ok\n", {"delimiter": ";"}),
        ("Ville;état\nNancy;ok\n".encode("cp1252"), {"delimiter": ";", "encoding": "cp1252"}),
        ("Ville;e\u0301tat\nNancy;ok\n".encode(), {"delimiter": ";"}),
        ("Ville;état\nNancy;ok\n".encode("utf-16"), {"delimiter": ";", "encoding": "utf-16"}),
        ("Un titre\n\nVille;état;;\n Nancy ;ok;;\n;;;\n".encode(), {"delimiter": ";", "header_row": 3}),
    ],
)
def test_encodings_and_layouts(tmp_path: Path, content: bytes, spec: dict[str, object]) -> None:
    assert [values for _, values in rows(write(tmp_path, content), **spec)] == [{"Ville": "Nancy", "état": "ok"}]


def test_tsv(tmp_path: Path) -> None:
    assert rows(write(tmp_path, "a\tb\n1\t2\n", "t.tsv")) == [(2, {"a": "1", "b": "2"})]
    assert rows(write(tmp_path, "a\tb\n1\t2\n"), delimiter="tab") == [(2, {"a": "1", "b": "2"})]


def test_rows_that_do_not_fit_the_header_are_rejected(tmp_path: Path) -> None:
    path = write(tmp_path, "a,b\n1\n1,2,3\n1,2,\n")
    short, long, fits = read(path)
    assert str(short) == f"{path}:2: 1 values, expected 2: a delimiter or quote is missing"
    assert str(long) == f"{path}:3: column C: '3' stands under no column name: 3 values, expected 2"
    assert isinstance(fits, Row)


@pytest.mark.parametrize(
    ("content", "name", "spec", "line"),
    [
        (b"", "t.csv", {}, "the file is empty"),
        (b"a,b\n", "t.csv", {}, "no row under the header"),
        (b"\n\n1,2\n", "t.csv", {}, "no header in row 1"),
        (b"a,b\n1,2\n", "t.csv", {"header_row": 9}, "no header in row 9"),
        (b"a,b,a\n1,2,3\n", "t.csv", {}, "the column 'a' stands twice (A and C): rename one"),
        (b"a\nok\n\xe9t\xe9\n", "t.csv", {}, ":3: not utf-8 text (byte 0xE9): say the right format.encoding"),
        (b"\xff\xfea\x00", "t.csv", {}, "for instance utf-16"),
        (b'a,b\n"1,2\n', "t.csv", {}, ":2: not csv: unexpected end of data"),
        (b"PK\x03\x04", "t.csv", {}, "not csv but a ZIP or XLSX file"),
        (b"a,b\n", "t.xlsx", {}, "not an XLSX file: File is not a zip file"),
        (b"a", "t.xls", {}, "expected .csv, .tsv, .xlsx or .json: save it as .xlsx"),
        (b"a", "t.doc", {}, "not a table that can be read"),
        (b"{", "t.json", {}, ":1: not JSON"),
        (b"[" * 100_000, "t.json", {}, "nested too deeply"),
        (b"[]", "t.json", {}, "the list of records is empty"),
        (b'{"a": {"b": [{"c": 1}]}}', "t.json", {}, "say format.records, a list of objects is at: a.b"),
        (b'{"a": [{"c": 1}]}', "t.json", {"records": "x"}, "no records at 'x'"),
        (b"[1, 2]", "t.json", {}, "the records are not at the top"),
    ],
)  # fmt: skip
def test_a_file_is_refused_in_one_line(
    tmp_path: Path, content: bytes, name: str, spec: dict[str, object], line: str
) -> None:
    path = write(tmp_path, content, name)
    with pytest.raises(InputError) as caught:
        read(path, **spec)
    assert str(caught.value).startswith(str(path))
    assert line in str(caught.value)
    assert "\n" not in str(caught.value)


def test_no_file_a_folder_and_a_huge_one(tmp_path: Path) -> None:
    folder = tmp_path / "folder.csv"
    folder.mkdir()
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(300_000_000)
    for path, line in ((tmp_path / "no.csv", "No such file"), (folder, "a folder"), (huge, "expected at most 256 MiB")):
        with pytest.raises(InputError, match=line):
            read(path)


@pytest.mark.parametrize("name", ["rot13", "zlib", "klingon"])
def test_an_unknown_encoding(name: str) -> None:
    with pytest.raises(ValueError, match="expected an encoding such as utf-8"):
        TableFormat(encoding=name)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 20_000_000)
    with pytest.raises(InputError, match="times its size, expected at most 200: a zip bomb"):
        read(path)


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "other.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(InputError, match="not an XLSX file"):
        read(path)


def test_several_sheets_need_a_name(tmp_path: Path) -> None:
    path = messy(tmp_path)
    with pytest.raises(InputError, match=r"several sheets, say format.sheet: Lisez-moi, Registre"):
        read(path)
    with pytest.raises(InputError, match="no sheet '3', expected one of Lisez-moi, Registre"):
        read(path, sheet="3")


def test_merged_cells_dates_numbers_and_formulas_of_a_sheet(tmp_path: Path) -> None:
    path = messy(tmp_path)
    spec = TableFormat(sheet="2", header_row=4, header_rows=2)
    with open_table(path, spec, ignore=["Partenaire / population"]) as table:
        found = list(table.rows)
    assert table.columns == (
        *("Ville française / nom", "Ville française / dépt", "Partenaire / nom", "Partenaire / pays"),
        *("Partenaire / latitude", "Partenaire / longitude", "Partenaire / population", "Depuis", "Nature"),
    )
    taken = [row for row in found if isinstance(row, Row)]
    assert [(row.number, row.values["Ville française / nom"], row.values["Depuis"]) for row in taken] == [
        (6, "Nancy", "1973-10-12"),
        (7, "Nancy", "1988"),
        (8, "Nancy", "1984"),
        (11, "Saint-Denis", "1959"),
        (13, "Total", ""),
    ]
    assert [str(row).removeprefix(str(path)) for row in found if isinstance(row, Rejected)] == [
        ":10: Depuis: a formula (=YEAR(TODAY())), expected a value: copy the cells and paste them as values",
        ":12: Depuis: the error #N/A, expected a value: copy the cells and paste them as values",
        ":14: column J: 'en marge' stands under no column name: 10 values, expected 9",
    ]  # fmt: skip


def test_a_name_merged_over_two_columns_is_numbered(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Position", None, "Nom"])
    sheet.append([48.5, 7, "Strasbourg"])
    sheet.merge_cells("A1:B1")
    book.save(tmp_path / "t.xlsx")
    assert rows(tmp_path / "t.xlsx") == [(2, {"Position": "48.5", "Position (2)": "7", "Nom": "Strasbourg"})]


def test_nested_json(tmp_path: Path) -> None:
    data = {
        "n": 1,
        "of": [{"name": "A", "by": [{"name": "B", "at": {"lat": 1.50}, "t": ["x", "y"]}, {"ok": True}]}, {}],
    }
    path = write(tmp_path, json.dumps(data), "t.json")
    assert rows(path, records="of.by") == [
        (1, {"name": "B", "at.lat": "1.5", "t": "x;y", "above.name": "A", "ok": ""}),
        (2, {"name": "", "at.lat": "", "t": "", "above.name": "A", "ok": "true"}),
    ]
    (first,) = (row for row in read(path, records="of") if isinstance(row, Rejected))
    assert "by: a list of objects, expected a value: say format.records" in str(first)


def test_letters_of_columns() -> None:
    assert [column_name(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@given(
    st.one_of(st.text(), st.binary(), st.text(alphabet='a;"\n\r, \t1')), st.sampled_from(["csv", "tsv", "json", "xlsx"])
)
def test_any_text_gives_rows_or_one_line(content: str | bytes, kind: str) -> None:
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"t.{kind}"
        path.write_bytes(data)
        try:
            found = read(path)
        except InputError as error:
            found = []
            line = str(error)
        else:
            line = ""
    assert "\n" not in line
    numbers = [row.number if isinstance(row, Row) else row.row for row in found]
    assert numbers == sorted(set(numbers))


@given(st.lists(st.lists(st.text(alphabet='ab é",;\n\t', max_size=6), min_size=3, max_size=3), min_size=1))
def test_what_was_written_is_read(table: list[list[str]]) -> None:
    import csv

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([["one", "two", "three"], *table])
        try:
            found = [list(values.values()) for _, values in rows(path)]
        except InputError:  # no row under the header
            found = []
    clean = [[" ".join(cell.split()) for cell in row] for row in table]
    assert found == [row for row in clean if any(row)]
