"""Writing files and folders whole or not at all: into a draft beside, which then takes the place of the target.

A full disk, an error or a killed process never leaves half a file in the place of a whole one. A draft's name begins
with a dot and ends in `.draft`; one that a killed process left behind is in nobody's way.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from graph.errors import InputError

READABLE, PRIVATE = 0o644, 0o600
"""Modes of a file: what is given away, and what only its owner may read."""


@contextmanager
def written(path: Path, mode: int = READABLE) -> Iterator[BinaryIO]:
    """Yield a file to write to; it takes the place of `path` when the block ends well, and is gone when it does not.

    No one else can read a private file at any moment.

    Raises:
        InputError: `path` cannot be written; one line that names it.
    """
    with drafted(path, mode) as draft, open(draft, "xb", opener=_private) as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def write(path: Path, content: bytes, mode: int = READABLE) -> None:
    """Write a file whole or not at all, see `written`."""
    with written(path, mode) as file:
        file.write(content)


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, PRIVATE)


@contextmanager
def drafted(path: Path, mode: int = READABLE) -> Iterator[Path]:
    """Yield the path of a draft beside `path`, for writers that open files themselves (SQLite).

    Raises:
        InputError: as `written`.
    """
    with _told(path):
        target = path.resolve()
        if target.is_dir() or (target.exists() and not target.is_file()):
            raise InputError(f"{path}: not a file that can be written")
        draft = _beside(target)
        try:
            yield draft
            draft.chmod(mode)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)


@contextmanager
def folder(path: Path, ours: Callable[[str], bool]) -> Iterator[Path]:
    """Yield a draft folder that takes the place of `path` when the block ends well.

    Args:
        path: a folder that is not there yet, that is empty, or that holds an earlier export and nothing else.
        ours: tells whether a file of this name may be of an export; any other in `path` is somebody's, and stays.

    Raises:
        InputError: `path` cannot be written, or holds other files.
    """
    with _told(path):
        target = path.resolve()
        _check_folder(path, target, ours)
        draft, old = _beside(target), _beside(target)
        draft.mkdir()
        try:
            yield draft
            if target.exists():
                target.rename(old)
            draft.rename(target)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
            shutil.rmtree(old, ignore_errors=True)


def _check_folder(path: Path, target: Path, ours: Callable[[str], bool]) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise InputError(f"{path}: there is a file of this name, expected a folder")
    foreign = sorted(entry.name for entry in target.iterdir() if not ours(entry.name))
    if foreign:
        raise InputError(f"{path}: holds {foreign[0]!r}, which is of no export: give an empty folder or a new one")


def _beside(target: Path) -> Path:
    return target.with_name(f".{target.name[:80]}.{secrets.token_hex(4)}.draft")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error
    except ValueError as error:
        if "null" in str(error):  # an embedded null character
            raise InputError(f"{str(path)!r}: not a path") from error
        raise
