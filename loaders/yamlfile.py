"""Reading YAML strictly: plain text values with their line numbers, and nothing clever.

Every scalar is text (so that `in: NO` is Norway and not false, and 2016-06 is no arithmetic); the records decide what it
means. Anchors, aliases, tags and a key that stands twice are refused: they hide what a file says, or blow it up.
"""

from __future__ import annotations

import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from graph.errors import InputError

MAX_BYTES = 20 * 1024 * 1024
"""The largest file that is read, bytes."""

MAX_DEPTH = 12
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_EMPTY = ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class Yaml:
    """A parsed document: `data` is dicts, lists and texts; `lines` gives a path's line number, from 1."""

    data: Any
    lines: Mapping[tuple[str | int, ...], int]

    def line(self, *path: str | int) -> int:
        """Return the line of a path, or of the nearest thing above it that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(path: Path) -> Yaml:
    """Read one YAML file.

    Raises:
        InputError: no such file, a folder, too large, not UTF-8, not YAML, or a construct that is refused; names the line.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):
            raise InputError(f"{path}: not a regular file")
        if found.st_size > MAX_BYTES:
            raise InputError(f"{path}: larger than {MAX_BYTES // 2**20} MiB")
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 text (byte {error.start})") from error
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error
    lines: dict[tuple[str | int, ...], int] = {}
    try:
        _check_depth(path, text)
        root = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise InputError(f"{path}:{line}: not YAML: {error.problem}") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise InputError(f"{path}: not YAML: {str(error).splitlines()[0]}") from error
    if root is None:
        raise InputError(f"{path}: the file is empty")
    return Yaml(_Builder(path, lines).build(root, ()), lines)


def _check_depth(path: Path, text: str) -> None:
    # Composing recurses in C: 100,000 open brackets end Python with a segmentation fault. Parsing does not.
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            line = event.start_mark.line + 1 if event.start_mark else 0
            raise InputError(f"{path}:{line}: aliases and deep nesting are not allowed")


class _Builder:
    def __init__(self, path: Path, lines: dict[tuple[str | int, ...], int]) -> None:
        self._path = path
        self._lines = lines
        self._seen: set[int] = set()

    def build(self, node: yaml.Node, path: tuple[str | int, ...]) -> Any:
        line = node.start_mark.line + 1
        self._lines[path] = line
        if id(node) in self._seen or len(path) > MAX_DEPTH:
            raise InputError(f"{self._path}:{line}: aliases and deep nesting are not allowed")
        self._seen.add(id(node))
        if not node.tag.startswith("tag:yaml.org,2002:"):
            raise InputError(f"{self._path}:{line}: tags are not allowed")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, index)) for index, item in enumerate(node.value)]
        plain = isinstance(node, yaml.ScalarNode) and node.style is None
        return None if plain and node.value in _EMPTY else node.value

    def _mapping(self, node: yaml.MappingNode, path: tuple[str | int, ...]) -> dict[str, Any]:
        built: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise InputError(f"{self._path}:{key.start_mark.line + 1}: a key must be a word")
            if key.value in built:
                raise InputError(f"{self._path}:{key.start_mark.line + 1}: {key.value} stands twice")
            built[key.value] = self.build(value, (*path, key.value))
        return built
