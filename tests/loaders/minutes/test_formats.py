"""Each format gives the same lines; what cannot be read is one clear line."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from pypdf import PdfWriter

from graph.errors import InputError
from loaders.minutes.formats import MAX_BYTES, open_document, read_document
from loaders.minutes.known import of_records
from loaders.minutes.read import propose
from tests.loaders.minutes.samples import pdf_with_text

LINES = ["Réunion du groupe-pays Japon du 3 mai 2023", "Nancy est jumelée avec Kanazawa."]
ROWS = [["Prénom Nom", "Collectivité"], ["Anna BELL", "Ville de Nancy"], ["Tom CARR", "Ville de Tours"]]
HEADING = "Liste des participants"


def as_docx() -> bytes:
    made = docx.Document()
    for line in LINES:
        made.add_paragraph(line)
    made.add_heading(HEADING)
    table = made.add_table(rows=0, cols=2)
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def as_html() -> bytes:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    text = "".join(f"<p>{line}</p>" for line in LINES)
    return (
        f"<html><head><title>x</title></head><body>{text}<h2>{HEADING}</h2><table>{rows}</table></body></html>".encode()
    )


def as_odt() -> bytes:
    cells = ["".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row) for row in ROWS]
    rows = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    text = "".join(f"<text:p>{line}</text:p>" for line in LINES)
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:text>'
        f"{text}<text:h>{HEADING}</text:h><table:table>{rows}</table:table></office:text></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("content.xml", content)
    return file.getvalue()


def as_text() -> bytes:
    return "\n\n".join([*LINES, HEADING, *("\t".join(row) for row in ROWS)]).encode()


@pytest.mark.parametrize(
    ("name", "data"), [("a.txt", as_text()), ("a.docx", as_docx()), ("a.html", as_html()), ("a.odt", as_odt())]
)
def test_every_format_states_the_same(name: str, data: bytes) -> None:
    found = propose(read_document(name, data), of_records([]))
    people = {(fact.entry["person"], fact.entry["body"]) for fact in found.of("attendances")}
    assert people == {("anna-bell", "fr-nancy"), ("tom-carr", "fr-tours")}
    assert [sorted(fact.entry["parties"]) for fact in found.of("partnerships")] == [["fr-nancy", "jp-kanazawa"]]


def test_text_of_a_pdf_knows_its_page() -> None:
    document = read_document("a.pdf", pdf_with_text())
    assert document.lines[0] == "Nancy jumelee avec Kanazawa"
    assert document.page(1) == 1


def scan() -> bytes:
    file = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(612, 792)
    writer.write(file)
    return file.getvalue()


def locked() -> bytes:
    file = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(612, 792)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(file)
    return file.getvalue()


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("content.xml", b"0" * (201 * 2**20))
    return file.getvalue()


def entities() -> bytes:
    file = io.BytesIO()
    content = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("content.xml", content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", b"", "the file is empty"),
        ("a.txt", b" \n\n", "no text in it"),
        ("a.txt", b"\x00\x01\x02", "not a text"),
        ("a.xlsx", b"x", "expected one of .txt"),
        ("minutes", b"x", "got no ending"),
        ("a.docx", b"not a zip", "damaged"),
        ("a.docx", b"\xd0\xcf\x11\xe0rest", "encrypted, or an old .doc"),
        ("a.odt", b"PK\x03\x04 cut", "damaged"),
        ("a.odt", bomb(), "unpacks to more than"),
        ("a.odt", entities(), "no text in it"),
        ("a.pdf", b"%PDF-1.4 broken", "damaged"),
        ("a.pdf", scan(), "perhaps a scan"),
        ("a.pdf", locked(), "encrypted"),
        ("a.html", b"<html><script>x</script></html>", "no text in it"),
    ],
)
def test_what_cannot_be_read_is_one_line(name: str, data: bytes, said: str) -> None:
    with pytest.raises(InputError) as raised:
        read_document(name, data)
    assert said in str(raised.value)
    assert name in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_folder_or_a_giant_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a folder"):
        open_document(tmp_path)
    with pytest.raises(InputError, match="No such file"):
        open_document(tmp_path / "none.txt")
    giant = tmp_path / "giant.txt"
    with giant.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(InputError, match="larger than"):
        open_document(giant)


def test_the_page_of_a_script_is_not_read() -> None:
    document = read_document("a.html", b"<p>Nancy <b>est</b> jumel\xc3\xa9e</p><style>p{}</style><ul><li>un</li></ul>")
    assert document.lines == ("Nancy est jumelée", "- un")
