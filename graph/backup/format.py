"""The dump file: one gzip of JSON lines, checked from its first line to its last.

    {"jumelles": "dump", "format": 1, "schema": 1, "program": "0.1.0", "made": "2026-11-27", "revision": 12}
    {"source": {"id": …, "title_fr": …}}
    {"decision": {"id": …, "kind": "merge", "label": "Collectivity", "one": …, "other": …}}
    {"thing": "Collectivity", "id": "fr-nancy", "statements": [["source", {"key": …, "locator": …, "name": …}], …]}
    …
    {"end": {"lines": 4711, "sha256": "…of all lines before this one…"}}

It holds what sources state and nothing that follows from it; so it is small, and both engines read it. Its reader takes
nothing on trust: an altered, cut-off or newer file is refused before anything is written, and one that swells (a bomb) as
soon as it does.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from graph.errors import InputError

FORMAT = 1
"""Version of the file format that this program writes, and the newest that it reads."""

MAX_LINE = 16 * 2**20
"""Longest line, bytes: a thing with some ten thousand statements."""

MAX_SWELL = 150
"""How many bytes one byte of the file may become. Dumps come to 5 to 25, since every statement has a random key."""

FREE = 64 * 2**20
"""So many bytes may come out of a file of any size."""

Line = dict[str, Any]


def write_lines(file: BinaryIO, lines: Iterable[Line]) -> int:
    """Write a dump, the header first among `lines`; return how many lines it has, the end not counted."""
    digest, count = hashlib.sha256(), 0
    # Without a time of its own in the header the same graph gives the same bytes.
    with gzip.GzipFile(fileobj=file, mode="wb", compresslevel=6, mtime=0, filename="") as packed:
        for line in lines:
            text = orjson.dumps(line, option=orjson.OPT_SORT_KEYS) + b"\n"
            digest.update(text)
            packed.write(text)
            count += 1
        end = {"end": {"lines": count, "sha256": digest.hexdigest()}}
        packed.write(orjson.dumps(end) + b"\n")
    return count


def read_lines(path: Path) -> Iterator[tuple[int, Line]]:
    """Yield number and content of each line, the header first; the end is checked when it is reached.

    Raises:
        InputError: it is no dump, is of a newer format, was altered or cut off, or swells beyond all measure.
    """
    digest, count, header = hashlib.sha256(), 0, True
    for text in _texts(path):
        line = _parsed(path, count + 1, text)
        if header:
            _check_header(path, line)
            header = False
        if "end" in line:
            _check_end(path, line["end"], count, digest.hexdigest())
            return
        digest.update(text)
        count += 1
        yield count, line
    raise InputError(f"{path}: cut off after line {count}, the end is missing")


def _texts(path: Path) -> Iterator[bytes]:
    """Yield the lines, each with its newline; nothing may follow the end line."""
    try:
        allowed = FREE + MAX_SWELL * path.stat().st_size
        with path.open("rb") as raw, gzip.GzipFile(fileobj=raw, mode="rb") as packed:
            seen = 0
            while text := packed.readline(MAX_LINE + 1):
                seen += len(text)
                if len(text) > MAX_LINE or seen > allowed:
                    raise InputError(f"{path}: swells to more than a dump of its size can hold")
                # Reading on past the end also checks the checksum of the gzip itself.
                if text.startswith(b'{"end":') and packed.read(1):
                    raise InputError(f"{path}: something follows the end")
                yield text
    except EOFError as error:
        raise InputError(f"{path}: cut off") from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise InputError(f"{path}: not a dump of Jumelles, or damaged") from error
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error


def _parsed(path: Path, number: int, text: bytes) -> Line:
    try:
        line = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise InputError(f"{path}:{number}: not a line of a dump") from error
    if not isinstance(line, dict):
        raise InputError(f"{path}:{number}: not a line of a dump")
    return line


def _check_header(path: Path, line: Line) -> None:
    if line.get("jumelles") != "dump":
        raise InputError(f"{path}: not a dump of Jumelles")
    for name in ("format", "schema", "revision"):
        if type(line.get(name)) is not int:
            raise InputError(f"{path}:1: {name} is {line.get(name)!r}, expected a number")
    if line["format"] > FORMAT:
        raise InputError(
            f"{path}: a dump of format {line['format']}, this program reads {FORMAT}: use a newer Jumelles"
        )


def _check_end(path: Path, end: Any, count: int, digest: str) -> None:
    if not isinstance(end, dict) or end != {"lines": count, "sha256": digest}:
        raise InputError(f"{path}: altered, its checksum does not fit")
