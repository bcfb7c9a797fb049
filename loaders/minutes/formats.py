"""From a file to its lines: text and Markdown, Word, OpenDocument, HTML and PDF with text in it.

Everything is read with limits: size, unpacked size, entities. What cannot be read is one clear line.
"""

from __future__ import annotations

import hashlib
import io
import logging
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath
from typing import Any

import docx
from docx.table import Table
from lxml import etree, html
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from graph.errors import InputError
from loaders.minutes.document import Document

MAX_BYTES = 50 * 1024 * 1024
"""The largest document that is read, bytes."""

MAX_UNPACKED = 200 * 1024 * 1024
"""The most that a packed document (.docx, .odt) may unpack to, bytes."""

MAX_LINES = 400_000
MAX_LINE = 100_000
"""A longer line is no minutes, characters."""

Progress = Callable[[str], None]
Pages = Iterator[tuple[str, int]]
"""Lines, each with its page; 0 where the format has none."""

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_BLOCKS = frozenset("p div li h1 h2 h3 h4 h5 h6 section article header footer".split()) | frozenset(
    "ul ol dl dt dd blockquote pre".split()
)
_WHOLE = (".docx", ".odt", ".html", ".htm")
"""Formats whose lines are paragraphs."""

# What the readers of packages and of PDF raise on files that are not what they say: they check little.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, etree.LxmlError, PyPdfError, LookupError, ValueError, TypeError, AttributeError),
    *(AssertionError, EOFError, OSError, OverflowError, RuntimeError),
)

_UNSEEN = frozenset(("script", "style", "head", "template", "noscript"))


