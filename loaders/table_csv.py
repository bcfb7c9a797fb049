"""CSV and TSV as a table: cells of text, each row numbered by the line it begins at."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from graph.errors import InputError
from loaders.table_format import Line, TableFormat, clean

_DELIMITERS: Final = {"csv": ",", "tsv": "\t"}
_BOMS: Final = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


@contextmanager
def csv_lines(path: Path, spec: TableFormat) -> Iterator[Iterator[Line]]:
    """Open a file and yield its rows.

    Raises:
        InputError: while it is read: a wrong encoding, a quote that is not closed; names the line.
    """
    with path.open(encoding=spec.encoding, newline="") as file:
        yield _lines(path, file, spec, spec.delimiter or _DELIMITERS[spec.kind(path)])


def _lines(path: Path, file: Iterable[str], spec: TableFormat, delimiter: str) -> Iterator[Line]:
    reader = csv.reader(file, delimiter=delimiter, strict=True)
    start = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise InputError(f"{path}:{start}: not {spec.kind(path)}: {error}") from error
        except UnicodeError as error:
            raise wrong_encoding(path, spec.encoding, error) from error
        yield start, [clean(cell) for cell in cells]
        start = reader.line_num + 1


def wrong_encoding(path: Path, encoding: str, error: UnicodeError) -> InputError:
    """Return the line that says where a file is not in the encoding it was said to be in."""
    name = encoding.removesuffix("-sig")
    with path.open("rb") as file:
        bom = _BOMS.get(file.read(2))
        file.seek(0)
        number, byte = next(_undecodable(file, name), (0, ""))
    where = f"{path}:{number}" if number else str(path)
    hint = bom or ("cp1252" if name == "utf-8" else "utf-8")
    return InputError(
        f"{where}: not {name} text{byte or f' ({error.__class__.__name__})'}: say the right format.encoding, "
        f"for instance {hint}"
    )


def _undecodable(file: Iterable[bytes], encoding: str) -> Iterator[tuple[int, str]]:
    if encoding.startswith(("utf-16", "utf-32")):
        return
    for number, line in enumerate(file, 1):
        try:
            line.decode(encoding)
        except UnicodeDecodeError as error:
            yield number, f" (byte 0x{line[error.start]:02X})"
