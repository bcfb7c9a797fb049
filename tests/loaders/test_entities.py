"""XML within office files that reads another file of ours, or swells: nothing of it comes out, and nothing grows."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook  # type: ignore[import-untyped, unused-ignore]

from graph.errors import InputError
from loaders.minutes.formats import read_document
from loaders.table_format import TableFormat
from loaders.tables import read_table

SECRET = "open-sesame"
ODT = """<?xml version="1.0"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:text><text:p>MARK</text:p></office:text></office:body></office:document-content>"""
LAUGHS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))


def docx() -> bytes:
    file, document = io.BytesIO(), Document()
    document.add_paragraph("MARK")
    document.save(file)
    return file.getvalue()


def odt() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("content.xml", ODT)
    return file.getvalue()


def xlsx() -> bytes:
    file, book = io.BytesIO(), Workbook()
    assert book.active
    book.active.append(["name"])
    book.active.append(["MARK"])
    book.save(file)
    return file.getvalue()


def with_entity(data: bytes, entity: str, declared: str) -> bytes:
    """Put a document type and a reference into the part of a package that holds the text."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as made:
        for name in package.namelist():
            text = package.read(name)
            if b"MARK" in text:
                body = text.partition(b"?>")[2] if text.startswith(b"<?xml") else text
                text = f'<?xml version="1.0"?><!DOCTYPE x [{declared}]>'.encode() + body.replace(
                    b"MARK", f"&{entity};".encode()
                )
            made.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(("name", "make"), [("a.docx", docx), ("a.odt", odt), ("a.xlsx", xlsx)])
@pytest.mark.parametrize("entity", ["file", "url", "e9"])
def test_an_entity_neither_reads_nor_swells(tmp_path: Path, name: str, make: Callable[[], bytes], entity: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    declared = (
        f'<!ENTITY file SYSTEM "{secret.as_uri()}"><!ENTITY url SYSTEM "http://127.0.0.1:9/x"><!ENTITY e0 "ha">{LAUGHS}'
    )
    path = tmp_path / name
    path.write_bytes(with_entity(make(), entity, declared))
    began = time.perf_counter()
    try:
        found = (
            str([str(row) for row in read_table(path, TableFormat())])
            if name.endswith("xlsx")
            else "\n".join(read_document(name, path.read_bytes()).lines)
        )
    except InputError as error:
        found = str(error)
        assert "\n" not in found
    assert SECRET not in found
    assert len(found) < 1000
    assert time.perf_counter() - began < 10


def test_the_same_packages_are_read_without_entities(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx())
    assert "MARK" in str([str(row) for row in read_table(path, TableFormat())])
    assert read_document("a.docx", docx()).lines == ("MARK",)
    assert read_document("a.odt", odt()).lines == ("MARK",)


def test_a_document_that_swells_is_refused() -> None:
    file = io.BytesIO(docx())
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as package, package.open("word/media/a.bin", "w") as part:
        for _ in range(201):
            part.write(b"0" * 2**20)
    with pytest.raises(InputError, match="unpacks to more than"):
        read_document("a.docx", file.getvalue())
