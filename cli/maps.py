"""`jumelles map`: the network map as one file."""

from __future__ import annotations

import tempfile
from pathlib import Path

from graph import read
from graph.db import open_graph
from graph.errors import InputError
from graph.settings import read_settings
from graph.vocabulary import Language
from viz.network import network_html


def write_map(path: Path, between: tuple[str, str] | None, language: Language) -> str:
    """Write the map of partnerships, all or those between two scopes; return a line that says what was written.

    Raises:
        InputError: the file cannot be written, or a scope is not there.
    """
    with open_graph(read_settings()) as graph:
        for scope in between or ():
            read.check_scope(graph, scope)
        found = read.partnerships(graph, *(between or ()))
    html = network_html(found, language=language, title=_title(between, language))
    _write(path, html.encode())
    return f"{path}: {len(found)} partnerships, {len(html.encode()) // 1024} kB"


def _title(between: tuple[str, str] | None, language: Language) -> str:
    if between:
        return f"{between[0]} – {between[1]}"
    return "Qui coopère avec qui" if language == "fr" else "Who cooperates with whom"


def _write(path: Path, content: bytes) -> None:
    try:
        target = path.resolve()
        if target.is_dir() or (target.exists() and not target.is_file()):
            raise InputError(f"{path}: not a file that can be written")
        _replace(target, content)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error


def _replace(target: Path, content: bytes) -> None:
    # Written beside and moved, so that a full disk never leaves half a map in the place of a whole one.
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
        draft = Path(file.name)
        try:
            file.write(content)
            file.flush()
            draft.chmod(0o644)
            draft.replace(target)
        except OSError:
            draft.unlink(missing_ok=True)
            raise