def open_document(path: Path, progress: Progress = lambda _: None) -> Document:
    """Read a document from a file.

    Raises:
        InputError: no file, a folder, too large, of a kind that is not read, or nothing to read in it.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise InputError(
                f"{path}: {'a folder' if stat.S_ISDIR(found.st_mode) else 'not a regular file'}, expected a document"
            )
        if found.st_size > MAX_BYTES:
            raise InputError(f"{path}: larger than {MAX_BYTES // 2**20} MiB")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error
    return read_document(path.name, data, progress)


def read_document(name: str, data: bytes, progress: Progress = lambda _: None) -> Document:
    """Read a document from its bytes; the ending of its name tells the format.

    Raises:
        InputError: as `open_document`.
    """
    suffix = PurePath(name).suffix.lower()
    reader = _READERS.get(suffix)
    if reader is None:
        raise InputError(f"{name}: expected one of {', '.join(_READERS)}, got {suffix or 'no ending'}")
    if not data:
        raise InputError(f"{name}: the file is empty")
    if len(data) > MAX_BYTES:
        raise InputError(f"{name}: larger than {MAX_BYTES // 2**20} MiB")
    lines, pages = [], []
    for line, page in reader(name, data, progress):
        lines.append(_clean(line))
        pages.append(page)
        if len(lines) > MAX_LINES or len(line) > MAX_LINE:
            raise InputError(f"{name}:{len(lines)}: too long for a document that people read")
    if not any(line.strip() for line in lines):
        raise InputError(
            f"{name}: no text in it{', perhaps a scan: recognise its text first' if suffix == '.pdf' else ''}"
        )
    checksum = hashlib.sha256(data).hexdigest()
    listed = tuple(pages) if any(pages) else ()
    return Document(PurePath(name).name, checksum, tuple(lines), listed, wrapped=suffix not in _WHOLE)


def _clean(line: str) -> str:
    # Control characters and overrides of direction would forge what a reader sees.
    return "".join(_character(one) for one in line).rstrip()


def _character(one: str) -> str:
    if one == "\t" or one.isprintable():
        return one
    return " " if unicodedata.category(one) == "Zs" else ""


def _text(name: str, data: bytes, _: Progress) -> Pages:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if b"\x00" in data[:4096]:
            raise InputError(f"{name}: not a text (it holds zero bytes), expected UTF-8") from error
        # Minutes from an old word processor; every byte has a meaning there.
        text = data.decode("cp1252", errors="replace")
    if "\x00" in text[:4096]:
        raise InputError(f"{name}: not a text (it holds zero bytes), expected UTF-8")
    yield from ((line, 0) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


MAX_SPAN = 60
"""Over how many rows or columns a cell goes, at most."""


def _packed(name: str, data: bytes) -> zipfile.ZipFile:
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise InputError(f"{name}: damaged, not what its ending says") from error
    if sum(member.file_size for member in package.infolist()) > MAX_UNPACKED:
        raise InputError(f"{name}: unpacks to more than {MAX_UNPACKED // 2**20} MiB")
    if any(member.flag_bits & 1 for member in package.infolist()):
        raise InputError(f"{name}: encrypted, expected a document without a password")
    return package


def _docx(name: str, data: bytes, _: Progress) -> Pages:
    if data[:4] == b"\xd0\xcf\x11\xe0":
        raise InputError(f"{name}: encrypted, or an old .doc, expected a .docx without a password")
    _packed(name, data)
    try:
        document = docx.Document(io.BytesIO(data))
        for block in document.iter_inner_content():
            if isinstance(block, Table):
                yield from ((_row([cell.text for cell in row.cells]), 0) for row in block.rows)
            else:
                marks = (
                    "# " if (block.style and (block.style.name or "").startswith(("Heading", "Titre", "Title"))) else ""
                )
                bullet = "- " if block.style and "List" in (block.style.name or "") else ""
                yield from ((f"{marks}{bullet}{line}" if line else "", 0) for line in block.text.split("\n"))
    except _BROKEN as error:
        raise InputError(f"{name}: damaged, not a Word document ({_first(error)})") from error


def _odt(name: str, data: bytes, _: Progress) -> Pages:
    try:
        content = _packed(name, data).read("content.xml")
        root = etree.fromstring(content, _xml_parser())
    except _BROKEN as error:
        raise InputError(f"{name}: damaged, not an OpenDocument text ({_first(error)})") from error
    yield from ((line, 0) for line in _odt_blocks(root))


def _odt_blocks(root: Any) -> Iterator[str]:
    for element in root.iterchildren():
        if element.tag == f"{_TABLE}table-row":
            yield _row([" ".join(cell.itertext()) for cell in element.iterchildren(f"{_TABLE}table-cell")])
        elif element.tag == f"{_TEXT}h":
            yield f"# {''.join(element.itertext())}"
        elif element.tag == f"{_TEXT}p":
            bullet = "- " if element.getparent().tag == f"{_TEXT}list-item" else ""
            yield from (f"{bullet}{line}" for line in _odt_text(element).split("\n"))
        else:
            yield from _odt_blocks(element)


def _odt_text(element: Any) -> str:
    for broken in element.iter(f"{_TEXT}line-break"):
        broken.tail = "\n" + (broken.tail or "")
    for tab in element.iter(f"{_TEXT}tab"):
        tab.tail = "\t" + (tab.tail or "")
    for space in element.iter(f"{_TEXT}s"):
        space.tail = " " + (space.tail or "")
    return "".join(element.itertext())


def _html(name: str, data: bytes, _: Progress) -> Pages:
    try:
        root = html.document_fromstring(data, parser=html.HTMLParser(encoding=_encoding(data), huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{name}: no text in it ({_first(error)})") from error
    for table in root.iter("table"):
        _fill_down(table)
    yield from ((line, 0) for line in _html_blocks(root))


def _span(cell: Any, name: str) -> int:
    """Return over how many columns or rows a cell goes; a hostile number counts as one."""
    said = cell.get(name, "1").strip()
    return max(1, int(said)) if said.isdigit() and int(said) <= MAX_SPAN else 1


def _fill_down(table: Any) -> None:
    """Put an empty cell where one from the row above reaches down, so that columns stay in line."""
    open_: dict[int, int] = {}
    for row in table.xpath("./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr"):
        cells, column = list(row.iterchildren("td", "th")), 0
        while cells or open_.get(column):
            if open_.get(column):
                open_[column] -= 1
                empty = html.Element("td")
                row.insert(row.index(cells[0]) if cells else len(row), empty)
                column += 1
                continue
            cell = cells.pop(0)
            for _ in range(_span(cell, "colspan")):
                open_[column] = _span(cell, "rowspan") - 1
                column += 1


def _encoding(data: bytes) -> str | None:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _html_blocks(root: Any) -> Iterator[str]:
    """Walk without recursion (pages nest deeply): text flows into a line, a block element begins and ends it."""
    line: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _BLOCKS or tag in ("tr", "br"):
            yield from _flush(line)
        if event == "start" and tag and not _hidden(element):
            line += [_mark(tag), _flat(element.text)]
        elif event == "end":
            if tag in ("td", "th") and element.getnext() is not None:
                line.append("\t" * _span(element, "colspan"))
            line.append("" if _hidden(element.getparent()) else _flat(element.tail))
    yield from _flush(line)


def _mark(tag: str) -> str:
    if tag == "li":
        return "- "
    return "# " if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() else ""


def _hidden(element: Any) -> bool:
    return element is not None and (
        element.tag in _UNSEEN or any(one.tag in _UNSEEN for one in element.iterancestors())
    )


def _flat(text: str | None) -> str:
    return (
        ""
        if not text
        else (" " if text[0].isspace() else "") + " ".join(text.split()) + (" " if text[-1].isspace() else "")
    )


def _flush(line: list[str]) -> Iterator[str]:
    text = "".join(line).strip(" ")
    line.clear()
    if text.strip("\t -#"):
        yield text


def _pdf(name: str, data: bytes, progress: Progress) -> Pages:
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(f"{name}: encrypted, expected a document without a password")
        total = len(reader.pages)
        for number, page in enumerate(reader.pages, 1):
            if number % 25 == 0:
                progress(f"{name}: page {number} of {total}")
            yield from ((line, number) for line in (page.extract_text() or "").split("\n"))
    except _BROKEN as error:
        raise InputError(f"{name}: damaged, not a PDF that can be read ({_first(error)})") from error


def _row(cells: list[str]) -> str:
    # Merged cells come once for each column that they span.
    return "\t".join(" ".join(cell.split()) for cell in cells)


def _xml_parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _first(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:120]


_READERS: dict[str, Callable[[str, bytes, Progress], Pages]] = {
    ".txt": _text,
    ".md": _text,
    ".docx": _docx,
    ".odt": _odt,
    ".html": _html,
    ".htm": _html,
    ".pdf": _pdf,
}
"""What reads each ending."""
