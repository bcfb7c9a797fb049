"""What no loader can take: each is one clear line that names the file, and nothing is read."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped, unused-ignore]

from graph.errors import InputError
from loaders.batch import Batch
from loaders.facts.read import read_facts
from loaders.wikidata.read import read_wikidata
from tests.loaders.test_rejected_again import CASES, beside

TABLES = ("members", "people", "partnerships")
Read = Callable[[Path], Batch]


def reader(name: str, folder: Path) -> Read:
    case = CASES[name]
    beside(folder / "x").write_text(case.mapping, encoding="utf-8")
    return case.read


def refused(read: Read, path: Path, line: str) -> None:
    with pytest.raises(InputError, match=line) as caught:
        read(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", CASES)
def test_no_file_at_all(tmp_path: Path, name: str) -> None:
    read = reader(name, tmp_path)
    file = CASES[name].file
    empty = tmp_path / file
    empty.mkdir()
    refused(read, empty, "folder|directory")
    empty.rmdir()
    empty.write_bytes(b"")
    refused(read, empty, "empty|expected 1, the only format")
    with empty.open("wb") as huge:
        huge.truncate(300 * 2**20)
    refused(read, empty, "MiB|MB|too (big|large)")
    refused(read, tmp_path / f"absent-{file}", "No such file|not found|does not exist")


@pytest.mark.parametrize("name", CASES)
def test_another_encoding(tmp_path: Path, name: str) -> None:
    path = tmp_path / CASES[name].file
    path.write_bytes(CASES[name].text.replace("Nancy", "Nançy").encode("cp1252"))
    refused(reader(name, tmp_path), path, "(?i)utf-?8|encoding")


@pytest.mark.parametrize(
    ("name", "column", "line"),
    [
        ("wikidata", "sistercityLabel", "sistercityLabel"),
        ("members", "name", "no column names the member|unknown column"),
        ("people", "where", "'where'"),
        ("partnerships", "land", "'land'"),
    ],
)
def test_a_missing_column(tmp_path: Path, name: str, column: str, line: str) -> None:
    path = tmp_path / CASES[name].file
    path.write_text(CASES[name].text.replace(column, "andere", 1), encoding="utf-8")
    refused(reader(name, tmp_path), path, line)


@pytest.mark.parametrize("name", TABLES)
def test_a_zip_bomb(tmp_path: Path, name: str) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 20_000_000)
    refused(reader(name, tmp_path), path, "a zip bomb")


@pytest.mark.parametrize("name", TABLES)
def test_a_formula_is_a_rejected_row(tmp_path: Path, name: str) -> None:
    """A formula has no value that anyone saved: the row is named, the others are taken."""
    header, first, second = (line.split(",") for line in CASES[name].text.splitlines())
    book = Workbook()
    assert book.active
    for row in (header, first, ["=A2", *second[1:]]):
        book.active.append(row)
    path = tmp_path / "formula.xlsx"
    book.save(path)
    batch = reader(name, tmp_path)(path)
    (refusal,) = batch.rejected
    assert (refusal.row, refusal.field) == (3, header[0])
    assert "formula" in refusal.reason
    assert batch.records


def test_other_loaders_refuse_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    Workbook().save(path)
    for read in (read_facts, read_wikidata):
        with pytest.raises(InputError):
            read(path)
