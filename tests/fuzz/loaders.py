"""Broken sources for every loader: sound ones that are cut, doubled, swapped and strewn with what has upset readers."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from docx import Document
from hypothesis import strategies as st
from openpyxl import Workbook  # type: ignore[import-untyped, unused-ignore]

from graph.errors import InputError
from loaders.batch import Batch
from loaders.minutes.formats import read_document
from loaders.partnerships.read import read_partnerships
from loaders.people.read import read_people
from tests.loaders.minutes.samples import pdf_with_text
from tests.loaders.test_rejected_again import CASES

TOKENS = (
    "", "\0", "\ufeff", "\u2028", "\u202e", "\ud800", "\x1b[31m", "&a", "*a", "!!python/object:os.system", "<<: *a", "{", "}",
    "[" * 200, "---", "? ", "- ", ": ", "|", ">", "'", '"', "\t", "\r", "\n", ";", ",", "=1+1", "@SUM(A1)", "1e999", "NaN",
    "-0", "9" * 400, "null", "true", "2026-13-45", "../../etc/passwd", "<script>alert(1)</script>", "${jndi:x}", "%s%n",
    "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>&b;", "é" * 300, "𝕏", "{{7*7}}", "a" * 70_000,
)  # fmt: skip
"""What is put into a source."""


class Sown(NamedTuple):
    """A loader with a sound source: how it reads a file with a mapping beside it."""

    file: str
    text: str
    mapping: str
    read: Callable[[Path], object]


def _with_mapping(read: Callable[[Path, Path], Batch]) -> Callable[[Path], Batch]:
    return lambda path: read(path, path.with_name("mapping.yml"))


def _document(path: Path) -> object:
    return read_document(path.name, path.read_bytes())


SOWN: Mapping[str, Sown] = {
    **{name: Sown(case.file, case.text, case.mapping, case.read) for name, case in CASES.items()},
    "mapping of partnerships": Sown(
        "mapping.yml",
        CASES["partnerships"].mapping,
        "",
        lambda path: read_partnerships(_beside(path, "partnerships"), path),
    ),
    "mapping of people": Sown(
        "mapping.yml", CASES["people"].mapping, "", lambda path: read_people(_beside(path, "people"), path)
    ),
    "minutes in text": Sown("m.txt", "Réunion du 3 mars 2026\n\n- Ada Martin, maire de Nancy\n", "", _document),
    "minutes in HTML": Sown("m.html", "<h1>Réunion</h1><ul><li>Ada Martin, Nancy</li></ul>", "", _document),
}


def _beside(path: Path, name: str) -> Path:
    source = path.with_name(CASES[name].file)
    source.write_text(CASES[name].text, encoding="utf-8")
    return source


def broken(text: str) -> st.SearchStrategy[bytes]:
    """Return a strategy of what a source may look like after some accidents."""
    place = st.integers(0, len(text))
    accident = st.one_of(
        st.tuples(st.just("put"), place, st.sampled_from(TOKENS)),
        st.tuples(st.just("put"), place, st.text(max_size=8)),
        st.tuples(st.just("cut"), place, place),
        st.tuples(st.just("double"), place, place),
        st.tuples(st.just("end"), place, place),
    )
    return st.lists(accident, min_size=1, max_size=5).map(lambda all_: _after(text, all_))


def _after(text: str, accidents: Sequence[tuple[str, int, object]]) -> bytes:
    for what, at, more in accidents:
        if what == "put":
            text = text[:at] + str(more) + text[at:]
            continue
        first, last = sorted((at, int(str(more))))
        if what == "cut":
            text = text[:first] + text[last:]
        elif what == "double":
            text = text[:last] + text[first:last] + text[last:]
        else:
            text = text[:first]
    return text.encode("utf-8", "surrogatepass")


def _docx() -> bytes:
    file, document = io.BytesIO(), Document()
    document.add_heading("Réunion du 3 mars 2026")
    document.add_paragraph("Ada Martin, maire de Nancy", style="List Bullet")
    document.add_table(2, 2).cell(0, 0).text = "Présents"
    document.save(file)
    return file.getvalue()


def _odt() -> bytes:
    file, names = io.BytesIO(), "urn:oasis:names:tc:opendocument:xmlns"
    head = f'<?xml version="1.0"?><o:document-content xmlns:o="{names}:office:1.0" xmlns:t="{names}:text:1.0">'
    body = "<o:body><o:text><t:p>Réunion du 3 mars 2026</t:p><t:p>- Ada Martin, Nancy</t:p></o:text></o:body>"
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("content.xml", f"{head}{body}</o:document-content>")
    return file.getvalue()


def _xlsx() -> bytes:
    file, book = io.BytesIO(), Workbook()
    assert book.active
    for line in CASES["partnerships"].text.splitlines():
        book.active.append(line.split(","))
    book.save(file)
    return file.getvalue()


def _workbook(path: Path) -> Batch:
    return read_partnerships(path, path.with_name("mapping.yml"))


PACKED: Mapping[str, tuple[Sown, bytes]] = {
    "minutes in Word": (Sown("m.docx", "", "", _document), _docx()),
    "minutes in OpenDocument": (Sown("m.odt", "", "", _document), _odt()),
    "minutes in PDF": (Sown("m.pdf", "", "", _document), pdf_with_text()),
    "partnerships in Excel": (Sown("p.xlsx", "", CASES["partnerships"].mapping, _workbook), _xlsx()),
}
"""Loaders of office files and PDF."""


def broken_package(data: bytes) -> st.SearchStrategy[bytes]:
    """Return a strategy of what a package may look like: bytes cut or changed, or a text within it after accidents."""
    place = st.integers(0, len(data))
    cut = st.tuples(place, place, st.binary(max_size=4)).map(
        lambda drawn: data[: min(drawn[:2])] + drawn[2] + data[max(drawn[:2]) :]
    )
    flipped = st.tuples(place, st.binary(min_size=1, max_size=3)).map(
        lambda drawn: data[: drawn[0]] + drawn[1] + data[drawn[0] + len(drawn[1]) :]
    )
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return st.one_of(cut, flipped)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels"))}
    inside = st.sampled_from(sorted(parts)).flatmap(
        lambda name: broken(parts[name].decode()).map(lambda text: _with_part(data, name, text))
    )
    return st.one_of(cut, flipped, inside)


def _with_part(data: bytes, changed: str, text: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in package.namelist():
            made.writestr(name, text if name == changed else package.read(name))
    return out.getvalue()


def reads_or_refuses(sown: Sown, data: bytes) -> str:
    """Read a source; return the line that refuses it, empty where it is read.

    Raises:
        AssertionError: the refusal is more than a line, or says nothing.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / sown.file
        if sown.mapping:
            path.with_name("mapping.yml").write_text(sown.mapping, encoding="utf-8")
        path.write_bytes(data)
        try:
            found = sown.read(path)
        except InputError as error:
            line = str(error)
            assert line, "nothing is said"
            assert "\n" not in line, f"more than a line: {line!r}"
            assert len(line) < 2000, f"{len(line)} characters"
            return line
    if isinstance(found, Batch):
        assert all("\n" not in str(row) for row in found.rejected), "a rejection of more than a line"
    return ""
